"""The list of hits: title and number with the words marked, below in grey where they were found. Knows no search."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import theme, tokens
from app.ui.search_palette.asking import Hit
from app.ui.search_palette.marks import Span
from app.ui.table.delegate import padding, paint_ground
from app.ui.tokens import Tone

Index = QModelIndex | QPersistentModelIndex


class Hits(QAbstractListModel):
    """Hits in the order of the search."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        """`pages`: by ledger the title of its page."""
        super().__init__()
        self.hits: Sequence[Hit] = ()
        self.pages = pages

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return hit.found.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                parts = (self.page_of(hit), hit.found.title, hit.below, hit.where)
                return "\n".join(part for part in parts if part)
        return None

    def page_of(self, hit: Hit) -> str:
        """The title of the page that shows the record."""
        return self.pages.get(hit.found.ledger, "")


class HitList(QListView):
    """Never takes the focus: the keys stay in the search box."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        super().__init__()
        self.hits_model = Hits(pages)
        self.setModel(self.hits_model)
        self.setItemDelegate(_Delegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName("搜索结果")
        theme.role(self, "work-list")

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show these, the first one marked."""
        self.hits_model.show_hits(hits)
        if hits:
            self.setCurrentIndex(self.hits_model.index(0))
            self.scrollToTop()

    def current(self) -> Hit | None:
        row = self.currentIndex().row()
        return self.hits_model.hits[row] if 0 <= row < len(self.hits_model.hits) else None

    def move_by(self, rows: int) -> None:
        """Mark another hit, so many further; the ends hold."""
        last = len(self.hits_model.hits) - 1
        row = min(max(self.currentIndex().row() + rows, 0), last)
        self.setCurrentIndex(self.hits_model.index(row))

    def row_height(self) -> int:
        return line_height(self.fontMetrics().height())


def line_height(font_height: int) -> int:
    """Two lines of text with a little air."""
    return round(font_height * 2.55)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        drawn: Any = option
        height = drawn.fontMetrics.height()
        return QSize(height * 8, line_height(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, Hits)
        hit, drawn = model.hits[index.row()], _any(option)
        painter.save()
        paint_ground(painter, drawn, False)
        metrics = drawn.fontMetrics
        gap, half, middle = 2 * padding(metrics), metrics.height(), drawn.rect.center().y()
        rect = drawn.rect.adjusted(gap, 0, -gap, 0)
        upper = QRect(rect.left(), middle - half - 1, rect.width(), half)
        lower = QRect(rect.left(), middle + 2, rect.width(), half)
        small = QFont(drawn.font)
        small.setPointSizeF(small.pointSizeF() * 0.92)
        painter.setFont(small)
        upper.setRight(_paint_right(painter, upper, model.page_of(hit)) - gap)
        painter.setFont(drawn.font)
        _paint_marked(painter, upper, hit.found.title, hit.in_title, tokens.TEXT)
        painter.setFont(small)
        lower.setRight(_paint_right(painter, lower, hit.where) - gap)
        _paint_marked(painter, lower, hit.below, hit.in_below, tokens.MUTED)
        painter.restore()


def _any(option: QStyleOptionViewItem) -> Any:
    return option  # the stubs do not know its fields


def _paint_right(painter: QPainter, area: QRect, text: str) -> int:
    """Quiet text at the right end; where it begins. It leaves two thirds of the line free."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() * 2 // 3)
    left = area.right() - metrics.horizontalAdvance(shown)
    painter.setPen(QColor(tokens.MUTED))
    painter.drawText(
        QRect(left, area.top(), area.right() - left + 1, area.height()), Qt.AlignmentFlag.AlignVCenter, shown
    )
    return left


def _paint_marked(painter: QPainter, area: QRect, text: str, spans: Sequence[Span], ink: str) -> None:
    """A line of text with the ground of its marked parts; cut at its end when it must be."""
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    kept = len(shown) if shown == text else max(len(shown) - 1, 0)
    for start, end in spans:
        if start < kept:
            left = area.left() + metrics.horizontalAdvance(shown[:start])
            right = area.left() + metrics.horizontalAdvance(shown[: min(end, kept)])
            painter.fillRect(QRect(left, area.top(), right - left, area.height()), QColor(Tone.DUE.value.ground))
    painter.setPen(QColor(ink))
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
