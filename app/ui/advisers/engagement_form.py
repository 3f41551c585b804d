"""The form of one service contract: its fields, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.advisers.engagements import (
    PAPERS_OF,
    Category,
    Clause,
    Engaged,
    EngagementFacts,
    Filing,
    Method,
    Pricing,
    Supplement,
    SupplementKind,
)
from app.domain.advisers.following import papers_for
from app.domain.submissions.facts import Paper
from app.ui.advisers.editing import MainForm
from app.ui.advisers.endings import correct_end, corrected_end
from app.ui.advisers.picks import pick, pick_several
from app.ui.desk import Desk
from app.ui.forms.amounts import MoneyField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField, SeveralField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.units import MultiUnitField, UnitField
from app.ui.submissions.papers import PapersField

LEADS = ("lead_1", "lead_2", "lead_3")


def engagement_form(desk: Desk) -> MainForm[EngagementFacts]:
    """The main form of the contracts."""
    service = desk.office.advisers.engagements
    return MainForm(
        noun="份合同",
        new_title="登记服务合同",
        body=lambda facts: _body(desk, stored=facts.id is not None),
        named=lambda facts: facts.name or "服务合同",
        get=service.get,
        check=lambda facts: service.check_change(facts, desk.office.today()),
        save=service.save,
        blank=lambda: EngagementFacts("常年法律顾问服务合同", 0, category=Category.RETAINER, pricing=Pricing.LUMP_SUM),
        asked=(("unit_id", "请选择聘用单位"),),
        shown=_shown,
        taken=_taken,
        follow=_follow,
        repeating=("category", "method"),
        next_word="保存并登记下一份",
    )


def _body(desk: Desk, *, stored: bool) -> FormBody:
    body = FormBody()
    body.section("合同")
    body.add("name", "合同名称", TextField("如 常年法律顾问服务合同"), required=True, wide=True)
    body.add("unit_id", "聘用单位", UnitField(desk.units.all), required=True)
    body.add("number", "合同编号", TextField())
    body.add("firm_id", "受聘机构", pick(desk, "firms"), help="以律师事务所名义签订的，选择该所")
    body.add("category", "聘用类别", ChoiceField(Category))
    body.add("advisers", "受聘顾问", pick_several(desk, "advisers"), wide=True, help="第一位为主办")
    body.section("期限")
    body.add("starts_on", "期限起", DateField())
    body.add("ends_on", "期限止", DateField(), help="最后一日，当日仍在合同期内")
    body.add("signed_on", "签订日期", DateField(), help="没有签订日期的为草拟")
    body.add("notice_on", "通知日期", DateField(), help="书面通知是否续签的最后一日")
    body.add("open_ended", "无终止日期", CheckField("未定终止日期"))
    body.section("金额")
    body.add("pricing", "计费方式", ChoiceField(Pricing))
    body.add("amount", "合同金额", MoneyField())
    body.add("cap", "封顶金额", MoneyField("没有总额的，最多支付多少"))
    body.add("budget", "经费来源", TextField())
    body.add("payment_terms", "付款方式", LongTextField(lines=2), wide=True)
    body.section("选聘")
    body.add("method", "聘用方式", ChoiceField(Method))
    body.add("basis", "审批依据", TextField("如 区政府常务会议纪要〔2026〕3号"))
    body.add("procurement_number", "采购项目编号", TextField())
    body.add("awarded_on", "成交通知书日期", DateField())
    body.add("papers", "选聘材料", PapersField(across=2), wide=True)
    body.section("必备条款和服务内容")
    clauses = SeveralField([(clause.value, clause.label) for clause in Clause], across=3)
    body.add("clauses", "必备条款", clauses, wide=True, help="合同文本中已有的")
    body.add("duties", "服务内容", LongTextField(lines=3), wide=True)
    body.add("served", "服务单位", MultiUnitField(desk.units.all, ""), wide=True, help="除聘用单位外的服务单位")
    body.add("served_text", "服务对象", TextField("社区、村居等"), wide=True)
    body.section("前一合同、提醒、备案和备注", folded=True)
    before = pick(desk, "engagements", "输入前一合同的名称或编号")
    body.add("previous_id", "前一合同", before, wide=True, help="原台账中分别登记的续签合同，在这里连起来")
    for number, key in enumerate(LEADS, 1):
        body.add(key, f"提前提醒{number}", IntField(1, 999), help="合同期限止之前的天数")
    body.add("filing", "备案情况", ChoiceField(Filing))
    body.add("filed_on", "备案日期", DateField())
    body.add("filing_text", "备案原文", TextField())
    body.add("backfill", "补录", CheckField("由原台账补录，签订日期不明"))
    body.add("renewal", "续聘", CheckField("续聘"))
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    if stored:
        body.section("更正补充协议", folded=True)
        parts = (
            Part("kind", "变更种类", lambda: ChoiceField(SupplementKind, optional=False), 4),
            Part("on", "签订日期", DateField, 4, required=True),
            Part("before", "变更前", TextField, 6),
            Part("after", "变更后", TextField, 6),
            Part("basis", "依据", TextField, 4),
        )
        told = "只更正登记的文字；新的补充协议用“更多—补充协议”登记"
        body.add("supplements", "补充协议", RepeatField(parts, "一份"), wide=True, help=told)
        correct_end(body)
    return body


def _shown(facts: EngagementFacts) -> dict[str, Any]:
    leads: Sequence[int | None] = (*sorted(facts.lead_days, reverse=True), None, None, None)
    return {
        "unit_id": facts.unit_id or None,
        "advisers": tuple(engaged.adviser_id for engaged in facts.advisers),
        "papers": facts.papers or papers_for(facts),  # nobody has changed anything by opening the form
        "supplements": [vars(each) for each in facts.supplements],
        **dict(zip(LEADS, leads, strict=False)),
    }


def engaged_of(ids: Sequence[int], before: Sequence[Engaged]) -> tuple[Engaged, ...]:
    """The advisers in order, the first as 主办; what rests on an appointment goes on resting on it."""
    known = {engaged.adviser_id: engaged for engaged in before}
    return tuple(replace(known.get(key, Engaged(key)), lead=at == 0) for at, key in enumerate(ids))


def _taken(values: Mapping[str, Any], base: EngagementFacts) -> dict[str, Any]:
    return {
        "advisers": engaged_of(values["advisers"], base.advisers),
        "clauses": tuple(clause for clause in Clause if clause.value in values["clauses"]),
        "lead_days": tuple(sorted({values[key] for key in LEADS if values[key]}, reverse=True)),
        **_corrected_supplements(values),
        **corrected_end(values),
    }


def _corrected_supplements(values: Mapping[str, Any]) -> dict[str, Any]:
    """As typed; a row without its day is told by its field and is none yet."""
    if "supplements" not in values:
        return {}
    return {"supplements": tuple(Supplement(**row) for row in values["supplements"] if row["on"] is not None)}


def _follow(body: FormBody) -> None:
    """The papers that the way of choosing asks for, where nobody has listed others."""
    method = body.field("method").value()
    papers = body.field("papers")
    names = tuple(paper.name for paper in papers.value())
    if method in PAPERS_OF and names != PAPERS_OF[method] and names in ((), *PAPERS_OF.values()):
        there = {paper.name for paper in papers.value() if paper.present}
        papers.set_value([Paper(name, present=name in there) for name in PAPERS_OF[method]])
