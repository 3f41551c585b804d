"""Two people, one record: nothing that either typed gets lost unseen."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.documents.facts import DocumentFacts
from app.domain.merging import APART, merge
from tests.factories import draft, old

READ = draft(id=7, uid="u", revision=3, handler="张三")


def test_changes_of_different_fields_are_both_kept() -> None:
    mine = replace(READ, title="海珠区招商引资扶持办法（修订）")
    current = replace(READ, revision=4, handler="李四", remark="已送审")
    merged = merge(READ, mine, current)
    assert merged.contested == ()
    assert merged.taken == ("handler", "remark")
    assert merged.facts == replace(current, title=mine.title), "over the present revision"


def test_a_field_both_changed_is_to_be_chosen() -> None:
    mine, current = replace(READ, handler="王五", remark="甲"), replace(READ, revision=4, handler="李四")
    merged = merge(READ, mine, current)
    assert merged.contested == ("handler",)
    assert merged.facts.handler == "王五"
    assert merged.choose(current, ("handler",)) == replace(current, remark="甲")


def test_the_same_change_by_both_is_no_contest() -> None:
    both = {"published_on": date(2025, 3, 1)}
    merged = merge(READ, replace(READ, **both), replace(READ, revision=4, **both))
    assert merged.contested == merged.taken == ()


def test_without_the_first_reading_every_difference_is_to_be_chosen() -> None:
    current = replace(READ, revision=4, handler="李四")
    merged = merge(None, replace(READ, remark="甲"), current)
    assert merged.contested == ("handler", "remark")


NAMES = [item.name for item in fields(DocumentFacts) if item.name not in APART]
other = old(title="别的文件", remark="备注", handler="别人", topic="主题", index_number="索引")


@given(st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
def test_every_change_is_kept_or_contested(by_me: set[str], by_them: set[str]) -> None:
    mine = replace(READ, **{name: getattr(other, name) for name in by_me})
    current = replace(READ, revision=4, **{name: getattr(READ if name in by_me else other, name) for name in by_them})
    merged = merge(READ, mine, current)
    for name in NAMES:
        value = getattr(merged.facts, name)
        if getattr(mine, name) != getattr(READ, name):
            assert value == getattr(mine, name)
        else:
            assert value == getattr(current, name)
    assert merged.facts.revision == 4
