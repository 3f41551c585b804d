"""Opens the window on a few documents at one scale, saves pictures, and prints what is clipped; run as a program.

python -m tests.ui.gallery DATABASE OUT WIDTH HEIGHT FONT; the scale is set by QT_SCALE_FACTOR. The database is an empty one.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QToolButton, QWidget

from app.config import PcSettings
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.search import refresh
from app.services.office import Office
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs import QtDialogs
from app.ui.documents.deeds import number_deed, publish_deed, step_deed
from app.ui.documents.page import DocumentsPage
from app.ui.errors import Failures
from app.ui.forms.drafts import Drafts
from app.ui.shell.window import MainWindow, PageEntry
from app.ui.touched import Touched
from app.ui.unit_options import UnitOptions
from app.ui.work import Work
from tests import factories
from tests.offices import CLERK, UNSYNCED, Clock

DOCUMENTS = (
    ("海珠区招商引资扶持办法（试行）", "海府规〔2024〕3号", "HZ0120240007", date(2027, 3, 31)),
    (
        "海珠区人民政府关于加强建筑工地扬尘噪声污染防治和余泥渣土运输管理的通告",
        "海府办规〔2023〕112号",
        "HZ0220230112",
        None,
    ),
    ("海珠区农村集体资产交易管理办法", "海府规〔2021〕18号", "HZ0120210019", date(2025, 5, 31)),
    ("海珠区新兴金融产业发展若干措施", "海府规〔2021〕2号", "HZ0120210003", date(2024, 5, 9)),
)


def clipped(window: QWidget) -> list[str]:
    """Every visible text that has less room than it needs."""
    found = []
    for kind in (QLabel, QPushButton, QToolButton, QCheckBox):
        for widget in window.findChildren(kind):
            if not widget.isVisible() or not widget.text():
                continue
            if isinstance(widget, QToolButton) and widget.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
                continue  # its text is for screen readers
            hint = widget.sizeHint()
            wraps = isinstance(widget, QLabel) and widget.wordWrap()
            high = widget.heightForWidth(widget.width()) if wraps else hint.height()
            if (not wraps and widget.width() < hint.width() - 1) or widget.height() < high - 1:
                found.append(f"{widget.text()}: {widget.width()}×{widget.height()}, needs {hint.width()}×{high}")
    return found


def make_desk(office: Office, folder: Path) -> Desk:
    """The surroundings of a real window."""
    dialogs = QtDialogs()
    failures = Failures(dialogs)
    work, touched = Work(failures.show), Touched()
    office.touched(touched)
    return Desk(
        office, work, touched, dialogs, failures, PcSettings(folder / "settings.toml"), Drafts(folder / "drafts", ""),
        lambda: CLERK, UnitOptions(office.units, work, touched), lambda: "2025-03-03 09:12", _nowhere, _nowhere,
    )  # fmt: skip


def fill(office: Office) -> None:
    """A few documents: in force, without end, due, ended, and a draft."""
    unit = office.units.save(factories.unit(), CLERK)
    assert unit.id is not None
    for title, number, unified, expires in DOCUMENTS:
        facts = factories.old(title=title, document_number=number, unified_number=unified, expires_on=expires)
        office.documents.register(replace(facts, issuers=(unit.id,)), CLERK)
    office.documents.register(replace(factories.draft(), issuers=(unit.id,), title="海珠区人才公寓管理办法"), CLERK)


def settle(until: Callable[[], bool]) -> None:
    """Let the window work until something is seen."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if until() else None)
    timer.start(10)
    loop.exec()
    timer.stop()
    # One more turn for what the last answer set off: layouts, pictures.
    QTimer.singleShot(50, loop.quit)
    loop.exec()


def main(database: Path, out: Path, width: int, height: int, font: str) -> dict[str, list[str]]:
    """Pictures in `out`; what is clipped, by picture."""
    application = theme.make_application([], theme.FontSize.named(font))
    opened = Database(database, Clock(), pragmas=UNSYNCED)
    opened.index_with(refresh)
    office = Office(OfficeFolder(database.parent), opened, Clock())
    fill(office)
    desk = make_desk(office, out)
    window = MainWindow(desk, [PageEntry("documents", "规范性文件", "file-text", DocumentsPage)], "D:\\法治台账\\数据")
    window.resize(width, height)
    window.show_page("documents")
    window.show()
    page = window.page("documents")
    assert isinstance(page, DocumentsPage)
    results: dict[str, list[str]] = {}

    def picture(name: str) -> None:
        window.grab().save(str(out / f"{name}.png"))
        results[name] = clipped(window)

    settle(lambda: len(page.table.model.ids) == 5 and bool(desk.units.names))
    page.table.grid.go_to_row(2)
    settle(lambda: page.record is not None and page.record.facts.id == page.current_id)
    picture("ledger")
    page.edit()
    settle(lambda: page.open_form is not None)
    picture("form")
    page.close_form()
    page.table.grid.go_to_row(0)
    settle(lambda: page.record is not None and page.record.facts.id == page.current_id)
    for deed in (number_deed, step_deed, publish_deed):
        page.do(deed)
        settle(lambda: page.open_form is not None)
        picture(deed.__name__)
        page.close_form()
    sheet = window.show_keys()
    settle(sheet.isVisible)
    results["keys"] = clipped(sheet)
    results["too large"] = [] if window.width() <= width and window.height() <= height else [f"{window.size()}"]
    window.close()
    desk.work.stop()
    opened.close()
    application.quit()
    return results


def _nowhere(*_: object) -> None:
    """No other page to go to."""


if __name__ == "__main__":
    found = main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
    sys.stdout.write(json.dumps(found, ensure_ascii=False))
