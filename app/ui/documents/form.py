"""The form of one document: its fields, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from app.domain.documents.facts import (
    Carrier,
    CarrierKind,
    DocumentFacts,
    DocumentKind,
    EndKind,
    FileLevel,
    LegalBasis,
    Nature,
    Relation,
    RelationKind,
    Step,
    StepKind,
    StepLevel,
    StepResult,
    Trial,
)
from app.domain.documents.rules import NOT_NORMATIVE_REASONS
from app.ui.documents.fields import OtherDocumentField, TicksField, ValidityField, WaiversField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import MultiUnitField, UnitField
from app.ui.forms.usual import UsualTextField

REPEATING = ("file_level", "doc_kind", "issuers", "drafter_id", "implementer_id", "handler", "backfill", "validity")
"""Kept for the next document after Ctrl+Enter."""


@dataclass(frozen=True)
class Sources:
    """Where a document's form finds what can be chosen."""

    units: Callable[[], Sequence[Option]]
    issuers: Callable[[], Sequence[Option]]
    """Units, those that may not issue with the reason."""
    find_documents: Callable[[str], Sequence[Option]]
    name_document: Callable[[int], str]


def document_body(sources: Sources) -> FormBody:
    """All fields of a document, the usual ones open, the others folded."""
    body = FormBody()
    _basics(body, sources)
    _dates(body)
    body.section("更多日期", folded=True)
    for key, title in (
        ("adopted_on", "审议通过日期"), ("dated_on", "成文日期"), ("registered_on", "登记日期"), ("printed_on", "印发日期"),
    ):  # fmt: skip
        body.add(key, title, DateField())
    body.section("办理过程", folded=True)
    body.add("steps", "办理过程", RepeatField(_step_parts(), "步骤"), wide=True)
    body.section("制定依据与文件关系", folded=True)
    body.add("bases", "制定依据", RepeatField(_basis_parts(), "依据"), wide=True)
    body.add("relations", "文件关系", RepeatField(_relation_parts(sources), "关系"), wide=True)
    _more(body)
    return body


def _basics(body: FormBody, sources: Sources) -> None:
    body.section("基本情况")
    body.add("title", "文件名称", TextField("照抄正式文件的名称"), required=True, wide=True)
    body.add("file_level", "文件类别", ChoiceField(FileLevel), required=True)
    body.add("doc_kind", "文种", ChoiceField(DocumentKind))
    body.add("issuers", "制定机关", MultiUnitField(sources.issuers), required=True)
    body.add("document_number", "文号", TextField("如 海府规〔2024〕3号"))
    body.add("drafter_id", "起草单位", UnitField(sources.units))
    body.add("implementer_id", "实施单位", UnitField(sources.units))
    body.add("handler", "承办人", TextField())
    body.add("trial", "暂行试行", ChoiceField(Trial, optional=False))
    body.add("nature", "认定结果", ChoiceField(Nature, optional=False))
    body.add("nature_reason", "认定理由", UsualTextField(NOT_NORMATIVE_REASONS, "按 ↓ 选择，或直接填写"), required=True)
    body.add("backfill", "补录", CheckField("程序启用前已经制发的文件"))
    body.add("unified_number", "统一编号", TextField("照抄原编号"), help="新文件由程序登记编号；补录旧文件时照抄原编号")


def _dates(body: FormBody) -> None:
    body.section("日期与有效期")
    body.add("signed_on", "签署日期", DateField())
    body.add("published_on", "公布日期", DateField())
    body.add("effective_on", "施行日期", DateField())
    body.add("validity", "有效期", ValidityField())
    body.add("expires_on", "有效期至", DateField(), help="最后一个有效的日子；按有效期自动推算，可以改写并说明理由")
    body.add("expiry_reason", "到期日说明", TextField("与推算不同时写明理由"))
    body.add("carriers", "公布载体", RepeatField(_carrier_parts(), "载体"), wide=True)
    body.add("waivers", "已说明理由", WaiversField(), wide=True, help="提醒旁的“说明理由”")


def _more(body: FormBody) -> None:
    body.section("认定情形、应急、解读、纸质件、终止、备注", folded=True)
    body.add("identification", "认定情形", TicksField(), wide=True)
    body.add("emergency", "应急程序", CheckField("为应对突发事件制定，可免征求意见和时限"))
    body.add("emergency_reason", "应急理由", TextField())
    body.add("interpretation", "解读", TextField("解读材料的名称或网址"))
    body.add("interpreted_on", "解读日期", DateField())
    body.add("paper_location", "纸质存放处", TextField())
    body.add("paper_copies", "纸质份数", IntField(0, 9999, "份"))
    body.add("index_number", "索引号", TextField())
    body.add("topic", "主题分类", TextField())
    body.add("end_kind", "终止方式", ChoiceField(EndKind))
    body.add("ended_on", "终止日期", DateField())
    body.add("end_reason", "终止原因", TextField(), wide=True)
    body.add("remark", "备注", LongTextField(), wide=True)


def _step_parts() -> tuple[Part, ...]:
    return (
        Part("kind", "步骤", lambda: ChoiceField(StepKind), 5, required=True),
        Part("level", "层级", lambda: ChoiceField(StepLevel), 3),
        Part("on", "日期", DateField, 5),
        Part("until", "截止", DateField, 5),
        Part("result", "结论", lambda: ChoiceField(StepResult), 4),
        Part("person", "人员", TextField, 3),
        Part("meeting", "会议", TextField, 5),
        Part("note", "说明", TextField, 5),
    )


def _carrier_parts() -> tuple[Part, ...]:
    return (
        Part("kind", "载体", lambda: ChoiceField(CarrierKind), 3, required=True),
        Part("detail", "期号或网址", lambda: TextField("如 2025年第3期"), 6),
        Part("on", "日期", DateField, 3),
    )


def _basis_parts() -> tuple[Part, ...]:
    return (
        Part("title", "法律、法规、规章或上级文件", TextField, 5, required=True),
        Part("article", "条款", lambda: TextField("如 第十二条"), 2),
    )


def _relation_parts(sources: Sources) -> tuple[Part, ...]:
    return (
        Part("kind", "关系", lambda: ChoiceField(RelationKind), 2, required=True),
        Part("other", "对象文件", lambda: OtherDocumentField(sources.find_documents, sources.name_document), 6),
        Part("on", "日期", DateField, 3),
        Part("clause", "条款", TextField, 2),
    )


SIMPLE = frozenset(item.name for item in fields(DocumentFacts)) - {"steps", "carriers", "bases", "relations"}


def values_of(facts: DocumentFacts) -> dict[str, Any]:
    """What the fields show for these facts."""
    values = {item.name: getattr(facts, item.name) for item in fields(DocumentFacts)}
    for key in ("carriers", "bases"):
        values[key] = [asdict(row) for row in values[key]]
    values["steps"] = [asdict(step) for step in facts.steps if step.submission_id is None]
    values["relations"] = [
        {"kind": r.kind, "other": (r.other_id, r.other_text), "on": r.on, "clause": r.clause} for r in facts.relations
    ]
    return values


def facts_of(values: Mapping[str, Any], base: DocumentFacts) -> DocumentFacts:
    """The facts typed, over those the form was opened with; rows whose kind is not chosen are left out."""
    given = {key: value for key, value in values.items() if key in SIMPLE}
    if tuple(given["issuers"]) != base.issuers:
        given["issuer_text"] = ""  # printed names follow the issuers; the service fills them in
    if not given["backfill"]:
        given["unified_number"] = base.unified_number
    return replace(
        base,
        **given,
        steps=(
            *(_step(row) for row in values["steps"] if row["kind"]),
            *(step for step in base.steps if step.submission_id is not None),
        ),
        carriers=tuple(Carrier(row["kind"], row["detail"], row["on"]) for row in values["carriers"] if row["kind"]),
        bases=tuple(LegalBasis(row["title"], row["article"]) for row in values["bases"] if row["title"]),
        relations=tuple(_relation(row) for row in values["relations"] if row["kind"]),
    )


def _step(row: Mapping[str, Any]) -> Step:
    return Step(**{**row, "result": row["result"] or StepResult.DONE})


def _relation(row: Mapping[str, Any]) -> Relation:
    other_id, text = row["other"] or (None, "")
    return Relation(row["kind"], other_id, text, row["on"], row["clause"])
