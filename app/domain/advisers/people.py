"""One legal adviser: who he is, what he may do, how long he has practised. Knows no appointment; rules are told of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.advisers.terms import Span, Stage
from app.domain.choices import Choice
from app.domain.dates import add_years, chinese
from app.domain.documents.facts import Doubt
from app.domain.id_number import fault_of_id, is_masked, normal_id
from app.domain.problems import Basis, Problem, Severity
from app.domain.text import fold

WHO_ADVISES = Basis("中办发〔2016〕30号", "政府法律顾问队伍由政府法制机构人员、公职律师、外聘律师和法学专家组成")
CLEAN_RECORD = Basis("中办发〔2016〕30号", "外聘法律顾问应当未受过刑事处罚、行政处罚或者行业处分")


class AdviserKind(Choice):
    """The four kinds; the first two belong to the government and have a 任命, the others a 聘任 and contracts."""

    LEGAL_STAFF = "legal_staff", "政府法制机构人员", "法制机构人员", "法制机构工作人员", "内部人员"
    PUBLIC_LAWYER = "public_lawyer", "公职律师"
    LAWYER = "lawyer", "外聘律师", "律师", "社会律师", "执业律师"
    EXPERT = "expert", "法学专家", "专家", "法学专家（研究人员）", "学者", "研究人员"


INTERNAL = frozenset({AdviserKind.LEGAL_STAFF, AdviserKind.PUBLIC_LAWYER})


class Gender(Choice):
    """As the register of advisers says it."""

    MALE = "male", "男"
    FEMALE = "female", "女"


class RecordCheck(Choice):
    """What the check for penalties and disciplinary measures found."""

    CLEAN = "clean", "无处分记录", "无", "无记录"
    FOUND = "found", "有处分记录", "有", "有记录"


class AdviserState(Choice):
    """Where an adviser stands on a day; follows from his appointments and his suspension, never stored."""

    CANDIDATE = "candidate", "候选"
    SERVING = "serving", "在聘"
    SUSPENDED = "suspended", "停聘"
    DISMISSED = "dismissed", "已解聘"
    EXPIRED = "expired", "期满"
    UNKNOWN = "unknown", "不明（缺聘期）"


SPECIALITIES = (
    "行政法", "行政复议与诉讼", "合同", "土地房产", "城建规划", "劳动人事", "知识产权", "公司金融", "民商事诉讼", "刑事", "环境资源", "信访维稳",
)  # fmt: skip
"""Usual ones; others may be typed."""


@dataclass(frozen=True)
class AdviserFacts:
    """One adviser, whole. Outside `reveal` the id number is masked; a masked one that comes back means unchanged."""

    name: str
    kind: AdviserKind | None = None
    """None only where an imported ledger does not say it."""
    gender: Gender | None = None
    id_number: str = ""
    firm_id: int | None = None
    workplace: str = ""
    """工作单位 where it is no firm of the list."""
    licence_number: str = ""
    first_practised_on: date | None = None
    specialities: tuple[str, ...] = ()
    title: str = ""
    """职称/职务."""
    education: str = ""
    qualification_number: str = ""
    political_status: str = ""
    phone: str = ""
    checked_on: date | None = None
    check_result: RecordCheck | None = None
    check_note: str = ""
    expert_pool: bool = False
    """Member of the 决策咨询专家库."""
    suspended_on: date | None = None
    """停聘 from this day on; None = not suspended."""
    suspended_reason: str = ""
    remark: str = ""
    doubts: tuple[Doubt, ...] = ()
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None


@dataclass(frozen=True)
class Namesake:
    """Another adviser of the same name."""

    id: int
    name: str
    firm_id: int | None
    workplace: str = ""


def identity(name: str, firm_id: int | None, workplace: str = "") -> tuple[str, int | None, str]:
    """What tells advisers apart: name and firm, or name and workplace for those without a firm."""
    return fold(name), firm_id, "" if firm_id is not None else fold(workplace)


def years_in_practice(first: date | None, on: date) -> int | None:
    """Whole years from the first practising licence to a day; from 29 February they are full on 1 March."""
    if first is None or first > on:
        return None if first is None else 0
    years = on.year - first.year
    return years if add_years(first, years) <= on else years - 1


def adviser_state(facts: AdviserFacts, spans: Iterable[Span], on: date) -> AdviserState:
    """The state on a day; `spans` are those of all his appointments."""
    if facts.suspended_on is not None and facts.suspended_on <= on:
        return AdviserState.SUSPENDED
    stages = [(span.stage(on), span) for span in spans]
    kinds = {stage for stage, _ in stages}
    if kinds & {Stage.RUNNING, Stage.EXPIRING}:
        return AdviserState.SERVING
    if Stage.UNKNOWN in kinds:
        return AdviserState.UNKNOWN
    over = [
        (span.last_day or date.min, stage)
        for stage, span in stages
        if stage in (Stage.ENDED, Stage.EXPIRED, Stage.RENEWED)
    ]
    if not over:
        return AdviserState.CANDIDATE
    latest = max(day for day, _ in over)
    ended = any(stage is Stage.ENDED for day, stage in over if day == latest)
    return AdviserState.DISMISSED if ended else AdviserState.EXPIRED


def problems_of_adviser(
    facts: AdviserFacts, namesakes: Iterable[Namesake] = (), today: date | None = None
) -> list[Problem]:
    """All that is wrong with an adviser; `namesakes` are others of the same name."""
    return [*_problems_of_person(facts, namesakes), *_problems_of_days(facts, today), *_problems_of_record(facts)]


def _problems_of_person(facts: AdviserFacts, namesakes: Iterable[Namesake]) -> Iterator[Problem]:
    if not facts.name.strip():
        yield Problem("name", "请填写姓名")
    if facts.kind is None:
        yield Problem("kind", "请选择顾问类型", Severity.WARNING, WHO_ADVISES)
    if facts.id_number and not is_masked(facts.id_number) and (fault := fault_of_id(normal_id(facts.id_number))):
        yield Problem("id_number", fault)
    if facts.kind in INTERNAL and facts.firm_id is not None:
        yield Problem("firm_id", f"{facts.kind.label}不属于律师事务所，请在“工作单位”中填写单位名称")
    mine = identity(facts.name, facts.firm_id, facts.workplace)
    for other in namesakes:
        if other.id != facts.id and identity(other.name, other.firm_id, other.workplace) == mine:
            yield Problem(
                "name",
                f"同一机构已登记过“{other.name}”，请直接修改该顾问；确是同名两人的，请在“工作单位”中区分",
                record=other.id,
            )


def _problems_of_days(facts: AdviserFacts, today: date | None) -> Iterator[Problem]:
    for field, title in (("first_practised_on", "首次执业日期"), ("checked_on", "核查日期")):
        day = getattr(facts, field)
        if day is not None and today is not None and day > today:
            yield Problem(field, f"{title}（{chinese(day)}）晚于今天，请更正")
    if facts.suspended_on is not None and not facts.suspended_reason.strip():
        yield Problem("suspended_reason", "请写明停聘的原因")


def _problems_of_record(facts: AdviserFacts) -> Iterator[Problem]:
    if facts.check_result is RecordCheck.FOUND and not facts.check_note.strip():
        yield Problem("check_note", "核查到处分记录的，请写明处分的内容", basis=CLEAN_RECORD)
    if facts.check_result is not None and facts.checked_on is None:
        yield Problem("checked_on", "请填写处分记录的核查日期")
