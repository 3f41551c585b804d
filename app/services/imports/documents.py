"""Lines of a document ledger to documents: matched, read, doubted, stored. Knows no file format."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts, Doubt
from app.domain.documents.rules import Known, missing_of, problems_of_document
from app.domain.documents.validity import settle
from app.domain.facts import altered
from app.domain.ledgers import Cell, Kind
from app.domain.problems import Problem, Refused, Severity, errors
from app.domain.profiles import Profile
from app.importers.drafts import Draft, ImportProblem
from app.models.base import new_uid
from app.models.documents import DocumentRecord
from app.models.ids import next_id
from app.services.documents.lookup import document_in
from app.services.imports.document_facts import COLUMNS, facts_of
from app.services.imports.document_rows import DocumentRows
from app.services.imports.identity import Identity
from app.services.imports.matching import Verdict, changed, given, problem
from app.services.imports.outcome import Action
from app.services.imports.units import UnitNames
from app.services.numbering.allotment import schemes_in
from app.services.numbering.legacy import TAKEN, Shelf, book_in
from app.services.settings import load_profile, settings_in
from app.services.years.closed import closed_years_in

BLANK = DocumentFacts(title="", revision=1)
NOTHING_KNOWN = Known()


class DocumentTaker:
    """Takes in a document ledger, line by line; nothing is written before `store`, save updates."""

    def __init__(self, session: Session, drafts: Sequence[Draft], today: date, *, merge: bool) -> None:
        self._session = session
        self._today = today
        self._merge = merge
        self._units = UnitNames(session)
        self._identity = Identity(session, drafts)
        self._shelf = Shelf(session, schemes_in(session))
        self._rows = DocumentRows(session)
        self._next = next_id(session, DocumentRecord)
        self._closed_years = closed_years_in(session)
        self._profile = load_profile(settings_in(session).profile).on

    @property
    def new_units(self) -> tuple[str, ...]:
        """Names of the units that the file brought along."""
        return tuple(self._units.proposed)

    def take(self, draft: Draft) -> Verdict:
        """What becomes of one line. A line fails only for no title, a damaged long number, a closed year, or a change the rules forbid."""
        title = str(given(draft, "title") or "")
        if damaged := _damaged(draft):
            return Verdict(Action.FAILED, title, reason=damaged.message)
        match = self._identity.match(draft)
        if not title and match is None:
            return Verdict(Action.FAILED, title, reason="没有文件名称，无法登记；请补填文件名称")
        if match is None:
            return self._create(draft)
        if match.earlier_row is not None:
            return Verdict(Action.SKIPPED, title, match.id, f"与本文件第 {match.earlier_row} 行是同一件文件")
        return self._change(draft, match.id, by_uid=match.by_uid)

    def store(self) -> None:
        """Insert the units, documents and numbers that the lines made."""
        self._units.store()
        self._rows.store()
        self._shelf.store()

    def _create(self, draft: Draft) -> Verdict:
        blank = altered(BLANK, uid=str(given(draft, "uid") or new_uid()))
        if closed := self._closed(given(draft, "published_on")):
            return Verdict(Action.FAILED, str(given(draft, "title") or ""), reason=closed)
        facts = facts_of(draft, blank, self._units, self._today, record_id=self._next)
        if facts.unified_number:
            note = self._shelf.put(facts)
            holder = self._identity.other_holder(facts)
            facts = altered(facts, number_note=note or (TAKEN if holder else ""))
            if facts.number_note == TAKEN:
                who = f"《{holder}》" if holder else "另一件文件"
                message = f"统一编号 {facts.unified_number} 已被{who}使用，按文字保存"
                facts = _doubted(facts, Doubt("unified_number", facts.unified_number, message))
        profile = self._profile(facts.published_on or facts.signed_on or self._today)
        facts = self._with_contradictions(settle(facts, profile), profile)
        self._next += 1
        self._rows.add(facts)
        self._identity.remember(facts, draft.row)
        return Verdict(Action.CREATED, facts.title, facts.id, problems=_named(draft, facts))

    def _closed(self, *published: Cell) -> str:
        """Why a line published in a closed year is not taken in; empty when it may."""
        years = {day.year for day in published if isinstance(day, date)} & self._closed_years
        return f"公布日期在 {min(years)} 年，该年度已经结转关闭；请先在“年度结转”中重新打开" if years else ""

    def _with_contradictions(self, facts: DocumentFacts, profile: Profile) -> DocumentFacts:
        """What would refuse a typed record makes an imported one doubtful: it is created all the same."""
        problems = problems_of_document(facts, NOTHING_KNOWN, profile)
        against = [item for item in problems if item.severity is Severity.ERROR or item.rule == "expiry_differs"]
        if not against:
            return facts
        already = {doubt.field for doubt in facts.doubts}
        return _doubted(facts, *(_doubt(facts, item) for item in against if item.field not in already))

    def _change(self, draft: Draft, document_id: int, *, by_uid: bool) -> Verdict:
        current = document_in(self._session, document_id).facts()
        facts = facts_of(draft, current, self._units, self._today)
        if not changed(current, facts):
            return Verdict(Action.SKIPPED, current.title, document_id, "与已登记的内容相同")
        if not (by_uid or self._merge):
            return Verdict(Action.SKIPPED, current.title, document_id, "已登记过这件文件，按“跳过”处理")
        if closed := self._closed(current.published_on, facts.published_on):
            return Verdict(Action.FAILED, current.title, document_id, closed)
        if facts.unified_number != current.unified_number and not current.backfill:
            return Verdict(Action.FAILED, current.title, document_id, "统一编号由程序登记编号，不能用导入修改")
        profile = self._profile(facts.published_on or facts.signed_on or self._today)
        facts = settle(facts, profile)
        known = Known(units=self._units.known(facts.issuers))
        if wrong := errors(problems_of_document(facts, known, profile)):
            return Verdict(Action.FAILED, current.title, document_id, "；".join(item.message for item in wrong))
        return self._update(facts, document_id)

    def _update(self, facts: DocumentFacts, document_id: int) -> Verdict:
        self._units.store()
        record = document_in(self._session, document_id)
        record.take(facts)
        self._session.flush()
        try:
            book_in(self._session, record)
        except Refused as refusal:
            return Verdict(Action.FAILED, facts.title, document_id, str(refusal))
        return Verdict(Action.UPDATED, facts.title, document_id)


def _damaged(draft: Draft) -> ImportProblem | None:
    """A long number that Excel has already cut, or a required cell that its file does not hold."""
    for reading in draft.values.values():
        found = reading.problem
        if found is not None and found.severity is Severity.ERROR and COLUMNS[found.key].kind is Kind.CODE:
            return found
    return None


def _doubt(facts: DocumentFacts, found: Problem) -> Doubt:
    value = getattr(facts, found.field, "")
    return Doubt(found.field, value.isoformat() if isinstance(value, date) else "", found.message)


def _doubted(facts: DocumentFacts, *doubts: Doubt) -> DocumentFacts:
    return altered(facts, doubts=(*facts.doubts, *doubts)) if doubts else facts


def _named(draft: Draft, facts: DocumentFacts) -> tuple[ImportProblem, ...]:
    """The doubts and what is missing, as problems of the line; those the cells themselves had are named already."""
    told = {item.key for item in draft.problems}
    found = [
        problem(draft, doubt.field, _title(doubt.field), doubt.message, Severity.WARNING, "请核实后更正")
        for doubt in facts.doubts
        if doubt.field not in told
    ]
    if lacking := missing_of(facts):
        message = f"资料不全，缺少：{'、'.join(lacking)}"
        found.append(problem(draft, "", "", message, Severity.NOTE, "可以先导入，以后补填"))
    return tuple(found)


def _title(key: str) -> str:
    return COLUMNS[key].title if key in COLUMNS else ""
