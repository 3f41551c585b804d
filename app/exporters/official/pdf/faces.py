"""What title and text of a 公文 are set in, by its layout. Knows no block and no page."""

from dataclasses import dataclass

from app.exporters.cells import Align
from app.exporters.fonts import Role
from app.exporters.official.measures import (
    CERTIFICATE_PITCH,
    CERTIFICATE_SIZE,
    CERTIFICATE_TITLE_PITCH,
    CERTIFICATE_TITLE_SIZE,
    SHEET_TITLE_PITCH,
    SHEET_TITLE_SIZE,
    TITLE_SIZE,
)
from app.exporters.official.model import Layout
from app.exporters.official.pdf.page import CHARACTER, PITCH
from app.exporters.pdf.text import Style


@dataclass(frozen=True)
class Faces:
    """The text's style is that of a line from the left edge on; its pitch is also that of the empty lines."""

    title: Style
    text: Style


_TEXT = Style(size=CHARACTER, pitch=PITCH, align=Align.JUSTIFIED, grid=True)

FACES = {
    Layout.TEXT: Faces(Style(Role.TITLE, TITLE_SIZE, PITCH), _TEXT),
    Layout.SHEET: Faces(Style(Role.TITLE, SHEET_TITLE_SIZE, SHEET_TITLE_PITCH), _TEXT),
    Layout.CERTIFICATE: Faces(
        Style(Role.TITLE, CERTIFICATE_TITLE_SIZE, CERTIFICATE_TITLE_PITCH),
        Style(size=CERTIFICATE_SIZE, pitch=CERTIFICATE_PITCH, align=Align.JUSTIFIED),
    ),
}
