"""顾问考核表 among the settings: shipped forms are filled in and taken up, sums are seen while one types, a used form gets a next version."""

from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.templates import SHIPPED, Grade
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.forms.page import FormPage
from app.ui.settings.assessment_form import GradesField, ItemsField
from app.ui.settings.assessment_forms import AssessmentFormsSection
from tests.advisers import lawyer
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import focused, press, tab_to, write

CTRL = Qt.KeyboardModifier.ControlModifier
JINAN = SHIPPED[2].name


@pytest.fixture
def section(qtbot: QtBot, desk: Desk) -> AssessmentFormsSection:
    made = AssessmentFormsSection(desk)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.reload()
    qtbot.waitUntil(lambda: made.table.current_key() is not None)
    made.table.setFocus()
    return made


def form(section: AssessmentFormsSection) -> FormPage:
    assert section.form is not None
    return section.form


def items(section: AssessmentFormsSection) -> ItemsField:
    field = form(section).body.field("items")
    assert isinstance(field, ItemsField)
    return field


def retype(text: str) -> None:
    press(Qt.Key.Key_A, CTRL)
    write(focused(), text)


def stored(qtbot: QtBot, section: AssessmentFormsSection) -> None:
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.form is None and section.desk.work.quiet)


def cells(section: AssessmentFormsSection) -> list[tuple[str, ...]]:
    return [line.cells for line in section.table.lines_model.lines]


def test_what_a_source_does_not_show_is_filled_in_before_it_is_used(
    qtbot: QtBot, section: AssessmentFormsSection, services: Office
) -> None:
    assert [line[:2] for line in cells(section)] == [
        (SHIPPED[0].name, "可以使用"), (SHIPPED[1].name, "分值待填"), (JINAN, "分值待填"),
    ]  # fmt: skip
    for _ in range(2):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert form(section).title.text() == "采用考核表"
    total = items(section).total
    assert "“职责履行”“服务质量”“执业规范”“工作纪律”的分值待填" in total.text()
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: section.desk.work.quiet)
    assert items(section).problem_texts == [
        "“职责履行”“服务质量”“执业规范”“工作纪律”的分值尚未填写，使用前请按本地的考核办法补齐"
    ]
    assert form(section).body.field("bonus_max").problem_texts
    assert form(section).body.field("thresholds").problem_texts
    for number, points in enumerate(("40", "30", "20", "5"), 1):
        tab_to(f"一项第{number}行分值")
        retype(points)
    assert total.text() == "各项合计95分；满分100分，还差5分"
    retype("10")
    assert total.text() == "各项合计100分"
    form(section).body.go_to("bonus_max")
    write(focused(), "10")
    for grade, low in (("优秀", "90"), ("合格", "70"), ("基本合格", "60")):
        tab_to(f"{grade}的最低分")
        write(focused(), low)
    stored(qtbot, section)
    kept = services.advisers.assessments.templates()[0]
    assert (kept.name, kept.version, [item.maximum for item in kept.items], kept.bonus_max) == (
        JINAN, 1, [4_000, 3_000, 2_000, 1_000], 1_000,
    )  # fmt: skip
    assert kept.thresholds == ((Grade.EXCELLENT, 9_000), (Grade.QUALIFIED, 7_000), (Grade.BASIC, 6_000))
    qtbot.waitUntil(lambda: cells(section)[0][:3] == (JINAN, "使用中", "1"))


def test_an_empty_form_is_printed_and_saved_by_keys(
    qtbot: QtBot,
    section: AssessmentFormsSection,
    services: Office,
    dialogs: ScriptedDialogs,
    went: Went,
    tmp_path: Path,
) -> None:
    services.hold("本窗口只能查看")
    section.reload()
    qtbot.waitUntil(lambda: not section.bar.buttons["edit"].isEnabled())
    for _ in range(2):
        press(Qt.Key.Key_Down)
    tab_to("打印空白表")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(went.previews))
    said = "".join(page.extract_text() for page in PdfReader(went.previews[0]).pages)
    assert "晋安区" in said
    assert "自评人" in said
    dialogs.answers = [tmp_path / "空白.docx"]
    tab_to("导出空白表")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: section.told.text() == f"已导出到 {tmp_path / '空白.docx'}")
    assert Document(str(tmp_path / "空白.docx")).paragraphs[0].text == JINAN
    assert dialogs.asked[0][1].endswith(f"{JINAN}（空白）.docx")


def test_a_used_form_becomes_its_next_version(qtbot: QtBot, section: AssessmentFormsSection, services: Office) -> None:
    services.advisers.people.save(lawyer(), CLERK)
    first = services.advisers.assessments.save_template(SHIPPED[0], CLERK)
    services.advisers.assessments.save(AssessmentFacts(1, first.id or 0, 2025), CLERK)
    section.reload()
    qtbot.waitUntil(lambda: cells(section)[0][1] == "使用中")
    press(Qt.Key.Key_Return)
    assert form(section).title.text() == "修改考核表"
    tab_to("一项第1行分值")
    retype("35")
    tab_to("一项第2行分值")
    retype("35")
    form(section).body.go_to("source")
    retype("海司发〔2026〕4号")
    stored(qtbot, section)
    (second,) = (each for each in services.advisers.assessments.templates() if each.id)
    assert (second.version, second.source) == (2, "海司发〔2026〕4号")
    assert [item.key for item in second.items] == [item.key for item in first.items]
    assert services.advisers.assessments.template(first.id or 0).items == first.items


def test_a_form_of_ones_own_and_grades_the_wrong_way_round(
    qtbot: QtBot, section: AssessmentFormsSection, services: Office
) -> None:
    section.add()
    body = form(section).body
    write(focused(), "街道法律顾问考核表")
    items(section).add_button.setFocus()
    press(Qt.Key.Key_Space)
    write(focused(), "驻点服务")
    press(Qt.Key.Key_Tab)
    write(focused(), "100")
    body.go_to("bonus_max")
    write(focused(), "0")
    body.go_to("thresholds")
    for low in ("60", "75", "90"):
        write(focused(), low)
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_S, CTRL)
    grades = body.field("thresholds")
    assert isinstance(grades, GradesField)
    qtbot.waitUntil(lambda: section.desk.work.quiet)  # a key while it is being saved would be in vain
    assert grades.problem_texts == ["各等次的最低分应从高到低，请更正"]
    for grade, low in ((Grade.EXCELLENT, "90"), (Grade.BASIC, "60")):
        grades.cells[grade].line.setFocus()
        retype(low)
    stored(qtbot, section)
    (own,) = (each for each in services.advisers.assessments.templates() if each.id)
    assert (own.name, own.items[0].title, own.items[0].key, own.vetoes) == (
        "街道法律顾问考核表",
        "驻点服务",
        "item1",
        (),
    )
    section.add()
    write(focused(), "街道法律顾问考核表")
    form(section).body.field("items").set_value([{"title": "驻点服务", "maximum": 10_000, "help": ""}])
    form(section).body.field("bonus_max").set_value(0)
    form(section).body.field("thresholds").set_value(own.thresholds)
    press(Qt.Key.Key_S, CTRL)
    name = form(section).body.field("name")
    qtbot.waitUntil(lambda: name.problem_texts == ["已有名为“街道法律顾问考核表”的考核表，请直接修改它"])


def test_what_was_typed_comes_back_from_a_draft(section: AssessmentFormsSection) -> None:
    section.add()
    body = form(section).body
    items(section).set_value([{"title": "驻点服务", "maximum": 6_000, "help": "每月8小时"}])
    body.field("thresholds").set_value(((Grade.EXCELLENT, 9_000),))
    typed, before = body.state(), body.values()
    body.set_values({"items": (), "thresholds": ()})
    body.restore(typed)
    assert body.values() == before
    assert items(section).total.text() == "各项合计60分；满分100分，还差40分"
