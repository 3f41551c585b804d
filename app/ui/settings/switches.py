"""A part of the settings made of switches, each with a line below it. Knows the settings service, not what is switched."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.popover import text_label
from app.ui.scroll import ScrolledColumn
from app.ui.settings.section import Section


@dataclass(frozen=True)
class Switch:
    """One switch; one that always holds cannot be turned."""

    key: str
    title: str
    note: str = ""
    always: bool = False


class SwitchesSection(Section):
    """A tick takes effect at once and is written into the audit."""

    def __init__(self, desk: Desk, said: str, switches: Iterable[Switch]) -> None:
        super().__init__(desk)
        self.boxes: dict[str, QCheckBox] = {}
        self.said = QLabel()
        self._always = set[str]()
        theme.role(self.said, "small")
        area = ScrolledColumn()
        side = theme.em(self, 1.2)
        area.column.setContentsMargins(side, theme.em(self, 0.8), side, side)
        area.column.setSpacing(theme.em(self, 0.15))
        area.column.addWidget(text_label(said))
        area.column.addSpacing(theme.em(self, 0.6))
        for switch in switches:
            area.column.addWidget(self._box(switch))
            if switch.note:
                note = text_label(switch.note, "small")
                note.setContentsMargins(theme.em(self, 1.7), 0, 0, theme.em(self, 0.55))
                area.column.addWidget(note)
        area.column.addWidget(self.said)
        area.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def is_on(self, settings: OfficeSettings, key: str) -> bool:
        """Whether the settings have a switch on."""
        raise NotImplementedError

    def turned(self, settings: OfficeSettings, key: str, on: bool) -> OfficeSettings:
        """The settings with a switch turned."""
        raise NotImplementedError

    def reload(self) -> None:
        self.desk.work.read(f"settings.{self.title}", self.desk.office.settings.get, self._show)

    def _box(self, switch: Switch) -> QCheckBox:
        box = QCheckBox(switch.title)
        box.toggled.connect(lambda on: self._switch(switch, on))
        self.boxes[switch.key] = box
        if switch.always:
            self._always.add(switch.key)
        return box

    def _show(self, settings: OfficeSettings) -> None:
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(key in self._always or self.is_on(settings, key))
            box.setEnabled(not self.desk.office.read_only and key not in self._always)

    def _switch(self, switch: Switch, on: bool) -> None:
        settings, actor = self.desk.office.settings, self.desk.actor()

        def store() -> OfficeSettings:
            return settings.save(self.turned(settings.get(), switch.key, on), actor)

        def failed(error: Exception) -> None:
            self.reload()
            self.desk.failures.show(error)

        said = f"“{switch.title}”已{'开启' if on else '关闭'}"
        self.desk.work.write(store, lambda _: self.said.setText(said), failed)
