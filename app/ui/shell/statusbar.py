"""The line at the foot of the window: counts, what is being done, last backup, data folder. Knows texts only."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.ui import theme


class StatusBar(QWidget):
    """Left what is seen, right what is safe."""

    backup_clicked = Signal()

    def __init__(self, folder: str) -> None:
        super().__init__()
        theme.role(self, "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.left = QLabel()
        self.left.setTextFormat(Qt.TextFormat.PlainText)
        self.busy = QLabel()
        self.progress = QProgressBar()
        self.progress.setFixedWidth(theme.em(self, 12))
        self.progress.setFixedHeight(theme.em(self, 1.2))
        self.cancel = QPushButton("取消")
        theme.role(self.cancel, "link")
        self.read_only = QLabel()
        self.read_only.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(self.read_only, "status-read-only")
        self.backup = QPushButton()
        theme.role(self.backup, "basis")
        self.backup.clicked.connect(self.backup_clicked)
        self.folder = QLabel(folder)
        self.folder.setTextFormat(Qt.TextFormat.PlainText)
        self.folder.setToolTip("数据文件夹")
        row = QHBoxLayout(self)
        side = theme.em(self, 1.2)
        row.setContentsMargins(side, theme.em(self, 0.25), side, theme.em(self, 0.25))
        row.setSpacing(theme.em(self, 1))
        row.addWidget(self.left)
        row.addStretch(1)
        for widget in (self.busy, self.progress, self.cancel, self.read_only, self.backup, self.folder):
            row.addWidget(widget)
        self._cancel: Callable[[], None] | None = None
        self.cancel.clicked.connect(self._cancelled)
        self.end_job()
        self.show_backup("", "")
        self.show_read_only("")

    def show_backup(self, text: str, gravity: str) -> None:
        """上次备份：今天 09:02; gravity is "", "warning" (over 3 days) or "error" (over 7 days, or failed)."""
        self.backup.setText(text)
        self.backup.setVisible(bool(text))
        theme.role(self.backup, {"": "basis", "warning": "status-warning", "error": "status-error"}[gravity])

    def show_read_only(self, reason: str) -> None:
        """Why nothing can be changed; empty when it can."""
        self.read_only.setText(reason)
        self.read_only.setVisible(bool(reason))

    def begin_job(self, text: str, cancel: Callable[[], None] | None) -> None:
        """Show that something long runs, and how to stop it."""
        self._cancel = cancel
        self.busy.setText(text)
        self.progress.setRange(0, 0)
        self.busy.show()
        self.progress.show()
        self.cancel.setVisible(cancel is not None)

    def progress_job(self, done: int, total: int) -> None:
        """How far it is."""
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setFormat(f"{done} / {total}")

    def end_job(self) -> None:
        """It is over, one way or the other."""
        self._cancel = None
        for widget in (self.busy, self.progress, self.cancel):
            widget.hide()

    def _cancelled(self) -> None:
        if self._cancel is not None:
            self._cancel()
            self.busy.setText("正在取消…")
            self.cancel.hide()


def folder_text(path: str, most: int = 48) -> str:
    """A path short enough for the bar: its middle is left out, drive and last folder stay."""
    return path if len(path) <= most else f"{path[: most // 3]}…{path[-(most - most // 3 - 1) :]}"
