"""Background work: writes in order, only the latest answer, cancelling, failures in the window's thread."""

import gc
import threading
from typing import Any

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.domain.problems import Refused
from app.ui.work import Cancelled, Progress, Work
from tests.ui.conftest import ScriptedDialogs


def test_writes_run_one_after_the_other_and_answer_in_the_window(qtbot: QtBot, work: Work) -> None:
    order: list[int] = []
    answers: list[tuple[int, str]] = []
    for number in range(20):
        work.write(
            lambda number=number: (order.append(number), number)[1],
            lambda got: answers.append((got, threading.current_thread().name)),
        )
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert order == list(range(20))
    assert [got for got, _ in answers] == order
    assert {name for _, name in answers} == {threading.main_thread().name}


def test_only_the_latest_question_is_answered(qtbot: QtBot, work: Work) -> None:
    gate, answers = threading.Event(), []
    asked: list[int] = []

    def question(number: int) -> int:
        asked.append(number)
        gate.wait(10)
        return number

    for number in range(5):
        work.read("ledger", lambda number=number: question(number), answers.append)
    work.read("other", lambda: "other", answers.append)
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == [4, "other"]
    assert set(asked) <= {0, 4}, "questions overtaken before they began are never asked"


def test_busy_is_told_around_writes(qtbot: QtBot, work: Work) -> None:
    told: list[bool] = []
    work.busy.connect(told.append)
    with qtbot.waitSignal(work.busy, check_params_cb=lambda busy: not busy):
        work.write(lambda: 1)
        work.write(lambda: 2)
        assert work.writing
    assert told == [True, False]


def test_a_long_job_tells_how_far_it_is(qtbot: QtBot, work: Work) -> None:
    seen: list[tuple[int, int]] = []
    done: list[str] = []

    def job(progress: Progress) -> str:
        for number in range(1, 101):
            progress(number, 100)
        return "done"

    work.long(job, done.append, progressed=lambda *far: seen.append(far))
    qtbot.waitUntil(lambda: done == ["done"])
    assert seen[-1] == (100, 100)
    assert len(seen) < 100, "not every step is worth a repaint"


def test_cancelling_stops_at_the_next_progress_report(qtbot: QtBot, work: Work) -> None:
    begun, go_on = threading.Event(), threading.Event()
    failures: list[Exception] = []

    def job(progress: Progress) -> None:
        begun.set()
        go_on.wait(10)
        progress(1, 2)
        raise AssertionError("went on after it was cancelled")

    running = work.long(job, lambda _: None, failures.append)
    assert begun.wait(10)
    running.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)


def test_a_finished_write_is_delivered_even_if_cancelled_too_late(qtbot: QtBot, work: Work) -> None:
    done: list[int] = []
    job = work.write(lambda: 1, done.append)
    work._writer.wait(0)
    job_done = threading.Event()
    work.write(job_done.set)
    assert job_done.wait(10)
    job.cancel()
    qtbot.waitUntil(lambda: done == [1])


def test_failures_nobody_takes_are_shown(qtbot: QtBot, work: Work, dialogs: ScriptedDialogs) -> None:
    def refuse() -> None:
        raise Refused("文号已被使用")

    dialogs.answers = [None]
    work.write(refuse)
    qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert dialogs.asked == [("未能办理", "文号已被使用")]


def test_nothing_is_delivered_to_a_widget_that_is_gone(qtbot: QtBot, work: Work) -> None:
    class Page(QObject):
        def take(self, answer: Any) -> None:
            raise AssertionError(f"delivered {answer} to a dead page")

    import shiboken6

    page, gate = Page(), threading.Event()
    work.read("page", lambda: gate.wait(10), page.take)
    shiboken6.delete(page)
    gate.set()
    answers: list[int] = []
    work.read("after", lambda: 1, answers.append)
    qtbot.waitUntil(lambda: answers == [1])


def test_stopping_finishes_every_write(work: Work) -> None:
    written: list[int] = []
    for number in range(50):
        work.write(lambda number=number: written.append(number))
    work.stop()
    assert written == list(range(50))


def test_a_question_after_the_end_is_not_asked(work: Work) -> None:
    """It would begin a thread that nobody ends: Qt aborts when it is destroyed."""
    asked: list[int] = []
    work.read("before", lambda: 0, lambda _: None)
    work.stop()
    work.read("after", lambda: asked.append(1), lambda _: None)
    assert not any(thread.isRunning() for thread in (work._reader, work._writer, work._papers))
    assert asked == []


def test_cycles_are_searched_for_in_the_window_alone(qtbot: QtBot, work: Work) -> None:
    """A page freed by a search in the background would be destroyed there, and the window would crash."""
    searched: set[int] = set()

    def note(phase: str, _: object) -> None:
        searched.add(threading.get_ident())

    def make_many() -> list[list[int]]:
        return [[number] for number in range(20 * gc.get_threshold()[0])]

    gc.callbacks.append(note)
    try:
        answers: list[list[list[int]]] = []
        work.read("many", make_many, answers.append)
        qtbot.waitUntil(lambda: bool(answers) and bool(searched))
    finally:
        gc.callbacks.remove(note)
    assert searched == {threading.get_ident()}


def test_what_a_job_held_ends_in_the_window(qtbot: QtBot, work: Work) -> None:
    ended: list[int] = []

    class Page:
        def __del__(self) -> None:
            ended.append(threading.get_ident())

        def ask(self) -> str:
            return "answer"

        def take(self, _: str) -> None:
            pass

        def fail(self) -> None:
            raise Refused("不能办理")

    answers: list[object] = []
    for number in range(200):
        page = Page()
        work.read(f"page {number}", page.ask, page.take)
        work.write(page.fail, failed=answers.append)
        del page
    work.read("last", lambda: 1, answers.append)
    work.write(lambda: 1, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 202)
    answers.clear()
    gc.collect()
    assert len(ended) >= 198
    assert set(ended) == {threading.get_ident()}
