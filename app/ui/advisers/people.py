"""顾问: the register of advisers with what is on record of each; id numbers opened with a reason. Knows services, no SQL."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.assessments import AssessmentFacts
from app.domain.advisers.columns import ADVISERS
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.people import (
    INTERNAL,
    SPECIALITIES,
    AdviserFacts,
    AdviserKind,
    Gender,
    RecordCheck,
)
from app.domain.problems import Problem
from app.services.office import Office
from app.ui.advisers import lists
from app.ui.advisers.book import BookPage
from app.ui.advisers.editing import MainForm
from app.ui.advisers.picks import pick
from app.ui.advisers.subject import Book, DeedEntry, Record
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField
from app.ui.forms.texts import LongTextField, TextField
from app.ui.forms.usual import UsualTextField
from app.ui.panel import link

REVEAL_REASONS = ("核对合同当事人信息", "办理聘任备案", "核查处分记录")
SHOWN_OF_WORK = 5


@dataclass(frozen=True)
class Beside:
    """What is on record of an adviser."""

    appointments: list[AppointmentFacts]
    conflicts: list[ConflictFacts]
    assessments: list[AssessmentFacts]
    matters: list[MatterFacts]
    contracts: list[EngagementFacts]


def _more(office: Office, facts: AdviserFacts) -> Beside:
    key, services = facts.id or 0, office.advisers
    return Beside(
        services.appointments.of_adviser(key), services.conflicts.of_adviser(key), services.assessments.of_adviser(key),
        services.matters.of_adviser(key), services.engagements.of(adviser_id=key),
    )  # fmt: skip


def _form(desk: Desk) -> MainForm[AdviserFacts]:
    service = desk.office.advisers.people
    return MainForm(
        noun="名顾问",
        new_title="登记法律顾问",
        body=lambda _: _body(desk),
        named=lambda facts: facts.name or "法律顾问",
        get=service.get,
        check=lambda facts: service.check(facts, desk.office.today()),
        save=service.save,
        blank=lambda: AdviserFacts("", AdviserKind.LAWYER),
        shown=lambda facts: {"specialities": "、".join(facts.specialities)},
        taken=_taken,
        follow=_follow,
        repeating=("kind", "firm_id"),
        next_word="保存并登记下一名",
    )


def _body(desk: Desk) -> FormBody:
    body = FormBody()
    body.section("顾问")
    body.add("name", "姓名", TextField(), required=True)
    body.add("kind", "顾问类型", ChoiceField(AdviserKind), required=True)
    body.add("firm_id", "执业机构", pick(desk, "firms"))
    body.add("workplace", "工作单位", TextField("不属于律师事务所的填写"))
    body.add("licence_number", "执业证号", TextField())
    body.add("first_practised_on", "首次执业日期", DateField())
    body.add("specialities", "专业特长", UsualTextField(SPECIALITIES, "多项用“、”隔开；按 ↓ 选择"), wide=True)
    body.add("title", "职称职务", TextField())
    body.add("phone", "联系电话", TextField())
    body.add("expert_pool", "专家库", CheckField("决策咨询专家库成员"))
    body.section("处分记录核查")
    body.add("check_result", "核查结果", ChoiceField(RecordCheck))
    body.add("checked_on", "核查日期", DateField())
    body.add("check_note", "核查说明", LongTextField(lines=2), wide=True)
    body.section("其他", folded=True)
    body.add("gender", "性别", ChoiceField(Gender))
    body.add("id_number", "证件号码", TextField(), help="保存后只显示前6位和后4位；不修改的请保持原样")
    body.add("education", "学历学位", TextField())
    body.add("qualification_number", "资格证号", TextField("法律职业资格证号"))
    body.add("political_status", "政治面貌", TextField())
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    return body


def _taken(values: Values, _: AdviserFacts) -> Values:
    """Of the government's own people the firm is not asked: what stood in its field before the kind was changed does not count."""
    words = re.split(r"[、，,；;\s]+", values["specialities"])
    firm_id = None if values["kind"] in INTERNAL else values["firm_id"]
    return {"specialities": tuple(filter(None, words)), "firm_id": firm_id}


def _follow(body: FormBody) -> None:
    body.show_row("firm_id", body.field("kind").value() not in INTERNAL)


def _suspend(desk: Desk, record: Record[AdviserFacts]) -> Deed:
    facts, service = record.facts, desk.office.advisers.people
    body = FormBody(columns=1)
    body.add("suspended_on", "停聘日期", DateField(), required=True, help="从这一天起不再交办事项")
    body.add("suspended_reason", "停聘原因", LongTextField(), required=True)

    def check(values: Values) -> list[Problem]:
        if values["suspended_on"] is None:
            return [Problem("suspended_on", "请填写停聘日期")]
        return service.check(replace(facts, **values), desk.office.today())

    def save(values: Values) -> AdviserFacts:
        on = day_of(values, "suspended_on", "停聘日期")
        return service.suspend(facts.id or 0, on, values["suspended_reason"], desk.actor())

    begin: Values = {"suspended_on": desk.office.today(), "suspended_reason": ""}
    return Deed("suspend", "登记停聘", body, begin, save, "停聘", check)


BOOK = Book[AdviserFacts](
    ledger=ADVISERS,
    tables=frozenset(
        {
            "adviser",
            "firm",
            "appointment",
            "unit",
            "conflict",
            "assessment",
            "matter",
            "engagement",
            "engagement_adviser",
        }
    ),
    shown=("name", "state", "kind", "units", "chief_of", "firm", "practice_years"),
    filters=("state", "kind", "firm", "expert_pool"),
    nothing="还没有法律顾问。按 Ctrl+N 登记，或导入名册。",
    new_word="登记顾问",
    none="请先选择一名顾问",
    form=_form,
    deeds=(
        DeedEntry(
            "suspend", "停聘", _suspend, lambda record: "已停聘" if record.facts.suspended_on else "", "circle-slash"
        ),
    ),
    left_out=frozenset({"name"}),
    more=_more,
    settle=lambda office: office.advisers.people.settle_doubts,
    fields={"firm": "firm_id"},
)


class AdvisersPage(BookPage[AdviserFacts]):
    """Who advises: kind, licence, appointments, conflicts, assessments."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def below(self, record: Record[AdviserFacts]) -> str:
        kind = record.facts.kind
        return lists.joined(kind.label if kind else "", record.said("firm"))

    def parts(self, record: Record[AdviserFacts]) -> Sequence[QWidget]:
        links = []
        if not self.look_only and record.facts.id_number:
            links.append(link("查看完整证件号码…", self.reveal))
        if not self.look_only and record.facts.suspended_on is not None:
            links.append(link("恢复聘任", self.resume_adviser))
        return links

    def after(self, record: Record[AdviserFacts]) -> Sequence[QWidget]:
        beside, today, go = record.beside, self.desk.office.today(), self.desk.open_record
        work = lists.matters(beside.matters, today)
        firm = lists.section("执业机构", "firms", lists.one(record.facts.firm_id, record.said("firm")), go)
        shown = f"（最近{SHOWN_OF_WORK}件，共{len(work)}件）" if len(work) > SHOWN_OF_WORK else ""
        return [
            *lists.section(
                "聘任",
                "appointments",
                lists.appointments(beside.appointments, self.desk.units.names, today),
                go,
                "还没有聘任",
            ),
            *lists.section(
                "服务合同", "engagements", lists.contracts(beside.contracts, self.desk.units.names, today), go
            ),
            *firm,
            *lists.section("利益冲突", "conflicts", lists.conflicts(beside.conflicts), go),
            *lists.section("考核", "assessments", lists.assessments(beside.assessments), go),
            *lists.section(f"工作{shown}", "matters", work[:SHOWN_OF_WORK], go),
        ]

    def reveal(self) -> None:
        """查看证件号码: for what purpose is written down before it is shown."""
        record = self.record
        if record is None or not self.may_act():
            return
        reason = self.desk.dialogs.text("查看证件号码", "查看记入修改记录，请写明用途：", choices=REVEAL_REASONS)
        if reason is None:
            return
        people, actor, name, key = (
            self.desk.office.advisers.people,
            self.desk.actor(),
            record.facts.name,
            record.facts.id or 0,
        )
        self.desk.work.write(
            lambda: people.reveal(key, reason, actor),
            lambda number: self.desk.dialogs.tell("证件号码", f"{name}：{number}"),
        )

    def resume_adviser(self) -> None:
        """恢复聘任."""
        record = self.record
        if record is None or not self.may_act():
            return
        people, actor, key = self.desk.office.advisers.people, self.desk.actor(), record.facts.id or 0
        self.desk.work.write(lambda: people.resume(key, actor), self._resumed)

    def _resumed(self, stored: Any) -> None:
        self.say(f"已恢复{stored.name}的聘任")
