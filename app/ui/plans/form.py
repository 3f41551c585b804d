"""The form of one planned document: its fields, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.plans import PlanItem
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import UnitField

REPEATING = ("year", "handler")
"""Kept for the next item after Ctrl+Enter."""

KEYS = ("title", "year", "submit_by", "drafter_id", "drafter_text", "handler", "remark")


def plan_body(units: Callable[[], Sequence[Option]]) -> FormBody:
    """All fields of an item; what became of it is said by acts."""
    body = FormBody()
    body.section("计划项目")
    body.add("title", "文件名称", TextField("拟制定的文件名称"), required=True, wide=True)
    body.add("year", "计划年度", IntField(MIN_YEAR, MAX_YEAR), required=True)
    body.add("submit_by", "报送时间", DateField(), help="起草单位把草案报送审核的最后一日，过了这一天即为逾期")
    body.add("drafter_id", "起草单位", UnitField(units))
    body.add("handler", "承办人", TextField())
    body.add(
        "drafter_text",
        "单位原文",
        TextField(),
        wide=True,
        help="导入的计划中写着几个单位，按原文保留；选定起草单位后不再保留",
    )
    body.add("remark", "备注", LongTextField(lines=3), wide=True)
    return body


def values_of(facts: PlanItem) -> dict[str, Any]:
    """What the fields show for these facts."""
    return {key: getattr(facts, key) for key in KEYS}


def facts_of(values: Mapping[str, Any], base: PlanItem) -> PlanItem:
    """The facts typed, over those the form was opened with; a year that cannot be read is none."""
    given = {key: values[key] for key in KEYS}
    given["year"] = values["year"] or 0
    given["drafter_text"] = "" if values["drafter_id"] else values["drafter_text"]
    return replace(base, **given)
