"""The log of this user's windows: a few files of a megabyte, none about the content of records. Knows no window."""

import logging
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

SIZE, KEPT = 1 << 20, 4
"""Bytes of one file, and how many older ones stay."""


def start_log(path: Path) -> None:
    """Write what happens from now on into a file. A folder that refuses costs the log only."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        root = logging.getLogger()
        root.addHandler(handler)
        root.setLevel(logging.INFO)
