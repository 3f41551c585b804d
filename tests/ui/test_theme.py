"""The look: the bundled font is the one used, every ink can be read, standard texts are Chinese."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFontInfo, QRawFont
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from app.ui import icons, theme, tokens


def test_the_bundled_font_is_used_and_has_chinese(qapp: QApplication) -> None:
    assert QFontInfo(qapp.font()).family() == theme.FAMILY
    assert all(QRawFont.fromFont(qapp.font()).supportsCharacter(ord(sign)) for sign in "海珠区法治台账〔〕、《》—㛃")


@pytest.mark.parametrize("pair", tokens.TEXT_PAIRS)
def test_every_ink_stands_out_from_its_ground(pair: tokens.Pair) -> None:
    assert tokens.contrast(pair) >= 4.5


def test_contrast_is_that_of_the_standard() -> None:
    assert tokens.contrast(tokens.Pair("#000000", "#ffffff")) == pytest.approx(21)
    assert tokens.contrast(tokens.Pair("#777777", "#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_standard_buttons_are_chinese(qapp: QApplication) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton(0x0FFFFC00))
    texts = [button.text() for button in box.buttons()]
    assert len(texts) > 10
    assert not [text for text in texts if any(sign.isascii() and sign.isalpha() for sign in text.split("(")[0])]
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


@pytest.mark.parametrize("size", theme.FontSize)
def test_the_style_sheet_is_whole_at_every_size(size: theme.FontSize) -> None:
    assert "$" not in theme.style_sheet(size)
    assert f"{size.points * 1.4:.2f}pt" in theme.style_sheet(size)


def test_an_unknown_size_is_the_standard_one() -> None:
    assert theme.FontSize.named("LARGE") is theme.FontSize.LARGE
    assert theme.FontSize.named("enormous") is theme.FontSize.STANDARD


@pytest.mark.parametrize(("wanted", "plugin", "becomes"), [
    ("fcitx", False, "ibus"), ("fcitx5", False, "ibus"), ("fcitx", True, "fcitx"), ("ibus", False, "ibus"),
])  # fmt: skip
def test_ibus_stands_in_for_an_absent_fcitx(tmp_path: Path, wanted: str, plugin: bool, becomes: str) -> None:
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    if plugin:
        (folder / "libfcitxplatforminputcontextplugin.so").touch()
    environ = {"QT_IM_MODULE": wanted}
    theme.prepare_environment(environ, tmp_path)
    assert environ["QT_IM_MODULE"] == becomes


def test_an_input_method_not_asked_for_is_not_set(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    theme.prepare_environment(environ, tmp_path)
    assert environ == {}


def test_icons_wear_the_colour_of_their_role(qapp: QApplication) -> None:
    picture = icons.pixmap("plus", tokens.ACCENT, 96).toImage()
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    inks = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert QColor(tokens.ACCENT).name() in inks
    assert icons.icon("plus") is icons.icon("plus")


def test_a_missing_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")
