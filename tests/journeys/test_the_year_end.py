"""A report wants the ledger as it stood at the end of last year: by keys alone, to the file, and back to today's work."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.main import Door, open_office
from tests import factories
from tests.journeys.conftest import CTRL, Desk, Open, texts
from tests.offices import CLERK
from tests.ui.hands import focused, press

OLD, LATER = "海珠区旧村改造实施意见", "海珠区夜间经济促进措施"


def two_documents(folder: Path) -> int:
    """One of long ago, one published on the first day of this year; this year."""
    opened = open_office(folder, Door.COMMAND, pragmas={"synchronous": 0})
    year = opened.office.today().year
    new_year = date(year, 1, 1)
    opened.office.documents.register(factories.old(title=OLD, expires_on=date(year + 9, 1, 1)), CLERK)
    later = factories.old(title=LATER, document_number="", published_on=new_year, effective_on=new_year)
    opened.office.documents.register(later, CLERK)
    opened.close()
    return year


def choose_day(desk: Desk, day: str) -> None:
    """Ctrl+D, the day, Enter."""
    press(Qt.Key.Key_D, CTRL)
    QTest.keyClicks(focused(), day)
    press(Qt.Key.Key_Return)
    desk.rest()
    desk.front()


def test_the_ledger_of_last_year_goes_out_and_today_comes_back(
    window: Open, office_folder: Path, tmp_path: Path
) -> None:
    year = two_documents(office_folder)
    desk = window(office_folder, who="张三")
    desk.enter()
    page = desk.go("documents")
    assert len(page.table.model.ids) == 2

    choose_day(desk, f"{year - 1}1231")
    when = f"截至{year - 1}年12月31日"
    assert f"{when}的台账，只能查看、导出和打印" in texts(page)
    assert [page.table.model.line(row)[1] for row in range(len(page.table.model.ids))] == [OLD]
    press(Qt.Key.Key_N, CTRL)
    assert page.open_form is None
    assert desk.session.window.status.left.text().startswith(f"正在查看{when}的台账，请先按 Esc 回到今天")

    target = tmp_path / "上年末.xlsx"
    desk.dialogs.answers = [target]
    press(Qt.Key.Key_E, CTRL)
    desk.rest()
    cells = [cell.value for row in load_workbook(target).active.iter_rows() for cell in row]
    assert f"行政规范性文件台账（{when}）" in cells
    assert LATER not in cells

    press(Qt.Key.Key_Escape)
    desk.rest()
    assert when not in texts(page)
    assert len(page.table.model.ids) == 2
    press(Qt.Key.Key_N, CTRL)
    desk.form(page)


def test_the_next_start_begins_with_today(window: Open, office_folder: Path) -> None:
    year = two_documents(office_folder)
    desk = window(office_folder, who="张三")
    desk.enter()
    page = desk.go("documents")
    choose_day(desk, f"{year - 1}.12.31")
    assert page.table.as_of == date(year - 1, 12, 31)
    desk.session.window.leave()
    desk.crash()
    again = window(office_folder, who="张三")
    again.enter()
    page = again.go("documents")
    assert page.table.as_of is None
    assert len(page.table.model.ids) == 2
