"""Boxes to be ticked and room to be signed in, for forms on paper. Knows no form."""

from collections.abc import Iterable

TICK, BOX = "√", "□"
SEAL = "\n\n　　　　　　　　（盖章）　　年　　月　　日"
HAND = "\n　　　　　　签字：　　　　　年　　月　　日"


def ticked(choices: Iterable[tuple[str, bool]], in_a_line: int) -> str:
    """√甲　□乙, so many in a line."""
    shown = [f"{TICK if chosen else BOX}{text}" for text, chosen in choices]
    return "\n".join("　".join(shown[at : at + in_a_line]) for at in range(0, len(shown), in_a_line))
