"""意见 in the panel: one block per opinion with what became of it. Knows facts, does not store."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dates import chinese
from app.domain.submissions.facts import Adoption, ReviewOpinion, SubmissionFacts
from app.ui import theme
from app.ui.panel import link
from app.ui.popover import text_label
from app.ui.submissions.summary import opinions_line

ROLES = {
    Adoption.PENDING: "warning",
    Adoption.ADOPTED: "good",
    Adoption.PARTLY: "small",
    Adoption.NOT_ADOPTED: "small",
}


class OpinionList(QWidget):
    """Without `reply` nothing can be recorded."""

    def __init__(self, facts: SubmissionFacts, reply: Callable[[int], object] | None) -> None:
        """`reply` opens the form for the opinion at a position (from 0)."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.9))
        column.addWidget(text_label(opinions_line(facts) or "还没有提出意见", "muted"))
        several = len(facts.rounds) > 1
        for at, opinion in enumerate(facts.opinions):
            column.addWidget(_block(at, opinion, several, partial(reply, at) if reply is not None else None))


def _block(at: int, opinion: ReviewOpinion, several: bool, reply: Callable[[], object] | None) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.em(block, 0.2))
    head = "　".join(
        text for text in (f"第{at + 1}条", opinion.clause, f"第{opinion.round}轮" if several else "") if text
    )
    column.addWidget(text_label(head, "section"))
    said = text_label(opinion.text)
    said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(said)
    row = QHBoxLayout()
    became = opinion.adoption.label + (f"（{chinese(opinion.replied_on)}）" if opinion.replied_on else "")
    label = text_label(became, ROLES[opinion.adoption])
    label.setWordWrap(False)
    row.addWidget(label)
    if reply is not None:
        pending = opinion.adoption is Adoption.PENDING
        button = link("登记采纳情况" if pending else "更正采纳情况", reply)
        button.setAccessibleName(f"{button.text()}：第{at + 1}条")
        row.addWidget(button)
    row.addStretch(1)
    column.addLayout(row)
    if opinion.reason:
        column.addWidget(text_label(f"理由：{opinion.reason}", "small"))
    return block
