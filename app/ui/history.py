"""修改记录 of one record: who changed what when, newest first. Knows entries, not the audit's tables."""

from collections.abc import Sequence
from datetime import timedelta, timezone

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.audit import FieldChange, HistoryEntry
from app.ui import theme
from app.ui.popover import text_label

CHINA = timezone(timedelta(hours=8))
"""Instants are shown in the office's time, whatever the PC thinks."""

LONGEST = 60
"""Characters of a value shown; the rest is in its tool tip."""


class HistoryList(QWidget):
    """One block per commit."""

    def __init__(self, entries: Sequence[HistoryEntry]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.2))
        if not entries:
            column.addWidget(text_label("没有修改记录", "muted"))
        for entry in entries:
            head = text_label(
                f"{entry.at.astimezone(CHINA):%Y-%m-%d %H:%M}　{entry.actor}　{entry.use_case}", "section"
            )
            head.setContentsMargins(0, theme.em(self, 0.5), 0, 0)
            column.addWidget(head)
            for change in entry.changes:
                column.addWidget(_line(change))


def _line(change: FieldChange) -> QWidget:
    new = _short(change.new) or "（清空）"
    text = f"{change.field}：{_short(change.old)} → {new}" if change.old else f"{change.field}：{new}"
    label = text_label(text)
    if max(len(change.old), len(change.new)) > LONGEST:
        label.setToolTip(f"{change.field}\n原：{change.old}\n现：{change.new}")
    return label


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST else f"{one_line[:LONGEST]}…"
