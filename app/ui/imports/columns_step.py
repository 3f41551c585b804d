"""Second step of an import: where the header is and what each column means. Knows a table as the service found it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.ledgers import Column, Ledger
from app.services.imports import Heading, RawSheet, Table, column_letters
from app.ui import theme
from app.ui.elided import ElidedLabel
from app.ui.forms.field import clear
from app.ui.forms.picks import Combo
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.scroll import ScrolledColumn
from app.ui.tokens import Tone

SHOWN_ROWS = 40
"""Rows of the file among which the header is chosen."""
SHOWN_COLUMNS = 40
EXTRA = "（作为其他列保留）"


class ColumnsStep(QWidget):
    """`header_chosen` asks for the table to be found anew; `changed` follows every change of the mapping."""

    header_chosen = Signal(object)
    """Number of the last row of the header, None = to be found by itself."""
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.table: Table | None = None
        self.header_row: int | None = None
        self.edited = False
        self._ledger: Ledger | None = None
        self._combos: dict[int, Combo] = {}
        self.place = text_label("", "section")
        self.automatic = QPushButton("自动识别")
        self.automatic.clicked.connect(lambda: self.header_chosen.emit(None))
        self.rows = PlainTable("文件开头的各行")
        theme.role(self.rows, "framed")
        self.rows.setMinimumHeight(theme.em(self, 5))
        self.rows.setMaximumHeight(theme.em(self, 13))
        self.rows.line_opened.connect(self.header_chosen)
        self.summary = text_label("", "muted")
        self._lay_out()

    @property
    def mapping(self) -> dict[int, str | None] | None:
        """Position → column of the ledger as the user wants it; None while nothing was changed by hand."""
        return {at: combo.currentData() for at, combo in self._combos.items()} if self.edited else None

    @property
    def missing(self) -> list[str]:
        """Required columns that no column of the file is taken for."""
        taken = {combo.currentData() for combo in self._combos.values()}
        columns = self._ledger.columns if self._ledger else ()
        return [column.title for column in columns if column.required and column.key not in taken]

    def show_table(self, ledger: Ledger, sheet: RawSheet, table: Table, header_row: int | None) -> None:
        """Show what was found in a sheet."""
        self._ledger, self.table, self.header_row, self.edited = ledger, table, header_row, False
        first, last = table.header_rows
        rows = f"第 {first} 行" if first == last else f"第 {first}—{last} 行"
        self.place.setText(f"表头：{rows}{'（自己指定）' if header_row is not None else '（自动识别）'}")
        self.automatic.setVisible(header_row is not None)
        self._show_rows(sheet, table.header_rows)
        self._show_columns(ledger, table)
        self._tell()

    def show_no_header(self, ledger: Ledger, sheet: RawSheet) -> None:
        """No header was found: the user points at it."""
        self._ledger, self.table, self.header_row, self.edited = ledger, None, None, False
        self.place.setText("没有找到表头：请在下面选中列名所在的行，按 Enter 或双击")
        self.automatic.hide()
        self._show_rows(sheet, (0, 0))
        clear(self._grid)
        self._combos = {}
        self.summary.setText("如果选错了工作表或台账，请回到上一步。")
        self.changed.emit()

    def _show_rows(self, sheet: RawSheet, header: tuple[int, int]) -> None:
        width = min(sheet.width, SHOWN_COLUMNS)
        heads = [Head("行"), *(Head(column_letters(at), 1) for at in range(width))]
        lines = []
        for row in sheet.rows[:SHOWN_ROWS]:
            texts = ["" if cell is None or at in row.filled else str(cell) for at, cell in enumerate(row.cells[:width])]
            inside = header[0] <= row.number <= header[1]
            number = f"{row.number} 表头" if inside else str(row.number)
            lines.append(
                Line((number, *texts), row.number, Tone.WAITING if inside else None, 0, quiet=row.number < header[0])
            )
        self.rows.show_lines(heads, lines)
        at = next((index for index, line in enumerate(lines) if line.key == header[1]), 0)
        self.rows.go_to_row(at)

    def _show_columns(self, ledger: Ledger, table: Table) -> None:
        clear(self._grid)
        self._combos = {}
        for at, title in enumerate(("列", "文件中的列名", "内容举例", "台账中的列")):
            self._grid.addWidget(text_label(title, "small"), 0, at)
        columns = [column for column in ledger.columns if not column.hidden or column.key == "uid"]
        for row, heading in enumerate((item for item in table.headings if not item.serial), 1):
            self._add_row(row, heading, columns, _samples(table, heading.position))
        for before, after in zip(self._combos.values(), list(self._combos.values())[1:], strict=False):
            QWidget.setTabOrder(before, after)

    def _add_row(self, row: int, heading: Heading, columns: Sequence[Column], samples: str) -> None:
        for at, (text, role) in enumerate(
            ((column_letters(heading.position), "muted"), (heading.title, ""), (samples, "muted"))
        ):
            label = ElidedLabel(text) if at else QLabel(text)
            theme.role(label, role)
            self._grid.addWidget(label, row, at)
        combo = Combo()
        combo.setAccessibleName(f"“{heading.title}”对应台账中的列")
        combo.addItem(EXTRA, None)
        for column in columns:
            star = "（必填）" if column.required else "（只作核对）" if column.derived else ""
            combo.addItem(f"{column.title}{star}", column.key)
        combo.setCurrentIndex(max(combo.findData(heading.key), 0))
        combo.currentIndexChanged.connect(lambda _=0, at=heading.position: self._chosen(at))
        self._combos[heading.position] = combo
        self._grid.addWidget(combo, row, 3)

    def _chosen(self, position: int) -> None:
        """A ledger column belongs to one column of the file: the one that had it gives it up."""
        self.edited = True
        key = self._combos[position].currentData()
        given_up = [at for at, combo in self._combos.items() if key and at != position and combo.currentData() == key]
        for at in given_up:
            with QSignalBlocker(self._combos[at]):
                self._combos[at].setCurrentIndex(0)
        letters = "、".join(column_letters(at) for at in given_up)
        self._tell(f"{letters}列改为其他列。" if given_up else "")

    def _tell(self, first: str = "") -> None:
        taken = [combo.currentData() for combo in self._combos.values()]
        known = sum(key is not None for key in taken)
        lacking = f"还缺必填的列：{'、'.join(self.missing)}，请指定哪一列是它。" if self.missing else ""
        kept = f"文件共 {len(taken)} 列，对应台账 {known} 列，其余 {len(taken) - known} 列作为其他列原样保留。"
        self.summary.setText(f"{lacking}{first}{kept}")
        theme.role(self.summary, "error" if self.missing else "muted")
        self.changed.emit()

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.em(self, 0.4), side, 0)
        column.setSpacing(theme.em(self, 0.5))
        line = QHBoxLayout()
        line.addWidget(self.place, 1)
        line.addWidget(text_label("表头不对时，选中正确的行按 Enter 或双击", "small"))
        line.addWidget(self.automatic)
        column.addLayout(line)
        column.addWidget(self.rows, 3)
        column.addWidget(self.summary)
        self.area = ScrolledColumn()
        self.area.column.setContentsMargins(0, 0, theme.em(self, 0.6), side)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.em(self, 1))
        self._grid.setVerticalSpacing(theme.em(self, 0.3))
        for at, stretch in enumerate((0, 3, 5, 3)):
            self._grid.setColumnStretch(at, stretch)
        self.area.column.addLayout(self._grid)
        self.area.column.addStretch(1)
        column.addWidget(self.area, 4)


def _samples(table: Table, position: int) -> str:
    """The first different values under a title."""
    texts: dict[str, None] = {}
    for row in table.rows[:200]:
        cell = row.cells[position] if position < len(row.cells) else None
        if cell is not None:
            texts[" ".join(str(cell).split())] = None
        if len(texts) == 3:
            break
    return "；".join(texts)
