"""The look of the window: bundled font, one light palette, one style sheet, Chinese standard texts. Knows no page."""

import os
from collections.abc import MutableMapping
from enum import Enum
from pathlib import Path
from string import Template

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from app.config import resource
from app.ui import tokens

FAMILY = "Noto Sans SC"
"""The bundled family; a PC without any Chinese font must still show Chinese."""


class FontSize(Enum):
    """The font sizes a user can choose, in points."""

    SMALL = ("小", 9.0)
    STANDARD = ("标准", 10.0)
    LARGE = ("大", 11.5)
    HUGE = ("特大", 13.5)

    @property
    def label(self) -> str:
        return self.value[0]

    @property
    def points(self) -> float:
        return self.value[1]

    @classmethod
    def named(cls, name: str) -> "FontSize":
        """The size whose name a settings file holds; 标准 when it holds anything else."""
        return cls.__members__.get(name, cls.STANDARD)


class MissingFont(Exception):
    """The bundled font could not be loaded: Chinese would be boxes."""


def prepare_environment(environ: MutableMapping[str, str], plugins: Path) -> None:
    """Before QApplication: without its plugin fcitx is silent, and ibus reaches fcitx as well."""
    wanted = environ.get("QT_IM_MODULE", "")
    if wanted.startswith("fcitx") and not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        environ["QT_IM_MODULE"] = "ibus"


def make_application(arguments: list[str], size: FontSize = FontSize.STANDARD) -> QApplication:
    """The one QApplication, dressed. Raises MissingFont."""
    prepare_environment(os.environ, Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)))
    application = QApplication(arguments)
    dress(application, size)
    return application


def dress(application: QApplication, size: FontSize = FontSize.STANDARD) -> None:
    """Give the application its name, language, font, palette and style sheet. Raises MissingFont."""
    application.setApplicationName("fazhi-taizhang")
    application.setApplicationDisplayName("法治台账")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    load_fonts()
    _translate(application)
    style = QStyleFactory.create("Fusion")
    application.setStyle(style)
    application.styleHints().setColorScheme(Qt.ColorScheme.Light)
    application.setPalette(_palette())
    set_font_size(application, size)


def set_font_size(application: QApplication, size: FontSize) -> None:
    """Change the size of everything at once; widgets already shown follow."""
    font = QFont(FAMILY)
    font.setPointSizeF(size.points)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)
    application.setStyleSheet(style_sheet(size))


def load_fonts() -> None:
    """Register every bundled sans font. Raises MissingFont naming the folder."""
    if FAMILY in QFontDatabase.families():
        return
    folder = resource("fonts")
    for path in sorted(folder.glob("NotoSansSC*.ttf")):
        QFontDatabase.addApplicationFont(str(path))
    if FAMILY not in QFontDatabase.families():
        raise MissingFont(f"程序自带的字体没有找到：{folder}。请重新安装程序。")


def style_sheet(size: FontSize) -> str:
    """The style sheet with the colours and font sizes filled in."""
    words = {name.lower(): value for name, value in vars(tokens).items() if name.isupper() and isinstance(value, str)}
    words |= {f"{tone.name.lower()}_ink": tone.value.ink for tone in tokens.Tone}
    words |= {f"{tone.name.lower()}_ground": tone.value.ground for tone in tokens.Tone}
    steps = {"tiny": 0.85, "small": 0.92, "heading": 1.1, "title": 1.4}
    words |= {f"{name}_pt": f"{size.points * factor:.2f}pt" for name, factor in steps.items()}
    words["icons"] = resource("icons").as_posix()
    words["style"] = resource("style").as_posix()
    return Template(resource("style/window.qss").read_text("utf-8")).substitute(words)


def em(widget: QWidget | None, count: float = 1.0) -> int:
    """A length of so many font heights, in pixels of the widget: there are no fixed pixels in the window."""
    font = widget.font() if widget is not None else QApplication.font()
    return max(1, round(QFontMetricsF(font).height() * count / 1.45))


def role(widget: QWidget, name: str) -> None:
    """Name the role by which the style sheet dresses a widget, and have it looked up again."""
    if widget.property("role") != name:
        widget.setProperty("role", name)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _translate(application: QApplication) -> None:
    """Standard buttons and the print dialog in Chinese."""
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def _palette() -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for place, colour in (
        (roles.Window, tokens.WHITE),
        (roles.WindowText, tokens.TEXT),
        (roles.Base, tokens.WHITE),
        (roles.AlternateBase, tokens.PANEL),
        (roles.Text, tokens.TEXT),
        (roles.Button, tokens.PANEL),
        (roles.ButtonText, tokens.TEXT),
        (roles.ToolTipBase, tokens.WHITE),
        (roles.ToolTipText, tokens.TEXT),
        (roles.PlaceholderText, tokens.MUTED),
        (roles.Highlight, tokens.ACCENT),
        (roles.HighlightedText, tokens.WHITE),
        (roles.Link, tokens.ACCENT),
    ):
        palette.setColor(place, QColor(colour))
    for place in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, QColor(tokens.DISABLED))
    return palette
