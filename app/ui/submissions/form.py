"""The form of one submission: its fields, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from app.domain.deadlines import Extension, Pause, PauseKind
from app.domain.documents.facts import FileLevel, StepResult
from app.domain.submissions.facts import Adoption, ReviewOpinion, Round, SubmissionFacts, SubmissionKind
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.limits import LimitField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.suggest import Option
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import MultiUnitField
from app.ui.forms.usual import UsualTextField
from app.ui.submissions.fields import DocumentField, SenderField
from app.ui.submissions.papers import PapersField

REPEATING = ("kind", "sender", "received_on", "handler")
"""Kept for the next submission after Ctrl+Enter."""

SIMPLE = ("title", "received_on", "contact", "handler", "wanted_on", "papers", "document_id", "remark")
ENDS = ("answered_on", "answer_number", "answer", "withdrawn_on", "withdrawn_reason")
"""Facts with a field of the same name; the latter only in the form of what is stored."""


@dataclass(frozen=True)
class Sources:
    """Where a submission's form finds what can be chosen."""

    units: Callable[[], Sequence[Option]]
    issuers: Callable[[], Sequence[Option]]
    staff: Sequence[str]
    find_documents: Callable[[str], Sequence[Option]]
    name_document: Callable[[int], str]


def submission_body(sources: Sources, *, stored: bool) -> FormBody:
    """All fields in the order in which a clerk reads them off the paper; those of a stored one can all be corrected."""
    body = FormBody()
    body.section("收件")
    body.add("title", "事项名称", TextField("照抄来文的标题"), required=True, wide=True)
    body.add("kind", "类别", ChoiceField(SubmissionKind), required=True, help="能从名称看出的自动选好，可以改")
    body.add("sender", "送审单位", SenderField(sources.units), required=True)
    body.add("received_on", "收件日期", DateField(), required=True)
    body.add("contact", "联系人", TextField("姓名、电话"))
    body.add("handler", "承办人", UsualTextField(sources.staff, "按 ↓ 选择，或直接填写"))
    body.add("wanted_on", "要求办结日期", DateField(), help="来文或者会议要求的最后一日；没有的不填")
    body.add("papers", "送审材料", PapersField(across=2), wide=True)
    body.add("document_id", "对应文件", DocumentField(sources.find_documents, sources.name_document), wide=True)
    if not stored:
        body.add("file_level", "文件类别", ChoiceField(FileLevel))
        body.add("issuers", "制定机关", MultiUnitField(sources.issuers))
    body.section("办理期限、备注", folded=True)
    body.add("limit", "办理期限", LimitField("不填按规定"), help="只用于这一件；不填的按规定或本单位设定的期限计算")
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    if stored:
        _corrections(body)
    return body


def _corrections(body: FormBody) -> None:
    body.section("更正审核轮次与意见", folded=True)
    body.add("rounds", "审核轮次", RepeatField(_round_parts(), "轮次"), wide=True)
    body.add("opinions", "审核意见", RepeatField(_opinion_parts(), "意见"), wide=True)
    body.section("更正暂停与延长期限", folded=True)
    body.add("pauses", "暂停计时", RepeatField(_pause_parts(), "暂停"), wide=True)
    body.add("extensions", "延长期限", RepeatField(_extension_parts(), "延长"), wide=True)
    body.section("更正答复与撤回", folded=True)
    body.add("answered_on", "答复日期", DateField())
    body.add("answer_number", "答复文号", TextField())
    body.add("answer", "答复要点", LongTextField(lines=2), wide=True)
    body.add("withdrawn_on", "撤回日期", DateField())
    body.add("withdrawn_reason", "撤回原因", TextField())


def _round_parts() -> tuple[Part, ...]:
    return (
        Part("received_on", "收件日期", DateField, 5),
        Part("complete_on", "材料齐备", DateField, 5),
        Part("concluded_on", "结论日期", DateField, 5),
        Part("result", "结论", lambda: ChoiceField(StepResult), 4, required=True),
        Part("person", "审核人", TextField, 3),
        Part("note", "说明", TextField, 5),
    )


def _opinion_parts() -> tuple[Part, ...]:
    return (
        Part("round", "轮次", lambda: IntField(1, 99), 2, required=True),
        Part("clause", "条款", TextField, 3),
        Part("text", "意见", TextField, 10),
        Part("adoption", "采纳情况", lambda: ChoiceField(Adoption), 4),
        Part("reason", "理由", TextField, 5),
        Part("replied_on", "反馈日期", DateField, 5),
    )


def _pause_parts() -> tuple[Part, ...]:
    return (
        Part("kind", "种类", lambda: ChoiceField(PauseKind), 4, required=True),
        Part("start", "暂停日期", DateField, 5, required=True),
        Part("end", "恢复日期", DateField, 5),
        Part("reason", "内容或原因", TextField, 8),
    )


def _extension_parts() -> tuple[Part, ...]:
    return (
        Part("days", "日数", lambda: IntField(0, 9999), 3, required=True),
        Part("approved_by", "批准人", TextField, 4),
        Part("on", "批准日期", DateField, 5, required=True),
        Part("reason", "理由", TextField, 8),
    )


def values_of(facts: SubmissionFacts, kind: SubmissionKind | None) -> dict[str, Any]:
    """What the fields show for these facts; a new one may have no kind yet."""
    values = {key: getattr(facts, key) for key in (*SIMPLE, *ENDS)}
    for key in ("rounds", "opinions", "pauses", "extensions"):
        values[key] = [asdict(row) for row in getattr(facts, key)]
    return values | {
        "kind": kind,
        "sender": (facts.sender_id, facts.sender_text),
        "limit": (facts.limit_count, facts.limit_unit),
        "file_level": None,
        "issuers": (),
    }


def facts_of(values: Mapping[str, Any], base: SubmissionFacts) -> SubmissionFacts:
    """The facts typed, over those the form was opened with."""
    given = {key: values[key] for key in (*SIMPLE, *ENDS) if key in values}
    sender_id, sender_text = values["sender"]
    limit_count, limit_unit = values["limit"]
    kind = values["kind"] or base.kind
    if kind is not SubmissionKind.DOCUMENT:
        given["document_id"] = None
    return replace(
        base,
        kind=kind,
        sender_id=sender_id,
        sender_text=sender_text,
        limit_count=limit_count,
        limit_unit=limit_unit,
        **given,
        **(_corrected(values) if "rounds" in values else {}),
    )


def _corrected(values: Mapping[str, Any]) -> dict[str, Any]:
    """Rows that lack what they cannot be without are left out: the form says so and is not saved."""
    return {
        "rounds": tuple(Round(**row) for row in values["rounds"] if row["result"]),
        "opinions": tuple(
            ReviewOpinion(**{**row, "adoption": row["adoption"] or Adoption.PENDING})
            for row in values["opinions"]
            if row["round"]
        ),
        "pauses": tuple(Pause(**row) for row in values["pauses"] if row["kind"] and row["start"]),
        "extensions": tuple(Extension(**row) for row in values["extensions"] if row["days"] is not None and row["on"]),
    }
