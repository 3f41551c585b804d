"""Lines of a drafting plan to planned documents: matched by uid or by year and title. Knows no file format."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.plans import LEDGER, PlanItem, plan_key, problems_of_plan, read_deadline, year_in
from app.domain.problems import Severity, errors
from app.importers.drafts import Draft, ImportProblem
from app.importers.names import split_issuers
from app.models.audit import insert_many
from app.models.base import new_uid
from app.models.desk import PLAN_COLUMNS, PlanRecord
from app.models.ids import next_id
from app.models.moments import now
from app.services.imports.matching import Verdict, changed, given, kept, problem
from app.services.imports.outcome import Action
from app.services.imports.units import UnitNames
from app.services.plans.lookup import plan_in
from app.services.plans.service import YEAR
from app.services.years.closed import closed_problems_in

SUBMIT_BY = LEDGER.column("submit_by").title


class PlanTaker:
    """Takes in a plan, line by line; nothing is written before `store`, save updates. A plan's year may stand in its heading."""

    def __init__(self, session: Session, headings: Sequence[str], *, merge: bool) -> None:
        """`headings`: what stands above the table and what the sheet and the file are called."""
        self._session = session
        self._merge = merge
        self._year = next(filter(None, map(year_in, headings)), None)
        self._units = UnitNames(session)
        self._known = {row.id: row.facts() for row in session.scalars(select(PlanRecord))}
        self._uids = {facts.uid: facts for facts in self._known.values()}
        self._titles = {_key(facts): facts for facts in self._known.values()}
        self._next = next_id(session, PlanRecord)
        self._created: list[PlanItem] = []

    @property
    def new_units(self) -> tuple[str, ...]:
        """Names of the units that the file brought along."""
        return tuple(self._units.proposed)

    def take(self, draft: Draft) -> Verdict:
        """What becomes of one line. A line fails for no title, no year, a closed year, or a change the rules forbid."""
        title = str(given(draft, "title") or "")
        known = self._uids.get(str(given(draft, "uid") or ""))
        by_uid = known is not None
        year = self._year_of(draft, known)
        if not title and known is None:
            return Verdict(Action.FAILED, title, reason="没有文件名称，无法列入计划；请补填拟制定文件名称")
        if year is None:
            reason = "看不出是哪一年的计划；请加一列“计划年度”，或在表的标题中写明年度"
            return Verdict(Action.FAILED, title, reason=reason)
        known = known or self._titles.get((year, plan_key(title)))
        if known is None and (reason := self._closed(year)):
            return Verdict(Action.FAILED, title, reason=reason)
        facts, found = self._facts(draft, known or PlanItem(year, title), year)
        if known is not None:
            return self._change(known, facts, found, by_uid=by_uid)
        if wrong := errors(problems_of_plan(facts)):
            return Verdict(Action.FAILED, title, reason="；".join(item.message for item in wrong))
        return self._create(draft, facts, found)

    def store(self) -> None:
        """Insert the units and the items that the lines made."""
        self._units.store()
        at = now(self._session)
        insert_many(
            self._session,
            PlanRecord,
            [
                {name: getattr(facts, name) for name in (*PLAN_COLUMNS, "id", "uid", "revision")} | {"created_at": at}
                for facts in self._created
            ],
        )

    def _create(self, draft: Draft, facts: PlanItem, found: tuple[ImportProblem, ...]) -> Verdict:
        made = replace(facts, id=self._next, uid=str(given(draft, "uid") or new_uid()), revision=1)
        self._next += 1
        self._created.append(made)
        self._titles[_key(made)] = self._uids[made.uid] = made
        return Verdict(Action.CREATED, made.title, made.id, problems=found)

    def _change(self, known: PlanItem, facts: PlanItem, found: tuple[ImportProblem, ...], *, by_uid: bool) -> Verdict:
        """What becomes of a line about an item that is known."""
        if not changed(known, facts):
            return Verdict(Action.SKIPPED, known.title, known.id, "与已列入计划的项目相同")
        if known in self._created or not (by_uid or self._merge):
            reason = f"{known.year}年计划中已有这个项目，按“跳过”处理"
            return Verdict(Action.SKIPPED, known.title, known.id, reason)
        wrong = [self._closed(known.year, facts.year), *(item.message for item in errors(problems_of_plan(facts)))]
        if any(wrong):
            return Verdict(Action.FAILED, known.title, known.id, "；".join(filter(None, wrong)))
        self._units.store()
        record = plan_in(self._session, known.id or 0)
        record.take(facts)
        self._session.flush()
        self._uids[facts.uid] = self._titles[_key(facts)] = record.facts()
        return Verdict(Action.UPDATED, facts.title, known.id, problems=found)

    def _closed(self, *years: int) -> str:
        """Why a line of a closed year is not taken in; empty when it may."""
        closed = [item.message for year in sorted(set(years)) for item in closed_problems_in(self._session, year, YEAR)]
        return "；".join(closed)

    def _year_of(self, draft: Draft, known: PlanItem | None) -> int | None:
        said = given(draft, "year")
        if isinstance(said, int) and not isinstance(said, bool):
            return said
        day = given(draft, "submit_by")
        return self._year or (known.year if known else None) or (day.year if isinstance(day, date) else None)

    def _facts(self, draft: Draft, base: PlanItem, year: int) -> tuple[PlanItem, tuple[ImportProblem, ...]]:
        """The item with what the line says, and what could not be taken as it stands."""
        drafter_id, drafter_text = self._drafter(draft, base)
        submit_by, remark, found = _deadline(draft, base, year)
        extra = [f"{title}：{text}" for title, text in draft.extra.items()]
        lines = [line for line in (remark, *extra) if line and line not in base.remark.split("\n")]
        return replace(
            base,
            year=year,
            title=str(kept(draft, "title", base.title) or base.title),
            drafter_id=drafter_id,
            drafter_text=drafter_text,
            submit_by=submit_by,
            handler=str(kept(draft, "handler", base.handler) or ""),
            remark="\n".join(filter(None, (str(kept(draft, "remark", base.remark) or ""), *lines))),
        ), found

    def _drafter(self, draft: Draft, base: PlanItem) -> tuple[int | None, str]:
        """One unit by its name, a new one where nobody knows it; several stay as they are written."""
        reading = draft.values.get("drafter")
        if reading is None or not (reading.clear or reading.value):
            return base.drafter_id, base.drafter_text
        if reading.clear:
            return None, ""
        names = split_issuers(str(reading.value))
        return (self._units.id_of(names[0]), "") if len(names) == 1 else (None, "、".join(names))


def _deadline(draft: Draft, base: PlanItem, year: int) -> tuple[date | None, str, tuple[ImportProblem, ...]]:
    """The day of sending in; 6月底前 is the last day of June, and what names no day stays in the remark."""
    reading = draft.values.get("submit_by")
    if reading is None or reading.clear or isinstance(reading.value, date):
        said = kept(draft, "submit_by", base.submit_by)
        return (said if isinstance(said, date) else None), "", ()
    day = read_deadline(reading.raw, year)
    if day is None:
        note = problem(
            draft, "submit_by", SUBMIT_BY, f"“{reading.raw}”看不出是哪一天，记入备注", Severity.WARNING, "请补填日期"
        )
        return base.submit_by, f"{SUBMIT_BY}：{reading.raw}", (note,)
    note = problem(draft, "submit_by", SUBMIT_BY, f"按最后一日理解为 {day.isoformat()}", Severity.NOTE)
    return day, "", (note,)


def _key(facts: PlanItem) -> tuple[int, str]:
    """What tells planned documents apart."""
    return facts.year, plan_key(facts.title)
