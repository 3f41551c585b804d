"""Slow work off the window's thread: one writer, one reader whose latest question wins. Knows no service, no page."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThread, QTimer, Signal

from app import memory

Progress = Callable[[int, int], None]
"""progress(done, total): tells how far the work is; raises Cancelled when the user gave up."""

T = TypeVar("T")
Failed = Callable[[Exception], None] | None
Told = Callable[[int, int], None] | None

_PROGRESS_EVERY = 0.05
"""Seconds between two progress reports: more are not seen and would flood the window."""

_SEARCH_EVERY = 100
"""Milliseconds between two looks whether a search for unreachable cycles is due."""


def _nothing(_: object) -> None:
    """For writes whose result nobody needs."""


class Cancelled(Exception):
    """The user gave the work up; the transaction it ran in is rolled back."""


@dataclass(eq=False)
class Job:
    """One piece of work on its way."""

    what: Callable[[], Any] | None
    with_progress: Callable[[Progress], Any] | None
    done: Callable[[Any], None]
    failed: Failed
    progressed: Told = None
    topic: str = ""
    lane: str = ""
    """The thread that runs it."""
    _cancel: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the work to stop at its next progress report; its result is not delivered."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        return self._cancel.is_set()


class _Thread(QThread):
    """Runs jobs in order until it is stopped."""

    progressed = Signal(object, int, int)
    finished_job = Signal(object, object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._running: Job | None = None

    def add(self, job: Job) -> None:
        job.lane = self.objectName()
        self._jobs.put(job)
        if not self.isRunning():
            self.start()

    def stop(self, *, finish: bool) -> None:
        """End after what is queued (`finish`), or after the job that runs now."""
        if not finish:
            while not self._jobs.empty():
                self._jobs.get()
            if running := self._running:
                running.cancel()
        self._jobs.put(None)
        if self.isRunning():
            self.wait()

    def run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._running = job
            result, error = self._result(job)
            self._running = None
            self.finished_job.emit(job, result, error)
            del job, result, error

    def _result(self, job: Job) -> tuple[Any, Exception | None]:
        if job.cancelled:
            return None, Cancelled()
        try:
            if job.with_progress is not None:
                return job.with_progress(self._progress(job)), None
            assert job.what is not None
            return job.what(), None
        except Exception as error:  # noqa: BLE001 — delivered to the window's thread, which shows or logs it
            return None, error

    def _progress(self, job: Job) -> Progress:
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if job.cancelled:
                raise Cancelled
            now = time.monotonic()
            if done >= total or now - told >= _PROGRESS_EVERY:
                told = now
                self.progressed.emit(job, done, total)

        return progress


class Work(QObject):
    """The doors to the background. Results and failures arrive in the window's thread."""

    busy = Signal(bool)
    """Whether something is being written or put on paper."""

    def __init__(self, show_failure: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._show_failure = show_failure
        self._latest: dict[str, Job] = {}
        self._ran: dict[str, tuple[Job, Exception | None]] = {}
        self._pending = 0
        self._stopped = False
        self._writer, self._reader, self._papers = _Thread("writer"), _Thread("reader"), _Thread("papers")
        for thread in (self._writer, self._reader, self._papers):
            thread.finished_job.connect(self._deliver)
            thread.progressed.connect(self._tell)
        memory.take_over()
        self._search = QTimer(self, interval=_SEARCH_EVERY)
        self._search.timeout.connect(memory.search_if_due)
        self._search.start()

    def write(self, what: Callable[[], T], done: Callable[[T], None] = _nothing, failed: Failed = None) -> Job:
        """Write after all writes asked for before; a failure nobody takes is shown."""
        return self._start(self._writer, Job(what, None, done, failed))

    def long(
        self, what: Callable[[Progress], T], done: Callable[[T], None], failed: Failed = None, progressed: Told = None
    ) -> Job:
        """A write that tells how far it is and can be cancelled; `failed` also gets Cancelled."""
        return self._start(self._writer, Job(None, what, done, failed, progressed))

    def paper(
        self, what: Callable[[Progress], T], done: Callable[[T], None], failed: Failed = None, progressed: Told = None
    ) -> Job:
        """Make a file: reads once, long, and must keep neither saving nor looking waiting."""
        return self._start(self._papers, Job(None, what, done, failed, progressed))

    def read(self, topic: str, what: Callable[[], T], done: Callable[[T], None], failed: Failed = None) -> Job:
        """Ask; a later question on the same topic makes this one's answer worthless and it is not delivered."""
        if earlier := self._latest.get(topic):
            earlier.cancel()
        job = Job(what, None, done, failed, topic=topic)
        if not self._stopped:  # a timer may still ask while the window closes; nobody would end the thread it began
            self._latest[topic] = job
            self._reader.add(job)
        return job

    @property
    def writing(self) -> bool:
        return self._pending > 0

    @property
    def quiet(self) -> bool:
        """Whether nothing is under way: every question is answered, every write is done."""
        return not self._pending and not self._latest

    def stop(self) -> None:
        """Finish all writes, drop the questions and those still to come, end the threads. Results are no longer delivered."""
        if self._stopped:
            return
        self._stopped = True
        self._writer.stop(finish=True)
        self._papers.stop(finish=False)
        self._reader.stop(finish=False)
        self._search.stop()
        memory.give_back()

    def _start(self, thread: _Thread, job: Job) -> Job:
        self._pending += 1
        if self._pending == 1:
            self.busy.emit(True)
        thread.add(job)
        return job

    def _deliver(self, job: Job, result: Any, error: Exception | None) -> None:
        # The thread may still hold the job for a moment; were it the last to let go, what the job's functions hold,
        # pages and forms, would be destroyed there. By the time its next job arrives it has let go.
        self._ran[job.lane] = (job, error)
        if job.topic:
            if self._latest.get(job.topic) is not job:
                return
            del self._latest[job.topic]
        else:
            self._pending -= 1
            if self._pending == 0:
                self.busy.emit(False)
        if error is None:
            if _alive(job.done):
                job.done(result)
        elif job.failed is not None:
            if _alive(job.failed):
                job.failed(error)
        elif not isinstance(error, Cancelled):
            self._show_failure(error)

    def _tell(self, job: Job, done: int, total: int) -> None:
        if job.progressed is not None and _alive(job.progressed):
            job.progressed(done, total)


def _alive(callback: Callable[..., Any]) -> bool:
    """Whether the widget a bound method belongs to still exists."""
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)
