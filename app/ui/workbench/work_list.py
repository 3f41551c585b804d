"""A list of things to do under headings: arrows, Enter opens, the space bar tells why, F8 and F9 mark. Knows entries, no page."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme, tokens
from app.ui.action_bar import menu_action
from app.ui.popover import Popover, basis_popover
from app.ui.table.delegate import padding, paint_ground, paint_pill
from app.ui.workbench.entries import Entry, Heading, Item

Index = QModelIndex | QPersistentModelIndex
WHY = "依据"


class Items(QAbstractListModel):
    """Headings and entries in order; headings cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.items: Sequence[Item] = ()

    def show_items(self, items: Sequence[Item]) -> None:
        """Replace everything."""
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        chosen = index.isValid() and isinstance(self.items[index.row()], Entry)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if chosen else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()] if index.isValid() else None
        match item, role:
            case Heading(), Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return item.text
            case Entry(), Qt.ItemDataRole.DisplayRole:
                return item.title
            case Entry(), Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return item.spoken
        return None


class _Delegate(QStyledItemDelegate):
    """Two lines: the title, below it in grey what and until when; at the left the days, at the right whose and why."""

    lead_width = 0
    who_width = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        drawn: Any = option
        lines = 2.55 if isinstance(_item(index), Entry) else 1.75
        return QSize(drawn.fontMetrics.height() * 8, round(drawn.fontMetrics.height() * lines))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn: Any = option
        painter.save()
        painter.setFont(drawn.font)
        match _item(index):
            case Heading() as heading:
                _paint_heading(painter, drawn, heading)
            case Entry() as entry:
                if not drawn.widget.hasFocus():
                    # Two lists stand side by side: only the one that has the keys shows where one is.
                    drawn.state &= ~QStyle.StateFlag.State_Selected
                paint_ground(painter, drawn, True)
                self._paint_entry(painter, drawn, entry)
        painter.restore()

    def why_area(self, rect: QRect, width: int, gap: int) -> QRect:
        """Where 依据 stands in a line."""
        return QRect(rect.right() - width - gap, rect.top(), width + gap, rect.height())

    def _paint_entry(self, painter: QPainter, drawn: Any, entry: Entry) -> None:
        metrics = drawn.fontMetrics
        gap = 2 * padding(metrics)
        rect = drawn.rect.adjusted(gap, 0, 0, 0)
        if self.lead_width:
            pill = QRect(rect.left(), rect.top(), self.lead_width, rect.height())
            if entry.lead:
                paint_pill(painter, pill, entry.lead, entry.tone, metrics)
            rect.setLeft(pill.right() + gap)
        why = self.why_area(drawn.rect, metrics.horizontalAdvance(WHY), gap)
        if entry.basis:
            painter.setPen(QColor(tokens.ACCENT))
            painter.drawText(why, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, WHY)
        who = QRect(why.left() - self.who_width - gap, rect.top(), self.who_width, rect.height())
        painter.setPen(QColor(tokens.TEXT))
        painter.drawText(who, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.who)
        rect.setRight(who.left() - gap)
        half, middle = metrics.height(), rect.center().y()
        _paint_line(painter, QRect(rect.left(), middle - half - 1, rect.width(), half), entry.title, tokens.TEXT)
        painter.setFont(_smaller(drawn.font))
        _paint_line(painter, QRect(rect.left(), middle + 2, rect.width(), half), entry.detail, tokens.MUTED)


class WorkList(QListView):
    """`opened` tells the entry of Enter, of a double click or of a click on its title."""

    opened = Signal(object)
    known_asked = Signal(object)
    """已知晓 of this entry, or, where it is marked, off with the mark."""
    later_asked = Signal(object)
    """稍后提醒 of this entry."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.items_model = Items()
        self._delegate = _Delegate(self)
        self.setModel(self.items_model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        theme.role(self, "work-list")

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these; the entry that was current stays current, else the first."""
        before = self.current()
        self.items_model.show_items(items)
        metrics, entries = self.fontMetrics(), [item for item in items if isinstance(item, Entry)]
        # Of hundreds of lines only a few words differ.
        leads, names = {entry.lead for entry in entries if entry.lead}, {entry.who for entry in entries}
        self._delegate.lead_width = max(
            (metrics.horizontalAdvance(lead) + metrics.height() for lead in leads), default=0
        )
        self._delegate.who_width = max(map(metrics.horizontalAdvance, names), default=0)
        same = (entry for entry in entries if before and entry.key == before.key)
        wanted = next(same, entries[0] if entries else None)
        if wanted is not None:
            self.setCurrentIndex(self.items_model.index(list(items).index(wanted)))

    @property
    def entries(self) -> list[Entry]:
        return [item for item in self.items_model.items if isinstance(item, Entry)]

    def current(self) -> Entry | None:
        """The entry one stands on."""
        row = self.currentIndex().row()
        item = self.items_model.items[row] if 0 <= row < len(self.items_model.items) else None
        return item if isinstance(item, Entry) else None

    def explain(self) -> Popover | None:
        """Open the clause behind the current entry, beside its line."""
        entry = self.current()
        if entry is None or entry.basis is None:
            return None
        anchor = self.anchor()
        sheet = basis_popover(anchor, entry.basis)
        sheet.destroyed.connect(anchor.deleteLater)
        sheet.open()
        return sheet

    def anchor(self) -> QWidget:
        """Where the current line is: a small sheet opens beside it. Whoever asks deletes it."""
        anchor = QWidget(self.viewport())
        anchor.setGeometry(self.visualRect(self.currentIndex()))
        return anchor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._open()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.explain()
        elif event.key() == Qt.Key.Key_F8 and not event.modifiers():
            self._ask(self.known_asked)
        elif event.key() == Qt.Key.Key_F9 and not event.modifiers():
            self._ask(self.later_asked)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Typing letters does nothing: half a word of an input method is no search."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        metrics = self.fontMetrics()
        area = self._delegate.why_area(self.visualRect(index), metrics.horizontalAdvance(WHY), 2 * padding(metrics))
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton and area.contains(point):
            self.explain()

    def _ask(self, signal: SignalInstance) -> None:
        entry = self.current()
        if entry is not None and entry.item is not None:
            signal.emit(entry)

    def _open_menu(self, point: QPoint) -> None:
        entry = self.current()
        if entry is None or not self.visualRect(self.currentIndex()).contains(point):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu_action(menu, "去办理\tEnter", self._open)
        if entry.basis is not None:
            menu_action(menu, "看依据\t空格", self.explain)
        if entry.item is not None:
            marked = entry.item.silenced
            menu_action(menu, f"{'恢复提醒' if marked else '已知晓'}\tF8", lambda: self._ask(self.known_asked))
            menu_action(menu, "稍后提醒\tF9", lambda: self._ask(self.later_asked))
        menu.popup(self.viewport().mapToGlobal(point))

    def _open(self) -> None:
        if (entry := self.current()) is not None:
            self.opened.emit(entry)


def _item(index: Index) -> Item:
    model = index.model()
    assert isinstance(model, Items)
    return model.items[index.row()]


def _paint_heading(painter: QPainter, drawn: Any, heading: Heading) -> None:
    font = QFont(drawn.font)
    font.setBold(True)
    painter.setFont(font)
    ink = heading.tone.value.ink if heading.tone else tokens.TEXT
    painter.setPen(QColor(ink))
    area = drawn.rect.adjusted(2 * padding(drawn.fontMetrics), 0, 0, -padding(drawn.fontMetrics) // 2)
    painter.drawText(area, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, heading.text)
    painter.setPen(QColor(tokens.BORDER))
    painter.drawLine(drawn.rect.bottomLeft(), drawn.rect.bottomRight())


def _paint_line(painter: QPainter, area: QRect, text: str, ink: str) -> None:
    painter.setPen(QColor(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * 0.92)
    return small
