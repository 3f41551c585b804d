"""Choosing the regional profile: the shipped ones side by side, where they differ. Knows profiles, stores nothing."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.profiles import PARAMETERS, RegionalProfile
from app.ui import theme
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.profile_words import value_text
from app.ui.tokens import Tone


class ProfileStep(QWidget):
    """`changed` follows the choice."""

    changed = Signal()

    def __init__(self, profiles: Sequence[RegionalProfile], today: date) -> None:
        super().__init__()
        self._profiles = list(profiles)
        self._today = today
        self._group = QButtonGroup(self)
        self.buttons: dict[str, QRadioButton] = {}
        choices = QHBoxLayout()
        choices.setSpacing(theme.em(self, 1.5))
        for profile in self._profiles:
            button = QRadioButton(profile.title)
            self.buttons[profile.name] = button
            self._group.addButton(button)
            choices.addWidget(button)
            button.toggled.connect(lambda on: self.changed.emit() if on else None)
        choices.addStretch(1)
        self.buttons[self._profiles[0].name].setChecked(True)
        self.table = PlainTable("各地区方案的不同之处")
        theme.role(self.table, "framed")
        self.basis = text_label("", "small")
        self.table.line_changed.connect(lambda _: self._show_basis())
        self.changed.connect(self._show_basis)
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.6))
        column.setSpacing(theme.em(self, 0.6))
        column.addWidget(
            text_label(
                "地区方案决定有效期上限、征求意见日数等参数。没有本地方案的选“通用方案”，以后可以在“系统设置”中改选。"
                "标有“待核实”的，当地另有规定但尚未核实原文，暂按通用方案执行。"
            )
        )
        column.addLayout(choices)
        column.addWidget(self.table, 1)
        column.addWidget(self.basis)
        self._show_differences()
        self.setFocusProxy(self.buttons[self._profiles[0].name])

    @property
    def name(self) -> str:
        """Name of the profile chosen."""
        return next(name for name, button in self.buttons.items() if button.isChecked())

    def _show_differences(self) -> None:
        days = [profile.on(self._today) for profile in self._profiles]
        lines = []
        for key, title in PARAMETERS.items():
            texts = [
                f"{value_text(key, day[key])}（待核实）" if day[key].fallback else value_text(key, day[key])
                for day in days
            ]
            same = len(set(texts)) == 1
            lines.append(Line((title, *texts), key, None if same else Tone.WAITING, 0, quiet=same))
        lines.sort(key=lambda line: line.quiet)
        heads = (Head("项目"), *(Head(profile.title, 1) for profile in self._profiles))
        self.table.show_lines(heads, lines)

    def _show_basis(self) -> None:
        key = self.table.current_key()
        if not key:
            return
        profile = next(profile for profile in self._profiles if profile.name == self.name)
        self.basis.setText(f"{profile.title}　{PARAMETERS[key]}　依据：{profile.on(self._today)[key].basis}")
