"""Bad surroundings that are real: a disk that takes no more, a folder that refuses, a process without privileges."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.domain.problems import Unavailable


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """A disk that takes no more: this process may not make any file larger than so many bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def as_ordinary_user(action: Callable[[], object]) -> str:
    """What an action answers or complains of in a process without privileges: for root no folder is read-only."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            try:
                said = str(action())
            except Unavailable as failure:
                said = failure.message
            os.write(writing, said.encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as answer:
        return answer.read().decode()


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that everybody may enter; pytest closes its own to all but its user, again and again."""
    with TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        yield place
        for folder in place.rglob("*/"):
            folder.chmod(0o755)  # or an ordinary user could not clear it away
