"""聘任: the ledger of appointments, renewing and ending them. Knows services, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtWidgets import QWidget

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind, appointment_state
from app.domain.advisers.columns import APPOINTMENTS
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.following import chain_of
from app.domain.problems import Problem
from app.services.office import Office
from app.ui.advisers import lists, papers
from app.ui.advisers.book import BookPage
from app.ui.advisers.chain import chain_links, chain_moments
from app.ui.advisers.editing import MainForm
from app.ui.advisers.endings import correct_end, corrected_end, ending_body, ending_values
from app.ui.advisers.engagement_deeds import id_of
from app.ui.advisers.picks import name_of, pick
from app.ui.advisers.renewing import renew_appointment
from app.ui.advisers.subject import Book, DeedEntry, Record
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField
from app.ui.forms.texts import LongTextField, TextField
from app.ui.forms.units import UnitField
from app.ui.panel import heading
from app.ui.timeline import Timeline

Rec = Record[AppointmentFacts]


def _form(desk: Desk) -> MainForm[AppointmentFacts]:
    service = desk.office.advisers.appointments
    return MainForm(
        noun="项聘任",
        new_title="聘任法律顾问",
        body=lambda facts: _body(desk, stored=facts.id is not None),
        named=lambda facts: f"{name_of(desk, 'advisers', facts.adviser_id or None)}的聘任",
        get=service.get,
        check=service.check,
        save=lambda facts, actor: service.save(facts, actor) if facts.id else service.appoint(facts, actor),
        blank=lambda: AppointmentFacts(0, 0, decided_on=desk.office.today()),
        asked=(("adviser_id", "请选择顾问"), ("unit_id", "请选择聘用单位")),
        shown=lambda facts: {"adviser_id": facts.adviser_id or None, "unit_id": facts.unit_id or None},
        taken=lambda values, _: corrected_end(values),
        repeating=("unit_id", "kind", "decided_on", "basis", "starts_on", "ends_on"),
        next_word="保存并聘任下一名",
    )


def _body(desk: Desk, *, stored: bool) -> FormBody:
    body = FormBody()
    body.section("聘任")
    body.add("adviser_id", "顾问", pick(desk, "advisers"), required=True)
    body.add("unit_id", "聘用单位", UnitField(desk.units.all), required=True)
    body.add("kind", "产生方式", ChoiceField(AppointmentKind, optional=False), required=True)
    body.add("chief", "首席", CheckField("首席法律顾问"), help="一个单位只能有一名")
    body.add("starts_on", "聘期起", DateField())
    body.add("ends_on", "聘期止", DateField(), help="最后一日，当日仍在聘期内")
    body.add("open_ended", "无终止日期", CheckField("未定终止日期"))
    body.add("letter_number", "聘书编号", TextField())
    body.add("decided_on", "决定日期", DateField())
    body.add("basis", "审批依据", TextField("如 区政府常务会议纪要〔2026〕3号"))
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    body.section("上一期聘任", folded=True)
    before = pick(desk, "appointments", "输入顾问姓名")
    body.add("previous_id", "上一期", before, wide=True, help="分别登记的续聘，在这里连到上一期")
    if stored:
        correct_end(body)
    return body


def end_deed(desk: Desk, record: Rec) -> Deed:
    """解聘, and other ends before the time."""
    facts, service = record.facts, desk.office.advisers.appointments
    body = ending_body("不再任职的第一日；前一日仍在聘期内")

    def check(values: Values) -> list[Problem]:
        if values["ended_on"] is None:
            return [Problem("ended_on", "请填写解除日期")]
        return service.check(replace(facts, **values))

    def save(values: Values) -> AppointmentFacts:
        on = day_of(values, "ended_on", "解除日期")
        return service.end(
            id_of(facts), on, values["end_kind"], values["end_reason"], desk.actor(), values["end_basis"]
        )

    return Deed("end", "解聘", body, ending_values(desk), save, "解聘", check)


@dataclass(frozen=True)
class Beside:
    """What is read beside an appointment."""

    chain: list[AppointmentFacts]
    """Its renewal chain, the earliest first."""
    contracts: list[EngagementFacts]
    """Those that rest on it."""

    def renewed(self, facts: AppointmentFacts) -> bool:
        """Whether another appointment follows."""
        return any(each.previous_id == facts.id for each in self.chain)


def _more(office: Office, facts: AppointmentFacts) -> Beside:
    services = office.advisers
    terms = services.appointments.of_adviser(facts.adviser_id)
    return Beside(chain_of(facts, terms), services.engagements.of(appointment_id=id_of(facts)))


def not_renewed(record: Rec) -> str:
    """Why it is not renewed."""
    return "已经续聘" if record.beside.renewed(record.facts) else ""


BOOK = Book[AppointmentFacts](
    ledger=APPOINTMENTS,
    tables=frozenset({"appointment", "adviser", "firm", "unit", "engagement", "engagement_adviser", "assessment"}),
    shown=("adviser", "state", "unit", "ends_on", "chief", "adviser_kind", "firm"),
    filters=("state", "adviser_kind", "unit", "ends_on"),
    nothing="还没有聘任。按 Ctrl+N 聘任法律顾问。",
    new_word="聘任",
    none="请先选择一项聘任",
    form=_form,
    deeds=(
        DeedEntry("renew", "续聘", renew_appointment, not_renewed, "repeat"),
        DeedEntry(
            "end", "解聘", end_deed, lambda record: "已提前结束" if record.facts.ended_on else "", "circle-slash"
        ),
    ),
    papers=(papers.CERTIFICATE,),
    due="ends_on",
    more=_more,
    left_out=frozenset({"adviser", "previous", "next"}),
    settle=lambda office: office.advisers.appointments.settle_doubts,
    fields={"term": "starts_on", "unit": "unit_id", "adviser": "adviser_id"},
)


class AppointmentsPage(BookPage[AppointmentFacts]):
    """Who is appointed to which unit until when."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def below(self, record: Rec) -> str:
        return record.said("unit")

    def after(self, record: Rec) -> Sequence[QWidget]:
        facts, beside, go, today = record.facts, record.beside, self.desk.open_record, self.desk.office.today()

        def named(each: AppointmentFacts) -> str:
            state = appointment_state(each, today, renewed=beside.renewed(each)).label
            return "　".join(
                text for text in (f"第{beside.chain.index(each) + 1}期", each.letter_number, state) if text
            )

        chain: list[QWidget] = []
        if len(beside.chain) > 1:
            chain = [
                heading("续聘"),
                Timeline(chain_moments(beside.chain, facts, named)),
                *chain_links(beside.chain, facts, named, ("上一期", "下一期"), self.open_record),
            ]
        return [
            *lists.section("顾问", "advisers", lists.one(facts.adviser_id, record.said("adviser")), go),
            *lists.section(
                "服务合同", "engagements", lists.contracts(beside.contracts, self.desk.units.names, today), go
            ),
            *chain,
        ]
