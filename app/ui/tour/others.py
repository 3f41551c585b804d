"""Pictures of the other pages, of the messages, and of the ways to begin. Works on a copy that nobody will miss."""

import shutil
from pathlib import Path
from typing import Any

from app.config import resource
from app.domain.ledgers import Filter, Query
from app.domain.number_book import LEDGER as NUMBERS
from app.domain.number_book import NumberState
from app.domain.plans import PlanState
from app.domain.problems import Basis, Problem, Refused, Unavailable
from app.ui.imports.page import ImportPage
from app.ui.imports.wizard import COLUMNS, PREVIEW, RESULT
from app.ui.keys import Act
from app.ui.numbering.page import NumberingPage
from app.ui.plans.page import PlansPage
from app.ui.reports.beside import FIGURES, READS
from app.ui.reports.page import ReportsPage
from app.ui.run import Start
from app.ui.settings.assessment_forms import AssessmentFormsSection
from app.ui.settings.calendar import CalendarSection
from app.ui.settings.handovers import HandoversSection
from app.ui.settings.page import SECTIONS, SettingsPage
from app.ui.tour.camera import Camera, Posing
from app.ui.tour.documents import leave, previewed
from app.ui.units.page import UnitsPage
from app.ui.unseen import at_rest, settle
from app.ui.years.page import YearsPage
from app.ui.years.steps import Step

OLD_LEDGER = "sample/规范性文件台账.xlsx"


def numbers(camera: Camera, start: Start, posing: Posing) -> None:
    """The number book with a gap, explaining it, reserving a number."""
    page: NumberingPage = _page(start, "numbering")
    camera.take(start, "编号登记簿")
    query = Query(page.desk.office.today(), (Filter("state", (NumberState.GAP.value,)),))
    gaps = page.book.ids(NUMBERS.name, query)
    page.table.go_to(gaps[0])
    settle(lambda: page.record is not None and page.record.state is NumberState.GAP, "the gap")
    camera.take(start, "编号登记簿-断号")
    posing.title = "说明断号"
    page.void()
    page.reserve()
    at_rest(start)
    camera.take(start, "预留编号")
    leave(page)


def units(camera: Camera, start: Start) -> None:
    """The units, one that waits to be confirmed, the form."""
    page: UnitsPage = _page(start, "units")
    settle(lambda: page.record is not None, "the unit")
    camera.take(start, "单位")
    page.show_lines((Filter("confirmed", (False,)),))
    at_rest(start)
    camera.take(start, "单位-待核实")
    page.table.bar.clear()
    at_rest(start)
    page.edit()
    at_rest(start)
    camera.take(start, "修改单位")
    leave(page)


def reports(camera: Camera, start: Start) -> None:
    """The annual report: a section with its figures, as it reads, the records behind a figure, the pages."""
    page: ReportsPage = _page(start, "reports")
    settle(lambda: page.editor is not None and start.work.quiet, "the report")
    assert page.editor is not None
    page.editor.body.go_to("decisions")
    at_rest(start)
    camera.take(start, "年度报告")
    page.beside.tabs.setCurrentIndex(READS)
    camera.take(start, "年度报告-成文")
    page.beside.tabs.setCurrentIndex(FIGURES)
    page.editor.body.insert("{没有这项数据}")
    page.editor.form.save()
    settle(lambda: bool(page.editor and page.editor.body.field("decisions").problem_texts), "the refusal")
    at_rest(start)
    camera.take(start, "年度报告-引用有误")
    page.discard()
    at_rest(start)
    page.beside.figures.search.setText("审核件数")
    at_rest(start)
    page.beside.figures.table.line_opened.emit("reviewed")
    settle(lambda: page.lines is not None and start.work.quiet, "the records")
    at_rest(start)
    camera.take(start, "年度报告-数据背后的记录")
    page.close_lines()
    page.papers.preview()
    previewed(camera, start, "年度报告-预览")


def imports(camera: Camera, start: Start) -> None:
    """The list of imports; the wizard step by step on a ledger as offices have them."""
    page: ImportPage = _page(start, "imports")
    old_ledger = Path(shutil.copy(resource(OLD_LEDGER), page.desk.office.folder.root.parent))
    camera.take(start, "导入记录")
    # The same ledger again, so that the preview has something to create.
    page.desk.office.imports.undo(page.desk.office.imports.batches()[0].id, page.desk.actor())
    page.begin("documents")
    wizard = page.wizard
    camera.take(start, "导入-选择文件")
    wizard.read(old_ledger)
    settle(lambda: wizard.file.workbook is not None and start.work.quiet, "the file")
    camera.take(start, "导入-选择工作表")
    wizard.go_on()
    settle(lambda: wizard.step == COLUMNS and start.work.quiet, "the columns")
    camera.take(start, "导入-列对应")
    wizard.go_on()
    settle(lambda: wizard.step == PREVIEW and wizard.preview.outcome is not None and start.work.quiet, "the preview")
    camera.take(start, "导入-预览")
    wizard.go_on()
    settle(lambda: wizard.step == RESULT and start.work.quiet, "the result")
    camera.take(start, "导入-结果")
    wizard.closed.emit()
    at_rest(start)


def settings(camera: Camera, start: Start) -> None:
    """Every part of the settings."""
    page: SettingsPage = _page(start, "settings")
    for section in SECTIONS:
        page.section(section)
        at_rest(start)
        camera.take(start, f"设置-{section.title}")
    calendar = page.section(CalendarSection)
    assert isinstance(calendar, CalendarSection)
    calendar.add()
    at_rest(start)
    camera.take(start, "设置-节假日-新增一天")
    assert calendar.form is not None
    calendar.form.close_form()
    at_rest(start)
    _assessment_forms(camera, start, page)


def _assessment_forms(camera: Camera, start: Start, page: SettingsPage) -> None:
    """A shipped form whose weights are to be filled in: as it comes, and refused."""
    section = page.section(AssessmentFormsSection)
    assert isinstance(section, AssessmentFormsSection)
    at_rest(start)
    section.table.go_to_row(1)
    section.edit()
    at_rest(start)
    camera.take(start, "设置-顾问考核表-采用")
    assert section.form is not None
    section.form.save()
    settle(lambda: bool(section.form and section.form.body.field("items").problem_texts), "the refusal")
    at_rest(start)
    camera.take(start, "设置-顾问考核表-分值待填")
    section.form.close_form()
    at_rest(start)


def plans(camera: Camera, start: Start, posing: Posing) -> None:
    """The plan with one that is late, its form, sending in, linking, dropping."""
    page: PlansPage = _page(start, "plans")
    settle(lambda: page.record is not None, "the plan")
    camera.take(start, "制定计划")
    page.table.bar.clear()
    at_rest(start)
    page.show_lines((Filter("state", (PlanState.LATE.value,)),))
    at_rest(start)
    settle(lambda: page.record is not None and page.record.standing.state is PlanState.LATE, "what is late")
    camera.take(start, "制定计划-逾期")
    for act, name in ((page.edit, "修改计划项目"), (page.submit, "计划-登记送审"), (page.link, "计划-关联文件")):
        act()
        at_rest(start)
        camera.take(start, name)
        leave(page)
    posing.title = "取消计划项目"
    page.drop()
    page.table.bar.clear()
    at_rest(start)


def years(camera: Camera, start: Start, posing: Posing) -> None:
    """Every step of the year's end, the targets, the question before closing, the list on paper."""
    page: YearsPage = _page(start, "years")
    settle(lambda: page.loaded is not None, "the year")
    for at, step in enumerate(Step):
        page.steps.go_to_row(at)
        settle(lambda: True, "the step")
        camera.take(start, f"年度结转-{page.views[step].title}")
    page.steps.go_to_row(list(Step).index(Step.TARGETS))
    page.set_targets()
    at_rest(start)
    camera.take(start, "年度结转-设定目标")
    assert page.form is not None
    page.form.closed.emit()
    posing.title = "关闭年度"
    page.close_year()
    page.print_list()
    previewed(camera, start, "年度结转-打印清单")


def handover(camera: Camera, start: Start) -> None:
    """移交: the form with what a clerk answers for, then the list of handovers and the list on paper."""
    page: SettingsPage = _page(start, "settings")
    page.begin_handover()
    section: Any = page.section(HandoversSection)
    settle(lambda: section.form is not None and start.work.quiet, "the handover")
    body = section.form.body
    body.field("giver").combo.setCurrentIndex(2)
    at_rest(start)
    body.field("receiver").combo.setCurrentIndex(1)
    section.form.check()
    at_rest(start)
    camera.take(start, "移交")
    section.form.save()
    settle(lambda: section.form is None and start.work.quiet, "the handover")
    previewed(camera, start, "移交清单预览")
    camera.take(start, "设置-历次移交")


def messages(camera: Camera, start: Start, posing: Posing) -> None:
    """The key list, and how the three kinds of failure are told."""
    assert start.session is not None
    window = start.session.window
    window.show_page("documents")
    at_rest(start)
    keys = window.show_keys()
    settle(keys.isVisible, "the keys")
    camera.take(start, "按键一览")
    keys.close()
    page: Any = window.page("documents")
    page.new()
    page.open_form.body.field("title").line.insert("海珠区招商引资扶持办法")
    at_rest(start)
    posing.title = "还没有保存"
    page.open_form.close_form()
    leave(page)
    posing.title = "未能办理"
    basis = Basis("《行政规范性文件管理规定》", "未经合法性审核或者经审核不合法的，不得提交集体审议")
    start.failures.show(Refused([Problem("", "还没有区政府层级的合法性审核通过的记录，不能登记集体审议", basis=basis)]))
    posing.title = "暂时不能进行"
    place = Path("E:/法治台账/数据/fazhi.db")
    start.failures.show(Unavailable(place, "数据文件所在的磁盘“E:”没有响应，刚才的修改没有保存。请检查连接后再按保存"))
    posing.title = "程序出了差错"
    start.failures.show(RuntimeError("for the picture"))
    posing.title = "导出哪些内容"
    page.table.grid.selectAll()
    page.show_lines((Filter("force_status", ("in_force",)),))
    at_rest(start)
    page.table.grid.selectAll()
    page.acts[Act.EXPORT]()
    page.table.bar.clear()
    at_rest(start)


def _page(start: Start, name: str) -> Any:
    assert start.session is not None
    start.session.window.show_page(name)
    at_rest(start)
    return start.session.window.page(name)
