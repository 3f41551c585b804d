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
    ("documents", "规范性文件", "file-text"),
    ("numbering", "编号登记簿", "list-ordered"),
    ("plans", "制定计划", "calendar"),
    ("reports", "年度报告", "chart-column"),
    ("years", "年度结转", "archive"),
    ("units", "单位", "building-2"),
    ("imports", "导入", "upload"),
    ("settings", "系统设置", "settings"),
)
"""Name, title, icon."""

FIRST = "workbench"

_CLASSES = {
    "workbench": "WorkbenchPage",
    "documents": "DocumentsPage",
    "numbering": "NumberingPage",
    "plans": "PlansPage",
    "reports": "ReportsPage",
    "years": "YearsPage",
    "units": "UnitsPage",
    "imports": "ImportPage",
    "settings": "SettingsPage",
}


def entries() -> "list[PageEntry]":
    """What the window is made of."""
    from app.ui.shell.window import PageEntry

    return [PageEntry(name, title, icon, _maker(name)) for name, title, icon in PAGES]


def _maker(name: str) -> "Callable[[Desk], Page]":
    def make(desk: "Desk") -> "Page":
        page: Page = getattr(import_module(f"app.ui.{name}.page"), _CLASSES[name])(desk)
        return page

    return make
