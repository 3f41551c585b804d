"""导入: the list of imports with 撤销, and the wizard that takes its place. Knows the import service."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services.imports import Batch, Undone
from app.services.ledgers import LEDGERS
from app.ui import theme
from app.ui.action_bar import ActionBar, menu_action
from app.ui.desk import Desk
from app.ui.dialogs import Gravity
from app.ui.imports.papers import save_template
from app.ui.imports.result_step import undone_lines
from app.ui.imports.wizard import ImportWizard
from app.ui.keys import Act
from app.ui.moments import local
from app.ui.page import Page
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label

HEADS = (
    Head("次"),
    Head("时间"),
    Head("台账", 2),
    Head("文件", 3),
    Head("经办人"),
    Head("行数"),
    Head("新增"),
    Head("更新"),
    Head("跳过"),
    Head("失败"),
    Head("状态", 2),
)


class ImportPage(Page):
    """Every import there was; Ctrl+N begins one."""

    tables = frozenset({"import_batch"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._batches: dict[int, Batch] = {}
        self._wanted = ""
        self.table = PlainTable("导入记录")
        self.table.line_changed.connect(lambda _: self._refresh())
        self.nothing = text_label("还没有导入过。按 Ctrl+N 导入旧台账，导入以后随时可以整批撤销。", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, theme.em(self, 5), 0, 0)
        self.bar = ActionBar()
        self.bar.add("new", "导入文件…", "upload", self.begin, "Ctrl+N", primary=True)
        self.bar.add("undo", "撤销所选的导入…", "undo-2", self.undo)
        templates = self.bar.add_menu("template", "下载空白模板", "download")
        for ledger in LEDGERS.values():
            if ledger.importable:
                menu_action(templates, ledger.title, partial(save_template, desk, ledger.name, self.tell))
        self.wizard = ImportWizard(desk)
        self.wizard.closed.connect(self._back)
        self.acts |= {Act.NEW: self.begin}
        self._lay_out()
        self._refresh()

    def begin(self, ledger: str = "") -> None:
        """Open the wizard; one that is at work stays as it is."""
        self.views.setCurrentWidget(self.wizard)
        if not self.wizard.importing:
            self.wizard.begin(ledger)

    def reload(self) -> None:
        self.desk.work.read("imports", self.desk.office.imports.batches, self._show)

    def undo(self) -> None:
        """Take the chosen import back, after asking."""
        batch = self._batches.get(self.table.current_key())
        if batch is None or self._why_not(batch):
            return
        question = (
            f"撤销第 {batch.id} 次导入（{batch.file_name}）后，新增的 {batch.created} 条记录将删去，"
            f"更新的 {batch.updated} 条恢复原样。导入之后又改过的记录会保留并列出。"
        )
        if self.desk.dialogs.ask("撤销导入", question, "撤销导入"):
            actor, imports = self.desk.actor(), self.desk.office.imports
            self.desk.work.write(lambda: imports.undo(batch.id, actor), self._undone)

    def _undone(self, undone: Undone) -> None:
        self.reload()
        gravity = Gravity.WARNING if undone.kept else Gravity.PLAIN
        self.desk.dialogs.tell("导入已撤销", "\n".join(undone_lines(undone)), gravity)

    def _show(self, batches: list[Batch]) -> None:
        self._batches = {batch.id: batch for batch in batches}
        self.table.show_lines(HEADS, [_line(batch) for batch in batches])
        self.lists.setCurrentWidget(self.table if batches else self.nothing)
        self.tell(f"共 {len(batches)} 次导入")
        self._refresh()

    def _refresh(self) -> None:
        batch = self._batches.get(self.table.current_key())
        self.bar.allow("undo", "请先选择一次导入" if batch is None else self._why_not(batch))

    def _why_not(self, batch: Batch) -> str:
        return f"这次导入已于 {local(batch.undone_at)} 撤销" if batch.undone_at else self.desk.office.read_only

    def _back(self) -> None:
        self.views.setCurrentWidget(self.record)
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.nothing)
        self.record = QWidget()
        column = QVBoxLayout(self.record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.lists, 1)
        column.addWidget(self.bar)
        self.views = QStackedWidget()
        self.views.addWidget(self.record)
        self.views.addWidget(self.wizard)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.table)


def _line(batch: Batch) -> Line:
    counts = (batch.rows, batch.created, batch.updated, batch.skipped, batch.failed)
    state = f"{local(batch.undone_at)} 由{batch.undone_by}撤销" if batch.undone_at else "已导入"
    title = LEDGERS[batch.ledger].title if batch.ledger in LEDGERS else batch.ledger
    cells = (str(batch.id), local(batch.at), title, batch.file_name, batch.actor, *map(str, counts), state)
    return Line(cells, batch.id, quiet=batch.undone_at is not None)
