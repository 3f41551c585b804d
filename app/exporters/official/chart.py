"""Where the bars, lines and words of a chart stand: pure arithmetic. Knows no font file, no paper and no screen.

Every output draws the same shapes. Series are told apart by dark, hatched, grey and white, for black-and-white printers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.exporters.lines import break_lines
from app.exporters.official.model import Chart

_SIZE = 9.0
"""Type of the words below the bars, the legend and the unit, in points."""

_VALUE_SIZES = (5.5, 8.5)
"""Smallest and usual type of the values above the bars."""

_HEIGHT = 150.0
"""Of the tallest bar on paper, in points."""

_OUTLINE = 0.6
_HATCHING = 3.5
"""Between two strokes of a hatched bar."""

_LOOKS = ((0.3, False), (1.0, True), (0.78, False), (1.0, False))
"""Grey and whether hatched, per series."""

_SHARE = 0.72
"""Of a group's width that its bars take, at most."""

_WIDEST = 34.0
"""A single bar is no wall."""


class Anchor(StrEnum):
    """Which end of a label its x names."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True)
class Area:
    """A filled rectangle; grey 1 is white."""

    left: float
    top: float
    width: float
    height: float
    grey: float


@dataclass(frozen=True)
class Stroke:
    """A straight black line."""

    left: float
    top: float
    right: float
    bottom: float
    width: float = _OUTLINE


@dataclass(frozen=True)
class Label:
    """A word, by its baseline."""

    x: float
    baseline: float
    text: str
    size: float = _SIZE
    anchor: Anchor = Anchor.MIDDLE


@dataclass(frozen=True)
class Drawing:
    """Shapes in points from the upper left corner; areas lie below strokes, strokes below labels."""

    width: float
    height: float
    areas: tuple[Area, ...]
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]


def shown(value: float | None) -> str:
    """A value as it stands above its bar: no more than two decimals, — for none."""
    if value is None:
        return "—"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def drawing(chart: Chart, width: float, tallest: float = _HEIGHT) -> Drawing:
    """The chart at a width in points, its tallest bar so high; its own height follows from its words."""
    return _Setting(chart, width, tallest).drawing()


def wide(text: str, size: float) -> float:
    """About how wide a text is: no font need be loaded to place it."""
    return sum(0.56 if sign < "\u0250" else 1.0 for sign in text) * size


class _Setting:
    """One chart being set."""

    def __init__(self, chart: Chart, width: float, tallest: float) -> None:
        self._chart = chart
        self._width = width
        self._tallest = tallest
        self._group = width / len(chart.groups)
        self._bar = min(_WIDEST, self._group * _SHARE / len(chart.series))
        highest = max(value or 0.0 for each in chart.series for value in each.values)
        self._highest = highest if highest > 0 else 1.0
        self._areas: list[Area] = []
        self._strokes: list[Stroke] = []
        self._labels: list[Label] = []

    def drawing(self) -> Drawing:
        top = self._legend()
        base = top + 2 * _SIZE + self._tallest
        for place, each in enumerate(self._chart.series):
            for group, value in enumerate(each.values):
                self._draw_bar(group, place, value, base)
        self._strokes.append(Stroke(0.0, base, self._width, base, 2 * _OUTLINE))
        bottom = base + max(self._name(group, text, base) for group, text in enumerate(self._chart.groups))
        return Drawing(self._width, bottom, tuple(self._areas), tuple(self._strokes), tuple(self._labels))

    def _legend(self) -> float:
        """Unit at the left, names of several series at the right, in as many lines as they need; returns their height."""
        line, unit = 1.6 * _SIZE, f"单位：{self._chart.unit}" if self._chart.unit else ""
        if unit:
            self._labels.append(Label(0.0, _SIZE, unit, anchor=Anchor.START))
        names = [each.name for each in self._chart.series] if len(self._chart.series) > 1 else []
        widths = [wide(name, _SIZE) + 3.2 * _SIZE for name in names]
        x, top = max(self._width - sum(widths), wide(unit, _SIZE) + 2 * _SIZE), 0.0
        first = x
        for (name, room), look in zip(zip(names, widths, strict=True), _LOOKS, strict=False):
            if x > first and x + room > self._width + 1:
                x, top = first, top + line
            self._fill(x, top + 0.1 * _SIZE, 1.6 * _SIZE, _SIZE, look)
            self._labels.append(Label(x + 2 * _SIZE, top + 0.95 * _SIZE, name, anchor=Anchor.START))
            x += room
        return top + line if unit or names else 0.0

    def _draw_bar(self, group: int, place: int, value: float | None, base: float) -> None:
        count = len(self._chart.series)
        left = group * self._group + (self._group - count * self._bar) / 2 + place * self._bar
        height = (value or 0) / self._highest * self._tallest
        if height:
            self._fill(left, base - height, self._bar, height, _LOOKS[place])
        text = shown(value)
        room = self._bar if count > 1 else self._group
        size = max(
            _VALUE_SIZES[0], min(_VALUE_SIZES[1], _VALUE_SIZES[1] * room / max(1.0, wide(text, _VALUE_SIZES[1])))
        )
        self._labels.append(Label(left + self._bar / 2, base - height - 3.0, text, size))

    def _name(self, group: int, text: str, base: float) -> float:
        """The words below a group, broken to its width; returns how far down they reach."""
        room = max(self._group / _SIZE - 0.6, 2.0)
        lines = break_lines(text, room, lambda sign: wide(sign, 1.0))
        for number, line in enumerate(lines, 1):
            x = (group + 0.5) * self._group
            self._labels.append(Label(x, base + number * 1.35 * _SIZE, line.text.strip()))
        return (len(lines) * 1.35 + 0.5) * _SIZE

    def _fill(self, left: float, top: float, width: float, height: float, look: tuple[float, bool]) -> None:
        grey, hatched = look
        self._areas.append(Area(left, top, width, height, grey))
        if hatched:
            self._strokes += _hatching(left, top, width, height)
        right, bottom = left + width, top + height
        self._strokes += [
            Stroke(left, top, right, top),
            Stroke(right, top, right, bottom),
            Stroke(right, bottom, left, bottom),
            Stroke(left, bottom, left, top),
        ]


def _hatching(left: float, top: float, width: float, height: float) -> Iterator[Stroke]:
    """Strokes rising to the right at 45 degrees, cut at the edges."""
    offset = _HATCHING
    while offset < width + height:
        start, end = max(0.0, offset - height), min(width, offset)
        yield Stroke(left + start, top + offset - start, left + end, top + offset - end, 0.5)
        offset += _HATCHING
