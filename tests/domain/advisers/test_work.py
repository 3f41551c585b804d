"""Matters, conflicts and assessments: refused by name at the field, counted as they are listed."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from app.domain.advisers.assessments import (
    AssessmentFacts,
    Consequence,
    Deduction,
    Hand,
    Mark,
    problems_of_assessment,
    result_of,
)
from app.domain.advisers.assigning import Standing, problems_of_standing
from app.domain.advisers.conflicts import (
    ConflictDecision,
    Other,
    Task,
    problems_of_assignment,
    problems_of_conflict,
    problems_of_running,
)
from app.domain.advisers.matters import (
    Conclusion,
    MatterState,
    matter_state,
    problems_of_matter,
)
from app.domain.advisers.people import AdviserState
from app.domain.advisers.sides import Likeness, likeness
from app.domain.advisers.templates import SHIPPED, Grade, Item, next_version, problems_of_template
from app.domain.problems import Severity, errors
from app.domain.submissions.facts import Adoption
from tests.advisers import asked, contract, declared

D = date
DONE = {"done_on": D(2025, 3, 10), "conclusion": Conclusion.AFTER_CHANGES}


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"title": ""}, "title", "事项名称"),
        ({"unit_id": None}, "unit_id", "委托单位"),
        ({"adviser_id": None}, "adviser_id", "承办的顾问"),
        ({"asked_on": None}, "asked_on", "交办日期"),
        ({"due_on": D(2025, 3, 2)}, "due_on", "早于交办日期"),
        ({"conclusion": Conclusion.LAWFUL}, "done_on", "实际完成日期"),
        ({"adoption": Adoption.ADOPTED}, "adoption", "尚未出具意见"),
        ({**DONE, "adoption": Adoption.NOT_ADOPTED}, "adoption_reason", "未采纳的理由"),
        ({**DONE, "adopted_on": D(2025, 3, 9)}, "adopted_on", "早于意见完成日期"),
        ({"satisfaction": 6}, "satisfaction", "1至5"),
        ({"hours": -1}, "hours", "工时"),
        ({"document_id": 1, "submission_id": 1}, "submission_id", "一个"),
    ],
)
def test_what_a_matter_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    (problem,) = errors(problems_of_matter(asked(**given)))
    assert problem.field == field
    assert said in problem.message


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"done_on": D(2025, 3, 4)}, ["done_on"]),
        ({"done_on": D(2025, 3, 3), "adopted_on": D(2025, 3, 4)}, ["adopted_on"]),
        ({"done_on": D(2025, 3, 3), "adopted_on": D(2025, 3, 3), "due_on": D(2025, 4, 1)}, []),
    ],
)
def test_nothing_is_done_tomorrow(given: dict[str, Any], fields: list[str]) -> None:
    assert [problem.field for problem in problems_of_matter(asked(**given), D(2025, 3, 3))] == fields


SERVING = Standing("李某某", AdviserState.SERVING, 1, contract())


@pytest.mark.parametrize(
    ("given", "known", "told"),
    [
        ({}, {}, []),
        ({}, {"contract": None}, []),
        ({}, {"state": AdviserState.EXPIRED}, [("adviser_id", "期满")]),
        ({}, {"state": AdviserState.DISMISSED, "contract": None}, [("adviser_id", "已解聘")]),
        ({}, {"state": AdviserState.CANDIDATE, "contract": None}, [("adviser_id", "没有聘任")]),
        ({}, {"state": AdviserState.CANDIDATE}, []),
        ({"unit_id": 2}, {}, [("engagement_id", "没有该委托单位")]),
        ({"unit_id": 2}, {"contract": contract(served=(2,))}, []),
        ({"adviser_id": 3}, {"adviser": "赵某某"}, [("engagement_id", "没有赵某某")]),
        ({"adviser_id": 3}, {"contract": contract(advisers=())}, []),
        ({"asked_on": D(2026, 1, 1)}, {}, [("engagement_id", "不在合同")]),
        ({}, {"contract": contract(signed_on=None)}, [("engagement_id", "登记签订")]),
    ],
)
def test_what_a_matter_lacks_in_its_contract_and_its_adviser(
    given: dict[str, Any], known: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    found = list(problems_of_standing(asked(**given), replace(SERVING, **known)))
    assert [problem.field for problem in found] == [field for field, _ in told]
    assert all(said in problem.message for problem, (_, said) in zip(found, told, strict=True))
    assert errors(found) == ()


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({}, MatterState.OPEN),
        ({"due_on": D(2025, 3, 9)}, MatterState.LATE),
        ({"due_on": D(2025, 3, 10)}, MatterState.OPEN),
        ({**DONE, "done_on": D(2025, 3, 11)}, MatterState.OPEN),
        (DONE, MatterState.DONE),
        ({**DONE, "adoption": Adoption.PENDING}, MatterState.AWAITING_REPLY),
    ],
)
def test_states_of_a_matter(given: dict[str, Any], state: MatterState) -> None:
    assert matter_state(asked(**given), D(2025, 3, 10)) is state


TASK = Task(1, 1, "某某置业有限公司")


@pytest.mark.parametrize(
    ("given", "blocked"),
    [
        ({}, True),
        ({"counterparty": "某某 置业有限公司"}, True),
        ({"counterparty": "另一公司"}, False),
        ({"adviser_id": 2}, False),
        ({"adviser_id": 2, "firm_id": 1}, True),
        ({"adviser_id": None, "firm_id": 1}, True),
        ({"decision": ConflictDecision.ALLOWED}, False),
        ({"decision": ConflictDecision.RECUSED}, True),
        ({"decision": ConflictDecision.REPLACED}, True),
        ({"counterparty": "", "matter_id": 9}, False),
        ({"counterparty": "某某置业有限公司、乙建设公司"}, True),
        ({"counterparty": "乙建设公司；某某置业有限公司（代建方）"}, True),
        ({"counterparty": "某某置业"}, False),
    ],
)
def test_who_is_kept_from_a_matter(given: dict[str, Any], blocked: bool) -> None:
    problems = problems_of_assignment(TASK, [declared(**given)])
    assert [problem.field for problem in errors(problems)] == (["adviser_id"] if blocked else [])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("甲置业有限公司", "甲置业有限公司、乙建设公司", Likeness.SAME),
        ("甲置业有限公司", "乙建设公司，甲置业 有限公司", Likeness.SAME),
        ("甲置业有限公司", "甲置业有限公司（代建方）", Likeness.SAME),
        ("甲置业有限公司(代建方)", "甲置业有限公司/丙公司", Likeness.SAME),
        ("甲（广州）置业有限公司", "甲(广州)置业有限公司", Likeness.SAME),
        ("甲（广州）置业有限公司", "甲（深圳）置业有限公司", Likeness.NONE),
        ("甲置业有限公司（代建方）", "乙建设公司（代建方）", Likeness.NONE),
        ("甲乙置业", "甲乙置业有限公司", Likeness.SIMILAR),
        ("新名置业有限公司（原甲乙置业有限公司）", "甲乙置业有限公司", Likeness.SIMILAR),
        ("公司", "甲置业有限公司", Likeness.NONE),
        ("", "", Likeness.NONE),
        ("、", "，", Likeness.NONE),
        ("（）", "甲公司", Likeness.NONE),
    ],
)
def test_whether_two_fields_name_one_party(one: str, other: str, expected: Likeness) -> None:
    assert likeness(one, other) is expected
    assert likeness(other, one) is expected


def test_a_similar_name_is_to_be_looked_at() -> None:
    (problem,) = problems_of_assignment(TASK, [declared(counterparty="某某置业")])
    assert (problem.severity, "名称相近" in problem.message) == (Severity.WARNING, True)


def test_what_was_done_before_a_declaration_is_not_touched_by_it() -> None:
    assert problems_of_assignment(replace(TASK, done_on=D(2025, 2, 28)), [declared()]) == []
    assert errors(problems_of_assignment(replace(TASK, done_on=D(2025, 3, 1)), [declared()]))


def test_a_declaration_says_which_matters_it_hits() -> None:
    running = [
        (replace(TASK, matter_id=key, counterparty=side), Other(key, f"第{key}件", "李某某", "区教育局"))
        for key, side in ((1, "某某置业有限公司、乙公司"), (2, "某某置业"), (3, "丙公司"))
    ]
    found = list(problems_of_running(declared(id=5), running))
    assert [(each.record, each.severity) for each in found] == [(1, Severity.WARNING), (2, Severity.NOTE)]
    allowed = declared(decision=ConflictDecision.ALLOWED)
    assert list(problems_of_running(allowed, running)) == []


def test_a_conflict_of_one_matter_concerns_that_matter() -> None:
    conflict = declared(counterparty="", matter_id=9)
    assert errors(problems_of_assignment(replace(TASK, matter_id=9, counterparty=""), [conflict]))
    assert not errors(problems_of_assignment(replace(TASK, counterparty=""), [declared(counterparty="", matter_id=8)]))


def test_earlier_work_with_the_other_side_is_told() -> None:
    (problem,) = problems_of_assignment(TASK, [], [Other(4, "买卖合同纠纷", "李某某", "区教育局")])
    assert (problem.severity, problem.record, "区教育局" in problem.message) == (Severity.NOTE, 4, True)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"adviser_id": None}, "adviser_id"),
        ({"counterparty": ""}, "counterparty"),
        ({"declared_on": None}, "declared_on"),
        ({"decision": ConflictDecision.RECUSED, "decided_by": "王局长"}, "decided_on"),
        ({"decision": ConflictDecision.RECUSED, "decided_on": D(2025, 3, 2)}, "decided_by"),
        ({"decided_on": D(2025, 3, 2)}, "decision"),
        ({"decision": ConflictDecision.ALLOWED, "decided_on": D(2025, 3, 2), "decided_by": "王局长"}, "reason"),
    ],
)
def test_what_a_declaration_is_refused_for(given: dict[str, Any], field: str) -> None:
    (problem,) = errors(problems_of_conflict(declared(**given)))
    assert problem.field == field


DEFAULT = SHIPPED[0]


def marks(
    hand: Hand = Hand.UNIT, duty: int = 3_800, quality: int = 2_700, conduct: int = 1_400, discipline: int = 1_300
) -> tuple[Mark, ...]:
    points = {"duty": duty, "quality": quality, "conduct": conduct, "discipline": discipline}
    return tuple(Mark(item, hand, value) for item, value in points.items())


def assessed(**given: Any) -> AssessmentFacts:
    facts = AssessmentFacts(1, 1, 2025, marks=marks(), conclusion=Consequence.RENEW, assessed_on=D(2026, 1, 10))
    return replace(facts, **given)


@pytest.mark.parametrize(
    ("given", "total", "grade"),
    [
        ({}, 9_200, Grade.EXCELLENT),
        ({"marks": marks(duty=3_599)}, 8_999, Grade.QUALIFIED),
        ({"marks": marks(duty=1_000)}, 6_400, Grade.BASIC),
        ({"marks": marks(duty=599)}, 5_999, Grade.UNQUALIFIED),
        ({"vetoes": ("泄露工作秘密",)}, 9_200, Grade.UNQUALIFIED),
        ({"bonus": 300, "bonus_reason": "化解重大纠纷"}, 9_500, Grade.EXCELLENT),
        ({"marks": (*marks(), Mark("duty", Hand.BUREAU, 4_000))}, 9_400, Grade.EXCELLENT),
        ({"marks": (*marks(), Mark("duty", Hand.SELF, 0))}, 9_200, Grade.EXCELLENT),
        ({"deductions": (Deduction("duty", 500, "迟交意见"),)}, 8_700, Grade.QUALIFIED),
        (
            {"deductions": (Deduction("discipline", 1_000, "缺席"), Deduction("discipline", 1_000, "缺席"))},
            7_900,
            Grade.QUALIFIED,
        ),
        ({"marks": marks()[1:]}, None, None),
        ({"marks": marks()[1:], "deductions": (Deduction("duty", 500, "迟交意见"),)}, 8_900, Grade.QUALIFIED),
        ({"marks": marks(Hand.SELF)}, None, None),
    ],
)
def test_what_comes_out_of_the_marks(given: dict[str, Any], total: int | None, grade: Grade | None) -> None:
    found = result_of(assessed(**given), DEFAULT)
    assert (found.total, found.grade) == (total, grade)


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"marks": marks(duty=4_001)}, "marks", "超出0至40分"),
        ({"marks": (*marks(), Mark("other", Hand.UNIT, 1))}, "marks", "不在本考核表"),
        ({"marks": (*marks(), marks()[0])}, "marks", "填写了两次"),
        ({"marks": marks()[1:]}, "marks", "职责履行"),
        ({"bonus": 2_001, "bonus_reason": "多项"}, "bonus", "0至20分"),
        ({"bonus": 100}, "bonus_reason", "加分的事由"),
        ({"deductions": (Deduction("duty", 100, ""),)}, "deductions", "扣分的事由"),
        ({"deductions": (Deduction("duty", 0, "迟"),)}, "deductions", "大于0"),
        ({"conclusion": None}, "conclusion", "考核结论"),
        ({"marks": marks(duty=0)}, "conclusion", "不能是“续聘”"),
        ({"assessed_on": None}, "assessed_on", "考核日期"),
        ({"year": 1900}, "year", "1900"),
    ],
)
def test_what_an_assessment_is_refused_for(given: dict[str, Any], field: str, said: str) -> None:
    (problem,) = errors(problems_of_assessment(assessed(**given), DEFAULT))
    assert problem.field == field
    assert said in problem.message


@given_(st.lists(st.tuples(st.sampled_from([item.key for item in DEFAULT.items]), st.integers(1, 5_000)), max_size=8))
def test_deductions_take_no_more_than_an_item_counts(taken: list[tuple[str, int]]) -> None:
    facts = assessed(marks=(), deductions=tuple(Deduction(item, points, "缺席") for item, points in taken))
    full = assessed(
        marks=tuple(Mark(item.key, Hand.UNIT, item.maximum or 0) for item in DEFAULT.items), deductions=facts.deductions
    )
    total = result_of(full, DEFAULT).total
    assert total is not None
    touched = {item for item, _ in taken}
    assert total >= sum(item.maximum or 0 for item in DEFAULT.items if item.key not in touched)


def test_only_the_first_shipped_form_may_be_used_as_it_is() -> None:
    assert problems_of_template(DEFAULT) == []
    for template in SHIPPED[1:]:
        assert any("使用前请按本地的考核办法补齐" in problem.message for problem in problems_of_template(template))
    wrong = replace(DEFAULT, items=(Item("duty", "职责履行", 4_000),))
    assert [problem.message for problem in problems_of_template(wrong)] == ["各项分值合计40分，应为100分，请更正"]
    assert next_version(replace(DEFAULT, id=3)).version == 2


@pytest.mark.parametrize(
    ("field", "wrong", "message"),
    [
        ("items", {"items": ()}, "没有考核项目"),
        ("items", {"items": (Item("a", "职责", 5_000), Item("b", "职责", 5_000))}, "不能为空、不能重复"),
        ("items", {"items": (Item("a", "职责", 10_500), Item("b", "质量", -500))}, "分值应大于0"),
        ("bonus_max", {"bonus_max": -100}, "不能是负数"),
        ("thresholds", {"thresholds": ((Grade.EXCELLENT, 6_000), (Grade.QUALIFIED, 9_000))}, "从高到低"),
        ("thresholds", {"thresholds": ((Grade.EXCELLENT, 10_100), (Grade.QUALIFIED, 9_000))}, "不超过100"),
        ("vetoes", {"vetoes": ("泄密", "泄密")}, "填写了两次"),
    ],
)
def test_a_form_that_cannot_be_used_says_why(field: str, wrong: dict[str, Any], message: str) -> None:
    (problem,) = problems_of_template(replace(DEFAULT, **wrong))
    assert (problem.field, message in problem.message) == (field, True)
