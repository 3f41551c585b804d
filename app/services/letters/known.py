"""What records say for a letter, in the office's words. Knows SQL for looking up, no template and no paper."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.dates import add_months, chinese
from app.domain.deadlines import PauseKind
from app.domain.documents.facts import DocumentFacts, StepResult
from app.domain.documents.titles import quoted
from app.domain.letter_templates import LISTS, Known
from app.domain.letters import LetterKind
from app.domain.problems import Problem, Refused
from app.domain.profiles import Profile
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.domain.submissions.limits import Due
from app.services.documents.lookup import document_in
from app.services.settings import profile_in, settings_in
from app.services.submissions.due import reckoning_in
from app.services.submissions.lookup import submission_in
from app.services.units import units_in

_ADVICE = "研提意见"
"""The word of what is not reviewed but commented on."""

_BASES = {
    SubmissionKind.DOCUMENT: "《国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见》（国办发〔2018〕115号）",
    SubmissionKind.DECISION: "《重大行政决策程序暂行条例》（国务院令第713号）",
    SubmissionKind.ENFORCEMENT: (
        "《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》"
        "（国办发〔2018〕118号）"
    ),
}
_USUAL_BASIS = "有关法律、法规和规章的规定"

_NEXT = {
    SubmissionKind.DOCUMENT: "提请集体审议",
    SubmissionKind.DECISION: "提请集体讨论决定",
    SubmissionKind.MEETING_ITEM: "提交会议审议",
    SubmissionKind.CONTRACT: "签订合同",
    SubmissionKind.REQUEST: "报送请示",
    SubmissionKind.ENFORCEMENT: "作出执法决定",
    SubmissionKind.OTHER: "办理",
}
"""What follows once the office has agreed."""

_ENDS = "。！？；…”）"


def known_of_submission(session: Session, submission_id: int, handler: str) -> tuple[Known, SubmissionFacts]:
    """What a submission says, and the submission; without `handler` its own clerk drafts."""
    facts = submission_in(session, submission_id).facts()
    number = max(len(facts.rounds), 1)
    present = [paper.name for paper in facts.papers if paper.present]
    opinions = [
        {"clause": opinion.clause, "text": sentence(opinion.text)}
        for opinion in facts.opinions
        if opinion.round == number
    ]
    last = facts.current
    reviewed = facts.word != _ADVICE
    texts = {
        **_common(session, handler or facts.handler),
        "matter": quoted(facts.title),
        "title": facts.title.removeprefix("《").removesuffix("》"),
        "kind": facts.kind.label,
        "sender": _unit(session, facts.sender_id) or facts.sender_text,
        "word": facts.word if reviewed else "研究",
        "clerk": facts.handler,
        "number": facts.number,
        "received_on": _day(facts.received_on),
        "complete_on": _day(last.complete_on if last else None),
        "clock": clock_sentence(facts, reckoning_in(session).due(facts)),
        "opinion_title": f"{facts.word}意见书" if reviewed else f"关于{_advised(facts.title)}的反馈意见",
        "did": f"进行了{facts.word}" if reviewed else "进行了研究",
        "basis": _BASES.get(facts.kind, _USUAL_BASIS),
        "conclusion": conclusion_sentence(facts, bool(opinions)),
    }
    lists = {
        **dict.fromkeys(LISTS, ()),
        "opinions": opinions,
        "present": _names(present),
        "missing": _names(facts.missing_papers),
        "corrections": _names([*facts.missing_papers, *_corrections(facts)]),
    }
    return Known(texts, lists), facts


def clock_sentence(facts: SubmissionFacts, due: Due | None) -> str:
    """From when the limit counts and when it ends, and what the sender wants."""
    last, word = facts.current, "审核期限" if facts.word != _ADVICE else "办理期限"
    wanted = f"来文要求于{chinese(facts.wanted_on)}前办结，我局将抓紧办理。" if facts.wanted_on else ""
    if last is None or last.complete_on is None:
        return f"{word}自材料齐备之日起计算，补正期间不计入。{wanted}"
    complete = f"送审材料已于{chinese(last.complete_on)}齐备，{word}"
    clock = due.clock if due else None
    ends = f"为{clock.limit}，自次日起计算，至{chinese(clock.due)}届满" if clock and clock.due else "自次日起计算"
    return f"{complete}{ends}；补正、征求意见、论证的时间不计入。{wanted}"


def conclusion_sentence(facts: SubmissionFacts, with_opinions: bool) -> str:
    """What the present round came to, in a sentence; empty while it has come to nothing."""
    last = facts.current
    result = last.result if last and last.concluded_on else None
    if facts.word == _ADVICE:
        return _advice(result, with_opinions)
    follows, done = _NEXT[facts.kind], f"经{facts.word.removeprefix('合法性')}"
    match result:
        case None:
            return ""
        case StepResult.PASSED if with_opinions:
            return f"{done}，同意按照上述意见研究修改后，按程序{follows}。"
        case StepResult.PASSED:
            return f"{done}，未发现违反法律、法规、规章和上级规定的情形，同意按程序{follows}。"
        case StepResult.CONDITIONAL:
            return f"{done}，请按照上述意见修改完善后，重新报送我局{facts.word.removeprefix('合法性')}。"
        case StepResult.RETURNED:
            return f"{done}，送审稿尚不具备{facts.word}的条件，现予退回，请补充完善后重新报送。"
        case StepResult.REJECTED:
            return f"{done}，送审稿存在合法性问题，不同意{follows}。"
        case _:
            return f"{done}，该事项{result.label}。"


def _advice(result: StepResult | None, with_opinions: bool) -> str:
    match result:
        case StepResult.PASSED | None if with_opinions:
            return "以上意见供研究参考。"
        case StepResult.PASSED:
            return "经研究，我局没有不同意见。"
        case StepResult.REJECTED:
            return "经研究，我局不同意该稿。"
        case None:
            return ""
        case _:
            return "建议修改完善后再次征求我局意见。"


def known_of_document(session: Session, document_id: int, handler: str, today: date) -> tuple[Known, DocumentFacts]:
    """What a normative document says, and the document; without `handler` its own clerk drafts."""
    facts = document_in(session, document_id).facts()
    profile = profile_in(session, today)
    lead = _unit(session, facts.issuers[0] if facts.issuers else None)
    drafter = _unit(session, facts.drafter_id) or lead or facts.issuer_text
    texts = {
        **_common(session, handler or facts.handler),
        "matter": quoted(facts.title),
        "title": facts.title,
        "kind": SubmissionKind.DOCUMENT.label,
        "sender": drafter,
        "word": "合法性审核",
        "clerk": facts.handler,
        "document_number": facts.document_number,
        "unified_number": facts.unified_number,
        "issuer": facts.issuer_text,
        "implementer": _unit(session, facts.implementer_id) or drafter,
        "registered_on": _day(facts.registered_on or today),
        "effective_on": _day(facts.effective_on),
        "expires_on": _day(facts.expires_on),
        "third": profile.text("third_unification") or "公布",
        "send_by": _before(facts.expires_on, profile, "legal_review_lead_months", today),
        "decide_by": _before(facts.expires_on, profile, "decision_lead_months", today),
        "renewal": "请重新公布" if profile.text("renewal") == "republish" else "请按程序办理延期",
    }
    return Known(texts, dict.fromkeys(LISTS, ())), facts


def refuse_unfit_submission(kind: LetterKind, facts: SubmissionFacts) -> None:
    """Raise Refused where a letter of a kind has no meaning for a submission as it stands."""
    if facts.withdrawn_on is not None:
        raise Refused(f"{facts.named}已于{chinese(facts.withdrawn_on)}撤回，不再出具{kind.label}")


def refuse_unfit_document(kind: LetterKind, facts: DocumentFacts, today: date) -> None:
    """Raise Refused where a letter of a kind has no meaning for a document as it stands."""
    if kind is LetterKind.NUMBER_NOTICE and not facts.unified_number:
        raise Refused(f"{facts.named}还没有统一编号，不能出具统一编号通知单，请先登记编号")
    if kind is not LetterKind.EXPIRY_REMINDER:
        return
    if facts.end_kind is not None:
        raise Refused(f"{facts.named}已登记为“{facts.end_kind.label}”，不需要届满提醒")
    if facts.expires_on is None:
        raise Refused([Problem("expires_on", f"{facts.named}没有到期日，不能出具届满提醒函，请先核实有效期")])
    if facts.expires_on < today:
        raise Refused([Problem("expires_on", f"{facts.named}已于{chinese(facts.expires_on)}期满失效，不需要届满提醒")])


def _advised(title: str) -> str:
    """What advice is given on: 征求《…》意见 has its book marks where they belong and needs none around it."""
    return title if "《" in title else quoted(title)


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    text = text.strip()
    return text if not text or text[-1] in _ENDS else f"{text}。"


def _common(session: Session, handler: str) -> dict[str, str]:
    settings = settings_in(session)
    return {"office": settings.office, "handler": handler, "phone": settings.contact}


def _unit(session: Session, unit_id: int | None) -> str:
    return units_in(session, [unit_id])[unit_id].name if unit_id is not None else ""


def _names(names: Sequence[str]) -> list[Mapping[str, str]]:
    """Lines of a list: 1. 送审稿；2. 起草说明。"""
    last = len(names) - 1
    return [{"name": f"{name.rstrip(_ENDS)}{'。' if at == last else '；'}"} for at, name in enumerate(names)]


def _corrections(facts: SubmissionFacts) -> Iterator[str]:
    pause = facts.open_pause
    if pause is not None and pause.kind is PauseKind.CORRECTION:
        yield pause.reason


def _before(expires_on: date | None, profile: Profile, key: str, today: date) -> str:
    """So many months before the end, in words; empty where that has passed or the place sets nothing."""
    months = profile.number(key)
    day = add_months(expires_on, -months) if expires_on and months else None
    return chinese(day) if day and day > today else ""


def _day(day: date | None) -> str:
    return chinese(day) if day else ""
