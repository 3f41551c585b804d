"""The page of contracts with the hands of a clerk: entering, signing, paying, supplements, renewing, ending."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.advisers.appointments import EndReason
from app.domain.advisers.engagements import EngagementState, Filing, SupplementKind
from app.domain.advisers.templates import SHIPPED
from app.services.office import Office
from app.ui.advisers.engagements import EngagementsPage
from app.ui.panel import WordyLink
from tests.advisers import contract, unfit
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show
from tests.ui.advisers.hands import fill, form, said, save
from tests.ui.conftest import Went
from tests.ui.hands import focused, press, write

CTRL = Qt.KeyboardModifier.ControlModifier
D = date


def test_the_panel_says_how_long_for_how_much_and_that_nothing_was_asked(qtbot: QtBot, show: Show) -> None:
    page = show(EngagementsPage)
    text = said(page)
    assert "2025年12月31日届满，还有303天到期" in text
    assert "下次提醒：2025年10月2日，提前90天提醒" in text
    assert "聘而不用" in text
    assert "没有勾选的必备条款" in text
    page.panel.open_tab(1)
    assert "80,000.00元（人民币捌万元整）" in said(page) or "80,000.00元（捌万元整）" in said(page)


def test_a_contract_is_entered_with_keys_and_signed(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    page.new()
    QTest.keyClick(focused(), Qt.Key.Key_A, CTRL)
    write(focused(), "专项法律服务合同")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqjyj")
    form(page).body.go_to("firm_id")
    write(focused(), "另一")
    press(Qt.Key.Key_Return)
    for key, typed in (("starts_on", "20250401"), ("ends_on", "20260331"), ("amount", "3.5万元")):
        form(page).body.go_to(key)
        QTest.keyClicks(focused(), typed) if typed.isascii() else write(focused(), typed)
    save(qtbot, page)
    stored = served.advisers.engagements.get(2)
    assert (stored.name, stored.unit_id, stored.firm_id, stored.amount) == ("专项法律服务合同", 2, 2, 3_500_000)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    assert page.record.cells["state"] == EngagementState.DRAFT.value
    page.do("sign")
    save(qtbot, page)
    assert served.advisers.engagements.get(2).signed_on == D(2025, 3, 3)


def test_a_unit_must_be_chosen(qtbot: QtBot, show: Show) -> None:
    page = show(EngagementsPage)
    page.new()
    press(Qt.Key.Key_S, CTRL)
    field = form(page).body.field("unit_id")
    qtbot.waitUntil(lambda: field.problem_texts == ["请选择聘用单位"])


def test_paying_more_than_the_contract_says_needs_a_reason(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    page.do("pay")
    assert form(page).body.values()["paid"] == 8_000_000, "what is left"
    form(page).body.go_to("paid")
    QTest.keyClick(focused(), Qt.Key.Key_A, CTRL)
    write(focused(), "9万元")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: any("超过合同金额" in text for text in form(page).body.field("paid").problem_texts))
    assert served.advisers.payments.of_engagement(1) == []
    form(page).body.go_to("override")
    write(focused(), "差旅费另计")
    save(qtbot, page)
    (paid,) = served.advisers.payments.of_engagement(1)
    assert (paid.paid, paid.paid_on, paid.override) == (9_000_000, D(2025, 3, 3), "差旅费另计")
    assert "超付10,000.00元" in said(page)


def test_a_plan_of_instalments_is_paid_one_by_one(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    page.do("plan")
    rows = [
        {"due_on": D(2025, 6, 30), "condition": "", "due": 5_000_000},
        {"due_on": D(2025, 12, 31), "condition": "考核合格后", "due": 3_000_000},
    ]
    form(page).body.set_values({"instalments": rows})
    form(page).body.go_to("instalments")
    save(qtbot, page)
    assert [each.due for each in served.advisers.payments.of_engagement(1)] == [5_000_000, 3_000_000]
    qtbot.waitUntil(lambda: page.record is not None and len(page.record.beside.payments) == 2)
    page.do("pay")
    assert form(page).body.values()["paid"] == 5_000_000
    save(qtbot, page)
    assert served.advisers.payments.get(1).paid == 5_000_000


def test_a_supplement_shows_only_what_its_kind_changes(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    page.do("supplement")
    body = form(page).body
    assert body.field("amount").isVisible()
    assert not body.field("ends_on").isVisible()
    body.field("kind").combo.setCurrentIndex(list(SupplementKind).index(SupplementKind.TERM))
    assert not body.field("amount").isVisible()
    body.go_to("ends_on")
    QTest.keyClick(focused(), Qt.Key.Key_A, CTRL)
    QTest.keyClicks(focused(), "20251130")
    save(qtbot, page)
    stored = served.advisers.engagements.get(1)
    assert stored.ends_on == D(2025, 11, 30)
    assert [each.after for each in stored.supplements] == ["期限止：2025年11月30日"]


def test_the_form_of_a_signed_contract_says_what_a_supplement_is_for(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    assert "合同已经签订" not in said(page)
    page.edit()
    fill(page, "amount", "9万元", instead=True)
    press(Qt.Key.Key_Tab)
    amount = form(page).body.field("amount")
    qtbot.waitUntil(lambda: any("合同金额由补充协议变更的" in text for text in amount.problem_texts))
    save(qtbot, page)
    assert served.advisers.engagements.get(1).amount == 9_000_000


def test_a_supplement_gives_an_open_contract_its_end(qtbot: QtBot, show: Show, served: Office) -> None:
    served.advisers.engagements.save(contract(number="2", ends_on=None, open_ended=True), CLERK)
    page = show(EngagementsPage)
    page.open_record(2)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    page.do("supplement")
    body = form(page).body
    body.field("kind").combo.setCurrentIndex(list(SupplementKind).index(SupplementKind.TERM))
    assert body.field("open_ended").value()
    fill(page, "ends_on", "20261231")
    press(Qt.Key.Key_Tab)
    assert not body.field("open_ended").value()
    save(qtbot, page)
    stored = served.advisers.engagements.get(2)
    assert (stored.ends_on, stored.open_ended) == (D(2026, 12, 31), False)


def test_filing_renewing_and_the_chain(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    page.do("file")
    save(qtbot, page)
    assert served.advisers.engagements.get(1).filing is Filing.FILED
    page.do("renew")
    assert form(page).body.values()["starts_on"] == D(2026, 1, 1)
    assert form(page).body.values()["ends_on"] == D(2026, 12, 31)
    save(qtbot, page)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    assert page.record.facts.previous_id == 1
    assert [each.id for each in page.record.beside.chain] == [1, 2]
    page.table.go_to(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1)
    assert page.bar.buttons["renew"].toolTip() == "已起草续签合同"
    assert "已起草续签合同，签订后请登记签订日期。" in said(page)
    served.advisers.engagements.sign(2, D(2025, 3, 3), CLERK)
    page.show_record(1)
    qtbot.waitUntil(lambda: page.bar.buttons["renew"].toolTip() == "已经续签")
    links = [each.accessibleName() for each in page.panel.findChildren(WordyLink)]
    assert any(text.startswith("后一合同　常年法律顾问服务合同") for text in links)


def test_a_drafted_renewal_of_someone_unfit_is_signed_with_a_reason(qtbot: QtBot, show: Show, served: Office) -> None:
    advisers = served.advisers
    advisers.engagements.renew(1, D(2026, 12, 31), CLERK)
    advisers.assessments.save(unfit(advisers.assessments.save_template(SHIPPED[0], CLERK), D(2025, 3, 1)), CLERK)
    page = show(EngagementsPage)
    page.table.go_to(2)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 2)
    page.do("sign")
    press(Qt.Key.Key_S, CTRL)
    field = form(page).body.field("reason")
    qtbot.waitUntil(lambda: field.problem_texts == ["李某某最近一次考核不合格，不能续聘；确需续聘的，请写明理由"])
    form(page).body.go_to("reason")
    write(focused(), "已整改")
    save(qtbot, page)
    assert advisers.engagements.get(2).signed_on == served.today()


def test_ending_early_asks_why(qtbot: QtBot, show: Show, served: Office) -> None:
    page = show(EngagementsPage)
    page.do("end")
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: form(page).body.field("end_reason").problem_texts == ["提前结束的，请写明原因"])
    form(page).body.go_to("end_reason")
    write(focused(), "机构改革，单位撤销")
    save(qtbot, page)
    ended = served.advisers.engagements.get(1)
    assert (ended.ended_on, ended.end_kind) == (D(2025, 3, 4), EndReason.AGREED)


def test_work_is_begun_from_the_panel(show: Show, went: Went) -> None:
    page = show(EngagementsPage)
    page.assign(page.record)
    ((ledger, matter),) = went.begun
    assert ledger == "matters"
    assert (matter.unit_id, matter.adviser_id, matter.engagement_id) == (1, 1, 1)
