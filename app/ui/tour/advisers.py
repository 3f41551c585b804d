"""Pictures of the legal advisers: every book with its panel, its forms, its acts, the check of a unit. Changes nothing."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtTest import QTest

from app.domain.advisers.appointments import AppointmentState
from app.domain.advisers.engagements import Category, EngagementState, Pricing
from app.domain.advisers.matters import MatterState
from app.domain.advisers.people import AdviserState
from app.domain.ledgers import Cell, Filter, Query
from app.domain.units import UnitFacts
from app.ui.advisers.book import HISTORY, BookPage
from app.ui.advisers.overview import AdviserOverviewPage
from app.ui.run import Start
from app.ui.tour.camera import Camera, Posing
from app.ui.tour.documents import go_to, leave, page_of
from app.ui.units.page import UnitsPage
from app.ui.unseen import at_rest, settle

Narrowed = dict[str, Cell]
"""Columns with the value that is looked for."""

BOOKS: tuple[tuple[str, str, tuple[Narrowed, ...]], ...] = (
    (
        "engagements",
        "服务合同",
        tuple(
            {"state": state.value}
            for state in (EngagementState.EXPIRING, EngagementState.RUNNING, EngagementState.UNKNOWN)
        ),
    ),
    ("appointments", "聘任", ({"state": AppointmentState.EXPIRING.value}, {"state": AppointmentState.ENDED.value})),
    ("matters", "顾问工作", ({"state": MatterState.LATE.value}, {"adoption": "not_adopted"})),
    ("payments", "付款", ({"state": "overdue"},)),
    ("assessments", "考核", ({"grade": "excellent"}, {"grade": "unqualified"})),
    ("conflicts", "利益冲突", ({"open": True}, {"open": False})),
    ("advisers", "顾问", ({"state": AdviserState.SERVING.value}, {"state": AdviserState.SUSPENDED.value})),
    ("firms", "律师事务所", ({},)),
)
"""Page, title, and the records that are looked at, each by what narrows the ledger to it."""


def overview(camera: Camera, start: Start) -> None:
    """概览: the units with who is not used first, the figures of one, its charts, the same by adviser."""
    page = page_of(start, "advising", AdviserOverviewPage)
    settle(lambda: page.line is not None and start.work.quiet, "the overview")
    camera.take(start, "法律顾问概览")
    page.panel.open_tab(1)
    at_rest(start)
    camera.take(start, "法律顾问概览-图表")
    page.panel.open_tab(0)
    page.groupings.setCurrentIndex(1)
    at_rest(start)
    camera.take(start, "法律顾问概览-按顾问")
    page.groupings.setCurrentIndex(0)
    at_rest(start)


def books(camera: Camera, start: Start) -> None:
    """Every book with the panel of some records, and the panel's other tabs."""
    for name, title, wanted in BOOKS:
        page = page_of(start, name, BookPage)
        for number, narrowed in enumerate(wanted, 1):
            go_to(start, page, _one(page, narrowed))
            camera.take(start, title if number == 1 else f"{title}-{number}")
        tabs = (*page.book.more_tabs, HISTORY) if page.book.more_tabs else ()
        for at, tab in enumerate(tabs, 1):
            page.panel.open_tab(at)
            at_rest(start)
            camera.take(start, f"{title}-{tab}")
        page.panel.open_tab(0)


def forms(camera: Camera, start: Start, posing: Posing) -> None:
    """The main form of every book: empty, refused, and of a stored record to its end."""
    for name, title, wanted in BOOKS:
        page = page_of(start, name, BookPage)
        if name == "assessments":
            posing.title = "考核-选择考核表"
            posing.answers = [0]
        page.new()
        settle(lambda page=page: page.open_form is not None and start.work.quiet, f"the form of {title}")  # type: ignore[misc]  # bound now
        at_rest(start)
        camera.take(start, f"{title}-新增")
        form: Any = page.open_form
        form.save()
        settle(lambda form=form: start.work.quiet and _refused(form), f"the refusal of {title}")  # type: ignore[misc]  # bound now
        at_rest(start)
        camera.take(start, f"{title}-未填必填项")
        leave(page)
        go_to(start, page, _one(page, wanted[0]))
        page.edit()
        at_rest(start)
        for part in _down(page):
            camera.take(start, f"{title}-修改{part}")
        leave(page)


def _refused(form: Any) -> bool:
    return any(form.body.field(key).problem_texts for key in form.body.values())


def _down(page: BookPage[Any]) -> Iterator[str]:
    """The open form unfolded, screen by screen."""
    form: Any = page.open_form
    for section in form.body._sections:
        form.body._set_folded(section, False)
    settle(lambda: True, "the sections")
    bar = form.area.verticalScrollBar()
    screens = -(-bar.maximum() // max(bar.pageStep(), 1)) + 1
    for number in range(screens):
        bar.setValue(number * bar.pageStep())
        settle(lambda: True, "the screen")
        yield f"-{number + 1}" if screens > 1 else ""


def typed(camera: Camera, start: Start) -> None:
    """A contract as it is typed: a firm chosen by pinyin, a total that is none, a term too long."""
    page = page_of(start, "engagements", BookPage)
    page.new()
    at_rest(start)
    form: Any = page.open_form
    body = form.body
    body.field("name").line.clear()
    body.field("name").line.insert("区商务局会展业务专项法律服务合同")
    body.go_to("firm_id")
    at_rest(start)
    QTest.keyClicks(body.field("firm_id").line, "hyq")
    settle(body.field("firm_id").suggestions.isVisible, "the firms on offer")
    camera.take(start, "服务合同-选择律师事务所")
    body.field("firm_id").suggestions.hide()
    body.field("firm_id").line.clear()
    today = page.desk.office.today()
    values = {
        "unit_id": _unit(page, "区商务局"),
        "category": Category.SPECIAL,
        "pricing": Pricing.LUMP_SUM,
        "starts_on": today,
        "ends_on": today.replace(year=today.year + 4, day=1),
    }
    for key, value in values.items():
        body.field(key).set_value(value)
    body.go_to("ends_on")
    body.field("ends_on").left.emit()
    form.check()
    at_rest(start)
    camera.take(start, "服务合同-提示")
    leave(page)


def acts(camera: Camera, start: Start) -> None:
    """The small forms beside the books, and the plan of payments."""
    asked: tuple[tuple[str, str, Narrowed, tuple[str, ...]], ...] = (
        (
            "engagements",
            "服务合同",
            {"state": EngagementState.EXPIRING.value},
            ("pay", "renew", "supplement", "file", "end", "plan"),
        ),
        ("engagements", "服务合同", {"state": EngagementState.DRAFT.value}, ("sign", "withdraw")),
        ("appointments", "聘任", {"state": AppointmentState.EXPIRING.value}, ("renew", "end")),
        ("matters", "顾问工作", {"state": MatterState.LATE.value}, ("opinion", "withdraw")),
        ("matters", "顾问工作", {"state": MatterState.AWAITING_REPLY.value}, ("adoption", "outcome")),
        ("payments", "付款", {"state": "overdue"}, ("pay",)),
        ("conflicts", "利益冲突", {"open": True}, ("decide",)),
        ("advisers", "顾问", {"state": AdviserState.SERVING.value}, ("suspend",)),
    )
    for name, title, narrowed, entries in asked:
        page = page_of(start, name, BookPage)
        go_to(start, page, _one(page, narrowed))
        for entry in entries:
            page.do(entry)
            form = page.open_form
            assert form is not None
            form.check()
            at_rest(start)
            camera.take(start, f"{title}-{page._entry(entry).text}")
            leave(page)


def conflict(camera: Camera, start: Start) -> None:
    """A matter that its adviser may not be given: the other side is that of an open declaration."""
    page = page_of(start, "matters", BookPage)
    office = page.desk.office
    declared = office.advisers.conflicts.get(_first(page, "conflicts", {"open": True}))
    barred = next(
        key for key, each in office.advisers.people.all().items() if each.firm_id and each.firm_id == declared.firm_id
    )
    page.new()
    at_rest(start)
    form: Any = page.open_form
    values = {
        "title": "会展场馆租赁合同纠纷仲裁",
        "unit_id": _unit(page, "琶洲街道"),
        "adviser_id": barred,
        "counterparty": declared.counterparty,
        "asked_on": office.today(),
    }
    for key, value in values.items():
        form.body.field(key).set_value(value)
    form.save()
    settle(lambda: bool(form.body.field("adviser_id").problem_texts) and start.work.quiet, "the refusal")
    at_rest(start)
    camera.take(start, "顾问工作-有利益冲突不能交办")
    leave(page)


def sheets(camera: Camera, start: Start) -> None:
    """合规检查表 of a unit where something is wrong, and of one where all is well."""
    page = page_of(start, "units", UnitsPage)
    for name, title in (("赤岗街道", "单位-合规检查"), ("区财政局", "单位-合规检查-全部符合")):
        go_to(start, page, _unit(page, name))
        page.panel.open_tab(1)
        at_rest(start)
        camera.take(start, title)
    page.panel.open_tab(0)


def _unit(page: Any, short_name: str) -> int:
    units: dict[int, UnitFacts] = page.desk.office.units.all()
    return next(key for key, unit in units.items() if unit.short_name == short_name and key)


def _one(page: BookPage[Any], narrowed: Narrowed) -> int:
    return _first(page, page.ledger.name, narrowed)


def _first(page: BookPage[Any], ledger: str, narrowed: Narrowed) -> int:
    """The record with most to tell of those a ledger shows, the same one each time; any where the office has none such."""
    office = page.desk.office
    filters = tuple(Filter(key, (value,)) for key, value in narrowed.items())
    ids = list(office.ledgers.ids(ledger, Query(office.today(), filters))) or list(
        office.ledgers.ids(ledger, Query(office.today()))
    )
    return max(ids, key=lambda key: (len(office.audit.history(ledger, key)), -key))
