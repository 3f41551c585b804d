"""The shipped font files: what they cover, what kind they are, and that each can be set in print and on screen."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PySide6.QtGui import QFontDatabase
from reportlab.pdfbase.ttfonts import TTFont as PrintFont

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "resources" / "fonts"
STANDARD = set((ROOT / "tests" / "data" / "characters_8105.txt").read_text(encoding="utf-8").replace("\n", ""))
RARE = "𠮷䶮㛃𬭚"
OFFICIAL_MARKS = "〔〕【】《》（）“”‘’—…·〇①⑳㈠№％‰℃㎡㎏０９ＡＺａｚ，。、；：？！│─┼□■○●△▲√×÷≤≥→←"

FILES = {
    "NotoSerifSC-Regular": ("Noto Serif SC", 400),
    "NotoSerifSC-Bold": ("Noto Serif SC", 700),
    "NotoSansSC-Regular": ("Noto Sans SC", 400),
    "NotoSansSC-Bold": ("Noto Sans SC", 700),
    "FazhiKai-Regular": ("Fazhi Kai", 400),
}


def not_drawn(characters: Iterable[str], font: TTFont) -> set[str]:
    """The characters for which the font has no glyph, or one without an outline."""
    names, glyphs = font.getBestCmap(), font["glyf"]
    return {c for c in characters if ord(c) not in names or glyphs[names[ord(c)]].numberOfContours == 0}


@pytest.fixture(scope="module")
def fonts() -> dict[str, TTFont]:
    return {stem: TTFont(FONTS / f"{stem}.ttf") for stem in FILES}


def test_the_folder_holds_these_files_and_a_licence_for_each_family() -> None:
    assert {path.stem for path in FONTS.glob("*.ttf")} == set(FILES)
    for stem in FILES:
        licence = (FONTS / f"{stem.partition('-')[0]}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_list_is_the_whole_table_of_standard_characters() -> None:
    assert len(STANDARD) == 8105


@pytest.mark.parametrize("stem", FILES)
def test_every_font_draws_the_standard_characters_and_the_marks_of_official_papers(
    fonts: dict[str, TTFont], stem: str
) -> None:
    assert not not_drawn(STANDARD | set(OFFICIAL_MARKS), fonts[stem])


def test_rare_names_are_drawn_by_the_fallback(fonts: dict[str, TTFont]) -> None:
    assert not not_drawn(RARE, fonts["FazhiKai-Regular"])
    assert not_drawn(RARE, fonts["NotoSerifSC-Regular"]) == {"𠮷"}


@pytest.mark.parametrize(("stem", "family", "weight"), [(stem, *facts) for stem, facts in FILES.items()])
def test_each_is_a_static_truetype_font_of_its_weight_that_may_be_embedded(
    fonts: dict[str, TTFont], stem: str, family: str, weight: int
) -> None:
    font = fonts[stem]
    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].usWeightClass == weight
    assert font["OS/2"].fsType == 0
    assert font["name"].getDebugName(1) == family


def test_the_modified_font_carries_no_reserved_name(fonts: dict[str, TTFont]) -> None:
    shown = [str(record) for record in fonts["FazhiKai-Regular"]["name"].names if record.nameID in (1, 3, 4, 6, 16)]
    assert shown
    assert not [name for name in shown if "LXGW" in name or "霞鹜" in name or "文楷" in name]


def test_bold_is_heavier_than_regular(fonts: dict[str, TTFont]) -> None:
    for family in ("NotoSerifSC", "NotoSansSC"):
        stem_widths = []
        for weight in ("Regular", "Bold"):
            font = fonts[f"{family}-{weight}"]
            glyph = font["glyf"][font.getBestCmap()[ord("|")]]
            stem_widths.append(glyph.xMax - glyph.xMin)
        regular, bold = stem_widths
        assert bold > 1.2 * regular


@pytest.mark.parametrize("stem", FILES)
def test_reportlab_registers_it(stem: str) -> None:
    face = PrintFont(stem, str(FONTS / f"{stem}.ttf")).face
    assert all(face.charToGlyph[ord(character)] for character in STANDARD)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("stem", "family"), [(stem, facts[0]) for stem, facts in FILES.items()])
def test_qt_resolves_its_family(stem: str, family: str) -> None:
    number = QFontDatabase.addApplicationFont(str(FONTS / f"{stem}.ttf"))
    assert QFontDatabase.applicationFontFamilies(number) == [family]
