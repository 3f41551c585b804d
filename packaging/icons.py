"""Makes resources/icons: line icons from a released package, and the program's own icon. Run by hand, not part of it.

Usage: python packaging/icons.py      (needs npm; after adding a name below)
"""

import re
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from released import npm_package

ROOT = Path(__file__).parent.parent
ICONS = ROOT / "resources" / "icons"
SERIF = ROOT / "resources" / "fonts" / "NotoSerifSC-Bold.ttf"

LUCIDE = "lucide-static@1.62.0"
NAMES = """
archive arrow-down arrow-left arrow-right arrow-up award bell book-open bookmark building-2 calendar calendar-clock
chart-column check chevron-down chevron-left chevron-right chevron-up chevrons-down chevrons-up circle circle-alert
circle-check circle-dot circle-help circle-slash clipboard-list clock columns-3 copy database download ellipsis
external-link eye eye-off file-check file-down file-plus file-text file-up filter filter-x folder-open gavel
graduation-cap hash history hourglass inbox info keyboard landmark layout-dashboard link list-checks list-ordered
loader-circle lock log-out mail maximize megaphone message-square-warning minus notebook-pen paperclip pencil pin plus
printer redo-2 refresh-cw repeat rotate-ccw save scale scroll-text search send settings shield-alert shield-check stamp
star table tag trash-2 triangle-alert undo-2 upload user users x zoom-in zoom-out
""".split()

NAVY, SEAL, PAPER = "#1f3a5f", "#b8322a", "#ffffff"
ICO_SIDES = (16, 24, 32, 48, 64, 128, 256)


def copy_line_icons() -> None:
    """Copy the named icons and their licence. Older names that the package keeps as aliases are found too."""
    with tempfile.TemporaryDirectory() as name:
        package = npm_package(LUCIDE, Path(name))
        shutil.copyfile(package / "LICENSE", ICONS / "lucide-LICENSE.txt")
        for icon in NAMES:
            text = (package / "icons" / f"{icon}.svg").read_text(encoding="utf-8")
            text = re.sub(r'<!--.*?-->\s*|\s+class="[^"]*"', "", text)
            (ICONS / f"{icon}.svg").write_text(re.sub(r"\s*\n\s*", " ", text).strip() + "\n", encoding="utf-8")


def character_path(character: str, left: float, top: float, side: float) -> str:
    """The character's outline as an SVG path, centred in a square."""
    font = TTFont(SERIF)
    glyphs = font.getGlyphSet()
    glyph = glyphs[font.getBestCmap()[ord(character)]]
    bounds = BoundsPen(glyphs)
    glyph.draw(bounds)
    x_min, y_min, x_max, y_max = bounds.bounds
    scale = side / max(x_max - x_min, y_max - y_min)
    x = left + (side - scale * (x_max - x_min)) / 2 - scale * x_min
    y = top + (side + scale * (y_max - y_min)) / 2 + scale * y_min
    pen = SVGPathPen(glyphs)
    glyph.draw(pen)
    return f'<path fill="{PAPER}" transform="translate({x:.2f} {y:.2f}) scale({scale:.5f} {-scale:.5f})" d="{pen.getCommands()}"/>'


def program_icon() -> str:
    """A dark-blue bound ledger with a red ribbon and the character 法."""
    return "\n".join(
        (
            '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256" viewBox="0 0 256 256">',
            f'<rect x="20" y="8" width="216" height="240" rx="26" fill="{NAVY}"/>',
            f'<path fill="{PAPER}" fill-opacity="0.85" d="M52 8h8v240h-8z"/>',
            f'<path fill="{SEAL}" d="M186 8h32v62l-16-13-16 13z"/>',
            character_path("法", 74, 74, 142),
            "</svg>\n",
        )
    )


def drawn(svg: str, side: int) -> Image.Image:
    """The picture at one size."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(BytesIO(buffer.data().data()))


def main() -> None:
    """Write every file of resources/icons."""
    ICONS.mkdir(parents=True, exist_ok=True)
    copy_line_icons()
    svg = program_icon()
    (ICONS / "fazhi.svg").write_text(svg, encoding="utf-8")
    drawn(svg, 256).save(ICONS / "fazhi.png", optimize=True)
    largest, *smaller = [drawn(svg, side) for side in reversed(ICO_SIDES)]
    largest.save(ICONS / "fazhi.ico", sizes=[(side, side) for side in ICO_SIDES], append_images=smaller)


if __name__ == "__main__":
    main()
