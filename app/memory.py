"""Python's search for unreachable cycles, kept out of the way where thousands of things are made that have none. Knows no subject."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected(*, lasting: bool = False) -> Iterator[None]:
    """No search for cycles meanwhile: it costs up to a fifth of the time.

    `lasting`: what there is at the end stays until the program ends, and is never searched either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        if lasting:
            gc.freeze()
    finally:
        if was_on:
            gc.enable()
