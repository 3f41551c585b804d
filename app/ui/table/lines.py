"""The lines of a ledger by pages: ids in one array, cells fetched 200 at a time and soon forgotten. Knows no Qt."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence

from app.domain.ledgers import Cells

PAGE = 200
KEPT_PAGES = 12

Fetch = Callable[[Sequence[int]], list[Cells]]
"""The cells of these ids, in their order. A line that was deleted meanwhile is left out."""


class Lines:
    """Cells by position. A page costs about a millisecond, so it is fetched when a cell of it is painted."""

    def __init__(self, fetch: Fetch, ids: "array[int] | None" = None) -> None:
        self._fetch = fetch
        self.ids: array[int] = ids if ids is not None else array("q")
        self._pages: OrderedDict[int, list[Cells]] = OrderedDict()
        self._positions: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, row: int) -> Cells:
        page = self.page(row // PAGE)
        at = row % PAGE
        return page[at] if at < len(page) else ()

    def page(self, number: int) -> list[Cells]:
        """The cells of one page, fetched when they are not at hand."""
        if number in self._pages:
            self._pages.move_to_end(number)
            return self._pages[number]
        cells = self._fetch(self.ids[number * PAGE : (number + 1) * PAGE])
        self._pages[number] = cells
        if len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        return cells

    def position(self, line_id: int) -> int | None:
        """The row of an id; None when it is not in the list."""
        if self._positions is None:
            self._positions = {value: row for row, value in enumerate(self.ids)}
        return self._positions.get(line_id)
