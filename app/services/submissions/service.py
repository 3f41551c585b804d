"""What a user can do with one submission: receive it, watch its papers, review it in rounds, answer it. Knows no window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.deadlines import Extension, Pause, PauseKind
from app.domain.documents.facts import DocumentFacts, FileLevel, StepResult
from app.domain.documents.titles import kind_in_title, trial_in_title
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, Severity, refuse_if
from app.domain.submissions.facts import (
    OPEN_STATES,
    Adoption,
    Paper,
    ReviewOpinion,
    Round,
    SubmissionFacts,
    SubmissionKind,
    SubmissionState,
    state_of,
)
from app.domain.submissions.limits import Due
from app.domain.submissions.rules import (
    gates_of_completion,
    gates_of_conclusion,
    gates_of_extension,
    gates_of_pause,
    gates_of_resubmission,
    gates_of_resumption,
    problems_of_submission,
)
from app.models.database import Database
from app.models.moments import now, today_in
from app.models.submissions import OpinionRecord, SubmissionRecord
from app.services.documents.lookup import document_in
from app.services.documents.service import add_in
from app.services.plans.lookup import planned_in
from app.services.submissions.changes import answer_in, change_in, store_in
from app.services.submissions.due import reckoning_in
from app.services.submissions.lookup import (
    known_in,
    next_serial_in,
    submission_in,
    submissions_of_document_in,
)
from app.services.years.closed import refuse_closed_in


@dataclass(frozen=True)
class Reply:
    """What the sender did with the opinion at a position (from 0)."""

    position: int
    adoption: Adoption
    reason: str = ""


class SubmissionService:
    """Submissions. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, submission_id: int) -> SubmissionFacts:
        """One submission, whole."""
        with self._database.read() as session:
            return submission_in(session, submission_id).facts()

    def of_opinion(self, opinion_id: int) -> tuple[SubmissionFacts, int]:
        """The submission that an opinion was given in, and its position there (from 0). Raises Refused when it is gone."""
        with self._database.read() as session:
            opinion = session.get(OpinionRecord, opinion_id)
            if opinion is None:
                raise Refused("这条意见已被删去，请刷新")
            return submission_in(session, opinion.submission_id).facts(), opinion.position

    def of_document(self, document_id: int) -> list[SubmissionFacts]:
        """The submissions of a normative document."""
        with self._database.read() as session:
            return [record.facts() for record in submissions_of_document_in(session, document_id)]

    def check(self, facts: SubmissionFacts) -> list[Problem]:
        """All that is wrong with the facts as typed so far."""
        with self._database.read() as session:
            found = problems_of_submission(cleaned(facts), known_in(session, facts))
            return [*found, *_planned(session, facts)]

    def due(self, facts: SubmissionFacts) -> Due | None:
        """The last day of the present round and why; None where nothing sets one."""
        with self._database.read() as session:
            return reckoning_in(session).due(facts)

    def receive(
        self, facts: SubmissionFacts, actor: Actor, file_level: FileLevel | None = None, issuers: Sequence[int] = ()
    ) -> SubmissionFacts:
        """Enter what came in and give it its 收件号; a normative document without a record gets its draft.

        `file_level` and `issuers` are the draft's. Papers that are all there start the clock on the day of receipt.
        """
        with self._database.write(actor, "登记送审件") as session:
            return receive_in(session, cleaned(facts), file_level, issuers)

    def save(self, facts: SubmissionFacts, actor: Actor) -> SubmissionFacts:
        """Change a submission's facts. Raises Stale when it was changed after these facts were read."""
        with self._database.write(actor, "修改送审件") as session:
            return change_in(session, cleaned(facts))

    def complete(
        self, submission_id: int, on: date, actor: Actor, papers: Sequence[Paper] | None = None
    ) -> SubmissionFacts:
        """材料齐备: start the clock of the round, or let it go on after a 补正; `papers` as they are ticked now."""
        with self._database.write(actor, "登记材料齐备") as session:
            facts = _ticked(submission_in(session, submission_id).facts(), papers)
            refuse_if(gates_of_completion(facts, on))
            pauses = tuple(_ended(pause, on, PauseKind.CORRECTION) for pause in facts.pauses)
            last = facts.current
            if last is None:
                rounds: tuple[Round, ...] = (Round(facts.received_on, on),)
            else:
                rounds = (*facts.rounds[:-1], replace(last, complete_on=last.complete_on or on))
            return change_in(session, replace(facts, rounds=rounds, pauses=pauses))

    def pause(self, submission_id: int, kind: PauseKind, on: date, reason: str, actor: Actor) -> SubmissionFacts:
        """Stop the clock for 补正, 征求意见 or 论证; days from `on` to the day it goes on do not count."""
        with self._database.write(actor, f"暂停计时（{kind.label}）") as session:
            facts = submission_in(session, submission_id).facts()
            refuse_if(gates_of_pause(facts, on, reason))
            return change_in(session, replace(facts, pauses=(*facts.pauses, Pause(on, None, kind, reason.strip()))))

    def resume(self, submission_id: int, on: date, actor: Actor) -> SubmissionFacts:
        """Let the clock go on from a day, which counts again."""
        with self._database.write(actor, "恢复计时") as session:
            facts = submission_in(session, submission_id).facts()
            refuse_if(gates_of_resumption(facts, on))
            return change_in(session, replace(facts, pauses=tuple(_ended(pause, on) for pause in facts.pauses)))

    def extend(
        self, submission_id: int, days: int, approved_by: str, on: date, reason: str, actor: Actor
    ) -> SubmissionFacts:
        """Extend the limit by days of its own unit, with whoever approved it."""
        with self._database.write(actor, "延长办理期限") as session:
            facts = submission_in(session, submission_id).facts()
            refuse_if(gates_of_extension(facts, days, approved_by, on))
            more = Extension(days, approved_by.strip(), on, reason.strip())
            return change_in(session, replace(facts, extensions=(*facts.extensions, more)))

    def add_opinion(self, submission_id: int, text: str, clause: str, actor: Actor) -> SubmissionFacts:
        """Word one opinion of the present round."""
        return self.add_opinions(submission_id, [(clause, text)], actor)

    def add_opinions(self, submission_id: int, opinions: Sequence[tuple[str, str]], actor: Actor) -> SubmissionFacts:
        """Word opinions of the present round: (clause, text) of each."""
        with self._database.write(actor, "提出审核意见") as session:
            facts = submission_in(session, submission_id).facts()
            _refuse_unless(facts, OPEN_STATES, "已办结或撤回的送审件不能再提出意见")
            if not opinions:
                raise Refused([Problem("opinions", "请至少填写一条意见")])
            present = max(len(facts.rounds), 1)
            made = (ReviewOpinion(present, text.strip(), clause.strip()) for clause, text in opinions)
            return change_in(session, replace(facts, opinions=(*facts.opinions, *made)))

    def reply(
        self, submission_id: int, position: int, adoption: Adoption, reason: str, on: date, actor: Actor
    ) -> SubmissionFacts:
        """Record what the sender did with the opinion at a position (from 0)."""
        return self.reply_all(submission_id, [Reply(position, adoption, reason)], on, actor)

    def reply_all(self, submission_id: int, replies: Sequence[Reply], on: date, actor: Actor) -> SubmissionFacts:
        """Record what the sender did with several opinions."""
        with self._database.write(actor, "登记采纳情况") as session:
            facts = submission_in(session, submission_id).facts()
            opinions = list(facts.opinions)
            for given in replies:
                if not 0 <= given.position < len(opinions):
                    raise Refused([Problem("opinions", f"没有第 {given.position + 1} 条意见，请刷新")])
                day = None if given.adoption is Adoption.PENDING else on
                opinions[given.position] = replace(
                    opinions[given.position], adoption=given.adoption, reason=given.reason.strip(), replied_on=day
                )
            return change_in(session, replace(facts, opinions=tuple(opinions)))

    def conclude(
        self, submission_id: int, on: date, result: StepResult, actor: Actor, person: str = "", note: str = ""
    ) -> SubmissionFacts:
        """End the present round with its result; a normative document's timeline and gates read it at once."""
        with self._database.write(actor, "作出审核结论") as session:
            refuse_closed_in(session, on.year, "结论日期")
            facts = submission_in(session, submission_id).facts()
            refuse_if(gates_of_conclusion(facts, on, result))
            last = facts.current
            assert last is not None
            ended = replace(
                last, concluded_on=on, result=result, person=person.strip() or last.person or facts.handler,
                note=note.strip() or last.note,
            )  # fmt: skip
            return change_in(session, replace(facts, rounds=(*facts.rounds[:-1], ended)))

    def resubmit(
        self, submission_id: int, on: date, actor: Actor, papers: Sequence[Paper] | None = None
    ) -> SubmissionFacts:
        """重新送审: begin the next round; its clock starts at once when no paper is missing, as they are ticked now."""
        with self._database.write(actor, "登记重新送审") as session:
            facts = _ticked(submission_in(session, submission_id).facts(), papers)
            refuse_if(gates_of_resubmission(facts, on))
            fresh = Round(on, None if facts.missing_papers else on)
            return change_in(session, replace(facts, rounds=(*facts.rounds, fresh)))

    def answer(self, submission_id: int, on: date, number: str, text: str, actor: Actor) -> SubmissionFacts:
        """Record the answer to the sender: its day, its 文号, its gist."""
        with self._database.write(actor, "登记答复") as session:
            return answer_in(session, submission_id, on, number, text)

    def withdraw(self, submission_id: int, on: date, reason: str, actor: Actor) -> SubmissionFacts:
        """撤回: the sender takes it back, or it was entered by mistake; it stays in the book with its number."""
        with self._database.write(actor, "撤回送审件") as session:
            facts = submission_in(session, submission_id).facts()
            _refuse_unless(facts, OPEN_STATES, "已办结或撤回的送审件不能撤回")
            return change_in(session, replace(facts, withdrawn_on=on, withdrawn_reason=reason.strip()))


def receive_in(
    session: Session, facts: SubmissionFacts, file_level: FileLevel | None = None, issuers: Sequence[int] = ()
) -> SubmissionFacts:
    """Enter what came in, within a transaction."""
    day = facts.received_on or today_in(session)
    if facts.document_id is not None:
        document_in(session, facts.document_id)
    elif facts.kind is SubmissionKind.DOCUMENT:
        facts = replace(facts, document_id=_draft_in(session, facts, file_level, issuers))
    serial = next_serial_in(session, day.year)
    complete = None if facts.missing_papers else day
    facts = replace(
        facts, received_on=day, number=f"{day.year}-{serial:04}", rounds=facts.rounds or (Round(day, complete),)
    )
    refuse_closed_in(session, day.year, "收件日期")
    record = SubmissionRecord(created_at=now(session), rounds=[], opinions=[], year=day.year, serial=serial)
    return store_in(session, record, facts)


def _planned(session: Session, facts: SubmissionFacts) -> list[Problem]:
    """Tells whoever enters a matter that the drafting plan waits for one of this title."""
    if facts.id is not None or facts.kind is not SubmissionKind.DOCUMENT:
        return []
    return [
        Problem(
            "title",
            f"{item.year}年制定计划中有同名项目，可从“制定计划”登记送审；在这里登记的，请到“制定计划”中关联文件",
            Severity.NOTE,
        )
        for item in planned_in(session, facts.title)[:1]
    ]


def _ticked(facts: SubmissionFacts, papers: Sequence[Paper] | None) -> SubmissionFacts:
    return facts if papers is None else cleaned(replace(facts, papers=tuple(papers)))


def _draft_in(session: Session, facts: SubmissionFacts, level: FileLevel | None, issuers: Sequence[int]) -> int:
    """The draft of a normative document that has come in for the first time."""
    title = facts.bare_title
    draft = DocumentFacts(
        title,
        file_level=level,
        doc_kind=kind_in_title(title),
        trial=trial_in_title(title),
        issuers=tuple(issuers),
        drafter_id=facts.sender_id,
        implementer_id=facts.sender_id,
        handler=facts.handler,
    )
    return add_in(session, draft).id


def _refuse_unless(facts: SubmissionFacts, states: Sequence[SubmissionState], message: str) -> None:
    state = state_of(facts)
    if state not in states:
        raise Refused(f"{facts.named}现为“{state.label}”：{message}")


def _ended(pause: Pause, on: date, kind: PauseKind | None = None) -> Pause:
    """The pause ended on a day if it is open (and of a kind, where one is named)."""
    return replace(pause, end=on) if pause.end is None and kind in (None, pause.kind) else pause
