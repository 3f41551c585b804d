"""What a user can do with one document: register, change, and each act of its life. Knows no number format and no window."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.dates import chinese
from app.domain.documents.facts import Carrier, DocumentFacts, Doubt, EndKind, Nature, Step, StepKind, Waiver
from app.domain.documents.procedure import gates_of_deliberation, gates_of_publication
from app.domain.documents.rules import ENDING_RELATIONS, problems_of_document
from app.domain.documents.validity import settle
from app.domain.doubts import unsettled
from app.domain.facts import cleaned
from app.domain.problems import Problem, Refused, refuse_if
from app.models.database import Database
from app.models.documents import DocumentRecord
from app.models.moments import now, today_in
from app.services.documents.lookup import document_in, known_in
from app.services.documents.relations import Related, related_in
from app.services.numbering.legacy import book_in
from app.services.settings import profile_in
from app.services.stale import refuse_stale
from app.services.submissions.rounds import adopt_rounds_in, is_round, refuse_changed_rounds
from app.services.units import units_in
from app.services.years.closed import refuse_closed_in

PUBLISHED = "公布日期"
"""What says to which year a document belongs, in a refusal."""


class DocumentService:
    """Normative documents. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, document_id: int) -> DocumentFacts:
        """One document, whole."""
        with self._database.read() as session:
            return document_in(session, document_id).facts()

    def related(self, document_id: int) -> list[Related]:
        """What a document does to others and others to it."""
        with self._database.read() as session:
            return related_in(session, document_id)

    def prepare(self, facts: DocumentFacts, today: date) -> DocumentFacts:
        """The facts with what follows from them filled in, as a save would store them."""
        with self._database.read() as session:
            return prepared_in(session, facts, today)

    def check(self, facts: DocumentFacts, today: date) -> list[Problem]:
        """All that is wrong with the facts as typed so far: errors, warnings and notes."""
        with self._database.read() as session:
            return problems_in(session, facts, today)

    def register(self, facts: DocumentFacts, actor: Actor) -> DocumentFacts:
        """Enter a new document, or one issued before the program was in use (facts.backfill)."""
        with self._database.write(actor, "补录文件" if facts.backfill else "登记文件") as session:
            refuse_closed_in(session, _year_of(facts), PUBLISHED)
            return add_in(session, facts).facts()

    def save(self, facts: DocumentFacts, actor: Actor) -> DocumentFacts:
        """Change a document. Raises Stale when it was changed after these facts were read."""
        with self._database.write(actor, "修改文件") as session:
            for year in {_year_of(facts), _year_of(document_in(session, facts.id or 0).facts())}:
                refuse_closed_in(session, year, PUBLISHED)
            return change_in(session, facts).facts()

    def add_step(self, document_id: int, step: Step, actor: Actor) -> DocumentFacts:
        """Record a step of the procedure; a deliberation must find its gates met."""
        with self._database.write(actor, f"记录{step.kind.label}") as session:
            facts = document_in(session, document_id).facts()
            if step.kind is StepKind.DELIBERATION and step.level and step.on and not facts.backfill:
                profile = profile_in(session, step.on)
                refuse_if(gates_of_deliberation(facts, step.level, step.on, profile))
            return change_in(session, replace(facts, steps=(*facts.steps, step))).facts()

    def sign(self, document_id: int, on: date, person: str, actor: Actor) -> DocumentFacts:
        """Record the signature of the principal."""
        with self._database.write(actor, "签署") as session:
            facts = document_in(session, document_id).facts()
            steps = tuple(step for step in facts.steps if step.kind is not StepKind.SIGNATURE)
            steps = (*steps, Step(StepKind.SIGNATURE, person=person)) if person else steps
            return change_in(session, replace(facts, signed_on=on, steps=steps)).facts()

    def publish(
        self, document_id: int, on: date, effective_on: date | None, carriers: Sequence[Carrier], actor: Actor
    ) -> DocumentFacts:
        """Publish a numbered document; what it replaces or repeals ends on its effective day."""
        with self._database.write(actor, "公布文件") as session:
            refuse_closed_in(session, on.year, PUBLISHED)
            facts = document_in(session, document_id).facts()
            refuse_if(gates_of_publication(facts, on))
            facts = replace(
                facts,
                published_on=on,
                effective_on=effective_on or facts.effective_on or on,
                carriers=tuple(carriers) or facts.carriers,
            )
            record = change_in(session, facts)
            _end_others(session, record.facts())
            return record.facts()

    def end(self, document_id: int, kind: EndKind, on: date, reason: str, actor: Actor) -> DocumentFacts:
        """End a document's life: repeal, declare void, revoke; `on` is the first day out of force."""
        with self._database.write(actor, kind.label) as session:
            refuse_closed_in(session, on.year, "终止日期")
            facts = document_in(session, document_id).facts()
            refuse_if(_problems_of_end(facts, kind, reason))
            return change_in(session, replace(facts, end_kind=kind, ended_on=on, end_reason=reason.strip())).facts()

    def renew(self, document_id: int, until: date, reason: str, actor: Actor) -> DocumentFacts:
        """延期: move the last day in force of a document still in force, where the profile lets it be extended."""
        with self._database.write(actor, "延期") as session:
            facts = document_in(session, document_id).facts()
            today = today_in(session)
            profile = profile_in(session, today)
            if profile.text("renewal") == "republish":
                raise Refused(
                    [
                        Problem(
                            "expires_on",
                            "本地规定期满继续适用须重新公布，请用“重新公布”登记新文件",
                            basis=profile.basis("renewal"),
                        )
                    ]
                )
            refuse_if(_problems_of_renewal(facts, until, reason, today))
            return change_in(session, replace(facts, expires_on=until, expiry_reason=f"延期：{reason.strip()}")).facts()

    def accept(self, document_id: int, rule: str, reason: str, actor: Actor) -> DocumentFacts:
        """Accept a soft rule's warning with a reason; it stays marked."""
        if not reason.strip():
            raise Refused("请选择或填写理由")
        with self._database.write(actor, "说明理由") as session:
            facts = document_in(session, document_id).facts()
            waivers = (*(waiver for waiver in facts.waivers if waiver.rule != rule), Waiver(rule, reason.strip()))
            return change_in(session, replace(facts, waivers=waivers)).facts()

    def settle_doubts(self, document_id: int, settled: Collection[Doubt], actor: Actor) -> DocumentFacts:
        """Take doubts off the record after they were looked into (核实); the audit keeps their 原文."""
        with self._database.write(actor, "核实存疑") as session:
            facts = document_in(session, document_id).facts()
            return change_in(session, replace(facts, doubts=unsettled(facts.doubts, settled))).facts()

    def bin(self, document_id: int, actor: Actor) -> None:
        """Put a draft into the bin; what has a number or was published stays."""
        with self._database.write(actor, "删除草稿") as session:
            record = document_in(session, document_id)
            if record.unified_number or record.published_on or record.backfill:
                raise Refused(f"《{record.title}》已编号、公布或属补录，不能删除；需要时请作废编号或登记废止")
            record.binned_at = now(session)

    def unbin(self, document_id: int, actor: Actor) -> None:
        """Take a draft out of the bin again."""
        with self._database.write(actor, "恢复草稿") as session:
            document_in(session, document_id).binned_at = None

    def binned(self) -> list[tuple[int, str]]:
        """Id and title of every draft in the bin."""
        with self._database.read() as session:
            rows = session.execute(
                select(DocumentRecord.id, DocumentRecord.title).where(DocumentRecord.binned_at.is_not(None))
            )
            return [(row.id, row.title) for row in rows]


def _year_of(facts: DocumentFacts) -> int | None:
    """The year whose figures a document belongs to."""
    return facts.published_on.year if facts.published_on else None


def prepared_in(session: Session, facts: DocumentFacts, today: date) -> DocumentFacts:
    """Settled facts, with the issuers' names as printed where nobody has typed them."""
    facts = settle(cleaned(facts), profile_in(session, clock_of(facts, today)))
    if facts.issuers and not facts.issuer_text:
        units = units_in(session, facts.issuers)
        facts = replace(facts, issuer_text="、".join(units[key].name for key in facts.issuers if key in units))
    return facts


def clock_of(facts: DocumentFacts, today: date) -> date:
    """The day whose version of the profile a document takes: its publication, its signature, or today for a draft."""
    return facts.published_on or facts.signed_on or today


def problems_in(session: Session, facts: DocumentFacts, today: date) -> list[Problem]:
    """The rules over settled facts, with what they need looked up."""
    facts = prepared_in(session, facts, today)
    return problems_of_document(facts, known_in(session, facts), profile_in(session, clock_of(facts, today)))


def add_in(session: Session, facts: DocumentFacts) -> DocumentRecord:
    """Enter a document within a transaction."""
    today = today_in(session)
    refuse_if(problems_in(session, facts, today))
    record = DocumentRecord(created_at=now(session), issuers=[], steps=[], carriers=[], bases=[], relations=[])
    facts, reviews = _parted(prepared_in(session, facts, today))
    record.take(facts)
    session.add(record)
    session.flush()
    session.refresh(record, ["rounds"])
    adopt_rounds_in(session, record, reviews)
    return _settled(session, record, today)


def change_in(session: Session, facts: DocumentFacts) -> DocumentRecord:
    """Change a document within a transaction; the number itself changes only by allotment and voiding."""
    assert facts.id is not None
    record = document_in(session, facts.id)
    current = record.facts()
    refuse_stale(current, facts)
    if facts.unified_number != current.unified_number and not facts.backfill:
        raise Refused([Problem("unified_number", "统一编号由程序登记编号，不能手工修改")])
    today = today_in(session)
    refuse_changed_rounds(current.steps, facts.steps)
    refuse_if(problems_in(session, facts, today))
    facts, reviews = _parted(prepared_in(session, facts, today))
    record.take(facts)
    session.flush()
    adopt_rounds_in(session, record, reviews)
    return _settled(session, record, today)


def refresh_reviewed_in(session: Session, document_id: int) -> None:
    """Bring what a document stores of its reviews up to date after a submission of it has changed."""
    record = document_in(session, document_id)
    session.refresh(record, ["rounds"])
    record.take(record.facts())


def _parted(facts: DocumentFacts) -> tuple[DocumentFacts, list[Step]]:
    """The facts without the office's own reviews that no submission holds yet, and those."""
    new = [step for step in facts.steps if step.submission_id is None and is_round(step)]
    return replace(facts, steps=tuple(step for step in facts.steps if step not in new)), new


def _settled(session: Session, record: DocumentRecord, today: date) -> DocumentRecord:
    """The record with what follows from all its steps, its number in the book."""
    record.take(prepared_in(session, record.facts(), today))
    session.flush()
    book_in(session, record)
    session.flush()
    return record


def _end_others(session: Session, facts: DocumentFacts) -> None:
    """End the life of every registered document that these facts replace or repeal, on their effective day."""
    for relation in facts.relations:
        kind = ENDING_RELATIONS.get(relation.kind)
        if kind is None or relation.other_id is None:
            continue
        other = document_in(session, relation.other_id)
        if other.end_kind is None:
            other.end_kind, other.ended_on = kind, facts.effective_on
            other.end_reason = f"被{facts.named}{facts.document_number}{relation.kind.label}"


def _problems_of_end(facts: DocumentFacts, kind: EndKind, reason: str) -> list[Problem]:
    found = []
    if facts.nature is not Nature.NORMATIVE or not (facts.published_on or facts.backfill):
        found.append(Problem("end_kind", f"{facts.named}尚未公布，不能登记“{kind.label}”；草稿可以删除"))
    if facts.end_kind is not None:
        found.append(Problem("end_kind", f"{facts.named}已登记为“{facts.end_kind.label}”，不能重复登记"))
    if not reason.strip():
        found.append(Problem("end_reason", f"请写明{kind.label}的依据或原因"))
    return found


def _problems_of_renewal(facts: DocumentFacts, until: date, reason: str, today: date) -> list[Problem]:
    found = []
    if facts.expires_on is None:
        found.append(Problem("expires_on", f"{facts.named}没有到期日，不需要延期"))
    elif facts.expires_on < today:
        found.append(
            Problem("expires_on", f"{facts.named}已于{chinese(facts.expires_on)}期满失效，不能延期，请重新公布")
        )
    elif until <= facts.expires_on:
        found.append(Problem("expires_on", f"延期后的到期日应晚于{chinese(facts.expires_on)}"))
    if not reason.strip():
        found.append(Problem("expiry_reason", "请写明延期的决定和理由"))
    return found
