"""The rarer acts of a document: reserved numbers, withdrawal, extension or republication, import; each allowed or saying why not."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import DocumentFacts, EndKind, Nature, RelationKind
from app.domain.number_book import NumberState
from app.domain.numbering.shipped import SHIPPED
from app.domain.profiles import Entry, RegionalProfile
from app.services.office import Office
from app.ui.documents.menu import Standing, not_extended, not_succeeded
from app.ui.documents.page import DocumentsPage
from app.ui.imports.wizard import ImportWizard
from app.ui.keys import Act
from tests import factories
from tests.offices import CLERK, Clock
from tests.ui.conftest import ScriptedDialogs
from tests.ui.documents.looking import CTRL, Register, button, entry, field, look, open_form, stored, texts
from tests.ui.hands import press, tab_to, write

TITLE = "海珠区招商办法"


@pytest.fixture
def scheme(services: Office) -> int:
    """The scheme that numbers government documents."""
    services.settings.save(replace(services.settings.get(), office="海珠区司法局", region_code="HZ"), CLERK)
    shipped = next(each.scheme for each in SHIPPED if "government" in each.scheme.applies_to)
    saved = services.numbering.save_scheme(shipped, CLERK)
    assert saved.id is not None
    return saved.id


@pytest.fixture
def waiting(register: Register) -> DocumentFacts:
    """A document that waits for its number."""
    return register(factories.ready(title=TITLE))


def test_a_reserved_number_is_used_with_the_keys(
    qtbot: QtBot, page: DocumentsPage, services: Office, scheme: int, waiting: DocumentFacts
) -> None:
    look(qtbot, page, TITLE)
    assert entry(page, "使用预留编号").text() == "使用预留编号（没有预留的编号）"
    number = services.numbering.reserve(scheme, waiting.id or 0, "常务会议当日签发", CLERK, services.today())
    qtbot.waitUntil(entry(page, "使用预留编号").isEnabled)
    entry(page, "使用预留编号").trigger()
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: field(page, "number").problem_texts == ["请选择预留的编号"])
    qtbot.waitUntil(lambda: not open_form(page)._saving)
    assert field(page, "number").combo.hasFocus()
    press(Qt.Key.Key_Down)
    assert field(page, "number").combo.currentText() == f"{number}　常务会议当日签发"
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    assert services.documents.get(waiting.id or 0).unified_number == number
    assert services.numbering.of_document(waiting.id or 0) == [(number, NumberState.USED)]
    qtbot.waitUntil(lambda: entry(page, "使用预留编号").text() == "使用预留编号（已有统一编号）")


def test_todays_last_number_is_withdrawn_and_any_other_says_why_not(
    qtbot: QtBot, page: DocumentsPage, services: Office, scheme: int, waiting: DocumentFacts, clock: Clock,
    dialogs: ScriptedDialogs,
) -> None:  # fmt: skip
    number = services.numbering.allot(waiting.id or 0, CLERK, scheme)
    look(qtbot, page, TITLE)
    dialogs.answers = [False, True]
    entry(page, "撤回编号").trigger()
    entry(page, "撤回编号").trigger()
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.unified_number == "")
    assert f"编号 {number} 已撤回" in page.status_text
    services.numbering.allot(waiting.id or 0, CLERK, scheme)
    clock.pass_(days=1)
    qtbot.waitUntil(entry(page, "撤回编号").isEnabled)
    dialogs.answers = [True, None]
    entry(page, "撤回编号").trigger()
    qtbot.waitUntil(lambda: not dialogs.answers)
    assert dialogs.asked[-1] == ("未能办理", f"编号 {number} 不是今天编的，不能撤回，请作废")
    assert services.documents.get(waiting.id or 0).unified_number == number


def test_a_document_is_published_anew_by_one_that_replaces_it(
    qtbot: QtBot, page: DocumentsPage, services: Office, register: Register
) -> None:
    old = register(factories.old(title=TITLE))
    look(qtbot, page, TITLE)
    entry(page, "重新公布").trigger()
    assert open_form(page).title.text() == f"重新公布《{TITLE}》：登记新文件"
    assert field(page, "title").value() == TITLE
    assert not any("同名" in text for text in field(page, "title").problem_texts), "its own predecessor is no duplicate"
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    new = next(facts for facts in stored(services) if facts.id != old.id)
    assert [(relation.kind, relation.other_id) for relation in new.relations] == [(RelationKind.REPLACES, old.id)]
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == new.id)
    assert "拟替代" in texts(page.panel)
    button(page.panel, f"{TITLE}　海府规〔2021〕18号").click()
    qtbot.waitUntil(lambda: page.record is not None and page.record.facts.id == old.id)
    assert "拟被替代" in texts(page.panel)


def test_where_documents_are_published_anew_they_are_not_extended(
    qtbot: QtBot, page: DocumentsPage, register: Register
) -> None:
    register(factories.old(title=TITLE))
    look(qtbot, page, TITLE)
    assert entry(page, "延期").text() == "延期（本地规定期满须重新公布）"
    assert not entry(page, "延期").isEnabled()
    assert entry(page, "重新公布").isEnabled()


@pytest.mark.parametrize(("renewal", "reason"), [("extend", ""), ("republish", "本地规定期满须重新公布")])
def test_the_profile_decides_between_extension_and_republication(renewal: str, reason: str) -> None:
    entries = (Entry("renewal", renewal, date(2020, 1, 1), "本地规定"),)
    profile = RegionalProfile("here", "本地", entries).on(date(2025, 3, 3))
    facts = factories.old()
    assert not_extended(Standing(facts, profile, 0)) == reason
    assert not_extended(Standing(replace(facts, published_on=None, backfill=False), profile, 0)) == "尚未公布"
    assert not_succeeded(Standing(facts, profile, 0)) == ""


def test_declaring_void_with_the_keys(qtbot: QtBot, page: DocumentsPage, services: Office, register: Register) -> None:
    facts = register(factories.old(title=TITLE))
    look(qtbot, page, TITLE)
    entry(page, "废止、宣布失效、撤销").trigger()
    assert field(page, "end_kind").combo.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write(field(page, "end_reason").edit, "清理结果公告")
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    ended = services.documents.get(facts.id or 0)
    assert (ended.end_kind, ended.ended_on) == (EndKind.DECLARED_VOID, services.today())
    qtbot.waitUntil(lambda: "宣布失效" in entry(page, "废止、宣布失效、撤销").text())
    assert not entry(page, "延期").isEnabled()
    assert entry(page, "重新公布").isEnabled()


def test_without_a_line_only_a_new_entry_is_open(page: DocumentsPage) -> None:
    page.shown()
    open_ones = [action.text() for action in page.bar.buttons["more"].menu().actions() if action.isEnabled()]
    assert [text for text in open_ones if text] == ["补录旧文件…"]
    assert page.bar.buttons["import"].isEnabled()


def test_the_import_wizard_opens_on_the_page_and_comes_back(qtbot: QtBot, page: DocumentsPage) -> None:
    page.shown()
    page.bar.buttons["import"].setFocus()
    press(Qt.Key.Key_Space)
    wizard = page.views.currentWidget()
    assert isinstance(wizard, ImportWizard)
    assert wizard.file.ledger == "documents"
    assert page.acts == {}, "the keys of a ledger that is not seen"
    wizard.closed.emit()
    assert page.views.currentIndex() == 0
    assert page.table.grid.hasFocus()
    assert Act.NEW in page.acts


def test_what_is_no_normative_document_is_entered_with_the_keys(
    qtbot: QtBot, page: DocumentsPage, services: Office, government: int
) -> None:
    page.shown()
    page.new()
    write(field(page, "title").line, "海珠区会议纪要")
    tab_to("认定结果")
    press(Qt.Key.Key_Down)
    assert field(page, "nature").value() is Nature.NOT_NORMATIVE
    press(Qt.Key.Key_Return)
    assert field(page, "nature_reason").line.hasFocus()
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: any("请写明理由" in text for text in field(page, "nature_reason").problem_texts))
    press(Qt.Key.Key_Down)
    assert field(page, "nature_reason").suggestions.labels[:2] == ["内部管理", "会议纪要"]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    with qtbot.waitSignal(open_form(page).saved):
        press(Qt.Key.Key_S, CTRL)
    (facts,) = stored(services)
    assert (facts.nature, facts.nature_reason) == (Nature.NOT_NORMATIVE, "会议纪要")
    qtbot.waitUntil(lambda: "非规范性文件" in texts(page.panel))
    assert page.bar.buttons["number"].toolTip() == "不是行政规范性文件，不编号"
