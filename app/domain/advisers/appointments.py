"""聘任: who advises which unit for which term, and how one term follows another. Knows no contract."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from app.domain.advisers.people import INTERNAL, AdviserKind
from app.domain.advisers.terms import HasTerm, Span, Stage, joint, term_end, warning_day
from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.documents.facts import Doubt, Waiver
from app.domain.problems import Basis, Problem, Severity
from app.domain.profiles import Profile

LEADS = (90, 60, 30)
"""Days before the end at which an office is reminded, unless a record has its own."""

ONE_CHIEF = Basis(
    "门头沟区法治政府建设实施方案第35项", "每个单位设一名首席法律顾问，由主管法制负责人或者法治机构负责人担任"
)
CHAIN = Basis("法律顾问管理规则", "续聘的聘期自上一聘期届满的次日起算，断档或者重叠的应当说明")
UNQUALIFIED = Basis("考核评价办法（晋安区等地）", "考核结果作为续聘、解聘的依据；考核不合格的不得续聘")
INTERNAL_ASSIGNED = Basis(
    "中办发〔2016〕30号", "政府法制机构人员、公职律师由本机关任命担任法律顾问，外聘律师、法学专家由聘任产生"
)

LENGTH_RULE = "ADV-02"
CHAIN_RULE = "ADV-04"
RENEWAL_RULE = "ADV-13"
DISMISSED_RULE = "renewed_after_dismissal"


class AppointmentKind(Choice):
    """任命 for the government's own people, 聘任 with a 聘书 for others."""

    ASSIGNED = "assigned", "任命", "指定"
    ENGAGED = "engaged", "聘任", "聘请", "聘用"


class AppointmentState(Choice):
    """Where an appointment stands on a day; the values are those of `Stage`."""

    UNKNOWN = "unknown", "不明（缺日期）"
    UPCOMING = "upcoming", "未开始"
    RUNNING = "running", "在聘"
    EXPIRING = "expiring", "将到期"
    RENEWED = "renewed", "期满续聘"
    EXPIRED = "expired", "期满"
    ENDED = "ended", "已解聘"


class EndReason(Choice):
    """Why an appointment or a contract ended before its time."""

    DISMISSED = "dismissed", "解聘"
    RESIGNED = "resigned", "辞任"
    REPLACED = "replaced", "更换"
    MOVED = "moved", "调离"
    AGREED = "agreed", "协商解除"
    OTHER = "other", "其他"


@dataclass(frozen=True)
class AppointmentFacts:
    """One adviser for one unit and one term. Both ends are inclusive; `ended_on` is the first day no longer served."""

    adviser_id: int
    unit_id: int
    kind: AppointmentKind = AppointmentKind.ENGAGED
    letter_number: str = ""
    """聘书编号, or the number of the 任命."""
    decided_on: date | None = None
    basis: str = ""
    """审批依据: the meeting or instruction."""
    starts_on: date | None = None
    ends_on: date | None = None
    open_ended: bool = False
    chief: bool = False
    """首席法律顾问 of the unit."""
    previous_id: int | None = None
    ended_on: date | None = None
    end_kind: EndReason | None = None
    end_reason: str = ""
    end_basis: str = ""
    waivers: tuple[Waiver, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None

    def span(self, *, renewed: bool = False) -> Span:
        """What decides its stage; `renewed` is whether another appointment has taken over from it."""
        warn = warning_day(self.ends_on, LEADS)
        return Span(self.starts_on, self.ends_on, self.open_ended, self.ended_on, warn, renewed)


@dataclass(frozen=True)
class AppointmentKnown:
    """What the rules need to know beside an appointment."""

    adviser: AdviserKind | None = None
    """The kind of the adviser."""
    chiefs: Mapping[int, tuple[str, AppointmentFacts]] | None = None
    """Other appointments of chiefs of the same unit: id → adviser's name and the appointment."""
    siblings: Mapping[int, AppointmentFacts] | None = None
    """Other appointments of the same adviser to the same unit."""
    length: Profile | None = None
    """Where the unit is the place's own government: how long a term may be there."""


def appointment_state(facts: AppointmentFacts, on: date, *, renewed: bool = False) -> AppointmentState:
    """The state on a day."""
    return _STATES[facts.span(renewed=renewed).stage(on)]


_STATES = {Stage(state.value): state for state in AppointmentState}


def problems_of_appointment(facts: AppointmentFacts, known: AppointmentKnown) -> list[Problem]:
    """All that is wrong with an appointment. Two chiefs at a time and a broken link are errors that always hold."""
    return [
        *problems_of_ends(facts),
        *_problems_of_kind(facts, known),
        *_problems_of_chief(facts, known),
        *_problems_of_chain(facts, known),
        *(problems_of_length(facts, known.length) if known.length is not None else ()),
    ]


def waived(waivers: Iterable[Waiver], rule: str) -> bool:
    """Whether a reason accepts a rule."""
    return any(waiver.rule == rule and waiver.reason.strip() for waiver in waivers)


def problems_of_ends(facts: HasTerm) -> Iterator[Problem]:
    """What is wrong with the two ends and the early end of any term."""
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        yield Problem("ends_on", f"期限止（{chinese(facts.ends_on)}）早于期限起（{chinese(facts.starts_on)}），请更正")
    if facts.open_ended and facts.ends_on is not None:
        yield Problem("open_ended", "已填写期限止，不能再选“未定终止日期”")
    if facts.ended_on is not None:
        if not facts.end_reason.strip():
            yield Problem("end_reason", "提前结束的，请写明原因")
        if facts.starts_on and facts.ended_on < facts.starts_on:
            yield Problem(
                "ended_on",
                f"提前结束的日期（{chinese(facts.ended_on)}）早于期限起（{chinese(facts.starts_on)}），请更正",
            )
        if facts.ends_on and facts.ended_on > facts.ends_on:
            yield Problem("ended_on", f"期限已于{chinese(facts.ends_on)}届满，不必再登记提前结束")


def _problems_of_kind(facts: AppointmentFacts, known: AppointmentKnown) -> Iterator[Problem]:
    if known.adviser in INTERNAL and facts.kind is AppointmentKind.ENGAGED:
        yield Problem("kind", f"{known.adviser.label}由单位任命，没有聘任合同，请改选“任命”", basis=INTERNAL_ASSIGNED)
    if known.adviser is not None and known.adviser not in INTERNAL and facts.kind is AppointmentKind.ASSIGNED:
        yield Problem("kind", f"{known.adviser.label}由单位聘任，请改选“聘任”", basis=INTERNAL_ASSIGNED)
    if facts.kind is AppointmentKind.ENGAGED and facts.starts_on is None and not facts.doubts:
        yield Problem("starts_on", "请填写聘期起")
    if facts.kind is AppointmentKind.ENGAGED and facts.ends_on is None and not facts.doubts:
        yield Problem("ends_on", "请填写聘期止")
    if facts.kind is AppointmentKind.ASSIGNED and facts.starts_on is None:
        yield Problem("starts_on", "请填写任命日期")


def _problems_of_chief(facts: AppointmentFacts, known: AppointmentKnown) -> Iterator[Problem]:
    for key, (name, other) in (known.chiefs or {}).items():
        if key != facts.id and two_chiefs(facts, other):
            message = f"该单位已有首席法律顾问“{name}”，一个单位只能有一名；请先结束其任期或取消其“首席”"
            yield Problem("chief", message, basis=ONE_CHIEF, record=key)


def two_chiefs(one: AppointmentFacts, other: AppointmentFacts) -> bool:
    """Whether two appointments make two people chief of one unit at a time; two terms of one person do not."""
    both = one.chief and other.chief and one.unit_id == other.unit_id and one.adviser_id != other.adviser_id
    return both and overlap(one.span(), other.span())


def problems_of_length(facts: AppointmentFacts, profile: Profile) -> Iterator[Problem]:
    """ADV-02: a term of the place's own government that is shorter or longer than its rule; a reason settles it."""
    if facts.kind is AppointmentKind.ASSIGNED or facts.starts_on is None or facts.ends_on is None:
        return
    least, most = profile.number("adviser_term_min_months"), profile.number("adviser_term_max_months")
    days = f"{chinese(facts.starts_on)}至{chinese(facts.ends_on)}"
    for what, rule in (
        (f"不足{least}个月" if least and facts.ends_on < term_end(facts.starts_on, least) else "", "adviser_term_min_months"),
        (f"超过{most}个月" if most and facts.ends_on > term_end(facts.starts_on, most) else "", "adviser_term_max_months"),
    ):  # fmt: skip
        if what:
            message = f"聘期{what}（{days}），请核对或说明理由"
            yield Problem("ends_on", message, Severity.WARNING, profile.basis(rule), LENGTH_RULE)


def _problems_of_chain(facts: AppointmentFacts, known: AppointmentKnown) -> Iterator[Problem]:
    siblings = {key: each for key, each in (known.siblings or {}).items() if key != facts.id}
    if facts.previous_id is not None:
        before = siblings.get(facts.previous_id)
        if before is None:
            yield Problem("previous_id", "上一期聘任须是同一顾问在同一单位的聘任，请另选")
        else:
            yield from problems_of_link(facts, before)
        if any(each.previous_id == facts.previous_id for each in siblings.values()):
            yield Problem("previous_id", "上一期聘任已经续聘过，一期只能续聘一次；请从最近一期续聘")
    followers = [key for key, each in siblings.items() if facts.id is not None and each.previous_id == facts.id]
    for key in followers:
        yield from problems_of_follower(facts, siblings[key])
    for key, other in siblings.items():
        if key != facts.previous_id and key not in followers and overlap(facts.span(), other.span()):
            yield Problem(
                "starts_on", "与该顾问在同一单位的另一聘期重叠，请核对", Severity.WARNING, CHAIN, CHAIN_RULE, key
            )


class Linked(HasTerm, Protocol):
    """One term of a renewal chain."""

    @property
    def unit_id(self) -> int: ...
    @property
    def end_kind(self) -> EndReason | None: ...
    @property
    def waivers(self) -> tuple[Waiver, ...]: ...
    def span(self) -> Span: ...


def problems_of_link(facts: Linked, before: Linked) -> Iterator[Problem]:
    """What is wrong with a term and the one it follows: a chain must run forward in time, so that it has no circle; gaps,
    overlaps and a dismissal are told.
    """
    if before.end_kind is EndReason.DISMISSED and before.ended_on is not None:
        message = f"上一期已于{chinese(before.ended_on)}解聘（{before.end_reason}），请核对是否续期，或说明理由"
        yield Problem("previous_id", message, Severity.WARNING, CHAIN, DISMISSED_RULE)
    if not _in_order(before, facts):
        yield Problem("previous_id", "续期的开始日期必须晚于上一期的开始日期，请补填或更正日期")
    elif (found := joint(before.span(), facts.span())) is not None and found.said:
        yield Problem("starts_on", f"续期{found.said}，请核对或说明理由", Severity.WARNING, CHAIN, CHAIN_RULE)


def problems_of_follower(facts: Linked, after: Linked) -> Iterator[Problem]:
    """What is wrong with a term and the one that follows it already; what that one gives a reason for is not told again."""
    if not _in_order(facts, after):
        day = f"（{chinese(after.starts_on)}）" if after.starts_on else ""
        yield Problem("starts_on", f"开始日期必须早于下一期的开始日期{day}，请更正，或先更正下一期")
    elif (
        (found := joint(facts.span(), after.span())) is not None
        and found.said_ahead
        and not waived(after.waivers, CHAIN_RULE)
    ):
        yield Problem("ends_on", f"期限{found.said_ahead}，请核对或说明理由", Severity.WARNING, CHAIN, CHAIN_RULE)


def _in_order(one: HasTerm, other: HasTerm) -> bool:
    return one.starts_on is not None and other.starts_on is not None and one.starts_on < other.starts_on


def overlap(one: Span, other: Span) -> bool:
    """Whether two terms share a day; an unknown beginning is taken for the end's day, unknown terms share none."""
    if one.starts_on is None or other.starts_on is None:
        return False
    first, second = (one, other) if one.starts_on <= other.starts_on else (other, one)
    assert second.starts_on is not None
    last = first.last_day
    alive = second.last_day is None or second.last_day >= second.starts_on
    return alive and (last is None or last >= second.starts_on)


def next_start(span: Span) -> date | None:
    """The first day of a renewal: the day after the last one served."""
    return span.last_day + timedelta(days=1) if span.last_day is not None else None
