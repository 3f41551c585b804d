"""What the next year's numbers begin with: previews only, for counters begin by themselves. Knows no use case."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.documents.facts import DocumentFacts, FileLevel
from app.domain.letters import letter_number
from app.domain.numbering.schemes import NumberingScheme, Reset
from app.domain.numbering.tokens import TemplateError
from app.models.documents import DocumentRecord, IssuerRecord
from app.models.letters import LetterRecord
from app.models.units import UnitRecord
from app.services.numbering.allotment import next_in, schemes_in, values_of
from app.services.settings import settings_in
from app.services.submissions.lookup import next_serial_in

BY_ISSUER = frozenset({"org", "orgname", "orgabbr"})
"""Parts of a scope by which every issuer counts for itself."""


@dataclass(frozen=True)
class Counter:
    """One count and the number it gives next; without a text there is none, and the note says why."""

    name: str
    kind: str
    """Of what it counts."""
    text: str
    note: str = ""


def counters_in(session: Session, year: int) -> Iterator[Counter]:
    """Every count of a year: unified numbers by level, 收件号, letters by 机关代字."""
    for level in FileLevel:
        yield _of_level(session, level, year)
    yield Counter("收件号", "送审件", f"{year}-{next_serial_in(session, year):04}")
    yield from _of_letters(session, year)


def _of_level(session: Session, level: FileLevel, year: int) -> Counter:
    first = date(year, 1, 1)
    schemes = [scheme for scheme in schemes_in(session) if level.value in scheme.applies_to]
    fit = [scheme for scheme in schemes if scheme.holds_on(first)]
    if not fit:
        return Counter("统一编号", level.label, "", _why_none(schemes, first))
    chosen = settings_in(session).default_scheme_id
    scheme = next((each for each in fit if each.id == chosen), fit[0])
    issuer = _usual_issuer(session, level)
    if issuer is None:
        return Counter("统一编号", level.label, "", "还没有制定机关，不能预览")
    unit_id, unit_name = issuer
    facts = DocumentFacts("", file_level=level, issuers=(unit_id,))
    try:
        text = next_in(session, scheme, values_of(session, facts, year, first), year)["text"]
    except TemplateError as error:
        return Counter("统一编号", level.label, "", "；".join(problem.message for problem in error.problems))
    return Counter("统一编号", level.label, text, "；".join(_notes(scheme, unit_name, first)))


def _notes(scheme: NumberingScheme, issuer: str, first: date) -> Iterator[str]:
    yield f"规则“{scheme.name}”"
    if BY_ISSUER & set(scheme.scope):
        yield f"各制定机关分别起号，这里是{issuer}的"
    if scheme.reset is Reset.NEVER:
        yield "顺序号连续编，不重新起号"
    if scheme.valid_to is not None and scheme.valid_to.year == first.year:
        yield f"用到{scheme.valid_to.isoformat()}为止"


def _why_none(schemes: list[NumberingScheme], first: date) -> str:
    ended = [scheme for scheme in schemes if scheme.valid_to is not None and scheme.valid_to < first]
    if not ended:
        return "没有适用的编号规则，请在“系统设置—编号规则”中添加"
    last = max(ended, key=lambda scheme: scheme.valid_to or first)
    return f"规则“{last.name}”{last.valid_to}停用，以后没有规则可用，请在“系统设置—编号规则”中添加"


def _usual_issuer(session: Session, level: FileLevel) -> tuple[int, str] | None:
    """Who issued the latest document of a level, or the first unit that may issue at all."""
    latest = (
        select(UnitRecord.id, UnitRecord.name)
        .join(IssuerRecord, IssuerRecord.unit_id == UnitRecord.id)
        .join(DocumentRecord, DocumentRecord.id == IssuerRecord.document_id)
        .where(DocumentRecord.file_level == level, IssuerRecord.position == 0)
        .order_by(DocumentRecord.id.desc())
    )
    any_unit = select(UnitRecord.id, UnitRecord.name).where(UnitRecord.may_issue, UnitRecord.confirmed)
    for statement in (latest, any_unit.order_by(UnitRecord.code, UnitRecord.id)):
        row = session.execute(statement.limit(1)).first()
        if row is not None:
            return row.id, row.name
    return None


def _of_letters(session: Session, year: int) -> Iterator[Counter]:
    """The marks the office uses, set by itself or given to a letter in the two years."""
    used = select(LetterRecord.mark).where(LetterRecord.mark != "", LetterRecord.year.in_((year - 1, year))).distinct()
    marks = [*(mark for _, mark in settings_in(session).letter_marks), *session.scalars(used)]
    for mark in sorted(set(marks)):
        here = (LetterRecord.mark == mark, LetterRecord.year == year)
        last = session.scalar(select(func.max(LetterRecord.serial)).where(*here)) or 0
        yield Counter("发文号", f"机关代字“{mark}”", letter_number(mark, year, last + 1))
