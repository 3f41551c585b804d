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
from app.models.entries import STRIDE, among, number_key, these
from app.models.search import search_key
from app.services.imports.matching import given


class Match(NamedTuple):
    """The document a line is about; `earlier_row` when an earlier line of the same file made it."""

    id: int
    by_uid: bool = False
    earlier_row: int | None = None


class _Keys(NamedTuple):
    """What tells documents apart, folded."""

    uid: str
    unified: str
    number: str
    title: str
    issuer: str
    days: frozenset[date]


class _Known(NamedTuple):
    id: int
    shown_title: str
    keys: _Keys
    row: int | None = None


_KEYS = ("uid", "unified", "number", "title")
"""By which a document is looked for, in this order."""


class Identity:
    """The documents that lines of one file may be about, looked up once, and those the lines have made so far."""

    def __init__(self, session: Session, drafts: Sequence[Draft]) -> None:
        self._lines = {draft.row: _keys_of(draft) for draft in drafts}
        self._by: dict[str, dict[str, list[_Known]]] = {name: {} for name in _KEYS}
        columns = (
            DocumentRecord.uid,
            search_key.c.unified_number,
            search_key.c.document_number,
            search_key.c.title,
        )
        found: dict[int, _Known] = {}
        for name, column in zip(_KEYS, columns, strict=True):
            wanted = {getattr(keys, name) for keys in self._lines.values()} - {""}
            found |= {known.id: known for known in _look_up(session, column, sorted(wanted))}
        for _, known in sorted(found.items()):
            self._add(known)

    def match(self, draft: Draft) -> Match | None:
        """The document a line is about; None when it is a new one."""
        keys = self._lines[draft.row]
        if found := self._with("uid", keys):
            return _matched(found[0], by_uid=found[0].row is None)
        for known in self._with("unified", keys):
            if _alike(known, keys):
                return _matched(known)
        for known in self._with("number", keys):
            if _agree(known, keys, "issuer", "unified") and _alike(known, keys):
                return _matched(known)
        same = [
            known
            for known in self._with("title", keys)
            if _agree(known, keys, "number", "unified") and _alike(known, keys)
        ]
        return _by_title(same, keys) if same else None

    def other_holder(self, facts: DocumentFacts) -> str:
        """The title of another document that bears the same unified number, empty when none does."""
        holders = self._by["unified"].get(fold(facts.unified_number), [])
        return next((known.shown_title for known in holders if known.id != facts.id), "")

    def remember(self, facts: DocumentFacts, row: int) -> None:
        """Know a document that a line has just made."""
        self._add(_Known(facts.id or 0, facts.title, self._lines[row]._replace(uid=facts.uid), row))

    def _with(self, name: str, keys: _Keys) -> Sequence[_Known]:
        """The documents that have the same value as the line, none for an empty one."""
        return self._by[name].get(getattr(keys, name), ())

    def _add(self, known: _Known) -> None:
        for name in _KEYS:
            if key := getattr(known.keys, name):
                self._by[name].setdefault(key, []).append(known)


def _keys_of(draft: Draft) -> _Keys:
    days = (given(draft, key) for key in ("published_on", "signed_on", "dated_on"))
    return _Keys(
        str(given(draft, "uid") or ""),
        fold(str(given(draft, "unified_number") or "")),
        number_key(str(given(draft, "document_number") or "")),
        fold(str(given(draft, "title") or "")),
        _issuer(str(given(draft, "issuer") or "")),
        frozenset(day for day in days if isinstance(day, date)),
    )


_columns = select(
    DocumentRecord.id, DocumentRecord.title, DocumentRecord.uid, search_key.c.unified_number, search_key.c.document_number,
    search_key.c.title, DocumentRecord.issuer_text, DocumentRecord.published_on, DocumentRecord.signed_on,
    DocumentRecord.dated_on,
).join(search_key, search_key.c.id == DocumentRecord.id * STRIDE).where(DocumentRecord.binned_at.is_(None))  # fmt: skip


def _look_up(session: Session, column: Any, wanted: Sequence[str]) -> Iterable[_Known]:
    for id_, title, uid, unified, number, folded, issuer, *days in session.execute(
        _columns.where(among(column)), these(wanted)
    ):
        yield _Known(id_, title, _Keys(uid, unified, number, folded, _issuer(issuer), frozenset(filter(None, days))))


def _by_title(alike: Sequence[_Known], keys: _Keys) -> Match | None:
    """Of those with the title, the one with the same day, or else with the same issuer and no day against it."""
    for known in alike:
        if keys.days & known.keys.days:
            return _matched(known)
    for known in alike:
        if known.keys.issuer == keys.issuer and not (keys.days and known.keys.days):
            return _matched(known)
    return None


def _alike(known: _Known, keys: _Keys) -> bool:
    """Whether a title can be the known document's: equal, part of the other, or empty; two uids of one file are two."""
    if known.row is not None and keys.uid and known.keys.uid != keys.uid:
        return False
    return not keys.title or keys.title in known.keys.title or known.keys.title in keys.title


def _matched(known: _Known, *, by_uid: bool = False) -> Match:
    return Match(known.id, by_uid, known.row)


def _agree(known: _Known, keys: _Keys, *names: str) -> bool:
    """Whether values do not contradict: equal, or one of the two unknown."""
    pairs = ((getattr(known.keys, name), getattr(keys, name)) for name in names)
    return all(not one or not other or one == other for one, other in pairs)


@lru_cache(maxsize=4096)
def _issuer(text: str) -> str:
    return "、".join(fold(name) for name in split_issuers(text))
