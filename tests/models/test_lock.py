"""One open window per folder: the second one learns who has it, and a killed holder holds nothing."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.problems import Unavailable
from app.models.folder import OfficeFolder
from app.models.lock import Holder, WindowLock, holder_of
from tests.offices import Clock

OTHER_WINDOW = """
import sys
from datetime import datetime
from pathlib import Path
from app.models.folder import OfficeFolder
from app.models.lock import WindowLock
lock = WindowLock(OfficeFolder(Path(sys.argv[1])))
assert lock.take("张三", "PC-03", datetime.fromisoformat(sys.argv[2])) is None
print("taken", flush=True)
sys.stdin.read()
lock.release()
"""


@contextmanager
def other_window(office: OfficeFolder, since: datetime) -> Iterator[subprocess.Popen[str]]:
    """A second process that holds the folder until its input ends."""
    window = subprocess.Popen(
        [sys.executable, "-c", OTHER_WINDOW, office.root, since.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with window:
        assert window.stdout is not None
        assert window.stdout.readline() == "taken\n"
        yield window


def test_second_opener_learns_who_has_it(office: OfficeFolder, clock: Clock) -> None:
    with other_window(office, clock()):
        mine = WindowLock(office)
        holder = mine.take("李四", "PC-04", clock())
        assert holder is not None
        assert holder.sentence(clock()) == "张三（PC-03）正在使用，自 09:12"
        assert not mine.held
        assert holder_of(office) == holder
        mine.release()  # what one does not hold, one cannot release
        assert holder_of(office) == holder
    assert holder_of(office) is None
    assert mine.take("李四", "PC-04", clock()) is None
    mine.release()
    assert not office.holder.exists()


def test_killed_holder_holds_nothing(office: OfficeFolder, clock: Clock) -> None:
    with other_window(office, clock()) as window:
        window.send_signal(signal.SIGKILL)
        window.wait()
        assert office.holder.exists()
        assert holder_of(office) is None
        mine = WindowLock(office)
        assert mine.take("李四", "PC-04", clock()) is None
        assert "李四" in office.holder.read_text("utf-8")
        mine.release()


def test_lock_is_released_from_another_thread(office: OfficeFolder, clock: Clock) -> None:
    mine = WindowLock(office)
    assert mine.take("李四", "PC-04", clock()) is None
    other = threading.Thread(target=mine.release)
    other.start()
    other.join()
    assert holder_of(office) is None


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        (datetime(2025, 3, 3, 1, 12, tzinfo=UTC), "张三（PC-03）正在使用，自 09:12"),
        (datetime(2025, 3, 2, 16, 0, tzinfo=UTC), "张三（PC-03）正在使用，自 00:00"),
        (datetime(2025, 3, 2, 1, 12, tzinfo=UTC), "张三（PC-03）正在使用，自 3月2日 09:12"),
        (datetime(2024, 12, 31, 1, 12, tzinfo=UTC), "张三（PC-03）正在使用，自 2024年12月31日 09:12"),
    ],
)
def test_sentence_names_the_day_when_it_is_another(clock: Clock, since: datetime, sentence: str) -> None:
    assert Holder("张三", "PC-03", since).sentence(clock()) == sentence


@pytest.mark.parametrize(
    "note", ["", "{", "[]", '{"who": "张三"}', '{"who": "张三", "computer": "PC", "since": "昨天"}']
)
def test_unreadable_note_still_refuses(office: OfficeFolder, clock: Clock, note: str) -> None:
    first = WindowLock(office)
    first.take("张三", "PC-03", clock())
    office.holder.write_text(note, "utf-8")
    holder = WindowLock(office).take("李四", "PC-04", clock())
    assert holder == Holder()
    assert holder.sentence(clock()) == "另一个窗口正在使用这份数据"
    first.release()


def test_folder_that_has_gone(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "文件").write_text("不是文件夹", "utf-8")
    gone = OfficeFolder(tmp_path / "文件" / "数据")
    with pytest.raises(Unavailable):
        WindowLock(gone).take("李四", "PC-04", clock())
    assert holder_of(gone) is None
