"""Years of the office: whether one is closed against unintended changes. Knows no subject."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.problems import Problem, refuse_if
from app.models.desk import YearRecord


def closed_years_in(session: Session) -> frozenset[int]:
    """Years that are closed now."""
    rows = session.scalars(
        select(YearRecord).where(YearRecord.closed_on.is_not(None), YearRecord.reopened_on.is_(None))
    )
    return frozenset(row.year for row in rows)


def closed_problems_in(session: Session, year: int | None, what: str) -> list[Problem]:
    """Why what belongs to a closed year cannot be changed; `what` names the day that says so. None is no year."""
    if year is None or year not in closed_years_in(session):
        return []
    message = f"{what}在 {year} 年，该年度已经结转关闭，不能修改；确需更正的，请在“年度结转”中写明原因重新打开"
    return [Problem("", message)]


def refuse_closed_in(session: Session, year: int | None, what: str) -> None:
    """Raise Refused for a change of what belongs to a closed year, as `closed_problems_in` says."""
    refuse_if(closed_problems_in(session, year, what))
