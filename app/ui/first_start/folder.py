"""Where the data is: a first folder chosen, or one that has vanished found, restored or begun anew. Creates nothing unasked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.places import warning_of
from app.ui import theme, tokens
from app.ui.dialogs import Dialogs, FileKind, Gravity
from app.ui.errors import Failures
from app.ui.flow import FlowLayout
from app.ui.icons import icon
from app.ui.keys import shortcut
from app.ui.popover import text_label
from app.ui.steps import FooterJobs, StepFooter
from app.ui.work import Progress, Work

BACKUP = FileKind("法治台账备份", ("db", "zip"))


@dataclass(frozen=True)
class DataDoor:
    """What can be done with a folder before an office is open; main gives it."""

    holds: Callable[[Path], bool]
    """Whether the data of an office is in a folder."""
    create: Callable[[Path], None]
    """Make the data of a new office; raises Refused, Unavailable."""
    restore: Callable[[Path, Path, Progress], object]
    """Put a backup (second) into a folder (first); raises Refused, Damaged, TooNew, Unavailable."""


class DataFolder(QWidget):
    """`opened` with a folder whose data is there."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, door: DataDoor, folder: Path, work: Work, dialogs: Dialogs, failures: Failures) -> None:
        super().__init__()
        self._door, self._work, self._dialogs, self._failures = door, work, dialogs, failures
        self.folder = folder
        self.title, self.said = QLabel(), text_label("")
        self.place = text_label("", "section")
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.warning = text_label("", "error")
        self.create_button = QPushButton(icon("plus"), "在这里新建单位数据…")
        self.elsewhere_button = QPushButton(icon("folder-open"), "换一个文件夹…")
        self.find_button = QPushButton(icon("search"), "查找已有的数据…")
        self.restore_button = QPushButton(icon("rotate-ccw"), "恢复备份…")
        self.retry_button = QPushButton(icon("refresh-cw"), "重试  F5")
        self.footer = StepFooter("退出  Esc")
        self._jobs = FooterJobs(work, self.footer, self._refresh)
        self._missing = False
        for button, act in (
            (self.create_button, self._create),
            (self.elsewhere_button, self._choose_place),
            (self.find_button, self._find),
            (self.restore_button, self._restore),
            (self.retry_button, self.try_again),
            (self.footer.leave, self.left.emit),
        ):
            button.clicked.connect(act)
        self._lay_out()

    def ask_first(self) -> None:
        """No data was ever opened on this PC: where is it to be?"""
        self._missing = False
        self.title.setText("数据放在哪里")
        self.said.setText(
            "本单位的台账、附件和备份都放在一个文件夹里，整个文件夹可以搬走。请放在本机磁盘，不要放在网盘同步的文件夹里。"
        )
        self._refresh()
        self.create_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_missing(self) -> None:
        """The data opened last is not there: nothing is made in its place unasked."""
        self._missing = True
        self.title.setText("找不到上次使用的数据")
        self.said.setText(
            "下面的文件夹里没有本程序的数据。可能是移动硬盘或网络盘没有连接，或文件夹被移走、改名。"
            "程序没有新建空的数据，以免与原来的混淆。请接好磁盘后重试，或从下面的办法中选择。"
        )
        self._refresh()
        self.retry_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_closed(self, why: str, *, restore: bool) -> None:
        """The data is there but cannot be opened: why, and what can be done; `restore` where a backup would help."""
        self._missing = True
        self.title.setText("数据打不开")
        self.said.setText(f"{why.rstrip('。')}。")
        self._refresh()
        self.create_button.hide()
        self.restore_button.setVisible(restore)
        self.retry_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def try_again(self) -> None:
        """F5: the disk may be connected by now."""
        if self._door.holds(self.folder):
            self.opened.emit(self.folder)
        else:
            self._dialogs.tell("仍然找不到数据", f"“{self.folder}”中还是没有本程序的数据。", Gravity.WARNING)

    def _choose_place(self) -> None:
        chosen = self._dialogs.folder("选择存放数据的文件夹", self.folder.parent)
        if chosen is None:
            return
        self.folder = chosen
        self._refresh()
        if self._door.holds(chosen) and self._dialogs.ask(
            "这里已有数据", f"“{chosen}”中已有单位数据，要打开它吗？", "打开"
        ):
            self.opened.emit(chosen)

    def _find(self) -> None:
        chosen = self._dialogs.folder("查找已有的数据文件夹", self.folder.parent)
        if chosen is None:
            return
        if self._door.holds(chosen):
            self.opened.emit(chosen)
        else:
            self._dialogs.tell(
                "没有找到数据", f"“{chosen}”中没有本程序的数据，请选择含有 fazhi.db 的文件夹。", Gravity.WARNING
            )

    def _create(self) -> None:
        warned = warning_of(self.folder)
        if warned is not None and warned.refused:
            self._dialogs.tell("不能放在这里", warned.sentence, Gravity.WARNING)
            return
        if warned is not None and not self._dialogs.ask("放在网络盘上", warned.sentence, "仍然放在这里"):
            return
        if self._missing and not self._dialogs.ask(
            "新建单位数据", f"将在“{self.folder}”建立一份空的单位数据，原来的数据不会因此找回。确定新建吗？", "新建"
        ):
            return
        folder = self.folder
        self._jobs.begin(
            "正在建立",
            lambda _: self._door.create(folder),
            lambda _: self.opened.emit(folder),
            self._failures.show,
            stoppable=False,
        )

    def _restore(self) -> None:
        backup = self._dialogs.open_name("选择备份文件", self.folder, (BACKUP,))
        if backup is None:
            return
        folder = self.folder
        self._jobs.begin(
            "正在恢复",
            lambda progress: self._door.restore(folder, backup, progress),
            lambda _: self.opened.emit(folder),
            self._failures.show,
            stoppable=False,
        )

    def _refresh(self) -> None:
        self.place.setText(str(self.folder))
        warned = warning_of(self.folder)
        self.warning.setText(warned.sentence if warned else "")
        self.warning.setVisible(warned is not None)
        self.retry_button.setVisible(self._missing)
        self.elsewhere_button.setVisible(not self._missing)
        theme.role(self.create_button, "" if self._missing else "primary")
        theme.role(self.retry_button, "primary")
        for button in (
            self.create_button,
            self.elsewhere_button,
            self.find_button,
            self.restore_button,
            self.retry_button,
        ):
            button.setEnabled(not self._jobs.running)
        self.create_button.setIcon(icon("plus") if self._missing else icon("plus", tokens.WHITE))
        self.retry_button.setIcon(icon("refresh-cw", tokens.WHITE))

    def _lay_out(self) -> None:
        theme.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("法治台账")
        theme.role(self.title, "title")
        self.footer.next.hide()
        self.footer.back.hide()
        side = theme.em(self, 1.2)
        inner = QVBoxLayout()
        inner.setContentsMargins(side, theme.em(self, 0.9), theme.em(self, 6), side)
        inner.setSpacing(theme.em(self, 0.8))
        for part in (self.title, self.said, self.place, self.warning):
            inner.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(buttons, theme.em(self, 0.5))
        row.setContentsMargins(0, 0, 0, 0)
        for button in (
            self.retry_button,
            self.create_button,
            self.elsewhere_button,
            self.find_button,
            self.restore_button,
        ):
            row.addWidget(button)
        inner.addWidget(buttons)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inner, 1)
        column.addWidget(self.footer)
        shortcut(self, "F5", lambda: self.try_again() if self._missing else None)
        shortcut(self, "Esc", self.left.emit)
