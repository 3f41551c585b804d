"""The start of the window and its end: frame, data, rows, then checks; what comes when something is amiss. Knows the services' door, not how it opens."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.config import FONT_SIZE, LAST_FOLDER, PcSettings, user_folder
from app.domain.problems import Damaged, Missing, Unavailable
from app.memory import uncollected
from app.ui import theme
from app.ui.dialogs import Dialogs, Gravity, QtDialogs
from app.ui.errors import Failures
from app.ui.pages import FIRST, PAGES
from app.ui.shell.host import Host
from app.ui.shell.opening import Opening
from app.ui.work import Progress, Work

if TYPE_CHECKING:  # these bring the database along, which is loaded behind the painted frame
    from app.services.office import Office
    from app.services.settings import OfficeSettings
    from app.ui.session import Session

log = logging.getLogger(__name__)

CLERK = ("office", "clerk")
"""Table and key among this PC's settings: who worked here last."""
LOG = ("log", "window.log")
"""Where in the user's folder the window writes what went wrong."""


class Opened(Protocol):
    """An open office with what its window may do with it."""

    @property
    def office(self) -> "Office": ...

    def check(self) -> Sequence[str]:
        """Read the file through and make the day's first backup; then writing is open. Raises Damaged, Unavailable.

        The answer is what the weekly check of everything found, a sentence each; empty when all is whole.
        """

    def take_over(self, who: str) -> None:
        """Another clerk works here now: the second window names this one."""

    def close(self) -> None: ...


@dataclass(frozen=True)
class OfficeDoor:
    """What only the program's beginning can do; all but `holds` in the background."""

    holds: Callable[[Path], bool]
    """Whether the data of an office is in a folder."""
    open: Callable[[Path, str], Opened]
    """Open a folder for a clerk; raises Missing, Damaged, TooNew, Unavailable."""
    create: Callable[[Path], None]
    """Make the data of a new office; raises Refused, Unavailable."""
    restore: Callable[[Path, Path, Progress], object]
    """Put a backup (second) into a folder (first); raises Refused, Damaged, TooNew, Unavailable."""


@dataclass(frozen=True)
class _Loaded:
    opened: Opened
    settings: "OfficeSettings"
    staff: tuple[str, ...]


class Start(QObject):
    """From nothing to a window at work. `session` is None until the pages are there."""

    paged = Signal()
    """The pages stand in the window; the first one has asked for its lines."""
    entered = Signal()
    """The first page shows its lines."""

    def __init__(
        self, door: OfficeDoor, folder: Path, settings: PcSettings, *,
        known: bool, remember: bool = True, who: str = "", dialogs: Dialogs | None = None, log_place: Path | None = None,
    ) -> None:  # fmt: skip
        """`known`: the folder was opened before, so its data should be there. `remember`: open it again next time."""
        super().__init__()
        self._door, self._folder, self._settings = door, folder, settings
        self._known, self._remember, self._who = known, remember, who
        self.host = Host(settings)
        self.dialogs = dialogs or QtDialogs(self.host)
        self.failures = Failures(self.dialogs, str(log_place or ""))
        self.work = Work(self.failures.show)
        self.session: Session | None = None
        self._opened: Opened | None = None
        self.host.may_close = self._may_close

    def begin(self) -> None:
        """Paint the frame; everything else comes behind it."""
        self.host.painted.connect(self._look, Qt.ConnectionType.QueuedConnection)
        self.host.show_inside(Opening(PAGES, FIRST, str(self._folder)))
        self.host.show()

    def end(self) -> None:
        """Finish what is being written, give the folder back."""
        self.work.stop()
        if self.session is not None:
            self.session.end()
        if self._opened is not None:
            self._opened.close()
            self._opened = None
        log.info("closed")

    # ------------------------------------------------------------------ the data

    def _look(self) -> None:
        if self._door.holds(self._folder):
            self._open(self._folder)
        else:
            self._ask_folder()

    def _ask_folder(self, closed: Unavailable | None = None) -> None:
        """Where the data is to be, or what can be done as it cannot be opened; nothing is made unasked."""
        from app.ui.first_start.folder import DataDoor, DataFolder

        door = DataDoor(self._door.holds, self._door.create, self._door.restore)
        ask = DataFolder(door, self._folder, self.work, self.dialogs, self.failures)
        self.host.show_inside(ask)
        ask.opened.connect(self._open)
        ask.left.connect(self.host.close)
        if closed is not None:
            ask.ask_closed(closed.message, restore=isinstance(closed, Damaged))
        elif self._known:
            ask.ask_missing()
        else:
            ask.ask_first()

    def _open(self, folder: Path) -> None:
        self._folder = folder
        self.host.show_inside(Opening(PAGES, FIRST, str(folder)))
        who = self._who or str(self._settings.get(*CLERK, ""))
        self.work.write(lambda: _load(self._door, folder, who), self._entered_data, self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        log.warning("not opened: %s", error)
        match error:
            case Missing():
                self._known = True
                self._ask_folder()
            case Unavailable():
                self._ask_folder(error)
            case _:
                self.failures.show(error)
                self._ask_folder(Unavailable(self._folder, "程序出了差错，数据没有打开，也没有改动。"))

    def _entered_data(self, loaded: _Loaded) -> None:
        self._opened = loaded.opened
        office = loaded.opened.office
        log.info("opened %s", "read-only" if office.read_only else "for writing")
        if self._remember:
            self._settings.set(*LAST_FOLDER, str(self._folder))
        if not office.read_only or office.checking:
            if loaded.settings.office:
                self._enter(loaded)
            else:
                self._set_up(office)
        elif self._look_only(office.read_only):
            self._enter(loaded)
        else:
            self.host.close()

    def _look_only(self, reason: str) -> bool:
        """A second window, a folder that cannot be written: look, or leave."""
        text = f"{reason}。\n只看不改没有妨碍；数据变动后按 F5 刷新。"
        return self.dialogs.choose("只能查看", text, ("只读打开", "退出"), Gravity.WARNING) == 0

    def _set_up(self, office: "Office") -> None:
        from app.ui.first_start.wizard import FirstStart

        assert self._opened is not None
        opened = self._opened

        def ready(_: object) -> None:
            first = FirstStart(office, self.work, self.failures)
            first.finished.connect(self._set_up_done)
            first.left.connect(self.host.close)
            self.host.show_inside(first)

        # An empty file is checked in no time; then the steps can be stored.
        self.work.write(opened.check, ready, self._not_opened)

    def _set_up_done(self, _: object) -> None:
        assert self._opened is not None
        opened = self._opened
        self.work.read("set up", lambda: _read(opened), self._enter)

    # ------------------------------------------------------------------ the pages

    def _enter(self, loaded: _Loaded) -> None:
        from app.ui.session import Session

        who = self._who or str(self._settings.get(*CLERK, ""))
        if who not in loaded.staff and not self._who:
            who = self._ask_who(loaded.staff, loaded.opened.office.read_only)
        self.session = Session(self, loaded.opened, self._folder, self._settings, who)
        self.session.show(loaded.settings.office, loaded.staff)
        self.paged.emit()
        # In the reader's queue behind the page's own question: its lines come first.
        self.work.read("start", lambda: None, lambda _: self._in_sight())

    def _in_sight(self) -> None:
        assert self.session is not None
        # At once: what begins now, the pinyin of the units above all, would hold the first lines up by half a second.
        if (page := self.session.window.current_page) is not None:
            page.repaint()
        self.session.begin()
        self.entered.emit()

    def _ask_who(self, staff: tuple[str, ...], read_only: str) -> str:
        """Who is working; on a PC that knows nobody yet."""
        if len(staff) == 1:
            return staff[0]
        if not staff or (read_only and self._opened is not None and not self._opened.office.checking):
            return ""
        question = "请选择当前经办人。每一次修改都记在此人名下，可随时在窗口右上角切换。"
        return self.dialogs.text("当前经办人", question, staff[0], staff) or ""

    # ------------------------------------------------------------------ leaving

    def _may_close(self) -> bool:
        return self.session is None or self.session.may_close()


def _load(door: OfficeDoor, folder: Path, who: str) -> _Loaded:
    """In the background: open the data, and import what the window is made of."""
    with uncollected(lasting=True):  # hundreds of modules and mapped classes
        opened = door.open(folder, who)
        try:
            for name in ("app.ui.session", "app.ui.shell.window", f"app.ui.{FIRST}.page"):
                import_module(name)
            return _read(opened)
        except BaseException:
            opened.close()
            raise


def _read(opened: Opened) -> _Loaded:
    settings = opened.office.settings
    staff = tuple(member.name for member in settings.staff() if member.active)
    return _Loaded(opened, settings.get(), staff)


def _begin_log(place: Path) -> None:
    """Behind the first frame: the handlers bring sockets and pickles along."""
    from app.ui.log import start_log

    start_log(place)


def run(door: OfficeDoor, folder: Path, *, known: bool, remember: bool, who: str) -> int:
    """Open the window and stay until it is closed. Returns the exit code."""
    settings = PcSettings(user_folder() / "settings.toml")
    application = theme.make_application(sys.argv[:1], theme.FontSize.named(str(settings.get(*FONT_SIZE, "STANDARD"))))
    place = user_folder().joinpath(*LOG)
    start = Start(door, folder, settings, known=known, remember=remember, who=who, log_place=place)
    start.failures.install()
    start.host.painted.connect(lambda: _begin_log(place), Qt.ConnectionType.QueuedConnection)
    # Python's own signals (Ctrl+C in a console) are only seen while Python runs now and then.
    heartbeat = QTimer()
    heartbeat.start(500)
    heartbeat.timeout.connect(lambda: None)
    start.begin()
    code = application.exec()
    start.end()
    return code
