"""What the search index holds of each record: its folded texts, its keys, the initials of its title. Knows no index table."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    SQLColumnExpression,
    String,
    bindparam,
    func,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from app.domain import document_number
from app.domain.text import fold, spellings
from app.models.advisers import AdviserRecord, EngagementRecord, FirmRecord, MatterRecord
from app.models.advisers.indexed import INDEXED
from app.models.base import Record, canonical
from app.models.documents import (
    AttachmentRecord,
    BasisRecord,
    CarrierRecord,
    DocumentRecord,
    RelationRecord,
    StepRecord,
)
from app.models.letters import LetterRecord
from app.models.submissions import OpinionRecord, RoundRecord, SubmissionRecord
from app.models.units import UnitNameRecord, UnitRecord

SUBJECTS = {
    "documents": 0, "units": 1, "submissions": 2, "letters": 3, "advisers": 4, "firms": 5, "engagements": 6, "matters": 7,
}  # fmt: skip
STRIDE = 8
"""Row id in the index = record id × 8 + the subject's code, so that a hit names its record without a join."""


def among(column: SQLColumnExpression[Any]) -> ColumnElement[bool]:
    """Whether a column is one of thousands of values, handed over as one: by `these`, when the statement is executed."""
    return column.in_(select(func.json_each(bindparam("these")).table_valued("value").c.value))


def these(values: Sequence[Any]) -> dict[str, str]:
    """The values that `among` asks for."""
    return {"these": canonical(values)}


def row_id(subject: str, record_id: int) -> int:
    """The index's row of a record."""
    return record_id * STRIDE + SUBJECTS[subject]


_DIGITS = re.compile(r"\d+")


def natural(folded: str) -> str:
    """A sort key in which 2号 comes before 10号."""
    return _DIGITS.sub(lambda digits: digits[0].zfill(8), folded) if folded else ""


@lru_cache(maxsize=65536)
def number_key(text: str) -> str:
    """The normal form under which one 文号 in any spelling is found."""
    return fold(document_number.normal_form(text)) if text else ""


class Entry(NamedTuple):
    """What is indexed of one record."""

    keys: tuple[int, str, str, str, str, str, str]
    """Its row of `search_key`."""
    body: str
    """The folded texts."""
    initials: str
    """Those of the title's pinyin, in every likely spelling."""


SEPARATOR = "\n"
"""Between texts of one record: no word typed contains it, so that no hit spans two fields."""


def _entry(key_id: int, title: str, document: str, unified: str, texts: Iterable[str | None]) -> Entry:
    folded, number, unified_folded = fold(title), number_key(document), fold(unified)
    letters = spellings(folded)
    given = [folded, fold(document), unified_folded, *(fold(text) for text in texts if text)]
    if number not in given:
        given.append(number)
    title_sort = f"{letters.partition(' ')[0]} {folded}"
    keys = (key_id, folded, number, unified_folded, title_sort, natural(number), natural(unified_folded))
    return Entry(keys, SEPARATOR.join(filter(None, given)), letters)


def _texts_beneath(owner: InstrumentedAttribute[int], *texts: InstrumentedAttribute[Any]) -> Select[Any]:
    """The texts of the rows beneath `these` owners, each row headed by its owner's id."""
    return select(owner, *texts).where(among(owner))


UNITS = select(UnitRecord.id, UnitRecord.name, UnitRecord.short_name, UnitRecord.code, UnitRecord.remark).where(
    among(UnitRecord.id)
)
_former_names = _texts_beneath(UnitNameRecord.unit_id, UnitNameRecord.name)


def _unit_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    former = _gather(connection, _former_names, ids)
    for unit in connection.execute(UNITS, these(ids)):
        yield _entry(
            row_id("units", unit.id), unit.name, "", unit.code, (unit.short_name, unit.remark, *former.get(unit.id, ()))
        )


_documents = select(
    DocumentRecord.id,
    DocumentRecord.title,
    DocumentRecord.document_number,
    DocumentRecord.unified_number,
    DocumentRecord.drafter_id,
    DocumentRecord.implementer_id,
    type_coerce(DocumentRecord.doubts, String),  # as it is stored: most have none
    type_coerce(DocumentRecord.extra, String),
    DocumentRecord.issuer_text,
    DocumentRecord.handler,
    DocumentRecord.topic,
    DocumentRecord.index_number,
    DocumentRecord.remark,
    DocumentRecord.end_reason,
    DocumentRecord.nature_reason,
    DocumentRecord.interpretation,
    DocumentRecord.paper_location,
).where(among(DocumentRecord.id))

_PARTS = (
    _texts_beneath(StepRecord.document_id, StepRecord.meeting, StepRecord.person, StepRecord.note),
    _texts_beneath(CarrierRecord.document_id, CarrierRecord.detail),
    _texts_beneath(BasisRecord.document_id, BasisRecord.title, BasisRecord.article),
    _texts_beneath(RelationRecord.document_id, RelationRecord.other_text, RelationRecord.clause),
    _texts_beneath(AttachmentRecord.document_id, AttachmentRecord.name, AttachmentRecord.content).where(
        AttachmentRecord.binned.is_(False)
    ),
)


def _document_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    units = {row.id: row.name for row in connection.execute(select(UnitRecord.id, UnitRecord.name))}
    parts: dict[int, list[str]] = {}
    for statement in _PARTS:
        for owner, found in _gather(connection, statement, ids).items():
            parts.setdefault(owner, []).extend(found)
    for row in connection.execute(_documents, these(ids)):
        document_id, title, number, unified, drafter, implementer, doubts, extra, *own = row
        texts = [
            *own, units.get(drafter), units.get(implementer),
            *_second(doubts), *_second(extra), *parts.get(document_id, ()),
        ]  # fmt: skip
        yield _entry(row_id("documents", document_id), title, number, unified, texts)


_submissions = select(
    SubmissionRecord.id,
    SubmissionRecord.title,
    SubmissionRecord.answer_number,
    SubmissionRecord.number,
    SubmissionRecord.sender_id,
    SubmissionRecord.sender_text,
    SubmissionRecord.contact,
    SubmissionRecord.handler,
    SubmissionRecord.answer,
    SubmissionRecord.withdrawn_reason,
    SubmissionRecord.remark,
).where(among(SubmissionRecord.id))
_SUBMISSION_PARTS = (
    _texts_beneath(RoundRecord.submission_id, RoundRecord.person, RoundRecord.note),
    _texts_beneath(OpinionRecord.submission_id, OpinionRecord.text, OpinionRecord.clause, OpinionRecord.reason),
)


def _submission_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    units = {row.id: row.name for row in connection.execute(select(UnitRecord.id, UnitRecord.name))}
    parts: dict[int, list[str]] = {}
    for statement in _SUBMISSION_PARTS:
        for owner, found in _gather(connection, statement, ids).items():
            parts.setdefault(owner, []).extend(found)
    for key, title, answer_number, number, sender, *own in connection.execute(_submissions, these(ids)):
        texts = [*own, units.get(sender), *parts.get(key, ())]
        yield _entry(row_id("submissions", key), title, answer_number, number, texts)


_letters = select(
    LetterRecord.id,
    LetterRecord.title,
    LetterRecord.number,
    LetterRecord.addressee,
    LetterRecord.handler,
    LetterRecord.remark,
    LetterRecord.fields,
).where(among(LetterRecord.id))


def _letter_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    for key, title, number, *own, fields in connection.execute(_letters, these(ids)):
        yield _entry(row_id("letters", key), title, number, "", [*own, *(field[2] for field in fields)])


def _made(subject: str) -> Callable[[Connection, Sequence[int]], Iterator[Entry]]:
    """Entries of a subject whose texts are gathered beside its records."""

    def entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
        for one in INDEXED[subject](connection, ids):
            yield _entry(row_id(subject, one.id), one.title, one.number, "", one.texts)

    return entries


ENTRIES: dict[str, Callable[[Connection, Sequence[int]], Iterator[Entry]]] = {
    "documents": _document_entries,
    "units": _unit_entries,
    "submissions": _submission_entries,
    "letters": _letter_entries,
    **{subject: _made(subject) for subject in INDEXED},
}


def _second(stored: str) -> list[str]:
    """The second text of each of the pairs or triples that a JSON column holds: the 原文 of a doubt, the value of an extra."""
    return [texts[1] for texts in json.loads(stored)] if stored != "[]" else []


def _gather(connection: Connection, statement: Select[Any], ids: Sequence[int]) -> dict[int, list[str]]:
    """The texts beneath each owner."""
    found: dict[int, list[str]] = {}
    for row in connection.execute(statement, these(ids)):
        found.setdefault(row[0], []).extend(text for text in row[1:] if text)
    return found


RECORDS: dict[str, type[Record]] = {
    "units": UnitRecord, "documents": DocumentRecord, "submissions": SubmissionRecord, "letters": LetterRecord,
    "firms": FirmRecord, "advisers": AdviserRecord, "engagements": EngagementRecord, "matters": MatterRecord,
}  # fmt: skip
"""The record of each subject, units first: others name them."""
