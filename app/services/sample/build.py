"""Builds the sample office act by act, on a clock that walks from its first day to the day before today. Knows no door."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from app.config import resource
from app.domain.actors import Actor, Origin
from app.domain.documents.facts import DocumentFacts, FileLevel, Validity, ValidityMode
from app.domain.documents.titles import kind_in_title
from app.domain.ledgers import Query
from app.domain.letters import LetterKind
from app.domain.units import FormerName, IssuerMark, UnitCategory, UnitFacts
from app.models.moments import CHINA
from app.services.imports import Outcome
from app.services.sample.advisers import adviser_acts
from app.services.sample.course import Course, Do, Staged
from app.services.sample.desk import Review, desk_plan, matters
from app.services.sample.papers import articles, write_docx, write_pdf, write_summary
from app.services.sample.plan import PUBLICATION, Planned, documents_plan, office_plan, working_day
from app.services.sample.plans import plan_acts
from app.services.sample.waiting import Waiting
from app.services.sample.years import once
from app.services.settings import OfficeSettings, StaffMember
from app.services.setup import starting_units

if TYPE_CHECKING:
    from app.services.office import Office

OLD_LEDGER = "规范性文件台账.xlsx"
PROGRAM = Actor("示例", Origin.PROGRAM)


class SampleClock:
    """An instant that only the building moves, always onwards."""

    def __init__(self, day: date) -> None:
        self._at = _morning(day)

    def __call__(self) -> datetime:
        return self._at

    def go_to(self, day: date) -> None:
        """Nine o'clock of a later day, or some minutes on when the day is not later."""
        morning = _morning(day)
        self._at = morning if morning > self._at else self._at + timedelta(minutes=4)


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 0, tzinfo=CHINA).astimezone(UTC)


def first_day(today: date) -> date:
    """The day the sample office began to use the program."""
    return working_day(today - timedelta(office_plan()["began"]), today)


@dataclass(frozen=True)
class Built:
    """What there is now."""

    documents: int
    units: int
    imported: Outcome
    """Of the old ledger."""


def build(office: "Office", clock: SampleClock, today: date) -> Built:
    """Fill an empty office opened on `clock`, which stands at first_day(today); nothing is dated today or later.

    The same day gives the same office, but for the marks that records bear for ever.
    """
    plan = office_plan()
    last = today - timedelta(1)

    def on(offset: int) -> date:
        return working_day(today + timedelta(offset), last)

    _set_up(office, plan, first_day(today))
    units = {unit.short_name: key for key, unit in office.units.all().items() if key}
    documents, old = documents_plan()
    imported: list[Outcome] = []
    with TemporaryDirectory() as scratch:
        papers = _Papers(office, Path(scratch))
        staged = Staged(office, units, today, on, papers.attach, {}, {}, {})
        for day, _, act in sorted(_acts(staged, documents, old, plan, imported), key=lambda item: item[:2]):
            clock.go_to(day)
            act()
    clock.go_to(last)
    like = staged.ids["海珠区招商引资扶持办法"]
    scheme = office.settings.get().default_scheme_id
    assert scheme is not None
    office.numbering.reserve(scheme, like, "区机构改革配套文件，拟于年底前印发", PROGRAM, office.today())
    documents_now = office.ledgers.count("documents", Query(office.today()))
    return Built(documents_now, len(office.units.all()), imported[0])


def _acts(
    staged: Staged, documents: list[Planned], old: list[dict[str, Any]], plan: dict[str, Any], imported: list[Outcome]
) -> Iterator[tuple[date, int, Do]]:
    """Every act with its day and its place within the day."""
    office = staged.office
    handlers = [member["name"] for member in plan["staff"] if "left" not in member]
    (leaver,) = (member for member in plan["staff"] if "left" in member)
    place = 0
    for each in old:
        place += 1
        yield staged.on(-plan["began"]), place, lambda each=each: _enter_old(staged, each, leaver["name"])  # type: ignore[misc]  # bound now
    for number, planned in enumerate(documents):
        of_old = number % 3 == 1 and planned.signed + PUBLICATION < leaver["left"]
        course = Course(staged, planned, leaver["name"] if of_old else handlers[number % len(handlers)])
        for offset, act in course.acts():
            place += 1
            day = staged.on(offset)
            if offset < 0 and day < staged.today:
                yield day, place, act

    reviews = (Review(staged, matter, handlers[matter.place % len(handlers)]).acts() for matter in matters())
    waiting = (
        Waiting(staged, said, handlers[number % len(handlers)]).acts()
        for number, said in enumerate(desk_plan()["waiting"])
    )
    submitted = {matter.title: matter.day for matter in matters()}
    signed = {each.title: each.signed for each in documents}
    advisers = adviser_acts(staged, submitted, signed, Actor(handlers[0], Origin.PROGRAM))
    for offset, act in chain(*reviews, *waiting, plan_acts(staged, documents, handlers), advisers):
        place += 1
        day = staged.on(offset)
        if offset < 0 and day < staged.today:
            yield day, place, act

    for day, act in once(staged, leaver["name"], leaver["left"], handlers):
        place += 1
        yield day, place, act

    def take_in() -> None:
        actor = Actor(handlers[1], Origin.PROGRAM)
        imported.append(office.imports.run("documents", resource(f"sample/{OLD_LEDGER}"), actor))

    yield staged.on(-plan["taken_in"]), place + 1, take_in


def _set_up(office: "Office", plan: dict[str, Any], began: date) -> None:
    settings = OfficeSettings(
        plan["office"], plan["region_code"], plan["region_name"], plan["profile"], go_live_on=began
    )
    marks = plan["marks"]
    units = [
        replace(unit, marks=(IssuerMark(marks[unit.code]),)) if unit.code in marks else unit
        for unit in starting_units(plan["region_name"])
    ]
    former = {each["code"]: each for each in plan["former"]}
    units = [
        replace(unit, former_names=(FormerName(former[unit.code]["name"], None, former[unit.code]["until"]),))
        if unit.code in former
        else unit
        for unit in units
    ]
    units += [
        UnitFacts(each["name"], UnitCategory.STREET, each["code"], each["short"], 0, marks=(IssuerMark(each["mark"]),))
        for each in plan["streets"]
    ]
    office.setup.begin(settings, PROGRAM, units)
    staff = [StaffMember(each["name"], each["post"]) for each in plan["staff"]]
    office.settings.save_staff(staff, PROGRAM)


def _enter_old(staged: Staged, said: dict[str, Any], handler: str) -> None:
    """补录 of a document issued before the program was in use."""
    levels = {"区政府": FileLevel.GOVERNMENT, "区政府办": FileLevel.OFFICE}
    years = said.get("years")
    facts = DocumentFacts(
        title=said["title"],
        file_level=levels.get(said["issuer"], FileLevel.DEPARTMENT),
        doc_kind=kind_in_title(said["title"]),
        issuers=(staged.units[said["issuer"]],),
        document_number=said["document_number"],
        unified_number=said.get("number", ""),
        published_on=said["published"],
        effective_on=said["effective"],
        validity=Validity(ValidityMode.YEARS, years) if years else Validity(ValidityMode.NONE_STATED),
        backfill=True,
        handler=handler,
        paper_location=said.get("location", ""),
        paper_copies=said.get("copies"),
    )
    staged.office.documents.register(facts, PROGRAM)


class _Papers:
    """Makes a document's papers and attaches them."""

    def __init__(self, office: "Office", folder: Path) -> None:
        self._office = office
        self._folder = folder

    def attach(self, document_id: int, plan: Planned, stage: str) -> None:
        """The draft, the outcome of the consultation, the notice of its number (handed out, not kept), or the published text."""
        facts = self._office.documents.get(document_id)
        text = articles(plan.title, plan.drafter, plan.years, facts.effective_on)
        match stage:
            case "notice":
                notice = self._folder / "通知单.pdf"
                self._office.letters.hand_out(LetterKind.NUMBER_NOTICE, notice, PROGRAM, document_id=document_id)
                return
            case "draft":
                path = self._folder / f"{plan.title}（送审稿）.docx"
                write_docx(path, plan.title, text)
            case "consultation":
                path = self._folder / "公开征求意见情况.txt"
                write_summary(path, plan.title, plan.consulted)
            case _:
                path = self._folder / f"{plan.title}.pdf"
                write_pdf(path, plan.title, text, facts.issuer_text, facts.published_on or self._office.today())
        self._office.attachments.add(document_id, path, PROGRAM)
        path.unlink()
