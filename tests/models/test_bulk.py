"""Rows by the thousand: turned on their side, each value worked out once, stored as objects store them."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from app.domain.documents.facts import DocumentFacts, Doubt, Nature, Trial, Validity, ValidityMode
from app.models.audit import insert_many, table_of
from app.models.base import new_uid
from app.models.bulk import columns_across, worked_out
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.documents.record import columns_of
from tests.offices import CLERK, Clock


def test_rows_lie_across() -> None:
    assert columns_across([{"id": 1, "name": "甲"}, {"name": "乙", "id": 2}]) == {"id": (1, 2), "name": ("甲", "乙")}


def test_each_value_is_asked_once_lists_too() -> None:
    asked: list[object] = []
    assert worked_out(["a", "b", "a"], lambda value: asked.append(value) or value.upper()) == ["A", "B", "A"]
    assert worked_out([[], [1], []], lambda value: asked.append(value) or len(value)) == [0, 1, 0]
    assert worked_out([None, None], lambda value: asked.append(value) or "") == ["", ""]
    assert asked == ["a", "b", [], [1], None]


def test_a_row_is_stored_as_an_object_is(database: Database, clock: Clock) -> None:
    facts = DocumentFacts(
        title="甲办法", nature=Nature.PARTY_JOINT, trial=Trial.TRIAL, published_on=date(2024, 2, 29), backfill=True,
        validity=Validity(ValidityMode.YEARS, 3), doubts=(Doubt("ended_on", "某日", "看不懂"),), extra=(("科室", "一科"),),
    )  # fmt: skip
    head = {"revision": 1, "created_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC), "binned_at": None}
    with database.write(CLERK, "登记") as session:
        session.add(DocumentRecord(**head, **columns_of(facts), uid=new_uid()))
        session.flush()
        insert_many(session, DocumentRecord, [{**head, **columns_of(facts), "uid": new_uid(), "id": 2}])
    with database.raw() as raw:
        names = [column.name for column in table_of(DocumentRecord).columns if column.name not in ("id", "uid")]
        one, other = raw.execute(f"SELECT {', '.join(names)} FROM document ORDER BY id").fetchall()
        assert one == other
    with database.read() as session:
        assert session.scalars(select(DocumentRecord.published_on)).all() == [date(2024, 2, 29)] * 2
