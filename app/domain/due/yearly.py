"""Duties of the year: planned documents to be sent in, the annual report, the January list, next year's holidays. Knows no store."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from app.domain.calendar import ASKED_FROM, MissingYear
from app.domain.dates import chinese
from app.domain.due.items import DueItem, DueMark, DueState, DueSubject, state_of
from app.domain.ledgers import Filter
from app.domain.plans import PLAN_RULE, PlanItem, PlanState
from app.domain.problems import Basis

REPORT_RULE = Basis(
    "《法治政府建设与责任落实督察工作规定》（厅字〔2019〕28号）",
    "市县政府每年3月1日前向同级党委、人大常委会和上一级政府报告上一年度法治政府建设情况，4月1日前通过报刊、网站等向社会公开，保密的除外",
)
LIST_RULE = Basis(
    "《法规规章备案审查条例》（国务院令第789号）第二十二条",
    "每年1月31日前，将上一年度制定的规范性文件目录报送备案审查机构",
)


UNTIL = (6, 30)
"""Month and day after which a duty of the first months that nobody marked is left alone: it would be red all year."""


def plan_items(plan: PlanItem, unit: str, on: date, state: PlanState, go_live: date | None) -> Iterator[DueItem]:
    """The day by which a planned draft is to be sent in, until it was, or the plan was changed."""
    due = plan.submit_by
    if due is None or (go_live is not None and due < go_live):
        return
    if state not in (PlanState.WAITING, PlanState.LATE):
        return
    yield DueItem(
        DueSubject.PLANS,
        plan.id,
        "submit",
        "督促起草单位报送合法性审核",
        plan.title,
        state_of(due, on),
        on,
        PLAN_RULE,
        handler=plan.handler,
        unit=unit,
        limit=f"{plan.year}年度制定计划",
        due=due,
    )


def report_items(on: date, region: str, go_live: date | None, marks: Mapping[str, DueMark]) -> Iterator[DueItem]:
    """The annual report of the year before: from 1 January its sending, once that is marked its publication."""
    first = date(on.year, 1, 1)
    if (on.month, on.day) > UNTIL or (go_live is not None and first < go_live):
        return
    title = f"{region}{on.year - 1}年法治政府建设年度报告"
    # “3月1日前”: the last day is the one before, whatever February has.
    for act, what, before in (
        ("report", "报送年度报告（3月1日前）", date(on.year, 3, 1)),
        ("publish", "公开年度报告（4月1日前）", date(on.year, 4, 1)),
    ):
        due = before - timedelta(days=1)
        item = DueItem(
            DueSubject.REPORTS, None, act, what, title, state_of(due, on), on, REPORT_RULE,
            start=first, limit=f"{chinese(before)}前", due=due, by_mark=True,
        )  # fmt: skip
        item = replace(item, mark=marks.get(item.key))
        yield item
        if item.mark is None or item.mark.until is not None:
            return


def list_items(on: date, go_live: date | None) -> Iterator[DueItem]:
    """January: the list of the documents of the year before."""
    first = date(on.year, 1, 1)
    if (on.month, on.day) > UNTIL or (go_live is not None and first < go_live):
        return
    due = date(on.year, 1, 31)
    last = on.year - 1
    yield DueItem(
        DueSubject.DOCUMENTS, None, "list", "报送上一年度规范性文件目录（1月31日前）", f"{last}年规范性文件目录",
        state_of(due, on), on, LIST_RULE, start=first, limit=f"{chinese(due)}前", due=due, by_mark=True,
        filters=(Filter("published_on", low=date(last, 1, 1), high=date(last, 12, 31)),),
    )  # fmt: skip


def holiday_items(missing: MissingYear | None, on: date) -> Iterator[DueItem]:
    """The holidays of a year that nobody has entered; asked for from 1 November of the year before."""
    if missing is None:
        return
    asked = date(missing.year - 1, *ASKED_FROM)
    yield DueItem(
        DueSubject.SETTINGS,
        None,
        "holidays",
        missing.text,
        f"{missing.year}年节假日安排",
        state_of(missing.due, on, DueState.SOON),
        on,
        missing.basis,
        start=asked,
        limit=f"{missing.year}年开始前",
        due=missing.due,
        filters=(Filter("section", ("holidays",)),),
    )
