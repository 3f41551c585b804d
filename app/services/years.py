"""Years of the office: whether one is closed against unintended changes. Knows no subject."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.problems import Problem, Refused
from app.models.desk import YearRecord


def closed_years_in(session: Session) -> frozenset[int]:
    """Years that are closed now."""
    rows = session.scalars(
        select(YearRecord).where(YearRecord.closed_on.is_not(None), YearRecord.reopened_on.is_(None))
    )
    return frozenset(row.year for row in rows)


def refuse_closed_in(session: Session, year: int, what: str) -> None:
    """Raise Refused for a change of what belongs to a closed year; `what` names the day that says so."""
    if year in closed_years_in(session):
        raise Refused(
            [
                Problem(
                    "",
                    f"{what}在 {year} 年，该年度已经结转关闭，不能修改；确需更正的，请在“年度结转”中写明原因重新打开",
                )
            ]
        )
