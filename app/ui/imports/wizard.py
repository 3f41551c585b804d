"""The import in steps: file, columns, preview, result. Knows the import service; nothing is written before the last button."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QStackedWidget, QVBoxLayout, QWidget

from app.domain.problems import Refused
from app.services.backups import Reason
from app.services.imports import ImportRefused, Outcome, RawSheet, Table, Undone
from app.services.ledgers import LEDGERS
from app.ui import theme
from app.ui.desk import Desk
from app.ui.imports.columns_step import ColumnsStep
from app.ui.imports.file_step import KINDS, FileStep
from app.ui.imports.papers import save_errors, save_template
from app.ui.imports.preview_step import PreviewStep
from app.ui.imports.result_step import ResultStep
from app.ui.keys import shortcut
from app.ui.steps import FooterJobs, StepFooter, StepHeader
from app.ui.work import Progress

FILE, COLUMNS, PREVIEW, RESULT = range(4)
TITLES = ("选择文件和工作表", "表头与列对应", "预览", "结果")


class ImportWizard(QWidget):
    """One import from the file to its undoing."""

    closed = Signal()
    imported = Signal(object)
    """The Outcome of a committed import."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._done: Outcome | None = None
        self.header = StepHeader(TITLES)
        self.footer = StepFooter()
        self._jobs = FooterJobs(desk.work, self.footer, self._refresh)
        self.file = FileStep([ledger for ledger in LEDGERS.values() if ledger.importable])
        self.columns, self.preview, self.result = ColumnsStep(), PreviewStep(), ResultStep()
        self.stack = QStackedWidget()
        for step in (self.file, self.columns, self.preview, self.result):
            self.stack.addWidget(step)
        theme.role(self, "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer)
        self._connect(desk)
        self._show(FILE)

    @property
    def step(self) -> int:
        return self.stack.currentIndex()

    @property
    def importing(self) -> bool:
        """Whether something runs that a change of page must not hide."""
        return self._jobs.running

    def begin(self, ledger: str = "") -> None:
        """Start anew, for a ledger; nothing of the import before is kept."""
        if ledger:
            self.file.set_ledger(ledger)
        self.file.forget()
        self.preview.forget()
        self._show(FILE)
        self.file.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ file

    def ask_file(self) -> None:
        """Ctrl+O."""
        if self.step != FILE or self.importing:
            return
        folder = self._desk.settings.get("import", "folder", "")
        start = Path(folder) if isinstance(folder, str) and folder else Path.home()
        path = self._desk.dialogs.open_name("选择要导入的文件", start, KINDS)
        if path is not None:
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a file in the background and offer its sheets."""
        self._desk.settings.set("import", "folder", str(path.parent))
        self.file.show_reading(path)

        def failed(error: Exception) -> None:
            self.file.show_failed(path)
            self._desk.failures.show(error)

        self._desk.work.read(
            "import:file", lambda: self._desk.office.imports.look(path), self.file.show_workbook, failed
        )

    # ------------------------------------------------------------------ columns

    def _sheet(self) -> RawSheet:
        assert self.file.workbook is not None
        return next(sheet for sheet in self.file.workbook.sheets if sheet.name == self.file.sheet)

    def _find_table(self, header_row: int | None) -> None:
        """Find the header by itself, or take the row the user points at."""
        ledger, sheet = LEDGERS[self.file.ledger], self._sheet()

        def found(table: Table) -> None:
            self.columns.show_table(ledger, sheet, table, header_row)
            self._show(COLUMNS)

        def failed(error: Exception) -> None:
            if not isinstance(error, Refused) or header_row is not None:
                self._desk.failures.show(error)
                return
            self.columns.show_no_header(ledger, sheet)
            self._show(COLUMNS)

        imports = self._desk.office.imports
        self._desk.work.read(
            "import:table", lambda: imports.table(ledger.name, sheet, header_row=header_row), found, failed
        )

    # ------------------------------------------------------------------ preview and import

    def _arguments(self) -> dict[str, Any]:
        """What plan and run are called with alike."""
        assert self.file.workbook is not None
        return {
            "ledger": self.file.ledger,
            "path": self.file.workbook.path,
            "sheet": self.file.sheet,
            "mapping": self.columns.mapping,
            "header_row": self.columns.header_row,
            "duplicates": self.preview.merge,
        }

    def plan(self) -> None:
        """The dry run; 停止 goes back to the columns."""
        self._show(PREVIEW)
        self.preview.show_outcome(None)
        arguments = self._arguments()
        imports = self._desk.office.imports
        self._jobs.begin(
            "正在预演", lambda progress: imports.plan(**arguments, progress=progress), self._planned, self._not_planned
        )

    def _planned(self, outcome: Outcome) -> None:
        self.preview.show_outcome(outcome)
        self._refresh()
        self.preview.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_planned(self, error: Exception) -> None:
        self._show(COLUMNS)
        self._desk.failures.show(error)

    def run(self) -> None:
        """The import itself. The button is disabled from the first click on."""
        if self.importing or self.preview.why_not:
            return
        arguments, actor, skip_bad = self._arguments(), self._desk.actor(), self.preview.skip_bad
        office = self._desk.office

        def work(progress: Progress) -> Outcome:
            office.backups.before(Reason.IMPORT)
            return office.imports.run(**arguments, actor=actor, skip_bad=skip_bad, progress=progress)

        self._jobs.begin("正在导入", work, self._imported, self._not_imported)

    def _imported(self, outcome: Outcome) -> None:
        self._done = outcome
        self.result.show_done(outcome, LEDGERS[outcome.ledger])
        self._show(RESULT)
        self.footer.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.imported.emit(outcome)

    def _not_imported(self, error: Exception) -> None:
        if isinstance(error, ImportRefused):
            # The file or the office changed between preview and import: show what is so now.
            self.preview.show_outcome(error.outcome)
        self._desk.failures.show(error)

    def undo(self) -> None:
        """撤销本次导入, after asking."""
        done = self._done
        if done is None or done.batch_id is None or self.importing:
            return
        question = f"撤销后，本次导入新增的 {done.created} 条记录将删去，更新的 {done.updated} 条恢复原样。导入之后又改过的记录会保留。"
        if not self._desk.dialogs.ask("撤销本次导入", question, "撤销导入"):
            return
        batch, actor, imports = done.batch_id, self._desk.actor(), self._desk.office.imports
        self._jobs.begin(
            "正在撤销", lambda _: imports.undo(batch, actor), self._undone, self._desk.failures.show, stoppable=False
        )

    def _undone(self, undone: Undone) -> None:
        self._done = None
        self.result.show_undone(undone)
        self._refresh()

    def save_errors(self) -> None:
        """导出问题清单."""
        if self.preview.outcome is not None and self.file.workbook is not None:
            save_errors(self._desk, self.preview.outcome, self.file.workbook.path, self.footer.tell)

    # ------------------------------------------------------------------ steps and keys

    def go_on(self) -> None:
        """下一步, as far as this step allows it."""
        if self.importing or not self.footer.next.isEnabled():
            return
        match self.step:
            case 0:
                self._find_table(None)
            case 1:
                self.plan()
            case 2:
                self.run()
            case _:
                self.closed.emit()

    def go_back(self) -> None:
        """上一步."""
        if not self.importing and self.footer.back.isEnabled():
            self._show(self.step - 1)

    def leave(self) -> None:
        """Esc: stops what runs, else leaves the wizard."""
        if self.importing:
            self.footer.stop_job()
        else:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton):
                focus.click()
            elif not isinstance(focus, QComboBox):
                self.go_on()
            return
        super().keyPressEvent(event)

    def _connect(self, desk: Desk) -> None:
        self.file.asked.connect(self.ask_file)
        self.file.file_chosen.connect(self.read)
        self.file.template_asked.connect(lambda name: save_template(desk, name, self.footer.tell))
        self.file.sheet_chosen.connect(self._refresh)
        self.columns.header_chosen.connect(self._find_table)
        self.columns.changed.connect(self._refresh)
        self.preview.changed.connect(self._refresh)
        self.preview.duplicates_changed.connect(self.plan)
        self.preview.errors_asked.connect(self.save_errors)
        self.preview.sheet_asked.connect(self._other_sheet)
        self.result.undo_asked.connect(self.undo)
        self.result.errors_asked.connect(self.save_errors)
        self.result.again_asked.connect(self.begin)
        self.footer.next.clicked.connect(self.go_on)
        self.footer.back.clicked.connect(self.go_back)
        self.footer.leave.clicked.connect(self.closed)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        keys = (("Ctrl+O", self.ask_file), ("Ctrl+Return", self.go_on), ("Ctrl+Enter", self.go_on))
        for key, act in (*keys, ("Alt+Left", self.go_back), ("Esc", self.leave)):
            shortcut(self, key, act, within)

    def _other_sheet(self, name: str) -> None:
        self.file.set_sheet(name)
        self._find_table(None)

    def _show(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self.header.show_current(step)
        self._refresh()
        if step == COLUMNS:
            self.columns.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        """Buttons and the sentence beside them, by the step and what is still missing."""
        outcome = self.preview.outcome
        rows = (outcome.created + outcome.updated) if outcome else 0
        words = ("下一步", "预览", f"导入 {rows} 行", "完成")
        missing = self.columns.missing if self.columns.table else ["表头"]
        why_not = (
            "" if self.file.sheet else "请选择文件",
            f"请指定：{'、'.join(missing)}" if missing else "",
            self.preview.why_not,
            "",
        )[self.step]
        why_not = why_not or (self._desk.office.read_only if self.step == PREVIEW else "")
        self.footer.next.setText(f"{words[self.step]}  Ctrl+Enter")
        self.footer.next.setEnabled(not why_not and not self.importing)
        self.footer.back.setEnabled(self.step in (COLUMNS, PREVIEW) and not self.importing)
        self.footer.back.setVisible(self.step != RESULT)
        self.footer.leave.setVisible(self.step != RESULT)
        if not self.importing:
            self.footer.tell(why_not, "warning" if self.step == PREVIEW and why_not else "small")
