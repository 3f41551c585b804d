"""The small forms of the plan: sending in what was planned, saying which document it became. Know no table."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.actors import Actor
from app.domain.documents.facts import FileLevel
from app.domain.problems import Problem, refuse_if
from app.domain.submissions.facts import SubmissionFacts
from app.domain.submissions.papers import usual_papers
from app.services.plans.lookup import Standing
from app.ui.deed import Deed, Values
from app.ui.desk import Desk
from app.ui.documents.editing import sources
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import CheckField, ChoiceField
from app.ui.forms.texts import TextField
from app.ui.forms.units import ChosenField, MultiUnitField, UnitField


def submit_deed(desk: Desk, standing: Standing, actor: Actor) -> Deed:
    """登记送审: what came in; a document that has no draft yet gets one, with its level and issuers."""
    office, facts = desk.office, standing.facts
    fresh = facts.document_id is None
    body = FormBody(columns=1)
    body.add("received_on", "收件日期", DateField(), required=True)
    body.add("sender_id", "送审单位", UnitField(desk.units.all), required=True)
    body.add("contact", "联系人", TextField("姓名和电话"))
    if fresh:
        body.add("file_level", "文件类别", ChoiceField(FileLevel), required=True)
        body.add("issuers", "制定机关", MultiUnitField(desk.units.issuers))
    body.add("complete", "送审材料", CheckField("材料已齐备"), help="没有齐备的，登记后在送审件中逐项勾选")
    begin: Values = {
        "received_on": office.today(),
        "sender_id": facts.drafter_id,
        "contact": "",
        "file_level": FileLevel.GOVERNMENT,
        "issuers": (),
        "complete": True,
    }

    def check(values: Values) -> list[Problem]:
        asked = [("received_on", "请填写收件日期"), ("sender_id", "请选择送审单位")]
        asked += [("file_level", "请选择文件类别")] if fresh else []
        return [Problem(key, message) for key, message in asked if not values[key]]

    def save(values: Values) -> SubmissionFacts:
        refuse_if(check(values))
        kind = SubmissionFacts("").kind
        submission = SubmissionFacts(
            facts.title,
            kind,
            sender_id=values["sender_id"],
            contact=values["contact"],
            received_on=values["received_on"],
            handler=facts.handler or actor.name,
            papers=tuple(replace(paper, present=values["complete"] and paper.required) for paper in usual_papers(kind)),
        )
        level: FileLevel | None = values["file_level"] if fresh else None
        issuers: Sequence[int] = values["issuers"] if fresh else ()
        return office.plans.submit(_id(standing), submission, actor, level, issuers)

    return Deed("submit", "登记送审", body, begin, save, "登记送审", check)


def link_deed(desk: Desk, standing: Standing, actor: Actor) -> Deed:
    """关联文件: which document the planned one became; left empty, none."""
    office, found = desk.office, sources(desk)
    body = FormBody(columns=1)
    body.add(
        "document",
        "对应文件",
        ChosenField(found.find_documents, found.name_document, "输入名称或拼音首字母"),
        help="清空后保存，即取消关联",
    )

    def save(values: Values) -> Any:
        return office.plans.link(_id(standing), values["document"], actor)

    return Deed("link", "关联文件", body, {"document": standing.facts.document_id}, save, "关联")


def _id(standing: Standing) -> int:
    assert standing.facts.id is not None
    return standing.facts.id
