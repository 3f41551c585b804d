"""聘书, or 任命书 for the government's own people. Knows no store and no file format."""

from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.appointments import AppointmentFacts, AppointmentKind
from app.domain.advisers.people import AdviserFacts, AdviserKind
from app.domain.dates import chinese
from app.domain.problems import Refused

if TYPE_CHECKING:
    from app.exporters.official import Official

LINES_ABOVE = 5


def certificate(facts: AppointmentFacts, adviser: AdviserFacts, unit: str, today: date) -> "Official":
    """One sheet, the text in its middle. Raises Refused where the term has no beginning."""
    from app.exporters.official import Official, Paragraph

    if facts.starts_on is None:
        raise Refused("这项聘任没有填写聘期起，不能出具聘书，请先补填")
    post = "首席法律顾问" if facts.chief else "法律顾问"
    body: tuple[Paragraph, ...]
    if facts.kind is AppointmentKind.ENGAGED:
        title, until = "聘　　书", f"至{chinese(facts.ends_on)}止" if facts.ends_on else ""
        body = (
            Paragraph(f"{adviser.name}{_address(adviser)}：", indented=False),
            Paragraph(f"兹聘请您担任{unit}{post}，聘期自{chinese(facts.starts_on)}起{until}。"),
            Paragraph("特发此证。"),
        )
    else:
        title, until = "任　命　书", f"，至{chinese(facts.ends_on)}止" if facts.ends_on else ""
        body = (
            Paragraph(f"经研究决定，任命{adviser.name}同志为{unit}{post}，自{chinese(facts.starts_on)}起任职{until}。"),
        )
    return Official(
        title=title,
        office=unit,
        on=facts.decided_on or min(facts.starts_on, today),
        body=body,
        mark=facts.letter_number,
        above=LINES_ABOVE,
        numbered=False,
    )


def _address(adviser: AdviserFacts) -> str:
    """How he is spoken to: 律师, his academic title, else 先生（女士） by what the register says."""
    if adviser.kind is AdviserKind.LAWYER:
        return "律师"
    if "教授" in adviser.title:
        return "教授"
    return "同志"
