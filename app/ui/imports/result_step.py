"""Last step of an import: what was done, and the way back. Knows outcomes, not the service."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.ledgers import Ledger
from app.domain.problems import Severity
from app.services.imports import Outcome, Undone
from app.ui import theme
from app.ui.forms.field import clear
from app.ui.icons import icon
from app.ui.imports.words import result_rows
from app.ui.panel import FactList, Notice, NoticeBox
from app.ui.tokens import Tone


class ResultStep(QWidget):
    """`undo_asked` and `errors_asked` are answered by the wizard."""

    undo_asked = Signal()
    errors_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.undo = QPushButton(icon("undo-2"), "撤销本次导入…")
        self.undo.clicked.connect(self.undo_asked)
        self.errors = QPushButton(icon("download"), "导出问题清单…")
        self.errors.clicked.connect(self.errors_asked)
        self.again = QPushButton(icon("upload"), "再导入一个文件")
        self.again.clicked.connect(self.again_asked)
        side = theme.em(self, 1.2)
        column = QVBoxLayout(self)
        column.setContentsMargins(side, theme.em(self, 0.8), theme.em(self, 6), side)
        column.setSpacing(theme.em(self, 0.9))
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.em(self, 0.7))
        column.addLayout(self._said)
        row = QHBoxLayout()
        for button in (self.undo, self.errors, self.again):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def show_done(self, outcome: Outcome, ledger: Ledger) -> None:
        """The import is committed."""
        doubtful = {problem.row for problem in outcome.problems if problem.severity is Severity.WARNING}
        noted = {problem.row for problem in outcome.problems if problem.severity is Severity.NOTE} - doubtful
        marks = [f"{len(doubtful)} 行存疑"] * bool(doubtful) + [f"{len(noted)} 行资料不全或有提示"] * bool(noted)
        later = f"其中 {'，'.join(marks)}，已在记录上标明，可以在台账中逐件核对。" if marks else ""
        lead = f"第 {outcome.batch_id} 次导入已完成"
        self._show(Notice(Tone.GOOD, lead, tuple(line for line in (later,) if line)), result_rows(outcome, ledger))
        self.undo.show()
        self.errors.setVisible(outcome.failed > 0)

    def show_undone(self, undone: Undone) -> None:
        """The import was taken back."""
        self._show(Notice(Tone.ENDED, "本次导入已撤销", undone_lines(undone)), [])
        self.undo.hide()
        self.errors.hide()
        self.again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, notice: Notice, facts: list[tuple[str, str]]) -> None:
        clear(self._said)
        self._said.addWidget(NoticeBox(notice))
        if facts:
            self._said.addWidget(FactList(facts))


def undone_lines(undone: Undone) -> tuple[str, ...]:
    """How many records went, were restored and were kept, the kept ones by name."""
    lines = [f"删去新增的 {undone.removed} 条记录，恢复更新过的 {undone.restored} 条记录。"]
    if undone.kept:
        names = "".join(f"《{name}》" for name in undone.kept[:20])
        more = f"等 {len(undone.kept)} 条" if len(undone.kept) > 20 else ""
        lines.append(f"导入之后又修改过或已被引用的 {len(undone.kept)} 条记录保留不动：{names}{more}")
    return tuple(lines)
