"""A normative document from the day it is sent in to the day it is published, by keys alone; what is remembered of it and what it counts for."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest

from app.domain.documents.facts import FileLevel, StepKind, StepLevel, StepResult
from app.domain.figures.figure import Value
from app.domain.letters import LetterKind, LetterState
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionState, state_of
from tests.journeys.conftest import CTRL, Desk, Open, texts
from tests.ui.hands import focused, press, tab_to, write

TITLE = "海珠区城市书房建设管理办法（送审稿）"


MOVED = {
    "submissions_received": (0, 1), "submissions_settled": (0, 1), "settled_document": (0, 1), "working_days": (None, 0.0),
    "on_time_rate": (None, 100.0), "reviewed": (0, 1), "review_rounds": (0, 2), "conditional": (0, 1),
    "opinions": (0, 1), "opinions_reviewed": (0, 1), "opinions_adopted": (0, 1), "adoption_rate": (None, 100.0),
    "documents_fair_competition": (0, 1), "documents_numbered": (0, 1), "numbers_used": (0, 1),
    "documents_published": (0, 1), "documents_published_government": (0, 1), "documents_in_force": (0, 1),
    "documents_in_force_government": (0, 1), "letters_issued": (0, 2),
}  # fmt: skip
"""Figures of the year before and after: one document in two rounds with one opinion, two letters. All others stand still."""


def test_from_the_receipt_to_the_published_document(window: Open, office_folder: Path) -> None:
    desk = window(office_folder, who="张三")
    desk.enter()
    before = figures(desk)
    page = desk.go("submissions")
    received_with_a_paper_missing(desk)
    too_early_a_conclusion(desk)
    told_what_is_missing(desk)
    completed(desk)
    corrected(desk)
    reviewed_in_two_rounds(desk)
    facts = page.record.facts
    assert state_of(facts) is SubmissionState.CONCLUDED
    assert [each.result for each in facts.rounds] == [StepResult.CONDITIONAL, StepResult.PASSED]
    assert facts.opinions[0].adoption is Adoption.ADOPTED
    decided_and_numbered(desk, facts.document_id)
    notice_printed(desk)
    published(desk)
    remembered(desk, facts)
    after = figures(desk)
    assert {key: (before[key], value) for key, value in after.items() if value != before[key]} == MOVED


def received_with_a_paper_missing(desk: Desk) -> None:
    """Ctrl+N to Ctrl+S: the kind follows from the title, one paper is not there."""
    page = desk.page("submissions")
    press(Qt.Key.Key_N, CTRL)
    desk.form(page)
    write(focused(), TITLE)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqrmzf")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F8)
    tab_to("起草说明")
    press(Qt.Key.Key_Space)
    tab_to("文件类别")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    QTest.keyClicks(focused(), "hzqrmzf")
    press(Qt.Key.Key_Return)
    desk.rest()
    desk.save(page)
    desk.wait(lambda: page.record is not None and page.record.facts.title == TITLE)
    assert page.record.facts.missing_papers == ("起草说明",)
    assert "待补正" in texts(page.panel)


def too_early_a_conclusion(desk: Desk) -> None:
    """Refused by name, nothing changed."""
    page = desk.page("submissions")
    before = page.record.facts
    desk.press_button(page.bar.buttons["conclude"])
    form = desk.form(page)
    press(Qt.Key.Key_S, CTRL)
    desk.rest()
    assert page.open_form is form
    assert "送审材料尚未齐备，缺：起草说明" in texts(form)
    assert desk.session.office.submissions.get(before.id) == before
    press(Qt.Key.Key_Escape)
    desk.wait(lambda: page.open_form is None)


def told_what_is_missing(desk: Desk) -> None:
    """补正通知, filled from the submission, sent out under its number; then back."""
    submissions, page = desk.page("submissions"), desk.page("letters")
    desk.more(submissions, "补正通知…", "letters")
    desk.wait(lambda: desk.session.window.current_page is page)
    desk.form(page)
    desk.save(page)
    desk.wait(lambda: page.record is not None)
    desk.press_button(page.bar.buttons["issue"])
    desk.form(page)
    desk.save(page)
    desk.wait(lambda: page.record.facts.state is LetterState.ISSUED)
    letter = page.record.facts
    assert letter.kind is LetterKind.CORRECTION
    assert letter.number == f"海司补〔{letter.on.year}〕1号"
    assert "起草说明" in texts(page.panel)
    desk.go("submissions")


def completed(desk: Desk) -> None:
    """The paper comes: the clock starts."""
    page = desk.page("submissions")
    step(desk, "登记材料齐备")
    press(Qt.Key.Key_F8)
    desk.save(page)
    assert state_of(page.record.facts) is SubmissionState.IN_REVIEW
    assert "还有15个工作日" in texts(page.panel)


def corrected(desk: Desk) -> None:
    """补正 stops the clock; what comes lets it go on."""
    page = desk.page("submissions")
    desk.more(page, "补正、征求意见、论证（暂停计时）…")
    desk.form(page)
    tab_to("内容或原因")
    write(focused(), "收费条款缺依据")
    desk.save(page)
    assert state_of(page.record.facts) is SubmissionState.PAUSED
    step(desk, "登记材料齐备")
    desk.save(page)
    assert state_of(page.record.facts) is SubmissionState.IN_REVIEW


def reviewed_in_two_rounds(desk: Desk) -> None:
    """An opinion, a conditional end, the paper again, passed, answered, the opinion adopted."""
    page = desk.page("submissions")
    desk.press_button(page.bar.buttons["opinions"])
    desk.form(page)
    write(focused(), "第三条")
    press(Qt.Key.Key_Return)
    write(focused(), "删去收费规定")
    desk.save(page)
    for asked in ("作出合法性审核结论", "登记重新送审"):
        step(desk, asked)
        desk.save(page)
    step(desk, "作出合法性审核结论")
    assert page.open_form.body.values()["result"] is StepResult.PASSED
    desk.save(page)
    step(desk, "登记答复")
    desk.save(page)
    step(desk, "登记采纳情况")
    tab_to("第1条采纳情况")
    press(Qt.Key.Key_Down)
    desk.save(page)


def decided_and_numbered(desk: Desk, document: int) -> None:
    """The review opens the gate of the deliberation; what follows is done at the document."""
    page, office = desk.page("documents"), desk.session.office
    assert office.documents.get(document).file_level is FileLevel.GOVERNMENT
    desk.press_button(desk.page("submissions").bar.buttons["step"])
    desk.wait(lambda: desk.session.window.current_page is page and page.open_form is not None)
    taken = []
    for _ in range(8):
        values = desk.form(page).body.values()
        if "registered_on" in values:
            break
        taken.append(values.get("kind", StepKind.SIGNATURE))
        desk.save(page)
        desk.press_button(page.bar.buttons["step"])
    assert taken == [StepKind.FAIR_COMPETITION, StepKind.DELIBERATION, StepKind.SIGNATURE]
    desk.save(page)
    desk.wait(lambda: page.record.facts.unified_number)
    reviews = [step for step in office.documents.get(document).steps if step.level is StepLevel.GOVERNMENT]
    assert [each.result for each in reviews if each.kind is StepKind.REVIEW] == [
        StepResult.CONDITIONAL,
        StepResult.PASSED,
    ]


def notice_printed(desk: Desk) -> None:
    """统一编号通知单: the paper that is seen bears the number, and the number has left the office."""
    page = desk.page("documents")
    desk.dialogs.answers = [True]
    desk.more(page, "打印统一编号通知单…")
    preview = desk.previewed()
    assert page.record.facts.unified_number in seen(preview.document)
    desk.close_preview()
    assert "视为已发出" in desk.dialogs.asked[-1][1]
    book = desk.go("numbering")
    printed = book.ledger.index("notice")
    assert [book.table.model.line(row)[printed] for row in range(len(book.table.model.ids))] == ["已打印"]
    desk.go("documents")


def published(desk: Desk) -> None:
    """公布, as the form proposes it."""
    page = desk.page("documents")
    desk.press_button(page.bar.buttons["publish"])
    desk.form(page)
    desk.save(page)
    desk.wait(lambda: page.record.facts.published_on)


def seen(document: QPdfDocument) -> str:
    """The text of a PDF, as one line."""
    pages = range(document.pageCount())
    return "".join("".join(document.getAllText(page).text().split()) for page in pages)


def remembered(desk: Desk, facts: SubmissionFacts) -> None:
    """Every deed is in the audit, in its order and by name."""
    audit, letters = desk.session.office.audit, desk.session.office.letters

    def told(subject: str, record: int | None) -> list[str]:
        entries = audit.history(subject, record or 0)
        assert {entry.actor for entry in entries} == {"张三"}
        return [entry.use_case for entry in reversed(entries)]

    assert told("submissions", facts.id) == [
        "登记送审件", "登记材料齐备", "暂停计时（补正）", "登记材料齐备", "提出审核意见", "作出审核结论", "登记重新送审", "作出审核结论",
        "登记答复", "登记采纳情况",
    ]  # fmt: skip
    assert told("documents", facts.document_id) == [
        "登记送审件", "记录公平竞争审查", "记录集体审议", "签署", "登记编号", "公布文件",
    ]  # fmt: skip
    (correction,) = letters.of_record(submission_id=facts.id)
    assert told("letters", correction.id) == ["拟写公文", "发出公文"]
    (notice,) = letters.of_record(document_id=facts.document_id)
    assert told("letters", notice.id) == ["出具统一编号通知单"]
    assert audit.verify().broken_at is None


def figures(desk: Desk) -> dict[str, Value]:
    """This year's figures by key."""
    office = desk.session.office
    today = office.today()
    return {each.figure.key: each.value for each in office.figures.year(today.year, today)}


def step(desk: Desk, title: str) -> None:
    """下一步, which opens the form of that name."""
    page = desk.page("submissions")
    desk.press_button(page.bar.buttons["step"])
    assert desk.form(page).title.text().startswith(title)
