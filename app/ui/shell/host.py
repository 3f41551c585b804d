"""The one window of the program: shows in turn its frame, the question for the data, the first start, the pages. Knows none of them."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.config import PcSettings, resource
from app.ui import theme

GEOMETRY = ("window", "geometry")
"""Table and key of the window's place among this PC's settings."""


class Host(QWidget):
    """Stays the same window from the first painted frame to the end."""

    painted = Signal()
    """Once, when something has been seen for the first time."""

    def __init__(self, settings: PcSettings) -> None:
        super().__init__()
        self.may_close: Callable[[], bool] = _always
        """Asked when the user closes the window; who says no closes it later by `close`."""
        self._seen = False
        self._inside: list[QWidget] = []
        self.setWindowTitle("法治台账")
        self.setWindowIcon(QIcon(str(resource("icons/fazhi.png"))))
        theme.role(self, "page")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.resize(theme.em(self, 98), theme.em(self, 55))
        stored = settings.get(*GEOMETRY, "")
        if isinstance(stored, str) and stored:
            self.restoreGeometry(QByteArray.fromBase64(stored.encode()))

    def show_inside(self, content: QWidget) -> None:
        """Show this instead of what was there, which is gone afterwards."""
        for old in self._inside:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._inside = [content]
        self._column.addWidget(content)
        content.show()
        self.setWindowTitle(content.windowTitle() or "法治台账")
        # Where the content itself wants the cursor; only the window it now stands in can give it.
        wanted: QWidget | None = content.focusWidget()
        (content if wanted is None else wanted).setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            # Queued: children are painted after their parent, in the same turn of the loop.
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.may_close():
            super().closeEvent(event)
        else:
            event.ignore()


def _always() -> bool:
    return True
