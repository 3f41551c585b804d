"""Breaks Chinese text into lines (避头尾, GB/T 15834): pure arithmetic over widths. Knows no font, no paper and no library."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

Measure = Callable[[str], float]
"""Width of one character, in the unit of the column's width."""

NO_START = "。，、；：？！）》”’〕】』」…·～〉〗％‰℃,.;:?!)]}%»"
"""What no line begins with."""

NO_END = "（《“‘〔【『「〈〖([{«￥"
"""What no line ends with."""

_HALF_INK = frozenset("。，、；：）》”’〕】』」〉〗")
"""Full-width signs whose right half is blank: at the end of a line they need only half their width (标点挤压)."""

_OPEN = re.escape(NO_END)
_CLOSE = re.escape(NO_START)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\u3099\u309a\u200d\u2060\ufe00-\ufe0f\U000e0100-\U000e01ef"
_LETTER = rf"[A-Za-z0-9０-９\u00c0-\u024f{_MARKS}]"
_NUMBER = r"[0-9０-９]+(?:[.,:：/．\-–—][0-9０-９]+)*"
_WORD = rf"[A-Za-z0-9０-９\u00c0-\u024f]{_LETTER}*(?:(?:://|[.'’_/\-–—@+&#~=?:]){_LETTER}+)*"
_RUN = rf"{_NUMBER}(?!{_LETTER})|{_WORD}|—+|…+|－+"


def _clusters(core: str) -> re.Pattern[str]:
    """One cluster: openers, what they open, the closers that follow, and the spaces that may hang over the end."""
    return re.compile(rf"(?:[{_OPEN}]\s*)*(?:{core})[{_MARKS}]*(?:\s*[{_CLOSE}])*\s*")


_UNIT = rf"(?:{_NUMBER})(?:年度|[年月日时分号条款项件元万亿%％‰℃])"

_CLUSTERS = tuple(
    _clusters(core)
    for core in (
        rf"[0-9０-９]{{4}}〕第?[0-9０-９]+号?|{_UNIT}|{_RUN}|[\s\S]",
        rf"{_UNIT}|{_RUN}|[\s\S]",
        rf"{_RUN}|[\s\S]",
    )
)
"""What stays together where the column is wide enough: first the whole of 〔2024〕3号, then a number with its unit, then
numbers, Latin words, dashes, ellipses and signs with what they belong to."""

_PAUSES = re.compile(
    rf"(?<=[，。、；：？！）》”’〕】』」〉〗])(?![{_CLOSE}])|(?<=[,;:])(?=[^\x00-\x7f])(?![{_CLOSE}])|(?<![{_OPEN}])(?=[（《“‘〔【『「〈〖])"
)
"""Between a sign and what it parts: the places where a little more space is not seen."""

_SIGNS = re.compile(rf"[\s\S][{_MARKS}]*")


TIGHT = re.compile(r"[!-~\u00c0-\u024f](?=[!-~\u00c0-\u024f])")
"""Digits and Latin letters followed by another: spreading a line leaves them as they are."""

_SLACK = 1e-6
"""Widths are sums of floats."""


def loose(text: str) -> int:
    """How many characters of a text are spread: all but the TIGHT ones."""
    return len(text) - len(TIGHT.findall(text))


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, its width without the spaces and the blank half of a sign that hang over its end."""

    text: str
    width: float
    ends: bool
    """Whether the paragraph ends here (a line break in the source, or the end of the text)."""

    def spread(self, width: float, most: float) -> float:
        """What to add after each character but the TIGHT ones, so that the line fills the width.

        0 for a last line, and where it would be more than `most`.
        """
        gaps = loose(self.text.rstrip()) - 1
        if self.ends or gaps < 1:
            return 0.0
        space = (width - self.width) / gaps
        return space if 0.0 < space <= most else 0.0

    def parts(self) -> list[str]:
        """The text from one pause to the next: after 、 and its like, before （ and its like."""
        return [part for part in _PAUSES.split(self.text.rstrip()) if part]

    def on_grid(self, width: float, natural: float, evenly: float) -> tuple[float, float]:
        """What to add after each character but the TIGHT ones and, beyond that, at each pause, to fill the width.

        Less than nothing where the blank half of the last sign would hang over; `natural` is the width with it. No
        character moves by more than `evenly`: what a line lacks beyond that goes to its pauses, up to a character each,
        and a line that lacks even more stays as it is.
        """
        gaps, lack = loose(self.text.rstrip()) - 1, width - natural
        if gaps < 1 or (self.ends and lack > 0):
            return 0.0, 0.0
        if lack <= evenly * gaps:
            return lack / gaps, 0.0
        pauses = len(self.parts()) - 1
        pause = (lack - evenly * gaps) / pauses if pauses else 2.0
        return (evenly, pause) if pause <= 1.0 else (0.0, 0.0)


def break_lines(text: str, width: float, measure: Measure, indent: float = 0.0) -> list[Line]:
    """Lines no wider than `width`, the first of each paragraph shorter by `indent`.

    The lines joined (with a line break after each that ends a paragraph but the last) are the text again. A run that no
    line can hold, such as a long word in a narrow column, is cut as a last resort.
    """
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        lines += _paragraph(paragraph, width, measure, indent)
    return lines


def _paragraph(text: str, width: float, measure: Measure, indent: float) -> list[Line]:
    natural = sum(map(measure, text))
    if not text or natural <= width - indent + _SLACK:
        return [Line(text, natural, True)]
    lines: list[list[str]] = [[]]
    used, room = 0.0, width - indent
    for cluster in _fitting(text, min(width, room), measure):
        advance, visible = _widths(cluster, measure)
        if lines[-1] and used + visible > room + _SLACK:
            lines.append([])
            used, room = 0.0, width
        lines[-1].append(cluster)
        used += advance
    _keep_company(lines, width, measure)
    return [_line(clusters, measure, ends=clusters is lines[-1]) for clusters in lines]


def _keep_company(lines: list[list[str]], width: float, measure: Measure) -> None:
    """Give a last line of one character, alone or with its signs, the character before it (孤字)."""
    last = lines[-1]
    if len(lines) < 2 or len(last) > 1 or len(last[0].rstrip(NO_START + " ")) > 1 or len(lines[-2]) < 3:
        return
    if _widths(lines[-2][-1] + last[0], measure)[1] <= width:
        last.insert(0, lines[-2].pop())


def _line(clusters: list[str], measure: Measure, *, ends: bool) -> Line:
    text = "".join(clusters)
    advance = sum(map(measure, text))
    last, visible = _widths(clusters[-1], measure)
    return Line(text, advance - last + visible, ends)


def _widths(cluster: str, measure: Measure) -> tuple[float, float]:
    """How far a cluster advances, and how much of that shows when it ends a line."""
    advance = sum(map(measure, cluster))
    if len(cluster) == 1 and cluster not in _HALF_INK and not cluster.isspace():
        return advance, advance
    bare = cluster.rstrip()
    if not bare:
        return advance, 0.0
    visible = advance - sum(map(measure, cluster[len(bare) :]))
    if bare[-1] in _HALF_INK:
        visible -= measure(bare[-1]) / 2
    return advance, visible


def _fitting(text: str, width: float, measure: Measure, tier: int = 0) -> Iterator[str]:
    """The clusters of a text, those wider than a line in smaller ones, and at last in anything that fits."""
    for cluster in _CLUSTERS[tier].findall(text):
        if len(cluster) == 1 or _widths(cluster, measure)[1] <= width + _SLACK:
            yield cluster
        elif tier + 1 < len(_CLUSTERS):
            yield from _fitting(cluster, width, measure, tier + 1)
        else:
            yield from _cut(cluster, width, measure)


def _cut(run: str, width: float, measure: Measure) -> Iterator[str]:
    """Pieces of a run that no line can hold, each no wider than a line, or one character."""
    signs: list[str] = []
    for sign in _SIGNS.findall(run):
        signs.append(sign)
        while len(signs) > 1 and _widths("".join(signs), measure)[1] > width + _SLACK:
            kept = _cut_point(signs)
            yield "".join(signs[:kept])
            signs = signs[kept:]
    yield "".join(signs)


def _cut_point(signs: list[str]) -> int:
    """The last place among the signs where a line may break; right before the last of them when there is none."""
    last = len(signs) - 1
    for place in range(last, 0, -1):
        if signs[place] not in NO_START and signs[place - 1] not in NO_END:
            return place
    return last
