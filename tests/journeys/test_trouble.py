"""The disk goes away in the middle of a save; the data is gone, damaged or of a later program: a sentence, and nothing lost."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.ledgers import Query
from app.models.sqlite import connect
from app.ui.first_start.folder import DataFolder
from tests.journeys.conftest import CTRL, Open, texts
from tests.ui.hands import focused, press, write


def test_a_disk_that_goes_while_saving_costs_nothing_typed(window: Open, office_folder: Path) -> None:
    desk = window(office_folder, who="张三")
    desk.enter()
    page = desk.go("documents")
    press(Qt.Key.Key_N, CTRL)
    form = desk.form(page)
    write(focused(), "海珠区湿地保护办法")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqrmzf")
    press(Qt.Key.Key_Return)
    desk.rest()

    gone = office_folder.with_name("拔掉的硬盘")
    office_folder.rename(gone)
    desk.dialogs.answers = [None]
    press(Qt.Key.Key_S, CTRL)
    desk.wait(lambda: desk.dialogs.asked)
    desk.rest()
    title, told = desk.dialogs.asked[-1]
    assert title == "暂时不能进行"
    assert "fazhi.db" in told or "数据文件" in told
    assert "Error" not in told
    assert page.open_form is form
    assert form.body.field("title").value() == "海珠区湿地保护办法"

    gone.rename(office_folder)
    desk.save(page)
    office = desk.session.office
    (document,) = office.ledgers.ids("documents", Query(office.today()))
    assert office.documents.get(document).title == "海珠区湿地保护办法"


def test_data_that_is_not_there_is_asked_for_and_not_made(window: Open, tmp_path: Path, office_folder: Path) -> None:
    lost = tmp_path / "移动硬盘" / "数据"
    desk = window(lost, known=True, answers=(None, "李四"))
    desk.wait(lambda: desk.start.host.findChildren(DataFolder))
    desk.front()
    assert str(lost) in texts(desk.start.host)
    assert "找不到上次使用的数据" in texts(desk.start.host)
    press(Qt.Key.Key_F5)
    assert desk.dialogs.asked[-1][0] == "仍然找不到数据"
    assert not lost.exists()
    lost.parent.mkdir()
    office_folder.rename(lost)
    press(Qt.Key.Key_F5)
    desk.enter()
    assert desk.session.office.settings.get().office == "广州市海珠区司法局"
    assert desk.dialogs.asked[-1][0] == "当前经办人", "a PC that knows nobody asks who is working"
    assert desk.session.actor().name == "李四"


def test_a_damaged_file_is_told_and_left_as_it_is(window: Open, office_folder: Path) -> None:
    database = office_folder / "fazhi.db"
    database.write_bytes(b"this is no database at all " * 500)
    before = database.read_bytes()
    desk = window(office_folder)
    desk.wait(lambda: desk.start.host.findChildren(DataFolder))
    assert "已损坏" in texts(desk.start.host)
    (ask,) = desk.start.host.findChildren(DataFolder)
    assert ask.restore_button.isVisible()
    assert not ask.create_button.isVisible()
    assert database.read_bytes() == before


def test_data_of_a_later_program_is_refused_unharmed(window: Open, office_folder: Path) -> None:
    database = office_folder / "fazhi.db"
    raw = connect(database)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = database.read_bytes()
    desk = window(office_folder)
    desk.wait(lambda: desk.start.host.findChildren(DataFolder))
    assert "9999" in texts(desk.start.host)
    (ask,) = desk.start.host.findChildren(DataFolder)
    assert not ask.restore_button.isVisible()
    assert database.read_bytes() == before
