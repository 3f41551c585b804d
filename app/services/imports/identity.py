"""Which document a line is about: uid → unified number → 文号 and issuer → title and date → title and issuer.

Two lines with two titles that have nothing in common are two documents even under one 文号: a cell is never lost to a
misprint. Knows no fact beyond these.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts
from app.domain.text import fold
from app.importers.drafts import Draft
from app.importers.names import split_issuers
from app.models.documents import DocumentRecord
from app.models.search import STRIDE, number_key, search_key
from app.services.imports.matching import given

CHUNK = 500


class Match(NamedTuple):
    """The document a line is about; `earlier_row` when an earlier line of the same file made it."""

    id: int
    by_uid: bool = False
    earlier_row: int | None = None


class _Known(NamedTuple):
    id: int
    uid: str
    title: str
    shown_title: str
    unified: str
    number: str
    issuer: str
    days: frozenset[date]
    row: int | None = None


class Identity:
    """The documents that lines of one file may be about, looked up once, and those the lines have made so far."""

    def __init__(self, session: Session, drafts: Sequence[Draft]) -> None:
        self._by: dict[str, dict[Any, list[_Known]]] = {key: {} for key in ("uid", "unified", "number", "title")}
        keys: dict[Any, set[str]] = {
            search_key.c.title: {fold(str(given(draft, "title") or "")) for draft in drafts},
            search_key.c.document_number: {number_key(str(given(draft, "document_number") or "")) for draft in drafts},
            search_key.c.unified_number: {fold(str(given(draft, "unified_number") or "")) for draft in drafts},
            DocumentRecord.uid: {str(given(draft, "uid") or "") for draft in drafts},
        }
        seen: set[int] = set()
        for column, wanted in keys.items():
            for known in _look_up(session, column, sorted(wanted - {""})):
                if known.id not in seen:
                    seen.add(known.id)
                    self._add(known)

    def match(self, draft: Draft) -> Match | None:
        """The document a line is about; None when it is a new one."""
        uid = given(draft, "uid")
        if found := self._by["uid"].get(uid, []):
            return _matched(found[0], by_uid=found[0].row is None)
        title = fold(str(given(draft, "title") or ""))
        number = number_key(str(given(draft, "document_number") or ""))
        unified = fold(str(given(draft, "unified_number") or ""))
        issuer = _issuer(str(given(draft, "issuer") or ""))
        for known in self._by["unified"].get(unified, []) if unified else []:
            if _alike(known, title, uid):
                return _matched(known)
        for known in self._by["number"].get(number, []) if number else []:
            if _agree(known.issuer, issuer) and _agree(known.unified, unified) and _alike(known, title, uid):
                return _matched(known)
        days = {day for key in ("published_on", "signed_on", "dated_on") if isinstance(day := given(draft, key), date)}
        alike = [
            known
            for known in (self._by["title"].get(title, []) if title else [])
            if _agree(known.number, number) and _agree(known.unified, unified) and _alike(known, title, uid)
        ]
        return _by_title(alike, days, issuer)

    def other_holder(self, facts: DocumentFacts) -> str:
        """The title of another document that bears the same unified number, empty when none does."""
        holders = self._by["unified"].get(fold(facts.unified_number), [])
        return next((known.shown_title for known in holders if known.id != facts.id), "")

    def remember(self, facts: DocumentFacts, row: int) -> None:
        """Know a document that a line has just made."""
        days = frozenset(day for day in (facts.published_on, facts.signed_on, facts.dated_on) if day)
        self._add(
            _Known(
                facts.id or 0,
                facts.uid,
                fold(facts.title),
                facts.title,
                fold(facts.unified_number),
                number_key(facts.document_number),
                _issuer(facts.issuer_text),
                days,
                row,
            )
        )

    def _add(self, known: _Known) -> None:
        for name, key in (
            ("uid", known.uid),
            ("unified", known.unified),
            ("number", known.number),
            ("title", known.title),
        ):
            if key:
                self._by[name].setdefault(key, []).append(known)


def _look_up(session: Session, column: Any, wanted: Sequence[str]) -> Iterable[_Known]:
    columns = (
        DocumentRecord.id, DocumentRecord.uid, DocumentRecord.title, DocumentRecord.issuer_text, DocumentRecord.published_on,
        DocumentRecord.signed_on, DocumentRecord.dated_on, search_key.c.title, search_key.c.unified_number,
        search_key.c.document_number,
    )  # fmt: skip
    base = (
        select(*columns)
        .join(search_key, search_key.c.id == DocumentRecord.id * STRIDE)
        .where(DocumentRecord.binned_at.is_(None))
    )
    for start in range(0, len(wanted), CHUNK):
        for row in session.execute(base.where(column.in_(wanted[start : start + CHUNK]))):
            days = frozenset(day for day in row[4:7] if day)
            yield _Known(row[0], row[1], row[7], row[2], row[8], row[9], _issuer(row[3]), days)


def _by_title(alike: Sequence[_Known], days: set[date], issuer: str) -> Match | None:
    """Of those with the title, the one with the same day, or else with the same issuer and no day against it."""
    for known in alike:
        if days & known.days:
            return _matched(known)
    for known in alike:
        if known.issuer == issuer and not (days and known.days):
            return _matched(known)
    return None


def _alike(known: _Known, title: str, uid: object) -> bool:
    """Whether a title can be the known document's: equal, part of the other, or empty; two uids of one file are two."""
    if known.row is not None and uid and known.uid != uid:
        return False
    return not title or title in known.title or known.title in title


def _matched(known: _Known, *, by_uid: bool = False) -> Match:
    return Match(known.id, by_uid, known.row)


def _agree(one: str, other: str) -> bool:
    """Whether two values do not contradict: equal, or one of them unknown."""
    return not one or not other or one == other


@lru_cache(maxsize=4096)
def _issuer(text: str) -> str:
    return "、".join(fold(name) for name in split_issuers(text))
