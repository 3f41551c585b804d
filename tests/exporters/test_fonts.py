"""The faces on paper: fallback, missing characters, damaged files, and text that copies out as it went in."""

from pathlib import Path

import pypdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas

from app.config import resource
from app.exporters.fonts import Fonts, FontUnavailable, Role, bundled

MIXED = "海府〔2016〕18号𠮷䶮㛃𬭚“引号”‘单’——省略……A1·⼀一龘靐齉12,345.67％①㈠〇々"
"""With characters beyond U+FFFF, ones that only the 楷体 has, and a Kangxi radical that shares a glyph with 一."""


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """MIXED in every role, a line each."""
    path = tmp_path / "字体.pdf"
    fonts = bundled()
    first = fonts.runs("文", Role.BODY)[0][0]
    canvas = Canvas(str(path), invariant=1, initialFontName=first)  # type: ignore[arg-type]
    for number, role in enumerate(Role):
        text = canvas.beginText(50, 780 - 30 * number)
        for font, piece in fonts.runs(MIXED, role):
            text.setFont(font, 12)
            text.textOut(piece)
        canvas.drawText(text)
    canvas.save()
    return path


def test_text_copies_out_as_it_went_in(drawn: Path) -> None:
    expected = [MIXED] * len(Role)
    assert pypdf.PdfReader(drawn).pages[0].extract_text().splitlines() == expected
    with pypdfium2.PdfDocument(drawn) as document:
        assert document[0].get_textpage().get_text_range().splitlines() == expected


def test_every_font_is_embedded_whole(drawn: Path) -> None:
    fonts = pypdf.PdfReader(drawn).pages[0]["/Resources"]["/Font"]
    assert len(fonts) == len(Role)
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert descendant["/FontDescriptor"]["/FontFile2"].get_data()[:4] == b"\x00\x01\x00\x00"


def test_embedded_glyphs_are_those_of_the_face(drawn: Path, tmp_path: Path) -> None:
    """Code → glyph is computed beside reportlab's subsetting: outline by outline they must agree."""
    for font in pypdf.PdfReader(drawn).pages[0]["/Resources"]["/Font"].values():
        name = str(font.get_object()["/BaseFont"]).partition("+")[2]
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        subset = tmp_path / "subset.ttf"
        subset.write_bytes(descendant["/FontDescriptor"]["/FontFile2"].get_data())
        table = descendant["/CIDToGIDMap"].get_data()
        signs = _characters(font.get_object()["/ToUnicode"].get_data().decode())
        with TTFont(subset) as cut, TTFont(resource("fonts") / f"{name}.ttf", lazy=True) as whole:
            names = whole.getBestCmap()
            for code, sign in signs:
                glyph = cut["glyf"].glyphOrder[int.from_bytes(table[2 * code : 2 * code + 2], "big")]
                expected = whole["glyf"][names[0x2500 if sign == "—" else ord(sign)]]
                assert cut["glyf"][glyph].compile(cut["glyf"]) == expected.compile(whole["glyf"]), sign


def _characters(cmap: str) -> list[tuple[int, str]]:
    entries = [line.split() for line in cmap.splitlines() if line.startswith("<") and line.count("<") == 2]
    pairs = [(int(code[1:-1], 16), bytes.fromhex(text[1:-1])) for code, text in entries if code != "<0000>"]
    return [(code, text.decode("utf-16-be")) for code, text in pairs]


def test_rare_names_are_drawn_by_the_kai() -> None:
    """𠮷 stands in no Noto face."""
    assert [font for font, _ in bundled().runs("吉𠮷吉", Role.BODY)] == [
        "NotoSerifSC-Regular",
        "FazhiKai-Regular",
        "NotoSerifSC-Regular",
    ]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("sign", "𠮷䶮㛃𬭚龘")
def test_names_are_drawn_in_every_role(role: Role, sign: str) -> None:
    assert bundled().missing(sign, role) == []


def test_all_of_the_national_table_is_drawn() -> None:
    characters = (Path(__file__).parent.parent / "data" / "characters_8105.txt").read_text(encoding="utf-8").split()
    for role in Role:
        assert bundled().missing("".join(characters), role) == []


def test_characters_without_a_font_are_named_once_in_order() -> None:
    assert bundled().missing("好\U0001f600坏\ufffd\U0001f600\n", Role.BODY) == ["\U0001f600", "\ufffd"]


def test_invisible_characters_are_neither_missing_nor_drawn() -> None:
    text = "葛\U000e0100\u200b城"
    assert bundled().missing(text, Role.BODY) == []
    assert "".join(piece for _, piece in bundled().runs(text, Role.BODY)) == "葛城"
    assert bundled().width(text, Role.BODY) == 2


def test_a_dash_is_one_line() -> None:
    """The dash of the Noto faces is 0.89 em long, which leaves a hole in ——."""
    for role in Role:
        assert bundled().width("——", role) == 2


def test_quotes_are_full_width_in_every_role() -> None:
    for role in Role:
        assert bundled().width("“”", role) == 2


@pytest.mark.parametrize("damage", ["missing", "empty", "text", "cut", "folder"])
def test_a_damaged_font_is_an_error(tmp_path: Path, damage: str) -> None:
    """M45: never another font in its place."""
    path = tmp_path / Role.BODY.value
    whole = (resource("fonts") / Role.BODY.value).read_bytes()
    match damage:
        case "empty":
            path.write_bytes(b"")
        case "text":
            path.write_text("不是字体", encoding="utf-8")
        case "cut":
            path.write_bytes(whole[: len(whole) // 2])
        case "folder":
            path.mkdir()
    for other in Role:
        if other is not Role.BODY:
            (tmp_path / other.value).symlink_to(resource("fonts") / other.value)
    with pytest.raises(FontUnavailable, match=r"NotoSerifSC-Regular\.ttf.*重新安装") as caught:
        Fonts(tmp_path).runs("文", Role.BODY)
    assert caught.value.path == path
