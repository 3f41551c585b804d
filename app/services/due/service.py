"""What a user can do with due items: see them, say 已知晓 or 稍后提醒, take the week along. Knows no widget and no SQL."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.due import advisers
from app.domain.due.documents import Stages, document_items, last_expiry
from app.domain.due.items import LOOK_AHEAD, DueItem, DueMark, DueSubject, marked, problems_of_snooze, urgency
from app.domain.due.submissions import Reckoner, submission_items
from app.domain.due.yearly import holiday_items, list_items, plan_items, report_items
from app.domain.facts import altered
from app.domain.problems import Refused, refuse_if
from app.domain.submissions.facts import SubmissionFacts
from app.domain.submissions.limits import limits_of
from app.exporters.cells import Report
from app.models.database import Database
from app.models.desk import DueMarkRecord
from app.models.moments import local_day, now
from app.services.calendar import missing_year_in, workdays_in
from app.services.due import adviser_rows, rows
from app.services.due.papers import write_calendar, write_week
from app.services.settings import OfficeSettings, load_profile, profile_in, settings_in

GONE = "这一项已经办理，或者期限已有变动，请刷新后再看"


def items_in(
    session: Session,
    on: date,
    *,
    look_ahead: int = LOOK_AHEAD,
    done_since: date | None = None,
    only: tuple[DueSubject, int] | None = None,
) -> list[DueItem]:
    """Every due item of a day with its mark, the most urgent first; with `done_since` also reviews concluded since.

    `only` keeps to one record; duties of the year belong to none.
    """
    marks = rows.marks(session)
    derived = _derived(session, on, on + timedelta(days=look_ahead), done_since, only, marks)
    found = (
        item for item in derived if item.done_on is None or (done_since is not None and item.done_on >= done_since)
    )
    return sorted(marked(found, marks), key=urgency)


def _derived(
    session: Session,
    on: date,
    last: date,
    done_since: date | None,
    only: tuple[DueSubject, int] | None,
    marks: dict[str, DueMark],
) -> Iterator[DueItem]:
    settings = settings_in(session)
    region, go_live = load_profile(settings.profile), settings.go_live_on
    subject, record_id = only or (None, None)
    if subject in (None, DueSubject.SUBMISSIONS):
        standing = rows.submissions(session, done_since, record_id)
        yield from _of_submissions(session, standing, on, last, done=done_since is not None)
    if subject in (None, DueSubject.DOCUMENTS):
        profile = region.on(on)
        stages = Stages(on, profile, workdays_in(session))
        for document in rows.documents(session, on, last_expiry(last, profile), record_id):
            yield from _until(last, document_items(document, on, profile, stages, go_live, marks))
    if subject in (None, DueSubject.PLANS):
        for plan, drafter, state in rows.plans(session, on, last, record_id):
            yield from plan_items(plan, drafter, on, state, go_live)
    yield from _of_advisers(session, on, last, only)
    if only is None:
        yield from report_items(on, settings.region_name, go_live, marks)
        yield from list_items(on, go_live)
        yield from holiday_items(missing_year_in(session, on), on)


def _of_advisers(session: Session, on: date, last: date, only: tuple[DueSubject, int] | None) -> Iterator[DueItem]:
    """What is due with legal advisers."""
    subject, key = only or (None, None)
    go_live = settings_in(session).go_live_on
    if subject in (None, DueSubject.ENGAGEMENTS):
        for contract, unit, follower in adviser_rows.engagements(session, on, key):
            yield from _until(last, advisers.engagement_items(contract, unit, on, go_live, follower))
    if subject in (None, DueSubject.APPOINTMENTS):
        for term, who, unit, renewed in adviser_rows.appointments(session, on, key):
            yield from _until(last, advisers.appointment_items(term, who, unit, on, go_live, renewed=renewed))
    if subject in (None, DueSubject.PAYMENTS):
        for payment, of_contract, unit in adviser_rows.payments(session, last, key):
            yield from advisers.payment_items(payment, of_contract, unit, on, go_live)
    if subject in (None, DueSubject.MATTERS):
        profile = profile_in(session, on)
        for matter, unit in adviser_rows.matters(session, on, key):
            yield from _until(last, advisers.matter_items(matter, unit, on, profile, go_live))
    if subject in (None, DueSubject.CONFLICTS):
        for conflict, who in adviser_rows.conflicts(session, key):
            yield from advisers.conflict_items(conflict, who, on)


def reviews_done_in(session: Session, on: date, since: date) -> list[DueItem]:
    """Reviews concluded from a day on, each with the last day it had."""
    done = rows.submissions(session, since, done_only=True)
    return [item for item in _of_submissions(session, done, on, date.max, done=True) if item.done_on is not None]


def _of_submissions(
    session: Session, standing: Iterable[tuple[SubmissionFacts, list[rows.Named]]], on: date, last: date, *, done: bool
) -> Iterator[DueItem]:
    """What is due with submissions; those that stand alike are told apart by their names only."""
    settings = settings_in(session)
    reckoner = Reckoner(load_profile(settings.profile), limits_of(settings.limits), workdays_in(session))
    for facts, alike in standing:
        for item in submission_items(facts, "", on, reckoner, settings.go_live_on, done=done):
            if item.due is None or item.due <= last or item.done_on is not None:
                yield from (altered(item, **named._asdict()) for named in alike)


def _until(last: date, items: Iterable[DueItem]) -> Iterator[DueItem]:
    return (item for item in items if item.due is None or item.due <= last)


class DueService:
    """The due list. Derived at every look; only what a user says of an item is stored."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock

    def items(
        self,
        on: date,
        person: str | None = None,
        subject: DueSubject | None = None,
        horizon: int | None = None,
        *,
        done: bool = False,
        silenced: bool = False,
    ) -> list[DueItem]:
        """What is due on a day, the most urgent first: of a person (承办人), of a subject, within so many days.

        Without `horizon` half a year ahead. `done` adds this year's concluded reviews, `silenced` what is marked 已知晓
        or put off.
        """
        with self._database.read() as session:
            found = items_in(
                session,
                on,
                look_ahead=LOOK_AHEAD if horizon is None else horizon,
                done_since=date(on.year, 1, 1) if done else None,
            )
        return [
            item
            for item in found
            if (person is None or item.handler == person)
            and (subject is None or item.subject is subject)
            and (silenced or not item.silenced)
        ]

    def of(self, subject: DueSubject, record_id: int, on: date) -> list[DueItem]:
        """What is due with one record, marked or not."""
        with self._database.read() as session:
            return items_in(session, on, only=(subject, record_id))

    def week(self, on: date, person: str | None = None) -> list[DueItem]:
        """What is overdue or due up to Sunday of a day's week."""
        sunday = on + timedelta(days=6 - on.weekday())
        found = self.items(on, person, horizon=(sunday - on).days)
        return [item for item in found if item.due is not None and item.due <= sunday]

    def export_week(self, on: date, path: Path, person: str | None = None) -> Report:
        """Write 一周待办 of a day's week as PDF, by person. Raises Refused, Unavailable."""
        items = self.week(on, person)
        return write_week(items, self._settings().office, on, path)

    def export_calendar(self, on: date, path: Path, person: str | None = None) -> Report:
        """Write every item with a last day as .ics with alarms. Raises Refused, Unavailable."""
        items, settings = self.items(on, person), self._settings()
        return write_calendar(items, settings.office, settings.region_code, self._clock(), path)

    def _settings(self) -> OfficeSettings:
        with self._database.read() as session:
            return settings_in(session)

    def mark_known(self, key: str, note: str, actor: Actor) -> None:
        """已知晓: take an item off the list. It comes back when its last day moves. Raises Refused."""
        with self._database.write(actor, "待办标为已知晓") as session:
            _present(session, key)
            _mark(session, key, None, note, actor)

    def snooze(self, key: str, until: date, note: str, actor: Actor) -> None:
        """稍后提醒: keep an item off the list until a day. Raises Refused."""
        with self._database.write(actor, "待办稍后提醒") as session:
            item = _present(session, key)
            refuse_if(problems_of_snooze(item, until, item.on))
            _mark(session, key, until, note, actor)

    def unmark(self, key: str, actor: Actor) -> None:
        """Put an item back on the list. Raises Refused where nothing was said of it."""
        with self._database.write(actor, "撤销待办标记") as session:
            record = _record(session, key)
            if record is None:
                raise Refused("这一项没有标记，请刷新")
            session.delete(record)


def _present(session: Session, key: str) -> DueItem:
    """The item of today with a key. Raises Refused when there is none any more."""
    today = local_day(now(session))
    assert today is not None
    found = next((item for item in items_in(session, today) if item.key == key), None)
    if found is None:
        raise Refused(GONE)
    return found


def _record(session: Session, key: str) -> DueMarkRecord | None:
    return session.scalar(select(DueMarkRecord).where(DueMarkRecord.key == key))


def _mark(session: Session, key: str, until: date | None, note: str, actor: Actor) -> None:
    record = _record(session, key) or DueMarkRecord(key=key)
    record.until, record.note, record.by, record.at = until, note.strip(), actor.name, now(session)
    session.add(record)
