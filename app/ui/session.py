"""One open office in the window: desk, pages, who works, backups at start, now and then, and at the end. Knows services, no page."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.config import PcSettings, user_folder
from app.domain.actors import Actor, Origin
from app.domain.problems import Damaged
from app.services.backups import BackupState, BackupStatus, Reason
from app.ui.desk import Desk
from app.ui.dialogs import Gravity
from app.ui.forms.drafts import Drafts
from app.ui.moments import local
from app.ui.pages import FIRST, entries
from app.ui.run import CLERK
from app.ui.shell.window import MainWindow
from app.ui.touched import Touched
from app.ui.unit_options import UnitOptions

if TYPE_CHECKING:
    from app.ui.run import Opened, Start

LOOK_AGAIN = 600_000
"""Milliseconds until the age of the last backup and the date are looked at again."""
GRAVITY = {BackupState.OK: "", BackupState.AMBER: "warning", BackupState.RED: "error"}
OFFERING = ("submissions", "documents")
"""Pages that offer what was left unsaved; their forms' names begin so."""
OFFICE = frozenset({"setting", "staff"})
"""Tables that the frame itself shows."""


class Session(QObject):
    """Made once the data is open; ends with the window."""

    def __init__(self, start: "Start", opened: "Opened", folder: Path, settings: PcSettings, who: str) -> None:
        super().__init__()
        self._start, self._opened, self._settings, self._who = start, opened, settings, who
        self._host, self._work, self._dialogs = start.host, start.work, start.dialogs
        self.office = opened.office
        self._leaving = self._left = False
        touched = Touched()
        self.office.touched(touched)
        touched.tables.connect(self._touched)
        self.desk = Desk(
            office=self.office,
            work=start.work,
            touched=touched,
            dialogs=start.dialogs,
            failures=start.failures,
            settings=settings,
            drafts=Drafts(user_folder() / "drafts", str(folder)),
            actor=self.actor,
            units=UnitOptions(self.office.units, start.work, touched, at_once=False),
            now=lambda: local(self.office.clock()),
            open_record=lambda *_: None,
            preview=lambda *_: None,
        )
        self.window = MainWindow(self.desk, entries(), str(folder))
        self.window.status.backup_clicked.connect(self.back_up)
        self.window.header.actor_chosen.connect(self._choose)
        self._staff: tuple[str, ...] = ()
        self._day: date = self.office.today()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN)
        self._timer.timeout.connect(self._look_again)
        self._choose(who)

    def actor(self) -> Actor:
        """Who works: every change is written down under this name."""
        return Actor(self._who or "未选择经办人", Origin.WINDOW)

    def show(self, name: str, staff: Sequence[str]) -> None:
        """Put the pages into the window; first the one where something was left unsaved, if anything was."""
        self.window.navigation.office.setText(name)
        self._show_staff(staff)
        self._show_reason()
        self._host.show_inside(self.window)
        begun = {draft.form.split(".")[0] for draft in self.desk.drafts.left_over()}
        wanted = next((name for name in OFFERING if name in begun), FIRST)
        self.window.show_page(FIRST if self._look_only else wanted)

    def begin(self) -> None:
        """The lines are there: now what takes longer."""
        self.desk.units.reload()
        if self.window.current_page is not self.window.page(FIRST):
            self.window.page(FIRST).reload()  # its badge counts what is urgent
        self._timer.start()
        if self.office.checking:
            self._work.write(self._opened.check, self._checked, self._not_checked)
        else:
            self._show_backup()

    def end(self) -> None:
        """The window is gone."""
        self._timer.stop()

    # ------------------------------------------------------------------ checks and backups

    @property
    def _look_only(self) -> bool:
        return bool(self.office.read_only) and not self.office.checking

    def _checked(self, found: Sequence[str] = ()) -> None:
        """Writing is open: pages may say so. What the weekly check found is told."""
        self._show_reason()
        self._reload_pages()
        self._show_backup()
        if found:
            self._dialogs.tell("数据检查", "每周一次的完整检查发现：\n" + "\n".join(found), Gravity.WARNING)

    def _not_checked(self, error: Exception) -> None:
        if isinstance(error, Damaged):
            self.office.hold(str(error))
            self._show_reason()
            self._start.failures.show(error)
            return
        text = f"今天的第一次备份没有成功：{error}。\n没有备份也可以继续，但请尽快查明原因。"
        match self._dialogs.choose("没有备份", text, ("重试", "不备份，继续使用", "只看不改"), Gravity.WARNING):
            case 0:
                self._work.write(self._opened.check, self._checked, self._not_checked)
            case 1:
                self.office.allow()
                self._checked()
            case _:
                self.office.hold("开始时的备份没有成功，本窗口只能查看")
                self._checked()

    def back_up(self) -> None:
        """立即备份, by a click on the age of the last one."""
        if self.office.read_only:
            self._dialogs.tell("不能备份", f"{self.office.read_only}。请在能修改的窗口中备份。", Gravity.WARNING)
            return
        bar = self.window.status
        bar.begin_job("正在备份…", None)

        def over() -> None:
            bar.end_job()
            self._show_backup()

        def failed(error: Exception) -> None:
            over()
            self._start.failures.show(error)

        self._work.write(self.office.backups.make, lambda _: over(), failed)

    def _show_backup(self) -> None:
        self._work.read("backup status", self.office.backups.status, self._tell_backup)

    def _tell_backup(self, status: BackupStatus) -> None:
        tail = "　立即备份" if status.state is BackupState.RED else ""
        self.window.status.show_backup(f"{status.sentence}{tail}", GRAVITY[status.state])

    def _show_reason(self) -> None:
        self.window.status.show_read_only(self.office.read_only if self._look_only else "")

    def _look_again(self) -> None:
        """A window left open over night counts from the new day, and makes its backup."""
        today = self.office.today()
        if today != self._day and not self.office.read_only:
            self._day = today
            self._reload_pages()
            self._work.write(self.office.backups.start_of_day, lambda _: self._show_backup())
        else:
            self._show_backup()

    def _reload_pages(self) -> None:
        self.desk.touched(set().union(*(page.tables for page in self.window.pages)))

    # ------------------------------------------------------------------ who works

    def _choose(self, who: str) -> None:
        self._who = who
        self._show_staff(self._staff)
        if who:
            self._settings.set(*CLERK, who)
            self._opened.take_over(who)

    def _show_staff(self, staff: Sequence[str]) -> None:
        self._staff = tuple(staff)
        names = self._staff if not self._who or self._who in self._staff else (*self._staff, self._who)
        self.window.header.show_staff(names, self._who)

    def _touched(self, tables: frozenset[str]) -> None:
        if tables & OFFICE:
            self._work.read("frame", lambda: (self.office.settings.get(), self.office.settings.staff()), self._renamed)

    def _renamed(self, found: tuple[object, Sequence[object]]) -> None:
        settings, staff = found
        self.window.navigation.office.setText(str(getattr(settings, "office", "")))
        self._show_staff([member.name for member in staff if member.active])  # type: ignore[attr-defined]

    # ------------------------------------------------------------------ leaving

    def may_close(self) -> bool:
        """Nothing unsaved, and what changed since the last backup is backed up first."""
        if self._left:
            return True
        if self._leaving or not self.window.leave():
            return False
        if self.office.read_only:
            return True
        self._leaving = True
        self.window.setEnabled(False)
        self.window.status.begin_job("正在备份，然后退出…", None)
        self._work.write(lambda: self.office.backups.before(Reason.EXIT), lambda _: self._leave(), self._not_backed_up)
        return False

    def _leave(self) -> None:
        self._left = True
        self._host.close()

    def _not_backed_up(self, error: Exception) -> None:
        self._leaving = False
        self.window.setEnabled(True)
        self.window.status.end_job()
        text = f"退出前的备份没有成功：{error}。\n数据本身已经保存。"
        match self._dialogs.choose("没有备份", text, ("重试", "不备份，直接退出", "返回"), Gravity.WARNING):
            case 0:
                self._host.close()
            case 1:
                self._leave()
