"""One document from its draft to the printed notice, by keys alone; what is refused on the way, and what is remembered of it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.documents.facts import StepKind, StepLevel
from tests.journeys.conftest import CTRL, Desk, Open, texts
from tests.ui.hands import focused, press, write

TITLE = "海珠区城市书房建设管理办法"


def registered(desk: Desk) -> int:
    """Ctrl+N to Ctrl+S."""
    page = desk.go("documents")
    press(Qt.Key.Key_N, CTRL)
    desk.form(page)
    write(focused(), TITLE)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqrmzf")
    press(Qt.Key.Key_Return)
    desk.rest()
    desk.save(page)
    desk.wait(lambda: page.record is not None and page.record.facts.title == TITLE)
    record: int = page.record.facts.id
    return record


def take_steps(desk: Desk) -> list[tuple[StepKind, StepLevel | None]]:
    """Whatever the procedure asks for next, until the number can be given: Tab to the button, Space, Ctrl+S."""
    page, taken = desk.page("documents"), []
    for _ in range(12):
        before = page.record
        desk.press_button(page.bar.buttons["step"])
        desk.wait(lambda: page.open_form is not None or desk.session.window.current_page is not page)
        if desk.session.window.current_page is not page:
            reviewed(desk)
            taken.append((StepKind.REVIEW, StepLevel.GOVERNMENT))
            continue
        form = desk.form(page)
        if "registered_on" in form.body.values():
            press(Qt.Key.Key_Escape)
            desk.wait(lambda: page.open_form is None)
            return taken
        values = form.body.values()
        taken.append((values.get("kind", StepKind.SIGNATURE), values.get("level")))
        desk.save(page)
        assert page.record is not before, "the panel shows what was stored"
    raise AssertionError(f"the procedure never ends: {taken}")


def reviewed(desk: Desk) -> None:
    """The review in the book of submissions, begun from the document: received, passed, answered; then back to the document."""
    page, documents = desk.page("submissions"), desk.page("documents")
    form = desk.form(page)
    assert form.body.values()["title"] == f"{TITLE}（送审稿）"
    press(Qt.Key.Key_F8)
    desk.save(page)
    for asked in ("作出合法性审核结论", "登记答复"):
        desk.press_button(page.bar.buttons["step"])
        assert desk.form(page).title.text().startswith(asked)
        desk.save(page)
    desk.press_button(page.bar.buttons["step"])
    desk.wait(lambda: desk.session.window.current_page is documents and documents.open_form is not None)
    desk.rest()
    press(Qt.Key.Key_Escape)
    desk.wait(lambda: documents.open_form is None)
    desk.rest()


def test_from_the_draft_to_the_printed_notice(window: Open, office_folder: Path) -> None:
    desk = window(office_folder, who="张三")
    desk.enter()
    document = registered(desk)
    page, office = desk.page("documents"), desk.session.office

    number_is_refused(desk, document)
    taken = take_steps(desk)
    kinds = [kind for kind, _ in taken]
    review = kinds.index(StepKind.REVIEW)
    assert review < kinds.index(StepKind.DELIBERATION) < kinds.index(StepKind.SIGNATURE)

    desk.press_button(page.bar.buttons["number"])
    form = desk.form(page)
    year = office.today().year
    assert f"将编为 HZ01{year}0001" in texts(form), "the number is shown before it is taken"
    desk.save(page)
    desk.wait(lambda: page.record.facts.unified_number)
    assert page.record.facts.unified_number == f"HZ01{year}0001"

    desk.press_button(page.bar.buttons["publish"])
    desk.form(page)
    desk.save(page)
    desk.wait(lambda: page.record.facts.published_on)
    assert office.documents.get(document).published_on == office.today()
    found_again(desk, document)
    history_tells(desk)
    printed(desk)


def found_again(desk: Desk, document: int) -> None:
    """From another page, by pinyin initials."""
    page = desk.page("documents")
    desk.go("units")
    press(Qt.Key.Key_K, CTRL)
    QTest.keyClicks(focused(), "hzqcssf")
    desk.wait(desk.session.window.finder.isVisible)
    press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.session.window.current_page is page and page.current_id == document)
    desk.rest()


def history_tells(desk: Desk) -> None:
    """修改记录 tells every step, the latest first."""
    page = desk.page("documents")
    page.panel.open_tab(3)
    desk.rest()
    told = texts(page.panel)
    for deed in ("公布文件", "登记编号", "签署", "登记文件", "张三"):
        assert deed in told
    assert told.index("公布文件") < told.index("登记编号") < told.index("登记文件")


def printed(desk: Desk) -> None:
    """登记表 and 通知单, shown as they are printed; before the second one is asked."""
    for entry, questions in (("打印登记表", 0), ("打印统一编号通知单…", 1)):
        desk.dialogs.answers = [True] * questions
        desk.more(desk.page("documents"), entry)
        assert TITLE in desk.previewed().title.words
        desk.close_preview()
    assert "视为已发出" in desk.dialogs.asked[-1][1]


def number_is_refused(desk: Desk, document: int) -> None:
    """A number before its time is refused, with every reason and its basis."""
    page = desk.page("documents")
    desk.press_button(page.bar.buttons["number"])
    form = desk.form(page)
    assert "集体审议" in texts(form)
    assert "尚未签署" in texts(form)
    assert [button for button in form.findChildren(QPushButton) if button.accessibleName().startswith("依据：")]
    press(Qt.Key.Key_S, CTRL)
    desk.rest()
    assert page.open_form is form, "the form stays with its reasons"
    assert not desk.session.office.documents.get(document).unified_number
    press(Qt.Key.Key_Escape)
    desk.wait(lambda: page.open_form is None)
