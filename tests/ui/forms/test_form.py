"""A whole form with the hands of a clerk: Enter moves on, Ctrl+S saves, problems stand where they belong, drafts survive."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import FileLevel
from app.domain.problems import Basis, Problem, Refused, Severity, Unavailable
from app.ui.errors import Failures
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.drafts import Drafts
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.picks import ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import LongTextField, TextField
from app.ui.forms.units import UnitField
from app.ui.work import Work
from tests.ui.conftest import ScriptedDialogs
from tests.ui.hands import commit, compose, press, write

CTRL = Qt.KeyboardModifier.ControlModifier
BLANK: dict[str, Any] = {
    "title": "",
    "level": None,
    "unit": None,
    "signed": None,
    "note": "",
    "carriers": (),
    "adopted": None,
}


class Saved:
    """What the form stored, and how it is to fare."""

    def __init__(self) -> None:
        self.values: list[dict[str, Any]] = []
        self.raises: Exception | None = None

    def __call__(self, values: dict[str, Any]) -> int:
        if self.raises:
            raise self.raises
        self.values.append(values)
        return len(self.values)


def rules(values: dict[str, Any]) -> list[Problem]:
    found = [] if values["title"] else [Problem("title", "请填写文件名称")]
    if values["adopted"] and values["signed"] and values["adopted"] > values["signed"]:
        found.append(Problem("adopted", "审议通过日期晚于签署日期", basis=Basis("程序规定第十条", "先审议后签署")))
    if len(values["title"]) > 10:
        found.append(Problem("title", "名称较长，请核对", Severity.WARNING))
    return found


def body() -> FormBody:
    made = FormBody()
    made.section("基本情况")
    made.add("title", "文件名称", TextField(), required=True, wide=True)
    made.add("level", "文件类别", ChoiceField(FileLevel))
    made.add(
        "unit",
        "起草单位",
        UnitField(lambda: (Option(1, "海珠区人民政府", ("hzqrmzf",)), Option(2, "海珠区司法局", ("hzqsfj",)))),
    )
    made.add("signed", "签署日期", DateField())
    made.add("note", "备注", LongTextField())
    made.add("carriers", "公布载体", RepeatField((Part("kind", "载体", TextField),), "载体"), wide=True)
    made.section("更多日期", folded=True)
    made.add("adopted", "审议通过日期", DateField())
    return made


@pytest.fixture
def saved() -> Saved:
    return Saved()


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts", "D:/法治台账")


@pytest.fixture
def form(
    qtbot: QtBot, work: Work, dialogs: ScriptedDialogs, failures: Failures, drafts: Drafts, saved: Saved
) -> FormPage:
    contract = FormContract(
        "documents", "件规范性文件", saved, rules, repeating=("level",), now=lambda: "2025-03-03 09:12"
    )
    made = FormPage(body(), contract, work, dialogs, failures, drafts)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.open("新增规范性文件", BLANK)
    made.body.go_to("title")
    return made


def field(form: FormPage, key: str) -> Any:
    return form.body.field(key)


def test_a_record_is_filled_with_keys_only(qtbot: QtBot, form: FormPage, saved: Saved) -> None:
    write(field(form, "title").line, "海珠区招商办法")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(field(form, "unit").line, "hzqsfj")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(field(form, "signed").line, "20250101")
    press(Qt.Key.Key_Tab)
    write(field(form, "note").edit, "第一行")
    press(Qt.Key.Key_Return)
    with qtbot.waitSignal(form.saved):
        press(Qt.Key.Key_S, CTRL)
    assert saved.values == [
        {
            "title": "海珠区招商办法",
            "level": FileLevel.GOVERNMENT,
            "unit": 2,
            "signed": date(2025, 1, 1),
            "note": "第一行",
            "carriers": (),
            "adopted": None,
        }
    ]


def test_enter_after_the_last_field_reaches_the_save_button_which_saves(
    qtbot: QtBot, form: FormPage, saved: Saved
) -> None:
    field(form, "title").line.setText("办法")
    for _ in range(3):
        press(Qt.Key.Key_Return)
    assert field(form, "signed").line.hasFocus()
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert field(form, "carriers").add_button.hasFocus()
    form.body.go_to("adopted")
    press(Qt.Key.Key_Return)
    assert form.footer.save.hasFocus()
    with qtbot.waitSignal(form.saved):
        press(Qt.Key.Key_Return)
    assert len(saved.values) == 1


@pytest.mark.parametrize(("key", "modifiers"), [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_S, CTRL),
    (Qt.Key.Key_Return, CTRL),
    (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
])  # fmt: skip
def test_no_key_acts_while_composing(form: FormPage, saved: Saved, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    line = field(form, "title").line
    compose(line, "hai'zhu")
    press(key, modifiers)
    assert line.hasFocus()
    assert not form._saving
    commit(line, "海珠")
    assert form.body.values()["title"] == "海珠"
    assert saved.values == []


def test_tab_order_is_the_visual_order(form: FormPage) -> None:
    form.body.set_values({"carriers": [{"kind": "政府公报"}]})
    form.body._sections[1].fold.click()  # type: ignore[union-attr]
    form.body.go_to("title")
    places: list[tuple[int, int]] = []
    expected = 10
    for _ in range(expected):
        focus = QApplication.focusWidget()
        assert focus is not None
        places.append(_place(focus, form.body))
        press(Qt.Key.Key_Tab)
    assert places == sorted(places), "rows from top to bottom, left before right"


def _place(widget: QWidget, within: QWidget) -> tuple[int, int]:
    at = widget.mapTo(within, widget.rect().topLeft())
    return at.y() // 24, at.x()


def test_problems_appear_when_a_field_is_left_and_go_as_it_is_mended(qtbot: QtBot, form: FormPage) -> None:
    title = field(form, "title")
    press(Qt.Key.Key_Tab)
    form.body.go_to("title")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: title.problem_texts == ["请填写文件名称"])
    form.body.go_to("title")
    write(title.line, "办法")
    qtbot.waitUntil(lambda: title.problem_texts == [])


def test_problems_of_untouched_fields_wait_for_the_attempt_to_save(qtbot: QtBot, form: FormPage, saved: Saved) -> None:
    saved.raises = Refused([Problem("title", "请填写文件名称"), Problem("adopted", "缺少审议通过日期")])
    form.body.go_to("signed")
    form.body.set_values(BLANK)
    assert field(form, "title").problem_texts == []
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: field(form, "title").problem_texts == ["请填写文件名称"])
    assert field(form, "adopted").problem_texts == ["缺少审议通过日期"]
    assert field(form, "adopted").isVisible(), "a folded section with a problem opens"
    assert field(form, "title").line.hasFocus(), "the cursor goes to the first problem"
    assert form.footer.summary.text() == "2处需要改正"
    assert form.footer.save.isEnabled()


def test_what_cannot_be_read_is_never_sent(form: FormPage, saved: Saved) -> None:
    field(form, "title").line.setText("办法")
    form.body.go_to("signed")
    QTest.keyClicks(field(form, "signed").line, "2025.13.1")
    press(Qt.Key.Key_S, CTRL)
    assert not form._saving
    assert saved.values == []
    assert field(form, "signed").problem_texts[0].startswith("日历上没有2025年13月1日")


def test_save_and_next_keeps_the_repeating_fields(qtbot: QtBot, form: FormPage, saved: Saved) -> None:
    field(form, "title").line.setText("第一件")
    field(form, "level").set_value("department")
    with qtbot.waitSignal(form.saved) as told:
        press(Qt.Key.Key_Return, CTRL)
    assert told.args == [1, True]
    form.next("新增规范性文件", BLANK)
    assert form.body.values() == {**BLANK, "level": FileLevel.DEPARTMENT}
    assert field(form, "title").line.hasFocus()
    assert not form.changed


@pytest.mark.parametrize(
    ("answer", "closed", "stored"), [("不保存", True, 0), ("继续填写", False, 0), ("保存", False, 1)]
)
def test_escape_asks_when_something_changed(
    qtbot: QtBot, form: FormPage, dialogs: ScriptedDialogs, saved: Saved, answer: str, closed: bool, stored: int
) -> None:
    left: list[bool] = []
    form.closed.connect(lambda: left.append(True))
    write(field(form, "title").line, "办法")
    dialogs.answers = [answer]
    press(Qt.Key.Key_Escape)
    if stored:
        qtbot.waitUntil(lambda: len(saved.values) == stored)
    assert bool(left) is closed
    assert dialogs.asked == [("还没有保存", "“新增规范性文件”已经修改，要保存吗？")]


def test_escape_leaves_at_once_when_nothing_changed(qtbot: QtBot, form: FormPage) -> None:
    with qtbot.waitSignal(form.closed):
        press(Qt.Key.Key_Escape)


def test_a_failing_disk_keeps_what_was_typed_and_the_draft(
    qtbot: QtBot, form: FormPage, saved: Saved, dialogs: ScriptedDialogs, drafts: Drafts
) -> None:
    saved.raises = Unavailable(Path("D:/法治台账/fazhi.db"), "磁盘已满，请清理后再保存")
    dialogs.answers = [None]
    write(field(form, "title").line, "办法")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(dialogs.asked))
    assert form.body.values()["title"] == "办法"
    assert drafts.left_over()[0].values["title"] == "办法"
    saved.raises = None
    with qtbot.waitSignal(form.saved):
        press(Qt.Key.Key_S, CTRL)
    assert drafts.left_over() == []


def test_a_draft_is_written_within_five_seconds_and_gone_after_saving(
    qtbot: QtBot, form: FormPage, drafts: Drafts
) -> None:
    assert form._draft_timer.interval() <= 5000
    write(field(form, "title").line, "办法")
    running = form._draft_timer.remainingTime()
    write(field(form, "title").line, "二")
    assert form._draft_timer.remainingTime() <= running, "typing on does not put the draft off"
    form._draft_timer.timeout.emit()
    (draft,) = drafts.left_over("documents")
    assert (draft.title, draft.record, draft.values["title"]) == ("新增规范性文件", None, "办法二")
    with qtbot.waitSignal(form.saved):
        press(Qt.Key.Key_S, CTRL)
    assert drafts.left_over() == []


def test_a_draft_is_taken_up_with_unreadable_entries_as_typed(form: FormPage, drafts: Drafts) -> None:
    form.body.go_to("signed")
    QTest.keyClicks(field(form, "signed").line, "2025.13.")
    field(form, "carriers").restore([{"kind": "政府公报"}])
    form.keep_draft()
    (draft,) = drafts.left_over()
    form.open("新增规范性文件", BLANK)
    form.take_up(draft.key, draft.values)
    assert field(form, "signed").line.text() == "2025.13."
    assert form.body.values()["carriers"] == ({"kind": "政府公报"},)
    assert form.changed


def test_drafts_of_other_folders_and_damaged_ones_are_not_offered(tmp_path: Path, drafts: Drafts) -> None:
    Drafts(tmp_path / "drafts", "E:/别处").keep("other", "documents", None, 0, "别处", "2025-01-01 08:00", {})
    drafts.keep("mine", "documents", 7, 3, "修改", "2025-01-01 09:00", {"title": "办法"})
    (tmp_path / "drafts" / "broken.json").write_text('{"key": "broken', "utf-8")
    (tmp_path / "drafts" / "strange.json").write_text(json.dumps({"key": "strange"}), "utf-8")
    (draft,) = drafts.left_over()
    assert (draft.key, draft.record, draft.revision) == ("mine", 7, 3)
    drafts.drop("mine")
    drafts.drop("mine")
    assert drafts.left_over() == []


def test_previous_and_next_record(qtbot: QtBot, form: FormPage) -> None:
    form.open("修改规范性文件", BLANK, record=7, revision=1)
    with qtbot.waitSignal(form.step_asked, check_params_cb=lambda by: by == 1):
        press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(form.step_asked, check_params_cb=lambda by: by == -1):
        press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize("key", ["title", "level", "unit", "signed", "note", "adopted"])
def test_every_input_has_a_name_for_screen_readers(form: FormPage, key: str) -> None:
    assert all(stop.accessibleName() for stop in field(form, key).tab_stops())


def test_a_field_can_be_hidden_with_its_label(form: FormPage) -> None:
    form.body.show_row("unit", False)
    assert not field(form, "unit").isVisible()
    field(form, "level").combo.setFocus()
    press(Qt.Key.Key_Return)
    assert field(form, "signed").line.hasFocus()


def test_a_form_for_looking_only_saves_nothing(form: FormPage, saved: Saved) -> None:
    form.body.set_editable(False)
    form.save()
    assert not form._saving
    assert not field(form, "title").line.isEnabled()


def test_a_form_just_opened_counts_nothing_as_wrong(qtbot: QtBot, form: FormPage) -> None:
    title = field(form, "title")
    with qtbot.waitSignal(form.checked):
        form.check()
    assert form.footer.summary.isHidden()
    form.body.go_to("title")
    press(Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: title.problem_texts == ["请填写文件名称"])
    assert form.footer.summary.text() == "1处需要改正"
