"""Pictures of the first page, of the ledger of documents, its panel, its forms and acts, of the search. Changes nothing."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.domain.documents.facts import StepKind
from app.domain.documents.status import ForceStatus
from app.domain.ledgers import Filter, Query
from app.ui.documents.deeds import end_deed, number_deed, publish_deed, renew_deed, sign_deed, step_deed
from app.ui.documents.page import DocumentsPage
from app.ui.documents.papers import print_registration
from app.ui.forms.days import DateLine
from app.ui.keys import Act
from app.ui.popover import Popover
from app.ui.run import Start
from app.ui.tour.camera import Camera
from app.ui.unseen import at_rest, settle
from app.ui.workbench.page import WorkbenchPage


def first_page(camera: Camera, start: Start) -> None:
    """工作台, why something is due, putting it off, the year so far, the sheet for the week."""
    page = page_of(start, "workbench", WorkbenchPage)
    settle(lambda: page.figures is not None, "the figures")
    page.due.setFocus()
    camera.take(start, "工作台")
    page.due.explain()
    camera.take(start, "工作台-依据")
    close_popovers()
    page.due.later_asked.emit(page.due.current())
    settle(lambda: True, "the sheet")
    camera.take(start, "工作台-稍后提醒")
    close_popovers()
    if not page.side.both:
        page.side.tabs.setCurrentIndex(1)
        camera.take(start, "工作台-本年数据")
        page.side.tabs.setCurrentIndex(0)
    page.print_week()
    previewed(camera, start, "一周待办预览")


def ledger(camera: Camera, start: Start) -> None:
    """The ledger with the record panel, tab by tab; its filters."""
    page = page_of(start, "documents", DocumentsPage)
    go_to(start, page, _one(page, ForceStatus.EXPIRING, "海珠区"))
    camera.take(start, "规范性文件")
    for at, name in enumerate(("过程", "附件", "修改记录"), 1):
        page.panel.open_tab(at)
        at_rest(start)
        camera.take(start, f"规范性文件-{name}")
    page.panel.open_tab(0)
    button = next(b for b in page.panel.findChildren(QPushButton) if b.property("role") == "basis" and b.isVisible())
    button.click()
    camera.take(start, "规范性文件-依据")
    close_popovers()
    chip = page.table.bar.chips["force_status"]
    chip.open()
    camera.take(start, "规范性文件-按效力状态筛选")
    close_popovers()
    page.table.bar.chips["published_on"].open()
    camera.take(start, "规范性文件-按公布日期筛选")
    close_popovers()
    page.show_lines((Filter("force_status", (ForceStatus.EXPIRED.value,)),))
    at_rest(start)
    camera.take(start, "规范性文件-筛选后")
    page.table.bar.clear()
    at_rest(start)
    page.bar.buttons["more"].menu().popup(page.bar.buttons["more"].mapToGlobal(QPoint(0, -240)))
    camera.take(start, "规范性文件-更多")
    page.bar.buttons["more"].menu().hide()


def another_day(camera: Camera, start: Start) -> None:
    """The ledger as of the end of last year, as it will be at the end of this one, and a day the calendar does not have."""
    page = page_of(start, "documents", DocumentsPage)
    today = page.desk.office.today()
    for day, name in ((date(today.year - 1, 12, 31), "截至去年末"), (date(today.year, 12, 31), "推算至今年末")):
        _type_day(page, day.isoformat())
        at_rest(start)
        camera.take(start, f"规范性文件-{name}")
    _type_day(page, f"{today.year}.2.30")
    camera.take(start, "规范性文件-选择截至日期")
    close_popovers()
    page.table.back_to_today()
    at_rest(start)


def _type_day(page: DocumentsPage, text: str) -> None:
    page.acts[Act.AS_OF]()
    line = QApplication.focusWidget()
    assert isinstance(line, DateLine)
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)


def forms(camera: Camera, start: Start) -> None:
    """The form: empty, while a unit is chosen, with hints, refused, and of a stored document."""
    page = page_of(start, "documents", DocumentsPage)
    page.new()
    at_rest(start)
    camera.take(start, "新增文件")
    form = page.open_form
    assert form is not None
    body: Any = form.body
    form.save()
    settle(lambda: bool(body.field("title").problem_texts) and start.work.quiet, "the refusal")
    camera.take(start, "新增文件-未填必填项")
    body.field("title").line.insert("海珠区招商引资扶持办法")
    form.check()
    at_rest(start)
    body.go_to("issuers")
    adder = body.field("issuers").adder
    adder.line.setFocus()
    QTest.keyClicks(adder.line, "hzq")
    settle(adder.suggestions.isVisible, "the units on offer")
    camera.take(start, "新增文件-选择单位")
    adder.suggestions.hide()
    adder.line.clear()
    body.go_to("effective_on")
    QTest.keyClicks(body.field("effective_on").line, "2026.13.5")
    body.go_to("title")
    form.check()
    at_rest(start)
    camera.take(start, "新增文件-重名和日期提示")
    body.go_to("published_on")
    body.field("published_on").line.open_calendar()
    camera.take(start, "新增文件-日历")
    close_popovers()
    leave(page)
    page.open_record(_one(page, ForceStatus.IN_FORCE, "海珠区"))
    at_rest(start)
    page.edit()
    at_rest(start)
    camera.take(start, "修改文件")
    shown: Any = page.open_form
    for section in shown.body._sections:
        shown.body._set_folded(section, False)
    settle(lambda: True, "the sections")
    shown.area.verticalScrollBar().setValue(shown.area.verticalScrollBar().maximum() // 2)
    camera.take(start, "修改文件-办理过程和关系")
    shown.area.verticalScrollBar().setValue(shown.area.verticalScrollBar().maximum())
    camera.take(start, "修改文件-其余各项")
    leave(page)


def acts(camera: Camera, start: Start) -> None:
    """The small forms beside the ledger."""
    page = page_of(start, "documents", DocumentsPage)
    drafted = _one(page, ForceStatus.DRAFTING, "海珠区")
    numbered = _one(page, ForceStatus.AWAITING_NUMBER, "海珠区")
    in_force = _one(page, ForceStatus.IN_FORCE, "海珠区")
    for record, name, make in (
        (drafted, "登记办理过程", partial(step_deed, kind=StepKind.REVIEW)),
        (drafted, "登记编号-条件未满足", number_deed),
        (_signed(page), "登记编号", number_deed),
        (numbered, "登记签署", sign_deed),
        (_one(page, ForceStatus.AWAITING_PUBLICATION, "海珠区"), "公布", publish_deed),
        (in_force, "延期", renew_deed),
        (in_force, "废止", end_deed),
    ):
        go_to(start, page, record)
        page.do(make)
        form = page.open_form
        assert form is not None
        form.check()
        at_rest(start)
        camera.take(start, name)
        leave(page)


def papers(camera: Camera, start: Start) -> None:
    """The 登记表 and the printed ledger, as they are shown before printing."""
    page = page_of(start, "documents", DocumentsPage)
    go_to(start, page, _one(page, ForceStatus.IN_FORCE, "海珠区"))
    assert page.record is not None
    print_registration(page.desk, page.record.facts)
    previewed(camera, start, "登记表预览")
    page.acts[Act.PRINT]()
    previewed(camera, start, "打印台账预览")


def search(camera: Camera, start: Start) -> None:
    """Search everywhere, as one types."""
    assert start.session is not None
    window = start.session.window
    window.show_page("workbench")
    for text, name in (("湿地", "搜索"), ("hzqzs", "搜索-拼音首字母"), ("没有的词", "搜索-没有找到")):
        window.search_all()
        window.header.search.setText(text)
        settle(window.finder.isVisible, f"hits for {text}")
        camera.take(start, name)
        window.finder.close_palette()
        settle(window.finder.isHidden, "the hits to be gone")


def previewed(camera: Camera, start: Start, name: str) -> None:
    """Wait for the preview, photograph it, close it."""
    assert start.session is not None
    window = start.session.window
    settle(lambda: window._preview is not None and start.work.quiet, name)
    preview = window._preview
    assert preview is not None
    # The pages are drawn in a thread of their own; a page that is there is no longer the viewport's plain ground.
    settle(lambda: _drawn(preview.view.viewport()), "the page to be drawn")
    camera.take(start, name)
    window.close_preview()


def _drawn(view: QWidget) -> bool:
    """Whether something dark or coloured is seen: a letter, a rule, the red head."""
    image = view.grab().toImage()
    middle = image.width() // 2
    return any(
        (colour := image.pixelColor(x, y)).lightness() < 110 or colour.hslSaturation() > 200
        for y in range(0, image.height(), 3)
        for x in range(middle - 150, middle + 150)
        if 0 <= x < image.width()
    )


def page_of(start: Start, name: str, kind: type[Any]) -> Any:
    """A page, seen and at rest."""
    assert start.session is not None
    start.session.window.show_page(name)
    start.host.activateWindow()
    settle(start.host.isActiveWindow, "the keys to come to the window")
    at_rest(start)
    page = start.session.window.page(name)
    assert isinstance(page, kind)
    return page


def _one(page: DocumentsPage, status: ForceStatus, text: str) -> int:
    """A document in a state, the same one each time."""
    query = Query(page.desk.office.today(), (Filter("force_status", (status.value,)),), text=text)
    ids = list(page.desk.office.ledgers.ids("documents", query))
    return max(ids, key=lambda key: (len(page.desk.office.documents.get(key).steps), -key))


def _signed(page: DocumentsPage) -> int:
    """A document that can be numbered today."""
    query = Query(page.desk.office.today(), (Filter("force_status", (ForceStatus.AWAITING_NUMBER.value,)),))
    ids = list(page.desk.office.ledgers.ids("documents", query))
    return next((key for key in ids if page.desk.office.documents.get(key).signed_on), ids[0])


def go_to(start: Start, page: Any, record_id: int) -> None:
    """Stand on a record's line and wait for its panel."""
    page.open_record(record_id)
    settle(lambda: page.record is not None and page.record.facts.id == record_id, "the record")
    at_rest(start)


def leave(page: Any) -> None:
    """Close the form without a question."""
    form = page.open_form
    if form is not None:
        form._forget_draft()
        page.close_form()


def close_popovers() -> None:
    """Close what lies over the window."""
    for other in QApplication.topLevelWidgets():
        if isinstance(other, Popover) and other.isVisible():
            other.close()
    settle(lambda: True, "the popovers to be gone")
