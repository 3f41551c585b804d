"""What a user can do with unified numbers: preview, allot, reserve, void, withdraw, look for gaps, set up schemes. Knows no window."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.documents.procedure import gates_of_numbering
from app.domain.number_book import NumberState
from app.domain.numbering.schemes import NumberingScheme, gaps, problems_of_scheme, years_in_doubt
from app.domain.numbering.tokens import TemplateError
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.text import fold
from app.models.database import Database
from app.models.moments import local_day, now
from app.models.numbering import NumberRecord, SchemeRecord
from app.services.documents.lookup import document_in
from app.services.numbering.allotment import (
    allot_in,
    next_in,
    read_in,
    scheme_for,
    schemes_in,
    values_of,
    year_for,
)
from app.services.stale import refuse_stale
from app.services.years.closed import refuse_closed_in

REGISTERED, NUMBERED = "登记日期", "编号年份"
"""What says to which year a number belongs, in a refusal."""


@dataclass(frozen=True)
class Preview:
    """What an allotment would give; nothing is taken by looking."""

    text: str
    scheme: NumberingScheme
    years: tuple[int, ...]
    """Two when the user must choose the year (跨年)."""


@dataclass(frozen=True)
class Gap:
    """A serial without a row: skipped, and nobody has said why."""

    text: str
    scheme: str
    year: int
    serial: int
    before: str
    """The next number of the same count, which the gap stands before in the number book."""
    state: NumberState = NumberState.GAP


class NumberingService:
    """Unified numbers. A number is allotted inside one IMMEDIATE transaction and is never reused."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def schemes(self) -> list[NumberingScheme]:
        """Every scheme, in the order they were set up."""
        with self._database.read() as session:
            return schemes_in(session)

    def save_scheme(self, scheme: NumberingScheme, actor: Actor) -> NumberingScheme:
        """Set up a scheme or change one. Raises Refused; what would change numbers already given is refused too."""
        with self._database.write(actor, "设置编号规则") as session:
            refuse_if(problems_of_scheme(scheme))
            twin = session.scalar(select(SchemeRecord).where(SchemeRecord.name == scheme.name))
            if twin is not None and twin.id != scheme.id:
                raise Refused([Problem("name", f"已有名为“{scheme.name}”的编号规则，请改用其他名称")])
            if scheme.id is None:
                record = SchemeRecord(created_at=now(session))
                session.add(record)
            else:
                record = session.get_one(SchemeRecord, scheme.id)
                refuse_stale(record.facts(), scheme)
                refuse_if(_problems_of_change(session, record.facts(), scheme))
            record.take(scheme)
            session.flush()
            return record.facts()

    def preview(self, document_id: int, on: date, scheme_id: int | None = None) -> Preview:
        """The number the document would get on that day. Raises Refused with every unmet gate."""
        with self._database.read() as session:
            facts = document_in(session, document_id).facts()
            refuse_if(gates_of_numbering(facts, on))
            scheme = scheme_for(session, facts, on, scheme_id)
            year = year_for(scheme, facts, on, chosen=True)
            columns = next_in(session, scheme, values_of(session, facts, year, on), year)
            return Preview(columns["text"], scheme, years_in_doubt(scheme, on, facts.signed_on))

    def allot(self, document_id: int, actor: Actor, scheme_id: int | None = None, on: date | None = None) -> str:
        """Register a document and give it its number; `on` is the day of registration (default today).

        Raises Refused with every unmet gate, and naming both years when the document was signed in another year
        and no day was chosen.
        """
        with self._database.write(actor, "登记编号") as session:
            record = document_in(session, document_id)
            today = local_day(now(session))
            assert today is not None
            if on is not None and on > today:
                raise Refused([Problem("registered_on", "登记日期不能晚于今天，请更正")])
            day = on or today
            refuse_closed_in(session, day.year, REGISTERED)
            refuse_if(gates_of_numbering(record.facts(), day))
            scheme = scheme_for(session, record.facts(), day, scheme_id)
            number = allot_in(session, record, scheme, day, actor.name, now(session), chosen=on is not None)
            return number.text

    def reserve(self, scheme_id: int, like: int, purpose: str, actor: Actor, on: date) -> str:
        """Reserve the next number for a document's kind and issuer (`like` = its id), for a purpose; used or voided later."""
        if not purpose.strip():
            raise Refused([Problem("purpose", "请写明预留编号的用途")])
        with self._database.write(actor, "预留编号") as session:
            refuse_closed_in(session, on.year, "预留日期")
            facts = document_in(session, like).facts()
            if not facts.issuers:
                raise Refused([Problem("issuers", "请先填写制定机关，编号要用到它")])
            scheme = scheme_for(session, facts, on, scheme_id)
            columns = next_in(session, scheme, values_of(session, facts, on.year, on), on.year)
            number = NumberRecord(
                **columns,
                state=NumberState.RESERVED,
                allotted_on=on,
                allotted_by=actor.name,
                allotted_at=now(session),
                purpose=purpose.strip(),
            )
            session.add(number)
            session.flush()
            return number.text

    def use_reserved(self, text: str, document_id: int, actor: Actor, on: date) -> str:
        """Give a document a number that was reserved for it."""
        with self._database.write(actor, "使用预留编号") as session:
            refuse_closed_in(session, on.year, REGISTERED)
            number = _number(session, text)
            record = document_in(session, document_id)
            if number.state is not NumberState.RESERVED:
                raise Refused(f"编号 {number.text} 的状态是“{number.state.label}”，只有预留的编号可以这样使用")
            refuse_if(gates_of_numbering(record.facts(), on))
            number.state, number.document_id = NumberState.USED, record.id
            record.take(replace(record.facts(), unified_number=number.text, number_note="", registered_on=on))
            return number.text

    def void(self, text: str, reason: str, actor: Actor) -> None:
        """Void a number with a reason; it is never reused. A gap is explained in the same way."""
        if not reason.strip():
            raise Refused([Problem("reason", "请写明作废的原因")])
        with self._database.write(actor, "作废编号") as session:
            number = _find(session, text)
            if number is None:
                explained = _explained_gap(session, text, reason.strip())
                refuse_closed_in(session, explained.year, NUMBERED)
                session.add(explained)
                return
            refuse_closed_in(session, number.year, NUMBERED)
            if number.state is NumberState.VOID:
                raise Refused(f"编号 {number.text} 已经作废，原因：{number.reason}")
            _release(session, number)
            number.state, number.reason = NumberState.VOID, reason.strip()

    def withdraw(self, text: str, actor: Actor) -> None:
        """Take back the last number of its count on the day it was allotted, before its notice is printed (decision 18)."""
        with self._database.write(actor, "撤回编号") as session:
            number = _number(session, text)
            refuse_if(_problems_of_withdrawal(session, number))
            _release(session, number)
            session.delete(number)

    def gaps(self) -> list[Gap]:
        """Every serial missing between the start of its count and its highest number, in order."""
        with self._database.read() as session:
            return list(gaps_in(session))

    def document_of(self, text: str) -> int | None:
        """The document that bears a number, or bore it before it was voided; None for reserved ones and gaps."""
        with self._database.read() as session:
            number = _find(session, text)
            return number.document_id if number else None

    def of_document(self, document_id: int) -> list[tuple[str, NumberState]]:
        """Every number a document ever had."""
        with self._database.read() as session:
            statement = select(NumberRecord).where(NumberRecord.document_id == document_id).order_by(NumberRecord.id)
            return [(row.text, row.state) for row in session.scalars(statement)]


def gaps_in(session: Session) -> Iterator[Gap]:
    """The gaps of every scheme, scope and year."""
    schemes = {scheme.id: scheme for scheme in schemes_in(session)}
    counts: dict[tuple[int, str, int], list[tuple[int, int, str]]] = {}
    columns = (
        NumberRecord.scheme_id,
        NumberRecord.scope,
        NumberRecord.count_year,
        NumberRecord.serial,
        NumberRecord.year,
        NumberRecord.text,
    )
    for scheme_id, scope, count_year, serial, year, text in session.execute(
        select(*columns).order_by(NumberRecord.serial)
    ):
        counts.setdefault((scheme_id, scope, count_year), []).append((serial, year, text))
    for (scheme_id, _, _), rows in sorted(counts.items()):
        scheme = schemes[scheme_id]
        serials = [row[0] for row in rows]
        for serial in gaps(serials, scheme.start):
            _, year, following = rows[bisect(serials, serial)]
            yield Gap(_text_like(scheme, following, serial, year), scheme.name, year, serial, following)


def _text_like(scheme: NumberingScheme, like: str, serial: int, year: int) -> str:
    """The number a gap would have borne; in words where a second serial makes it unknowable."""
    values = scheme.parsed.read(like)
    if values is None or scheme.parsed.token("seq2"):
        return f"{scheme.name}{year}年第{serial}号"
    try:
        return scheme.number({key: value for key, value in values.items() if key != "seq"}, serial)
    except TemplateError:
        return f"{scheme.name}{year}年第{serial}号"


def _find(session: Session, text: str) -> NumberRecord | None:
    return session.scalar(select(NumberRecord).where(NumberRecord.text_key == fold(text)))


def _number(session: Session, text: str) -> NumberRecord:
    number = _find(session, text)
    if number is None:
        raise Refused(f"编号登记簿中没有“{text}”，请核对编号")
    return number


def _release(session: Session, number: NumberRecord) -> None:
    """Take the number off its document, which waits for a number again. Raises Refused for a published one."""
    if number.document_id is None:
        return
    record = document_in(session, number.document_id)
    if record.published_on is not None:
        raise Refused(f"《{record.title}》已公布，编号 {number.text} 不能作废或撤回；需要时请登记废止或撤销")
    record.take(replace(record.facts(), unified_number="", number_note="", registered_on=None))


def _explained_gap(session: Session, text: str, reason: str) -> NumberRecord:
    """A row for a number that was skipped. Raises Refused for one that no count has come to yet."""
    columns = read_in(session, schemes_in(session), text)
    if columns is None:
        raise Refused(f"编号登记簿中没有“{text}”，也不符合任何编号规则，请核对编号")
    here = (
        NumberRecord.scheme_id == columns["scheme_id"],
        NumberRecord.scope == columns["scope"],
        NumberRecord.count_year == columns["count_year"],
    )
    if (session.scalar(select(func.max(NumberRecord.serial)).where(*here)) or 0) < columns["serial"]:
        raise Refused(f"编号 {text} 还没有编到，不能作废")
    return NumberRecord(**columns, state=NumberState.VOID, reason=reason)


def _problems_of_withdrawal(session: Session, number: NumberRecord) -> Iterator[Problem]:
    highest = session.scalar(
        select(func.max(NumberRecord.serial)).where(
            NumberRecord.scheme_id == number.scheme_id,
            NumberRecord.scope == number.scope,
            NumberRecord.count_year == number.count_year,
        )
    )
    if number.state is NumberState.VOID:
        yield Problem("", f"编号 {number.text} 已作废，不能撤回")
    if number.serial != highest:
        yield Problem("", f"编号 {number.text} 之后已有编号，不能撤回，请作废")
    if local_day(number.allotted_at) != local_day(now(session)):
        yield Problem("", f"编号 {number.text} 不是今天编的，不能撤回，请作废")
    if number.notice_printed_at is not None:
        yield Problem("", f"编号 {number.text} 的统一编号通知单已打印，不能撤回，请作废")


def _problems_of_change(session: Session, old: NumberingScheme, new: NumberingScheme) -> Iterator[Problem]:
    """A scheme that has given numbers keeps what they were counted by; a changed format is a new scheme from a day on."""
    used = session.scalar(select(func.count()).where(NumberRecord.scheme_id == old.id))
    fixed = ("template", "scope", "scope2", "reset", "start")
    if used and any(getattr(old, name) != getattr(new, name) for name in fixed):
        message = f"“{old.name}”已编过 {used} 个号，不能改格式和计数方法；请为它填写停用日期，另立新的编号规则"
        yield Problem("template", message)
