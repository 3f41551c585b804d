"""Rows of the daily desk: holidays, marks on due items, planned documents, handovers, closed years, targets, reports. Know no rule."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.calendar import DayKind, Holiday
from app.domain.handovers import Handover
from app.domain.matters import Matter, MatterKind
from app.domain.plans import PlanItem
from app.domain.reports import Block, ReportFacts
from app.domain.years import OfficeYear
from app.models.base import Exchangeable, Json, Record, UtcDateTime
from app.models.moments import local_day


class HolidayRecord(Record):
    """One day that is not what its weekday says: off (放假), or a working day made up for (调休上班)."""

    __tablename__ = "holiday"
    subject = "calendar"

    day: Mapped[date] = mapped_column(unique=True)
    working: Mapped[bool]
    name: Mapped[str]
    source: Mapped[str]

    def facts(self) -> Holiday:
        """The day as rules and forms read it."""
        kind = DayKind.WORKING if self.working else DayKind.OFF
        return Holiday(self.day, kind, self.name, self.source, self.id)

    def take(self, facts: Holiday) -> None:
        """Make the row say what the facts say."""
        self.day, self.working, self.name, self.source = facts.day, facts.working, facts.name, facts.source


class DueMarkRecord(Record):
    """What a user said of a due item: seen (until is None) or to be shown again from a day on."""

    __tablename__ = "due_mark"
    subject = "due"

    key: Mapped[str] = mapped_column(unique=True)
    """Names the item: ledger, record, what is due and its day; a moved deadline is another item."""
    until: Mapped[date | None]
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class PlanRecord(Exchangeable, Record):
    """One planned document."""

    __tablename__ = "plan_item"
    subject = "plans"

    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    drafter_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    drafter_text: Mapped[str]
    submit_by: Mapped[date | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    handler: Mapped[str]
    dropped_on: Mapped[date | None]
    dropped_reason: Mapped[str]
    carried_to: Mapped[int | None]
    remark: Mapped[str]

    def facts(self) -> PlanItem:
        """The planned document as rules and forms read it."""
        return PlanItem(
            **{name: getattr(self, name) for name in PLAN_COLUMNS},
            id=self.id,
            uid=self.uid,
            revision=self.revision,
            created_on=local_day(self.created_at),
        )

    def take(self, facts: PlanItem) -> None:
        """Make the row say what the facts say."""
        for name in PLAN_COLUMNS:
            if getattr(self, name) != getattr(facts, name):
                setattr(self, name, getattr(facts, name))


PLAN_COLUMNS = (
    "year", "title", "drafter_id", "drafter_text", "submit_by", "document_id", "handler", "dropped_on", "dropped_reason",
    "carried_to", "remark",
)  # fmt: skip
"""What a planned document's row says as its facts do."""


class HandoverRecord(Record):
    """One 移交: who gave what to whom, before whom; its items as they were on the day."""

    __tablename__ = "handover"
    subject = "handovers"

    giver: Mapped[str]
    receiver: Mapped[str]
    supervisor: Mapped[str]
    on: Mapped[date] = mapped_column("on_day", key="on")
    reason: Mapped[str]
    items: Mapped[list[list[Any]]] = mapped_column(Json)
    """Kind, record id, title and standing of each matter."""

    def facts(self) -> Handover:
        """The handover as it was signed."""
        return Handover(
            self.giver,
            self.receiver,
            self.on,
            self.supervisor,
            self.reason,
            tuple(
                Matter(MatterKind.of(kind) or MatterKind.DOCUMENT, key, title, said, self.giver)
                for kind, key, title, said in self.items
            ),
            self.id,
        )


class YearRecord(Record):
    """One year of the office: closed against unintended changes or not, and why it was opened again."""

    __tablename__ = "office_year"
    subject = "years"

    year: Mapped[int] = mapped_column(unique=True)
    closed_on: Mapped[date | None]
    closed_by: Mapped[str]
    reopened_on: Mapped[date | None]
    reopened_by: Mapped[str]
    reason: Mapped[str]

    def facts(self) -> OfficeYear:
        """The year as rules and pages read it."""
        return OfficeYear(
            self.year, self.closed_on, self.closed_by, self.reopened_on, self.reopened_by, self.reason, self.id
        )


class TargetRecord(Record):
    """What the office means to reach with a figure in a year."""

    __tablename__ = "year_target"
    __table_args__ = (UniqueConstraint("year", "figure", name="uq_year_target"), {"sqlite_autoincrement": True})
    subject = "years"

    year: Mapped[int]
    figure: Mapped[str]
    value: Mapped[int]


class ReportRecord(Exchangeable, Record):
    """One annual report as it is being written: its free texts by block; the figures are counted anew."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("kind", "year", name="uq_report_year"), {"sqlite_autoincrement": True})
    subject = "reports"

    kind: Mapped[str]
    year: Mapped[int]
    title: Mapped[str]
    blocks: Mapped[list[list[Any]]] = mapped_column(Json)
    """Key, heading, level and text of each block, in order."""

    def facts(self) -> ReportFacts:
        """The report as rules and forms read it."""
        blocks = tuple(Block(*row) for row in self.blocks)
        return ReportFacts(self.year, self.title, blocks, self.kind, self.id, self.uid, self.revision)

    def take(self, facts: ReportFacts) -> None:
        """Make the row say what the facts say."""
        blocks = [[block.key, block.heading, block.level, block.text] for block in facts.blocks]
        for name, value in (("kind", facts.kind), ("year", facts.year), ("title", facts.title), ("blocks", blocks)):
            if getattr(self, name) != value:
                setattr(self, name, value)
