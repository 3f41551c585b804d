"""The fields of a numbering scheme, with a live preview of its template. Knows the template language, saves nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.domain.documents.facts import FileLevel
from app.domain.numbering.schemes import NumberingScheme, Reset, YearFrom, problems_of_scheme
from app.domain.numbering.shipped import SAMPLE
from app.domain.numbering.tokens import COUNTERS, NAMES, Overflow, TemplateError, Values
from app.ui import theme
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField, SeveralField
from app.ui.forms.texts import IntField, TextField
from app.ui.popover import text_label

SAMPLE_SERIALS = (12, 5)
"""Serials of the preview: two digits show the padding."""

LEVELS = tuple((level.value, level.label) for level in FileLevel)
SCOPES = tuple((name, token.label) for name, token in NAMES.items() if name not in (*COUNTERS, "yy", "month", "temp"))


def preview(scheme: NumberingScheme, region: str = "") -> str:
    """The number a scheme gives for a sample document. Raises TemplateError."""
    values: Values = {**SAMPLE, "region": region or SAMPLE["region"]}
    return scheme.number(values, *SAMPLE_SERIALS)


def preview_text(template: str, region: str = "") -> tuple[bool, str]:
    """Whether a template makes a number, and that number or what is wrong."""
    try:
        return True, f"样例编号：{preview(NumberingScheme('', template), region)}"
    except TemplateError as error:
        return False, "；".join(problem.message for problem in error.problems)


class TemplateField(TextField):
    """A template line; beneath it, with every key, the number it would make or what is wrong."""

    def __init__(self, region: str = "") -> None:
        super().__init__("如 {region}{cat:2}{year}{seq:4}")
        self.region = region
        self.preview = text_label("", "small")
        legend = "　".join(f"{{{name}}} {token.label}" for name, token in NAMES.items())
        self.legend = text_label(f"{legend}。冒号后写位数，如 {{seq:4}}；方括号里的部分没有内容时省略。", "small")
        for at, label in enumerate((self.preview, self.legend), 1):
            self._column.insertWidget(at, label)
        self.line.textChanged.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the number of the template as typed so far."""
        good, text = preview_text(self.line.text().strip(), self.region) if self.line.text().strip() else (True, "")
        self.preview.setText(text)
        theme.role(self.preview, "preview-good" if good else "error")


def scheme_body(region: str = "", columns: int = 2) -> FormBody:
    """The fields of a scheme; what is rarely touched is folded."""
    body = FormBody(columns)
    body.section("")
    body.add("name", "名称", TextField(most=60), required=True, wide=True)
    body.add("template", "编号模板", TemplateField(region), required=True, wide=True)
    body.add("applies_to", "适用于", SeveralField(LEVELS), required=True, wide=True)
    body.add("valid_from", "启用日期", DateField(), help="空着表示不限")
    body.add("valid_to", "停用日期", DateField(), help="这一天仍可编号，次日起停用；空着表示不停用")
    body.section("计数方法", folded=True)
    body.add("scope", "分别计数", SeveralField(SCOPES), wide=True, help="勾选的每一种取值各编各的顺序号")
    body.add("scope2", "第二顺序号分别计数", SeveralField(SCOPES), wide=True)
    body.add("year_from", "年份取自", ChoiceField(YearFrom, optional=False))
    body.add("reset", "顺序号", ChoiceField(Reset, optional=False))
    body.add("start", "起始号", IntField(1, 999999))
    body.add("overflow", "位数不够时", ChoiceField(Overflow, optional=False))
    return body


KEYS = (
    "name", "template", "applies_to", "valid_from", "valid_to", "scope", "scope2", "year_from", "reset", "start", "overflow",
)  # fmt: skip


def values_of(scheme: NumberingScheme) -> dict[str, Any]:
    """What the fields show of a scheme."""
    return {key: getattr(scheme, key) for key in KEYS}


def scheme_of(values: Mapping[str, Any], base: NumberingScheme) -> NumberingScheme:
    """The scheme with what the fields say; a start left empty is 1."""
    given = {key: values[key] for key in KEYS}
    return replace(base, **{**given, "start": values["start"] or 1})


__all__ = ["TemplateField", "preview", "preview_text", "problems_of_scheme", "scheme_body", "scheme_of", "values_of"]
