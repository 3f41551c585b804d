"""Spellings of one unit's name: with its place or without, a street's office in five ways. Knows no list of units."""

import re

from app.domain.text import fold

_STREET = re.compile(r"(?:街道办事处|街道办公室|街道办|街办事处|街办|街道|街)$")
"""How offices end the name of a street's office; the organ is the same."""
_NOT_A_PLACE = {"市": "市(?!场|政|容|民)", "区": "区(?!域|划)", "县": "县(?!域)"}
"""市场监督管理局, 区域… begin with what is no place."""


def core_of(name: str, place: str) -> str:
    """What is left of a name without its place and with one ending for a street's office.

    凤阳街道 of 凤阳街道办 and of 海珠区人民政府凤阳街道办事处, 财政局 of 区财政局 and of 广州市海珠区财政局, where the place is
    海珠区. Names with one core are very likely one unit; which, a person has to confirm.
    """
    left = _without_place(fold(name), fold(place))
    if (street := _STREET.search(left)) is not None:
        return f"{left[: street.start()].removeprefix('人民政府')}街道"
    return left


def _without_place(name: str, place: str) -> str:
    if not place:
        return name
    whole = re.sub(rf"^(?:\w{{2,4}}市)?{re.escape(place)}", "", name)
    if whole != name:
        return whole or name
    short = _NOT_A_PLACE.get(place[-1])
    return re.sub(f"^{short}", "", name) or name if short else name
