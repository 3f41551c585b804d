"""What lies open on the sample's day, one submission for each way to be open. Knows no calendar but its own offsets."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from app.domain.actors import Actor, Origin
from app.domain.deadlines import PauseKind
from app.domain.documents.facts import StepResult
from app.domain.letters import LetterKind
from app.domain.sign_off import Signature, SignRole
from app.domain.submissions.facts import SubmissionFacts, SubmissionKind
from app.domain.submissions.papers import usual_papers
from app.services.sample.course import Do, Staged
from app.services.sample.letters import draft


class Waiting:
    """One submission and how far it has come; what is said of it names its days."""

    def __init__(self, staged: Staged, said: Mapping[str, Any], handler: str) -> None:
        self._all = staged
        self._service = staged.office.submissions
        self._said = said
        self._actor = Actor(handler, Origin.PROGRAM)
        self._id = 0

    def acts(self) -> Iterator[tuple[int, Do]]:
        """Offsets and acts in order."""
        said = self._said
        yield said["day"], self._receive
        if "paused" in said:
            yield said["paused"], self._pause
        if "opinions" in said:
            yield said["returned"], self._return
        if "withdrawn" in said:
            yield said["withdrawn"], self._withdraw

    def _receive(self) -> None:
        said, day = self._said, self._all.office.today()
        kind = SubmissionKind.of(said["kind"])
        assert kind is not None
        facts = SubmissionFacts(
            said["title"],
            kind,
            sender_id=self._all.units[said["sender"]],
            received_on=day,
            handler=self._actor.name,
            papers=tuple(replace(paper, present=True) for paper in usual_papers(kind)),
            wanted_on=self._all.today + timedelta(said["wanted"]) if "wanted" in said else None,
        )
        self._id = self._service.receive(facts, self._actor).id or 0

    def _pause(self) -> None:
        day = self._all.office.today()
        self._service.pause(self._id, PauseKind.ARGUMENTATION, day, self._said["reason"], self._actor)

    def _return(self) -> None:
        """修改后再审, with the letter that says so still on its way through the office."""
        office, day = self._all.office, self._all.office.today()
        self._service.add_opinions(self._id, [tuple(each) for each in self._said["opinions"]], self._actor)
        self._service.conclude(self._id, day, StepResult.CONDITIONAL, self._actor)
        letter = draft(office, LetterKind.REVIEW_OPINION, self._actor.name, submission_id=self._id)
        signed = Signature(SignRole.CLERK, self._actor.name, day)
        office.sign_off.sign("letters", letter.id or 0, signed, self._actor)

    def _withdraw(self) -> None:
        self._service.withdraw(self._id, self._all.office.today(), self._said["reason"], self._actor)
