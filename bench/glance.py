"""A process that opens a window and says so when what was asked for has been painted; run by bench.window.

python -m bench.glance bare | frame FOLDER | rows FOLDER | ledger FOLDER. Prints its peak memory in KB as soon as it is painted.
"""

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def _peak() -> str:
    """Most memory of this program so far, in KB; `ru_maxrss` would carry over what the starting process had before exec."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    if found is None:
        raise RuntimeError("the system does not say how much memory was used")
    return found[1]


def said() -> None:
    """Painted: the time is taken by whoever reads this."""
    print(_peak(), flush=True)


def bare() -> None:
    """What any PySide6 program pays: an application with one empty main window."""
    from PySide6.QtCore import Qt, Signal
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        painted = Signal()

        def paintEvent(self, event: object) -> None:
            self.painted.emit()

    application = QApplication(["bare"])
    window = Window()
    window.resize(1366, 768)
    window.painted.connect(said, Qt.ConnectionType.QueuedConnection)
    window.painted.connect(application.quit, Qt.ConnectionType.QueuedConnection)
    window.show()
    application.exec()


def ours(what: str, folder: Path) -> None:
    """The program as it starts, up to its frame, the lines of its first page, or those of the ledger of documents."""
    from PySide6.QtCore import Qt

    from app import config, main
    from app.ui import theme
    from app.ui.run import Start

    application = theme.make_application(["fazhi"])
    settings = config.PcSettings(config.user_folder() / config.SETTINGS)
    start = Start(main.window_door(), folder, settings, known=True, who="张三")
    start.host.resize(1366, 768)

    def painted() -> None:
        said()
        application.quit()

    def lines_of(page: Any, widget: Any) -> None:
        """Wait for the paint that follows the page's count."""

        def counted(_: str) -> None:
            page.status.disconnect(counted)
            # A list with nothing in it gives its place to a sentence.
            after_paint(widget.viewport() if widget.isVisible() else page, painted)

        page.status.connect(counted)

    def shown() -> None:
        assert start.session is not None
        window = start.session.window
        if what == "rows":
            page: Any = window.page("workbench")
            lines_of(page, page.due)
        else:
            window.show_page("documents")
            page = window.page("documents")
            lines_of(page, page.table.grid)

    if what == "frame":
        start.host.painted.connect(painted, Qt.ConnectionType.QueuedConnection)
    else:
        # Called once the pages stand in the window; their first answers are still on their way.
        start.paged.connect(shown)
    start.begin()
    application.exec()
    start.end()


def after_paint(widget: Any, then: Callable[[], object]) -> None:
    """Call once, after the widget's next paint."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    widget.installEventFilter(Watch(widget))
    widget.update()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(sys.argv[1], Path(sys.argv[2]))
