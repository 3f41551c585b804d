"""What forms on paper are filled in with by hand: boxes to be ticked, room for seals, names and numbers. Knows no form."""

from collections.abc import Iterable

TICK, BOX = "√", "□"
BLANK = "　"
"""What an empty cell shows: nothing, for somebody may write into it."""
LINE = "＿＿＿＿＿＿＿＿"
"""Room for a number."""
DAY = "　　　　年　　月　　日"
SEAL = f"\n\n　　　　　　　　　　（盖章）　{DAY}"


def signed_by(name: str = "", day: str = "") -> str:
    """A line to sign in, with who signs and the day where they are known."""
    return f"{name:　<10}签字：　　　　{f'　　　{day}' if day else DAY}"


def ticked(choices: Iterable[tuple[str, bool]], in_a_line: int) -> str:
    """√甲　□乙, so many in a line."""
    shown = [f"{TICK if chosen else BOX}{text}" for text, chosen in choices]
    return "\n".join("　".join(shown[at : at + in_a_line]) for at in range(0, len(shown), in_a_line))
