"""预览 and 导出 of the report, or of the records behind a figure while these are shown. Knows no file format."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.reports import resolve
from app.ui.keys import Act
from app.ui.ledger_papers import KINDS
from app.ui.office_paper import OfficePaper, preview, save_as
from app.ui.reports.lines import FigureLines

if TYPE_CHECKING:
    from app.ui.reports.page import ReportsPage


class ReportPapers(QObject):
    """Adds both acts to the page; what goes on paper is what is typed, saved or not."""

    def __init__(self, page: "ReportsPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        page.acts |= {Act.PRINT: self.preview, Act.EXPORT: self.export}

    def preview(self) -> None:
        """Ctrl+P: the pages, shown before printing."""
        if self._page.lines is None and (paper := self._paper()) is not None:
            preview(self._desk, paper, self._page.tell)

    def export(self) -> None:
        """Ctrl+E: the report as a Word or PDF file; the list of records while they are shown."""
        if self._page.lines is not None:
            self._export_lines(self._page.lines)
        elif (paper := self._paper()) is not None:
            save_as(self._desk, paper, self._page.tell)

    def _paper(self) -> OfficePaper | None:
        """The report as it is typed now."""
        page, office = self._page, self._desk.office
        if page.editor is None or page.view is None:
            return None
        facts = page.editor.facts
        title = resolve(facts.title, page.view.known)
        return OfficePaper(title, lambda target: office.reports.write(facts.year, target, office.today(), facts))

    def _export_lines(self, lines: FigureLines) -> None:
        query, papers = lines.source.narrowed(lines.table.query), self._desk.office.papers
        ledger = OfficePaper(lines.name, lambda target: papers.export(lines.subject.value, target, query))
        save_as(self._desk, ledger, self._page.tell, KINDS)
