"""发文号: whose mark a kind bears, which serial comes next. Knows no template."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.letters import LetterKind, usual_mark
from app.domain.problems import Refused
from app.models.letters import LetterRecord
from app.services.settings import OfficeSettings, settings_in
from app.services.setup import place_of


def marks_of(settings: OfficeSettings) -> dict[LetterKind, str]:
    """The 机关代字 of every kind: the office's own, else the usual one; empty where neither is known."""
    place = settings.region_name or place_of(settings.office)
    own = {kind: mark for kind, mark in settings.letter_marks if mark.strip()}
    return {kind: own.get(kind.value) or usual_mark(kind, place) for kind in LetterKind}


def mark_in(session: Session, kind: LetterKind) -> str:
    """The mark of a kind. Raises Refused where the office's district is not known and no mark is set."""
    mark = marks_of(settings_in(session))[kind]
    if not mark:
        raise Refused(f"还没有“{kind.label}”的机关代字，请在“系统设置—发文与审签”中填写，如“海司审”")
    return mark


def next_serial_in(session: Session, mark: str, year: int) -> int:
    """The next serial of a mark in a year; the transaction holds the write lock, or this is only a preview."""
    statement = select(func.max(LetterRecord.serial)).where(LetterRecord.mark == mark, LetterRecord.year == year)
    return (session.scalar(statement) or 0) + 1
