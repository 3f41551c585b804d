"""Fields only documents have: validity, the ticks of 认定, the object of a relation. Knows no service."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from app.domain.documents.facts import IDENTIFICATION_TICKS, Identification, Validity, ValidityMode
from app.domain.problems import Problem
from app.ui import theme
from app.ui.forms.field import Field
from app.ui.forms.picks import ChoiceField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import IntField
from app.ui.forms.units import PickField


class ValidityField(Field):
    """How long: the kind, and the years where it is a span."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.mode = ChoiceField(ValidityMode)
        self.years = IntField(1, 100, "年")
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(self, 0.4))
        row.addWidget(self.mode, 3)
        row.addWidget(self.years, 2)
        self.put(body)
        self.setFocusProxy(self.mode.combo)
        for part in (self.mode, self.years):
            part.changed.connect(self._edited)
            part.left.connect(self.left)
        self._show_years()

    def value(self) -> Validity:
        mode = self.mode.value()
        assert mode is None or isinstance(mode, ValidityMode)
        return Validity(mode, self.years.value() if mode is ValidityMode.YEARS else None, self._text)

    def set_value(self, value: Validity) -> None:
        self._text = value.text
        self.mode.set_value(value.mode)
        self.years.set_value(value.years)
        self._show_years()

    def state(self) -> list[str | None]:
        return [self.mode.state(), self.years.state(), self._text]

    def restore(self, state: Sequence[str | None]) -> None:
        mode, years, text = state
        self.mode.restore(mode)
        self.years.restore(years or "")
        self._text = text or ""
        self._show_years()

    def own_problems(self) -> tuple[Problem, ...]:
        return self.years.own_problems() if self.mode.value() is ValidityMode.YEARS else ()

    def tab_stops(self) -> list[QWidget]:
        return [*self.mode.tab_stops(), *self.years.tab_stops()]

    def set_name(self, name: str) -> None:
        self.mode.set_name(name)
        self.years.set_name(f"{name}年数")

    def _edited(self) -> None:
        self._show_years()
        self.changed.emit()

    def _show_years(self) -> None:
        self.years.setVisible(self.mode.value() is ValidityMode.YEARS)


class TicksField(Field):
    """认定: the features of a normative document, ticked one by one."""

    def __init__(self) -> None:
        super().__init__()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        self._boxes: dict[str, QCheckBox] = {}
        for at, (key, text) in enumerate(IDENTIFICATION_TICKS.items()):
            box = QCheckBox(text)
            box.clicked.connect(self._clicked)
            self._boxes[key] = box
            grid.addWidget(box, at // 2, at % 2)
        self.put(body)

    def value(self) -> Identification:
        return Identification(**{key: box.isChecked() for key, box in self._boxes.items()})

    def set_value(self, value: Identification) -> None:
        for item in fields(Identification):
            self._boxes[item.name].setChecked(getattr(value, item.name))

    def state(self) -> list[str]:
        return [key for key, box in self._boxes.items() if box.isChecked()]

    def restore(self, state: Sequence[str]) -> None:
        for key, box in self._boxes.items():
            box.setChecked(key in state)

    def tab_stops(self) -> list[QWidget]:
        return list(self._boxes.values())

    def set_name(self, name: str) -> None:
        """Every tick has its own words."""

    def _clicked(self) -> None:
        self.changed.emit()
        self.left.emit()


class OtherDocumentField(PickField):
    """The object of a relation: a document of the register, or one only named. Its value is (id or None, text)."""

    def __init__(self, find: Callable[[str], Sequence[Option]], name_of: Callable[[int], str]) -> None:
        super().__init__(find, name_of, "输入名称、文号或编号；未登记的写明名称")

    def value(self) -> Any:
        text = self.line.text().strip()
        return (self._value, text) if text else None

    def set_value(self, value: tuple[int | None, str] | None) -> None:
        other_id, text = value or (None, "")
        super().set_value(other_id)
        if text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
