"""How a list of facts is ruled, in every output: type, widths, what stands beside each other. Knows no page and no file format."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exporters.cells import Align
from app.exporters.fonts import Role
from app.exporters.official.measures import LEFT_MM, RIGHT_MM
from app.exporters.official.model import FactList
from app.exporters.pdf.boxes import inside, two_in_a_row
from app.exporters.pdf.pen import MM
from app.exporters.pdf.text import Style

_WIDTH = (210 - LEFT_MM - RIGHT_MM) * MM


@dataclass(frozen=True)
class FactSetting:
    """Lengths in points."""

    label: Style
    value: Style
    label_width: float
    least: float
    """Height of the lowest row."""


_PLAIN = FactSetting(Style(Role.HEADING, 13, 20, Align.CENTRE), Style(Role.BODY, 13, 20), 38 * MM, 34.0)
_COMPACT = FactSetting(Style(Role.HEADING, 11, 16, Align.CENTRE), Style(Role.BODY, 11, 16), 27 * MM, 27.0)


def setting_of(block: FactList) -> FactSetting:
    """What a list is set in."""
    return _COMPACT if block.compact else _PLAIN


def rows_of(block: FactList) -> Iterator[tuple[tuple[str, str], ...]]:
    """Labels and values row by row: one in a row, or two short ones in a compact list. Empty values have their sign."""
    setting = setting_of(block)
    facts = [(label, value if value.strip() else block.empty) for label, value in block.facts]
    if not block.compact:
        return iter([(fact,) for fact in facts])
    half = inside(_WIDTH / 2 - setting.label_width, setting.value)
    return two_in_a_row(facts, lambda fact: "\n" in fact[1] or setting.value.width(fact[1]) > half)
