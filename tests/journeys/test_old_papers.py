"""补录 with an input method, and the program ending by force in the middle of it: nothing typed is lost."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.ledgers import Query
from tests.journeys.conftest import CTRL, Desk, Open
from tests.ui.hands import commit, compose, focused, press


def typed(desk: Desk, page: object) -> None:
    """The title composed letter by letter, with keys in between that belong to the input method."""
    line = focused()
    for letters in ("h", "ha", "hai", "haizhuqu"):
        compose(line, letters)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_S, CTRL)
        press(Qt.Key.Key_Escape)
    assert focused() is line, "nothing acts on half a word"
    assert page.open_form is not None  # type: ignore[attr-defined]
    commit(line, "海珠区")
    for word in ("旧村改造", "实施意见"):
        compose(line, "a")
        commit(line, word)


def test_what_was_typed_survives_the_end_of_the_program(window: Open, office_folder: Path, own_user: Path) -> None:
    desk = window(office_folder, who="张三")
    desk.enter()
    page = desk.go("documents")
    press(Qt.Key.Key_N, CTRL)
    form = desk.form(page)
    typed(desk, page)
    assert form.body.field("title").value() == "海珠区旧村改造实施意见"
    desk.tab_to(form.body.field("backfill").tab_stops()[0])
    press(Qt.Key.Key_Space)
    desk.tab_to(form.body.field("unified_number").tab_stops()[0])
    QTest.keyClicks(focused(), "HZ0120190007")
    desk.tab_to(form.body.field("published_on").tab_stops()[0])
    QTest.keyClicks(focused(), "2019.3.2")
    desk.wait(lambda: list((own_user / "drafts").glob("*.json")))
    form.keep_draft()  # what the timer does again within seconds of the last key
    desk.crash()

    again = window(office_folder, who="张三")
    again.enter()
    page = again.page("documents")
    assert again.session.window.current_page is page, "the page with something unsaved comes first"
    go_on = next(b for b in page.offer.findChildren(QPushButton) if b.text() == "继续填写")
    go_on.setFocus()
    press(Qt.Key.Key_Space)
    form = again.form(page)
    values = form.body.values()
    assert values["title"] == "海珠区旧村改造实施意见"
    assert (values["backfill"], values["unified_number"]) == (True, "HZ0120190007")
    assert str(values["published_on"]) == "2019-03-02"
    again.save(page)

    office = again.session.office
    (document,) = office.ledgers.ids("documents", Query(office.today()))
    facts = office.documents.get(document)
    assert (facts.title, facts.unified_number, facts.backfill) == ("海珠区旧村改造实施意见", "HZ0120190007", True)
    assert not list((own_user / "drafts").glob("*.json")), "a draft is gone once it is stored"
