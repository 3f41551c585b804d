"""Each field by keyboard: what is typed, what it means, what is wrong; nothing happens while an input method composes."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import DocumentKind, FileLevel
from app.domain.problems import Basis, Problem, Severity
from app.ui.forms.days import DateField
from app.ui.forms.field import Field
from app.ui.forms.picks import CheckField, ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.suggest import Option, matching
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import MultiUnitField, UnitField
from tests.ui.hands import commit, compose, press, write

UNITS = (
    Option(1, "海珠区人民政府", ("hzqrmzf", "区政府")),
    Option(2, "海珠区人民政府办公室", ("hzqrmzfbgs",)),
    Option(3, "海珠区住房和建设局", ("hzqzfhjsj", "海珠区建设和水务局"), "曾用名 海珠区建设和水务局"),
    Option(4, "海珠区法治建设领导小组", ("hzqfzjsldxz",), refused="议事协调机构不得制定规范性文件，请选择其他单位"),
)


class Counter:
    """How often a field told of changes."""

    def __init__(self, field: Field) -> None:
        self.changes = 0
        field.changed.connect(self._count)

    def _count(self) -> None:
        self.changes += 1


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[Field], Field]:
    holders: list[QWidget] = []

    def shown(field: Field) -> Field:
        holder = QWidget()
        holders.append(holder)  # else it goes with the field when this function ends
        holder.resize(500, 400)
        field.setParent(holder)
        field.resize(400, 200)
        other = QLineEdit(holder)
        other.setObjectName("other")
        qtbot.addWidget(holder)
        with qtbot.waitActive(holder):
            holder.show()
            holder.activateWindow()
        field.tab_stops()[-1].setFocus()
        return field

    return shown


def _leave(field: Field) -> None:
    other = field.window().findChild(QLineEdit, "other")
    assert other is not None
    other.setFocus()


def test_text_is_typed_and_trimmed(show: Callable[[Field], Field]) -> None:
    field = TextField(most=6)
    told = Counter(field)
    show(field)
    write(field.line, " 海珠 ")
    assert field.value() == "海珠"
    assert told.changes == 4
    field.set_value("不告诉任何人")
    assert told.changes == 4
    field.set_value("七个字的一段话")
    assert [problem.message for problem in field.own_problems()] == ["最多6个字，超出1个字，请删减"]


def test_composing_changes_nothing_until_it_is_committed(show: Callable[[Field], Field]) -> None:
    field = TextField()
    told = Counter(field)
    show(field)
    compose(field.line, "hai'zhu")
    assert (field.value(), told.changes) == ("", 0)
    commit(field.line, "海珠")
    assert (field.value(), told.changes) == ("海珠", 1)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down])
def test_keys_do_nothing_while_composing(show: Callable[[Field], Field], key: Qt.Key) -> None:
    field = TextField()
    show(field)
    compose(field.line, "hai")
    press(key)
    assert field.line.hasFocus()
    commit(field.line, "海")
    assert field.value() == "海"


@pytest.mark.parametrize(("typed", "day"), [
    ("20250101", date(2025, 1, 1)), ("2025.1.1", date(2025, 1, 1)), ("2025-1-1", date(2025, 1, 1)), ("", None),
])  # fmt: skip
def test_dates_are_typed_in_any_spelling(show: Callable[[Field], Field], typed: str, day: date | None) -> None:
    field = DateField()
    show(field)
    QTest.keyClicks(field.line, typed)
    assert field.value() == day
    assert field.own_problems() == ()
    _leave(field)
    assert field.line.text() == (day.isoformat() if day else "")


def test_a_chinese_date_comes_through_the_input_method(show: Callable[[Field], Field]) -> None:
    field = DateField()
    show(field)
    write(field.line, "2025年1月1日")
    assert field.value() == date(2025, 1, 1)


@pytest.mark.parametrize("typed", ["20251301", "2025", "1/2/2025", "18880101", "abc"])
def test_what_is_no_day_is_kept_as_typed_and_explained(show: Callable[[Field], Field], typed: str) -> None:
    field = DateField()
    show(field)
    QTest.keyClicks(field.line, typed)
    _leave(field)
    assert field.value() is None
    assert field.line.text() == typed
    (problem,) = field.own_problems()
    assert problem.severity is Severity.ERROR
    assert problem.message


def test_a_day_is_picked_from_a_chinese_calendar(qtbot: QtBot, show: Callable[[Field], Field]) -> None:
    field = DateField()
    told = Counter(field)
    show(field)
    QTest.keyClicks(field.line, "2025.3.9")
    press(Qt.Key.Key_F4)
    calendar = field.window().findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2025, 3, 9)
    assert calendar.locale().standaloneMonthName(3) == "三月"
    calendar.setSelectedDate(QDate(2025, 3, 31))
    before = told.changes
    calendar.activated.emit(calendar.selectedDate())
    assert field.value() == date(2025, 3, 31)
    assert told.changes == before + 1


def test_a_choice_is_made_by_arrow_keys_and_can_be_empty(show: Callable[[Field], Field]) -> None:
    field = ChoiceField(FileLevel)
    told = Counter(field)
    show(field)
    assert field.value() is None
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert field.value() is FileLevel.OFFICE
    assert told.changes == 2
    field.set_value("government")
    assert field.value() is FileLevel.GOVERNMENT
    assert told.changes == 2
    field.restore(field.state())
    assert field.value() is FileLevel.GOVERNMENT


def test_a_required_choice_has_no_empty_line(show: Callable[[Field], Field]) -> None:
    field = ChoiceField(DocumentKind, optional=False)
    show(field)
    assert field.value() is DocumentKind.DECISION


def test_a_tick_is_set_with_the_space_bar(show: Callable[[Field], Field]) -> None:
    field = CheckField("补录")
    show(field)
    press(Qt.Key.Key_Space)
    assert field.value() is True


@pytest.mark.parametrize(("typed", "value", "wrong"), [
    ("5", 5, False), ("５", 5, False), ("5年", 5, False), ("", None, False), ("0", None, True), ("100", None, True), ("五", None, True),
])  # fmt: skip
def test_whole_numbers(show: Callable[[Field], Field], typed: str, value: int | None, wrong: bool) -> None:
    field = IntField(1, 99, "年")
    show(field)
    write(field.line, typed)
    assert field.value() == value
    assert bool(field.own_problems()) is wrong


def test_enter_in_long_text_is_a_new_line_and_tab_leaves(show: Callable[[Field], Field]) -> None:
    field = LongTextField()
    show(field)
    write(field.edit, "第一行")
    press(Qt.Key.Key_Return)
    write(field.edit, "第二行")
    assert field.value() == "第一行\n第二行"
    press(Qt.Key.Key_Tab)
    assert not field.edit.hasFocus()


@pytest.mark.parametrize(("typed", "labels"), [
    ("hzqrm", ["海珠区人民政府", "海珠区人民政府办公室"]),
    ("建设", ["海珠区住房和建设局", "海珠区法治建设领导小组"]),
    ("区政府", ["海珠区人民政府"]),
    ("水务", ["海珠区住房和建设局"]),
    ("HZQZF", ["海珠区住房和建设局"]),
    ("没有", []),
])  # fmt: skip
def test_units_are_found_by_characters_initials_and_former_names(typed: str, labels: list[str]) -> None:
    assert [option.label for option in matching(UNITS, typed)] == labels


def test_a_unit_is_chosen_by_keyboard(show: Callable[[Field], Field]) -> None:
    field = UnitField(lambda: UNITS)
    show(field)
    QTest.keyClicks(field.line, "hzqrm")
    assert field.suggestions.labels == ["海珠区人民政府", "海珠区人民政府办公室"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert field.value() == 2
    assert field.line.text() == "海珠区人民政府办公室"
    assert field.suggestions.labels == []
    assert field.line.hasFocus()


def test_suggestions_do_not_react_to_composition(show: Callable[[Field], Field]) -> None:
    field = UnitField(lambda: UNITS)
    show(field)
    compose(field.line, "zhu'fang")
    assert field.suggestions.labels == []
    commit(field.line, "住房")
    assert field.suggestions.labels == ["海珠区住房和建设局"]
    compose(field.line, "he")
    press(Qt.Key.Key_Return)
    assert field.value() is None, "Enter belongs to the input method"


def test_escape_closes_the_list_and_keeps_the_words(show: Callable[[Field], Field]) -> None:
    field = UnitField(lambda: UNITS)
    show(field)
    QTest.keyClicks(field.line, "hzq")
    press(Qt.Key.Key_Escape)
    assert field.suggestions.labels == []
    assert field.line.text() == "hzq"


def test_leaving_takes_the_only_match_or_says_what_is_wrong(show: Callable[[Field], Field]) -> None:
    field = UnitField(lambda: UNITS)
    show(field)
    write(field.line, "住房")
    _leave(field)
    assert field.value() == 3
    field.line.setFocus()
    field.line.selectAll()
    write(field.line, "无此单位")
    _leave(field)
    assert field.value() is None
    assert field.own_problems()[0].message.startswith("没有名为“无此单位”的单位")


def test_a_unit_that_may_not_issue_is_refused_with_the_reason(show: Callable[[Field], Field]) -> None:
    field = UnitField(lambda: UNITS)
    show(field)
    write(field.line, "领导小组")
    press(Qt.Key.Key_Return)
    assert field.value() is None
    assert field.problem_texts == ["议事协调机构不得制定规范性文件，请选择其他单位"]


def test_joint_issuers_are_added_ordered_and_removed(qtbot: QtBot, show: Callable[[Field], Field]) -> None:
    field = MultiUnitField(lambda: UNITS)
    show(field)
    for typed in ("住房", "hzqrmzfbgs"):
        write(field.adder.line, typed)
        press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not field.adder.line.text())
    assert field.value() == (3, 2)
    up = next(stop for stop in field.tab_stops() if stop.accessibleName() == "上移海珠区人民政府办公室")
    up.setFocus()
    press(Qt.Key.Key_Space)
    assert field.value() == (2, 3)
    remove = next(stop for stop in field.tab_stops() if stop.accessibleName() == "移除海珠区住房和建设局")
    remove.setFocus()
    press(Qt.Key.Key_Space)
    assert field.value() == (2,)


def test_a_unit_is_not_offered_twice(show: Callable[[Field], Field]) -> None:
    field = MultiUnitField(lambda: UNITS)
    field.set_value((1,))
    show(field)
    write(field.adder.line, "人民政府")
    assert field.adder.suggestions.labels == ["海珠区人民政府办公室"]


def _carriers() -> RepeatField:
    return RepeatField((Part("kind", "载体", TextField), Part("on", "日期", DateField)), "载体")


def test_rows_are_added_filled_and_removed_by_keyboard(show: Callable[[Field], Field]) -> None:
    field = _carriers()
    told = Counter(field)
    show(field)
    press(Qt.Key.Key_Space)
    write(field.window().focusWidget() or field, "政府公报")
    assert field.value() == ({"kind": "政府公报", "on": None},)
    field.add_button.setFocus()
    press(Qt.Key.Key_Space)
    assert len(field.value()) == 1, "a blank row is no row"
    assert told.changes == 4
    remove = field.tab_stops()[2]
    remove.setFocus()
    press(Qt.Key.Key_Space)
    assert field.value() == ()


def test_a_row_tells_what_is_wrong_in_it(show: Callable[[Field], Field]) -> None:
    field = _carriers()
    show(field)
    field.restore([{"kind": "网站", "on": "2025.13.1"}])
    assert field.own_problems()[0].message.startswith("第1行日期：日历上没有2025年13月1日这一天")
    assert field.state() == [{"kind": "网站", "on": "2025.13.1"}]


def test_problems_stand_under_the_field_with_their_basis(qtbot: QtBot, show: Callable[[Field], Field]) -> None:
    field = TextField()
    show(field)
    basis = Basis("管理规定第三十条", "有效期一般不超过5年")
    field.show_problems([Problem("", "有效期超过5年", Severity.WARNING, basis)])
    assert field.problem_texts == ["有效期超过5年"]
    assert field.line.property("wrong") == "warning"
    (button,) = field.basis_stops()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    field.show_problem("")
    assert field.problem_texts == []
    assert field.line.property("wrong") == ""
