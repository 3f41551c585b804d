"""The head of the window: the page's title, search everywhere, who is working. Knows no page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from app.ui import theme, tokens
from app.ui.desk import Desk
from app.ui.icons import icon
from app.ui.search_box import SearchBox


class Header(QWidget):
    """Whoever searches listens to the search box itself."""

    actor_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        theme.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self.title = QLabel()
        theme.role(self.title, "title")
        self.search = SearchBox("搜索全部…  Ctrl+K")
        self.search.setMinimumWidth(theme.em(self, 19))
        self.who = QToolButton()
        self.who.setIcon(icon("user", tokens.MUTED))
        self.who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.who.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.who.setToolTip("当前经办人：所做的修改记在此人名下")
        theme.role(self.who, "plain")
        self._menu = QMenu(self.who)
        self.who.setMenu(self._menu)
        row = QHBoxLayout(self)
        side = theme.em(self, 1.2)
        row.setContentsMargins(side, theme.em(self, 0.8), side, theme.em(self, 0.6))
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.who)

    def show_title(self, title: str) -> None:
        """Name the page that is seen."""
        self.title.setText(title)

    def show_staff(self, names: Sequence[str], current: str) -> None:
        """Offer the clerks; the current one is ticked."""
        self._menu.clear()
        for name in names:
            action = QAction(name, self._menu)
            action.setCheckable(True)
            action.setChecked(name == current)
            action.triggered.connect(lambda _=False, name=name: self.actor_chosen.emit(name))
            self._menu.addAction(action)
        self.who.setText(current or "请选择经办人")
        self.who.setAccessibleName(f"当前经办人：{current or '未选择'}")

    def focus_search(self) -> None:
        """Ctrl+K."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
