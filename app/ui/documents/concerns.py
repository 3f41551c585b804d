"""What asks for attention in the panel: missing, doubted, warned, accepted, each with what can be done. Saves nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.domain.documents.facts import DocumentFacts, Doubt
from app.domain.documents.rules import missing_of
from app.domain.problems import Problem, Severity
from app.ui import theme
from app.ui.documents.wording import RULES, TITLES
from app.ui.panel import column_of, heading, link
from app.ui.popover import basis_button, text_label

FIELD_OF_MISSING = {
    "文号": "document_number", "制定机关": "issuers", "公布日期": "published_on", "施行日期": "effective_on",
    "有效期至": "expires_on",
}  # fmt: skip


@dataclass(frozen=True)
class Deeds:
    """What the panel can set going; None in a window for looking only."""

    next_step: Callable[[], None]
    accept: Callable[[Problem], None]
    settle: Callable[[Doubt], None]
    fill_in: Callable[[str], None]
    """Open the form at a field."""


def concerns(facts: DocumentFacts, problems: tuple[Problem, ...], deeds: Deeds | None) -> Iterator[QWidget]:
    """One block per kind, the gravest first; none where nothing asks for attention."""
    if facts.emergency:
        yield text_label(f"应急程序　{facts.emergency_reason}", "warning")
    if facts.doubts:
        yield column_of(heading("存疑"), *(_doubt(doubt, deeds) for doubt in facts.doubts))
    if lacks := missing_of(facts):
        parts: list[QWidget] = [text_label(f"缺少{'、'.join(lacks)}", "warning")]
        if deeds is not None:
            parts.append(_row(link("补充", partial(deeds.fill_in, FIELD_OF_MISSING[lacks[0]]))))
        yield _tight(heading("资料不全"), *parts)
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING and problem.rule]
    if warnings:
        yield column_of(heading("提醒"), *(_warning(problem, deeds) for problem in warnings))
    if facts.waivers:
        reasons = (f"{RULES.get(waiver.rule, waiver.rule)}：{waiver.reason}" for waiver in facts.waivers)
        yield _tight(heading("已说明理由"), *(text_label(reason) for reason in reasons))


def _doubt(doubt: Doubt, deeds: Deeds | None) -> QWidget:
    title = TITLES.get(doubt.field, "")
    said = [text_label(doubt.message, "error")]
    if doubt.raw:
        said.append(text_label(f"{title}原文：{doubt.raw}" if title else f"原文：{doubt.raw}", "small"))
    if deeds is None:
        return _tight(*said)
    settle, mend = link("核实", partial(deeds.settle, doubt)), link("修改", partial(deeds.fill_in, doubt.field))
    settle.setAccessibleName(f"核实：{doubt.message}")
    mend.setAccessibleName(f"修改：{doubt.message}")
    return _tight(*said, _row(settle, mend))


def _warning(problem: Problem, deeds: Deeds | None) -> QWidget:
    buttons: list[QPushButton] = []
    if deeds is not None:
        give = link("说明理由", partial(deeds.accept, problem))
        give.setAccessibleName(f"说明理由：{problem.message}")
        buttons.append(give)
    if problem.basis:
        buttons.append(basis_button(problem.basis))
    return _tight(text_label(problem.message, "warning"), _row(*buttons))


def _row(*buttons: QPushButton) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    for button in buttons:
        across.addWidget(button)
    across.addStretch(1)
    return row


def _tight(*parts: QWidget) -> QWidget:
    block = column_of(*parts)
    layout = block.layout()
    assert layout is not None
    layout.setSpacing(theme.em(block, 0.2))
    return block
