"""预览 and 导出 of the report, or of the records behind a figure while these are shown. Knows no file format."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.reports import resolve
from app.ui.dialogs import FileKind
from app.ui.keys import Act
from app.ui.ledger_papers import KINDS, fresh_file
from app.ui.reports.lines import FigureLines

if TYPE_CHECKING:
    from app.ui.reports.page import ReportsPage

PAPERS = (FileKind("Word 文件", ("docx",)), FileKind("PDF 文件", ("pdf",)))


class ReportPapers(QObject):
    """Adds both acts to the page; what goes on paper is what is typed, saved or not."""

    def __init__(self, page: "ReportsPage") -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        page.acts |= {Act.PRINT: self.preview, Act.EXPORT: self.export}

    def preview(self) -> None:
        """Ctrl+P: the pages, shown before printing."""
        page, office = self._page, self._desk.office
        if page.editor is None or page.view is None or page.lines is not None:
            return
        facts, target = page.editor.facts, fresh_file("report")
        title = resolve(facts.title, page.view.known)
        page.tell("正在生成预览…")

        def finished(_: object) -> None:
            page.tell("")
            self._desk.preview(target, title)

        self._desk.work.paper(
            lambda _: office.reports.write(facts.year, target, office.today(), facts), finished, self._failed
        )

    def export(self) -> None:
        """Ctrl+E: the report as a Word or PDF file; the list of records while they are shown."""
        page, office = self._page, self._desk.office
        if page.lines is not None:
            self._export_lines(page.lines)
        elif page.editor is not None and page.view is not None:
            facts = page.editor.facts
            if (target := self._target(f"{resolve(facts.title, page.view.known)}.docx", PAPERS)) is not None:
                self._desk.work.paper(
                    lambda _: office.reports.write(facts.year, target, office.today(), facts),
                    lambda _: page.tell(f"已导出到 {target}"),
                    self._failed,
                )

    def _export_lines(self, lines: FigureLines) -> None:
        if (target := self._target(f"{lines.name}.xlsx", KINDS)) is not None:
            query, papers, ledger = (
                lines.source.narrowed(lines.table.query),
                self._desk.office.papers,
                lines.subject.value,
            )
            self._desk.work.paper(
                lambda _: papers.export(ledger, target, query),
                lambda report: self._page.tell(f"已导出 {report.lines} 行到 {target}"),
                self._failed,
            )

    def _target(self, name: str, kinds: Sequence[FileKind]) -> Path | None:
        folder = Path(str(self._desk.settings.get("papers", "folder", str(Path.home()))))
        target = self._desk.dialogs.save_name("导出", folder / name, kinds)
        if target is not None:
            self._desk.settings.set("papers", "folder", str(target.parent))
            self._page.tell(f"正在导出“{target.name}”…")
        return target

    def _failed(self, error: Exception) -> None:
        self._page.tell("")
        self._desk.failures.show(error)
