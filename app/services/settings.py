"""The office's own settings and staff: name, region, profile, first day, soft rules. Knows no PC."""

import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import resource
from app.domain.actors import Actor
from app.domain.advisers.check_keys import ON_AT_FIRST
from app.domain.letters import problem_of_mark
from app.domain.problems import Problem, refuse_if
from app.domain.profiles import Profile, RegionalProfile, entries_from
from app.domain.submissions.limits import problems_of_limits
from app.models.database import Database
from app.models.settings import SettingRecord, StaffRecord

PROFILES = ("generic", "guangzhou", "gansu", "beijing")


@dataclass(frozen=True)
class OfficeSettings:
    """What the office has decided for itself; stored by key, one row each."""

    office: str = ""
    region_code: str = ""
    """Letters at the head of a unified number: HZ."""
    region_name: str = ""
    profile: str = "generic"
    go_live_on: date | None = None
    """启用日期: before it nothing falls due, except validity."""
    default_scheme_id: int | None = None
    switched_off: tuple[str, ...] = ()
    """Soft rules the office does not want to be warned of."""
    one_person: bool = False
    """一人审签: an office of one may sign its own drafts."""
    letter_marks: tuple[tuple[str, str], ...] = ()
    """Kind of letter and the 机关代字 of its number, where it is not the usual one (海司审)."""
    limits: tuple[tuple[str, int, str], ...] = ()
    """Kind of submission, count and unit of its limit, where the rules set none (未设期限 otherwise)."""
    adviser_checks: tuple[str, ...] = ON_AT_FIRST
    """Keys of the checks of legal advisers that are on, besides those that always hold."""
    contact: str = ""
    """Telephone and address as letters give them."""


@dataclass(frozen=True)
class StaffMember:
    """One clerk of the office."""

    name: str
    post: str = ""
    active: bool = True
    id: int | None = None


@lru_cache
def load_profile(name: str) -> RegionalProfile:
    """A shipped profile with the generic one beneath it. Raises KeyError for a name that is not shipped."""
    if name not in PROFILES:
        raise KeyError(name)
    own, generic = _read(name), _read("generic")
    return RegionalProfile(name, own["title"], entries_from(own["value"]), entries_from(generic["value"]))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource(f"profiles/{name}.toml").read_text("utf-8"))


def settings_in(session: Session) -> OfficeSettings:
    """The settings as they stand in a session."""
    stored = {row.key: row.value for row in session.scalars(select(SettingRecord))}
    values: dict[str, Any] = {}
    for item in fields(OfficeSettings):
        if item.name not in stored:
            continue
        value = stored[item.name]
        if item.name == "go_live_on" and value:
            value = date.fromisoformat(value)
        values[item.name] = _tuples(value)
    return OfficeSettings(**values)


def _tuples(value: Any) -> Any:
    """Lists of the stored JSON as the tuples they were."""
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _lists(value: Any) -> Any:
    return list(map(_lists, value)) if isinstance(value, tuple) else value


def profile_in(session: Session, on: date) -> Profile:
    """The office's profile as it stands on a day."""
    return load_profile(settings_in(session).profile).on(on)


def problems_of_settings(settings: OfficeSettings) -> Iterable[Problem]:
    """What keeps an office from starting."""
    if not settings.office.strip():
        yield Problem("office", "请填写单位名称，如“海珠区司法局”")
    if settings.region_code and not (settings.region_code.isascii() and settings.region_code.isalnum()):
        yield Problem("region_code", f"行政区代码“{settings.region_code}”只能由字母和数字组成，如 HZ")
    for name, mark in settings.letter_marks:
        if wrong := problem_of_mark(mark):
            yield Problem(f"letter_marks.{name}", wrong)
    if settings.profile not in PROFILES:
        yield Problem("profile", f"没有名为“{settings.profile}”的地区方案，可选：{'、'.join(PROFILES)}")
    yield from problems_of_limits(settings.limits)


def store_settings(session: Session, settings: OfficeSettings) -> OfficeSettings:
    """Store within a transaction what differs, tidied. Raises Refused."""
    settings = replace(settings, region_code=settings.region_code.strip().upper(), office=settings.office.strip())
    refuse_if(problems_of_settings(settings))
    rows = {row.key: row for row in session.scalars(select(SettingRecord))}
    for key, value in asdict(settings).items():
        plain = value.isoformat() if isinstance(value, date) else _lists(value)
        if key not in rows:
            session.add(SettingRecord(key=key, value=plain))
        elif rows[key].value != plain:
            rows[key].value = plain
    return settings


def store_staff(session: Session, members: Iterable[StaffMember]) -> None:
    """Make the staff list say what is given, within a transaction. Raises Refused."""
    wanted = [replace(member, name=member.name.strip()) for member in members]
    names = [member.name for member in wanted]
    refuse_if(
        [Problem("staff", "人员姓名不能为空，请填写或删去该行") for name in names if not name]
        + [Problem("staff", f"人员“{name}”重复，请删去一个") for name in set(names) if names.count(name) > 1]
    )
    rows = {row.id: row for row in session.scalars(select(StaffRecord))}
    for member in wanted:
        row = rows.pop(member.id or 0, None)
        if row is None:
            session.add(StaffRecord(name=member.name, post=member.post, active=member.active))
        else:
            row.name, row.post, row.active = member.name, member.post, member.active
    for left in rows.values():
        left.active = False


class SettingsService:
    """What a user can do with the office's settings and staff."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self) -> OfficeSettings:
        """The settings as they stand."""
        with self._database.read() as session:
            return settings_in(session)

    def save(self, settings: OfficeSettings, actor: Actor) -> OfficeSettings:
        """Store the settings that differ. Raises Refused."""
        with self._database.write(actor, "修改设置") as session:
            return store_settings(session, settings)

    def profile(self, on: date) -> Profile:
        """The office's profile as it stands on a day."""
        return load_profile(self.get().profile).on(on)

    def profiles(self) -> list[RegionalProfile]:
        """Every shipped profile, for the choice at the first start."""
        return [load_profile(name) for name in PROFILES]

    def staff(self) -> list[StaffMember]:
        """All clerks, those still here first."""
        with self._database.read() as session:
            rows = session.scalars(select(StaffRecord).order_by(StaffRecord.active.desc(), StaffRecord.id))
            return [StaffMember(row.name, row.post, row.active, row.id) for row in rows]

    def save_staff(self, members: Iterable[StaffMember], actor: Actor) -> list[StaffMember]:
        """Make the staff list say what is given; a clerk left out stays, as no longer here. Raises Refused."""
        with self._database.write(actor, "修改人员") as session:
            store_staff(session, members)
        return self.staff()
