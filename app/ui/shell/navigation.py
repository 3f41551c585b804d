"""The dark column at the left: pages with their icons and what is due in each. Knows names, not pages."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app.ui import theme, tokens
from app.ui.icons import pixmap
from app.ui.keys import page_keys


class NavButton(QAbstractButton):
    """Icon, name, badge; the current one is lighter and carries a bar."""

    def __init__(self, title: str, icon_name: str) -> None:
        super().__init__()
        self.setText(title)
        self._icon = icon_name
        self._count = 0
        self.narrow = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """What is due on the page; nothing is drawn for none."""
        self._count = count
        self.setAccessibleName(f"{self.text()}，{count}项待办" if count else self.text())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.em(self, 4 if self.narrow else 12), theme.em(self, 2.75))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isChecked() or self.underMouse() or self.hasFocus()
        painter.fillRect(self.rect(), QColor(tokens.NAV_CURRENT if lit else tokens.NAV))
        if self.isChecked() or self.hasFocus():
            bar = QRect(0, 0, theme.em(self, 0.22), self.height())
            painter.fillRect(bar, QColor(tokens.NAV_MARK if self.isChecked() else tokens.NAV_MUTED))
        side, left = theme.em(self, 1.2), theme.em(self, 1.4)
        ink = tokens.WHITE if self.isChecked() else tokens.NAV_TEXT
        painter.drawPixmap(left, (self.height() - side) // 2, pixmap(self._icon, ink, side))
        if not self.narrow:
            painter.setPen(QColor(ink))
            text_left = left + side + theme.em(self, 0.6)
            area = self.rect().adjusted(text_left, 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self._count:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        text = str(self._count) if self._count < 1000 else "999+"
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        height = theme.em(self, 1.15)
        width = max(painter.fontMetrics().horizontalAdvance(text) + theme.em(self, 0.7), theme.em(self, 1.7))
        right, top = theme.em(self, 0.1 if self.narrow else 1), (self.height() - height) // 2
        badge = QRect(self.width() - width - right, theme.em(self, 0.1) if self.narrow else top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.BADGE))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(tokens.WHITE))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


class Navigation(QWidget):
    """`chosen` tells the name of the page asked for; the window answers by show_current."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str]]) -> None:
        """Pages as (name, title, icon), from top to bottom."""
        super().__init__()
        theme.role(self, "nav")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.buttons: dict[str, NavButton] = {}
        self._narrow = False
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(self, 1), 0, 0)
        column.setSpacing(0)
        side = theme.em(self, 1.4)
        self.name = QLabel("法治台账")
        theme.role(self.name, "office")
        self.name.setContentsMargins(side, 0, side, 0)
        self.office = QLabel()
        self.office.setTextFormat(Qt.TextFormat.PlainText)
        self.office.setWordWrap(True)
        theme.role(self.office, "office-name")
        self.office.setContentsMargins(side, 0, theme.em(self, 0.5), theme.em(self, 1))
        column.addWidget(self.name)
        column.addWidget(self.office)
        keys = page_keys([key for key, _, _ in pages])
        for key, title, icon_name in pages:
            button = NavButton(title, icon_name)
            button.setToolTip(f"{title}（{keys[key]}）" if key in keys else title)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            group.addButton(button)
            self.buttons[key] = button
            column.addWidget(button)
        column.addStretch(1)

    def sizeHint(self) -> QSize:
        return QSize(theme.em(self, 4 if self._narrow else 13.6), theme.em(self, 20))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def set_narrow(self, narrow: bool) -> None:
        """Icons only, for small screens and large fonts; names are in the tips."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.name.setHidden(narrow)
        self.office.setHidden(narrow)
        for button in self.buttons.values():
            button.narrow = narrow
            button.updateGeometry()
        self.updateGeometry()

    def show_current(self, name: str) -> None:
        """Mark the page that is seen; a page without a button leaves no mark."""
        for key, button in self.buttons.items():
            button.setChecked(key == name)

    def show_counts(self, counts: dict[str, int]) -> None:
        """Badges by page; pages not named have none."""
        for key, button in self.buttons.items():
            button.set_count(counts.get(key, 0))
