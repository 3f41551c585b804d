"""考核表: self, unit and 司法局 marks beside each item; the same form empty, to be filled in by hand. Knows no store and no file format."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.assessments import (
    AssessmentFacts,
    Consequence,
    Hand,
    Period,
    deducted,
    points_of,
    result_of,
    total_of_hand,
)
from app.domain.advisers.templates import Grade, Item, Template
from app.domain.dates import chinese
from app.domain.ledgers import hundredths
from app.exporters.cells import EMPTY
from app.services.advisers.papers.boxes import BLANK, signed_by, ticked

if TYPE_CHECKING:
    from app.exporters.official import Official, Table


def assessment_form(
    facts: AssessmentFacts | None, template: Template, adviser: str, firm: str, unit: str, office: str, today: date
) -> "Official":
    """One assessment; without facts the empty form."""
    from app.exporters.official import FactList, Official

    head = (
        ("法律顾问", adviser),
        ("考核类别", ticked(((each.label, facts is not None and facts.period is each) for each in Period), 2)),
        ("执业机构", firm),
        ("服务单位", unit),
    )
    return Official(
        title=template.name,
        subtitle=f"（{facts.year}年度）" if facts is not None else "（　　　　年度）",
        office=office,
        on=(facts.assessed_on if facts is not None else None) or today,
        body=(
            FactList(head, BLANK, compact=True),
            _marks(facts, template),
            FactList(tuple(_end(facts, template)), BLANK, compact=True),
        ),
        signed=False,
    )


def _marks(facts: AssessmentFacts | None, template: Template) -> "Table":
    from app.exporters.official import Align, Column, Table

    columns = (
        Column("考核项目", 1.8), Column("基本要求", 4.6, Align.LEFT), Column("分值", 1.3), Column("自评分", 1.45),
        Column("服务单位评分", 1.5), Column("司法局评分", 1.45), Column("扣分及事由", 2.3, Align.LEFT), Column("得分", 1.3),
    )  # fmt: skip
    rows = tuple(_row(facts, item) for item in template.items)
    most = [item.maximum for item in template.items if item.maximum is not None]
    full = sum(most) if len(most) == len(template.items) else None
    hands = (_points(total_of_hand(facts, hand)) if facts is not None else "" for hand in Hand)
    taken = sum(deducted(facts, item) for item in template.items) if facts is not None else 0
    total = result_of(facts, template).total if facts is not None else None
    less_bonus = total - min(facts.bonus, template.bonus_max or 0) if facts is not None and total is not None else None
    return Table(
        columns,
        rows,
        total=("合计", "", _points(full), *hands, f"－{hundredths(taken)}" if taken else "", _points(less_bonus)),
        empty=EMPTY if facts is not None else BLANK,
    )


def _row(facts: AssessmentFacts | None, item: Item) -> tuple[str, ...]:
    head = (item.title, item.help, _points(item.maximum))
    if facts is None:
        return (*head, "", "", "", "", "")
    marks = (_points(facts.mark(item.key, hand)) for hand in Hand)
    reasons = (f"－{hundredths(each.points)}：{each.reason}" for each in facts.deductions if each.item == item.key)
    return (*head, *marks, "；".join(reasons), _points(points_of(facts, item)))


def _end(facts: AssessmentFacts | None, template: Template) -> Iterator[tuple[str, str]]:
    most = f"\n最多{hundredths(template.bonus_max)}分" if template.bonus_max is not None else ""
    found = facts.vetoes if facts is not None else ()
    vetoes = (*template.vetoes, *(veto for veto in found if veto not in template.vetoes))
    result = result_of(facts, template) if facts is not None else None
    bonus = f"{hundredths(facts.bonus)}分：{facts.bonus_reason}" if facts is not None and facts.bonus else ""
    yield f"加分{most}", bonus
    yield "一票否决事由", ticked(((veto, veto in found) for veto in vetoes), 2)
    yield "考核等次", _grades(result.grade if result is not None else None, template)
    yield "总分", f"{hundredths(result.total)}分" if result is not None and result.total is not None else ""
    conclusion = facts.conclusion if facts is not None else None
    yield "考核结论", ticked(((each.label, each is conclusion) for each in Consequence), 3)
    yield "自评人", signed_by()
    yield "服务单位", signed_by()
    day = chinese(facts.assessed_on) if facts is not None and facts.assessed_on else ""
    yield "司法行政部门", signed_by(facts.assessor if facts is not None else "", day)


def _grades(grade: Grade | None, template: Template) -> str:
    lows = dict(template.thresholds)
    return ticked(((f"{each.label}{_least(lows.get(each), each)}", each is grade) for each in Grade), 4)


def _least(low: int | None, grade: Grade) -> str:
    return f"（≥{hundredths(low)}）" if low is not None and grade is not Grade.UNQUALIFIED else ""


def _points(points: int | None) -> str:
    return hundredths(points) if points is not None else ""
