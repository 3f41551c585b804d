"""What asks for attention in the panel: missing, doubted, warned, accepted, each with what can be done. Saves nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.documents.facts import DocumentFacts
from app.domain.documents.rules import missing_of
from app.domain.problems import Problem, Severity
from app.ui.documents.wording import RULES, TITLES
from app.ui.doubts import Settling, doubt_list
from app.ui.panel import column_of, heading, link, row_of, tight
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
    doubts: Settling
    fill_in: Callable[[str], None]
    """Open the form at a field."""
    ask_adviser: Callable[[], None]


def concerns(facts: DocumentFacts, problems: tuple[Problem, ...], deeds: Deeds | None) -> Iterator[QWidget]:
    """One block per kind, the gravest first; none where nothing asks for attention."""
    if facts.emergency:
        yield text_label(f"应急程序　{facts.emergency_reason}", "warning")
    if facts.doubts:
        yield doubt_list(facts.doubts, TITLES, deeds.doubts if deeds else None)
    if lacks := missing_of(facts):
        parts: list[QWidget] = [text_label(f"缺少{'、'.join(lacks)}", "warning")]
        if deeds is not None:
            parts.append(row_of(link("补充", partial(deeds.fill_in, FIELD_OF_MISSING[lacks[0]]))))
        yield tight(heading("资料不全"), *parts)
    warnings = [problem for problem in problems if problem.severity is Severity.WARNING and problem.rule]
    if warnings:
        yield column_of(heading("提醒"), *(_warning(problem, deeds) for problem in warnings))
    if facts.waivers:
        reasons = (f"{RULES.get(waiver.rule, waiver.rule)}：{waiver.reason}" for waiver in facts.waivers)
        yield tight(heading("已说明理由"), *(text_label(reason) for reason in reasons))


def _warning(problem: Problem, deeds: Deeds | None) -> QWidget:
    buttons: list[QPushButton] = []
    if deeds is not None:
        give = link("说明理由", partial(deeds.accept, problem))
        give.setAccessibleName(f"说明理由：{problem.message}")
        buttons.append(give)
    if problem.basis:
        buttons.append(basis_button(problem.basis))
    return tight(text_label(problem.message, "warning"), row_of(*buttons))
