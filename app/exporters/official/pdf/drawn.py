"""A drawing on paper. Knows strokes and labels, no chart."""

from app.exporters.fonts import Role, bundled
from app.exporters.official.chart import Anchor, Drawing
from app.exporters.pdf.pen import Pen, Rule

_SHARE = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def draw_drawing(pen: Pen, drawing: Drawing, x: float, y: float) -> None:
    """Draw with the upper left corner at this place."""
    for area in drawing.areas:
        pen.shade(x + area.left, y + area.top, area.width, area.height, area.grey)
    for stroke in drawing.strokes:
        line = Rule(x + stroke.left, y + stroke.top, x + stroke.right, y + stroke.bottom)
        pen.rules([line], stroke.width)
    for label in drawing.labels:
        width = bundled().width(label.text, Role.SANS) * label.size
        pen.text(x + label.x - _SHARE[label.anchor] * width, y + label.baseline, label.text, Role.SANS, label.size)
