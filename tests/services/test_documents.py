"""Documents through the service: registered, changed, refused, found again in the audit."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.documents.facts import (
    EndKind,
    StepKind,
    StepLevel,
)
from app.domain.ledgers import Query
from app.domain.problems import Refused
from app.models.database import Database
from app.services.audit import AuditService
from app.services.documents.service import DocumentService
from app.services.ledgers import LedgerService
from app.services.stale import Stale
from app.services.units import UnitService
from tests.factories import PROCEDURE, draft, old, passed, ready, unit
from tests.offices import CLERK, Clock


@pytest.fixture
def documents(database: Database) -> DocumentService:
    UnitService(database).save(unit(), CLERK)
    return DocumentService(database)


def test_a_registered_document_comes_back_as_it_was_said(documents: DocumentService) -> None:
    stored = documents.register(ready(), CLERK)
    assert documents.get(stored.id or 0) == stored
    assert {replace(step, submission_id=None) for step in stored.steps} == set(PROCEDURE)
    assert [step.kind for step in stored.steps if step.submission_id] == [StepKind.REVIEW]  # the office's own: a round
    assert stored.adopted_on == date(2025, 2, 20)
    assert stored.issuer_text == "海珠区人民政府"


def test_a_deliberation_without_its_review_is_refused_by_name(documents: DocumentService) -> None:
    stored = documents.register(draft(), CLERK)
    step = passed(StepKind.DELIBERATION, date(2025, 2, 20), StepLevel.GOVERNMENT)
    with pytest.raises(Refused) as refusal:
        documents.add_step(stored.id or 0, step, CLERK)
    bases = [problem.basis.source for problem in refusal.value.problems if problem.basis]
    assert bases == ["国办发〔2018〕115号", "公平竞争审查条例（国务院令第783号）"]
    assert documents.get(stored.id or 0).steps == ()


def test_publication_before_the_number_is_refused(documents: DocumentService) -> None:
    stored = documents.register(ready(), CLERK)
    with pytest.raises(Refused, match="请先登记编号再公布"):
        documents.publish(stored.id or 0, date(2025, 3, 3), None, (), CLERK)


def test_a_stale_save_is_refused_field_by_field(documents: DocumentService) -> None:
    stored = documents.register(draft(), CLERK)
    documents.save(replace(stored, remark="先改"), CLERK)
    with pytest.raises(Stale) as refusal:
        documents.save(replace(stored, topic="后改"), CLERK)
    assert refusal.value.differing == ("topic", "remark")
    assert refusal.value.current.remark == "先改"


def test_every_change_is_in_the_audit_with_old_and_new(documents: DocumentService, database: Database) -> None:
    stored = documents.register(old(), CLERK)
    documents.end(stored.id or 0, EndKind.REPEALED, date(2025, 3, 1), "清理", CLERK)
    entry = AuditService(database).history("documents", stored.id or 0)[0]
    changed = {change.field: (change.old, change.new) for change in entry.changes}
    assert entry.use_case == "废止"
    assert changed["终止方式"] == ("", "废止")
    assert changed["终止日期"] == ("", "2025-03-01")
    assert AuditService(database).verify().broken_at is None


@pytest.mark.parametrize(
    "typed", ["海府规[2021]18号", "海府规（2021）18號", "１８号", "招商引资", "hzqzs", "海珠 扶持", "資"]
)
def test_found_by_any_spelling(documents: DocumentService, database: Database, clock: Clock, typed: str) -> None:
    documents.register(old(title="海珠区招商引资扶持办法"), CLERK)
    documents.register(old(title="另一件文件", document_number="穗府〔2015〕26号"), CLERK)
    found = LedgerService(database).ids("documents", Query(clock.today(), text=typed))
    assert list(found) == [1]
