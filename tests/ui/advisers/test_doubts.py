"""What an import could not read for certain, in the books of legal advisers: confirmed or corrected from the panel."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import Doubt
from app.services.office import Office
from app.ui.advisers.appointments import AppointmentsPage
from app.ui.advisers.book import BookPage
from app.ui.advisers.engagements import EngagementsPage
from app.ui.advisers.firms import FirmsPage
from app.ui.advisers.people import AdvisersPage
from tests.offices import CLERK
from tests.ui.advisers.conftest import Show
from tests.ui.conftest import ScriptedDialogs
from tests.ui.documents.looking import button, texts
from tests.ui.hands import press

TERM = Doubt("term", "两年", "“两年”没有起止日期，请核对合同后填写期限起和期限止")
LICENCE = Doubt("licence_number", "见附件", "“见附件”不是证号，请核对")


def doubt(services: Office, name: str, *doubts: Doubt, **changed: Any) -> None:
    """Have record 1 of a book say that something in it is doubtful."""
    advisers = services.advisers
    service: Any = {
        "engagements": (advisers.engagements.get, advisers.engagements.save),
        "appointments": (advisers.appointments.get, advisers.appointments.save),
        "advisers": (advisers.people.get, advisers.people.save),
        "firms": (advisers.people.firm, advisers.people.save_firm),
    }[name]
    get, save = service
    save(replace(get(1), doubts=doubts, **changed), CLERK)


@pytest.mark.parametrize(
    ("kind", "name", "one", "title", "at"),
    [
        (EngagementsPage, "engagements", TERM, "合同期限", "starts_on"),
        (AppointmentsPage, "appointments", replace(TERM, field="ends_on"), "聘期止", "ends_on"),
        (AdvisersPage, "advisers", LICENCE, "执业证号", "licence_number"),
        (FirmsPage, "firms", LICENCE, "执业许可证号", "licence_number"),
    ],
)
def test_a_doubt_is_corrected_at_its_field_or_confirmed(
    qtbot: QtBot, show: Show, served: Office, dialogs: ScriptedDialogs, kind: type[BookPage[Any]], name: str, one: Doubt,
    title: str, at: str,
) -> None:  # fmt: skip
    other = Doubt(one.field, one.raw, "同一格里的另一处存疑")
    doubt(served, name, one, other)
    page = show(kind)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == 1 and page.desk.work.quiet)
    assert f"{title}原文：{one.raw}" in texts(page.panel)
    button(page.panel, f"修改：{one.message}").setFocus()
    press(Qt.Key.Key_Space)
    field: Any = page.open_form.body.field(at)  # type: ignore[union-attr]
    assert field.line.hasFocus()
    press(Qt.Key.Key_Escape)
    dialogs.answers = ["取消", "已核实"]
    for _ in range(2):
        button(page.panel, f"核实：{one.message}").setFocus()
        press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.desk.work.quiet and one.message not in texts(page.panel))
    assert other.message in texts(page.panel)
    assert page.record is not None
    assert page.record.facts.doubts == (other,)
    kept = served.audit.history(name, 1)[0]
    assert any(one.raw in str(change) for change in kept.changes), "the 原文 stays in the history"


def test_a_doubt_that_stands_for_a_date_cannot_be_confirmed_away(
    qtbot: QtBot, show: Show, served: Office, dialogs: ScriptedDialogs
) -> None:
    doubt(served, "appointments", replace(TERM, field="ends_on"), ends_on=None)
    page = show(AppointmentsPage)
    page.open_record(1)
    qtbot.waitUntil(lambda: page.record is not None and page.desk.work.quiet)
    dialogs.answers = ["已核实", "知道了"]
    button(page.panel, f"核实：{TERM.message}").setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(dialogs.asked) == 2)
    assert "请填写聘期止" in dialogs.asked[1][1]
    assert served.advisers.appointments.get(1).doubts


def test_a_window_for_looking_only_shows_doubts_without_buttons(qtbot: QtBot, show: Show, served: Office) -> None:
    doubt(served, "engagements", TERM)
    served.hold("只能查看")
    page = show(EngagementsPage)
    qtbot.waitUntil(lambda: TERM.message in texts(page.panel))
    with pytest.raises(StopIteration):
        button(page.panel, f"核实：{TERM.message}")
