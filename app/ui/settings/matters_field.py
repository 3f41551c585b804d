"""The open matters of a clerk to be ticked, by kind, as a field of a form. Knows matters, no service."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from app.domain.matters import NOUNS, Matter, MatterKind, grouped
from app.ui import theme
from app.ui.forms.field import Field
from app.ui.popover import text_label

_KEY = Qt.ItemDataRole.UserRole
_LEAST, _MOST = 16, 26
"""Font heights of the list, whatever it holds."""
_STANDING_SHARE = 0.42
"""Of the width; the name takes the rest."""


class _Tree(QTreeWidget):
    """Kinds with their matters; the space bar ticks one or a whole kind."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderLabels(["名称", "情况"])
        self.setAccessibleName("移交的事项")
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(True)
        self.setTabKeyNavigation(False)
        self.header().setStretchLastSection(True)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setMinimumHeight(theme.em(self, _LEAST))

    def fit(self) -> None:
        """As high as what is listed; beyond the most it is scrolled."""
        groups = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        lines = sum(1 + group.childCount() for group in groups if group is not None)
        row = self.sizeHintForRow(0) if lines else 0
        wanted = self.header().sizeHint().height() + lines * row + 2 * self.frameWidth()
        self.setMinimumHeight(min(max(wanted, theme.em(self, _LEAST)), theme.em(self, _MOST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, round(self.viewport().width() * (1 - _STANDING_SHARE)))

    def keyboardSearch(self, search: str) -> None:
        """Typing letters does nothing: half a word of an input method is no search."""


class MattersField(Field):
    """Its value is the keys of what is ticked; everything is at first."""

    def __init__(self) -> None:
        super().__init__()
        self._matters: tuple[Matter, ...] = ()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.2))
        self.tree = _Tree()
        self.counted: QLabel = text_label("", "small")
        column.addWidget(self.tree, 1)
        column.addWidget(self.counted)
        self.tree.itemChanged.connect(self._changed)
        self.put(body)
        self.setFocusProxy(self.tree)
        self._count()

    def chosen(self, keys: Sequence[str]) -> tuple[Matter, ...]:
        """The matters with these keys; touches no widget."""
        return tuple(matter for matter in self._matters if matter.key in keys)

    def show_matters(self, matters: Sequence[Matter], unticked: Sequence[str] = ()) -> None:
        """List these by kind, all ticked but those named."""
        self._matters = tuple(matters)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for kind, listed in grouped(matters).items():
                self._add(kind, listed, unticked)
            self.tree.expandAll()
        self.tree.fit()
        self._count()

    def value(self) -> tuple[str, ...]:
        return tuple(str(item.data(0, _KEY)) for item in self._items() if item.checkState(0) is Qt.CheckState.Checked)

    def set_value(self, value: Sequence[str] | None) -> None:
        wanted = set(value or ())
        self.show_matters(self._matters, [matter.key for matter in self._matters if matter.key not in wanted])

    def state(self) -> list[str]:
        return list(self.value())

    def tab_stops(self) -> list[QWidget]:
        return [self.tree]

    def _add(self, kind: MatterKind, listed: Sequence[Matter], unticked: Sequence[str]) -> None:
        group = QTreeWidgetItem(self.tree, [f"{kind.label}（{len(listed)}{NOUNS[kind]}）"])
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        for matter in listed:
            item = QTreeWidgetItem(group, [matter.title, matter.standing])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Unchecked if matter.key in unticked else Qt.CheckState.Checked)
            item.setData(0, _KEY, matter.key)
            item.setToolTip(0, matter.title)
            item.setToolTip(1, matter.standing)

    def _items(self) -> list[QTreeWidgetItem]:
        groups = (self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount()))
        return [group.child(at) for group in groups if group is not None for at in range(group.childCount())]

    def _changed(self, item: QTreeWidgetItem) -> None:
        if item.parent() is not None:
            self._count()
            self.changed.emit()
            self.left.emit()

    def _count(self) -> None:
        ticked, total = len(self.value()), len(self._matters)
        self.counted.setText(f"已勾选 {ticked} 项，共 {total} 项" if total else "选择移交人后列出其名下的事项")
