"""This year's figures beside last year's, and the chart; each opens the lines it counts. Knows figures, no ledger."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.workbench import YearFigure, YearFigures
from app.ui import theme
from app.ui.chart import Chart
from app.ui.figure_grid import FigureGrid, Row


class YearBoard(QWidget):
    """A table of figures over the chart."""

    opened = Signal(object)
    """The YearFigure that was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._titled = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.4))
        self._grid = FigureGrid()
        self._grid.opened.connect(self.opened)
        column.addWidget(self._grid)
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
        self._title = QLabel("本年数据", self._grid)  # moved there later, it would be shown one turn of events late
        theme.role(self._title, "heading")
        self._title.setVisible(self._titled)
        heads = (f"{figures.year}年", "去年同期", f"{figures.year - 1}年全年")
        self._grid.show_rows(self._title, heads, [_row(figure) for figure in figures.figures])
        self.caption.setText("每月收到的送审件")
        self.chart.show_drawing(figures.chart, f"图：每月收到的送审件，{figures.year - 1}年和{figures.year}年")

    @property
    def buttons(self) -> list[QPushButton]:
        """One for each figure, in their order."""
        return self._grid.buttons


def _row(figure: YearFigure) -> Row:
    look = f"\n查看今年这 {figure.now} 项" if figure.now else ""
    return Row(
        figure.label,
        (str(figure.now), str(figure.same), str(figure.before)),
        f"{figure.label}，今年{figure.now}，去年同期{figure.same}，去年全年{figure.before}",
        f"口径：{figure.definition}{look}",
        figure if figure.now else None,
    )
