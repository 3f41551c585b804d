"""The shipped numbering schemes, chosen by their example number. Knows the shipped list, not the office's schemes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.numbering.shipped import SHIPPED, ShippedScheme
from app.ui import theme
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.tokens import Tone

HEADS = (Head("样例编号"), Head("名称", 2), Head("组成", 4))


class SchemePicker(QWidget):
    """`chosen` follows the line; `taken` is Enter on it."""

    chosen = Signal(str)
    taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.table = PlainTable("编号规则样例")
        theme.role(self.table, "framed")
        self.source = text_label("", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.4))
        column.addWidget(self.table, 1)
        column.addWidget(self.source)
        self.table.line_changed.connect(self._changed)
        self.table.line_opened.connect(lambda key: self.taken.emit(str(key)))
        self.setFocusProxy(self.table)

    @property
    def key(self) -> str:
        """Key of the shipped scheme that is chosen."""
        return str(self.table.current_key() or "")

    @property
    def shipped(self) -> ShippedScheme:
        """The one chosen."""
        return next(shipped for shipped in SHIPPED if shipped.key == self.key)

    def show_schemes(self, suggested: str = "") -> None:
        """List them, the suggested one first and chosen."""
        ordered = sorted(SHIPPED, key=lambda shipped: shipped.key != suggested)
        lines = []
        for shipped in ordered:
            mark = "（本地区方案建议）" if shipped.key == suggested else ""
            tone = Tone.GOOD if shipped.key == suggested else None
            lines.append(Line((shipped.example, f"{shipped.scheme.name}{mark}", shipped.label), shipped.key, tone))
        self.table.show_lines(HEADS, lines)
        if lines:
            self.table.go_to_row(0)

    def _changed(self, key: object) -> None:
        shipped = next((shipped for shipped in SHIPPED if shipped.key == key), None)
        if shipped is not None:
            seen = "样例按格式拟定" if shipped.constructed else "样例出处"
            self.source.setText(f"{seen}：{shipped.source}")
            self.chosen.emit(shipped.key)
