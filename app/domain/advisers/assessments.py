"""考核: marks by three hands, deductions, vetoes, the grade and what follows from it. Knows no store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.advisers.templates import Grade, Item, Template, problems_of_template
from app.domain.choices import Choice
from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.ledgers import hundredths
from app.domain.problems import Basis, Problem, Severity

CAPPED = Basis("伊政发〔2023〕83号", "各项扣分不超过该项总分，加分累计不超过20分")
DECIDES = Basis("福州市晋安区法律顾问考核评价办法", "考核结果作为续聘、解聘的依据")


class Period(Choice):
    """What an assessment covers."""

    YEAR = "year", "年度考核", "年度"
    TERM = "term", "任期考核", "任期"


class Consequence(Choice):
    """结论."""

    RENEW = "renew", "续聘"
    CORRECT = "correct", "整改"
    DISMISS = "dismiss", "解聘"


class Hand(Choice):
    """Who gives marks; the last that has given one for an item decides it."""

    SELF = "self", "自评"
    UNIT = "unit", "服务单位评分"
    BUREAU = "bureau", "司法局评分"


@dataclass(frozen=True)
class Mark:
    """Marks of one hand for one item, in hundredths of a point."""

    item: str
    hand: Hand
    points: int


@dataclass(frozen=True)
class Deduction:
    """Points taken off an item, in hundredths, and for what."""

    item: str
    points: int
    reason: str


@dataclass(frozen=True)
class AssessmentFacts:
    """One assessment of one adviser. Points in hundredths."""

    adviser_id: int
    template_id: int
    year: int
    period: Period = Period.YEAR
    engagement_id: int | None = None
    unit_id: int | None = None
    """服务单位."""
    marks: tuple[Mark, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    bonus: int = 0
    bonus_reason: str = ""
    vetoes: tuple[str, ...] = ()
    conclusion: Consequence | None = None
    assessed_on: date | None = None
    """None while marks are still being gathered."""
    assessor: str = ""
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None

    def mark(self, item: str, hand: Hand) -> int | None:
        """The mark of a hand; None where it gave none."""
        return next((mark.points for mark in self.marks if (mark.item, mark.hand) == (item, hand)), None)


@dataclass(frozen=True)
class Result:
    """What comes out of the marks, in hundredths; None while marks are missing."""

    total: int | None
    grade: Grade | None


def deducted(facts: AssessmentFacts, item: Item) -> int:
    """What is taken off an item: never more than it counts."""
    taken = sum(deduction.points for deduction in facts.deductions if deduction.item == item.key)
    return min(taken, item.maximum or 0)


def points_of(facts: AssessmentFacts, item: Item) -> int | None:
    """What an item counts: 司法局's mark before the unit's, less the deductions; the full mark less them where only these were noted.

    The adviser's own mark stands beside it and decides nothing.
    """
    given = facts.mark(item.key, Hand.BUREAU)
    if given is None:
        given = facts.mark(item.key, Hand.UNIT)
    if given is None:
        noted = any(deduction.item == item.key for deduction in facts.deductions)
        given = item.maximum if noted else None
    return None if given is None else max(0, given - deducted(facts, item))


def result_of(facts: AssessmentFacts, template: Template) -> Result:
    """Total and grade: the items, the bonus up to its cap; any veto makes it 不合格 whatever the total."""
    points = [points_of(facts, item) for item in template.items]
    if any(value is None for value in points):
        return Result(None, Grade.UNQUALIFIED if facts.vetoes else None)
    total = sum(value or 0 for value in points) + min(facts.bonus, template.bonus_max or 0)
    if facts.vetoes:
        return Result(total, Grade.UNQUALIFIED)
    found = next((grade for grade, low in template.thresholds if low is not None and total >= low), Grade.UNQUALIFIED)
    return Result(total, found)


def total_of_hand(facts: AssessmentFacts, hand: Hand) -> int | None:
    """What one hand gave in all; None where it gave nothing."""
    given = [mark.points for mark in facts.marks if mark.hand is hand]
    return sum(given) if given else None


def problems_of_assessment(facts: AssessmentFacts, template: Template, same: tuple[int, ...] = ()) -> list[Problem]:
    """All that is wrong with an assessment; `same` are others of the same adviser, year, period and contract."""
    return [
        *(Problem("template_id", problem.message) for problem in problems_of_template(template)),
        *_problems_of_head(facts, same),
        *_problems_of_marks(facts, template),
        *_problems_of_corrections(facts, template),
        *_problems_of_end(facts, template),
    ]


def _problems_of_head(facts: AssessmentFacts, same: tuple[int, ...]) -> Iterator[Problem]:
    if not MIN_YEAR <= facts.year <= MAX_YEAR:
        yield Problem("year", f"考核年度 {facts.year} 不在 {MIN_YEAR}–{MAX_YEAR} 之间，请更正")
    for other in same:
        yield Problem("year", f"该顾问{facts.year}年的{facts.period.label}已经登记，请直接修改", record=other)


def _problems_of_marks(facts: AssessmentFacts, template: Template) -> Iterator[Problem]:
    for mark in facts.marks:
        item = template.item(mark.item)
        if item is None:
            yield Problem("marks", "有一项评分不在本考核表中，请重新选择考核表后评分")
        elif item.maximum is not None and not 0 <= mark.points <= item.maximum:
            most = hundredths(item.maximum)
            yield Problem(
                "marks",
                f"“{item.title}”的{mark.hand.label}{hundredths(mark.points)}分，超出0至{most}分，请更正",
                basis=CAPPED,
            )
    pairs = [(mark.item, mark.hand) for mark in facts.marks]
    if len(set(pairs)) < len(pairs):
        yield Problem("marks", "同一项目的同一方评分填写了两次，请删去一个")


def _problems_of_corrections(facts: AssessmentFacts, template: Template) -> Iterator[Problem]:
    for deduction in facts.deductions:
        if template.item(deduction.item) is None:
            yield Problem("deductions", "有一项扣分不在本考核表中，请重新选择扣分项目")
        elif deduction.points <= 0:
            yield Problem("deductions", "扣分应大于0，请更正或删去该行")
        if not deduction.reason.strip():
            yield Problem("deductions", "请写明扣分的事由")
    if facts.bonus < 0 or (template.bonus_max is not None and facts.bonus > template.bonus_max):
        yield Problem("bonus", f"加分应在0至{hundredths(template.bonus_max or 0)}分之间，请更正", basis=CAPPED)
    if facts.bonus and not facts.bonus_reason.strip():
        yield Problem("bonus_reason", "请写明加分的事由")
    for item in template.items:
        taken = sum(deduction.points for deduction in facts.deductions if deduction.item == item.key)
        if item.maximum is not None and taken > item.maximum:
            message = f"“{item.title}”扣分合计{hundredths(taken)}分，按该项总分{hundredths(item.maximum)}分计"
            yield Problem("deductions", message, Severity.NOTE, CAPPED)


def _problems_of_end(facts: AssessmentFacts, template: Template) -> Iterator[Problem]:
    found = result_of(facts, template)
    if facts.assessed_on is None:
        if facts.conclusion is not None:
            yield Problem("assessed_on", "已选择考核结论，请填写考核日期")
        return
    if found.total is None and not facts.vetoes:
        lacking = "、".join(item.title for item in template.items if points_of(facts, item) is None)
        yield Problem("marks", f"还没有服务单位或司法局的评分：{lacking}，不能确定等次")
    if facts.conclusion is None:
        yield Problem("conclusion", "请选择考核结论（续聘、整改或解聘）")
    if found.grade is Grade.UNQUALIFIED and facts.conclusion is Consequence.RENEW:
        yield Problem("conclusion", "考核不合格，结论不能是“续聘”，请选择“整改”或“解聘”", basis=DECIDES)
