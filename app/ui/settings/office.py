"""单位与地区: the office's name, code, profile and first day; the profile's parameters with value and source. Knows services."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.profiles import PARAMETERS, RegionalProfile
from app.services.settings import OfficeSettings, problems_of_settings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import OptionField
from app.ui.forms.texts import TextField
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.profile_words import value_text
from app.ui.settings.section import StoredSection
from app.ui.tokens import Tone

HEADS = (Head("项目"), Head("取值", 2), Head("依据", 3))
KEYS = ("office", "region_name", "region_code", "profile", "go_live_on")


class OfficeSection(StoredSection):
    """The form at the left, the parameters of the profile chosen in it at the right."""

    title = "单位与地区"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._profiles: list[RegionalProfile] = desk.office.settings.profiles()
        body = FormBody(columns=1)
        body.section("")
        body.add("office", "单位名称", TextField(most=60), required=True)
        body.add("region_name", "区县名称", TextField(most=30))
        body.add("region_code", "行政区代码", TextField(most=8), help="用在统一编号里，只影响今后的编号")
        self.profile = OptionField([(profile.name, profile.title) for profile in self._profiles])
        body.add("profile", "地区方案", self.profile, help="只影响今后的检查和到期推算")
        body.add("go_live_on", "启用日期", DateField(), help="之前的文件按补录登记")
        self.make_form(body, "office", "单位设置")
        body.edited.connect(self._show_parameters)
        self.table = PlainTable("地区方案的参数")
        self.table.line_changed.connect(self._show_clause)
        self.clause = text_label("", "small")
        self.clause.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()

    def _show_stored(self) -> None:
        self._form.open("单位与地区", {key: getattr(self._stored, key) for key in KEYS}, record=1)
        self._form.body.set_editable(not self.desk.office.read_only)
        self._show_parameters()

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        return list(problems_of_settings(replace(self._stored, **values)))

    def _save(self, values: dict[str, Any]) -> OfficeSettings:
        settings = self.desk.office.settings
        return settings.save(replace(settings.get(), **values), self.desk.actor())

    def _show_parameters(self) -> None:
        day = next(item for item in self._profiles if item.name == self.profile.value()).on(self.desk.office.today())
        lines = []
        for key, title in PARAMETERS.items():
            parameter = day[key]
            value = value_text(key, parameter)
            shown = f"{value}（待核实）" if parameter.fallback else value
            lines.append(Line((title, shown, parameter.basis.source), key, Tone.DUE if parameter.fallback else None))
        self.table.show_lines(HEADS, lines)

    def _show_clause(self, key: object) -> None:
        profile = next(item for item in self._profiles if item.name == self.profile.value())
        if isinstance(key, str):
            self.clause.setText(f"{PARAMETERS[key]}　{profile.on(self.desk.office.today())[key].basis}")

    def _lay_out(self) -> None:
        right = QWidget()
        theme.role(right, "page")
        column = QVBoxLayout(right)
        side = theme.em(self, 0.8)
        column.setContentsMargins(0, 0, 0, side // 2)
        column.setSpacing(theme.em(self, 0.4))
        column.addWidget(self.table, 1)
        self.clause.setContentsMargins(side, 0, side, 0)
        column.addWidget(self.clause)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._form)
        split.addWidget(right)
        split.setSizes([theme.em(self, 28), theme.em(self, 50)])
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
