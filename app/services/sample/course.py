"""The life of one sample document as acts on days, each done by the real services. Knows no calendar but its own offsets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.actors import Actor, Origin
from app.domain.documents.facts import (
    Carrier,
    CarrierKind,
    DocumentFacts,
    FileLevel,
    Identification,
    LegalBasis,
    Nature,
    Relation,
    RelationKind,
    Step,
    StepKind,
    StepLevel,
    StepResult,
    Validity,
    ValidityMode,
)
from app.domain.documents.titles import kind_in_title
from app.domain.letters import LetterKind
from app.domain.submissions.facts import Adoption, SubmissionFacts, SubmissionKind
from app.domain.submissions.papers import usual_papers
from app.services.sample.letters import send
from app.services.sample.plan import PUBLICATION, Planned
from app.services.submissions.service import Reply

if TYPE_CHECKING:
    from app.services.office import Office

REGISTERED, CONSULTATION, COMPETITION, DEPARTMENT_REVIEW, DEPARTMENT_DELIBERATION = -110, -100, -60, -55, -52
REVIEW, ROUND, DELIBERATION, NUMBER = -40, -8, -10, 3
"""Days before and after the signature."""

RECENT, ANSWERED = -160, -330
"""From here on the notices of numbers, and the opinions on what was reviewed, were written with the program."""
REMINDED = 175
"""Days before its end on which a document's owner is reminded, where that was within the last weeks."""

MARKET = ("商贸、市场监管", "工业、信息化", "科技、教育", "国民经济管理", "财政、金融", "农业、水利")
"""Topics whose measures touch 经营者."""

OPINIONS = (
    ("第四条", "本条与上位法表述不一致，建议按上位法修改。"),
    ("", "缺少对收费事项的说明，请在起草说明中补充依据。"),
)
"""Given on what is returned."""

SIGNERS = {FileLevel.GOVERNMENT: "周启明", FileLevel.OFFICE: "郑雅文", FileLevel.DEPARTMENT: "", FileLevel.TOWN: ""}

Do = Callable[[], None]


@dataclass
class Staged:
    """What the acts of all documents share."""

    office: "Office"
    units: dict[str, int]
    """Short names to ids."""
    today: date
    """The day the sample is made."""
    on: Callable[[int], date]
    """The working day at an offset from it."""
    attach: Callable[[int, Planned, str], None]
    """Make and attach the papers of a stage."""
    ids: dict[str, int]
    """Documents by title."""
    submissions: dict[str, int]
    """What was sent in, by title."""
    serials: dict[tuple[str, int], int]
    """Serials of 文号 by mark and year."""


class Course:
    """One document on its way."""

    def __init__(self, staged: Staged, plan: Planned, handler: str) -> None:
        self._all = staged
        self._office = staged.office
        self._plan = plan
        self._actor = Actor(handler, Origin.PROGRAM)
        self._id = self._submission = 0

    def acts(self) -> Iterator[tuple[int, Do]]:
        """Offsets and acts in order; what lies ahead of the sample's day is left to the reader."""
        plan = self._plan
        if plan.nature is not Nature.NORMATIVE:
            yield plan.signed, self._register
            return
        yield plan.signed + REGISTERED, self._register
        yield from ((plan.signed + days, act) for days, act in self._procedure())
        yield from ((plan.signed + days, act) for days, act in self._after_signature())
        if plan.end is not None:
            yield plan.end.days, self._end
        elif RECENT < (reminded := plan.expires - REMINDED) < 0 and not plan.stop:
            yield reminded, self._remind

    def _procedure(self) -> Iterator[tuple[int, Do]]:
        plan = self._plan
        if not plan.emergency:
            yield CONSULTATION, self._open_consultation
            yield CONSULTATION + plan.consulted, self._close_consultation
        competition = StepResult.PASSED if plan.topic in MARKET else StepResult.NOT_CONCERNED
        own = "法规科" if plan.by_government else f"{plan.issuers[0]}法制机构"
        yield COMPETITION, self._step(StepKind.FAIR_COMPETITION, result=competition)
        yield DEPARTMENT_REVIEW, self._step(StepKind.REVIEW, StepLevel.DEPARTMENT, StepResult.PASSED, person=own)
        if plan.by_government:
            yield DEPARTMENT_DELIBERATION, self._meeting(StepLevel.DEPARTMENT)
        yield REVIEW + (plan.rounds - 1) * ROUND - 4, self._submit
        for number in range(plan.rounds - 1, 0, -1):
            yield REVIEW + number * ROUND, self._return
            yield REVIEW + number * ROUND + 3, self._resubmit
        yield REVIEW, self._passed_review
        yield REVIEW + 1, self._answer
        yield DELIBERATION, self._meeting(StepLevel.GOVERNMENT if plan.by_government else StepLevel.DEPARTMENT)

    def _after_signature(self) -> Iterator[tuple[int, Do]]:
        plan = self._plan
        yield 0, self._sign
        if plan.stop == "signed":
            return
        if plan.void:
            yield NUMBER - 1, self._allot
            yield NUMBER, self._void
        yield NUMBER, self._allot
        if plan.signed > RECENT:
            yield NUMBER, lambda: self._all.attach(self._id, plan, "notice")
        if plan.stop != "numbered":
            yield PUBLICATION, self._publish

    def _register(self) -> None:
        plan, units = self._plan, self._all.units
        normative = plan.nature is Nature.NORMATIVE
        replaced = self._all.ids.get(plan.replaces)
        drafted = Step(StepKind.DRAFT, self._day(), person=self._actor.name, note=f"{plan.drafter}送来送审稿")
        facts = DocumentFacts(
            title=plan.title,
            nature=plan.nature,
            nature_reason=plan.reason,
            identification=Identification(*[normative] * 6),
            file_level=plan.level,
            doc_kind=kind_in_title(plan.title),
            trial=plan.trial,
            issuers=tuple(units[name] for name in plan.issuers),
            drafter_id=units[plan.drafter],
            implementer_id=units[plan.drafter],
            handler=self._actor.name,
            topic=plan.topic,
            validity=Validity(ValidityMode.YEARS, plan.years) if plan.years else Validity(),
            emergency=bool(plan.emergency),
            emergency_reason=plan.emergency,
            steps=(drafted,) if normative else (),
            bases=tuple(LegalBasis(title, article) for title, article in plan.bases),
            relations=(Relation(RelationKind.REPLACES, replaced),) if replaced else (),
        )
        self._id = self._office.documents.register(facts, self._actor).id or 0
        self._all.ids[plan.title] = self._id
        if normative and (plan.signed > 0 or plan.rounds > 1):
            self._all.attach(self._id, plan, "draft")

    def _open_consultation(self) -> None:
        until = self._all.on(self._plan.signed + CONSULTATION + self._plan.consulted)
        step = Step(StepKind.CONSULTATION, self._day(), until, result=StepResult.PENDING, note="区政府门户网站")
        self._office.documents.add_step(self._id, step, self._actor)

    def _close_consultation(self) -> None:
        facts = self._facts()
        steps = (
            replace(step, result=StepResult.DONE, note="区政府门户网站，收到意见9条，采纳6条")
            if step.kind is StepKind.CONSULTATION
            else step
            for step in facts.steps
        )
        self._office.documents.save(replace(facts, steps=tuple(steps)), self._actor)
        if self._id % 3 == 0:
            self._all.attach(self._id, self._plan, "consultation")

    def _step(
        self,
        kind: StepKind,
        level: StepLevel | None = None,
        result: StepResult = StepResult.DONE,
        *,
        person: str = "",
        note: str = "",
    ) -> Do:
        def act() -> None:
            step = Step(kind, self._day(), level=level, result=result, person=person, note=note)
            self._office.documents.add_step(self._id, step, self._actor)

        return act

    def _submit(self) -> None:
        plan = self._plan
        papers = tuple(replace(paper, present=True) for paper in usual_papers(SubmissionKind.DOCUMENT))
        facts = SubmissionFacts(
            f"{plan.title}（送审稿）",
            sender_id=self._all.units[plan.drafter],
            received_on=self._day(),
            handler=self._actor.name,
            document_id=self._id,
            papers=papers,
        )
        self._submission = self._all.submissions[facts.title] = (
            self._office.submissions.receive(facts, self._actor).id or 0
        )

    def _return(self) -> None:
        submissions, day = self._office.submissions, self._day()
        submissions.add_opinions(self._submission, OPINIONS, self._actor)
        note = "第四条与上位法表述不一致，且起草说明缺少依据，请修改后重新送审"
        submissions.conclude(self._submission, day, StepResult.RETURNED, self._actor, note=note)

    def _resubmit(self) -> None:
        submissions, day = self._office.submissions, self._day()
        given = range(len(submissions.get(self._submission).opinions))
        replies = [Reply(position, Adoption.ADOPTED) for position in given]
        submissions.reply_all(self._submission, replies, day, self._actor)
        submissions.resubmit(self._submission, day, self._actor)

    def _passed_review(self) -> None:
        self._office.submissions.conclude(self._submission, self._day(), StepResult.PASSED, self._actor)
        for rule, reason in self._plan.waivers:
            self._office.documents.accept(self._id, rule, reason, self._actor)

    def _answer(self) -> None:
        if self._plan.signed > ANSWERED:
            send(self._office, LetterKind.REVIEW_OPINION, self._actor.name, submission_id=self._submission)
        else:
            self._office.submissions.answer(self._submission, self._day(), "", "审核意见已书面反馈", self._actor)

    def _remind(self) -> None:
        send(self._office, LetterKind.EXPIRY_REMINDER, self._facts().handler, document_id=self._id)

    def _meeting(self, level: StepLevel) -> Do:
        def act() -> None:
            day = self._day()
            if level is StepLevel.GOVERNMENT:
                meeting = f"第十七届区政府第{(day - self._all.on(-1900)).days // 18 + 12}次常务会议"
            else:
                meeting = f"局长办公会议（{day.year}年第{day.isocalendar().week}次）"
            step = Step(StepKind.DELIBERATION, day, level=level, result=StepResult.PASSED, meeting=meeting)
            self._office.documents.add_step(self._id, step, self._actor)

        return act

    def _sign(self) -> None:
        day = self._day()
        self._office.documents.sign(self._id, day, SIGNERS[self._plan.level] or "主要负责人", self._actor)
        facts = self._facts()
        mark = self._office.units.get(facts.issuers[0]).mark_on(day)
        serial = self._all.serials[mark, day.year] = self._all.serials.get((mark, day.year), 0) + 1
        number = f"{mark}〔{day.year}〕{serial}号"
        self._office.documents.save(replace(facts, document_number=number), self._actor)

    def _allot(self) -> None:
        self._office.numbering.allot(self._id, self._actor, on=self._day())

    def _void(self) -> None:
        self._office.numbering.void(self._facts().unified_number, self._plan.void, self._actor)

    def _publish(self) -> None:
        day, plan = self._day(), self._plan
        carriers = [Carrier(CarrierKind.WEBSITE, "规范性文件专栏", day)]
        if plan.by_government:
            carriers.append(Carrier(CarrierKind.GAZETTE, f"{day.year}年第{(day.month + 1) // 2}期"))
        self._office.documents.publish(self._id, day, day + timedelta(plan.delay), carriers, self._actor)
        facts = replace(
            self._facts(),
            interpretation=f"《{plan.title}》政策解读",
            interpreted_on=day,
            paper_location=f"档案室{day.year}-规-{self._id % 6 + 1}",
            paper_copies=2,
        )
        self._office.documents.save(facts, self._actor)
        if self._id % 2 == 0:
            self._all.attach(self._id, plan, "published")

    def _end(self) -> None:
        end = self._plan.end
        assert end is not None
        actor = Actor(self._facts().handler, Origin.PROGRAM)  # who registered it may have left
        self._office.documents.end(self._id, end.kind, self._day(), end.reason, actor)

    def _facts(self) -> DocumentFacts:
        return self._office.documents.get(self._id)

    def _day(self) -> date:
        return self._office.today()
