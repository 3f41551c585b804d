"""Fields only documents have: validity, the ticks of 认定, the object of a relation, reasons given. Knows no service."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.domain.documents.facts import IDENTIFICATION_TICKS, Identification, Validity, ValidityMode, Waiver
from app.domain.problems import Problem
from app.ui import theme
from app.ui.documents.wording import RULES
from app.ui.forms.field import Field, clear, small_button
from app.ui.forms.picks import ChoiceField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import IntField
from app.ui.forms.units import PickField
from app.ui.popover import text_label


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


class WaiversField(Field):
    """Soft rules accepted with a reason; each can be taken back."""

    def __init__(self) -> None:
        super().__init__()
        self._waivers: list[Waiver] = []
        body = QWidget()
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.put(body)

    def value(self) -> tuple[Waiver, ...]:
        return tuple(self._waivers)

    def set_value(self, value: Sequence[Waiver] | None) -> None:
        self._waivers = list(value or ())
        self._lay_rows()

    def state(self) -> list[list[str]]:
        return [[waiver.rule, waiver.reason] for waiver in self._waivers]

    def restore(self, state: Sequence[Sequence[str]]) -> None:
        self.set_value([Waiver(rule, reason) for rule, reason in state])

    def tab_stops(self) -> list[QWidget]:
        rows = [self._rows.itemAt(at).widget() for at in range(self._rows.count())]
        return [button for row in rows for button in row.findChildren(QToolButton)]

    def give(self, rule: str, reason: str) -> None:
        """Accept a rule with a reason; an earlier reason for it gives way."""
        self._waivers = [*(waiver for waiver in self._waivers if waiver.rule != rule), Waiver(rule, reason)]
        self._changed()

    def _take_back(self, waiver: Waiver) -> None:
        self._waivers.remove(waiver)
        self._changed()

    def _changed(self) -> None:
        self._lay_rows()
        self.changed.emit()
        self.left.emit()

    def _lay_rows(self) -> None:
        clear(self._rows)
        for waiver in self._waivers:
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            name = RULES.get(waiver.rule, waiver.rule)
            across.addWidget(text_label(f"{name}：{waiver.reason}"), 1)
            across.addWidget(small_button("x", f"收回“{name}”的理由", partial(self._take_back, waiver)))
            self._rows.addWidget(row)
            row.show()  # a layout shows it only later, and Tab passes over what is not shown
        self.shape_changed.emit()
