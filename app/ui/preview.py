"""A finished PDF inside the window: looked at, printed, saved elsewhere. What is printed is the file itself."""

import shutil
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPageLayout, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.domain.problems import Unavailable
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs import FileKind, Gravity
from app.ui.elided import ElidedLabel
from app.ui.icons import icon
from app.ui.keys import shortcut

PRINT_DPI = 300
"""Resolution pages are drawn at for the printer: text stays sharp, a page stays under 40 MB."""

PDF = FileKind("PDF 文件", ("pdf",))


class PdfPreview(QWidget):
    """Takes the place of the page until it is closed. Ctrl+P is the window's key: it asks whatever is shown."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._file = Path()
        theme.role(self, "page")
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._lay_out()
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Esc", self.closed.emit),
            ("Ctrl+S", self.save_as),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.fit),
        ):
            shortcut(self, keys, act, within)

    def open(self, file: Path, title: str) -> None:
        """Show a file. Raises Unavailable when it is no PDF that can be read."""
        self._file = file
        self.title.show_words(title)
        problem = self.document.load(str(file))
        if problem is not QPdfDocument.Error.None_:
            raise Unavailable(file, f"打不开“{file.name}”，请重新生成后再试")
        self.pages.setText(f"共 {self.document.pageCount()} 页")
        self.view.setFocus()

    def print_it(self) -> None:
        """Ask for a printer and print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.title.words)
        printer.setPageOrientation(self._orientation())
        if self._desk.dialogs.printer(printer, self.document.pageCount()):
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the pages asked for on the printer, each as large as the paper."""
        first = max(printer.fromPage(), 1) - 1
        last = (printer.toPage() or self.document.pageCount()) - 1
        painter = QPainter()
        if not painter.begin(printer):
            self._desk.dialogs.tell(
                "不能打印", "打印机没有响应，请检查连接后再试，或另存为 PDF 文件。", Gravity.WARNING
            )
            return
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        offset = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        for number in range(first, min(last, self.document.pageCount() - 1) + 1):
            if number > first:
                printer.newPage()
            size = self.document.pagePointSize(number) * (PRINT_DPI / 72)
            picture = self.document.render(number, QSize(round(size.width()), round(size.height())))
            painter.drawImage(QRectF(QPointF(0, 0) - offset, paper.size()), picture)
        painter.end()

    def save_as(self) -> None:
        """Copy the file to where the user wants it."""
        target = self._desk.dialogs.save_name("另存为", Path.home() / f"{self.title.words}.pdf", (PDF,))
        if target is None:
            return
        try:
            shutil.copyfile(self._file, target)
        except OSError:
            self._desk.failures.show(
                Unavailable(
                    target, f"“{target.name}”存不到{target.parent}，文件可能正被打开，或文件夹不可写，请换一个位置"
                )
            )

    def zoom_in(self) -> None:
        self._zoom(1.25)

    def zoom_out(self) -> None:
        self._zoom(0.8)

    def fit(self) -> None:
        """As wide as the window."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _zoom(self, factor: float) -> None:
        if self.view.zoomMode() is not QPdfView.ZoomMode.Custom:
            page = self.document.pagePointSize(0).width() * self.logicalDpiX() / 72
            self.view.setZoomFactor(self.view.viewport().width() / page if page else 1.0)
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(5.0, max(0.25, self.view.zoomFactor() * factor)))

    def _orientation(self) -> QPageLayout.Orientation:
        size = self.document.pagePointSize(0)
        wide = size.width() > size.height()
        return QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        side = theme.em(self, 1.2)
        row.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.6))
        row.setSpacing(theme.em(self, 0.5))
        # A long title gives way: it must not make the window wider than the screen.
        self.title = ElidedLabel()
        theme.role(self.title, "heading")
        self.pages = QLabel()
        theme.role(self.pages, "muted")
        self.print_button = QPushButton(icon("printer", "#ffffff"), "打印  Ctrl+P")
        theme.role(self.print_button, "primary")
        self.save_button = QPushButton(icon("download"), "另存为  Ctrl+S")
        larger, smaller = QPushButton(icon("zoom-in"), ""), QPushButton(icon("zoom-out"), "")
        larger.setToolTip("放大（Ctrl++）")
        smaller.setToolTip("缩小（Ctrl+-）")
        back = QPushButton("返回  Esc")
        for button, act in (
            (self.print_button, self.print_it),
            (self.save_button, self.save_as),
            (larger, self.zoom_in),
            (smaller, self.zoom_out),
            (back, self.closed.emit),
        ):
            button.clicked.connect(act)
            if button.toolTip():
                button.setAccessibleName(button.toolTip())
        row.addWidget(self.title, 1)
        row.addWidget(self.pages)
        for button in (smaller, larger, self.save_button, self.print_button, back):
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.view, 1)
