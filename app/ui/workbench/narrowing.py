"""Whose items, of which subject, how far ahead: the choices above the lists. Knows due items, no service."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.config import PcSettings
from app.domain.due.items import DueItem, DueSubject
from app.ui import theme
from app.ui.flow import FlowLayout
from app.ui.forms.picks import Combo
from app.ui.icons import icon

EVERYBODY, MINE = "", "mine"
HORIZONS = ((7, "7 天内"), (30, "30 天内"), (90, "90 天内"), (0, "半年内"))
"""How far ahead the list may look; what is overdue is always on it."""
_TABLE = "workbench"


class Narrowing(QWidget):
    """`changed` tells that others are to be shown; the choice is kept on this PC."""

    changed = Signal()

    def __init__(self, settings: PcSettings) -> None:
        super().__init__()
        self._settings = settings
        self._row = FlowLayout(self, theme.em(self, 0.6))
        self._row.setContentsMargins(0, 0, 0, 0)
        self.person = self._combo("承办人")
        self.subject = self._combo("类别")
        self.horizon = self._combo("期限")
        self.subject.addItem("全部类别", "")
        for subject in DueSubject:
            self.subject.addItem(subject.label, subject.value)
        for days, words in HORIZONS:
            self.horizon.addItem(words, days)
        self._names: tuple[str, ...] = ("?",)
        self.show_names(())
        self._recall(self.subject, "subject", "")
        self._recall(self.horizon, "horizon", 90)
        for combo in (self.person, self.subject, self.horizon):
            combo.currentIndexChanged.connect(self._changed)

    def add_button(self, text: str, icon_name: str) -> QPushButton:
        """A button behind the choices."""
        button = QPushButton(icon(icon_name), text)
        self._row.addWidget(button)
        return button

    def show_names(self, names: Iterable[str]) -> None:
        """Offer these people beside 全部 and 我的; who was chosen stays chosen."""
        given = tuple(dict.fromkeys(filter(None, names)))
        if given == self._names:
            return
        self._names = given
        with QSignalBlocker(self.person):
            chosen = self.person.currentData()
            self.person.clear()
            self.person.addItem("全部人员", EVERYBODY)
            self.person.addItem("我的", MINE)
            for name in given:
                self.person.addItem(name, f"name:{name}")
            if chosen is None:
                self._recall(self.person, "person", EVERYBODY)
            else:
                self.person.setCurrentIndex(max(self.person.findData(chosen), 0))

    def person_of(self, me: str) -> str | None:
        """Whose items are wanted; None for everybody's."""
        chosen = str(self.person.currentData() or "")
        if chosen == EVERYBODY:
            return None
        return me if chosen == MINE else chosen.removeprefix("name:")

    def lets_through(self, item: DueItem, me: str) -> bool:
        """Whether an item is to be shown."""
        person, subject, horizon = self.person_of(me), self.subject.currentData(), self.horizon.currentData()
        return (
            (person is None or item.handler == person)
            and (not subject or item.subject.value == subject)
            and (not horizon or item.days is None or item.days <= horizon)
        )

    @property
    def active(self) -> bool:
        """Whether a choice hides what is due to somebody, or of some subject."""
        return bool(self.person.currentData() or self.subject.currentData())

    def _combo(self, name: str) -> Combo:
        combo = Combo()
        combo.setAccessibleName(name)
        combo.setMinimumContentsLength(6)
        self._row.addWidget(combo)
        return combo

    def _recall(self, combo: Combo, key: str, usual: str | int) -> None:
        with QSignalBlocker(combo):
            at = combo.findData(self._settings.get(_TABLE, key, usual))
            combo.setCurrentIndex(at if at >= 0 else max(combo.findData(usual), 0))

    def _changed(self) -> None:
        self._settings.set(_TABLE, "person", str(self.person.currentData() or ""))
        self._settings.set(_TABLE, "subject", str(self.subject.currentData() or ""))
        self._settings.set(_TABLE, "horizon", self.horizon.currentData())
        self.changed.emit()
