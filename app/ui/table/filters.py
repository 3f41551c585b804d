"""The filter bar over a ledger: chips, the search line, one click to clear. Knows columns, not queries."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app.domain.ledgers import Column, Filter
from app.ui import theme, tokens
from app.ui.flow import FlowLayout
from app.ui.icons import icon
from app.ui.search_box import SearchBox
from app.ui.table.chips import Chip, Values, chip_for


class FilterBar(QWidget):
    """`changed` tells that conditions or words are others than before."""

    changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        values: Mapping[str, Values],
        today: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chips: dict[str, Chip] = {c.key: chip_for(c, values.get(c.key), today) for c in columns}
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
        return tuple(condition for chip in self.chips.values() if (condition := chip.filter()))

    def set_filters(self, filters: Sequence[Filter], text: str = "") -> None:
        """Show these conditions, all others off, and tell once."""
        by_key = {condition.key: condition for condition in filters}
        for key, chip in self.chips.items():
            chip.set_filter(by_key.get(key))
        self._text = text
        self.search.set_text(text)
        self._changed()

    def clear(self) -> None:
        """Show all lines."""
        self.set_filters(())

    @property
    def active(self) -> bool:
        return bool(self._text or self.filters())

    def state(self) -> list[str]:
        """The conditions as text for the settings file; words searched for are not kept."""
        return [json.dumps(_as_json(condition), ensure_ascii=False) for condition in self.filters()]

    def restore(self, state: Sequence[str]) -> None:
        """Take up what `state` gave; what cannot be read any more is left out. Tells nobody."""
        for text in state:
            condition = _from_json(text)
            if condition is not None and condition.key in self.chips:
                self.chips[condition.key].set_filter(condition)
        self._refresh()

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
