"""合规检查表 of a unit in the panel: every check of its legal advisers that is on, with what it found and why. Knows findings, no service."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.advisers.checks import Check, Finding
from app.domain.problems import Severity
from app.ui.advisers.advice import ASK
from app.ui.panel import Notice, NoticeBox, column_of, heading, link
from app.ui.popover import text_label
from app.ui.tokens import Tone

Sheet = Sequence[tuple[Check, tuple[Finding, ...]]]
Open = Callable[[str, int], None]
Ask = Callable[[int], None]
UNADVISED = "ADV-08"
"""The check whose findings are submissions on which no adviser was heard."""
TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.DUE, Severity.NOTE: Tone.WAITING}


def adviser_sheet(sheet: Sheet, open_record: Open, ask: Ask | None) -> QWidget:
    """What was found first, then the checks that found nothing. `ask` begins a matter about a submission nobody was asked about."""
    failed = sum(bool(found) for _, found in sheet)
    said = f"法律顾问工作共检查{len(sheet)}项，{f'{failed}项有问题' if failed else '全部符合'}。检查哪些项目在“系统设置—顾问检查”中选择。"
    fine = [check.title for check, found in sheet if not found]
    parts: list[QWidget] = [text_label(said, "muted"), *_found(sheet, open_record, ask)]
    if fine:
        parts += [heading("符合"), text_label("、".join(fine))]
    return column_of(*parts)


def _found(sheet: Sheet, open_record: Open, ask: Ask | None) -> Iterator[QWidget]:
    for check, found in sheet:
        for finding in found:
            problem = finding.problem
            yield NoticeBox(Notice(TONES[problem.severity], check.title, (problem.message,), problem.basis))
            if finding.record_id is not None:
                yield link("打开这条记录", partial(open_record, finding.ledger, finding.record_id))
                if ask is not None and finding.check == UNADVISED:
                    yield link(ASK, partial(ask, finding.record_id))
