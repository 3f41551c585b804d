"""How a ledger cell is drawn: states as pills, codes whole, ended lines quiet. Knows tones, not subjects."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.domain.ledgers import NUMBERS, Column, Kind
from app.ui import tokens
from app.ui.table.model import LedgerModel
from app.ui.table.tones import tone
from app.ui.tokens import Tone


@dataclass(frozen=True)
class Look:
    """What a page wants to stand out."""

    status: str = ""
    """Key of the column whose state decides: lines of an ended state are drawn quietly."""
    due: str = ""
    """Key of the date column drawn in the tone of a state that is due."""
    due_tones: tuple[Tone, ...] = (Tone.DUE,)
    """Tones of a line in which that column is drawn so."""
    empty: tuple[tuple[str, str], ...] = ()
    """What stands in an empty cell of a column: (key, text)."""


class CellDelegate(QStyledItemDelegate):
    """Draws every cell itself: no focus frame round one cell, the line is what is selected."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._empty = dict(look.empty)
        self.status_at: int | None = None

    def bind(self, all_columns: tuple[Column, ...]) -> None:
        """Learn where the deciding state stands among the cells of a line."""
        keys = [column.key for column in all_columns]
        self._status_column = all_columns[keys.index(self._look.status)] if self._look.status in keys else None
        self.status_at = keys.index(self._look.status) if self._look.status in keys else None

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        assert isinstance(model, LedgerModel)
        column = model.columns[index.column()]
        painter.save()
        drawn: Any = option  # the stubs do not know its fields
        paint_ground(painter, drawn, index.column() == 0)
        cell = model.cell(index.row(), index.column())
        text = column.show(cell)
        line_tone = self._line_tone(model, index.row())
        area = drawn.rect.adjusted(padding(drawn.fontMetrics), 0, -padding(drawn.fontMetrics), -1)
        painter.setFont(drawn.font)
        if (state := tone(column, cell)) is not None:
            selected = bool(drawn.state & QStyle.StateFlag.State_Selected)
            paint_pill(painter, area, text, state, drawn.fontMetrics, outlined=selected)
        elif text:
            painter.setPen(_colour(self._ink(column, line_tone)))
            painter.drawText(area, _flags(column), _fitted(column, text, drawn.fontMetrics, area.width()))
        elif placeholder := self._empty.get(column.key):
            painter.setPen(_colour(tokens.MUTED))
            painter.drawText(area, _flags(column), placeholder)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        model = index.model()
        assert isinstance(model, LedgerModel)
        drawn: Any = option
        metrics = drawn.fontMetrics
        return QSize(
            cell_width(model.columns[index.column()], model.text(index.row(), index.column()), metrics),
            row_height(metrics),
        )

    def _line_tone(self, model: LedgerModel, row: int) -> Tone | None:
        cells = model.line(row)
        if self.status_at is None or self._status_column is None or not cells:
            return None
        return tone(self._status_column, cells[self.status_at])

    def _ink(self, column: Column, line_tone: Tone | None) -> str:
        if line_tone is Tone.ENDED:
            return tokens.MUTED
        if line_tone is not None and line_tone in self._look.due_tones and column.key == self._look.due:
            ink: str = line_tone.value.ink
            return ink
        return tokens.TEXT


_colour = cache(QColor)
"""Read once: a page of cells asks for the same few a thousand times."""


def paint_ground(painter: QPainter, drawn: Any, first: bool) -> None:
    """The ground of a cell: selected, under the mouse or plain, with a hairline below and a bar before the line that has the focus."""
    selected = bool(drawn.state & QStyle.StateFlag.State_Selected)
    hovered = bool(drawn.state & QStyle.StateFlag.State_MouseOver)
    ground = tokens.SELECTED if selected else tokens.HOVER if hovered else tokens.WHITE
    painter.fillRect(drawn.rect, _colour(ground))
    painter.setPen(_colour(tokens.HAIRLINE))
    painter.drawLine(drawn.rect.bottomLeft(), drawn.rect.bottomRight())
    if first and selected and drawn.widget.hasFocus():
        bar = QRect(drawn.rect.left(), drawn.rect.top(), max(2, drawn.fontMetrics.height() // 6), drawn.rect.height())
        painter.fillRect(bar, _colour(tokens.ACCENT))


def paint_pill(
    painter: QPainter, area: QRect, text: str, state: Tone, metrics: QFontMetrics, *, outlined: bool = False
) -> None:
    """A state on the ground of its tone, at the left of an area; outlined where the line's own ground comes near it."""
    height = round(metrics.height() * 1.12)
    width = min(area.width(), metrics.horizontalAdvance(text) + metrics.height())
    pill = QRect(area.left(), area.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QColor(state.value.ink)
    edge.setAlphaF(0.45)
    painter.setPen(QPen(edge) if outlined else Qt.PenStyle.NoPen)
    painter.setBrush(_colour(state.value.ground))
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(_colour(state.value.ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


def padding(metrics: QFontMetrics) -> int:
    """Free space left and right of a cell's text."""
    return max(4, round(metrics.height() * 0.34))


def row_height(metrics: QFontMetrics) -> int:
    """Height of every row: dense, yet a pill fits."""
    return round(metrics.height() * 1.62)


def cell_width(column: Column, text: str, metrics: QFontMetrics) -> int:
    """Width a cell needs to show its text whole."""
    pill = metrics.height() if column.kind is Kind.CHOICE else 0
    return metrics.horizontalAdvance(text) + pill + 2 * padding(metrics) + 2


def _fitted(column: Column, text: str, metrics: QFontMetrics, width: int) -> str:
    """Text cut at its end when it must be; codes never are: their columns grow instead."""
    one_line = " ".join(text.split()) if "\n" in text else text
    if column.kind is Kind.CODE:
        return one_line
    return metrics.elidedText(one_line, Qt.TextElideMode.ElideRight, width)


_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT, _RIGHT = (int(side | _ONE_LINE) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))


def _flags(column: Column) -> int:
    return _RIGHT if column.kind in NUMBERS else _LEFT
