"""The colours of the window, by role. Knows neither Qt nor which widget wears them."""

from enum import Enum
from typing import NamedTuple

WHITE = "#ffffff"
PANEL = "#f5f7fa"
"""Ground of the record panel, table heads and the status bar."""
TEXT = "#1b2733"
MUTED = "#55636f"
BORDER = "#d3dae2"
HAIRLINE = "#e8ecf0"
ACCENT = "#1f5aa6"
ACCENT_DARK = "#17467f"
HOVER = "#eef3f9"
SELECTED = "#d3e1f2"
"""Darker than every pill, so that a state is seen on the selected line."""
DISABLED = "#8793a0"
ERROR = "#b3261e"
WARNING = "#8a5300"
FIELD = "#fbfcfd"
NAV = "#22324a"
NAV_CURRENT = "#2d4263"
NAV_TEXT = "#d6deea"
NAV_MUTED = "#9fb0c6"
NAV_MARK = "#6aa5ea"
BADGE = "#c0392b"


class Pair(NamedTuple):
    """Ink on a ground."""

    ink: str
    ground: str


class Tone(Enum):
    """What a state means to the reader; every pair has a contrast of 4.5 at least (tested)."""

    GOOD = Pair("#1a6338", "#e2f3e8")
    DUE = Pair("#855000", "#fdf0db")
    BAD = Pair("#a3211a", "#fbe7e5")
    ENDED = Pair("#525e6a", "#eaeef1")
    WAITING = Pair("#1b55a0", "#e3edfa")


TEXT_PAIRS: tuple[Pair, ...] = (
    *(tone.value for tone in Tone),
    *(Pair(ink, ground) for ink in (TEXT, MUTED, ACCENT, ERROR, WARNING) for ground in (WHITE, PANEL, SELECTED, HOVER)),
    Pair(NAV_TEXT, NAV),
    Pair(NAV_TEXT, NAV_CURRENT),
    Pair(NAV_MUTED, NAV),
    Pair(WHITE, BADGE),
    Pair(WHITE, ACCENT),
    Pair(WHITE, ACCENT_DARK),
)
"""Every ink on every ground it may stand on."""


def contrast(pair: Pair) -> float:
    """The contrast ratio of WCAG 2: 1 for equal colours, 21 for black on white."""
    bright, dark = sorted((_luminance(pair.ink), _luminance(pair.ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
