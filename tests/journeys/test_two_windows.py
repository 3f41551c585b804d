"""A second window on the same folder looks and cannot touch; the folder is free once the first has closed."""

from pathlib import Path

from PySide6.QtCore import Qt

from app.domain.ledgers import Query
from tests.journeys.conftest import CTRL, Open
from tests.journeys.test_a_document import TITLE, registered
from tests.ui.hands import press


def test_the_second_window_says_who_works_and_only_looks(window: Open, office_folder: Path) -> None:
    first = window(office_folder, who="张三")
    first.enter()
    second = window(office_folder, who="李四", answers=("只读打开",))
    second.enter()
    title, told = second.dialogs.asked[0]
    assert title == "只能查看"
    assert "张三（" in told
    assert "正在使用，自 " in told
    assert "张三（" in second.session.window.status.read_only.text()

    first.front()
    registered(first)
    second.front()
    page = second.go("documents")
    press(Qt.Key.Key_F5)
    second.wait(lambda: page.record is not None)
    assert page.record.facts.title == TITLE, "what the first window stored is seen"
    for name in ("new", "edit", "step", "number", "publish"):
        assert not page.bar.buttons[name].isEnabled(), name
    assert "正在使用" in page.bar.buttons["new"].toolTip()
    press(Qt.Key.Key_N, CTRL)
    second.start.host.close()
    second.wait(lambda: not second.start.host.isVisible())


def test_leaving_backs_up_what_changed_and_frees_the_folder(window: Open, office_folder: Path) -> None:
    first = window(office_folder, who="张三")
    first.enter()
    before = len(first.session.office.backups.all())
    assert before == 1, "the day's first backup"
    registered(first)
    backups = first.session.office.backups
    first.start.host.close()
    first.wait(lambda: not first.start.host.isVisible())
    made = backups.all()
    assert {backup.reason.label for backup in made} == {"每日首次打开", "退出程序"}
    first.start.end()

    again = window(office_folder, who="李四")
    again.enter()
    assert again.dialogs.asked == []
    assert not again.session.office.read_only
    assert again.session.office.ledgers.count("documents", Query(again.session.office.today())) == 1
    again.start.host.close()
    again.wait(lambda: not again.start.host.isVisible())
    assert len(again.session.office.backups.all()) == 2, "nothing changed, nothing to back up"


def test_the_second_window_can_be_left_unopened(window: Open, office_folder: Path) -> None:
    first = window(office_folder, who="张三")
    first.enter()
    second = window(office_folder, answers=("退出",))
    second.wait(lambda: second.dialogs.asked and not second.start.host.isVisible())
    assert second.start.session is None
