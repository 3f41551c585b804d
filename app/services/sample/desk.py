"""What is sent to the sample office day by day beside its normative documents. Knows no calendar but its own offsets."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from app.config import resource
from app.domain.actors import Actor, Origin
from app.domain.deadlines import PauseKind
from app.domain.documents.facts import StepResult
from app.domain.letters import LetterKind
from app.domain.submissions.facts import Adoption, Paper, SubmissionFacts, SubmissionKind
from app.domain.submissions.papers import usual_papers
from app.services.sample.course import Do, Staged
from app.services.sample.letters import send
from app.services.submissions.service import Reply

SINCE = -700
"""The day from which submissions are in the book."""
EVERY = 6
"""Days from one submission to the next."""
WRITTEN, REPLIED = -240, -120
"""From the first day on receipts and requests were written with the program; up to the second every opinion was replied to."""
VOIDED = 98
"""The matter whose receipt had to be written again."""
REASON = "属于本单位职责范围内的常规表述，征求区财政局意见后保留"


@dataclass(frozen=True)
class Matter:
    """One submission of the sample; days count from the day the sample is made."""

    kind: SubmissionKind
    title: str
    sender: str
    day: int
    place: int
    opinions: tuple[tuple[str, str], ...]

    @property
    def lacks(self) -> bool:
        """Whether a paper is missing at first."""
        return self.place % 5 == 1

    @property
    def rounds(self) -> int:
        return 2 if self.place % 7 == 3 else 1

    @property
    def replied(self) -> tuple[int, ...]:
        """Positions of the opinions that the sender has replied to."""
        every = range(len(self.opinions))
        return tuple(at for at in every if (self.place + at) % 6 or self.day < REPLIED)


def desk_plan() -> dict[str, Any]:
    """Titles, senders and opinions."""
    return tomllib.loads(resource("sample/submissions.toml").read_text("utf-8"))


def opinions_plan() -> list[tuple[str, str]]:
    """Text and clause of the opinions that the sample gives again and again."""
    return [(each["text"], each["clause"]) for each in desk_plan()["opinion"]]


def matters() -> Iterator[Matter]:
    """Every submission in order of its day; the same on any day."""
    plan = desk_plan()
    kinds = _mixed(plan["kind"])
    turns = {each["name"]: 0 for each in plan["kind"]}
    opinions = cycle(opinions_plan())
    for place, day in enumerate(range(SINCE, 0, EVERY)):
        said = next(kinds)
        turn = turns[said["name"]]
        turns[said["name"]] += 1
        titles = said["titles"]
        lap = turn // len(titles)
        title = titles[turn % len(titles)] + (f"（第{lap + 1}次）" if lap else "")
        kind = SubmissionKind.of(said["name"])
        assert kind is not None
        given = tuple(next(opinions) for _ in range(place % 4))
        yield Matter(kind, title, said["senders"][turn % len(said["senders"])], day, place, given)


def _mixed(kinds: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The kinds for ever, each as often as its share, evenly spread."""
    owed = [0.0] * len(kinds)
    total = sum(each["share"] for each in kinds)
    while True:
        owed = [before + each["share"] / total for before, each in zip(owed, kinds, strict=True)]
        most = owed.index(max(owed))
        owed[most] -= 1
        yield kinds[most]


class Review:
    """One submission on its way through the office."""

    def __init__(self, staged: Staged, matter: Matter, handler: str) -> None:
        self._all = staged
        self._service = staged.office.submissions
        self._matter = matter
        self._actor = Actor(handler, Origin.PROGRAM)
        self._id = 0

    def acts(self) -> Iterator[tuple[int, Do]]:
        """Offsets and acts in order."""
        matter = self._matter
        day = matter.day
        yield day, self._receive
        if matter.lacks:
            day += 5
            yield day, self._complete
        if matter.opinions:
            yield day + 3, self._word
        if matter.rounds > 1:
            yield day + 4, self._ask
            yield day + 8, self._go_on
            yield day + 9, lambda: self._conclude(StepResult.CONDITIONAL)
            day += 13
            yield day, self._resubmit
        day += 4 + matter.place % 5
        yield day, lambda: self._conclude(StepResult.REJECTED if matter.place % 29 == 11 else StepResult.PASSED)
        yield day + 1, self._answer
        if matter.replied:
            yield day + 12, self._reply

    def _receive(self) -> None:
        matter, day = self._matter, self._day()
        papers = [replace(paper, present=True) for paper in usual_papers(matter.kind)]
        if matter.lacks:
            papers[-1] = Paper(papers[-1].name)
        units = self._all.units
        known = units.get(matter.sender)
        facts = SubmissionFacts(
            matter.title,
            matter.kind,
            sender_id=known,
            sender_text="" if known else matter.sender,
            received_on=day,
            handler=self._actor.name,
            papers=tuple(papers),
            wanted_on=day + timedelta(10) if matter.kind in _WANTED else None,
        )
        self._id = self._all.submissions[matter.title] = self._service.receive(facts, self._actor).id or 0
        if matter.day < WRITTEN:
            return
        if matter.lacks:
            self._send(LetterKind.CORRECTION)
        elif matter.place % 7 == 0:
            receipt = self._send(LetterKind.RECEIPT)
            if matter.place == VOIDED:
                self._all.office.letters.void(receipt, "收件日期写错，重新出具", self._actor)
                self._send(LetterKind.RECEIPT)

    def _complete(self) -> None:
        facts = self._service.get(self._id)
        papers = tuple(replace(paper, present=True) for paper in facts.papers)
        self._service.save(replace(facts, papers=papers), self._actor)
        self._service.complete(self._id, self._day(), self._actor)

    def _word(self) -> None:
        self._service.add_opinions(self._id, [(clause, text) for text, clause in self._matter.opinions], self._actor)

    def _ask(self) -> None:
        reason = "涉及财政支出，书面征求区财政局意见"
        self._service.pause(self._id, PauseKind.CONSULTATION, self._day(), reason, self._actor)
        if self._matter.day >= WRITTEN:
            self._send(LetterKind.CONSULTATION, "海珠区财政局")

    def _go_on(self) -> None:
        self._service.resume(self._id, self._day(), self._actor)

    def _conclude(self, result: StepResult) -> None:
        self._service.conclude(self._id, self._day(), result, self._actor)

    def _resubmit(self) -> None:
        self._service.resubmit(self._id, self._day(), self._actor)

    def _answer(self) -> None:
        self._service.answer(self._id, self._day(), "", "审核意见已书面反馈", self._actor)

    def _reply(self) -> None:
        replies = [self._reply_to(position) for position in self._matter.replied]
        self._service.reply_all(self._id, replies, self._day(), self._actor)

    def _reply_to(self, position: int) -> Reply:
        place = self._matter.place + position
        adoption = (Adoption.NOT_ADOPTED, Adoption.PARTLY)[place % 2] if place % 9 in (4, 7) else Adoption.ADOPTED
        return Reply(position, adoption, REASON if adoption is Adoption.NOT_ADOPTED else "")

    def _send(self, kind: LetterKind, addressee: str = "") -> int:
        letter = send(self._all.office, kind, self._actor.name, submission_id=self._id, addressee=addressee)
        return letter.id or 0

    def _day(self) -> date:
        return self._all.office.today()


_WANTED = frozenset({SubmissionKind.CONSULTATION, SubmissionKind.LEGISLATION, SubmissionKind.MEETING_ITEM})
"""Kinds that come with the day by which an answer is wanted."""
