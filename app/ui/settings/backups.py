"""备份: the list, one more now, one to carry elsewhere, one put back after it was looked through. Knows the backup service."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from app.services.backups import Archive, Backup, BackupStatus, Candidate, Restored
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.desk import Desk
from app.ui.dialogs import FileKind
from app.ui.moments import local
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.settings.section import Section
from app.ui.steps import FooterJobs, StepFooter
from app.ui.work import Cancelled

HEADS = (
    Head("时间"),
    Head("原因"),
    Head("大小"),
    Head("文件"),
    Head("单位"),
    Head("编号"),
    Head("修改记录"),
    Head("校验值"),
    Head("文件名", 1),
)
COUNTED = (("document", "文件", "件"), ("unit", "单位", "个"), ("number", "编号", "个"))
"""Tables whose rows tell a backup's content, with name and measure word."""
ZIP = FileKind("备份包", ("zip",))
ANY_BACKUP = FileKind("法治台账备份", ("db", "zip"))


@dataclass(frozen=True)
class _Loaded:
    status: BackupStatus
    backups: list[tuple[Backup, dict[str, int]]]
    unconfirmed: list[Backup]


class BackupsSection(Section):
    """Newest first; a restore shows what the backup holds before anything is replaced."""

    title = "备份"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.said = text_label("", "section")
        self.hint = text_label(
            "每天首次打开、升级、导入、批量修改和恢复之前自动备份，存在数据文件夹里。请定期用“备份到…”存一份到移动硬盘或另一台电脑。",
            "muted",
        )
        self.table = PlainTable("备份")
        self.bar = ActionBar()
        self.bar.add("make", "立即备份", "save", self.make, primary=True)
        self.bar.add("carry", "备份到…", "upload", self.carry)
        self.bar.add("restore", "恢复所选的备份…", "rotate-ccw", self.restore_chosen)
        self.bar.add("other", "从其他文件恢复…", "folder-open", self.restore_other)
        self.bar.add("confirm", "确认恢复无误", "check", self.confirm)
        self.footer = StepFooter()
        for button in (self.footer.next, self.footer.back, self.footer.leave):
            button.hide()
        self._jobs = FooterJobs(desk.work, self.footer, self._refresh)
        self._unconfirmed = False
        self.table.line_changed.connect(lambda _: self._refresh())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.em(self, 0.6), 0, 0)
        column.setSpacing(theme.em(self, 0.4))
        side = theme.em(self, 1.2)
        for label in (self.said, self.hint):
            label.setContentsMargins(side, 0, side, 0)
            column.addWidget(label)
        column.addWidget(self.table, 1)
        column.addWidget(self.footer)
        column.addWidget(self.bar)
        self.footer.hide()
        self.setFocusProxy(self.table)

    def reload(self) -> None:
        backups = self.desk.office.backups
        self.desk.work.read(
            "settings.backups",
            lambda: _Loaded(
                backups.status(), [(each, backups.rows_of(each)) for each in backups.all()], backups.unconfirmed()
            ),
            self._show,
        )

    def make(self) -> None:
        """立即备份."""
        backups = self.desk.office.backups
        self._jobs.begin("正在备份", lambda _: backups.make(), lambda _: self.reload(), self._failed, stoppable=False)

    def carry(self) -> None:
        """备份到…: one file that stands on its own, attachments included."""
        suggested = Path.home() / f"法治台账备份_{self.desk.office.today().isoformat()}.zip"
        target = self.desk.dialogs.save_name("备份到", suggested, (ZIP,))
        if target is None:
            return
        backups = self.desk.office.backups

        def done(archive: Archive) -> None:
            self.desk.dialogs.tell(
                "备份已完成", f"已备份到“{target}”，附件 {len(archive.attachments)} 个一并存入，并已读回核对。"
            )

        self._jobs.begin("正在备份", lambda progress: backups.carry_to(target, progress), done, self._failed)

    def restore_chosen(self) -> None:
        """Put the chosen backup back."""
        key = self.table.current_key()
        if key is not None:
            self._examine(Path(key))

    def restore_other(self) -> None:
        """Put a backup from elsewhere back."""
        path = self.desk.dialogs.open_name("选择备份文件", Path.home(), (ANY_BACKUP,))
        if path is not None:
            self._examine(path)

    def confirm(self) -> None:
        """The restored data is what was wanted."""
        backups = self.desk.office.backups
        self.desk.work.write(backups.confirm_restore, lambda _: self.reload())

    def _examine(self, path: Path) -> None:
        """Validation first: nothing is asked, nothing is changed before the backup was read through."""
        backups = self.desk.office.backups
        self._jobs.begin("正在检查备份", lambda _: backups.examine(path), self._examined, self._failed, stoppable=False)

    def _examined(self, candidate: Candidate) -> None:
        if not self.desk.dialogs.ask("恢复备份", question(candidate), "恢复"):
            return
        backups, actor = self.desk.office.backups, self.desk.actor()
        self._jobs.begin(
            "正在恢复",
            lambda progress: backups.restore(candidate.path, actor, progress),
            self._restored,
            self._failed,
            stoppable=False,
        )

    def _restored(self, done: Restored) -> None:
        self.reload()
        kept = f"恢复前的数据已备份为“{done.kept.path.name}”。" if done.kept else ""
        aside = f"损坏的数据文件已改名保留为“{done.aside.name}”。" if done.aside else ""
        self.desk.dialogs.tell(
            "已恢复", f"数据已恢复为“{done.candidate.path.name}”。{kept}{aside}请核对，无误后点“确认恢复无误”。"
        )

    def _failed(self, error: Exception) -> None:
        self.reload()
        if not isinstance(error, Cancelled):
            self.desk.failures.show(error)

    def _show(self, loaded: _Loaded) -> None:
        self._unconfirmed = bool(loaded.unconfirmed)
        waiting = "。刚恢复的数据等待确认，确认之前不清理旧备份" if loaded.unconfirmed else ""
        self.said.setText(
            f"{loaded.status.sentence}，共 {len(loaded.backups)} 份{waiting}"
            if loaded.backups
            else loaded.status.sentence
        )
        self.table.show_lines(HEADS, [_line(*each) for each in loaded.backups])
        self._refresh()

    def _refresh(self) -> None:
        busy = "正在进行" if self._jobs.running else ""
        blocked = busy or self.desk.office.read_only
        self.footer.setVisible(self._jobs.running)
        self.bar.allow("make", blocked)
        self.bar.allow("carry", busy)
        self.bar.allow("restore", blocked or ("" if self.table.current_key() else "还没有备份"))
        self.bar.allow("other", blocked)
        self.bar.allow("confirm", blocked or ("" if self._unconfirmed else "没有等待确认的恢复"))
        self.bar.buttons["confirm"].setVisible(self._unconfirmed)


def question(candidate: Candidate) -> str:
    """What a backup holds and what becomes of the present data."""
    rows = candidate.contents.rows
    counts = "、".join(f"{title} {rows.get(table, 0)} {unit}" for table, title, unit in COUNTED)
    lost = (
        f"\n其中 {len(candidate.lost)} 个附件在备份和数据文件夹中都找不到，恢复后需要重新定位。"
        if candidate.lost
        else ""
    )
    return (
        f"“{candidate.path.name}”已检查，可以恢复：{counts}，修改记录 {candidate.contents.length} 条，附件 {len(candidate.contents.attachments)} 个。{lost}\n"
        "现在的数据会先备份，再换成这份备份；这份备份之后的修改将不在其中。要恢复吗？"
    )


def size_text(size: int) -> str:
    """Bytes in words: 3.2 MB."""
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"


def _line(backup: Backup, rows: dict[str, int]) -> Line:
    counts = (str(rows[table]) if table in rows else "—" for table, _, _ in COUNTED)
    chain = (f"{backup.length} 条", backup.head)
    cells = (local(backup.at), backup.reason.label, size_text(backup.size), *counts, *chain, backup.path.name)
    return Line(cells, str(backup.path))
