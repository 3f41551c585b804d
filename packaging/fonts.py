"""Makes resources/fonts from released packages; run by hand, once, when a font is renewed. Not part of the program.

Usage: python packaging/fonts.py      (needs npm, apt-get, dpkg; see resources/fonts/README.md)
"""

import bz2
import shutil
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from released import debian_package, npm_package

ROOT = Path(__file__).parent.parent
FONTS = ROOT / "resources" / "fonts"
CHARACTERS = ROOT / "tests" / "data" / "characters_8105.txt"

SERIF = "@expo-google-fonts/noto-serif-sc@0.4.3"
SANS = "@expo-google-fonts/noto-sans-sc@0.4.3"
KAI = "fonts-lxgw-wenkai=1.250+repack-1"
UNIHAN = "unicode-data=15.0.0-1"

# Latin, punctuation, units, numbers in circles and brackets, boxes, CJK symbols, vertical and full-width forms.
SYMBOLS = (
    (0x20, 0x17F), (0x2000, 0x206F), (0x20A0, 0x20BF), (0x2100, 0x22FF), (0x2460, 0x257F), (0x25A0, 0x27BF),
    (0x3000, 0x303F), (0x3200, 0x33FF), (0xFE10, 0xFE4F), (0xFF00, 0xFFEF),
)  # fmt: skip


def standard_characters(unicode_data: Path) -> set[int]:
    """The 8,105 characters of 通用规范汉字表 (2013), from the property kTGH of the Unihan database."""
    with bz2.open(unicode_data / "usr/share/unicode/Unihan_OtherMappings.txt.bz2", "rt", encoding="utf-8") as lines:
        found = {int(line.split("\t")[0].removeprefix("U+"), 16) for line in lines if "\tkTGH\t2013:" in line}
    if len(found) != 8105:
        raise ValueError(f"8,105 characters expected, {len(found)} found")
    return found


def gb2312_characters() -> set[int]:
    """Every character of GB 2312: its symbols, letters, kana and 6,763 Han characters."""
    pairs = (bytes((high, low)) for high in range(0xA1, 0xFF) for low in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if (text := pair.decode("gb2312", errors="ignore"))}


def subset(source: Path, target: Path, wanted: set[int], family: str = "", chinese_family: str = "") -> None:
    """Write `source` with the wanted characters only, under another family name if one is given."""
    options = Options(recalc_timestamp=False, notdef_outline=True, glyph_names=False, name_IDs=["*"])
    options.layout_features = ["ccmp", "kern", "mark", "mkmk", "vert"]
    options.name_languages = ["*"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    if family:
        rename(font, family, chinese_family)
    font.save(target)


def rename(font: TTFont, family: str, chinese_family: str) -> None:
    """Take the reserved names out of the name table, as the Open Font License asks of a modified font."""
    postscript = family.replace(" ", "")
    names = {1: family, 3: f"{family}: subset of 1.250", 4: family, 6: f"{postscript}-Regular", 16: family}
    for record in font["name"].names:
        if record.nameID in names:
            english = record.langID in (0, 0x409)
            record.string = names[record.nameID] if english or record.nameID == 6 else chinese_family


def licence_of_kai(sans: Path) -> str:
    """The licence of 霞鹜文楷: its own notices above the text of the OFL, which the Debian package gives re-wrapped."""
    text = (sans / "LICENSE_FONT").read_text(encoding="utf-8")
    body = text[text.index("This Font Software is licensed") :]
    return (
        "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font Names '霞鹜' and 'LXGW'\n"
        "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)\n\n"
        "FazhiKai-Regular.ttf is a Modified Version: a subset of LXGW WenKai 1.250 under another name.\n\n" + body
    )


def main() -> None:
    """Fetch the packages into a temporary folder and write the fonts, their licences and the list of characters."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        serif, sans = npm_package(SERIF, folder), npm_package(SANS, folder)
        kai = debian_package(KAI, folder) / "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf"
        standard = standard_characters(debian_package(UNIHAN, folder))

        text = "".join(map(chr, sorted(standard)))
        CHARACTERS.write_text("".join(f"{text[i : i + 60]}\n" for i in range(0, len(text), 60)), encoding="utf-8")
        everyday = standard | gb2312_characters() | {c for first, last in SYMBOLS for c in range(first, last + 1)}

        for package, family in ((serif, "NotoSerifSC"), (sans, "NotoSansSC")):
            shutil.copyfile(package / f"400Regular/{family}_400Regular.ttf", FONTS / f"{family}-Regular.ttf")
            subset(package / f"700Bold/{family}_700Bold.ttf", FONTS / f"{family}-Bold.ttf", everyday)
            shutil.copyfile(package / "LICENSE_FONT", FONTS / f"{family}-OFL.txt")
        lacking = set(TTFont(kai).getBestCmap()) - set(TTFont(FONTS / "NotoSerifSC-Regular.ttf").getBestCmap())
        subset(kai, FONTS / "FazhiKai-Regular.ttf", everyday | lacking, "Fazhi Kai", "法治楷体")
        (FONTS / "FazhiKai-OFL.txt").write_text(licence_of_kai(sans), encoding="utf-8")


if __name__ == "__main__":
    main()
