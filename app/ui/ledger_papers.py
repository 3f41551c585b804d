"""导出 and 打印 of a ledger page: which lines, where to, what came of it. Knows the paper service, not the formats."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from app.domain.ledgers import Query, as_of_words
from app.ui.dialogs import FileKind
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.office_paper import fresh_file

KINDS = (
    FileKind("Excel 工作簿", ("xlsx",)),
    FileKind("PDF 文件", ("pdf",)),
    FileKind("CSV 文件", ("csv",)),
)

Wanted = tuple[Query, Sequence[int] | None]
"""The lines to put on paper: those of a query, or those of the ids."""


class LedgerPapers(QObject):
    """Adds both acts, with their buttons and keys, to a page."""

    def __init__(self, page: LedgerPage, print_word: str = "打印") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        page.bar.add("export", "导出", "download", self.export, Act.EXPORT.key)
        page.bar.add("print", print_word, "printer", self.print_it, Act.PRINT.key)
        page.acts |= {Act.EXPORT: self.export, Act.PRINT: self.print_it}

    def export(self) -> None:
        """Ctrl+E: ask which lines and where to, then write in the background."""
        if self._page.open_form is not None or (wanted := self._wanted("导出")) is None:
            return
        folder = Path(str(self._desk.settings.get("papers", "folder", str(Path.home()))))
        query, ids = wanted
        target = self._desk.dialogs.save_name("导出", folder / f"{self._file_name(query)}.xlsx", KINDS)
        if target is None:
            return
        self._desk.settings.set("papers", "folder", str(target.parent))
        self._page.say(f"正在导出“{target.name}”…")
        papers, ledger = self._desk.office.papers, self._page.ledger
        self._desk.work.paper(
            lambda _: papers.export(ledger.name, target, query, ids),
            lambda report: self._page.say(f"已导出 {report.lines} 行到 {target}{_replaced(report.replaced)}"),
            self._failed,
        )

    def print_it(self) -> None:
        """Ctrl+P: the PDF that export would write, shown for printing."""
        if self._page.open_form is not None or (wanted := self._wanted("打印")) is None:
            return
        ledger = self._page.ledger
        target = fresh_file(ledger.name)
        self._page.say("正在生成打印文件…")
        query, ids = wanted
        papers = self._desk.office.papers

        def finished(_: object) -> None:
            self._page.say("")
            self._desk.preview(target, f"{ledger.title}（{when}）" if (when := self._when(query)) else ledger.title)

        self._desk.work.paper(lambda _: papers.export(ledger.name, target, query, ids), finished, self._failed)

    def _failed(self, error: Exception) -> None:
        self._page.say("")
        self._desk.failures.show(error)

    def _when(self, query: Query) -> str:
        """The day a query is seen from, in words; empty for today."""
        return as_of_words(query.on, self._desk.office.today()) if query.as_of else ""

    def _file_name(self, query: Query) -> str:
        """The ledger's title with the day it shows, so that one of another day is not taken for today's."""
        when = f"（{self._when(query)}）" if query.as_of else f"{query.on:%Y%m%d}"
        return f"{self._page.ledger.title}{when}"

    def _wanted(self, deed: str) -> Wanted | None:
        """What is shown; asked where lines are selected or hidden by filters. None when given up or nothing is there."""
        page = self._page
        shown, noun = len(page.table.model.ids), page.ledger.noun
        picked = [line_id for line_id in page.table.grid.selected_ids() if line_id > 0]
        query = page.table.query
        options: list[tuple[str, Wanted]] = [(f"当前显示的（{page.count_text(shown)}）", (query, None))]
        if len(picked) > 1:
            options.append((f"所选的 {len(picked)} {noun}", (query, array("q", picked))))
        if page.table.bar.active:
            options.append((f"{self._when(query)}全部", (replace(query, filters=(), text=""), None)))
        if not shown and len(options) == 1:
            self._desk.dialogs.tell(deed, f"“{page.ledger.title}”中没有可以{deed}的内容。")
            return None
        if len(options) == 1:
            return options[0][1]
        chosen = self._desk.dialogs.choose(deed, f"要{deed}哪些内容？", (*(text for text, _ in options), "取消"))
        return None if chosen is None or chosen >= len(options) else options[chosen][1]


def _replaced(count: int) -> str:
    return f"，其中 {count} 个不能显示的控制字符已替换" if count else ""
