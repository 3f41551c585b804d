"""Units: one name and one code each, no ring of parents, no power where the rules give none."""

from datetime import date

import pytest

from app.domain.problems import Severity
from app.domain.units import FormerName, IssuerMark, UnitCategory, UnitFacts, problems_of_unit
from tests.factories import unit

OTHERS = {1: unit(id=1), 2: unit("海珠区司法局", code="11", id=2, parent_id=1)}


@pytest.mark.parametrize(
    ("facts", "fields"),
    [
        (unit("海珠区民政局", code="12"), []),
        (unit(" ", code="12"), ["name"]),
        (unit("海珠区司法局", code="12"), ["name"]),
        (unit("海珠区民政局", code="11"), ["code"]),
        (unit("海珠区民政局", code="一"), ["code"]),
        (unit("区防汛指挥部", code="90", category=UnitCategory.COORDINATING), ["may_issue"]),
        (unit("区防汛指挥部", code="90", category=UnitCategory.COORDINATING, may_issue=False), []),
        (unit(id=1, parent_id=2), ["parent_id"]),
        (
            unit("某局", code="12", former_names=(FormerName("旧局", date(2019, 1, 1), date(2018, 1, 1)),)),
            ["former_names"],
        ),
        (unit("某局", code="12", marks=(IssuerMark(" "),)), ["marks"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field(facts: UnitFacts, fields: list[str]) -> None:
    found = problems_of_unit(facts, OTHERS)
    assert [problem.field for problem in found] == fields
    assert all(problem.severity is Severity.ERROR for problem in found)


def test_the_mark_of_a_day() -> None:
    facts = unit(marks=(IssuerMark("海府", None, date(2017, 12, 31)), IssuerMark("海府规", date(2018, 1, 1))))
    assert [facts.mark_on(date(year, 6, 1)) for year in (2016, 2018, 2025)] == ["海府", "海府规", "海府规"]
