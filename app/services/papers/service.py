"""What a user can take out as a file: ledgers, templates, error lists, 登记表, 审批表. No session is open while one is written."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from app.domain.documents.facts import DocumentFacts
from app.domain.ledgers import Query, Sheet
from app.domain.problems import Refused
from app.exporters.cells import Report
from app.models.audit import head_of
from app.models.database import Database
from app.models.documents import AttachmentRecord, DocumentRecord
from app.models.moments import local_day
from app.services.documents.lookup import document_in
from app.services.imports.outcome import Action, Outcome
from app.services.ledgers.service import LedgerService, ledger_named
from app.services.numbering.service import NumberingService
from app.services.papers.approval import approval
from app.services.papers.approved import approved_in
from app.services.papers.forms import Surroundings, registration
from app.services.papers.sheets import footnote_of, title_of, with_gaps
from app.services.settings import profile_in, settings_in
from app.services.sign_off import sheet_in
from app.services.units import units_in

SUFFIXES = (".xlsx", ".pdf", ".csv")


def write_sheet(make: Callable[[], Sheet], path: Path) -> Report:
    """Write a sheet as .xlsx, .pdf or .csv; it is made once the format is known. Raises Refused, Unavailable."""
    from app.exporters import csv, excel, pdf

    write = {".xlsx": excel.write_ledger, ".pdf": pdf.write_ledger, ".csv": csv.write_ledger}.get(path.suffix.lower())
    if write is None:
        raise Refused(f"“{path.name}”不是能导出的格式，文件名请以 {'、'.join(SUFFIXES)} 结尾")
    return write(make(), path)


class PaperService:
    """Files for people. Every method returns how many lines or pages went out and how many characters were replaced."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._ledgers = LedgerService(database)
        self._numbering = NumberingService(database)

    def export(self, ledger: str, path: Path, query: Query, ids: Sequence[int] | None = None) -> Report:
        """Write the lines of a query (or the ids picked) as .xlsx, .pdf or .csv. Raises Refused, Unavailable."""
        return write_sheet(lambda: self.sheet(ledger, query, ids), path)

    def sheet(self, name: str, query: Query, ids: Sequence[int] | None = None) -> Sheet:
        """A ledger as it goes on paper: the number book with its gaps, each with its title and the state of the audit."""
        ledger = ledger_named(name)
        lines = [cells for _, cells in self._ledgers.lines(name, query, ids)]
        if name == "numbering" and ids is None and not query.text:
            lines = with_gaps(ledger, lines, self._numbering.gaps(), query)
        with self._database.read() as session:
            office, footnote = settings_in(session).office, footnote_of(head_of(session))
        today = self._today()
        return Sheet(ledger, title_of(ledger, lines, query, today), office, today, lines, footnote)

    def template(self, name: str, path: Path) -> Report:
        """Write the blank template of a ledger that can be imported, with drop-downs and 填写说明. Raises Refused, Unavailable."""
        from app.exporters import excel

        ledger = ledger_named(name)
        if not ledger.importable:
            raise Refused(f"“{ledger.title}”由程序生成，不能导入，也没有空白模板")
        if path.suffix.lower() != ".xlsx":
            raise Refused(f"空白模板是 Excel 工作簿，“{path.name}”请改以 .xlsx 结尾")
        excel.write_template(ledger, path)
        return Report(0)

    def errors(self, outcome: Outcome, path: Path) -> Report:
        """Write the lines of an import that failed as they stood in the file, with a column of reasons. Raises Refused, Unavailable."""
        from app.exporters.excel import ErrorRow, write_errors

        if path.suffix.lower() != ".xlsx":
            raise Refused(f"错误清单是 Excel 工作簿，“{path.name}”请改以 .xlsx 结尾")
        failed = {line.row for line in outcome.lines if line.action is Action.FAILED}
        reasons: dict[int, list[str]] = {}
        for problem in outcome.problems:
            column = f"“{problem.column}”：" if problem.column else ""
            advice = f"（{problem.suggestion}）" if problem.suggestion else ""
            reasons.setdefault(problem.row, []).append(f"{column}{problem.message}{advice}")
        rows = [
            ErrorRow(draft.row, draft.cells, reasons.get(draft.row, ()))
            for draft in outcome.drafts
            if draft.row in failed
        ]
        return write_errors(path, [title for _, title, _ in outcome.headings], rows)

    def registration(self, document_id: int, path: Path) -> Report:
        """Write the 登记表 of a document as PDF. Raises Refused, Unavailable."""
        from app.exporters.registration import write_form

        if path.suffix.lower() != ".pdf":
            raise Refused(f"登记表是 PDF 文件，“{path.name}”请改以 .pdf 结尾")
        facts, around = self._gather(document_id)
        return write_form(registration(facts, around), path)

    def approval(self, ledger: str, record_id: int, path: Path) -> Report:
        """Write the 审批表 of a letter, of a submission's opinions or of a document's number as PDF. Raises Refused, Unavailable."""
        from app.exporters.registration import write_form

        if path.suffix.lower() != ".pdf":
            raise Refused(f"审批表是 PDF 文件，“{path.name}”请改以 .pdf 结尾")
        with self._database.read() as session:
            signatures = sheet_in(session, ledger, record_id).signatures
            title, sections = approved_in(session, ledger, record_id)
            office, footnote = settings_in(session).office, footnote_of(head_of(session))
        return write_form(approval(title, sections, signatures, office, self._today(), footnote), path)

    def _gather(self, document_id: int) -> tuple[DocumentFacts, Surroundings]:
        """A document and all that its papers say of others, in one view."""
        today = self._today()
        with self._database.read() as session:
            facts = document_in(session, document_id).facts()
            others = [relation.other_id for relation in facts.relations if relation.other_id]
            titles = select(DocumentRecord.id, DocumentRecord.title, DocumentRecord.document_number)
            papers = select(AttachmentRecord.name).where(
                AttachmentRecord.document_id == document_id, AttachmentRecord.binned.is_(False)
            )
            around = Surroundings(
                office=settings_in(session).office,
                today=today,
                profile=profile_in(session, today),
                units={key: unit.name for key, unit in units_in(session).items()},
                titles={
                    row.id: f"《{row.title}》" + (f"（{row.document_number}）" if row.document_number else "")
                    for row in session.execute(titles.where(DocumentRecord.id.in_(others)))
                },
                attachments=tuple(session.scalars(papers.order_by(AttachmentRecord.id))),
                footnote=footnote_of(head_of(session)),
            )
        return facts, around

    def _today(self) -> date:
        day = local_day(self._clock())
        assert day is not None
        return day
