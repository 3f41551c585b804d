"""Taking a table in, line by line, within a transaction. Knows no use case."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.ledgers import Column
from app.domain.problems import Refused, Severity
from app.importers.drafts import Draft, ImportProblem, drafts
from app.importers.raw import Workbook
from app.importers.tables import Table
from app.models.imports import ImportBatch
from app.models.moments import local_day, now
from app.services.imports.documents import DocumentTaker
from app.services.imports.engagements import EngagementTaker
from app.services.imports.matching import Verdict
from app.services.imports.outcome import Action, Earlier, Outcome, PlannedLine, problem_as_json
from app.services.imports.people_lines import AdviserTaker, FirmTaker
from app.services.imports.plans import PlanTaker
from app.services.imports.units import UnitTaker
from app.services.ledgers.service import ledger_named

Progress = Callable[[int, int], None]
"""Lines done, lines in all; raising Cancelled in it ends the import, and nothing is changed."""


class Taker(Protocol):
    """Takes the lines of one ledger in."""

    @property
    def new_units(self) -> tuple[str, ...]: ...

    def take(self, draft: Draft) -> Verdict: ...

    def store(self) -> None: ...


def take_in(
    session: Session, ledger: str, workbook: Workbook, table: Table, duplicates: str, progress: Progress
) -> Outcome:
    """Take every line of a table in, within a transaction; the same for a plan and a run."""
    if table.missing:
        lacking = "、".join(f"“{column.title}”" for column in table.missing)
        raise Refused(f"没有找到必需的列{lacking}，请指定哪一列是它")
    declared = ledger_named(ledger)
    columns = {column.key: column for column in declared.columns}
    read = drafts(table, declared)
    today = local_day(now(session))
    assert today is not None
    above = [item.text for item in table.ignored if item.row < table.header_rows[0]]
    headings = (*above, table.sheet.name, workbook.path.stem)
    taker = _taker(session, ledger, read, today, headings, merge=duplicates == "merge")
    progress(0, len(read))
    lines: list[PlannedLine] = []
    problems: list[ImportProblem] = []
    for done, draft in enumerate(read):
        if done % 100 == 0:
            progress(done, len(read))
        verdict = taker.take(draft)
        problems.extend((*draft.problems, *verdict.problems))
        if verdict.action is Action.FAILED:
            problems.append(ImportProblem(draft.row, "", "", verdict.reason, severity=Severity.ERROR))
        lines.append(_line(columns, draft, verdict))
    progress(len(read), len(read))
    taker.store()
    session.flush()
    return Outcome(
        ledger=ledger,
        file_name=workbook.path.name,
        sheet=table.sheet.name,
        lines=tuple(lines),
        problems=tuple(problems),
        ignored=tuple((item.row, item.last, item.reason, item.text) for item in table.ignored),
        new_units=taker.new_units,
        hidden_rows=table.hidden_rows,
        hidden_sheets=tuple(sheet.name for sheet in workbook.sheets if sheet.hidden and sheet.name != table.sheet.name),
        earlier=_earlier(session, workbook.sha256),
        drafts=tuple(read),
        headings=tuple((heading.position, heading.title, heading.key) for heading in table.headings),
    )


def _taker(
    session: Session, ledger: str, read: list[Draft], today: date, headings: Sequence[str], *, merge: bool
) -> Taker:
    """Whoever takes the lines of a ledger; `headings` stand above them, or name the sheet and the file."""
    match ledger:
        case "units":
            return UnitTaker(session, merge=merge)
        case "plans":
            return PlanTaker(session, headings, merge=merge)
        case "engagements":
            return EngagementTaker(session, today, merge=merge)
        case "advisers":
            return AdviserTaker(session, today, merge=merge)
        case "firms":
            return FirmTaker(session, merge=merge)
        case _:
            return DocumentTaker(session, read, today, merge=merge)


def _line(columns: Mapping[str, Column], draft: Draft, verdict: Verdict) -> PlannedLine:
    changes = tuple(
        (columns[key].title, reading.raw, columns[key].show(reading.value))
        for key, reading in draft.values.items()
        if reading.changed and not reading.evidence
    )
    changes += verdict.changes
    return PlannedLine(
        draft.row, verdict.action, verdict.title, verdict.record_id, changes, verdict.reason, draft.hidden
    )


def _earlier(session: Session, sha256: str) -> Earlier | None:
    statement = select(ImportBatch).where(ImportBatch.file_sha256 == sha256, ImportBatch.undone_at.is_(None))
    batch = session.scalar(statement.order_by(ImportBatch.id.desc()).limit(1))
    return Earlier(batch.id, batch.at, batch.actor) if batch else None


def batch_of(outcome: Outcome, workbook: Workbook, actor: Actor) -> ImportBatch:
    """The row that remembers an import; its instant is the transaction's."""
    return ImportBatch(
        actor=actor.name,
        ledger=outcome.ledger,
        file_name=outcome.file_name,
        file_sha256=workbook.sha256,
        sheet=outcome.sheet,
        rows=outcome.rows,
        created=outcome.created,
        updated=outcome.updated,
        skipped=outcome.skipped,
        failed=outcome.failed,
        ignored=outcome.ignored_rows,
        problems=[problem_as_json(problem) for problem in outcome.problems],
    )
