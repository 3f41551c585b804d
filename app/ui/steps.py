"""The head and the foot of what is done in steps: where one is, back, on, how far a job is. Knows no step's content."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.ui import theme
from app.ui.work import Job, Progress, Work


class StepHeader(QWidget):
    """1 选择文件 › 2 表头与列对应 › …; steps done are dark, the present one is marked."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = list(titles)
        self._labels: list[QLabel] = []
        row = QHBoxLayout(self)
        side = theme.em(self, 1.2)
        row.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.6))
        row.setSpacing(theme.em(self, 0.9))
        for number, title in enumerate(titles, 1):
            if number > 1:
                arrow = QLabel("›")
                theme.role(arrow, "muted")
                row.addWidget(arrow)
            label = QLabel(f"{number}  {title}")
            self._labels.append(label)
            row.addWidget(label)
        row.addStretch(1)
        self.show_current(0)

    def show_current(self, at: int) -> None:
        """Mark the step one is in."""
        for number, label in enumerate(self._labels):
            theme.role(label, "step-current" if number == at else "step-done" if number < at else "muted")
        self.setAccessibleName(f"第{at + 1}步，共{len(self._titles)}步：{self._titles[at]}")


class StepFooter(QWidget):
    """取消 and 上一步 at the left of 下一步; a job shows its progress and takes 取消 for itself."""

    def __init__(self, leave: str = "取消  Esc") -> None:
        super().__init__()
        theme.role(self, "footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        side = theme.em(self, 1.2)
        row.setContentsMargins(side, theme.em(self, 0.55), side, theme.em(self, 0.55))
        row.setSpacing(theme.em(self, 0.5))
        self.next = QPushButton("下一步  Ctrl+Enter")
        theme.role(self.next, "primary")
        self.back = QPushButton("上一步  Alt+←")
        self.leave = QPushButton(leave)
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        theme.role(self.note, "small")
        self.progress = QProgressBar()
        self.progress.setMaximumWidth(theme.em(self, 15))
        self.stop = QPushButton("停止")
        for button in (self.next, self.back, self.leave):
            row.addWidget(button)
        # The sentence takes what room is left and wraps: a narrow window must not grow with it.
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.note, 1)
        for widget in (self.progress, self.stop):
            row.addWidget(widget)
        self._stop: Callable[[], None] | None = None
        self.stop.clicked.connect(self.stop_job)
        self.end_job()

    @property
    def working(self) -> bool:
        return not self.progress.isHidden()

    def tell(self, text: str, role: str = "small") -> None:
        """One short sentence: what is missing before one can go on."""
        self.note.setText(text)
        theme.role(self.note, role)

    def begin_job(self, text: str, stop: Callable[[], None] | None) -> None:
        """Show that something runs; until it ends no step is taken."""
        self._stop = stop
        self.tell(text)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stop.setVisible(stop is not None)

    def progress_job(self, done: int, total: int) -> None:
        """How far it is."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)
        self.progress.setFormat(f"{done} / {total}")

    def stop_job(self) -> None:
        """停止 and Esc: ask the job to give up."""
        if self._stop is not None:
            self._stop()
            self.tell("正在停止…")
            self.stop.hide()

    def end_job(self) -> None:
        """It is over, one way or the other."""
        self._stop = None
        self.tell("")
        self.progress.hide()
        self.stop.hide()


class FooterJobs:
    """One long job at a time, shown in the foot; `refresh` is called when one begins and ends."""

    def __init__(self, work: Work, footer: StepFooter, refresh: Callable[[], None]) -> None:
        self._work, self._footer, self._refresh = work, footer, refresh
        self._job: Job | None = None

    @property
    def running(self) -> bool:
        return self._job is not None

    def begin(
        self,
        text: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        *,
        stoppable: bool = True,
    ) -> None:
        """Start a write; `failed` also gets Cancelled when the user stopped it."""

        def finished(result: Any) -> None:
            self._end()
            done(result)

        def broken(error: Exception) -> None:
            self._end()
            failed(error)

        self._job = self._work.long(work, finished, broken, self._footer.progress_job)
        self._footer.begin_job(text, self._job.cancel if stoppable else None)
        self._refresh()

    def _end(self) -> None:
        self._job = None
        self._footer.end_job()
        self._refresh()
