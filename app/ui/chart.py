"""A drawing (SVG) as large as there is room. Knows no figure."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme


class Chart(QWidget):
    """A drawing as large as there is room; a low window leaves none."""

    def __init__(self) -> None:
        super().__init__()
        self.drawing = QSvgRenderer(self)
        self.drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_drawing(self, svg: str, words: str) -> None:
        """Show a drawing; the words are for who cannot see it."""
        self.drawing.load(QByteArray(svg.encode()))
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        size, width = self.drawing.defaultSize(), theme.em(self, 36)
        return QSize(width, round(width * size.height() / size.width()) if size.width() > 0 else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.drawing.isValid():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.drawing.defaultSize().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        self.drawing.render(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
