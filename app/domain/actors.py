"""Who acts, and through which door. Knows no account: a name is said, not proven."""

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """The door a change came through."""

    WINDOW = "window"
    COMMAND = "command"
    PROGRAM = "program"
    """The program itself: migrations, the sample office."""


@dataclass(frozen=True)
class Actor:
    """Who a change is written down under."""

    name: str
    origin: Origin = Origin.COMMAND
