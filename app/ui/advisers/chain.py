"""A renewal chain in the panel, of contracts as of appointments: the terms in order, how they join, where they lead. Knows no service."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from app.domain.advisers.terms import Span, joint
from app.domain.dates import chinese
from app.ui.panel import WordyLink
from app.ui.timeline import Mark, Moment


class Term(Protocol):
    """A record of a chain."""

    @property
    def id(self) -> int | None: ...
    @property
    def previous_id(self) -> int | None: ...
    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...
    def span(self) -> Span: ...


TermT = TypeVar("TermT", bound=Term)
Said = Callable[[TermT], str]
"""What a term is called, with its state."""


def chain_moments(
    chain: Sequence[TermT], here: TermT, said: Said[TermT], beneath: Sequence[Moment] = ()
) -> list[Moment]:
    """The terms for the timeline, with gaps and overlaps; `beneath` follows the record that is shown."""
    shown: list[Moment] = []
    before: TermT | None = None
    for each in chain:
        joined = joint(before.span(), each.span()) if before is not None else None
        last = chinese(each.ends_on) if each.ends_on else "未定"
        detail = "　".join(text for text in (f"至{last}", joined.said if joined else "") if text)
        day = each.starts_on.isoformat() if each.starts_on else "日期不明"
        shown.append(Moment(day, said(each), Mark.NEXT if each.id == here.id else Mark.DONE, detail))
        shown += beneath if each.id == here.id else ()
        before = each
    return shown


def chain_links(
    chain: Sequence[TermT], here: TermT, said: Said[TermT], names: tuple[str, str], open_record: Callable[[int], object]
) -> Iterator[QWidget]:
    """A line for every other term of the chain; the one before and the one after by `names`."""
    for each in chain:
        if each.id is None or each.id == here.id:
            continue
        place = names[0] if each.id == here.previous_id else names[1] if each.previous_id == here.id else ""
        start = chinese(each.starts_on) + "起" if each.starts_on else ""
        words = "　".join(text for text in (place, said(each), start) if text)
        yield WordyLink(words, partial(open_record, each.id))
