"""Setting an office up: its settings, a starting list of units and a numbering scheme, in one go. Knows no door."""

import csv
import re
from collections.abc import Sequence
from dataclasses import replace

from app.config import resource
from app.domain.actors import Actor
from app.domain.numbering.schemes import NumberingScheme, problems_of_scheme
from app.domain.numbering.shipped import SHIPPED
from app.domain.problems import Problem, Refused, refuse_if
from app.domain.units import IssuerMark, UnitCategory, UnitFacts, problems_of_unit
from app.models.database import Database
from app.models.moments import local_day, now
from app.models.numbering import SchemeRecord
from app.models.units import UnitRecord
from app.services.settings import (
    OfficeSettings,
    StaffMember,
    load_profile,
    problems_of_settings,
    store_settings,
    store_staff,
)
from app.services.units import save_in, units_in

_PLACE = re.compile(r"(?:.*[省市州盟])?(.+?(?:新区|区|县|旗|市))")


def place_of(office: str) -> str:
    """The district in an office's name: 广州市海珠区司法局 → 海珠区; empty when there is none."""
    found = _PLACE.match(office)
    return found[1] if found else ""


def starting_units(place: str) -> list[UnitFacts]:
    """The usual units of a district, to be edited: government, its office, departments. Raises Refused without a place.

    Parents are given by position (`parent_id` = index in the list); streets and towns have names of their own.
    """
    if not place.strip():
        raise Refused([Problem("office", "从单位名称中看不出所在的区县，请写全称，如“广州市海珠区司法局”")])
    rows = _rows(place.strip())
    names = [row["name"] for row in rows]
    return [
        UnitFacts(
            row["name"],
            UnitCategory.of(row["category"]) or UnitCategory.DEPARTMENT,
            row["code"],
            row["short"],
            parent_id=names.index(row["parent"]) if row["parent"] else None,
            marks=(IssuerMark(row["mark"]),) if row["mark"] else (),
        )
        for row in rows
    ]


def _rows(place: str) -> list[dict[str, str]]:
    with resource("units/district.csv").open(encoding="utf-8", newline="") as file:
        return [
            {key: value.format(place=place, abbr=place[0]) for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


def shipped_scheme(key: str) -> NumberingScheme:
    """A scheme that comes with the program. Raises Refused naming those there are."""
    for shipped in SHIPPED:
        if shipped.key == key:
            return shipped.scheme
    known = "、".join(shipped.key for shipped in SHIPPED)
    raise Refused([Problem("scheme", f"没有名为“{key}”的编号规则，可选：{known}")])


class SetupService:
    """The first start of an office."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        settings: OfficeSettings,
        actor: Actor,
        units: Sequence[UnitFacts] | None = None,
        scheme: str | NumberingScheme = "",
        staff: Sequence[StaffMember] = (),
    ) -> OfficeSettings:
        """Make an office ready in one transaction: settings, staff, units (default: the usual ones), a scheme (default: the profile's).

        The scheme is a shipped one's key or one of the office's own. Parents among the units are their positions in the
        list. Raises Refused; also for an office that has units.
        """
        own = scheme if isinstance(scheme, NumberingScheme) else None
        refuse_if([*problems_of_settings(settings), *(problems_of_scheme(own) if own else ())])
        wanted = starting_units(settings.region_name or place_of(settings.office)) if units is None else list(units)
        with self._database.write(actor, "建立单位数据") as session:
            if units_in(session):
                raise Refused("本单位的数据已经建立，请在“设置”和“单位”中修改")
            today = local_day(now(session))
            assert today is not None
            profile = load_profile(settings.profile).on(today)
            made = SchemeRecord(created_at=now(session))
            made.take(own or shipped_scheme(str(scheme) or profile.text("default_scheme")))
            session.add(made)
            store_staff(session, staff)
            stored: list[UnitRecord] = []
            for unit in wanted:
                parent = None if unit.parent_id is None else stored[unit.parent_id].id
                facts = replace(unit, id=None, parent_id=parent)
                refuse_if(problems_of_unit(facts, {record.id: record.facts() for record in stored}))
                stored.append(save_in(session, facts))
                session.flush()
            settings = replace(
                settings,
                region_name=settings.region_name or place_of(settings.office),
                go_live_on=settings.go_live_on or today,
                default_scheme_id=made.id,
            )
            return store_settings(session, settings)
