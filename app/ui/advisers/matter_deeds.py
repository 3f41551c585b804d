"""The acts on a matter as small forms: the opinion, what became of it, how it ended. Know no table."""

from dataclasses import replace
from typing import Any

from app.domain.advisers.matters import Conclusion, Form, MatterFacts, Outcome
from app.domain.problems import Problem
from app.domain.submissions.facts import Adoption
from app.ui.advisers.engagement_deeds import id_of
from app.ui.advisers.subject import Record
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.amounts import DecimalField
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import IntField, LongTextField, TextField

Rec = Record[MatterFacts]


def opinion_deed(desk: Desk, record: Rec) -> Deed:
    """登记法律意见."""
    facts, service = record.facts, desk.office.advisers.matters
    body = FormBody(columns=1)
    body.add("done_on", "完成日期", DateField(), required=True)
    body.add("conclusion", "意见结论", ChoiceField(Conclusion, optional=False), required=True)
    body.add("form", "方式", ChoiceField(Form, optional=False), required=True)
    body.add("opinion_number", "意见书编号", TextField())
    body.add("opinion", "意见摘要", LongTextField(lines=4))
    body.add("hours", "工时", DecimalField("小时，如 2.5"))
    begin: Values = {
        "done_on": facts.done_on or desk.office.today(), "conclusion": facts.conclusion or Conclusion.LAWFUL,
        "form": facts.form or Form.WRITTEN, "opinion_number": facts.opinion_number, "opinion": facts.opinion, "hours": facts.hours,
    }  # fmt: skip

    def check(values: Values) -> list[Problem]:
        if values["done_on"] is None:
            return [Problem("done_on", "请填写完成日期")]
        return service.check(replace(facts, **values), desk.office.today())

    def save(values: Values) -> MatterFacts:
        return service.give_opinion(
            id_of(facts), day_of(values, "done_on", "完成日期"), values["conclusion"], desk.actor(), form=values["form"],
            number=values["opinion_number"], opinion=values["opinion"], hours=values["hours"],
        )  # fmt: skip

    return Deed("opinion", "登记法律意见", body, begin, save, check=check)


def adoption_deed(desk: Desk, record: Rec) -> Deed:
    """登记采纳情况: what was not adopted needs its reason."""
    facts, service = record.facts, desk.office.advisers.matters
    body = FormBody(columns=1)
    choices = [each for each in Adoption if each is not Adoption.PENDING]
    body.add("adoption", "采纳情况", ChoiceField(choices, optional=False), required=True)
    body.add("adopted_on", "反馈日期", DateField(), required=True)
    body.add("adoption_reason", "未采纳理由", LongTextField(lines=4))
    pending = facts.adoption in (None, Adoption.PENDING)
    begin: Values = {
        "adoption": Adoption.ADOPTED if pending else facts.adoption, "adopted_on": facts.adopted_on or desk.office.today(),
        "adoption_reason": facts.adoption_reason,
    }  # fmt: skip

    def check(values: Values) -> list[Problem]:
        if values["adopted_on"] is None:
            return [Problem("adopted_on", "请填写反馈日期")]
        return service.check(replace(facts, **values), desk.office.today())

    def save(values: Values) -> MatterFacts:
        on = day_of(values, "adopted_on", "反馈日期")
        return service.record_adoption(id_of(facts), values["adoption"], on, desk.actor(), values["adoption_reason"])

    return Deed("adoption", "登记采纳情况", body, begin, save, check=check)


def outcome_deed(desk: Desk, record: Rec) -> Deed:
    """登记结果和满意度."""
    facts, service = record.facts, desk.office.advisers.matters
    body = FormBody(columns=1)
    body.add("outcome", "结果", ChoiceField(Outcome), help="诉讼、仲裁、复议的结果；其他事项不填")
    body.add("satisfaction", "满意度", IntField(1, 5), help="1至5，5为最满意")
    begin: Values = {"outcome": facts.outcome, "satisfaction": facts.satisfaction}

    def save(values: Values) -> Any:
        return service.record_outcome(id_of(facts), desk.actor(), **values)

    return Deed("outcome", "登记事项结果", body, begin, save)
