"""A window that nobody sees, for pictures of it and for the self-test: opened, waited for, photographed. Knows no page."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.config import PcSettings
from app.ui import theme, tokens
from app.ui.dialogs import Dialogs
from app.ui.run import OfficeDoor, Start
from app.ui.shell.host import Host

PATIENCE = 30_000
"""Milliseconds after which what is waited for will not come."""


class Stuck(Exception):
    """What was waited for did not come."""


def application(screen: tuple[int, int] | None = None) -> QApplication:
    """The application without a screen; the one there is, where there is one. `screen`: pixels of the one it believes in."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if screen is None or sys.platform == "win32":  # a drive's colon would end the name of the file
        return theme.make_application(["fazhi"])
    with TemporaryDirectory() as folder:
        plan = Path(folder) / "screen.json"
        plan.write_text(
            json.dumps({"screens": [{"name": "none", "x": 0, "y": 0, "width": screen[0], "height": screen[1]}]})
        )
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={plan}"
        made = theme.make_application(["fazhi"])
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return made


def settle(until: Callable[[], bool], what: str) -> None:
    """Let the window work until something is so. Raises Stuck."""
    loop, poll, limit = QEventLoop(), QTimer(), QTimer()
    poll.timeout.connect(lambda: loop.quit() if until() else None)
    limit.setSingleShot(True)
    limit.timeout.connect(lambda: loop.exit(1))
    poll.start(5)
    limit.start(PATIENCE)
    stuck = loop.exec()
    poll.stop()
    limit.stop()
    if stuck:
        raise Stuck(what)
    # What the last answer set off: layouts, polished styles.
    for _ in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def at_rest(start: Start) -> None:
    """Wait until nothing is under way. Raises Stuck."""
    settle(lambda: start.work.quiet, "the background to be quiet")


@contextmanager
def window(
    door: OfficeDoor, folder: Path, user: Path, width: int, height: int,
    *, known: bool = True, who: str = "", dialogs: Dialogs | None = None,
) -> Iterator[Start]:  # fmt: skip
    """The program on a folder, in a window of a size (device-independent pixels); begun by the caller, ended here."""
    start = Start(door, folder, PcSettings(user / "settings.toml"), known=known, who=who, dialogs=dialogs)
    start.host.setGeometry(0, 0, width, height)
    try:
        yield start
    finally:
        start.end()
        start.host.hide()
        start.host.deleteLater()
        settle(lambda: True, "the window to be gone")


def entered(start: Start) -> None:
    """Wait until the pages are there, their lines too, and the checks have passed. Raises Stuck."""
    settle(lambda: start.session is not None and start.work.quiet, "the pages to be there")


def photograph(start: Start) -> QPixmap:
    """The window with what lies over it: dialogs with a frame as the system would give them, lists, popovers."""
    host = start.host
    picture = host.grab()
    painter = QPainter(picture)
    for other in QApplication.topLevelWidgets():
        if other.isVisible() and not isinstance(other, Host):
            _lay_over(painter, host, other)
    painter.end()
    return picture


def _lay_over(painter: QPainter, host: QWidget, other: QWidget) -> None:
    at = other.mapToGlobal(QPoint(0, 0)) - host.mapToGlobal(QPoint(0, 0))
    if isinstance(other, QDialog):
        bar = theme.em(other, 2)
        at = QPoint((host.width() - other.width()) // 2, max(bar, (host.height() - other.height()) // 2))
        frame = QRect(at.x() - 1, at.y() - bar, other.width() + 2, other.height() + bar + 1)
        painter.fillRect(frame, QColor(tokens.HAIRLINE))
        painter.setPen(QColor(tokens.TEXT))
        painter.drawText(
            frame.adjusted(theme.em(other, 0.7), 0, 0, -other.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            other.windowTitle(),
        )
    painter.drawPixmap(at, other.grab())
    painter.setPen(QColor(tokens.BORDER))
    painter.drawRect(QRect(at, other.size()).adjusted(-1, -1, 0, 0))
