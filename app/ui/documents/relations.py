"""文件关系 in the panel, from both ends: what this document does to others and others to it. Knows no service."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.documents.facts import RelationKind
from app.services.documents.relations import Related
from app.ui import theme
from app.ui.panel import WordyLink
from app.ui.popover import text_label


class RelationList(QWidget):
    """A line per relation; a document of the register opens."""

    def __init__(self, related: Sequence[Related], open_other: Callable[[int], None]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.em(self, 0.8))
        grid.setVerticalSpacing(theme.em(self, 0.35))
        grid.setColumnMinimumWidth(0, theme.em(self, 4.4))
        grid.setColumnStretch(1, 1)
        for row, relation in enumerate(related):
            label = text_label(relation_word(relation), "muted")
            label.setWordWrap(False)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            text = relation_object(relation)
            if relation.id is None:
                grid.addWidget(text_label(text), row, 1)
            else:
                grid.addWidget(WordyLink(text, partial(open_other, relation.id)), row, 1)


def relation_word(relation: Related) -> str:
    """替代, 被替代; 拟替代, 拟被替代 while the document that does it is not published."""
    word = relation.kind.label if relation.outward else f"被{relation.kind.label}"
    if not relation.outward and relation.kind in (RelationKind.SUPPLEMENTS, RelationKind.INTERPRETS):
        word = {RelationKind.SUPPLEMENTS: "配套文件", RelationKind.INTERPRETS: "解释文件"}[relation.kind]
    return word if relation.published_on else f"拟{word}"


def relation_object(relation: Related) -> str:
    """The other document as a line names it."""
    return "　".join(text for text in (relation.title, relation.number, relation.clause) if text)
