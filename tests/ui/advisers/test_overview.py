"""顾问概览 with the hands of a clerk: who is not used stands out, every figure opens its records."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.advisers.engagements import Pricing
from app.domain.ledgers import ID, Filter
from app.domain.submissions.facts import Adoption
from app.services.office import Office
from app.ui.advisers.overview import AdviserOverviewPage
from app.ui.chart import Chart
from app.ui.desk import Desk
from tests.advisers import asked, contract
from tests.offices import CLERK
from tests.ui.advisers.conftest import ShowOverview
from tests.ui.conftest import ScriptedDialogs, Went
from tests.ui.hands import press, tab_to

D = date


@pytest.fixture
def busy(served: Office) -> Office:
    """Contract 1 of unit 1 was asked twice, contract 2 of unit 2 never."""
    served.advisers.matters.assign(
        asked(asked_on=D(2025, 1, 6), done_on=D(2025, 1, 8), adoption=Adoption.ADOPTED), CLERK
    )
    served.advisers.matters.assign(
        asked(
            "另一件",
            asked_on=D(2025, 2, 3),
            done_on=D(2025, 2, 5),
            adoption=Adoption.NOT_ADOPTED,
            adoption_reason="已协商",
        ),
        CLERK,
    )
    served.advisers.engagements.save(contract(unit_id=2, number="2", amount=3_000_050), CLERK)
    return served


def rows(page: AdviserOverviewPage) -> list[tuple[str, ...]]:
    return [line.cells for line in page.table.lines_model.lines]


def test_who_is_not_used_comes_first_and_stands_out(busy: Office, show_overview: ShowOverview) -> None:
    page = show_overview()
    assert rows(page) == [
        ("全区", "1份", "2个单位有法律顾问", "2", "110,000.50", "0", "2", "50%", "2天", "0"),
        ("海珠区教育局", "1份", "李某某", "1", "30,000.50", "0", "0", "", "", "0"),
        ("海珠区人民政府", "", "李某某", "1", "80,000", "0", "2", "50%", "2天", "0"),
    ]
    assert page.status_text == "共 2 个单位，1 份合同在合同年内没有交办过事项"
    press(Qt.Key.Key_Down)
    said = "\n".join(label.text() for label in page.panel.findChildren(QLabel))
    assert "聘而不用" in said
    assert not page.bar.buttons["work"].isEnabled()


def test_contracts_without_a_total_and_unpaid_ones_say_so(
    qtbot: QtBot, served: Office, show_overview: ShowOverview
) -> None:
    served.advisers.engagements.save(contract(unit_id=2, number="2", amount=None, pricing=Pricing.PER_CASE), CLERK)
    page = show_overview()
    assert {row[0]: row[4] for row in rows(page)} == {
        "全区": "80,000", "海珠区人民政府": "80,000", "海珠区教育局": "没有总额",
    }  # fmt: skip
    facts = served.advisers.engagements.get(2)
    served.advisers.engagements.save(replace(facts, pricing=Pricing.UNPAID), CLERK)
    page.reload()
    qtbot.waitUntil(lambda: {row[0]: row[4] for row in rows(page)}["海珠区教育局"] == "无偿")


def test_the_table_goes_out_as_a_file(
    qtbot: QtBot, busy: Office, show_overview: ShowOverview, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    page = show_overview()
    target = tmp_path / "概览.csv"
    dialogs.answers = [target]
    button = tab_to("导出概览表")
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.status_text == f"已导出 3 行到 {target}")
    assert button.isEnabled()
    assert dialogs.asked[0][1].endswith("2025年法律顾问情况（按单位）.xlsx")
    assert "海珠区教育局" in target.read_text("utf-8-sig")


def test_enter_opens_the_contracts_and_a_figure_its_records(
    busy: Office, show_overview: ShowOverview, went: Went
) -> None:
    page = show_overview()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert went.pages == [("engagements", (Filter(ID.key, (2,)),))]
    press(Qt.Key.Key_Down)
    button = next(each for each in page.panel.findChildren(QPushButton) if each.text() == "未采纳的顾问意见")
    button.click()
    assert went.pages[-1] == ("matters", (Filter(ID.key, (2,)),))


@pytest.mark.parametrize(
    ("at", "first"),
    [
        (1, ("李某某", "1份", "海珠区人民政府、海珠区教育局", "2")),
        (2, ("广东某某律师事务所", "1份", "海珠区人民政府、海珠区教育局", "2")),
    ],
)
def test_by_adviser_and_by_firm(
    qtbot: QtBot, busy: Office, show_overview: ShowOverview, at: int, first: tuple[str, ...]
) -> None:
    page = show_overview()
    page.groupings.setFocus()
    for _ in range(at):
        press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.desk.work.quiet and rows(page)[1][:4] == first)


def test_another_year_and_the_charts(qtbot: QtBot, busy: Office, show_overview: ShowOverview) -> None:
    page = show_overview()
    page.panel.open_tab(1)
    assert [chart.accessibleName() for chart in page.panel.findChildren(Chart)] == [
        "图：办结的法律顾问事项",
        "图：合同金额和已付金额",
    ]
    page.years.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.desk.work.quiet and rows(page)[0][3] == "0")


def test_an_office_without_advisers_says_where_to_begin(desk: Desk, show_overview: ShowOverview) -> None:
    page = show_overview()
    assert page.nothing.isVisible()
    assert len(rows(page)) == 1
