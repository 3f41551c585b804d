"""Pictures of the book of submissions: its panel, the fast entry, every act, the opinions, the limits. Changes nothing."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from app.domain.documents.facts import StepResult
from app.domain.ledgers import Filter, Query
from app.domain.submissions.facts import SubmissionFacts, SubmissionState
from app.ui.run import Start
from app.ui.submissions import deeds
from app.ui.submissions.opinions import OpinionsPage
from app.ui.submissions.page import SubmissionsPage
from app.ui.tour.camera import Camera
from app.ui.tour.documents import go_to, leave, page_of
from app.ui.unseen import at_rest, settle


def book(camera: Camera, start: Start) -> None:
    """The book with the record panel, tab by tab."""
    page = page_of(start, "submissions", SubmissionsPage)
    go_to(start, page, _one(page, SubmissionState.IN_REVIEW))
    camera.take(start, "送审件")
    go_to(start, page, _longest(page))
    camera.take(start, "送审件-已办结")
    for at, name in enumerate(("过程", "意见", "修改记录"), 1):
        page.panel.open_tab(at)
        at_rest(start)
        camera.take(start, f"送审件-{name}")
    page.panel.open_tab(0)
    go_to(start, page, _one(page, SubmissionState.AWAITING_PAPERS))
    camera.take(start, "送审件-待补正")
    more = page.bar.buttons["more"]
    more.menu().popup(more.mapToGlobal(QPoint(0, -310)))
    camera.take(start, "送审件-更多")
    more.menu().hide()


def forms(camera: Camera, start: Start) -> None:
    """Fast entry: empty, typed, refused; the form of a stored one with its corrections."""
    page = page_of(start, "submissions", SubmissionsPage)
    page.new()
    at_rest(start)
    camera.take(start, "收件登记")
    form = page.open_form
    assert form is not None
    body: Any = form.body
    form.save()
    settle(lambda: bool(body.field("title").problem_texts) and start.work.quiet, "the refusal")
    camera.take(start, "收件登记-未填必填项")
    body.field("title").line.insert("海珠区户外广告设置管理办法（送审稿）")
    body.go_to("sender")
    at_rest(start)
    QTest.keyClicks(body.field("sender").line, "hzqcs")
    camera.take(start, "收件登记-选择送审单位")
    body.field("sender").suggestions.hide()
    body.field("sender").set_value((None, "区城市管理局"))
    body.go_to("papers")
    body.field("papers").tick_all()
    form.check()
    at_rest(start)
    camera.take(start, "收件登记-材料收齐")
    leave(page)
    go_to(start, page, _longest(page))
    page.edit()
    at_rest(start)
    shown: Any = page.open_form
    for section in shown.body._sections:
        shown.body._set_folded(section, False)
    settle(lambda: True, "the sections")
    camera.take(start, "修改送审件")
    shown.area.verticalScrollBar().setValue(shown.area.verticalScrollBar().maximum())
    settle(lambda: True, "the end of the form")
    camera.take(start, "修改送审件-更正")
    leave(page)


def acts(camera: Camera, start: Start) -> None:
    """The small forms beside the book."""
    page = page_of(start, "submissions", SubmissionsPage)
    waiting = _one(page, SubmissionState.AWAITING_PAPERS)
    reviewed = _one(page, SubmissionState.IN_REVIEW)
    done = _longest(page)
    for record, name, make in (
        (waiting, "登记材料齐备-还缺材料", deeds.complete_deed),
        (waiting, "作出结论-材料不齐", deeds.conclude_deed),
        (reviewed, "暂停计时", deeds.pause_deed),
        (reviewed, "延长办理期限", deeds.extend_deed),
        (reviewed, "提意见", deeds.opinions_deed),
        (reviewed, "作出结论", deeds.conclude_deed),
        (done, "登记采纳情况", deeds.reply_deed),
        (done, "登记答复", deeds.answer_deed),
        (reviewed, "撤回送审件", deeds.withdraw_deed),
    ):
        go_to(start, page, record)
        page.do(make)
        form = page.open_form
        assert form is not None
        form.check()
        at_rest(start)
        camera.take(start, name)
        leave(page)


def opinions(camera: Camera, start: Start) -> None:
    """The book of opinions."""
    page = page_of(start, "review-opinions", OpinionsPage)
    page.show_lines((Filter("adoption", ("not_adopted",)),))
    at_rest(start)
    camera.take(start, "审核意见")
    page.table.bar.clear()
    at_rest(start)


def _one(page: SubmissionsPage, state: SubmissionState) -> int:
    """A submission in a state, the same one each time; any other where the sample has none such today."""
    ids = _ids(page, (Filter("state", (state.value,)),)) or _ids(page, ())
    return max(ids, key=lambda key: (len(_facts(page, key).opinions), -key))


def _longest(page: SubmissionsPage) -> int:
    """A passed one with most to tell."""
    ids = _ids(page, (Filter("result", (StepResult.PASSED.value,)),))
    return max(ids, key=lambda key: (len(_facts(page, key).rounds), len(_facts(page, key).opinions), -key))


def _ids(page: SubmissionsPage, filters: tuple[Filter, ...]) -> list[int]:
    office = page.desk.office
    return list(office.ledgers.ids("submissions", Query(office.today(), filters)))[:60]


def _facts(page: SubmissionsPage, key: int) -> SubmissionFacts:
    return page.desk.office.submissions.get(key)
