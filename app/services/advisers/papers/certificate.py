"""聘书, or 任命书 for the government's own people. Knows no store and no file format."""

from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind
from app.domain.advisers.people import AdviserFacts, AdviserKind, Gender
from app.domain.dates import chinese
from app.domain.problems import Refused
from app.services.advisers.papers.boxes import LINE

if TYPE_CHECKING:
    from app.exporters.official import Official


def certificate(facts: AppointmentFacts, adviser: AdviserFacts, firm: str, unit: str, today: date) -> "Official":
    """One sheet; `firm` is the adviser's firm or workplace. A number or a day that is not known yet is left to be written by hand.

    Raises Refused where the term has no beginning.
    """
    from app.exporters.official import Layout, Official, Paragraph

    engaged = facts.kind is AppointmentKind.ENGAGED
    if facts.starts_on is None:
        raise Refused(
            "这项聘任没有填写聘期起，不能出具聘书，请先补填"
            if engaged
            else "这项任命没有填写任命日期，不能出具任命书，请先补填"
        )
    post = f"{unit}{'首席法律顾问' if facts.chief else '法律顾问'}"
    if engaged:
        until = f"至{chinese(facts.ends_on)}止" if facts.ends_on else ""
        who = f"{adviser.name}{_address(adviser)}{f'（{firm}）' if firm else ''}"
        said = f"兹聘请{who}为{post}，聘期自{chinese(facts.starts_on)}起{until}。"
    else:
        until = f"，至{chinese(facts.ends_on)}止" if facts.ends_on else ""
        said = f"经研究决定，任命{adviser.name}同志为{post}，自{chinese(facts.starts_on)}起任职{until}。"
    return Official(
        title="聘　　书" if engaged else "任　命　书",
        office=unit,
        on=facts.decided_on or min(facts.starts_on, today),
        body=(Paragraph(said), *((Paragraph("特发此证。"),) if engaged else ())),
        mark=f"编号：{facts.letter_number or LINE}",
        layout=Layout.CERTIFICATE,
        dated=facts.decided_on is not None,
    )


def _address(adviser: AdviserFacts) -> str:
    """How he is spoken of: 律师, 教授, else by the gender in the register; 同志 where that is not known."""
    if adviser.kind is AdviserKind.LAWYER:
        return "律师"
    if "教授" in adviser.title:
        return "教授"
    return {Gender.MALE: "先生", Gender.FEMALE: "女士"}.get(adviser.gender, "同志") if adviser.gender else "同志"
