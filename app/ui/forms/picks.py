"""Fields with few answers: a pick list, a tick. Know no particular list."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from app.domain.choices import Choice
from app.ui import theme
from app.ui.forms.field import Field


class Combo(QComboBox):
    """A pick list that the mouse wheel does not turn while one scrolls past."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChoiceField(Field):
    """One of a pick list, or None."""

    def __init__(self, choices: Iterable[Choice], *, optional: bool = True) -> None:
        super().__init__()
        self._choices = tuple(choices)
        self.combo = Combo()
        if optional:
            self.combo.addItem("", None)
        for choice in self._choices:
            self.combo.addItem(choice.label, choice.value)
        self.combo.currentIndexChanged.connect(self._picked)
        self.put(self.combo)

    def value(self) -> Choice | None:
        stored = self.combo.currentData()
        return next((choice for choice in self._choices if choice.value == stored), None)

    def set_value(self, value: str | None) -> None:
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(self.combo.findData(str(value)) if value is not None else 0)

    def state(self) -> str | None:
        return self.combo.currentData()  # type: ignore[no-any-return]

    def tab_stops(self) -> list[QWidget]:
        return [self.combo]

    def _picked(self) -> None:
        self.changed.emit()
        self.left.emit()


class CheckField(Field):
    """Yes or no."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox(text)
        self.box.setMinimumHeight(theme.em(self, 2.1))
        self.box.toggled.connect(self._toggled)
        self.put(self.box)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(bool(value))

    def tab_stops(self) -> list[QWidget]:
        return [self.box]

    def _toggled(self) -> None:
        self.changed.emit()
        self.left.emit()


class OptionField(Field):
    """One of some texts, each standing for a value; for lists that are no Choice."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        """Options as (value, text)."""
        super().__init__()
        self.combo = Combo()
        for value, text in options:
            self.combo.addItem(text, value)
        self.combo.currentIndexChanged.connect(self._picked)
        self.put(self.combo)

    def value(self) -> str:
        return str(self.combo.currentData() or "")

    def set_value(self, value: str | None) -> None:
        with QSignalBlocker(self.combo):
            self.combo.setCurrentIndex(max(self.combo.findData(value or ""), 0))

    def tab_stops(self) -> list[QWidget]:
        return [self.combo]

    def _picked(self) -> None:
        self.changed.emit()
        self.left.emit()


class SeveralField(Field):
    """Any of some texts, ticked; its value is a tuple of the ticked values in their order."""

    def __init__(self, options: Sequence[tuple[str, str]], across: int = 4) -> None:
        """Options as (value, text), `across` of them in a row."""
        super().__init__()
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, theme.em(self, 0.3), 0, 0)
        grid.setHorizontalSpacing(theme.em(self, 1))
        self.boxes: dict[str, QCheckBox] = {}
        for at, (value, text) in enumerate(options):
            box = QCheckBox(text)
            box.toggled.connect(self._toggled)
            self.boxes[value] = box
            grid.addWidget(box, at // across, at % across)
        grid.setColumnStretch(across, 1)
        self.put(body)

    def value(self) -> tuple[str, ...]:
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, value: Sequence[str] | None) -> None:
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(key in (value or ()))

    def state(self) -> list[str]:
        return list(self.value())

    def tab_stops(self) -> list[QWidget]:
        return list(self.boxes.values())

    def _toggled(self) -> None:
        self.changed.emit()
        self.left.emit()
