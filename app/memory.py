"""Python's search for unreachable cycles: kept away where it only costs, and in the window's thread where it frees widgets. Knows no subject.

Python searches in whichever thread makes things just then. A page that is found there is destroyed there, and Qt crashes:
while threads work behind a window, the search is made by the window alone.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock


@dataclass
class _Search:
    """Who wants what of the search; the window's thread and those behind it ask at the same time."""

    by_hand: int = 0
    """How many have taken the search over."""
    put_off: int = 0
    """How many want none for now."""
    lock: Lock = field(default_factory=Lock)

    def settle(self) -> None:
        """Leave the search to Python where nobody minds."""
        if self.by_hand or self.put_off:
            gc.disable()
        else:
            gc.enable()


_SEARCH = _Search()


def take_over() -> None:
    """From now on only `search_if_due` searches, in the thread that calls it; until as many have called `give_back`."""
    with _SEARCH.lock:
        _SEARCH.by_hand += 1
        _SEARCH.settle()


def give_back() -> None:
    """Undo one `take_over`."""
    with _SEARCH.lock:
        _SEARCH.by_hand -= 1
        _SEARCH.settle()


def search_if_due() -> None:
    """Search as far as Python itself would by now, unless someone wants no search."""
    if _SEARCH.put_off:
        return
    due = [
        age for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most
    ]
    if due:
        gc.collect(due[-1])


@contextmanager
def uncollected(*, lasting: bool = False) -> Iterator[None]:
    """No search for cycles meanwhile, where thousands of things are made that have none: it costs up to a fifth of the time.

    `lasting`: what there is at the end stays until the program ends, and is never searched either.
    """
    with _SEARCH.lock:
        _SEARCH.put_off += 1
        _SEARCH.settle()
    try:
        yield
        if lasting:
            gc.freeze()
    finally:
        with _SEARCH.lock:
            _SEARCH.put_off -= 1
            _SEARCH.settle()
