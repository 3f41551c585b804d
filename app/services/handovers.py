"""移交: what a clerk answers for, given to another in one step, and the lists that were signed. Knows no window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.actors import Actor
from app.domain.facts import cleaned
from app.domain.handovers import Handover, problems_of_handover
from app.domain.matters import Matter
from app.domain.problems import Problem, Refused, refuse_if
from app.exporters.cells import Report
from app.models.audit import head_of
from app.models.database import Database
from app.models.desk import HandoverRecord
from app.models.moments import today_in
from app.models.settings import StaffRecord
from app.services.matters import RECORDS, handled_in, handlers_in
from app.services.papers.listings import handover_listing
from app.services.papers.sheets import footnote_of
from app.services.settings import settings_in


class HandoverService:
    """Handovers. Every public method is one transaction; all raise Refused with every reason."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def givers(self, on: date) -> list[str]:
        """Who can hand something over: everybody here, and whoever is named on a matter that is open."""
        with self._database.read() as session:
            return list(dict.fromkeys((*_staff(session), *handlers_in(session, on))))

    def open_matters(self, name: str, on: date) -> list[Matter]:
        """All that a clerk answers for, by kind; documents in force are the last."""
        with self._database.read() as session:
            return handled_in(session, name.strip(), on) if name.strip() else []

    def check(self, facts: Handover, today: date, *, leaves: bool = False) -> list[Problem]:
        """What keeps a handover from being done."""
        facts = cleaned(facts)
        with self._database.read() as session:
            found = handled_in(session, facts.giver, today) if facts.giver else []
            return list(problems_of_handover(facts, _staff(session), found, today, leaves=leaves))

    def hand_over(
        self, facts: Handover, chosen: Sequence[str] | None, actor: Actor, *, leaves: bool = False
    ) -> Handover:
        """Give the matters with the keys chosen (None: all) to the receiver, and keep the list as it is today.

        `leaves` makes the giver one who is no longer here. A closed year does not keep a document from another handler.
        """
        facts = cleaned(facts)
        with self._database.write(actor, "移交") as session:
            today = today_in(session)
            found = handled_in(session, facts.giver, today) if facts.giver else []
            _refuse_gone(found, chosen)
            taken = tuple(each for each in found if chosen is None or each.key in chosen)
            facts = replace(facts, matters=taken)
            refuse_if(problems_of_handover(facts, _staff(session), found, today, leaves=leaves))
            for each in taken:
                session.get_one(RECORDS[each.kind], each.record_id).handler = facts.receiver
            if leaves:
                _leave(session, facts.giver)
            record = HandoverRecord(
                giver=facts.giver,
                receiver=facts.receiver,
                supervisor=facts.supervisor,
                on=facts.on,
                reason=facts.reason,
                items=[[each.kind.value, each.record_id, each.title, each.standing] for each in taken],
            )
            session.add(record)
            session.flush()
            return record.facts()

    def all(self) -> list[Handover]:
        """Every handover, the newest first."""
        with self._database.read() as session:
            rows = session.scalars(select(HandoverRecord).order_by(HandoverRecord.id.desc()))
            return [row.facts() for row in rows]

    def get(self, handover_id: int) -> Handover:
        """One handover as it was signed."""
        with self._database.read() as session:
            return handover_in(session, handover_id).facts()

    def write_list(self, handover_id: int, path: Path) -> Report:
        """Write the 移交清单 as PDF, as it was on the day. Raises Refused, Unavailable."""
        from app.exporters.listing import write_listing

        if path.suffix.lower() != ".pdf":
            raise Refused(f"移交清单是 PDF 文件，“{path.name}”请改以 .pdf 结尾")
        with self._database.read() as session:
            facts = handover_in(session, handover_id).facts()
            listing = handover_listing(facts, settings_in(session).office, footnote_of(head_of(session)))
        return write_listing(listing, path)


def handover_in(session: Session, handover_id: int) -> HandoverRecord:
    """Raises Refused when there is none with that id."""
    record = session.get(HandoverRecord, handover_id)
    if record is None:
        raise Refused(f"没有第 {handover_id} 次移交，请刷新")
    return record


def _staff(session: Session) -> list[str]:
    return list(session.scalars(select(StaffRecord.name).where(StaffRecord.active).order_by(StaffRecord.id)))


def _refuse_gone(found: Sequence[Matter], chosen: Sequence[str] | None) -> None:
    """What was ticked and is no longer open with the giver must not be left out unseen."""
    gone = set(chosen or ()) - {each.key for each in found}
    if gone:
        raise Refused(
            [Problem("matters", f"所勾选的有 {len(gone)} 项刚刚办结或已换了承办人，请重新选择移交人后再核对清单")]
        )


def _leave(session: Session, name: str) -> None:
    row = session.scalar(select(StaffRecord).where(StaffRecord.name == name))
    if row is not None:
        row.active = False
