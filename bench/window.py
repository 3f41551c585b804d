"""The window: from the start of the process to what is painted, its memory, a search over 100,000 documents."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from app.domain.text import match_expression, words
from app.models.sqlite import connect
from bench.glance import after_paint
from bench.timing import RUNS, Figure, once

WORDS = ("海", "湿地", "管理办", "招商引资扶持第1", "hzqsd", "〔2024〕")
FRAME, ROWS, MEMORY = 1.5, 3.5, 1.6
"""What the plan allows, as multiples of the bare window, of the small office."""


def figures(small: Path, large: Path, user: Path) -> Iterator[Figure]:
    """Frame, first page and ledger painted, of a small office and of a large one; memory; search in the window."""
    with nobody(user):
        bare, frame = _paired(("bare",), ("frame", str(small)))
        yield Figure("start to the painted frame / bare window", frame[0], bare[0], FRAME)
        for name, office in (("small", small), ("100,000 documents", large)):
            bare, rows = _paired(("bare",), ("rows", str(office)))
            yield Figure(f"start to the first page's lines, {name}", rows[0], bare[0], ROWS)
        bare, ledger = _paired(("bare",), ("ledger", str(large)))
        yield Figure("start to the ledger of 100,000 / bare window", ledger[0], bare[0], ROWS)
        few, many = _paired(("ledger", str(small)), ("ledger", str(large)))
        yield Figure("peak memory, 100,000 documents / 100", many[1] * 1024, few[1] * 1024, MEMORY, megabytes=True)
        yield _search(large, user)


def _paired(floor: tuple[str, ...], ours: tuple[str, ...]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Medians of (seconds, KB) of both, run in turn after one warm-up each."""
    _glance(floor)
    _glance(ours)
    pairs = [(_glance(floor), _glance(ours)) for _ in range(RUNS)]
    return tuple(  # type: ignore[return-value]  # two of them
        (median(pair[at][0] for pair in pairs), median(pair[at][1] for pair in pairs)) for at in range(2)
    )


def _glance(arguments: tuple[str, ...]) -> tuple[float, float]:
    """Seconds from the start of a process to what it has painted, and its memory then."""
    start = perf_counter()
    command = [sys.executable, "-m", "bench.glance", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = perf_counter() - start
        process.communicate()
    return seconds, float(line)


@contextmanager
def nobody(folder: Path) -> Iterator[None]:
    """Settings of nobody, no screen, and modules compiled once as on every user's PC: the warm-up may keep what it compiles."""
    before = dict(os.environ)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ |= {"FAZHI_USER_FOLDER": str(folder), "QT_QPA_PLATFORM": "offscreen"}
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _search(large: Path, user: Path) -> Figure:
    """Words in the ledger's search line, from the end of the debounce to the painted lines; the worst of them."""
    from PySide6.QtCore import QEventLoop

    from app.main import window_door
    from app.ui import unseen

    unseen.application()
    raw = connect(large / "fazhi.db")
    found = []
    with unseen.window(window_door(), large, user, 1366, 768, who="张三") as start:
        start.begin()
        unseen.entered(start)
        assert start.session is not None
        start.session.window.show_page("documents")
        unseen.at_rest(start)
        page: Any = start.session.window.page("documents")

        def search(text: str) -> None:
            loop = QEventLoop()

            def counted(_lines: int, _selected: int) -> None:
                page.table.counted.disconnect(counted)
                after_paint(page.table.grid.viewport(), loop.quit)

            page.table.counted.connect(counted)
            page.table.bar.search.searched.emit(text)  # what the box says when the debounce is over
            loop.exec()

        for text in WORDS:
            match = match_expression(words(text))

            def floor(match: str = match) -> None:
                rows = raw.execute(
                    "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT 200", (match,)
                ).fetchall()
                ids = ",".join(str(row[0] // 8) for row in rows)
                raw.execute(f"SELECT * FROM document WHERE id IN ({ids})").fetchall()

            pairs = []
            for _ in range(RUNS + 1):
                search("")
                unseen.at_rest(start)
                pairs.append((once(lambda text=text: search(text)), once(floor)))  # type: ignore[misc]  # bound now
                unseen.at_rest(start)
            ours, least = (median(pair[at] for pair in pairs[1:]) for at in range(2))
            found.append(Figure(f"search {text} in the window: lines painted", ours, least, 3.0, 0.030))
    raw.close()
    return max(found, key=lambda figure: (figure.ours - figure.extra) / figure.floor)
