"""A chart as SVG text for the screen: the same shapes as on paper, in the program's own sans. Knows no paper, no Qt."""

from xml.sax.saxutils import escape

from app.exporters.cells import clean
from app.exporters.official.chart import drawing
from app.exporters.official.model import Chart

FAMILY = "Noto Sans SC"
"""The window loads this face from the program's own files."""


def svg(chart: Chart, width: float = 442.0, tallest: float = 150.0) -> str:
    """The chart without its title, `width` user units wide, its tallest bar `tallest` high: the window scales it."""
    drawn = drawing(chart, width, tallest)
    box = f'width="{width:g}" height="{drawn.height:.2f}" viewBox="0 0 {width:g} {drawn.height:.2f}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="{FAMILY}">']
    parts += [
        f'<rect x="{area.left:.2f}" y="{area.top:.2f}" width="{area.width:.2f}" height="{area.height:.2f}" '
        f'fill="#{round(area.grey * 255):02x}{round(area.grey * 255):02x}{round(area.grey * 255):02x}"/>'
        for area in drawn.areas
    ]
    parts += [
        f'<line x1="{line.left:.2f}" y1="{line.top:.2f}" x2="{line.right:.2f}" y2="{line.bottom:.2f}" '
        f'stroke="#000" stroke-width="{line.width:g}"/>'
        for line in drawn.strokes
    ]
    parts += [
        f'<text x="{label.x:.2f}" y="{label.baseline:.2f}" font-size="{label.size:.2f}" '
        f'text-anchor="{label.anchor}">{escape(clean(label.text)[0])}</text>'
        for label in drawn.labels
    ]
    return "\n".join([*parts, "</svg>"])
