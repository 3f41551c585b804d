"""The form of one unit: its fields, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from typing import Any

from app.domain.units import FormerName, IssuerMark, UnitCategory, UnitFacts
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import LongTextField, TextField
from app.ui.forms.units import UnitField

REPEATING = ("category", "parent_id", "may_issue")
"""Kept for the next unit after Ctrl+Enter."""

SIMPLE = ("name", "category", "code", "short_name", "parent_id", "may_issue", "confirmed", "remark")


def unit_body(units: Callable[[], Sequence[Option]]) -> FormBody:
    """All fields of a unit; `units` are those that can be the parent."""
    body = FormBody()
    body.section("基本情况")
    body.add("name", "单位名称", TextField("写全称，如 海珠区司法局"), required=True)
    body.add("short_name", "简称", TextField("如 区司法局"))
    body.add("code", "编码", TextField("如 05", 8), help="1—8 位数字或字母；统一编号里用到它")
    body.add("category", "类别", ChoiceField(UnitCategory, optional=False), required=True)
    body.add("parent_id", "上级单位", UnitField(units))
    body.add("may_issue", "制定主体", CheckField("可制定规范性文件"))
    body.add("confirmed", "核实", CheckField("已核实：名称、类别、编码无误"))
    body.section("代字与名称沿革")
    body.add("marks", "机关代字", RepeatField(_span_parts("mark", "代字", "如 海司规"), "代字"), wide=True)
    body.add(
        "former_names", "曾用名", RepeatField(_span_parts("name", "名称", "旧文件上印的名称"), "曾用名"), wide=True
    )
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    return body


def _span_parts(key: str, title: str, example: str) -> tuple[Part, ...]:
    return (
        Part(key, title, lambda: TextField(example), 5, required=True),
        Part("valid_from", "启用日期", DateField, 3),
        Part("valid_to", "停用日期", DateField, 3),
    )


def values_of(facts: UnitFacts) -> dict[str, Any]:
    """What the fields show for these facts."""
    values = {key: getattr(facts, key) for key in SIMPLE}
    values["marks"] = tuple(asdict(mark) for mark in facts.marks)
    values["former_names"] = tuple(asdict(name) for name in facts.former_names)
    return values


def facts_of(values: Mapping[str, Any], base: UnitFacts) -> UnitFacts:
    """The facts typed, over those the form was opened with."""
    given = {item.name: values[item.name] for item in fields(UnitFacts) if item.name in SIMPLE}
    return replace(
        base,
        **given,
        marks=tuple(IssuerMark(**row) for row in values["marks"]),
        former_names=tuple(FormerName(**row) for row in values["former_names"]),
    )
