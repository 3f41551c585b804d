"""First step of an import: which ledger, which file, which sheet. Knows files as the service read them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.domain.ledgers import Ledger
from app.services.imports import Workbook
from app.ui import theme
from app.ui.dialogs import FileKind
from app.ui.forms.picks import Combo
from app.ui.icons import icon
from app.ui.popover import text_label
from app.ui.scroll import ScrolledColumn

KINDS = (
    FileKind("表格文件", ("xlsx", "xls", "xlsm", "et", "ods", "csv", "txt", "htm", "html")),
    FileKind("所有文件", ("*",)),
)


NO_FILE = "还没有选择文件，也可以把文件拖到这里"


class FileStep(QWidget):
    """`file_chosen` asks for a file to be read; `sheet_chosen` follows every change of ledger or sheet."""

    file_chosen = Signal(object)
    asked = Signal()
    """The user wants to look for a file."""
    template_asked = Signal(str)
    sheet_chosen = Signal()

    def __init__(self, ledgers: Sequence[Ledger]) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.workbook: Workbook | None = None
        self.ledgers = Combo()
        for ledger in ledgers:
            self.ledgers.addItem(ledger.title, ledger.name)
        self.ledgers.setAccessibleName("导入到哪个台账")
        self.ledgers.currentIndexChanged.connect(self.sheet_chosen)
        self.choose = QPushButton(icon("folder-open"), "选择文件…  Ctrl+O")
        self.choose.clicked.connect(self.asked)
        self.template = QPushButton(icon("download"), "下载空白模板…")
        self.template.clicked.connect(lambda: self.template_asked.emit(self.ledger))
        self.file = text_label(NO_FILE, "muted")
        self.sheets = QListWidget()
        self.sheets.setAccessibleName("工作表")
        self.sheets.setSizeAdjustPolicy(QListWidget.SizeAdjustPolicy.AdjustToContents)
        self.sheets.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.sheets.setMaximumHeight(theme.em(self, 18))
        self.sheets.currentRowChanged.connect(self.sheet_chosen)
        self._lay_out()

    @property
    def ledger(self) -> str:
        """Name of the ledger to fill."""
        return str(self.ledgers.currentData())

    @property
    def sheet(self) -> str | None:
        """Name of the sheet chosen."""
        at = self.sheets.currentRow()
        return None if at < 0 else str(self.sheets.item(at).data(Qt.ItemDataRole.UserRole))

    def set_ledger(self, name: str) -> None:
        """Choose the ledger; one that cannot be imported changes nothing."""
        at = self.ledgers.findData(name)
        if at >= 0:
            with QSignalBlocker(self.ledgers):
                self.ledgers.setCurrentIndex(at)

    def forget(self) -> None:
        """No file is chosen."""
        self.file.setText(NO_FILE)
        self._show_sheets(None)

    def show_reading(self, path: Path) -> None:
        """A file is being read."""
        self.file.setText(f"{path}\n正在读取…")
        self._show_sheets(None)

    def show_failed(self, path: Path) -> None:
        """The file could not be read; why was said elsewhere."""
        self.file.setText(f"{path}\n没有读取成功，请另选文件")

    def show_workbook(self, workbook: Workbook) -> None:
        """Offer the sheets of a file; the first visible one is chosen."""
        self.file.setText(str(workbook.path))
        self._show_sheets(workbook)
        self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_sheet(self, name: str) -> None:
        """Choose a sheet by name."""
        for at in range(self.sheets.count()):
            if self.sheets.item(at).data(Qt.ItemDataRole.UserRole) == name:
                self.sheets.setCurrentRow(at)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.file_chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))

    def _show_sheets(self, workbook: Workbook | None) -> None:
        self.workbook = workbook
        with QSignalBlocker(self.sheets):
            self.sheets.clear()
            for sheet in workbook.sheets if workbook else ():
                if not sheet.rows:
                    continue
                hidden = "（隐藏的工作表）" if sheet.hidden else ""
                item = QListWidgetItem(f"{sheet.name}　{len(sheet.rows)} 行{hidden}")
                item.setData(Qt.ItemDataRole.UserRole, sheet.name)
                self.sheets.addItem(item)
            first = next((sheet.name for sheet in workbook.visible), "") if workbook else ""
            self.set_sheet(first)
            if workbook and not first:
                self.sheets.setCurrentRow(0)
        self._sheet_title.setVisible(workbook is not None)
        self.sheets.setVisible(workbook is not None)
        self.sheet_chosen.emit()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(self, 0.8))
        grid.setVerticalSpacing(theme.em(self, 0.9))
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.em(self, 0.5))
        buttons.addWidget(self.choose)
        buttons.addWidget(self.template)
        buttons.addStretch(1)
        ledgers = QHBoxLayout()
        self.ledgers.setMinimumWidth(theme.em(self, 18))
        ledgers.addWidget(self.ledgers)
        ledgers.addStretch(1)
        self._sheet_title = _title("工作表")
        help_text = text_label(
            "可以导入 Excel、WPS 的工作簿（xlsx、xls、et）、ods 和 csv。标题行、合并的表头、合计行、填报人行由程序识别，不必先整理。"
            "到最后一步之前，不会改动任何数据。",
            "muted",
        )
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        grid.addWidget(_title("导入到"), 0, 0, middle)
        grid.addLayout(ledgers, 0, 1)
        grid.addWidget(_title("文件"), 1, 0, middle)
        grid.addLayout(buttons, 1, 1)
        grid.addWidget(self.file, 2, 1)
        grid.addWidget(self._sheet_title, 3, 0, top)
        grid.addWidget(self.sheets, 3, 1)
        grid.addWidget(help_text, 4, 1)
        area = ScrolledColumn()
        side = theme.em(self, 1.2)
        area.column.setContentsMargins(side, theme.em(self, 1), theme.em(self, 6), side)
        area.column.addLayout(grid)
        area.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self._sheet_title.hide()
        self.sheets.hide()


def _title(text: str) -> QLabel:
    label = QLabel(text)
    theme.role(label, "muted")
    return label
