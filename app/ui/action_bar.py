"""The row of buttons under a ledger: what can be done with it and with the chosen line. Knows no page."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui import theme, tokens
from app.ui.flow import FlowLayout
from app.ui.icons import icon


class ActionBar(QWidget):
    """Buttons in the order they are added; a disabled one says why in its tip."""

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: dict[str, QPushButton] = {}
        self._tips: dict[str, str] = {}
        self._row = FlowLayout(self, theme.em(self, 0.5))
        side = theme.em(self, 1.2)
        self._row.setContentsMargins(side, theme.em(self, 0.55), side, theme.em(self, 0.55))

    def add(
        self, name: str, text: str, icon_name: str, act: Callable[[], object], key: str = "", *, primary: bool = False
    ) -> QPushButton:
        """A button; `key` is shown behind its text, the shortcut itself belongs to the window."""
        ink = tokens.WHITE if primary else tokens.TEXT
        button = QPushButton(icon(icon_name, ink), f"{text}  {key}" if key else text)
        if primary:
            theme.role(button, "primary")
        button.clicked.connect(act)
        self._place(name, button)
        return button

    def add_menu(self, name: str, text: str, icon_name: str) -> QMenu:
        """A button that opens a menu."""
        button = QPushButton(icon(icon_name), text)
        menu = QMenu(button)
        button.setMenu(menu)
        self._place(name, button)
        return menu

    def allow(self, name: str, why_not: str = "") -> None:
        """Enable a button, or disable it and say why."""
        button = self.buttons[name]
        button.setEnabled(not why_not)
        button.setToolTip(why_not or self._tips[name])

    def _place(self, name: str, button: QPushButton) -> None:
        side = theme.em(button, 1.2)
        button.setIconSize(QSize(side, side))
        self.buttons[name] = button
        self._tips[name] = button.toolTip()
        self._row.addWidget(button)


def menu_action(menu: QMenu, text: str, act: Callable[[], object]) -> QAction:
    """An entry of a menu."""
    action = QAction(text, menu)
    action.triggered.connect(lambda _checked=False: act())  # what the signal says is no argument of the act
    menu.addAction(action)
    return action
