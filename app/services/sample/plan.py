"""What the sample office is to hold, as its files say it: days counted from the day it is made. Knows no service."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from app.config import resource
from app.domain.documents.facts import EndKind, FileLevel, Nature, Trial

SATURDAY = 5

PUBLICATION = 7
"""Days from the signature."""
CONSULTED = 32
DELAY = 35


@dataclass(frozen=True)
class End:
    """How a document's life ends before its time."""

    kind: EndKind
    days: int
    reason: str


@dataclass(frozen=True)
class Planned:
    """One document of the sample office; days count from the day the sample is made."""

    title: str
    issuers: tuple[str, ...]
    """Short names, the lead first."""
    signed: int
    topic: str
    drafter: str
    nature: Nature
    reason: str
    years: int
    trial: Trial
    rounds: int
    """Rounds of the last review; the first ones are returned."""
    consulted: int
    delay: int
    """Days from publication to effect."""
    stop: str
    """After which act nothing more has been done."""
    emergency: str
    replaces: str
    void: str
    """Why the first number was voided."""
    end: End | None
    waivers: tuple[tuple[str, str], ...]
    bases: tuple[tuple[str, str], ...]

    @property
    def expires(self) -> int:
        """About the last day in force, counted from the day the sample is made."""
        return self.signed + PUBLICATION + self.delay + self.years * 365

    @property
    def level(self) -> FileLevel:
        """Whose document it is, by its lead."""
        lead = self.issuers[0]
        if lead.endswith("街道"):
            return FileLevel.TOWN
        return {"区政府": FileLevel.GOVERNMENT, "区政府办": FileLevel.OFFICE}.get(lead, FileLevel.DEPARTMENT)

    @property
    def by_government(self) -> bool:
        """Whether the government deliberates it."""
        return self.level in (FileLevel.GOVERNMENT, FileLevel.OFFICE)


def office_plan() -> dict[str, Any]:
    """Settings, staff and units of the sample office."""
    return tomllib.loads(resource("sample/office.toml").read_text("utf-8"))


def documents_plan() -> tuple[list[Planned], list[dict[str, Any]]]:
    """Its own documents, and those issued before it used the program."""
    plan = tomllib.loads(resource("sample/documents.toml").read_text("utf-8"))
    return [_planned(each) for each in plan["document"]], plan["old"]


def _planned(said: Mapping[str, Any]) -> Planned:
    end = said.get("end")
    return Planned(
        title=said["title"],
        issuers=tuple(said["issuers"]),
        signed=said["signed"],
        topic=said["topic"],
        drafter=said.get("drafter", said["issuers"][0]),
        nature=Nature.of(said.get("nature", "")) or Nature.NORMATIVE,
        reason=said.get("reason", ""),
        years=said.get("years", 0),
        trial=Trial.of(said.get("trial", "")) or Trial.NONE,
        rounds=said.get("rounds", 1),
        consulted=said.get("consulted", CONSULTED),
        delay=0 if "emergency" in said else said.get("delay", DELAY),
        stop=said.get("stop", ""),
        emergency=said.get("emergency", ""),
        replaces=said.get("replaces", ""),
        void=said.get("void", ""),
        end=_end(end) if end else None,
        waivers=tuple((rule, reason) for rule, reason in said.get("waivers", ())),
        bases=tuple((title, article) for title, article in said.get("bases", ())),
    )


def _end(said: Mapping[str, Any]) -> End:
    kind = EndKind.of(said["kind"])
    assert kind is not None
    return End(kind, said["days"], said["reason"])


def working_day(day: date, last: date) -> date:
    """The day itself, or the Monday after a weekend; the Friday before it where that Monday is past `last`."""
    beyond = day.weekday() - SATURDAY
    if beyond < 0:
        return day
    monday = day + timedelta(2 - beyond)
    return monday if monday <= last or day > last else day - timedelta(beyond + 1)
