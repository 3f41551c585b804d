"""A normative document from the day it is sent in, by keys alone: a paper missing, a 补正, opinions, two rounds, deliberated, signed, numbered."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.documents.facts import FileLevel, StepKind, StepLevel, StepResult
from app.domain.submissions.facts import Adoption, SubmissionState, state_of
from tests.journeys.conftest import CTRL, Desk, Open, texts
from tests.ui.hands import focused, press, tab_to, write

TITLE = "海珠区城市书房建设管理办法（送审稿）"


def test_from_the_receipt_to_the_number(window: Open, office_folder: Path) -> None:
    desk = window(office_folder, who="张三")
    desk.enter()
    page = desk.go("submissions")
    received_with_a_paper_missing(desk)
    too_early_a_conclusion(desk)
    completed(desk)
    corrected(desk)
    reviewed_in_two_rounds(desk)
    facts = page.record.facts
    assert state_of(facts) is SubmissionState.CONCLUDED
    assert [each.result for each in facts.rounds] == [StepResult.CONDITIONAL, StepResult.PASSED]
    assert facts.opinions[0].adoption is Adoption.ADOPTED
    decided_and_numbered(desk, facts.document_id)


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


def step(desk: Desk, title: str) -> None:
    """下一步, which opens the form of that name."""
    page = desk.page("submissions")
    desk.press_button(page.bar.buttons["step"])
    assert desk.form(page).title.text().startswith(title)
