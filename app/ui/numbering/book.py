"""The lines of the number book with every gap as a line of its own, as on paper. Knows the services, not the table."""

from array import array
from collections.abc import Sequence
from threading import Lock

from app.domain.ledgers import Cells, Filter, Query
from app.domain.number_book import LEDGER
from app.services.office import Office
from app.services.papers.sheets import with_gaps

NUMBER = LEDGER.index("number")


class NumberBook:
    """A source of lines for the table; the id of a gap is negative and stays the same while the program runs."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._ids: dict[str, int] = {}
        self._cells: dict[int, Cells] = {}
        self._lock = Lock()

    def ids(self, name: str, query: Query, limit: int | None = None) -> "array[int]":
        """Ids of the numbers of a query, gaps at their places; words are looked for in numbers only."""
        numbers = self._office.ledgers.ids(name, query, limit)
        gaps = [] if query.text else self._office.numbering.gaps()
        shown = {str(cells[NUMBER]): cells for cells in with_gaps(LEDGER, (), gaps, query)}
        if not shown:
            return numbers
        placed: dict[int, list[int]] = {}
        following = self._ids_of({gap.before for gap in gaps if gap.text in shown}, query)
        for gap in gaps:
            if gap.text in shown:
                key = self._keep(gap.text, shown[gap.text])
                placed.setdefault(following.get(gap.before, 0), []).append(key)
        return _with(numbers, placed, descending=query.sort == ("number", True))

    def page(self, name: str, ids: Sequence[int], query: Query) -> list[Cells]:
        """The lines of some ids, gaps among them."""
        numbers = [key for key in ids if key > 0]
        stored = dict(zip(numbers, self._office.ledgers.page(name, numbers, query), strict=True))
        return [stored[key] if key > 0 else self._cells[key] for key in ids]

    def _ids_of(self, numbers: set[str], query: Query) -> dict[str, int]:
        wanted = Query(query.on, (Filter("number", tuple(sorted(numbers))),))
        return {str(cells[NUMBER]): key for key, cells in self._office.ledgers.lines(LEDGER.name, wanted)}

    def _keep(self, text: str, cells: Cells) -> int:
        with self._lock:
            key = self._ids.setdefault(text, -len(self._ids) - 1)
            self._cells[key] = cells
        return key


def _with(numbers: "array[int]", placed: dict[int, list[int]], *, descending: bool) -> "array[int]":
    """The numbers with each gap beside the number it stands before; those whose number is not shown come last."""
    whole = array("q")
    for key in numbers:
        beside = placed.pop(key, [])
        whole.extend([key, *reversed(beside)] if descending else [*beside, key])
    for left in placed.values():
        whole.extend(left)
    return whole
