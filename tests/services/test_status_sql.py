"""The status in SQL is the status of the rules, whatever the record and the day."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.domain.documents.facts import (
    DocumentFacts,
    EndKind,
    Nature,
    Step,
    StepKind,
    StepLevel,
    Validity,
    ValidityMode,
)
from app.domain.documents.status import force_status
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.moments import now
from app.services.documents.sql import status_case
from tests.offices import CLERK

FIRST = date(2024, 1, 1)
days = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))
some_day = st.none() | days

documents = st.builds(
    DocumentFacts,
    title=st.just("题"),
    nature=st.sampled_from(list(Nature)),
    backfill=st.booleans(),
    adopted_on=some_day,
    registered_on=some_day,
    published_on=some_day,
    effective_on=some_day,
    expires_on=some_day,
    ended_on=some_day,
    end_kind=st.none() | st.sampled_from(list(EndKind)),
    validity=st.builds(Validity, st.none() | st.sampled_from(list(ValidityMode))),
    steps=st.lists(
        st.builds(lambda on: Step(StepKind.REVIEW, on, level=StepLevel.GOVERNMENT), some_day), max_size=2
    ).map(tuple),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(facts=st.lists(documents, min_size=1, max_size=30), on=days, lead=st.integers(0, 5))
def test_sql_and_rules_agree(database: Database, facts: list[DocumentFacts], on: date, lead: int) -> None:
    soon = on + timedelta(days=lead)
    with database.write(CLERK, "试验") as session:
        records = []
        for item in facts:
            record = DocumentRecord(created_at=now(session), issuers=[], steps=[], carriers=[], bases=[], relations=[])
            record.take(item)
            records.append(record)
        session.add_all(records)
        session.flush()
        first = records[0].id
        statuses = session.scalars(
            select(status_case(on, soon))
            .select_from(DocumentRecord)
            .where(DocumentRecord.id >= first)
            .order_by(DocumentRecord.id)
        ).all()
    assert statuses == [force_status(item, on, soon).value for item in facts]
