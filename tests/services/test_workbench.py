"""The first page: what expires, what waits, what is missing, each with its basis and its filter."""

from app.domain.ledgers import Query
from app.models.database import Database
from app.services.documents.service import DocumentService
from app.services.ledgers import LedgerService
from app.services.units import UnitService
from app.services.workbench import WorkbenchService
from tests.factories import draft, old, ready, unit
from tests.offices import CLERK, Clock


def test_what_waits_and_what_expires_is_named_with_its_basis(database: Database, clock: Clock) -> None:
    documents = DocumentService(database)
    UnitService(database).save(unit(), CLERK)
    documents.register(draft(), CLERK)
    documents.register(ready(title="乙办法"), CLERK)
    documents.register(old(title="丙办法", expires_on=clock.today().replace(month=5), expiry_reason="原文"), CLERK)
    overview = WorkbenchService(database).overview(clock.today())
    assert [(task.title, task.act) for task in overview.waiting] == [
        ("海珠区招商引资扶持办法", "区司法局合法性审核"),
        ("乙办法", "登记编号"),
    ]
    (expiring,) = overview.expiring
    assert (expiring.title, expiring.days) == ("丙办法", 61)
    assert expiring.basis is not None
    assert not overview.empty


def test_every_tally_opens_the_lines_it_counts(database: Database, clock: Clock) -> None:
    documents = DocumentService(database)
    UnitService(database).save(unit(), CLERK)
    for facts in (draft(), ready(), old(), old(title="无号", document_number="")):
        documents.register(facts, CLERK)
    ledgers = LedgerService(database)
    for tally in WorkbenchService(database).overview(clock.today()).tallies:
        if tally.filters:
            assert ledgers.count(tally.ledger, Query(clock.today(), tally.filters)) == tally.count, tally.label


def test_an_empty_office_is_led_to_its_first_steps(database: Database, clock: Clock) -> None:
    overview = WorkbenchService(database).overview(clock.today())
    assert overview.empty
    assert not overview.beginning.units
