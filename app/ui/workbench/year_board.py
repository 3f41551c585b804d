"""This year's figures beside last year's, and the chart; each opens the lines it counts. Knows figures, no ledger."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.services.workbench import YearFigures
from app.ui import theme
from app.ui.forms.field import clear


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


class YearBoard(QWidget):
    """A table of figures over the chart."""

    opened = Signal(object)
    """The YearFigure that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._titled = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.4))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.em(self, 1.2))
        self._grid.setVerticalSpacing(theme.em(self, 0.15))
        column.addLayout(self._grid)
        self._title: QLabel | None = None
        self.caption = QLabel()
        theme.role(self.caption, "small")
        column.addWidget(self.caption)
        self.chart = Chart()
        column.addWidget(self.chart)

    def show_title(self, shown: bool) -> None:
        """Whether the board says what it is; a tab may have said so."""
        self._titled = shown
        if self._title is not None:
            self._title.setVisible(shown)

    def show_figures(self, figures: YearFigures) -> None:
        """Replace all of it; the focus stays on the figure it was on."""
        focused = next((at for at, button in enumerate(self.buttons) if button.hasFocus()), None)
        clear(self._grid)
        self.buttons = []
        self._grid.setColumnStretch(0, 1)
        self._title = QLabel("本年数据", self)
        theme.role(self._title, "heading")
        self._title.setVisible(self._titled)
        self._grid.addWidget(self._title, 0, 0)
        for at, title in enumerate((f"{figures.year}年", "去年同期", f"{figures.year - 1}年全年"), 1):
            self._grid.addWidget(_number(title, "small"), 0, at)
        for row, figure in enumerate(figures.figures, 1):
            button = QPushButton(figure.label)
            theme.role(button, "link")
            button.setEnabled(figure.now > 0)
            button.setAccessibleName(
                f"{figure.label}，今年{figure.now}，去年同期{figure.same}，去年全年{figure.before}"
            )
            button.clicked.connect(lambda _=False, figure=figure: self.opened.emit(figure))
            look = f"\n查看今年这 {figure.now} 项" if figure.now else ""
            button.setToolTip(f"口径：{figure.definition}{look}")
            self.buttons.append(button)
            self._grid.addWidget(button, row, 0)
            self._grid.addWidget(_number(str(figure.now), "section"), row, 1)
            self._grid.addWidget(_number(str(figure.same), "muted"), row, 2)
            self._grid.addWidget(_number(str(figure.before), "muted"), row, 3)
        self.caption.setText("每月收到的送审件")
        self.chart.show_drawing(figures.chart, f"图：每月收到的送审件，{figures.year - 1}年和{figures.year}年")
        if focused is not None:
            self.buttons[focused].setFocus()


def _number(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    theme.role(label, role)
    return label
