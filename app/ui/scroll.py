"""A scrolled column whose wrapping texts keep their full height, also where not all of it fits. Knows no content."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.ui import theme


class ScrolledColumn(QScrollArea):
    """Put parts into `column`; it scrolls downwards only."""

    def __init__(self, role: str = "page") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(theme.em(self, 3))
        self._holder = QWidget()
        theme.role(self._holder, role)
        self.column = QVBoxLayout(self._holder)
        self._holder.installEventFilter(self)
        self.setWidget(self._holder)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._holder and event.type() is QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self, self._fit)
        return False

    def _fit(self) -> None:
        # A scroll area asks its widget for a height without telling the width, so wrapped lines would be cut.
        self._holder.setMinimumHeight(max(self.column.heightForWidth(self.viewport().width()), 0))
