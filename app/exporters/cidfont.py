"""A TrueType face as reportlab draws it, embedded once per document with two-byte codes. Knows no role and no layout.

reportlab's own TTFont cuts a face into fonts of 256 characters, so a Chinese line changes font at every other character,
and its ToUnicode map writes characters beyond U+FFFF as five digits: they draw right and copy out wrong.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

_BLOCK = 100
"""Entries a block of a character map may have (Adobe technical note 5411)."""


@dataclass
class _Use:
    """What one document uses of the face."""

    name: str
    codes: dict[int, int] = field(default_factory=dict)
    """Unicode → two-byte code, in order of first use, from 1."""


class CidFont:
    """What reportlab's canvas asks of a font, and nothing more. Any number of documents may use it at the same time."""

    _dynamicFont = 1  # noqa: N815 - reportlab's name
    _multiByte = 1  # noqa: N815 - reportlab's name
    shapable = False

    def __init__(self, name: str, path: Path) -> None:
        """Load the face. Raises what reportlab raises for a file that is no TrueType font."""
        from reportlab.pdfbase.ttfonts import TTFontFace

        self.fontName = name
        self.face: Any = TTFontFace(str(path))
        self._join_dashes()
        self._uses: WeakKeyDictionary[PDFDocument, _Use] = WeakKeyDictionary()

    def _join_dashes(self) -> None:
        """Draw — with the glyph of ─ (U+2500): the dash of the Noto faces is short, and —— has to be one line."""
        if line := self.face.charToGlyph.get(0x2500):
            self.face.charToGlyph[0x2014] = line
            self.face.charWidths[0x2014] = self.face.getCharWidth(0x2500)

    def has(self, sign: str) -> bool:
        """Whether the face has a glyph of its own for a character."""
        return bool(self.face.charToGlyph.get(ord(sign), 0))

    def width(self, sign: str) -> float:
        """Advance of a character in ems."""
        return float(self.face.getCharWidth(ord(sign))) / 1000

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:  # noqa: N802
        """Part of reportlab's protocol: the width of a text in points."""
        return sum(map(self.width, text)) * size

    def splitString(self, text: str, doc: "PDFDocument", encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: N802
        """Part of reportlab's protocol: the text in this document's codes, all in the one subset."""
        codes = self._use(doc).codes
        out = bytearray()
        for sign in text:
            code = codes.setdefault(ord(sign), len(codes) + 1)
            out += code.to_bytes(2, "big")
        return [(0, bytes(out))] if out else []

    def getSubsetInternalName(self, subset: int, doc: "PDFDocument") -> str:  # noqa: N802
        """Part of reportlab's protocol: the font's name in the page's resources."""
        return f"/{self._use(doc).name}"

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Part of reportlab's protocol: write the font's objects when the document is saved."""
        from reportlab.pdfbase import pdfdoc

        use = self._uses.pop(doc)
        used = list(use.codes)
        base = f"FAZHIA+{self.face.name.decode('ascii')}"
        descendant = pdfdoc.PDFDictionary({
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": pdfdoc.PDFName(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary({
                "Registry": pdfdoc.PDFString("Adobe"),
                "Ordering": pdfdoc.PDFString("Identity"),
                "Supplement": 0,
            }),
            "FontDescriptor": self.face.addSubsetObjects(doc, base, used),
            "DW": 1000,
            "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([self.face.getCharWidth(code) for code in used])]),
            "CIDToGIDMap": _stream(doc, self._glyphs(used), f"glyphs:{base}"),
        })  # fmt: skip
        font = pdfdoc.PDFDictionary({
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": pdfdoc.PDFName(base),
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"descendant:{base}")]),
            "ToUnicode": _stream(doc, _to_unicode(used), f"unicode:{base}"),
        })  # fmt: skip
        doc.idToObject["BasicFonts"].dict[use.name] = doc.Reference(font, use.name)

    def _use(self, doc: Any) -> _Use:
        use = self._uses.get(doc)
        if use is None:
            use = self._uses[doc] = _Use(f"F{len(doc.fontMapping) + 1}")
            doc.fontMapping[self.fontName] = f"/{use.name}"
            doc.delayedFonts.append(self)
        return use

    def _glyphs(self, used: list[int]) -> bytes:
        """Code → glyph of the subset, which numbers glyphs in the order of first use, after the one for "no glyph"."""
        order = {0: 0}
        table = bytearray(2)
        for code in used:
            glyph = self.face.charToGlyph.get(code, 0)
            table += order.setdefault(glyph, len(order)).to_bytes(2, "big")
        return bytes(table)


def _stream(doc: Any, content: bytes, name: str) -> Any:
    from reportlab.pdfbase import pdfdoc

    stream = pdfdoc.PDFStream(content=content)
    if doc.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return doc.Reference(stream, name)


def _to_unicode(used: list[int]) -> bytes:
    """The character map that copying and searching read: code → UTF-16, with surrogate pairs beyond U+FFFF."""
    entries = [f"<{code:04X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(used, 1)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BLOCK):
        block = entries[start : start + _BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")
