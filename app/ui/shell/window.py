"""The main window: navigation, pages, header, status bar. Knows pages by their declaration only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.domain.ledgers import Filter
from app.domain.problems import Unavailable
from app.ui import theme
from app.ui.desk import Desk
from app.ui.keys import Act, page_keys, shortcut
from app.ui.page import Page
from app.ui.search_palette.palette import SearchPalette
from app.ui.shell.header import Header
from app.ui.shell.keylist import KeyList
from app.ui.shell.navigation import Navigation
from app.ui.shell.statusbar import StatusBar, folder_text

if TYPE_CHECKING:  # the PDF viewer is loaded with the first preview
    from app.ui.preview import PdfPreview

NARROW = 85
"""Below so many font heights the navigation shows icons only: a 1366 pixel screen at 150 %."""


@dataclass(frozen=True)
class PageEntry:
    """One page, as the navigation and the keys know it."""

    name: str
    """The ledger's name where the page shows one."""
    title: str
    icon: str
    make: Callable[[Desk], Page]
    under: str = ""
    """The page that the navigation marks while this one is seen; such a page has no entry of its own."""


class MainWindow(QMainWindow):
    """Makes a page when it is first asked for."""

    closing = Signal()
    """The window goes: geometry is remembered, nothing unsaved is left."""

    def __init__(self, desk: Desk, pages: Sequence[PageEntry], folder: str) -> None:
        super().__init__()
        self.desk = replace(
            desk,
            open_record=self.open_record,
            open_task=self.open_task,
            open_page=self.open_page,
            begin_with=self.begin_with,
            preview=self.show_preview,
        )
        self._entries = {entry.name: entry for entry in pages}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._preview: PdfPreview | None = None
        self.setWindowTitle("法治台账")
        listed = [entry for entry in pages if not entry.under]
        self.navigation = Navigation([(entry.name, entry.title, entry.icon) for entry in listed])
        self.header = Header(desk)
        self.stack = QStackedWidget()
        self.status = StatusBar(folder_text(folder))
        self.status.folder.setToolTip(f"数据文件夹：{folder}")
        self._lay_out()
        self.finder = SearchPalette(
            self.desk, self.header.search, {entry.name: entry.title for entry in pages}, self.centralWidget()
        )
        self.navigation.chosen.connect(self.show_page)
        self._add_keys([entry.name for entry in listed])
        self._restore_geometry()

    def show_page(self, name: str) -> bool:
        """Show a page; False when the present one does not let go."""
        self.close_preview()
        if name == self._current:
            return True
        current = self.current_page
        if current is not None and not current.may_leave():
            self._mark(self._current)
            return False
        page = self.page(name)
        self._current = name
        self.stack.setCurrentWidget(page)
        self.header.show_title(self._entries[name].title)
        self._mark(name)
        self.status.left.setText(page.status_text)
        page.shown()
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _mark(self, name: str) -> None:
        self.navigation.show_current(self._entries[name].under or name)

    def page(self, name: str) -> Page:
        """The page of a name, made if need be. Raises KeyError."""
        if name not in self._pages:
            page = self._entries[name].make(self.desk)
            page.status.connect(lambda text: self._tell(page, text))
            page.urgent_counted.connect(lambda count: self._show_badge(name, count))
            self._pages[name] = page
            self.stack.addWidget(page)
        return self._pages[name]

    @property
    def pages(self) -> list[Page]:
        """Those made so far."""
        return list(self._pages.values())

    @property
    def current_page(self) -> Page | None:
        return self._pages.get(self._current)

    def open_record(self, ledger: str, record_id: int) -> None:
        """Show a record on the page of its ledger."""
        if self.show_page(ledger):
            self.page(ledger).open_record(record_id)

    def open_task(self, ledger: str, record_id: int) -> None:
        """Show a record at the place where its next work is done."""
        if self.show_page(ledger):
            self.page(ledger).open_task(record_id)

    def begin_with(self, ledger: str, facts: object) -> None:
        """Begin a new record on the page of its ledger, with these facts to start from."""
        if self.show_page(ledger):
            self.page(ledger).begin_with(facts)

    def open_page(self, name: str, filters: Sequence[Filter] = ()) -> None:
        """Show a page; a ledger narrowed to the lines of these conditions."""
        if self.show_page(name) and filters:
            self.page(name).show_lines(filters)

    def show_preview(self, file: Path, title: str) -> None:
        """A finished PDF in place of the page, until it is closed or a page is asked for."""
        from app.ui.preview import PdfPreview

        self.close_preview()
        preview = PdfPreview(self.desk)
        try:
            preview.open(file, title)
        except Unavailable as error:
            preview.deleteLater()
            self.desk.failures.show(error)
            return
        preview.closed.connect(self.close_preview)
        self._preview = preview
        self.stack.addWidget(preview)
        self.stack.setCurrentWidget(preview)
        preview.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_preview(self) -> None:
        """Back to the page."""
        preview, self._preview = self._preview, None
        page = self.current_page
        if preview is None or page is None:
            return
        self.stack.setCurrentWidget(page)
        self.stack.removeWidget(preview)
        preview.deleteLater()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act: Act) -> None:
        """Do what a key asks, if the present page knows it; a preview knows printing only."""
        if self._preview is not None:
            if act is Act.PRINT:
                self._preview.print_it()
            return
        page = self.current_page
        if page is not None and act in page.acts:
            page.acts[act]()

    def search_all(self) -> None:
        """Ctrl+K: search everything; Esc comes back to where one is now."""
        self.finder.come_from(self.focusWidget())
        self.header.focus_search()

    def show_keys(self) -> KeyList:
        """F1."""
        sheet = KeyList(self)
        sheet.show()
        return sheet

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.set_narrow(self.width() < theme.em(self, NARROW))

    def leave(self) -> bool:
        """Whether the window may go: every page lets go; what is remembered is kept then."""
        if any(not page.may_leave() for page in self._pages.values()):
            return False
        self._keep_geometry()
        self.closing.emit()
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.leave():
            super().closeEvent(event)
        else:
            event.ignore()

    def _tell(self, page: Page, text: str) -> None:
        if page is self.current_page:
            self.status.left.setText(text)

    def _show_badge(self, name: str, count: int) -> None:
        if name in self.navigation.buttons:
            self.navigation.buttons[name].set_count(count)

    def _add_keys(self, names: Sequence[str]) -> None:
        for name, keys in page_keys(names).items():
            shortcut(self, keys, partial(self.show_page, name))
        for act in Act:
            shortcut(self, act.key, partial(self.act, act))
        shortcut(self, "Ctrl+K", self.search_all)
        shortcut(self, "F1", self.show_keys)

    def _keep_geometry(self) -> None:
        self.desk.settings.set("window", "geometry", bytes(self.window().saveGeometry().toBase64().data()).decode())
        self.desk.settings.set("window", "page", self._current)

    def _restore_geometry(self) -> None:
        self.resize(theme.em(self, 98), theme.em(self, 55))
        stored = self.desk.settings.get("window", "geometry", "")
        if isinstance(stored, str) and stored:
            self.restoreGeometry(QByteArray.fromBase64(stored.encode()))

    def _lay_out(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        across = QHBoxLayout()
        across.setSpacing(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addWidget(self.stack, 1)
        across.addWidget(self.navigation)
        across.addLayout(right, 1)
        column.addLayout(across, 1)
        column.addWidget(self.status)
        self.setCentralWidget(centre)
