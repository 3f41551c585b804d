"""The acts of renewal as small forms: gaps, overlaps and lengths are told before anything is saved. Know no table."""

from collections.abc import Callable, Sequence
from datetime import date

from app.domain.advisers.appointments import AppointmentFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.following import next_term, reasons, renewed_appointment, renewed_contract
from app.domain.documents.facts import Waiver
from app.domain.problems import Problem, errors
from app.ui.advisers.engagement_deeds import RENEWAL_HELP, id_of
from app.ui.advisers.subject import Record
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.amounts import MoneyField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.texts import LongTextField, TextField

USUAL_CONTRACT, USUAL_APPOINTMENT = 12, 36
"""Months that a renewal is offered for where nobody knows how long the term before was: one year, three years."""

Ends = tuple[date, date]
Check = Callable[[Values, Ends, tuple[Waiver, ...]], Sequence[Problem]]
Save = Callable[[Values, Ends, tuple[Waiver, ...]], object]


def renew_contract(desk: Desk, record: Record[EngagementFacts]) -> Deed:
    """续签: a draft that starts the day after, for as long as this one."""
    facts, service = record.facts, desk.office.advisers.engagements
    start, end = next_term(facts.span(), USUAL_CONTRACT)
    body = FormBody(columns=1)
    body.add("starts_on", "期限起", DateField(), required=True, help="前一合同届满的次日")
    body.add("ends_on", "期限止", DateField(), required=True)
    body.add("amount", "合同金额", MoneyField(), help="没有总额的清空，起草后再选计费方式")
    body.add("reason", "续签理由", LongTextField(), help=RENEWAL_HELP)
    begin: Values = {"starts_on": start, "ends_on": end, "amount": facts.amount, "reason": ""}

    def check(values: Values, ends: Ends, waivers: tuple[Waiver, ...]) -> Sequence[Problem]:
        accepted = reasons(values["reason"], waivers)
        return service.check(renewed_contract(facts, *ends, values["amount"], accepted), desk.office.today())

    def save(values: Values, ends: Ends, waivers: tuple[Waiver, ...]) -> object:
        return service.renew(
            id_of(facts), ends[1], desk.actor(), starts_on=ends[0], amount=values["amount"], reason=values["reason"],
            waivers=waivers,
        )  # fmt: skip

    return _renewal("续签服务合同", "续签", ("期限起", "期限止"), body, begin, check, save)


def renew_appointment(desk: Desk, record: Record[AppointmentFacts]) -> Deed:
    """续聘: a new term from the day after, for as long as this one."""
    facts, service = record.facts, desk.office.advisers.appointments
    start, end = next_term(facts.span(), USUAL_APPOINTMENT)
    body = FormBody(columns=1)
    body.add("starts_on", "聘期起", DateField(), required=True, help="上一期届满的次日")
    body.add("ends_on", "聘期止", DateField(), required=True)
    body.add("letter_number", "聘书编号", TextField())
    body.add("decided_on", "决定日期", DateField())
    body.add("basis", "审批依据", TextField())
    body.add("reason", "续聘理由", LongTextField(), help="最近一次考核不合格仍要续聘的，写明理由；其他情形不填")
    begin: Values = {
        "starts_on": start, "ends_on": end, "letter_number": "", "decided_on": desk.office.today(), "basis": "", "reason": "",
    }  # fmt: skip
    same = ("letter_number", "decided_on", "basis")

    def check(values: Values, ends: Ends, waivers: tuple[Waiver, ...]) -> Sequence[Problem]:
        said = {key: values[key] for key in same}
        return service.check(renewed_appointment(facts, *ends, **said, waivers=reasons(values["reason"], waivers)))

    def save(values: Values, ends: Ends, waivers: tuple[Waiver, ...]) -> object:
        said = {key: values[key] for key in same}
        return service.renew(
            id_of(facts), ends[1], desk.actor(), starts_on=ends[0], reason=values["reason"], waivers=waivers, **said
        )

    return _renewal("续聘法律顾问", "续聘", ("聘期起", "聘期止"), body, begin, check, save)


def _renewal(
    title: str, word: str, names: tuple[str, str], body: FormBody, begin: Values, check: Check, save: Save
) -> Deed:
    """The act over both ends of the new term; warnings of soft rules are accepted with a reason on the spot."""
    waivers: list[Waiver] = []

    def found(values: Values) -> Sequence[Problem]:
        start, end = values["starts_on"], values["ends_on"]
        lacking = [
            Problem(key, f"请填写{name}")
            for key, name, day in (("starts_on", names[0], start), ("ends_on", names[1], end))
            if day is None
        ]
        if lacking:
            return lacking
        problems = check(values, (start, end), tuple(waivers))
        wrong = errors(problems)
        return [problem for problem in problems if problem in wrong or problem.field in values]

    def kept(values: Values) -> object:
        ends = (day_of(values, "starts_on", names[0]), day_of(values, "ends_on", names[1]))
        return save(values, ends, tuple(waivers))

    def accept(problem: Problem, reason: str) -> None:
        waivers.append(Waiver(problem.rule, reason))

    return Deed("renew", title, body, begin, kept, word, found, accept)
