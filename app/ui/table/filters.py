"""The filter bar over a ledger: chips, the day it is seen from, the search line, one click to clear. Knows columns, not queries."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app.domain.ledgers import ID, Column, Filter
from app.ui import theme, tokens
from app.ui.flow import FlowLayout
from app.ui.icons import icon
from app.ui.search_box import SearchBox
from app.ui.table.as_of import AsOfChip
from app.ui.table.chips import ColumnChip, Values, chip_for
from app.ui.table.given import GivenChip


class FilterBar(QWidget):
    """`changed` tells that conditions, words or the day are others than before."""

    changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        values: Mapping[str, Values],
        today: Callable[[], date],
        *,
        as_of: bool = False,
        others: Sequence[Column] = (),
    ) -> None:
        """`as_of`: whether the ledger can be seen from another day than today; `others`: columns of it without a chip."""
        super().__init__()
        self._others = {column.key: column for column in (ID, *others)}
        self.given: list[GivenChip] = []
        """Conditions on the others, as long as what was asked for from elsewhere is shown."""
        self.chips: dict[str, ColumnChip] = {c.key: chip_for(c, values.get(c.key), today) for c in columns}
        self.search = SearchBox("在本台账中筛选  Ctrl+F")
        self._text = ""
        self.search.searched.connect(self._searched)
        self.clear_button = QToolButton()
        self.clear_button.setIcon(icon("filter-x", tokens.MUTED))
        self.clear_button.setToolTip("清除全部筛选")
        self.clear_button.setAccessibleName("清除全部筛选")
        theme.role(self.clear_button, "plain")
        self.clear_button.clicked.connect(self.clear)
        row = self._row = FlowLayout(self, theme.em(self, 0.6))
        for chip in self.chips.values():
            chip.changed.connect(self._changed)
            row.addWidget(chip)
        self.as_of = AsOfChip(today) if as_of else None
        if self.as_of is not None:
            self.as_of.changed.connect(self._changed)
            row.addWidget(self.as_of)
        row.addWidget(self.search)
        row.addWidget(self.clear_button)
        self._refresh()

    def set_margins(self, side: int) -> None:
        """Free room left and right."""
        self._row.setContentsMargins(side, 0, side, 0)

    @property
    def text(self) -> str:
        return self._text

    def filters(self) -> tuple[Filter, ...]:
        """The conditions, in the order of the chips."""
        return (*self._chosen(), *(chip.condition for chip in self.given))

    def _chosen(self) -> tuple[Filter, ...]:
        return tuple(condition for chip in self.chips.values() if (condition := chip.filter()))

    @property
    def day(self) -> date | None:
        """The day the ledger is to be seen from; None is today."""
        return self.as_of.day if self.as_of is not None else None

    def set_filters(self, filters: Sequence[Filter], text: str = "", day: date | None = None) -> None:
        """Show these conditions, all others off, seen from a day or from today, and tell once."""
        by_key = {condition.key: condition for condition in filters}
        for key, chip in self.chips.items():
            chip.set_filter(by_key.get(key))
        self._give([condition for condition in filters if condition.key not in self.chips])
        if self.as_of is not None:
            self.as_of.set_day(day)
        self._text = text
        self.search.set_text(text)
        self._changed()

    def clear(self) -> None:
        """Show all lines of the day the ledger is seen from."""
        self.set_filters((), day=self.day)

    def back_to_today(self) -> None:
        """The same conditions, seen from today."""
        if self.as_of is not None and self.as_of.day is not None:
            self.as_of.set_day(None)
            self._changed()

    @property
    def active(self) -> bool:
        """Whether conditions or words hide lines."""
        return bool(self._text or self.filters())

    def state(self) -> list[str]:
        """The conditions as text for the settings file; words, the day and what was asked for from elsewhere are not kept."""
        return [json.dumps(_as_json(condition), ensure_ascii=False) for condition in self._chosen()]

    def restore(self, state: Sequence[str]) -> None:
        """Take up what `state` gave; what cannot be read any more is left out. Tells nobody."""
        for text in state:
            condition = _from_json(text)
            if condition is not None and condition.key in self.chips:
                self.chips[condition.key].set_filter(condition)
        self._refresh()

    def _give(self, conditions: Sequence[Filter]) -> None:
        for chip in self.given:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.given = [GivenChip(self._others[each.key], each) for each in conditions if each.key in self._others]
        before: QWidget = next(reversed(self.chips.values()), self.search)
        for place, chip in enumerate(self.given, len(self.chips)):
            chip.removed.connect(self._take_off)
            self._row.insert(place, chip)
            self.setTabOrder(before, chip)
            before = chip

    def _take_off(self, chip: GivenChip) -> None:
        self._give([each.condition for each in self.given if each is not chip])
        self._changed()

    def _searched(self, text: str) -> None:
        self._text = text
        self._changed()

    def _changed(self) -> None:
        self._refresh()
        self.changed.emit()

    def _refresh(self) -> None:
        self.clear_button.setVisible(self.active)


def _as_json(condition: Filter) -> dict[str, Any]:
    days = {name: day.isoformat() for name in ("low", "high") if isinstance(day := getattr(condition, name), date)}
    return {"key": condition.key, "values": list(condition.values), **days}


def _from_json(text: str) -> Filter | None:
    try:
        stored = json.loads(text)
        low, high = (date.fromisoformat(stored[name]) if name in stored else None for name in ("low", "high"))
        return Filter(stored["key"], tuple(stored["values"]), low, high)
    except (ValueError, KeyError, TypeError):
        return None
