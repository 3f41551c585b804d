"""对方当事人 as clerks type them: several in one field, with what they are in brackets. Knows no conflict."""

import re
from enum import IntEnum

from app.domain.text import fold

_BETWEEN = re.compile(r"[、，,；;／/\n]+")
_AT_THE_END = re.compile(r"^(?P<name>.+?)[（(](?P<more>[^（()）]*)[）)]$")
"""Brackets within a name belong to it: 某某（广州）有限公司."""
LEAST = 4
"""Signs that a name must have to be looked for within another: 公司 stands in them all."""


class Likeness(IntEnum):
    """How near two fields come to naming one party."""

    NONE = 0
    SIMILAR = 1
    """One holds a name of the other: 某某置业 and 某某置业有限公司; for a person to judge."""
    SAME = 2


def parties(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The folded names in a field, and what stands in brackets behind them."""
    names, more = set(), set()
    for part in _BETWEEN.split(text):
        name = part.strip()
        while found := _AT_THE_END.match(name):
            more.add(fold(found["more"]))
            name = found["name"].strip()
        names.add(fold(name))
    return frozenset(names - {""}), frozenset(more - {""})


def likeness(one: str, other: str) -> Likeness:
    """Whether two fields name one party; nobody is not the same as nobody."""
    (mine, of_mine), (theirs, of_theirs) = parties(one), parties(other)
    if mine & theirs:
        return Likeness.SAME
    near = any(
        _holds(left, right)
        for left, right in (*_pairs(mine, theirs), *_pairs(mine, of_theirs), *_pairs(of_mine, theirs))
    )
    return Likeness.SIMILAR if near else Likeness.NONE


def _pairs(one: frozenset[str], other: frozenset[str]) -> list[tuple[str, str]]:
    return [(left, right) for left in one for right in other]


def _holds(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST and short in long
