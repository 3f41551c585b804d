"""A condition that came from elsewhere, a figure or a due item, on a column the bar has no chip for; one click takes it off. Knows no query."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton

from app.domain.ledgers import ID, Column, Filter
from app.ui import theme, tokens
from app.ui.icons import icon
from app.ui.table.chips import span_text


class GivenChip(QToolButton):
    """Says what the lines are narrowed to."""

    removed = Signal(object)
    """This chip: its condition no longer holds."""

    def __init__(self, column: Column, condition: Filter) -> None:
        super().__init__()
        self.condition = condition
        words = given_words(column, condition)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the text
        self.setIcon(icon("x", tokens.ACCENT))
        self.setProperty("filtered", True)
        theme.role(self, "chip")
        self.setText(words)
        self.setToolTip("取消这个条件")
        self.setAccessibleName(f"取消条件：{words}")
        self.clicked.connect(lambda: self.removed.emit(self))


def given_words(column: Column, condition: Filter) -> str:
    """登记日期：2026; 指定的12条 for lines named one by one."""
    if column.key == ID.key:
        return f"指定的{len(condition.values)}条"
    if condition.values:
        names = [column.show(value) for value in condition.values]
        return f"{column.title}：{'、'.join(names) if len(names) <= 2 else f'{names[0]}等{len(names)}项'}"
    low, high = condition.low, condition.high
    if isinstance(low, date) or isinstance(high, date):
        days = (day if isinstance(day, date) else None for day in (low, high))
        return f"{column.title}：{span_text(*days)}"
    return f"{column.title}：{'' if low is None else low}—{'' if high is None else high}"
