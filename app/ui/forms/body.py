"""The fields of a form in two columns: labels right-aligned, sections that fold, problems where they belong. Saves nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.ui import theme, tokens
from app.ui.forms.field import Field, ProblemLines
from app.ui.icons import icon


@dataclass(eq=False)
class _Place:
    """A field and what surrounds it."""

    key: str
    title: str
    field: Field
    label: QLabel
    section: "_Section"
    visited: bool = False


@dataclass(eq=False)
class _Section:
    grid: QGridLayout
    widget: QWidget
    fold: QPushButton | None
    title: str
    places: list[_Place] = field(default_factory=list)
    row: int = 0
    column: int = 0


class FormBody(QWidget):
    """Declared by calls: section(), add(), add() …; the order of the calls is the order of Tab."""

    edited = Signal()
    """The user changed a field."""
    visited = Signal()
    """The user left a field: its problems may be shown."""
    asked = Signal(object)
    """The user wants something done about this Problem."""

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns = columns
        self._places: dict[str, _Place] = {}
        self._sections: list[_Section] = []
        self._rules: tuple[Problem, ...] = ()
        self._all_visited = False
        self.editable = True
        column = QVBoxLayout(self)
        margin = theme.em(self, 1.2 if columns > 1 else 0.8)
        column.setContentsMargins(margin, theme.em(self, 0.6), margin, margin)
        column.setSpacing(theme.em(self, 0.2))
        self._whole = ProblemLines()
        self._whole.asked.connect(self.asked)
        column.addWidget(self._whole)
        column.addStretch(1)
        self._column = column

    def section(self, title: str, *, folded: bool = False) -> None:
        """Begin a group; `folded` ones open by their heading and when a problem lies in them."""
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, theme.em(self, 0.3), 0, theme.em(self, 0.5))
        grid.setHorizontalSpacing(theme.em(self, 0.7))
        grid.setVerticalSpacing(theme.em(self, 0.55))
        label_width = theme.em(self, 6.2 if self._columns > 1 else 4.6)
        for at in range(0, 2 * self._columns, 2):
            grid.setColumnMinimumWidth(at, label_width)
            grid.setColumnStretch(at + 1, 1)
        fold = None
        if folded:
            fold = QPushButton(title)
            theme.role(fold, "fold")
            fold.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._insert(fold)
        elif title:
            heading = QLabel(title)
            theme.role(heading, "section")
            heading.setContentsMargins(0, theme.em(self, 0.5), 0, 0)
            self._insert(heading)
        self._insert(widget)
        made = _Section(grid, widget, fold, title)
        self._sections.append(made)
        if fold is not None:
            fold.clicked.connect(lambda: self._toggle(made))
            self._set_folded(made, True)

    def add(
        self,
        key: str,
        title: str,
        field: Field,
        *,
        required: bool = False,
        wide: bool = False,
        help: str = "",  # noqa: A002
    ) -> Field:
        """Place a field; `wide` ones take both columns, `help` is its tool tip."""
        if not self._sections:
            self.section("")
        section = self._sections[-1]
        alone = wide or self._columns == 1
        if alone and section.column:
            section.row, section.column = section.row + 1, 0
        label = _label(title, required)
        place = _Place(key, title, field, label, section)
        self._places[key] = place
        section.places.append(place)
        top = Qt.AlignmentFlag.AlignTop
        section.grid.addWidget(label, section.row, section.column, Qt.AlignmentFlag.AlignRight | top)
        section.grid.addWidget(field, section.row, section.column + 1, 1, 2 * self._columns - 1 if wide else 1, top)
        if alone or section.column:
            section.row, section.column = section.row + 1, 0
        else:
            section.column = 2
        label.setContentsMargins(0, theme.em(self, 0.32), 0, 0)
        field.set_name(title)
        field.setToolTip(help)
        if stops := field.tab_stops():
            label.setBuddy(stops[0])
        field.changed.connect(lambda: self._edited(place))
        field.left.connect(lambda: self._left(place))
        field.shape_changed.connect(self.lay_tabs)
        field.asked.connect(self.asked)
        return field

    def field(self, key: str) -> Field:
        """Raises KeyError."""
        return self._places[key].field

    def show_row(self, key: str, visible: bool) -> None:
        """Show or hide a field that only sometimes has a meaning."""
        place = self._places[key]
        place.label.setVisible(visible)
        place.field.setVisible(visible)

    def values(self) -> dict[str, Any]:
        return {key: place.field.value() for key, place in self._places.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill the fields named; their problems so far are forgotten."""
        for key, value in values.items():
            if key in self._places:
                self._places[key].field.set_value(value)
        self._all_visited = False
        for place in self._places.values():
            place.visited = False
        self.show_problems(())

    def state(self) -> dict[str, Any]:
        """All that is typed, as JSON can hold it."""
        return {key: place.field.state() for key, place in self._places.items()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take up what `state` gave, perhaps of an older program."""
        for key, typed in state.items():
            if key in self._places:
                self._places[key].field.restore(typed)

    def unreadable(self) -> tuple[Problem, ...]:
        """What cannot be understood, by field."""
        return tuple(
            Problem(key, problem.message, problem.severity, problem.basis)
            for key, place in self._places.items()
            for problem in place.field.own_problems()
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Keep the rules' findings and show those of fields the user has been in."""
        self._rules = tuple(problems)
        self._refresh()

    def shows(self, problem: Problem) -> bool:
        """Whether a problem is one that the user has been shown: its field has been visited, or a save was tried."""
        return self._all_visited or (problem.field in self._places and self._places[problem.field].visited)

    def show_all_problems(self) -> None:
        """After an attempt to save: show problems of every field."""
        self._all_visited = True
        self._refresh()

    def go_to(self, key: str) -> None:
        """Put the cursor into a field, unfolding its section."""
        place = self._places[key]
        self._set_folded(place.section, False)
        if stops := place.field.tab_stops():
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def move_to_first(self) -> None:
        """Put the cursor into the first field."""
        self.go_to(next(iter(self._places)))

    def lay_tabs(self) -> None:
        """Tab order = visual order, also for rows and 依据 that came later."""
        chain: list[QWidget] = []
        for section in self._sections:
            if section.fold is not None:
                chain.append(section.fold)
            for place in section.places:
                chain += [*place.field.tab_stops(), *place.field.basis_stops()]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def move_on(self) -> bool:
        """What Enter does: the cursor goes to the next field that is shown; False after the last one."""
        stops = [stop for place in self._places.values() for stop in place.field.tab_stops()]
        fields = [stop for stop in stops if not isinstance(stop, QToolButton | QPushButton)]
        focus = self.focusWidget()
        after = fields[fields.index(focus) + 1 :] if focus in fields else []
        for stop in after:
            if stop.isVisible() and stop.isEnabled():
                stop.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False

    def set_editable(self, editable: bool) -> None:
        """Show only, or let the user change."""
        self.editable = editable
        for place in self._places.values():
            place.field.set_editable(editable)

    def title_of(self, key: str) -> str:
        return self._places[key].title if key in self._places else ""

    def _insert(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _edited(self, place: _Place) -> None:
        if not place.field.own_problems():
            # What has become readable is cleared at once; what is wrong waits until the field is left.
            self._refresh(only=place)
        self.edited.emit()

    def _left(self, place: _Place) -> None:
        place.visited = True
        self._refresh(only=place)
        self.visited.emit()

    def _refresh(self, only: _Place | None = None) -> None:
        for key, place in self._places.items():
            if only is not None and place is not only:
                continue
            # That another record says the same is told while one types; what is wrong waits until the field is left.
            shown = tuple(p for p in self._rules if p.field == key and p.record is not None)
            if place.visited or self._all_visited:
                shown = place.field.own_problems() or tuple(p for p in self._rules if p.field == key)
            place.field.show_problems(shown)
            if shown and self._all_visited:
                self._set_folded(place.section, False)
        if only is None:
            nowhere = [p for p in self._rules if p.field not in self._places]
            self._whole.show_problems(nowhere if self._all_visited else ())

    def _toggle(self, section: _Section) -> None:
        self._set_folded(section, not section.widget.isHidden())

    def _set_folded(self, section: _Section, folded: bool) -> None:
        if section.fold is None:
            return
        section.widget.setHidden(folded)
        section.fold.setIcon(icon("chevron-right" if folded else "chevron-down", tokens.ACCENT))
        section.fold.setAccessibleName(f"{section.title}，{'已折叠' if folded else '已展开'}")


def _label(title: str, required: bool) -> QLabel:
    """Right-aligned by its cell; the star of required fields is red."""
    label = QLabel()
    if required:
        label.setText(f'<span style="color:{tokens.ERROR}">*</span> {title}')
        label.setAccessibleName(f"{title}，必填")
    else:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(title)
    theme.role(label, "muted")
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return label
