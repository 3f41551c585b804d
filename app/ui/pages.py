"""The pages of the window in the order of the navigation. Knows their names; a page is imported when it is first made."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a page brings the services along: the frame is painted before that
    from app.ui.desk import Desk
    from app.ui.page import Page
    from app.ui.shell.window import PageEntry

PAGES = (
    ("workbench", "工作台", "layout-dashboard"),
    ("submissions", "送审件", "inbox"),
    ("documents", "规范性文件", "file-text"),
    ("numbering", "编号登记簿", "list-ordered"),
    ("letters", "发文", "send"),
    ("plans", "制定计划", "calendar"),
    ("engagements", "法律顾问", "scale"),
    ("reports", "年度报告", "chart-column"),
    ("years", "年度结转", "archive"),
    ("units", "单位", "building-2"),
    ("imports", "导入", "upload"),
    ("settings", "系统设置", "settings"),
)
"""Name, title, icon."""

BESIDE = (
    ("review-opinions", "审核意见", "submissions"),
    ("advising", "法律顾问概览", "engagements"),
    ("appointments", "法律顾问聘任", "engagements"),
    ("matters", "法律顾问工作", "engagements"),
    ("payments", "法律顾问付款", "engagements"),
    ("assessments", "法律顾问考核", "engagements"),
    ("conflicts", "利益冲突", "engagements"),
    ("advisers", "法律顾问名册", "engagements"),
    ("firms", "律师事务所", "engagements"),
)
"""Pages that are reached from another one: name, title, the page that the navigation marks for them."""

FIRST = "workbench"

_CLASSES = {
    "workbench": ("workbench.page", "WorkbenchPage"),
    "submissions": ("submissions.page", "SubmissionsPage"),
    "review-opinions": ("submissions.opinions", "OpinionsPage"),
    "documents": ("documents.page", "DocumentsPage"),
    "numbering": ("numbering.page", "NumberingPage"),
    "letters": ("letters.page", "LettersPage"),
    "plans": ("plans.page", "PlansPage"),
    "engagements": ("advisers.engagements", "EngagementsPage"),
    "advising": ("advisers.overview", "AdviserOverviewPage"),
    "appointments": ("advisers.appointments", "AppointmentsPage"),
    "matters": ("advisers.matters", "MattersPage"),
    "payments": ("advisers.payments", "PaymentsPage"),
    "assessments": ("advisers.assessments", "AssessmentsPage"),
    "conflicts": ("advisers.conflicts", "ConflictsPage"),
    "advisers": ("advisers.people", "AdvisersPage"),
    "firms": ("advisers.firms", "FirmsPage"),
    "reports": ("reports.page", "ReportsPage"),
    "years": ("years.page", "YearsPage"),
    "units": ("units.page", "UnitsPage"),
    "imports": ("imports.page", "ImportPage"),
    "settings": ("settings.page", "SettingsPage"),
}
"""Module below app.ui and class of each."""


def entries() -> "list[PageEntry]":
    """What the window is made of."""
    from app.ui.shell.window import PageEntry

    return [
        *(PageEntry(name, title, icon, _maker(name)) for name, title, icon in PAGES),
        *(PageEntry(name, title, "", _maker(name), under) for name, title, under in BESIDE),
    ]


def _maker(name: str) -> "Callable[[Desk], Page]":
    module, kind = _CLASSES[name]

    def make(desk: "Desk") -> "Page":
        page: Page = getattr(import_module(f"app.ui.{module}"), kind)(desk)
        return page

    return make
