"""The office itself: name, district, code, first day. Knows the rules of settings, stores nothing."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problems import Problem, errors
from app.services.settings import OfficeSettings, problems_of_settings
from app.services.setup import place_of
from app.ui import theme
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.texts import TextField
from app.ui.popover import text_label


class OfficeStep(QWidget):
    """The district is read from the office's name until the user writes another one."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.body = FormBody(columns=1)
        self.name = TextField("如 广州市海珠区司法局", most=60)
        self.place = TextField("如 海珠区", most=30)
        self.code = TextField("如 HZ", most=8)
        self.start = DateField()
        self.body.section("")
        self.body.add("office", "单位名称", self.name, required=True)
        self.body.add("region_name", "区县名称", self.place, required=True)
        self.body.add("region_code", "行政区代码", self.code)
        self.body.add("go_live_on", "启用日期", self.start, required=True)
        self.start.set_value(today)
        self._place_typed = False
        self.name.changed.connect(self._name_changed)
        self.place.changed.connect(self._place_changed)
        self.body.edited.connect(self._check)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(self, 0.6), theme.em(self, 20), 0)
        column.addWidget(self.body)
        for text in (
            "行政区代码用在统一编号里，由字母或数字组成，按本地通行写法填写；编号规则不用它的，可以空着。",
            "启用日期之前的文件按“补录”登记：程序只提醒有效期，不追究以前的程序。",
        ):
            hint = text_label(text, "small")
            hint.setContentsMargins(theme.em(self, 6.6), 0, 0, 0)
            column.addWidget(hint)
        column.addStretch(1)
        self.body.lay_tabs()
        self.setFocusProxy(self.name.line)

    @property
    def values(self) -> dict[str, Any]:
        return self.body.values()

    def settings(self, profile: str) -> OfficeSettings:
        """What is typed so far."""
        return OfficeSettings(**self.values, profile=profile)

    @property
    def why_not(self) -> str:
        """Why one cannot go on; the fields say it at their place too."""
        wrong = (*self.body.unreadable(), *self._problems())
        return errors(wrong)[0].message if errors(wrong) else ""

    def _problems(self) -> list[Problem]:
        found = list(problems_of_settings(self.settings("generic")))
        if not self.values["region_name"]:
            found.append(Problem("region_name", "请填写区县名称，如“海珠区”；常用单位的名称由它得来"))
        if not self.values["go_live_on"]:
            found.append(Problem("go_live_on", "请填写启用日期"))
        return found

    def _check(self) -> None:
        self.body.show_problems(self._problems())
        self.changed.emit()

    def _name_changed(self) -> None:
        if not self._place_typed:
            self.place.set_value(place_of(self.name.value()))

    def _place_changed(self) -> None:
        self._place_typed = True
