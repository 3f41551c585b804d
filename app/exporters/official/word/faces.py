"""Which styles title and text of a 公文 have in Word, by its layout. Knows no block and no page."""

from dataclasses import dataclass

from app.exporters.official.measures import CERTIFICATE_PITCH, CERTIFICATE_SIZE
from app.exporters.official.model import Layout
from app.exporters.official.word.styles import CHARACTER, LINE, Name
from app.exporters.pdf.text import Style


@dataclass(frozen=True)
class Faces:
    """Styles by what they are for."""

    title: Name
    flush: Name
    body: Name
    signature: Name
    text: Style
    """What the text is measured with."""


_TEXT = (Name.FLUSH, Name.BODY, Name.SIGNATURE, Style(size=CHARACTER, pitch=LINE / 20))

FACES = {
    Layout.TEXT: Faces(Name.TITLE, *_TEXT),
    Layout.SHEET: Faces(Name.SHEET_TITLE, *_TEXT),
    Layout.CERTIFICATE: Faces(
        Name.CERTIFICATE_TITLE,
        Name.CERTIFICATE_FLUSH,
        Name.CERTIFICATE_BODY,
        Name.CERTIFICATE_SIGNATURE,
        Style(size=CERTIFICATE_SIZE, pitch=CERTIFICATE_PITCH),
    ),
}
