"""修改记录: who changed what when, of one record or of the office, and whether the chain holds. Knows no subject's rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.domain.documents.columns import COLUMNS as DOCUMENT_COLUMNS
from app.domain.units import COLUMNS as UNIT_COLUMNS
from app.models.audit import AuditChange, AuditEntry, ChainState, head_of, verify_chain
from app.models.database import Database

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
}
FIELDS = {
    **{column.key: column.title for column in (*DOCUMENT_COLUMNS, *UNIT_COLUMNS)},
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
    "reason": "原因", "purpose": "用途",
}  # fmt: skip
SILENT = frozenset({
    "id", "uid", "revision", "position", "document_id", "created_at", "missing", "doubtful", "reviewed_on", "text_key",
    "scope", "scope2", "sha256", "size", "content", "scheme_id",
})  # fmt: skip
"""Columns that follow from others or say nothing to a clerk."""


@dataclass(frozen=True)
class FieldChange:
    """One field from its old to its new value, as shown."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryEntry:
    """One commit as it touched one record."""

    seq: int
    at: datetime
    actor: str
    use_case: str
    changes: tuple[FieldChange, ...]


class AuditService:
    """Reads the audit; writing it is nobody's use case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def history(self, subject: str, record_id: int) -> list[HistoryEntry]:
        """Everything that happened to one record, newest first."""
        with self._database.read() as session:
            rows = session.execute(
                select(AuditChange, AuditEntry)
                .join(AuditEntry, AuditEntry.id == AuditChange.entry_id)
                .where(AuditChange.subject == subject, AuditChange.subject_id == record_id)
                .order_by(AuditEntry.id.desc(), AuditChange.id)
            ).all()
            found: dict[int, tuple[AuditEntry, list[FieldChange]]] = {}
            for change, entry in rows:
                found.setdefault(entry.id, (entry, []))[1].extend(shown(change.table_name, change.changes))
            return [
                HistoryEntry(entry.id, entry.at, entry.actor, entry.use_case, tuple(changes))
                for entry, changes in found.values()
            ]

    def head(self) -> ChainState:
        """Length and head of the chain as printed on ledgers."""
        with self._database.read() as session:
            return head_of(session)

    def agrees(self, length: int, head: str) -> bool:
        """Whether the chain had this head (or its beginning) at that length, as it was printed or noted elsewhere.

        A head of what a recorded restore has put aside cannot be compared any more and counts as agreeing.
        """
        with self._database.read() as session:
            known = session.scalar(select(AuditEntry.hash).where(AuditEntry.id == length)) or ""
            if head and known.startswith(head):
                return True
            restores = session.execute(
                select(AuditChange.entry_id, AuditChange.changes).where(
                    AuditChange.subject == "backups", AuditChange.action == "act"
                )
            )
            aside = [(entry, changes["restored"][0]) for entry, changes in restores if "restored" in changes]
        return any(before and entry <= length <= int(before.split()[0]) for entry, before in aside)

    def verify(self) -> ChainState:
        """Recompute the whole chain."""
        with self._database.read() as session:
            return verify_chain(session)


def shown(table: str, changes: Mapping[str, Iterable[Any]]) -> Iterable[FieldChange]:
    """The changes of a row in the office's words; a row beneath a record is named by what it is."""
    for key, (old, new) in changes.items():
        if key in SILENT or (old in (None, "", [], False) and new in (None, "", [], False)):
            continue
        name = FIELDS.get(key, key)
        yield FieldChange(f"{PARTS[table]}·{name}" if table in PARTS else name, _text(key, old), _text(key, new))


_CHOICES = {column.key: column for column in (*DOCUMENT_COLUMNS, *UNIT_COLUMNS) if column.choices}


def _text(key: str, value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case str() if key in _CHOICES:
            return _CHOICES[key].show(value)
        case list():
            return "；".join("：".join(map(str, item)) if isinstance(item, list) else str(item) for item in value)
        case dict():
            return "、".join(name for name, ticked in value.items() if ticked)
        case _:
            return str(value)
