"""Imports: look at a file, plan, run, undo; one code for the wizard and the command line. Knows no window."""

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.ledgers import Ledger
from app.domain.problems import Refused
from app.importers.files import read_workbook
from app.importers.raw import RawSheet, Workbook
from app.importers.tables import Table, find_table
from app.memory import uncollected
from app.models.advisers import AdviserRecord, EngagementRecord, FirmRecord
from app.models.database import Database
from app.models.desk import PlanRecord
from app.models.documents import DocumentRecord
from app.models.imports import ColumnMapping, ImportBatch
from app.models.moments import local_day, now
from app.models.reversal import Reversal, entry_of, reverse
from app.models.units import UnitRecord
from app.services.imports.outcome import Batch, Outcome, Undone
from app.services.imports.taking import Progress, batch_of, take_in
from app.services.ledgers.service import ledger_named

PLANNER = Actor("预演")


class Cancelled(Exception):
    """The user's wish, not a failure: raised by a progress callback, the transaction is rolled back."""


NAMED: dict[str, tuple[type[Any], Any]] = {
    "documents": (DocumentRecord, DocumentRecord.title),
    "units": (UnitRecord, UnitRecord.name),
    "plans": (PlanRecord, PlanRecord.title),
    "advisers": (AdviserRecord, AdviserRecord.name),
    "firms": (FirmRecord, FirmRecord.name),
    "engagements": (EngagementRecord, EngagementRecord.name),
}
"""The record that a line of a ledger makes, and what names it."""


class _DryRun(Exception):
    """Rolls the transaction of a plan back, carrying what it found."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


class ImportService:
    """Takes ledgers in; a plan is the same run, rolled back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def look(self, path: Path) -> Workbook:
        """Read a file. Raises FileRefused or Unavailable with what to do."""
        return read_workbook(path)

    def table(
        self,
        ledger: str,
        sheet: RawSheet,
        mapping: Mapping[int, str | None] | None = None,
        header_row: int | None = None,
    ) -> Table:
        """The table of a sheet; a header met before gets the mapping the user gave it then."""
        declared = _importable(ledger)
        table = find_table(sheet, declared, mapping, header_row)
        if mapping is None:
            with self._database.read() as session:
                stored = session.scalar(
                    select(ColumnMapping).where(ColumnMapping.signature == f"{ledger}:{table.signature}")
                )
                if stored is not None:
                    remembered = {int(at): key or None for at, key in stored.columns.items()}
                    return find_table(sheet, declared, remembered, header_row)
        return table

    @uncollected()
    def plan(
        self,
        ledger: str,
        path: Path,
        sheet: str | None = None,
        mapping: Mapping[int, str | None] | None = None,
        *,
        header_row: int | None = None,
        duplicates: str = "skip",
        progress: Progress = lambda _done, _total: None,
    ) -> Outcome:
        """What an import would do: the real code in a transaction that is rolled back."""
        workbook = self.look(path)
        table = self.table(ledger, _chosen(workbook, sheet), mapping, header_row)
        try:
            with self._database.write(PLANNER, "预演导入") as session:
                raise _DryRun(take_in(session, ledger, workbook, table, duplicates, progress))
        except _DryRun as dry:
            return dry.outcome

    @uncollected()
    def run(
        self,
        ledger: str,
        path: Path,
        actor: Actor,
        sheet: str | None = None,
        mapping: Mapping[int, str | None] | None = None,
        *,
        header_row: int | None = None,
        duplicates: str = "skip",
        skip_bad: bool = False,
        progress: Progress = lambda _done, _total: None,
    ) -> Outcome:
        """Take a file in as one batch. Raises ImportRefused when lines fail and they were not to be skipped."""
        workbook = self.look(path)
        table = self.table(ledger, _chosen(workbook, sheet), mapping, header_row)
        with self._database.write(actor, "导入台账") as session:
            outcome = take_in(session, ledger, workbook, table, duplicates, progress)
            if outcome.failed and not skip_bad:
                raise ImportRefused(outcome)
            batch = batch_of(outcome, workbook, actor)
            batch.at = now(session)
            session.add(batch)
            if mapping is not None:
                _remember(session, f"{ledger}:{table.signature}", ledger, mapping)
            session.flush()
            return replace(outcome, batch_id=batch.id)

    def undo(self, batch_id: int, actor: Actor) -> Undone:
        """Take a batch back: what it made goes, what it changed is restored; what was edited since is kept and listed."""
        with self._database.write(actor, "撤销导入") as session:
            batch = session.get(ImportBatch, batch_id)
            if batch is None:
                raise Refused(f"没有编号为 {batch_id} 的导入，请用“导入记录”查看")
            if batch.undone_at is not None:
                raise Refused(f"第 {batch_id} 次导入已于 {local_day(batch.undone_at)} 由{batch.undone_by}撤销")
            entry = entry_of(session, ImportBatch.__tablename__, batch_id)
            if entry is None:
                raise Refused(f"第 {batch_id} 次导入没有修改记录，不能撤销")
            reversal = reverse(session, entry, leave=(ImportBatch.subject,))
            batch.undone_at, batch.undone_by = now(session), actor.name
            return _undone(session, batch.ledger, reversal)

    def batches(self) -> list[Batch]:
        """Every import, newest first."""
        with self._database.read() as session:
            rows = session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc()))
            return [Batch(**{item.name: getattr(row, item.name) for item in fields(Batch)}) for row in rows]


class ImportRefused(Refused):
    """Some lines cannot be taken in; nothing was changed. `outcome` names every problem of every line."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(f"有 {outcome.failed} 行不能导入，没有改动任何数据。请更正后重新导入，或选择“跳过有问题的行”")


def _importable(name: str) -> Ledger:
    declared = ledger_named(name)
    if not declared.importable:
        raise Refused(f"“{declared.title}”由程序生成，不能导入")
    return declared


def _chosen(workbook: Workbook, name: str | None) -> RawSheet:
    """The sheet asked for, or the first visible one."""
    if name is None:
        if not workbook.visible:
            raise Refused(f"“{workbook.path.name}”没有可见的工作表，请指定工作表：{_names(workbook)}")
        return workbook.visible[0]
    found = next((sheet for sheet in workbook.sheets if sheet.name == name), None)
    if found is None:
        raise Refused(f"“{workbook.path.name}”中没有工作表“{name}”，可选：{_names(workbook)}")
    return found


def _names(workbook: Workbook) -> str:
    return "、".join(f"“{sheet.name}”" for sheet in workbook.sheets)


def _remember(session: Session, signature: str, ledger: str, mapping: Mapping[int, str | None]) -> None:
    columns = {str(at): key or "" for at, key in mapping.items()}
    stored = session.scalar(select(ColumnMapping).where(ColumnMapping.signature == signature))
    if stored is None:
        session.add(ColumnMapping(ledger=ledger, signature=signature, columns=columns))
    elif stored.columns != columns:
        stored.columns = columns


def _undone(session: Session, ledger: str, reversal: Reversal) -> Undone:
    record, name = NAMED[ledger]
    mine = [record_id for subject, record_id in reversal.kept if subject == ledger]
    kept = session.scalars(select(name).where(record.id.in_(mine)).order_by(record.id)).all()
    return Undone(
        removed=sum(subject == ledger for subject, _ in reversal.removed),
        restored=sum(subject == ledger for subject, _ in reversal.restored),
        kept=tuple(kept),
    )
