"""重新公布: what the new document takes over from the old one, and what it must not."""

from dataclasses import replace
from datetime import date

from app.domain.documents.facts import (
    EndKind,
    LegalBasis,
    Relation,
    RelationKind,
    Validity,
    ValidityMode,
    Waiver,
)
from app.domain.documents.succession import successor
from tests.factories import PROCEDURE, old, ready


def test_the_successor_is_a_draft_that_replaces_the_old_one() -> None:
    facts = old(
        id=7, uid="u", revision=5, issuers=(1, 2), unified_number="HZ0120210018", topic="农业农村", steps=PROCEDURE,
        bases=(LegalBasis("中华人民共和国农业法", "第三条"),), waivers=(Waiver("validity_open", "基础性制度"),),
        end_kind=EndKind.EXPIRED, handler="张三",
    )  # fmt: skip
    made = successor(facts, "李四")
    assert made.relations == (Relation(RelationKind.REPLACES, 7, facts.title),)
    assert (made.title, made.issuers, made.topic, made.bases, made.validity) == (
        facts.title, facts.issuers, facts.topic, facts.bases, facts.validity,
    )  # fmt: skip
    assert made.handler == "李四"
    assert (made.id, made.uid, made.revision) == (None, "", 0)
    assert (made.unified_number, made.document_number, made.steps, made.waivers, made.end_kind) == (
        "",
        "",
        (),
        (),
        None,
    )
    assert not made.backfill
    dates = (made.signed_on, made.published_on, made.effective_on, made.expires_on, made.registered_on)
    assert dates == (None,) * 5


def test_a_validity_stated_as_a_day_is_not_taken_over() -> None:
    fixed = replace(ready(id=7), validity=Validity(ValidityMode.FIXED), expires_on=date(2025, 5, 31))
    assert successor(fixed).validity == Validity()
