"""Relations are seen from both documents; what only a draft intends says so by having no publication."""

from dataclasses import replace

from app.domain.documents.facts import Relation, RelationKind
from app.domain.documents.succession import successor
from app.models.database import Database
from app.services.documents.relations import Related
from app.services.documents.service import DocumentService
from app.services.units import UnitService
from tests import factories
from tests.offices import CLERK


def test_both_ends_of_a_relation_name_the_other(database: Database) -> None:
    unit, documents = UnitService(database).save(factories.unit(), CLERK), DocumentService(database)
    old = documents.register(factories.old(issuers=(unit.id or 0,)), CLERK)
    named = Relation(RelationKind.AMENDS, None, "海府规〔2016〕5号", clause="第三条")
    made = successor(old)
    new = documents.register(replace(made, relations=(*made.relations, named)), CLERK)
    assert documents.related(old.id or 0) == [Related(RelationKind.REPLACES, False, new.id, old.title, "", None, "")]
    assert documents.related(new.id or 0) == [
        Related(RelationKind.REPLACES, True, old.id, old.title, old.document_number, None, ""),
        Related(RelationKind.AMENDS, True, None, "海府规〔2016〕5号", "", None, "第三条"),
    ]
    documents.bin(new.id or 0, CLERK)
    assert documents.related(old.id or 0) == []
