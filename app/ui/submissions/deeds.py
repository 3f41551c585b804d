"""The acts on a submission as small forms beside the ledger: what each asks and which service does it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.domain.actors import Actor
from app.domain.deadlines import PauseKind
from app.domain.documents.facts import StepResult
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.submissions.facts import Adoption, SubmissionFacts, conclusions_of
from app.domain.submissions.next_act import NextKind
from app.domain.submissions.rules import (
    gates_of_answer,
    gates_of_completion,
    gates_of_conclusion,
    gates_of_extension,
    gates_of_pause,
    gates_of_resubmission,
    gates_of_resumption,
    problems_of_adoption,
)
from app.services.office import Office
from app.services.submissions.service import Reply
from app.ui.deed import Deed, Values, day_of
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import IntField, LongTextField, TextField
from app.ui.forms.usual import UsualTextField
from app.ui.submissions.fields import ReplyField
from app.ui.submissions.papers import PapersField

Make = Callable[[Office, SubmissionFacts, Actor], Deed]
WITHDRAWALS = ("送审单位撤回", "重复登记", "登记有误", "不属于本单位审核范围")


def complete_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """登记材料齐备, with the papers ticked as they are now."""
    body = FormBody(columns=1)
    body.add("papers", "材料", PapersField())
    body.add("on", "齐备日期", DateField(), required=True, help="从这一天的次日起计算办理期限")
    return Deed(
        "complete", "登记材料齐备", body, {"papers": facts.papers, "on": office.today()},
        lambda values: office.submissions.complete(_id(facts), _on(values, "齐备日期"), actor, values["papers"]),
        check=_dated("齐备日期", lambda values, on: gates_of_completion(replace(facts, papers=values["papers"]), on)),
    )  # fmt: skip


def pause_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """补正、征求意见、论证: the clock stands still."""
    body = FormBody(columns=1)
    body.add("kind", "种类", ChoiceField(PauseKind, optional=False), required=True)
    body.add("on", "暂停日期", DateField(), required=True, help="从这一天起不计入办理期限")
    body.add("reason", "内容或原因", LongTextField("如 补充财政评估材料；书面征求区财政局意见"), required=True)
    return Deed(
        "pause", "暂停计时", body, {"kind": PauseKind.CORRECTION, "on": office.today(), "reason": ""},
        lambda values: office.submissions.pause(
            _id(facts), values["kind"], _on(values, "暂停日期"), values["reason"], actor
        ),
        check=_dated("暂停日期", lambda values, on: gates_of_pause(facts, on, values["reason"])),
    )  # fmt: skip


def resume_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """恢复计时."""
    body = FormBody(columns=1)
    body.add("on", "恢复日期", DateField(), required=True, help="从这一天起重新计入办理期限")
    return Deed(
        "resume", "恢复计时", body, {"on": office.today()},
        lambda values: office.submissions.resume(_id(facts), _on(values, "恢复日期"), actor),
        check=_dated("恢复日期", lambda _, on: gates_of_resumption(facts, on)),
    )  # fmt: skip


def extend_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """延长期限, in the limit's own unit."""
    due = office.submissions.due(facts)
    unit = due.limit.unit.label if due and due.limit else "日"
    body = FormBody(columns=1)
    body.add("days", f"延长（{unit}）", IntField(1, 9999), required=True)
    body.add("approved_by", "批准人", TextField("如 分管局长 王五"), required=True)
    body.add("on", "批准日期", DateField(), required=True)
    body.add("reason", "理由", LongTextField())
    return Deed(
        "extend", "延长办理期限", body, {"days": None, "approved_by": "", "on": office.today(), "reason": ""},
        lambda values: office.submissions.extend(
            _id(facts), values["days"] or 0, values["approved_by"], _on(values, "批准日期"), values["reason"], actor
        ),
        check=_dated(
            "批准日期", lambda values, on: gates_of_extension(facts, values["days"], values["approved_by"], on)
        ),
    )  # fmt: skip


def opinions_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """提意见: as many as there are, one by one."""
    body = FormBody()
    parts = (
        Part("clause", "条款", lambda: TextField("如 第三条"), 3),
        Part("text", "意见", lambda: LongTextField("一条意见写一段", lines=3), 12, required=True),
    )
    body.add("opinions", "审核意见", RepeatField(parts, "意见"), wide=True)
    return Deed(
        "opinions", "提出审核意见", body, {"opinions": [{}]},
        lambda values: office.submissions.add_opinions(
            _id(facts), [(row["clause"], row["text"]) for row in values["opinions"]], actor
        ),
        "提出", beside=False,
    )  # fmt: skip


def reply_deed(office: Office, facts: SubmissionFacts, actor: Actor, position: int | None = None) -> Deed:
    """登记采纳情况 of one opinion (from 0), or of all that wait for an answer."""
    waiting = [at for at, each in enumerate(facts.opinions) if each.adoption is Adoption.PENDING]
    asked = [position] if position is not None else waiting or list(range(len(facts.opinions)))
    body = FormBody(columns=1)
    body.add("on", "反馈日期", DateField(), required=True)
    begin: Values = {"on": office.today()}
    for at in asked:
        opinion = facts.opinions[at]
        body.add(_key(at), f"第{at + 1}条", ReplyField("　".join(filter(None, (opinion.clause, opinion.text)))))
        begin[_key(at)] = (opinion.adoption, opinion.reason)

    def check(values: Values) -> list[Problem]:
        found = [] if values["on"] else [Problem("on", "请填写反馈日期")]
        for at in asked:
            adoption, reason = values[_key(at)]
            answered = replace(facts.opinions[at], adoption=adoption, reason=reason)
            found += [replace(problem, field=_key(at)) for problem in problems_of_adoption(answered, at + 1)]
        return found

    def save(values: Values) -> SubmissionFacts:
        refuse_if(check(values))
        if not asked:
            raise Refused("还没有提出意见，没有采纳情况可以登记")
        replies = [Reply(at, *values[_key(at)]) for at in asked]
        return office.submissions.reply_all(_id(facts), replies, _on(values, "反馈日期"), actor)

    return Deed("reply", "登记采纳情况", body, begin, save, check=check)


def conclude_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """作出结论: pass, have it changed, send it back, reject."""
    results = conclusions_of(facts.kind)
    present = len(facts.rounds)
    objected = any(each.round == present and each.adoption is Adoption.PENDING for each in facts.opinions)
    body = FormBody(columns=1)
    body.add("result", "结论", ChoiceField(results, optional=False), required=True)
    body.add("on", "结论日期", DateField(), required=True)
    body.add("person", "审核人", TextField())
    body.add("note", "说明", LongTextField())
    begin: Values = {
        "result": StepResult.CONDITIONAL if objected and StepResult.DONE not in results else results[0],
        "on": office.today(),
        "person": facts.handler or actor.name,
        "note": "",
    }
    return Deed(
        "conclude", f"作出{facts.word}结论", body, begin,
        lambda values: office.submissions.conclude(
            _id(facts), _on(values, "结论日期"), values["result"], actor, values["person"], values["note"]
        ),
        check=_dated("结论日期", lambda values, on: gates_of_conclusion(facts, on, values["result"])),
    )  # fmt: skip


def resubmit_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """重新送审: the next round, its clock started at once where no paper is missing."""
    body = FormBody(columns=1)
    body.add("received_on", "收件日期", DateField(), required=True)
    body.add("papers", "材料", PapersField())

    def check(values: Values) -> list[Problem]:
        on = values["received_on"]
        return list(gates_of_resubmission(facts, on)) if on else [Problem("received_on", "请填写收件日期")]

    return Deed(
        "resubmit", "登记重新送审", body, {"received_on": office.today(), "papers": facts.papers},
        lambda values: office.submissions.resubmit(
            _id(facts), day_of(values, "received_on", "收件日期"), actor, values["papers"]
        ),
        check=check,
    )  # fmt: skip


def answer_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """登记答复."""
    body = FormBody(columns=1)
    body.add("on", "答复日期", DateField(), required=True)
    body.add("number", "答复文号", TextField("如 海司审〔2026〕3号"))
    body.add("text", "答复要点", LongTextField())
    last = facts.current
    told = facts.answered_on and last and last.concluded_on and facts.answered_on >= last.concluded_on
    begin: Values = {
        "on": facts.answered_on if told else office.today(),
        "number": facts.answer_number if told else "",
        "text": facts.answer if told else "",
    }
    return Deed(
        "answer", "登记答复", body, begin,
        lambda values: office.submissions.answer(
            _id(facts), _on(values, "答复日期"), values["number"], values["text"], actor
        ),
        check=_dated("答复日期", lambda _, on: gates_of_answer(facts, on)),
    )  # fmt: skip


def withdraw_deed(office: Office, facts: SubmissionFacts, actor: Actor) -> Deed:
    """撤回: it stays in the book with its number."""
    body = FormBody(columns=1)
    body.add("withdrawn_on", "撤回日期", DateField(), required=True)
    body.add("withdrawn_reason", "撤回原因", UsualTextField(WITHDRAWALS, "按 ↓ 选择，或直接填写"), required=True)
    return Deed(
        "withdraw", "撤回送审件", body, {"withdrawn_on": office.today(), "withdrawn_reason": ""},
        lambda values: office.submissions.withdraw(
            _id(facts), day_of(values, "withdrawn_on", "撤回日期"), values["withdrawn_reason"], actor
        ),
        "撤回",
    )  # fmt: skip


DEEDS: dict[str, Make] = {
    "complete": complete_deed, "pause": pause_deed, "resume": resume_deed, "extend": extend_deed, "opinions": opinions_deed,
    "reply": reply_deed, "conclude": conclude_deed, "resubmit": resubmit_deed, "answer": answer_deed, "withdraw": withdraw_deed,
}  # fmt: skip
"""By the name that their drafts are kept under."""

NEXT: dict[NextKind, Make] = {
    NextKind.COMPLETE: complete_deed,
    NextKind.RESUME: resume_deed,
    NextKind.CONCLUDE: conclude_deed,
    NextKind.RESUBMIT: resubmit_deed,
    NextKind.ANSWER: answer_deed,
    NextKind.REPLY: reply_deed,
}
"""The form of what has to be done next."""


def _id(facts: SubmissionFacts) -> int:
    assert facts.id is not None
    return facts.id


def _key(position: int) -> str:
    return f"reply.{position}"


def _on(values: Values, title: str) -> date:
    return day_of(values, "on", title)


def _dated(title: str, rule: Callable[[Values, date], Iterable[Problem]]) -> Callable[[Values], Sequence[Problem]]:
    """A rule about the day under `on`; without one that is what is said."""

    def check(values: Values) -> list[Problem]:
        on = values["on"]
        return list(rule(values, on)) if isinstance(on, date) else [Problem("on", f"请填写{title}")]

    return check
