"""Rows of units with their former names and 机关代字. Knows no document."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.units import FormerName, IssuerMark, UnitCategory, UnitFacts
from app.models.base import ChoiceType, Exchangeable, Record, replace_rows


class UnitRecord(Exchangeable, Record):
    """One unit."""

    __tablename__ = "unit"
    subject = "units"

    name: Mapped[str] = mapped_column(unique=True)
    category: Mapped[UnitCategory] = mapped_column(ChoiceType(UnitCategory))
    code: Mapped[str] = mapped_column(default="")
    short_name: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    may_issue: Mapped[bool]
    confirmed: Mapped[bool]
    remark: Mapped[str] = mapped_column(default="")
    former_names: Mapped[list["UnitNameRecord"]] = relationship(
        cascade="all, delete-orphan", order_by="UnitNameRecord.position", lazy="raise_on_sql"
    )
    marks: Mapped[list["UnitMarkRecord"]] = relationship(
        cascade="all, delete-orphan", order_by="UnitMarkRecord.position", lazy="raise_on_sql"
    )

    def facts(self) -> UnitFacts:
        """The unit as rules and forms read it; names and marks must have been loaded."""
        return UnitFacts(
            name=self.name,
            category=self.category,
            code=self.code,
            short_name=self.short_name,
            parent_id=self.parent_id,
            may_issue=self.may_issue,
            confirmed=self.confirmed,
            remark=self.remark,
            former_names=tuple(FormerName(row.name, row.valid_from, row.valid_to) for row in self.former_names),
            marks=tuple(IssuerMark(row.mark, row.valid_from, row.valid_to) for row in self.marks),
            id=self.id,
            uid=self.uid,
            revision=self.revision,
        )

    def take(self, facts: UnitFacts) -> None:
        """Make the row say what the facts say; rows beneath that are equal stay untouched."""
        self.name, self.category, self.code = facts.name, facts.category, facts.code
        self.short_name, self.parent_id = facts.short_name, facts.parent_id
        self.may_issue, self.confirmed, self.remark = facts.may_issue, facts.confirmed, facts.remark
        replace_rows(
            self.former_names,
            [
                {"position": at, "name": row.name, "valid_from": row.valid_from, "valid_to": row.valid_to}
                for at, row in enumerate(facts.former_names)
            ],
            UnitNameRecord,
        )
        replace_rows(
            self.marks,
            [
                {"position": at, "mark": row.mark, "valid_from": row.valid_from, "valid_to": row.valid_to}
                for at, row in enumerate(facts.marks)
            ],
            UnitMarkRecord,
        )


class UnitNameRecord(Record):
    """A former name of a unit."""

    __tablename__ = "unit_name"
    subject = "units"
    subject_key = "unit_id"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class UnitMarkRecord(Record):
    """A 机关代字 of a unit."""

    __tablename__ = "unit_mark"
    subject = "units"
    subject_key = "unit_id"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    mark: Mapped[str] = mapped_column(index=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
