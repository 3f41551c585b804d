"""A limit as a count and its unit; no count is no limit. Knows no rule."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.deadlines import LimitUnit
from app.domain.problems import Problem
from app.ui import theme
from app.ui.forms.field import Field
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import IntField

LimitValue = tuple[int | None, LimitUnit | None]


class LimitField(Field):
    """Its value is (count, unit), both None where no count is given."""

    def __init__(self, placeholder: str) -> None:
        super().__init__()
        self.count = IntField(0, 9999)
        self.count.line.setPlaceholderText(placeholder)
        self.unit = ChoiceField(LimitUnit, optional=False)
        self.unit.set_value(LimitUnit.WORKING_DAYS)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(self, 0.4))
        row.addWidget(self.count, 2)
        row.addWidget(self.unit, 2)
        self.put(body)
        self.setFocusProxy(self.count.line)
        for part in (self.count, self.unit):
            part.changed.connect(self.changed)
            part.left.connect(self.left)

    def value(self) -> LimitValue:
        count, unit = self.count.value(), self.unit.value()
        assert unit is None or isinstance(unit, LimitUnit)
        return (count, unit) if count is not None else (None, None)

    def set_value(self, value: LimitValue | None) -> None:
        count, unit = value or (None, None)
        self.count.set_value(count)
        self.unit.set_value(unit or LimitUnit.WORKING_DAYS)

    def state(self) -> list[str | None]:
        return [self.count.state(), self.unit.state()]

    def restore(self, state: Sequence[str | None]) -> None:
        count, unit = state
        self.count.restore(count or "")
        self.unit.restore(unit)

    def own_problems(self) -> tuple[Problem, ...]:
        return self.count.own_problems()

    def tab_stops(self) -> list[QWidget]:
        return [*self.count.tab_stops(), *self.unit.tab_stops()]

    def set_name(self, name: str) -> None:
        self.count.set_name(name)
        self.unit.set_name(f"{name}单位")
