"""For stories through the real window: the program as main starts it, on a real folder, with dialogs answered by the story."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.config import PcSettings
from app.main import Door, new_office, open_office, window_door
from app.services.settings import OfficeSettings, StaffMember
from app.ui import theme
from app.ui.forms.page import FormPage
from app.ui.keys import page_keys
from app.ui.ledger_page import LedgerPage
from app.ui.run import OfficeDoor, Start
from app.ui.session import Session
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import focused, press

CTRL = Qt.KeyboardModifier.ControlModifier
LIMIT = 20_000
"""Milliseconds after which what is waited for will not come."""


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    """The application as main dresses it."""
    if qapp.property("dressed") is None:
        theme.dress(qapp)
        qapp.setProperty("dressed", "yes")
    return qapp


@pytest.fixture(autouse=True)
def own_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and drafts of this story alone."""
    monkeypatch.setenv("FAZHI_USER_FOLDER", str(tmp_path / "user"))
    return Path(os.environ["FAZHI_USER_FOLDER"])


@dataclass
class Desk:
    """One window of a story, and the hands before it."""

    qtbot: QtBot
    start: Start
    dialogs: ScriptedDialogs

    @property
    def session(self) -> Session:
        assert self.start.session is not None
        return self.start.session

    def page(self, name: str) -> Any:
        return self.session.window.page(name)

    def wait(self, until: Callable[[], object]) -> None:
        """Until something is so."""
        self.qtbot.waitUntil(lambda: bool(until()), timeout=LIMIT)

    def rest(self) -> None:
        """Until nothing is under way."""
        self.wait(lambda: self.start.work.quiet)

    def enter(self) -> None:
        """Until the pages are there and writing is open, or known not to be."""
        self.wait(lambda: self.start.session is not None and self.start.work.quiet)
        self.front()

    def front(self) -> None:
        """This window gets the keys; after a menu the platform without a screen must be told by a detour."""
        with self.qtbot.waitActive(self.start.host):
            self.start.host.activateWindow()
        if isinstance(QApplication.activeWindow(), QMenu):
            aside = QWidget()
            with self.qtbot.waitActive(aside):
                aside.show()
                aside.activateWindow()
            aside.close()
            with self.qtbot.waitActive(self.start.host):
                self.start.host.activateWindow()

    def go(self, name: str) -> Any:
        """To a page by its key."""
        (pressed,) = QKeySequence(page_keys(list(self.session.window.navigation.buttons))[name])
        press(pressed.key(), pressed.keyboardModifiers())
        self.wait(lambda: self.session.window.current_page is self.page(name))
        self.rest()
        return self.page(name)

    def tab_to(self, widget: QWidget) -> None:
        """By Tab alone: what cannot be reached so is no part of the program for half its users."""
        for _ in range(80):
            if focused() is widget:
                return
            press(Qt.Key.Key_Tab)
        raise AssertionError(f"not reached by Tab: {widget.accessibleName() or widget}")

    def press_button(self, button: Any) -> None:
        """Tab to a button and press it."""
        self.tab_to(button)
        press(Qt.Key.Key_Space)

    def more(self, page: Any, entry: str, button: str = "more") -> None:
        """更多 or another button with a menu, then by arrows to an entry."""
        self.press_button(page.bar.buttons[button])
        menu = page.bar.buttons[button].menu()
        self.wait(menu.isVisible)
        for _ in menu.actions():
            QTest.keyClick(menu, Qt.Key.Key_Down)
            if menu.activeAction().text() == entry:
                break
        assert menu.activeAction().text() == entry
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.front()

    def form(self, page: LedgerPage) -> FormPage:
        """The form that is open, once its rules have answered."""
        self.wait(lambda: page.open_form is not None)
        self.rest()
        form = page.open_form
        assert form is not None
        return form

    def save(self, page: LedgerPage) -> None:
        """Ctrl+S, until the form is gone and the page shows what was stored."""
        press(Qt.Key.Key_S, CTRL)
        self.wait(lambda: page.open_form is None)
        self.rest()

    def previewed(self) -> Any:
        """What is shown as it is printed, once it is there."""
        self.wait(lambda: self.session.window._preview is not None)
        self.rest()
        preview = self.session.window._preview
        assert preview is not None
        assert preview.document.pageCount() >= 1
        return preview

    def close_preview(self) -> None:
        """Esc, back to the page."""
        self.front()
        press(Qt.Key.Key_Escape)
        self.wait(lambda: self.session.window._preview is None)

    def crash(self) -> None:
        """The program ends by force: nothing is asked, nothing is put away; the system takes the lock back."""
        self.start.work.stop()
        self.start.end()
        self.start.host.hide()


Open = Callable[..., Desk]


@dataclass
class _Opener:
    qtbot: QtBot
    door: OfficeDoor
    user: Path
    desks: list[Desk] = field(default_factory=list)

    def __call__(
        self,
        folder: Path,
        *,
        known: bool = True,
        answers: tuple[Any, ...] = (),
        who: str = "",
        clock: Clock | None = None,
    ) -> Desk:
        dialogs = ScriptedDialogs(answers=list(answers))
        self.user.mkdir(parents=True, exist_ok=True)
        door = window_door(clock) if clock is not None else self.door
        start = Start(door, folder, PcSettings(self.user / "settings.toml"), known=known, who=who, dialogs=dialogs)
        start.host.resize(1366, 768)
        desk = Desk(self.qtbot, start, dialogs)
        self.desks.append(desk)
        start.begin()
        return desk


@pytest.fixture
def window(qtbot: QtBot, own_user: Path) -> Iterator[Open]:
    """Opens the program on a folder, as often as the story wants."""
    opener = _Opener(qtbot, window_door(), own_user)
    yield opener
    for desk in opener.desks:
        desk.start.end()
        desk.start.host.hide()
        desk.start.host.deleteLater()


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """An office that is set up and has no document: units, one scheme, two clerks."""
    root = tmp_path / "法治办 数据"
    new_office(root)
    opened = open_office(root, Door.COMMAND, pragmas={"synchronous": 0})
    staff = (StaffMember(CLERK.name, "科员"), StaffMember("李四", "科长"))
    opened.office.setup.begin(OfficeSettings("广州市海珠区司法局", "HZ", profile="guangzhou"), CLERK, staff=staff)
    opened.close()
    return root


def texts(widget: QWidget) -> str:
    """Every label that is seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
