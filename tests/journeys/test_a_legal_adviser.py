"""A legal adviser by keys alone: entered, appointed, under contract, asked, not heard, paid, assessed, renewed.

The year is that of a contract which ends on 29 February; what is due comes and goes by the calendar.
"""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.advisers.assessments import Consequence
from app.domain.advisers.engagements import EngagementState
from app.domain.due.items import DueSubject
from app.domain.submissions.facts import Adoption
from app.ui.switch import ADVISERS, BookSwitch
from tests.journeys.conftest import CTRL, Desk, Open, texts
from tests.offices import Clock
from tests.ui.hands import focused, press, write

BEGINS, ENDS = date(2027, 3, 1), date(2028, 2, 29)
SUBJECTS = (DueSubject.ENGAGEMENTS, DueSubject.APPOINTMENTS, DueSubject.MATTERS, DueSubject.PAYMENTS)
BOOKS = [name for name, _ in ADVISERS]


def test_from_the_appointment_to_the_renewal(window: Open, office_folder: Path, clock: Clock) -> None:
    on(clock, BEGINS)
    desk = window(office_folder, who="张三", clock=clock)
    desk.enter()
    desk.go("engagements")
    entered_and_appointed(desk)
    under_contract(desk)
    assert due(desk) == []
    asked_and_not_heard(desk, clock)
    paid(desk)
    assessed(desk)
    reminded(desk, clock)
    renewed(desk)
    assert due(desk) == [("签订续签合同", "还有1天")], "a drafted renewal still has to be signed"
    signed(desk)
    assert due(desk) == []
    services = desk.session.office.advisers
    assert [each.id for each in services.engagements.chain(2)] == [1, 2]
    assert services.matters.of_contract(1)[0].adoption is Adoption.NOT_ADOPTED


def on(clock: Clock, day: date) -> None:
    """Nine in the morning of a day."""
    clock.now = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)


def due(desk: Desk) -> list[tuple[str, str]]:
    """What the first page lists of legal advisers today: what is to be done, and how many days are left."""
    page = desk.go("workbench")
    press(Qt.Key.Key_F5)
    desk.rest()
    entries = [entry for entry in page.due.entries if entry.item is not None and entry.item.subject in SUBJECTS]
    desk.go("engagements")
    return [(entry.item.what, entry.lead) for entry in entries]


def turn(desk: Desk, name: str) -> Any:
    """To another ledger by its tab, step by step with the arrows."""
    while (page := desk.session.window.current_page) is not desk.page(name):
        tabs = page.findChild(BookSwitch).tabs
        desk.tab_to(tabs)
        here, there = BOOKS.index(page.ledger.name), BOOKS.index(name)
        press(Qt.Key.Key_Right if there > here else Qt.Key.Key_Left)
        desk.wait(lambda page=page: desk.session.window.current_page is not page)
        desk.rest()
    return page


def new(desk: Desk, page: Any, **typed: str) -> None:
    """Ctrl+N, then by Tab from field to field; Enter takes what is offered."""
    press(Qt.Key.Key_N, CTRL)
    for key, text in typed.items():
        field = desk.form(page).body.field(key)
        desk.tab_to(getattr(field, "adder", field).tab_stops()[0])
        write(focused(), text)
        if hasattr(getattr(field, "adder", field), "suggestions"):
            press(Qt.Key.Key_Return)


def go_to(desk: Desk, page: Any, key: str) -> None:
    """By Tab to a field of the open form."""
    desk.tab_to(desk.form(page).body.field(key).tab_stops()[0])


def entered_and_appointed(desk: Desk) -> None:
    """A firm, a lawyer of it, his 聘书 for three years."""
    page = turn(desk, "firms")
    new(desk, page, name="广东某某律师事务所")
    desk.save(page)
    page = turn(desk, "advisers")
    new(desk, page, name="李某某", firm_id="某某律师")
    desk.save(page)
    assert page.record.facts.firm_id == 1
    page = turn(desk, "appointments")
    today = desk.session.office.today()
    last = date(2030, 2, 28)
    new(desk, page, adviser_id="李某某", unit_id="hzqrmzf", starts_on=f"{today:%Y%m%d}", ends_on=f"{last:%Y%m%d}")
    desk.save(page)
    assert page.record.facts.ends_on == last


def under_contract(desk: Desk) -> None:
    """A year for 80,000元: drafted, then signed."""
    page = turn(desk, "engagements")
    today = desk.session.office.today()
    new(
        desk, page, unit_id="hzqrmzf", firm_id="某某", advisers="李某某", starts_on=f"{today:%Y%m%d}",
        ends_on=f"{ENDS:%Y%m%d}", amount="8万元",
    )  # fmt: skip
    desk.save(page)
    assert page.record.cells["state"] == EngagementState.DRAFT.value
    desk.more(page, "签订…")
    desk.save(page)
    assert page.record.facts.signed_on == today
    assert "聘而不用" in texts(page.panel)


def asked_and_not_heard(desk: Desk, clock: Clock) -> None:
    """The opinion is waited for until it comes, then its adoption; not adopted: refused without a reason."""
    page = turn(desk, "matters")
    new(desk, page, title="养老项目合作协议的审查", unit_id="hzqrmzf", adviser_id="李某某", due_on="20270310")
    desk.save(page)
    assert page.record.facts.engagement_id == 1
    on(clock, date(2027, 3, 12))
    assert due(desk) == [("请承办顾问出具意见", "逾期2天")]
    page = turn(desk, "matters")
    desk.press_button(page.bar.buttons["opinion"])
    desk.save(page)
    assert due(desk)[0][0] == "向委托单位了解采纳情况并登记"
    page = turn(desk, "matters")
    desk.press_button(page.bar.buttons["adoption"])
    form = desk.form(page)
    combo = form.body.field("adoption").tab_stops()[0]
    desk.tab_to(combo)
    QTest.keyClick(combo, Qt.Key.Key_End)
    press(Qt.Key.Key_S, CTRL)
    desk.rest()
    assert page.open_form is form
    assert "意见未被采纳，请写明未采纳的理由" in texts(form)
    go_to(desk, page, "adoption_reason")
    write(focused(), "工期不允许")
    desk.save(page)
    assert page.record.facts.adoption is Adoption.NOT_ADOPTED
    assert due(desk) == []


def paid(desk: Desk) -> None:
    """The whole sum at once."""
    page = turn(desk, "engagements")
    assert "本合同年交办1件，办结1件" in texts(page.panel)
    desk.press_button(page.bar.buttons["pay"])
    desk.save(page)
    (payment,) = page.record.beside.payments
    assert payment.paid == 8_000_000


def assessed(desk: Desk) -> None:
    """By the form the program brings along."""
    page = turn(desk, "assessments")
    desk.dialogs.answers.append("法律顾问年度考核表")
    new(desk, page, adviser_id="李某某")
    for text in ("36", "28", "14", "14"):
        cells = desk.form(page).body.field("marks").tab_stops()
        desk.tab_to(next(cell for cell in cells[1::3] if not cell.text()))
        QTest.keyClicks(focused(), text)
    combo = desk.form(page).body.field("conclusion").tab_stops()[0]
    desk.tab_to(combo)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    go_to(desk, page, "assessed_on")
    QTest.keyClicks(focused(), f"{desk.session.office.today():%Y%m%d}")
    desk.save(page)
    assert page.record.facts.conclusion is Consequence.RENEW
    assert "优秀" in texts(page.panel)


def reminded(desk: Desk, clock: Clock) -> None:
    """Ninety days before the end the contract comes onto the list, and stays until it is renewed."""
    for day, listed in (
        (ENDS - timedelta(days=91), []),
        (ENDS - timedelta(days=90), [("决定是否续签", "还有90天")]),
        (ENDS, [("决定是否续签", "今天到期")]),
    ):
        on(clock, day)
        assert due(desk) == listed


def renewed(desk: Desk) -> None:
    """The next contract starts the day after 29 February."""
    page = turn(desk, "engagements")
    before = page.record.facts
    assert before.ends_on == ENDS
    desk.press_button(page.bar.buttons["renew"])
    desk.save(page)
    desk.wait(lambda: page.record is not None and page.record.facts.id == 2)
    assert page.record.facts.starts_on == before.ends_on + timedelta(days=1)
    assert page.record.cells["state"] == EngagementState.DRAFT.value


def signed(desk: Desk) -> None:
    """Only a signed renewal takes the place of the contract before."""
    page = turn(desk, "engagements")
    desk.wait(lambda: page.record is not None and page.record.facts.id == 2)
    desk.more(page, "签订…")
    desk.save(page)
    assert page.record.facts.signed_on == ENDS
    assert page.record.facts.ends_on == date(2029, 2, 28)
