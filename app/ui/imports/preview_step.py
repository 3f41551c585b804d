"""Third step of an import: what would become of every line, before anything is changed. Knows outcomes, starts nothing."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.services.imports import ImportProblem, Outcome, PlannedLine
from app.ui import theme
from app.ui.flow import FlowLayout
from app.ui.forms.field import clear
from app.ui.forms.picks import Combo
from app.ui.icons import icon
from app.ui.imports.words import SEVERITIES, View, by_row, counted, remarks, views
from app.ui.panel import FactList, heading, link
from app.ui.plain_table import PlainTable
from app.ui.popover import text_label
from app.ui.scroll import ScrolledColumn


class PreviewStep(QWidget):
    """`duplicates_changed` asks for a new plan; `changed` follows what may be imported."""

    duplicates_changed = Signal()
    changed = Signal()
    errors_asked = Signal()
    sheet_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.outcome: Outcome | None = None
        self._views: list[View] = []
        self._lines: dict[int, PlannedLine] = {}
        self._problems: dict[int, list[ImportProblem]] = {}
        self.count = text_label("", "section")
        self.duplicates = _choice("已登记过的同一件文件", (("跳过", "skip"), ("用文件中的内容合并", "merge")))
        self.duplicates.currentIndexChanged.connect(self.duplicates_changed)
        self.bad = _choice("有不能导入的行时", (("全部成功才导入", False), ("跳过有问题的行", True)))
        self.bad.currentIndexChanged.connect(self.changed)
        self.errors = QPushButton(icon("download"), "导出问题清单…")
        self.errors.clicked.connect(self.errors_asked)
        self.table = PlainTable("预览")
        self.table.line_changed.connect(self._show_detail)
        self._lay_out()

    @property
    def merge(self) -> str:
        """What becomes of a document that is known: skip or merge."""
        return str(self.duplicates.currentData())

    @property
    def skip_bad(self) -> bool:
        return bool(self.bad.currentData())

    @property
    def why_not(self) -> str:
        """Why this cannot be imported as it stands; empty when it can."""
        outcome = self.outcome
        if outcome is None:
            return "正在预演"
        if not outcome.created and not outcome.updated:
            return "没有需要导入的行"
        if outcome.failed and not self.skip_bad:
            return f"有 {outcome.failed} 行不能导入：请改正文件，或选“跳过有问题的行”"
        return ""

    def forget(self) -> None:
        """Nothing is planned; the choices are the careful ones again."""
        for combo in (self.duplicates, self.bad):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(0)
        self.show_outcome(None)

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show a plan; None while it is being made."""
        self.outcome = outcome
        self.body.setVisible(outcome is not None)
        clear(self._remarks)
        clear(self._buttons)
        self._views = []
        if outcome is not None:
            self._lines = {line.row: line for line in outcome.lines}
            self._problems = by_row(outcome)
            self.count.setText(counted(outcome))
            self._show_remarks(outcome)
            self._show_views(outcome)
            self.errors.setVisible(outcome.failed > 0)
        else:
            self.count.setText("正在逐行预演，还没有改动任何数据…")
        self.changed.emit()

    def show_view(self, title: str) -> None:
        """Look at one part: 全部各行, 问题, …"""
        for at, view in enumerate(self._views):
            if view.title == title:
                self._choose(at)

    def _show_remarks(self, outcome: Outcome) -> None:
        for tone, text in remarks(outcome):
            self._remarks.addWidget(_strip(f"notice-{tone.name.lower()}", text_label(text)))
        if outcome.hidden_sheets:
            told = text_label("文件中还有隐藏的工作表，没有导入：")
            told.setWordWrap(False)
            links = [link(f"改为导入“{name}”", self._asks(name)) for name in outcome.hidden_sheets]
            self._remarks.addWidget(_strip("notice-waiting", told, *links))

    def _asks(self, sheet: str) -> Callable[[], None]:
        return lambda: self.sheet_asked.emit(sheet)

    def _show_views(self, outcome: Outcome) -> None:
        self._views = views(outcome)
        self._group = QButtonGroup(self)
        for at, view in enumerate(self._views):
            button = QPushButton(f"{view.title} {view.count}")
            button.setCheckable(True)
            button.setEnabled(view.count > 0 or at == 0)
            theme.role(button, "view")
            button.clicked.connect(lambda _=False, at=at: self._choose(at))
            self._group.addButton(button, at)
            self._buttons.addWidget(button)
        self._choose(0)

    def _choose(self, at: int) -> None:
        view = self._views[at]
        self._group.button(at).setChecked(True)
        self.table.show_lines(view.heads, view.lines())

    def _show_detail(self, row: object) -> None:
        clear(self._detail)
        line = self._lines.get(row) if isinstance(row, int) else None
        self.detail.setVisible(line is not None)
        if line is None:
            return
        self._detail.addWidget(heading(f"第 {line.row} 行　{line.title}"))
        if line.reason:
            self._detail.addWidget(text_label(line.reason))
        problems = [problem for problem in self._problems.get(line.row, ()) if problem.message != line.reason]
        for problem in problems:
            role = {"须改正": "error", "存疑": "warning"}.get(SEVERITIES[problem.severity][0], "note")
            named = f"{problem.column}：" if problem.column else ""
            self._detail.addWidget(text_label(f"{named}{problem.message}", role))
            more = "；".join(
                f"{word}：{text}"
                for word, text in (("原值", problem.value), ("应为", problem.expected), ("建议", problem.suggestion))
                if text
            )
            if more:
                self._detail.addWidget(text_label(more, "small"))
        if line.changes:
            self._detail.addWidget(heading("原值 → 新值"))
            self._detail.addWidget(FactList([(column, f"{old} → {new}") for column, old, new in line.changes]))
        if not problems and not line.changes and not line.reason:
            self._detail.addWidget(text_label("各栏均按原样读入", "muted"))

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(self, 0.3), 0, 0)
        column.setSpacing(theme.em(self, 0.4))
        head = QVBoxLayout()
        head.setContentsMargins(side, 0, side, 0)
        head.setSpacing(theme.em(self, 0.25))
        head.addWidget(self.count)
        self._remarks = QVBoxLayout()
        self._remarks.setSpacing(theme.em(self, 0.25))
        head.addLayout(self._remarks)
        column.addLayout(head)
        self.body = QWidget()
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.em(self, 0.3))
        buttons = QWidget()
        self._buttons = FlowLayout(buttons, 0)
        across = QHBoxLayout()
        across.setContentsMargins(side - theme.em(self, 0.6), 0, side, 0)
        across.addWidget(buttons, 1)
        across.addWidget(self.errors)
        inner.addLayout(across)
        inner.addWidget(self._make_split(), 1)
        inner.addWidget(self._make_options(side))
        column.addWidget(self.body, 1)
        column.addStretch(0)

    def _make_split(self) -> QSplitter:
        self.detail = ScrolledColumn("panel-content")
        self._detail = QVBoxLayout()
        self._detail.setSpacing(theme.em(self, 0.35))
        self.detail.column.addLayout(self._detail)
        self.detail.column.addStretch(1)
        self.detail.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrows scroll it
        self.detail.setMinimumWidth(theme.em(self, 14))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.detail)
        split.setStretchFactor(0, 1)
        split.setSizes([theme.em(self, 62), theme.em(self, 21)])
        return split

    def _make_options(self, side: int) -> QWidget:
        options = QWidget()
        row = FlowLayout(options, theme.em(self, 0.8))
        row.setContentsMargins(side, theme.em(self, 0.3), side, theme.em(self, 0.4))
        for combo in (self.duplicates, self.bad):
            pair = QWidget()
            across = QHBoxLayout(pair)
            across.setContentsMargins(0, 0, theme.em(self, 0.8), 0)
            label = QLabel(combo.accessibleName())
            theme.role(label, "muted")
            across.addWidget(label)
            across.addWidget(combo)
            row.addWidget(pair)
        return options


def _choice(name: str, options: tuple[tuple[str, object], ...]) -> Combo:
    combo = Combo()
    combo.setAccessibleName(name)
    combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
    for text, value in options:
        combo.addItem(text, value)
    return combo


def _strip(role: str, *parts: QWidget) -> QWidget:
    """A remark on the ground of its tone, on one line where it fits."""
    strip = QWidget()
    theme.role(strip, role)
    strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    row = QHBoxLayout(strip)
    row.setContentsMargins(theme.em(strip, 0.6), theme.em(strip, 0.2), theme.em(strip, 0.6), theme.em(strip, 0.2))
    for at, part in enumerate(parts):
        row.addWidget(part, 1 if len(parts) == 1 else 0)
        if at == len(parts) - 1 and len(parts) > 1:
            row.addStretch(1)
    return strip
