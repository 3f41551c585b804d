"""The page of the year's end with keys: what is left, carried over or dropped, targets, closing and opening again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Filter
from app.domain.plans import PlanItem, PlanState
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.services.backups import Reason
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.plain_table import PlainTable
from app.ui.years.page import YearsPage
from app.ui.years.steps import Step
from tests.factories import unit
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import focused, press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, services: Office, clock: Clock) -> YearsPage:
    services.setup.begin(OfficeSettings("海珠区司法局", "HZ", "海珠区", "guangzhou"), CLERK)
    services.units.save(unit("海珠区某镇人民政府", code="90"), CLERK)
    came = SubmissionFacts(
        "开着的合同", SubmissionKind.CONTRACT, sender_id=1, handler="张三", received_on=date(2025, 3, 3)
    )
    services.submissions.receive(came, CLERK)
    for title in ("没有报来的办法", "另一件办法"):
        services.plans.save(PlanItem(2025, title, submit_by=date(2025, 6, 30)), CLERK)
    clock.pass_(days=308)
    made = YearsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 640)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.shown()
    qtbot.waitUntil(lambda: made.loaded is not None)
    made.steps.setFocus()
    return made


def to(page: YearsPage, step: Step) -> None:
    """Down to a step by the arrow keys."""
    page.steps.setFocus()
    while page.step is not step:
        press(Qt.Key.Key_Down)


def cells(table: PlainTable) -> list[tuple[str, ...]]:
    return [line.cells for line in table.lines_model.lines]


def shown_buttons(page: YearsPage) -> set[str]:
    return {name for name, button in page.bar.buttons.items() if button.isVisible()}


def test_it_opens_at_last_year_and_every_step_says_how_it_stands(page: YearsPage) -> None:
    assert page.years.currentData() == 2025
    assert [(title, word) for title, _, word in cells(page.steps)] == [
        ("1  未办结的事项", "已列出"),
        ("2  制定计划", "待处理"),
        ("3  编号登记簿", "已完成"),
        ("4  下一年编号", "已完成"),
        ("5  下一年节假日", "已完成"),
        ("6  下一年目标", "可选"),
        ("7  关闭年度", "可以关闭"),
    ]
    assert cells(page.table) == [("送审件", "开着的合同", "2025-0001，2025年3月3日收件，审核中", "张三")]
    assert page.minimumSizeHint().width() < 900


def test_an_open_matter_is_opened_from_its_line(page: YearsPage, went: Went) -> None:
    press(Qt.Key.Key_Return)
    assert focused() is page.table
    press(Qt.Key.Key_Return)
    assert went.records == [("submissions", 1)]


def test_one_item_is_dropped_the_rest_carried_over(
    qtbot: QtBot, page: YearsPage, services: Office, dialogs: ScriptedDialogs, clock: Clock
) -> None:
    to(page, Step.PLANS)
    assert shown_buttons(page) == {"open", "carry_all", "carry", "drop", "print"}
    dialogs.answers = ["不再需要制定"]
    QTest.mouseClick(page.bar.buttons["drop"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(cells(page.table)) == 1 and page.step is Step.PLANS)
    QTest.mouseClick(page.bar.buttons["carry_all"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.nothing.isVisible)
    assert "已结转 1 项到2026年计划" in page.status_text
    assert [item.facts.title for item in services.plans.of_year(2026, clock.today())] == ["另一件办法"]
    assert services.plans.standing(2, clock.today()).state is PlanState.CARRIED
    assert cells(page.steps)[1][2] == "已完成"


def test_targets_of_the_next_year_are_typed(qtbot: QtBot, page: YearsPage, services: Office) -> None:
    to(page, Step.TARGETS)
    QTest.mouseClick(page.bar.buttons["targets"], Qt.MouseButton.LeftButton)
    assert page.form is not None
    QTest.keyClicks(focused(), "60")
    for _ in range(5):
        press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "90")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: page.form is None)
    assert services.years.targets(2026) == {"submissions_settled": 60, "plans_rate": 90}
    qtbot.waitUntil(lambda: cells(page.steps)[5][1:] == ("已设定2026年目标2项", "已完成"))


def test_the_year_is_closed_after_what_is_open_was_told_and_opened_again(
    qtbot: QtBot, page: YearsPage, services: Office, dialogs: ScriptedDialogs
) -> None:
    to(page, Step.CLOSING)
    assert shown_buttons(page) == {"close", "reopen"}
    assert page.bar.buttons["reopen"].toolTip() == "该年度没有关闭"
    dialogs.answers = [False]
    QTest.mouseClick(page.bar.buttons["close"], Qt.MouseButton.LeftButton)
    assert "· 制定计划：2项没有送审，请结转到2026年或取消" in dialogs.asked[0][1]
    dialogs.answers = [True]
    QTest.mouseClick(page.bar.buttons["close"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.loaded is not None and page.loaded.review.year.closed)
    assert [backup.reason for backup in services.backups.all()] == [Reason.YEAR]
    assert page.years.currentText() == "2025年（已关闭）"
    assert page.step is Step.CLOSING
    assert page.bar.buttons["close"].toolTip() == "该年度已经关闭，请先重新打开"
    dialogs.answers = ["漏登事项，需要补登"]
    QTest.mouseClick(page.bar.buttons["reopen"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.loaded is not None and not page.loaded.review.year.closed)
    assert [line[2:] for line in cells(page.table)] == [
        ("重新打开2025年度", "漏登事项，需要补登"),
        ("关闭2025年度", ""),
    ]


def test_this_year_can_be_prepared_and_not_closed(qtbot: QtBot, page: YearsPage) -> None:
    page.years.setFocus()
    press(Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: page.loaded is not None and page.loaded.review.year.year == 2026)
    to(page, Step.CLOSING)
    assert page.bar.buttons["close"].toolTip() == "2026年还没有结束"
    assert cells(page.steps)[4][2] == "待录入"


def test_the_number_book_and_the_list_on_paper(qtbot: QtBot, page: YearsPage, went: Went) -> None:
    to(page, Step.NUMBERS)
    QTest.mouseClick(page.bar.buttons["numbers"], Qt.MouseButton.LeftButton)
    assert went.pages == [("numbering", (Filter("year", (2025,)),))]
    page.print_list()
    qtbot.waitUntil(lambda: bool(went.previews))
    assert went.previews[0].read_bytes().startswith(b"%PDF")
