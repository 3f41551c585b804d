"""Changes of advisers' rows in the office's words: fields by table, amounts, marks, names that ids stand for. Knows no chain."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.advisers import columns
from app.domain.advisers.assessments import Hand
from app.domain.advisers.engagements import Clause, SupplementKind
from app.domain.dates import chinese
from app.domain.ledgers import Ledger, hundredths
from app.domain.money import yuan
from app.models.advisers import (
    AdviserRecord,
    AppointmentRecord,
    AssessmentTemplateRecord,
    EngagementRecord,
    FirmRecord,
    MatterRecord,
)

PARTS = {"engagement_adviser": "受聘顾问", "engagement_unit": "服务单位"}

NAMED: Mapping[str, tuple[Any, Any]] = {
    "adviser_id": (AdviserRecord.id, AdviserRecord.name),
    "firm_id": (FirmRecord.id, FirmRecord.name),
    "engagement_id": (EngagementRecord.id, EngagementRecord.name),
    "template_id": (AssessmentTemplateRecord.id, AssessmentTemplateRecord.name),
    "matter_id": (MatterRecord.id, MatterRecord.title),
    "appointment_id": (AppointmentRecord.id, AppointmentRecord.letter_number),
}
"""Columns that refer to a record, with what names it."""

_SHARED = {
    "open_ended": "未定终止日期", "end_basis": "结束依据", "end_kind": "结束方式", "end_reason": "结束原因", "ended_on": "提前结束日期",
    "waivers": "已说明的提醒", "doubts": "存疑", "extra": "其他列", "basis": "审批依据", "removed": "撤销的记录",
}  # fmt: skip
_SILENT = frozenset({"warn_on", "self_total", "unit_total", "bureau_total"})
"""They follow from others."""


def _titles(ledger: Ledger, **more: str) -> dict[str, str]:
    return {**_SHARED, **{column.key: column.title for column in ledger.columns}, **more}


FIELDS_OF: Mapping[str, Mapping[str, str]] = {
    "adviser": _titles(
        columns.ADVISERS, firm_id="执业机构", workplace="工作单位", revealed="查看证件号码的用途", id_number="证件号码"
    ),
    "firm": _titles(columns.FIRMS),
    "appointment": _titles(columns.APPOINTMENTS, adviser_id="顾问", unit_id="聘用单位", previous_id="上一期聘任"),
    "engagement": _titles(
        columns.ENGAGEMENTS, unit_id="聘用单位", firm_id="受聘机构", papers="选聘材料", lead_days="提前提醒天数", filing_text="备案情况原文",
        supplements="补充协议", previous_id="前一合同", backfill="补录",
    ),
    "engagement_adviser": {"adviser_id": "顾问", "lead": "主办", "appointment_id": "所依据的聘任"},
    "engagement_unit": {"unit_id": "单位"},
    "payment": _titles(columns.PAYMENTS, engagement_id="合同"),
    "matter": _titles(
        columns.MATTERS, unit_id="委托单位", adviser_id="承办顾问", engagement_id="所属合同", document_id="关联文件", submission_id="关联送审件"
    ),
    "assessment": _titles(
        columns.ASSESSMENTS, adviser_id="顾问", template_id="考核表", engagement_id="合同", unit_id="服务单位", marks="评分",
        deductions="扣分", bonus_reason="加分事由",
    ),
    "assessment_template": {
        "name": "考核表名称", "version": "版本", "items": "考核项目", "bonus_max": "加分上限", "thresholds": "等次最低分", "vetoes": "一票否决事由",
        "source": "来源", "in_use": "使用中",
    },
    "conflict": _titles(
        columns.CONFLICTS, adviser_id="申报人", firm_id="申报机构（整个律所）", matter_id="有关事项", matter_text="有关事项（文字）"
    ),
}  # fmt: skip
"""Titles of the columns, by table: 职称职务 of an adviser and 文件名称 of a document are both called title."""

_MONEY = frozenset({"amount", "cap", "due", "paid"})
_HUNDREDTHS = frozenset({"hours", "bonus", "total", "bonus_max"})


def is_silent(table: str, key: str) -> bool:
    """Whether a column says nothing to a clerk."""
    return table in FIELDS_OF and key in _SILENT


def said(table: str, key: str, value: Any) -> str | None:
    """A value in words; None where nothing special is to be said of it."""
    if table not in FIELDS_OF or value is None or isinstance(value, bool):
        return None
    if key in _MONEY and isinstance(value, int):
        return yuan(value)
    if key in _HUNDREDTHS and isinstance(value, int):
        return hundredths(value)
    if isinstance(value, list) and key in _LISTS:
        return "；".join(_LISTS[key](item) for item in value)
    return None


def _label(choices: Any, value: str) -> str:
    member = choices.of(value)
    return member.label if member else value


_LISTS: Mapping[str, Any] = {
    "clauses": lambda item: _label(Clause, item),
    "supplements": lambda item: (
        f"{_label(SupplementKind, item[0])}（{chinese(date.fromisoformat(item[1]))}）：{item[2] or '无'} → {item[3] or '无'}"
    ),
    "papers": lambda item: f"{item[0]}{'（已有）' if item[1] else ''}",
    "marks": lambda item: f"{_label(Hand, item[1])} {hundredths(item[2])}分",
    "deductions": lambda item: f"扣{hundredths(item[1])}分：{item[2]}",
    "items": lambda item: f"{item[1]} {hundredths(item[2]) + '分' if item[2] is not None else '（分值待填）'}",
    "thresholds": lambda item: hundredths(item[1]) if item[1] is not None else "（待填）",
    "doubts": lambda item: f"{item[1]}：{item[2]}" if item[1] else item[2],
    "waivers": lambda item: item[1],
}
