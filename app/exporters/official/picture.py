"""A chart as a PNG picture: drawn as on paper, then rendered by PDFium, which needs no backend of reportlab's. Knows no Word."""

from datetime import date
from io import BytesIO

from app.exporters.official.chart import Drawing
from app.exporters.official.pdf.drawn import draw_drawing
from app.exporters.pdf.pen import Pen

_DOTS = 300
"""To the inch, as office printers want them."""

_MARGIN = 1.0
"""Points round the drawing, for the width of its outermost strokes."""


def png(drawing: Drawing) -> bytes:
    """The drawing in black, grey and white. Raises FontUnavailable."""
    import pypdfium2

    page = BytesIO()
    pen = Pen(page, (drawing.width + 2 * _MARGIN, drawing.height + 2 * _MARGIN), "", "", date(2000, 1, 1))
    draw_drawing(pen, drawing, _MARGIN, _MARGIN)
    pen.next_page()
    pen.save()
    picture = BytesIO()
    with pypdfium2.PdfDocument(page.getvalue()) as document:
        bitmap = document[0].render(scale=_DOTS / 72, grayscale=True)
        bitmap.to_pil().save(picture, "PNG", dpi=(_DOTS, _DOTS))
    return picture.getvalue()
