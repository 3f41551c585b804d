"""Line icons in the colour of their role, drawn once per size. Knows no widget."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.config import resource
from app.ui import tokens

_SIDES = (16, 20)
"""Sides of the icons in buttons and navigation, in device-independent pixels."""


@cache
def icon(name: str, colour: str = tokens.TEXT) -> QIcon:
    """The lucide icon of that name in one colour. Raises FileNotFoundError when it is not shipped."""
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(pixmap(name, colour, side))
        made.addPixmap(pixmap(name, tokens.DISABLED, side), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, side: int) -> QPixmap:
    """One drawing of an icon, `side` wide in device-independent pixels, sharp on this screen."""
    return _drawn(name, colour, side, QGuiApplication.primaryScreen().devicePixelRatio())


@cache
def _drawn(name: str, colour: str, side: int, scale: float) -> QPixmap:
    text = resource(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour)
    made = QPixmap(round(side * scale), round(side * scale))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, made.width(), made.height()))
    painter.end()
    made.setDevicePixelRatio(scale)
    return made
