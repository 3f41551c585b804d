"""Terms of appointments and contracts: both ends in one cell, where a term stands on a day, how terms join. Knows no person."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol

from app.domain.dates import DateReading, DateState, add_months, chinese, read_date, read_years
from app.domain.documents.validity import expiry


class Stage(StrEnum):
    """Where a term stands on a day."""

    DRAFT = "draft"
    UNKNOWN = "unknown"
    UPCOMING = "upcoming"
    RUNNING = "running"
    EXPIRING = "expiring"
    RENEWED = "renewed"
    EXPIRED = "expired"
    ENDED = "ended"


ALIVE = frozenset({Stage.UNKNOWN, Stage.UPCOMING, Stage.RUNNING, Stage.EXPIRING})
IN_TERM = frozenset({Stage.RUNNING, Stage.EXPIRING})


@dataclass(frozen=True)
class Span:
    """What decides a stage. `ends_on` is the last day, inclusive; `ended_on` the first day no longer served."""

    starts_on: date | None
    ends_on: date | None
    open_ended: bool = False
    """No end is set: 至今, 长期, a 任命 without a term."""
    ended_on: date | None = None
    warn_on: date | None = None
    """From this day on it counts as 即将到期."""
    renewed: bool = False
    draft: bool = False

    def stage(self, on: date) -> Stage:
        """The stage on a day; one SQL case says the same."""
        if self.ended_on is not None and self.ended_on <= on:
            return Stage.ENDED
        if self.draft:
            return Stage.DRAFT
        if self.starts_on is not None and on < self.starts_on:
            return Stage.UPCOMING
        if self.ends_on is None:
            return Stage.RUNNING if self.open_ended and self.starts_on is not None else Stage.UNKNOWN
        if on > self.ends_on:
            return Stage.RENEWED if self.renewed else Stage.EXPIRED
        if self.starts_on is None:
            return Stage.UNKNOWN
        return Stage.EXPIRING if self.warn_on is not None and self.warn_on <= on else Stage.RUNNING

    @property
    def last_day(self) -> date | None:
        """The last day really served, as far as is known."""
        early = self.ended_on - timedelta(days=1) if self.ended_on else None
        return min(filter(None, (early, self.ends_on)), default=None)

    @property
    def came_about(self) -> bool:
        """Whether it is signed and was not given up before its first day; only then has it taken over from the term before."""
        given_up = self.ended_on is not None and self.starts_on is not None and self.ended_on <= self.starts_on
        return not self.draft and not given_up

    def covers(self, day: date) -> bool:
        """Whether the day lies between both ends; an unknown end does not shut out."""
        last = self.last_day
        return (self.starts_on is None or self.starts_on <= day) and (last is None or day <= last)


def term_end(start: date, months: int) -> date:
    """Last day of a term of so many months, inclusive: the day before its anniversary; from 29 February a year ends on the 28th."""
    years, rest = divmod(months, 12)
    if not rest:
        return expiry(start, years)
    same = add_months(start, months)
    return same if same.day < start.day else same - timedelta(days=1)


def warning_day(ends_on: date | None, lead_days: tuple[int, ...], notice_on: date | None = None) -> date | None:
    """The first day on which an end is to be watched: the longest lead time before it, or the notice date if that is earlier."""
    days = [ends_on - timedelta(days=max(lead_days))] if ends_on is not None and lead_days else []
    return min([*days, *([notice_on] if notice_on else [])], default=None)


class HasTerm(Protocol):
    """What appointments and contracts share."""

    @property
    def starts_on(self) -> date | None: ...
    @property
    def ends_on(self) -> date | None: ...
    @property
    def open_ended(self) -> bool: ...
    @property
    def ended_on(self) -> date | None: ...
    @property
    def end_reason(self) -> str: ...


class Joint(NamedTuple):
    """How a term joins the one before: days lost between them, or served twice (negative)."""

    days: int

    @property
    def said(self) -> str:
        """Of the later term; empty when the one starts the day after the other ends."""
        return self._beside("上一期")

    @property
    def said_ahead(self) -> str:
        """Of the earlier term."""
        return self._beside("下一期")

    def _beside(self, other: str) -> str:
        if self.days > 0:
            return f"与{other}之间断档{self.days}天"
        return f"与{other}重叠{-self.days}天" if self.days < 0 else ""


def joint(before: Span, after: Span) -> Joint | None:
    """How two terms of a chain join; None while an end is not known."""
    last = before.last_day
    if last is None or after.starts_on is None:
        return None
    return Joint((after.starts_on - last).days - 1)


class TermState(StrEnum):
    """How far a cell could be understood as a term."""

    EMPTY = "empty"
    EXACT = "exact"
    DOUBTFUL = "doubtful"
    """Understood, but a day of it is ours: the user is to be asked."""
    NO_DAYS = "no_days"
    """Only how long: 三年."""
    UNREADABLE = "unreadable"


class TermReading(NamedTuple):
    """What a cell says of a term; the note is Chinese, empty if all is well."""

    starts_on: date | None
    ends_on: date | None
    state: TermState
    note: str = ""
    open_ended: bool = False
    months: int | None = None


_NOTHING = TermReading(None, None, TermState.EMPTY)
_SEPARATORS = re.compile(r"(?:起)?(?:至|到|[-~—–―‐−]+)(?:到)?")
_OPEN = frozenset({"今", "至今", "现在", "长期", "长期有效", "无固定期限", "不定期", "目前"})
_MONTH_DAY = re.compile(r"(\d{1,2})[月.\-/](\d{1,2})日?止?")
_MONTH_ALONE = re.compile(r"(\d{1,2})月底?")
_LENGTH_AFTER = re.compile(
    r"(?P<start>.+?)(?:起|开始|,|,聘期|起聘期)+(?:为期|聘期|共|,)*(?P<length>[\d一二三四五六七八九十两半个年月]+)"
)
_LENGTH_BEFORE = re.compile(r"(?:自|从)?(?:合同)?(?:签订|签署|生效|聘任)(?:合同)?之?日起,?(?P<length>.+)")
_BRACKETED = re.compile(r"(?P<outer>[^()]*)\((?P<inner>[^()]*)\)")
_HALF_YEAR = re.compile(r"(?:([\d一二三四五六七八九两]+)年半|半年)")


def read_term(raw: str) -> TermReading:
    """Both ends of a term from one cell: 2021.1.1-2024.12.31, 2022年1月1日至…, 2024年6月—2027年5月, 三年, …至今. Never raises, never guesses."""
    text = "".join(unicodedata.normalize("NFKC", raw).split()).strip("。;,'")
    if not text or set(text) <= set("-—–/"):
        return _NOTHING
    if bracket := _BRACKETED.fullmatch(text):
        parts = [read_term(part) for part in (bracket["inner"], bracket["outer"]) if part]
        return next(
            (part for part in parts if part.starts_on),
            parts[-1] if parts[0].state is TermState.UNREADABLE else parts[0],
        )
    if (months := months_said(text)) is not None:
        return TermReading(None, None, TermState.NO_DAYS, f"只写了期限“{raw.strip()}”，没有起止日期", months=months)
    if said := _LENGTH_BEFORE.fullmatch(text):
        months = months_said(said["length"])
        return TermReading(None, None, TermState.NO_DAYS, f"“{raw.strip()}”没有写明起止日期", months=months)
    if text in _OPEN:
        return TermReading(None, None, TermState.NO_DAYS, f"“{raw.strip()}”没有起止日期", open_ended=True)
    if found := _by_length(text, raw):
        return found
    best = max(_splits(text, raw), key=lambda pair: pair[0], default=None)
    if best is None:
        return TermReading(
            None, None, TermState.UNREADABLE, f"聘期“{raw.strip()}”看不懂起止日期，请写成 2024-01-01 至 2026-12-31"
        )
    return best[1]


def months_said(text: str) -> int | None:
    """Months of a length: 三年, 36个月, 一年半, 半年, 6个月; None when it is none."""
    folded = unicodedata.normalize("NFKC", text).strip()
    folded = re.sub(r"^(?:聘期|期限|服务期限?|为期|共)[:为]?", "", folded)
    if half := _HALF_YEAR.fullmatch(folded):
        years = read_years(f"{half[1]}年") if half[1] else 0
        return None if years is None else years * 12 + 6
    if "年" in folded and (years := read_years(folded)) is not None:
        return years * 12
    if months := re.fullmatch(r"(\d{1,3})个?月", folded):
        return int(months[1])
    return None


def _by_length(text: str, raw: str) -> TermReading | None:
    """2022年1月1日起三年: the last day follows from the first."""
    said = _LENGTH_AFTER.fullmatch(text)
    months = months_said(said["length"]) if said else None
    start = read_date(said["start"]) if said else None
    if start is None or start.day is None or not months:
        return None
    end = term_end(start.day, months)
    note = f"“{raw.strip()}”按{chinese(start.day)}至{chinese(end)}理解，请核对"
    return TermReading(start.day, end, TermState.DOUBTFUL, note, months=months)


def _splits(text: str, raw: str) -> Iterator[tuple[int, TermReading]]:
    """Every way to part the text into two ends that can be read, with how sure it is."""
    for sign in _SEPARATORS.finditer(text):
        before, after = text[: sign.start()], text[sign.end() :]
        start = read_date(before)
        if start.day is None and start.state not in (DateState.MONTH_ONLY, DateState.YEAR_ONLY):
            continue
        if after in _OPEN or f"至{after}" in _OPEN:
            yield _sureness(start), _open_term(before, start, raw)
        elif (end := _end(after, before)) is not None:
            yield _sureness(start) + _sureness(end[0]), _term(before, start, after, *end, raw)


def _sureness(reading: DateReading) -> int:
    return {DateState.EXACT: 4, DateState.TWO_DIGIT_YEAR: 3, DateState.MONTH_ONLY: 2}.get(reading.state, 1)


def _end(after: str, before: str) -> tuple[DateReading, str] | None:
    """The second end, as a reading and the text it was read from; without a year it lies in that of the first."""
    reading = read_date(after)
    if reading.day is not None or reading.state in (DateState.MONTH_ONLY, DateState.YEAR_ONLY):
        return reading, after
    year = re.match(r"\d{4}", before)
    if year is None or not (_MONTH_DAY.fullmatch(after) or _MONTH_ALONE.fullmatch(after)):
        return None
    whole = f"{year[0]}年{after}"
    reading = read_date(whole.replace(".", "月").replace("-", "月").replace("/", "月"))
    return (reading, whole) if reading.day is not None or reading.state is DateState.MONTH_ONLY else None


def _open_term(before: str, start: DateReading, raw: str) -> TermReading:
    first = start.day or _edge(before, last=False)
    note = (
        f"“{raw.strip()}”没有终止日期，按自{chinese(first)}起、尚在聘期内理解，请补填终止日期" if first else start.note
    )
    return TermReading(first, None, TermState.DOUBTFUL, note, open_ended=True)


def _term(before: str, start: DateReading, after: str, end: DateReading, end_text: str, raw: str) -> TermReading:
    first, last = start.day or _edge(before, last=False), end.day or _edge(end_text, last=True)
    exact = start.state is DateState.EXACT and end.state is DateState.EXACT and end_text == after
    if first is None or last is None:
        return TermReading(first, last, TermState.UNREADABLE, f"聘期“{raw.strip()}”看不懂起止日期")
    if last < first:
        note = f"聘期“{raw.strip()}”的终止日期（{chinese(last)}）早于开始日期（{chinese(first)}），请更正"
        return TermReading(first, last, TermState.DOUBTFUL, note)
    if exact:
        return TermReading(first, last, TermState.EXACT)
    why = (
        "年份只写了两位"
        if DateState.TWO_DIGIT_YEAR in (start.state, end.state)
        else "没有写明年"
        if end_text != after
        else "只写到年"
        if DateState.YEAR_ONLY in (start.state, end.state)
        else "只写到月"
    )
    note = f"“{raw.strip()}”{why}，按{chinese(first)}至{chinese(last)}理解，请核对"
    return TermReading(first, last, TermState.DOUBTFUL, note)


def _edge(text: str, *, last: bool) -> date | None:
    """The first or the last day of a month or a year that a text names."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if len(numbers) == 1 and len(str(numbers[0])) == 6:
        numbers = [*divmod(numbers[0], 100)]
    if not numbers or not 1949 <= numbers[0] <= 2100:
        return None
    first = date(numbers[0], numbers[1] if len(numbers) > 1 else 12 if last else 1, 1)
    return add_months(first, 1) - timedelta(days=1) if last else first
