"""Rows of the audit in the office's words: fields, pick lists, names of units and documents. Knows no chain."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.deadlines import PauseKind
from app.domain.documents.columns import COLUMNS as DOCUMENT_COLUMNS
from app.domain.documents.facts import IDENTIFICATION_TICKS
from app.domain.documents.procedure import SOFT_RULES
from app.domain.letters import COLUMNS as LETTER_COLUMNS
from app.domain.plans import COLUMNS as PLAN_COLUMNS
from app.domain.submissions.columns import COLUMNS as SUBMISSION_COLUMNS
from app.domain.submissions.columns import OPINION_COLUMNS
from app.domain.units import COLUMNS as UNIT_COLUMNS
from app.models.audit import AuditChange, table_of
from app.models.base import ChoiceType, record_named
from app.models.documents import DocumentRecord
from app.models.units import UnitRecord
from app.services.advisers import wording as advisers

PARTS = {
    "document_issuer": "制定机关",
    "document_step": "办理过程",
    "document_carrier": "公布载体",
    "document_basis": "制定依据",
    "document_relation": "文件关系",
    "document_attachment": "附件",
    "unit_name": "曾用名",
    "unit_mark": "机关代字",
    "number": "编号",
    "review_round": "审核轮次",
    "review_opinion": "审核意见",
    "due_mark": "待办标记",
    **advisers.PARTS,
}
FIELDS_OF = {
    "review_opinion": {"text": "意见内容", "reason": "不采纳理由"},
    "letter": {column.key: column.title for column in LETTER_COLUMNS} | {"fields": "正文"},
    **advisers.FIELDS_OF,
}
"""Names that a column has in one table only."""
FIELDS = {
    **{column.key: column.title for column in (*PLAN_COLUMNS, *OPINION_COLUMNS, *SUBMISSION_COLUMNS, *DOCUMENT_COLUMNS, *UNIT_COLUMNS)},
    "sender_id": "送审单位", "sender_text": "送审单位（文字）", "contact": "联系人", "limit_count": "办理期限",
    "limit_unit": "期限单位", "papers": "送审材料", "pauses": "暂停计时", "extensions": "延长期限", "answer": "答复要点",
    "withdrawn_on": "撤回日期", "replied_on": "反馈日期", "withdrawn_reason": "撤回原因",
    "issuer_text": "制定机关（印制名称）", "identification": "认定情形", "number_note": "编号说明",
    "expiry_reason": "到期日说明", "validity_mode": "有效期种类", "validity_years": "有效期（年）",
    "validity_text": "有效期原文", "emergency": "应急程序", "emergency_reason": "应急理由",
    "interpretation": "解读", "interpreted_on": "解读日期", "paper_location": "纸质存放处",
    "paper_copies": "纸质份数", "waivers": "已说明的提醒", "doubts": "存疑", "extra": "其他列",
    "drafter_id": "起草单位", "implementer_id": "实施单位", "parent_id": "上级单位", "unit_id": "单位",
    "binned_at": "删除时间", "kind": "种类", "on": "日期", "until": "截止日期", "level": "层级",
    "result": "结论", "person": "人员", "meeting": "会议", "note": "说明", "detail": "内容", "article": "条款",
    "other_id": "对象文件", "other_text": "对象名称", "clause": "条款", "mark": "代字", "name": "名称",
    "valid_from": "启用日期", "valid_to": "停用日期", "state": "状态", "text": "编号", "serial": "顺序号",
    "blocks": "报告正文", "reason": "原因", "purpose": "用途", "step": "所属环节", "binned": "已移除",
    "document_id": "对应文件", "drafter_text": "起草单位（文字）", "submit_by": "报送审核时间", "closed_on": "关闭日期", "closed_by": "关闭人",
    "reopened_on": "重新打开日期", "reopened_by": "重新打开人",
    "key": "待办事项", "by": "标记人", "at": "标记时间",
}  # fmt: skip
SILENT = frozenset({
    "id", "uid", "revision", "position", "document_id", "created_at", "missing", "doubtful", "reviewed_on", "text_key",
    "scope", "scope2", "sha256", "size", "content", "scheme_id", "submission_id", "year",
})  # fmt: skip
"""Columns that follow from others or say nothing to a clerk."""

TOLD = frozenset({("plan_item", "document_id"), ("plan_item", "year")})
"""Of those, what says something in one table."""

DOCUMENTS = frozenset({"other_id", "document_id"})
UNITS = frozenset({"sender_id", "drafter_id", "implementer_id", "parent_id", "unit_id"})
RULES = {rule.key: rule.title for rule in SOFT_RULES}


@dataclass(frozen=True)
class FieldChange:
    """One field from its old to its new value, as shown."""

    field: str
    old: str
    new: str


class Wording:
    """Says rows of the audit in words; looks up the names that they only refer to."""

    def __init__(self, session: Session, changes: Iterable[AuditChange]) -> None:
        units, documents, others = set[int](), set[int](), dict[str, set[int]]()
        for change in changes:
            for key, pair in change.changes.items():
                ids = {value for value in pair if isinstance(value, int)}
                units |= ids if key in UNITS else set()
                documents |= ids if key in DOCUMENTS else set()
                if key in advisers.NAMED:
                    others.setdefault(key, set()).update(ids)
        self._units = _names(session, UnitRecord.id, UnitRecord.name, units)
        self._documents = _names(session, DocumentRecord.id, DocumentRecord.title, documents)
        self._others = {key: _names(session, *advisers.NAMED[key], ids) for key, ids in others.items()}

    def shown(self, change: AuditChange) -> Iterator[FieldChange]:
        """The fields of one row's change; a row beneath a record is named by what it is."""
        columns = table_of(record_named(change.table_name)).c
        part = PARTS.get(change.table_name, "")
        for key, (old, new) in change.changes.items():
            silent = key in SILENT and (change.table_name, key) not in TOLD
            if silent or advisers.is_silent(change.table_name, key) or (_blank(old) and _blank(new)):
                continue
            kind = columns[key].type if key in columns else None
            name = FIELDS_OF.get(change.table_name, {}).get(key) or FIELDS.get(key, key)
            was, said = (self._text(change.table_name, key, kind, value) for value in (old, new))
            yield FieldChange(f"{part}·{name}" if part else name, was, said)

    def _text(self, table: str, key: str, kind: Any, value: Any) -> str:
        if (said := advisers.said(table, key, value)) is not None:
            return said
        if key in self._others and isinstance(value, int):
            return self._others[key].get(value, str(value))
        if isinstance(kind, ChoiceType) and isinstance(value, str):
            member = kind.choices.of(value)
            return member.label if member else value
        if key in UNITS and isinstance(value, int):
            return self._units.get(value, f"单位 {value}")
        if key in DOCUMENTS and isinstance(value, int):
            return self._documents.get(value, f"文件 {value}")
        match value:
            case None:
                return ""
            case bool():
                return "是" if value else "否"
            case list():
                return "；".join(filter(None, (_item(key, item) for item in value)))
            case dict():
                return _ticked(value)
            case _:
                return str(value)


def _names(session: Session, key: Any, name: Any, ids: set[int]) -> dict[int, str]:
    return {row[0]: row[1] for row in session.execute(select(key, name).where(key.in_(ids)))} if ids else {}


def _blank(value: Any) -> bool:
    return value in (None, "", [], False) or (isinstance(value, dict) and not any(value.values()))


def _item(key: str, item: Any) -> str:
    if not isinstance(item, list):
        return str(item)
    if key in _WORDED:
        return _WORDED[key](*item)
    words = (
        [RULES.get(str(part), FIELDS.get(str(part), str(part))) for part in item]
        if key in ("waivers", "doubts")
        else item
    )
    return "：".join(str(word) for word in words if word != "")


def _paper(name: str, present: bool, required: bool) -> str:
    return f"{name}（{'已收' if present else '未收'}{'' if required else '，可缺'}）"


def _pause(start: str, end: str | None, kind: str, reason: str) -> str:
    named = PauseKind.of(kind)
    return f"{named.label if named else kind}　{start}{f'，{end}恢复' if end else '起，未恢复'}（{reason}）"


def _extension(days: int, approved_by: str, on: str, reason: str) -> str:
    why = f"（{reason}）" if reason else ""
    return f"{on}{approved_by}批准延长{days}{why}"


def _section(_key: str, heading: str, _kind: str, text: str) -> str:
    return f"{heading or '导语'}：{text}"


def _letter_text(_key: str, label: str, value: str, _long: bool) -> str:
    return f"{label}：{value}" if value else ""


_WORDED: Mapping[str, Callable[..., str]] = {
    "fields": _letter_text,
    "papers": _paper,
    "pauses": _pause,
    "extensions": _extension,
    "blocks": _section,
}
"""Lists whose items have a sentence of their own."""


def _ticked(ticks: Mapping[str, Any]) -> str:
    return "、".join(IDENTIFICATION_TICKS.get(name, name) for name, ticked in ticks.items() if ticked)
