"""Who searches for unreachable cycles: Python, nobody, or one thread only."""

import gc
from collections.abc import Iterator

import pytest

from app import memory


class _Knot:
    """Something that only the search can free."""

    freed = 0

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        _Knot.freed += 1


@pytest.fixture(autouse=True)
def untouched() -> Iterator[None]:
    """What other tests left is gone, and Python searches again afterwards."""
    gc.collect()
    _Knot.freed = 0
    yield
    assert gc.isenabled()


def _tie(many: int) -> None:
    for _ in range(many):
        _Knot()


def test_taken_over_nothing_is_freed_until_the_search_is_asked_for() -> None:
    many = 2 * gc.get_threshold()[0]
    memory.take_over()
    try:
        _tie(many)
        assert _Knot.freed == 0
        memory.search_if_due()
        assert _Knot.freed == many
        _tie(3)
        memory.search_if_due()
        assert _Knot.freed == many, "a search that is not due yet is not made"
    finally:
        memory.give_back()


def test_put_off_nothing_is_freed_even_when_asked_for() -> None:
    memory.take_over()
    try:
        with memory.uncollected():
            _tie(2 * gc.get_threshold()[0])
            memory.search_if_due()
            assert _Knot.freed == 0
        assert not gc.isenabled(), "what is taken over stays so"
    finally:
        memory.give_back()


def test_python_searches_again_when_the_last_has_given_back() -> None:
    memory.take_over()
    memory.take_over()
    memory.give_back()
    assert not gc.isenabled()
    memory.give_back()
    with memory.uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
