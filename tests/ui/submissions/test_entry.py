"""Entering what came in, by keys: fast, told of repetitions, refused at the field that is wrong."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.deadlines import LimitUnit
from app.domain.documents.facts import FileLevel
from app.domain.ledgers import Query
from app.domain.submissions.facts import Paper, SubmissionFacts, SubmissionKind, SubmissionState, state_of
from app.domain.submissions.papers import usual_papers
from app.services.office import Office
from app.ui.submissions.form import facts_of, values_of
from app.ui.submissions.page import SubmissionsPage
from tests import factories
from tests.offices import CLERK
from tests.ui.hands import commit, compose, focused, press, tab_to, write
from tests.ui.submissions.conftest import TITLE, Receive
from tests.ui.submissions.looking import CTRL, field, look, open_form, said, save


class Strokes(QObject):
    """Counts the keys that are pressed, not the text that an input method commits."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is QApplication.focusWidget()
        ):
            self.count += 1
        return False


def stored(services: Office) -> list[SubmissionFacts]:
    ids = services.ledgers.ids("submissions", Query(services.today()))
    return [services.submissions.get(key) for key in ids]


@pytest.fixture
def entry(qtbot: QtBot, page: SubmissionsPage, bureau: int) -> SubmissionsPage:
    """The page with the form of a new submission open, the units known."""
    page.shown()
    qtbot.waitUntil(lambda: bool(page.desk.units.names))
    page.new()
    return page


def test_a_submission_is_entered_in_a_few_keys(
    qtbot: QtBot, entry: SubmissionsPage, services: Office, bureau: int
) -> None:
    strokes = Strokes()
    for sign in TITLE:
        commit(focused(), sign)
    press(Qt.Key.Key_Return)
    assert field(entry, "kind").value() is SubmissionKind.DOCUMENT, "the title tells the kind"
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqmzj")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F8)
    assert all(paper.present for paper in field(entry, "papers").value())
    save(qtbot, entry)
    (facts,) = stored(services)
    assert (facts.title, facts.kind, facts.sender_id) == (TITLE, SubmissionKind.DOCUMENT, bureau)
    assert (facts.number, facts.received_on, facts.handler) == ("2025-0001", services.today(), CLERK.name)
    assert state_of(facts) is SubmissionState.IN_REVIEW
    assert facts.document_id is not None, "its draft has been made"
    assert strokes.count < 20, "besides the words of the title"
    assert "已登记 2025-0001" in entry.status_text
    qtbot.waitUntil(lambda: entry.current_id == facts.id)


def test_the_next_one_keeps_kind_sender_day_and_clerk(
    qtbot: QtBot, entry: SubmissionsPage, services: Office, bureau: int
) -> None:
    write(field(entry, "title").line, "第一份合同")
    press(Qt.Key.Key_Return)
    field(entry, "sender").set_value((bureau, ""))
    field(entry, "handler").set_value("李四")
    field(entry, "received_on").set_value(date(2025, 2, 28))
    press(Qt.Key.Key_F8)
    with qtbot.waitSignal(open_form(entry).saved):
        press(Qt.Key.Key_Return, CTRL)
    assert field(entry, "title").line.hasFocus()
    assert field(entry, "title").value() == ""
    assert [paper.name for paper in field(entry, "papers").value()] == [
        paper.name for paper in usual_papers(SubmissionKind.CONTRACT)
    ]
    assert not any(paper.present for paper in field(entry, "papers").value())
    write(focused(), "第二件办法")
    press(Qt.Key.Key_Return)
    save(qtbot, entry)
    second, first = stored(services)
    assert (first.number, second.number) == ("2025-0001", "2025-0002")
    for each in (first, second):
        assert (each.kind, each.sender_id, each.handler, each.received_on) == (
            SubmissionKind.CONTRACT, bureau, "李四", date(2025, 2, 28),
        )  # fmt: skip
    assert state_of(second) is SubmissionState.AWAITING_PAPERS


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_entered(
    qtbot: QtBot, entry: SubmissionsPage, services: Office
) -> None:
    press(Qt.Key.Key_S, CTRL)
    said(qtbot, entry, "title", "请填写事项名称")
    said(qtbot, entry, "kind", "请选择类别")
    said(qtbot, entry, "sender", "请填写送审单位")
    assert field(entry, "title").line.hasFocus(), "the first that is wrong"
    write(field(entry, "title").line, "某请示")
    field(entry, "sender").line.setFocus()
    write(focused(), "某协会")
    field(entry, "limit").set_value((0, LimitUnit.WORKING_DAYS))
    field(entry, "wanted_on").set_value(date(2025, 3, 1))
    press(Qt.Key.Key_S, CTRL)
    said(qtbot, entry, "limit", "办理期限不能是 0")
    said(qtbot, entry, "wanted_on", "早于收件日期")
    assert stored(services) == []


def test_a_sender_that_is_no_unit_is_kept_as_written(qtbot: QtBot, entry: SubmissionsPage, services: Office) -> None:
    write(field(entry, "title").line, "会展项目合作协议")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    write(focused(), "某会展有限公司")
    save(qtbot, entry)
    (facts,) = stored(services)
    assert (facts.kind, facts.sender_id, facts.sender_text) == (SubmissionKind.CONTRACT, None, "某会展有限公司")


def test_another_kind_brings_its_papers_unless_the_list_was_changed(entry: SubmissionsPage) -> None:
    kind, papers = field(entry, "kind"), field(entry, "papers")
    kind.combo.setCurrentIndex(kind.combo.findData("contract"))
    assert papers.value()[0].name == "合同文本"
    kind.combo.setCurrentIndex(kind.combo.findData("request"))
    assert [paper.name for paper in papers.value()] == ["请示稿", "依据材料"]
    papers.adder.setFocus()
    write(focused(), "会议纪要")
    press(Qt.Key.Key_Return)
    assert papers.adder.hasFocus(), "the next one can be typed"
    assert papers.value()[-1] == Paper("会议纪要", present=True, required=False)
    kind.combo.setCurrentIndex(kind.combo.findData("contract"))
    assert [paper.name for paper in papers.value()] == ["请示稿", "依据材料", "会议纪要"]


def test_papers_are_ticked_wanted_and_removed_by_keys(entry: SubmissionsPage) -> None:
    kind, papers = field(entry, "kind"), field(entry, "papers")
    kind.combo.setCurrentIndex(kind.combo.findData("consultation"))
    papers.all_box.setFocus()
    press(Qt.Key.Key_Space)
    assert all(paper.present for paper in papers.value())
    press(Qt.Key.Key_Space)
    assert not any(paper.present for paper in papers.value())
    tab_to("征求意见稿")
    press(Qt.Key.Key_Space)
    assert papers.value()[0].present
    assert not papers.all_box.isChecked()
    tab_to("来函：必需")
    press(Qt.Key.Key_Space)
    assert not papers.value()[1].required
    assert papers.all_box.isChecked(), "what need not be there is not waited for"
    tab_to("从清单中移除来函")
    press(Qt.Key.Key_Space)
    assert [paper.name for paper in papers.value()] == ["征求意见稿"]


def test_a_repetition_is_told_while_one_types_and_does_not_block(
    qtbot: QtBot, entry: SubmissionsPage, receive: Receive, services: Office
) -> None:
    receive(title="海珠区招商引资办法")
    write(field(entry, "title").line, "海珠区招商引资办法（送审稿）")
    said(qtbot, entry, "title", "同名事项 2025-0001")
    press(Qt.Key.Key_Return)
    field(entry, "document_id").line.setFocus()
    press(Qt.Key.Key_Return)
    said(qtbot, entry, "document_id", "同名文件《海珠区招商引资办法》")
    field(entry, "sender").set_value((None, "区商务局"))
    save(qtbot, entry)
    assert len(stored(services)) == 2


def test_the_draft_gets_what_is_asked_of_documents(
    qtbot: QtBot, entry: SubmissionsPage, services: Office, bureau: int
) -> None:
    write(field(entry, "title").line, TITLE)
    press(Qt.Key.Key_Return)
    field(entry, "sender").set_value((bureau, ""))
    tab_to("文件类别")
    press(Qt.Key.Key_Down)
    save(qtbot, entry)
    (facts,) = stored(services)
    document = services.documents.get(facts.document_id or 0)
    assert (document.title, document.file_level) == ("海珠区养老服务设施管理办法", FileLevel.GOVERNMENT)


def test_a_document_of_the_register_is_chosen_and_not_made_anew(
    qtbot: QtBot, entry: SubmissionsPage, services: Office, bureau: int
) -> None:
    known = services.documents.register(factories.draft(title="海珠区城市书房管理办法", issuers=(bureau,)), CLERK)
    write(field(entry, "title").line, "海珠区城市书房管理办法（送审稿）")
    press(Qt.Key.Key_Return)
    field(entry, "sender").set_value((bureau, ""))
    field(entry, "document_id").line.setFocus()
    write(focused(), "城市书房")
    press(Qt.Key.Key_Return)
    assert field(entry, "document_id").value() == known.id
    assert field(entry, "file_level").isHidden()
    save(qtbot, entry)
    (facts,) = stored(services)
    assert facts.document_id == known.id
    assert services.ledgers.count("documents", Query(services.today())) == 1


def test_the_last_day_is_foretold_with_its_rule(qtbot: QtBot, entry: SubmissionsPage) -> None:
    write(field(entry, "title").line, TITLE)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F8)
    said(qtbot, entry, "papers", "最迟于2025年3月24日办结")
    assert any(stop.accessibleName().startswith("依据：") for stop in field(entry, "papers").basis_stops())


def test_the_input_method_is_left_alone(entry: SubmissionsPage) -> None:
    line = field(entry, "title").line
    compose(line, "yanglao")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_S, CTRL)
    assert line.hasFocus()
    assert field(entry, "papers").value() == ()
    assert not open_form(entry)._saving
    commit(line, "养老")
    assert field(entry, "title").value() == "养老"


def test_everything_of_a_stored_one_can_be_corrected(
    qtbot: QtBot, page: SubmissionsPage, services: Office, receive: Receive
) -> None:
    facts = receive(kind=SubmissionKind.CONTRACT, title="某协议")
    services.submissions.add_opinions(facts.id or 0, [("第三条", "删去收费")], CLERK)
    look(qtbot, page, facts)
    press(Qt.Key.Key_Return)
    assert "2025-0001" in open_form(page).title.text()
    shown = services.submissions.get(facts.id or 0)
    assert facts_of(open_form(page).body.values(), shown) == shown
    open_form(page).body.restore(open_form(page).body.state())
    assert facts_of(open_form(page).body.values(), shown) == shown
    values = values_of(shown, shown.kind) | {"rounds": [{"received_on": date(2025, 3, 3), "complete_on": date(2025, 3, 1),
        "concluded_on": None, "result": shown.rounds[0].result, "person": "", "note": ""}]}  # fmt: skip
    open_form(page).body.set_values(values)
    press(Qt.Key.Key_S, CTRL)
    said(qtbot, page, "rounds", "早于收件日期")
    open_form(page).body.set_values(values_of(replace(shown, remark="已电话联系"), shown.kind))
    save(qtbot, page)
    assert services.submissions.get(facts.id or 0).remark == "已电话联系"


def test_a_draft_left_behind_is_offered_and_gone_on_with(
    qtbot: QtBot, entry: SubmissionsPage, services: Office
) -> None:
    write(field(entry, "title").line, "没有登记完的办法")
    press(Qt.Key.Key_Return)
    open_form(entry).keep_draft()
    again = SubmissionsPage(entry.desk)
    qtbot.addWidget(again)
    (draft,) = again.desk.drafts.left_over()
    again.resume(draft)
    assert field(again, "title").value() == "没有登记完的办法"
    assert field(again, "kind").value() is SubmissionKind.DOCUMENT
    assert field(again, "papers").value() == usual_papers(SubmissionKind.DOCUMENT)
