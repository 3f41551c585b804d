"""The form of one letter: head, the texts of its template, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.letter_templates import LetterTemplate
from app.domain.letters import LetterFacts, LetterField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.field import Field
from app.ui.forms.texts import LongTextField, TextField
from app.ui.forms.usual import UsualTextField

HEAD = ("title", "addressee", "on", "handler", "remark")
_LINES, _MOST_LINES = 3, 6
"""Of a long text, and of one that lists something."""


def letter_body(template: LetterTemplate, units: Sequence[str], staff: Sequence[str]) -> FormBody:
    """All fields of a letter; `units` and `staff` are offered as addressee and drafter."""
    body = FormBody()
    body.section("公文")
    body.add("title", "标题", TextField(), required=True, wide=True)
    body.add("addressee", "主送机关", UsualTextField(units, "写全称，多个单位用顿号隔开"), required=True, wide=True)
    body.add("on", "成文日期", DateField(), required=True, help="发文号的年份随成文日期；编号发出时再核对一次")
    body.add("handler", "拟稿人", UsualTextField(staff), required=True)
    body.section("正文")
    for field in template.fields:
        made: Field = TextField()
        if field.long:
            made = LongTextField(lines=_MOST_LINES if field.each else _LINES)
        body.add(f"field.{field.key}", field.label, made, required=field.required, wide=True)
    body.section("备注", folded=True)
    body.add("remark", "备注", LongTextField("不印出", lines=2), wide=True)
    return body


def values_of(facts: LetterFacts, template: LetterTemplate) -> dict[str, Any]:
    """What the fields show for these facts."""
    texts = {f"field.{field.key}": facts.field(field.key) for field in template.fields}
    return {key: getattr(facts, key) for key in HEAD} | texts


def facts_of(values: Mapping[str, Any], base: LetterFacts, template: LetterTemplate) -> LetterFacts:
    """The facts typed, over those the form was opened with; what it keeps of its record stays."""
    own = {field.key: field for field in template.fields}
    typed = [LetterField(key, field.label, values[f"field.{key}"], field.long) for key, field in own.items()]
    kept = [field for field in base.fields if field.key not in own]
    head = {key: values[key] for key in HEAD if key != "on"}
    return replace(base, **head, on=values["on"] or base.on, fields=(*typed, *kept))
