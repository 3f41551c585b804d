"""Fields only submissions have: the sender, the answer to an opinion, the document under review. Knows no service."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.submissions.facts import Adoption
from app.ui import theme
from app.ui.forms.field import Field
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import TextField
from app.ui.forms.units import Options, PickField, UnitField
from app.ui.popover import text_label

Sender = tuple[int | None, str]


class SenderField(UnitField):
    """A unit of the office's list, or a name as written. Its value is (id or None, name)."""

    def __init__(self, options: Options) -> None:
        super().__init__(options, "输入名称或拼音首字母；不在单位名录中的写全称")

    def value(self) -> Sender:
        return (self._value, "" if self._value is not None else self.line.text().strip())

    def set_value(self, value: Sender | None) -> None:
        unit, text = value or (None, "")
        super().set_value(unit)
        if unit is None:
            self.line.setText(text)

    def own_problems(self) -> tuple[Problem, ...]:
        return ()


class DocumentField(PickField):
    """A document of the register, or none; text alone is not enough."""

    def __init__(self, find: Callable[[str], Sequence[Any]], name_of: Callable[[int], str]) -> None:
        super().__init__(find, name_of, "新文件不填；已在登记簿中的，输入名称选择")

    def own_problems(self) -> tuple[Problem, ...]:
        typed = self.line.text().strip()
        return (Problem("", f"没有找到“{typed}”，请从列表中选择，或清空"),) if typed and self.value() is None else ()


class ReplyField(Field):
    """What the sender did with one opinion, below its words. Its value is (adoption, reason)."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.adoption = ChoiceField(Adoption, optional=False)
        self.reason = TextField("不采纳的理由")
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.em(self, 0.3), 0, 0)
        column.setSpacing(theme.em(self, 0.25))
        column.addWidget(text_label(text))
        column.addWidget(self.adoption)
        column.addWidget(self.reason)
        self.put(body)
        self.setFocusProxy(self.adoption.combo)
        for part in (self.adoption, self.reason):
            part.changed.connect(self._edited)
            part.left.connect(self.left)
        self._show_reason()

    def value(self) -> tuple[Adoption, str]:
        adoption = self.adoption.value()
        assert isinstance(adoption, Adoption)
        return adoption, self.reason.value() if self._has_reason else ""

    def set_value(self, value: tuple[Adoption, str]) -> None:
        adoption, reason = value
        self.adoption.set_value(adoption)
        self.reason.set_value(reason)
        self._show_reason()

    def state(self) -> list[str | None]:
        return [self.adoption.state(), self.reason.state()]

    def restore(self, state: Sequence[str | None]) -> None:
        adoption, reason = state
        self.adoption.restore(adoption)
        self.reason.restore(reason or "")
        self._show_reason()

    def tab_stops(self) -> list[QWidget]:
        return [*self.adoption.tab_stops(), *self.reason.tab_stops()]

    def set_name(self, name: str) -> None:
        self.adoption.set_name(f"{name}采纳情况")
        self.reason.set_name(f"{name}理由")

    @property
    def _has_reason(self) -> bool:
        return self.adoption.value() in (Adoption.NOT_ADOPTED, Adoption.PARTLY)

    def _edited(self) -> None:
        self._show_reason()
        self.changed.emit()

    def _show_reason(self) -> None:
        self.reason.setVisible(self._has_reason)
