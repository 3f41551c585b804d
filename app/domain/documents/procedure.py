"""The gates of the procedure: what must have happened before the next act. Knows no number format and no status."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.dates import chinese
from app.domain.documents.facts import (
    MILESTONES,
    DocumentFacts,
    FileLevel,
    Nature,
    Step,
    StepKind,
    StepLevel,
    StepResult,
)
from app.domain.problems import Basis, Problem, Severity, explained
from app.domain.profiles import Profile

NO_37 = "国办发〔2018〕37号"
NO_115 = "国办发〔2018〕115号"
REVIEW_FIRST = Basis(NO_115, "未经合法性审核或者经审核不合法的文件，不得提交集体审议")
DELIBERATION_FIRST = Basis(NO_37, "制定行政规范性文件要实行集体研究讨论制度，经集体审议决定并由主要负责人签署")
NUMBER_FIRST = Basis(NO_37, "规范性文件应当统一登记、统一编号、统一印发，未经“三统一”的不得作为行政管理依据")
PUBLICATION_FIRST = Basis(NO_37, "未经公布的规范性文件不得作为行政管理依据")
CONSULTATION = Basis(NO_37, "除依法需要保密的外，对涉及群众切身利益的文件要向社会公开征求意见")

LEVEL_WORDS = {StepLevel.DEPARTMENT: "部门", StepLevel.GOVERNMENT: "区政府"}
SETTLED = frozenset({StepResult.PASSED, StepResult.NOT_CONCERNED})


def final_level(file_level: FileLevel | None) -> StepLevel:
    """Whose deliberation decides: the government's for its own and its office's files, else the issuing organ's own."""
    return StepLevel.GOVERNMENT if file_level in (FileLevel.GOVERNMENT, FileLevel.OFFICE) else StepLevel.DEPARTMENT


def reviewer(level: StepLevel) -> str:
    """Who reviews at a level, as a message names it."""
    return "区司法局" if level is StepLevel.GOVERNMENT else "制定单位法制机构"


def rounds(facts: DocumentFacts, kind: StepKind, level: StepLevel | None = None) -> tuple[Step, ...]:
    """The steps of one kind (and level) in the order they were taken; undated ones last."""
    steps = [step for step in facts.steps if step.kind is kind and (level is None or step.level is level)]
    return tuple(sorted(steps, key=lambda step: step.on or date.max))


def settled_by(facts: DocumentFacts, kind: StepKind, level: StepLevel | None, day: date | None) -> bool:
    """Whether the last round up to a day (inclusive; None = ever) passed or was answered 不涉及."""
    done = [step for step in rounds(facts, kind, level) if step.on is not None and (day is None or step.on <= day)]
    return bool(done) and done[-1].result in SETTLED


def gates_of_deliberation(facts: DocumentFacts, level: StepLevel, on: date, profile: Profile) -> Iterator[Problem]:
    """Unmet gates of a deliberation: the review of the same level, and 公平竞争审查 from 2024-08-01."""
    if not settled_by(facts, StepKind.REVIEW, level, on):
        yield Problem(
            "steps",
            f"{LEVEL_WORDS[level]}集体审议（{chinese(on)}）之前没有通过的合法性审核，请先登记{reviewer(level)}的审核结论",
            basis=REVIEW_FIRST,
        )
    if profile.holds("fair_competition") and not settled_by(facts, StepKind.FAIR_COMPETITION, None, on):
        yield Problem(
            "steps",
            f"集体审议（{chinese(on)}）之前未完成公平竞争审查，请登记审查通过，或确认“不涉及”",
            basis=profile.basis("fair_competition"),
        )


def gates_of_numbering(facts: DocumentFacts, on: date) -> Iterator[Problem]:
    """Unmet gates of a number on a day: identification, deliberation of the deciding level, signature."""
    if facts.nature is not Nature.NORMATIVE:
        yield Problem("nature", f"{facts.named}已认定为“{facts.nature.label}”，不登记、不编号", basis=NUMBER_FIRST)
    if facts.unified_number:
        yield Problem("unified_number", f"{facts.named}已有统一编号 {facts.unified_number}，不能再次编号")
    if not facts.issuers:
        yield Problem("issuers", "请先填写制定机关，编号要用到它", basis=NUMBER_FIRST)
    if facts.file_level is None:
        yield Problem("file_level", "请先选择文件类别，编号要用到它", basis=NUMBER_FIRST)
    if not facts.backfill:
        level = final_level(facts.file_level)
        yield from gates_of_deliberation_held(facts, level, on)
        if facts.signed_on is None:
            yield Problem("signed_on", "尚未签署，请先填写签署日期", basis=DELIBERATION_FIRST)
        elif facts.signed_on > on:
            yield Problem(
                "signed_on",
                f"签署日期（{chinese(facts.signed_on)}）晚于编号日期（{chinese(on)}），请更正",
                basis=DELIBERATION_FIRST,
            )


def gates_of_deliberation_held(facts: DocumentFacts, level: StepLevel, on: date | None) -> Iterator[Problem]:
    """The deliberation of the deciding level must have passed by a day."""
    if not settled_by(facts, StepKind.DELIBERATION, level, on):
        yield Problem(
            "steps", f"尚无通过的{LEVEL_WORDS[level]}集体审议，请先登记集体审议结论", basis=DELIBERATION_FIRST
        )


def gates_of_publication(facts: DocumentFacts, on: date) -> Iterator[Problem]:
    """Unmet gates of publication on a day: the number and everything before it."""
    if facts.nature is not Nature.NORMATIVE:
        yield Problem(
            "nature", f"{facts.named}已认定为“{facts.nature.label}”，不作为规范性文件公布", basis=NUMBER_FIRST
        )
        return
    if not facts.backfill:
        if not facts.unified_number:
            yield Problem("unified_number", f"{facts.named}尚未登记编号，请先登记编号再公布", basis=NUMBER_FIRST)
        yield from gates_of_deliberation_held(facts, final_level(facts.file_level), on)
        if facts.signed_on is None:
            yield Problem("signed_on", "尚未签署，请先填写签署日期", basis=DELIBERATION_FIRST)
    if facts.registered_on and facts.registered_on > on:
        yield Problem(
            "published_on",
            f"公布日期（{chinese(on)}）早于登记日期（{chinese(facts.registered_on)}），请更正",
            basis=NUMBER_FIRST,
        )


def problems_of_procedure(facts: DocumentFacts, profile: Profile) -> Iterator[Problem]:
    """Gates and soft rules as the recorded steps meet them. In a backfilled record unmet gates are notes."""
    found: list[Problem] = []
    for step in facts.steps:
        found.extend(_problems_of_step(step))
        if step.kind is StepKind.DELIBERATION and step.on and step.level:
            found.extend(gates_of_deliberation(facts, step.level, step.on, profile))
    if facts.nature is Nature.NORMATIVE and facts.published_on is not None:
        found.extend(gates_of_publication(facts, facts.published_on))
    if facts.emergency and not facts.emergency_reason.strip():
        yield Problem("emergency_reason", "按应急程序办理的，请写明理由")
    yield from (replace(problem, severity=Severity.NOTE) if facts.backfill else problem for problem in found)
    if facts.nature is Nature.NORMATIVE and not facts.backfill:
        yield from _soft_rules(facts, profile)


def _problems_of_step(step: Step) -> Iterator[Problem]:
    name = step.kind.label
    if step.kind in MILESTONES:
        return
    if step.kind in (StepKind.REVIEW, StepKind.DELIBERATION) and step.level is None:
        yield Problem("steps", f"“{name}”要写明是部门还是政府的{name}")
    if step.on is None and step.result not in (StepResult.PENDING, StepResult.NOT_CONCERNED):
        yield Problem("steps", f"“{name}”已有结论，请填写日期")
    if step.on and step.until and step.until < step.on:
        yield Problem("steps", f"“{name}”的截止日期早于开始日期，请更正")
    if step.result is StepResult.NOT_CONCERNED and step.kind is not StepKind.FAIR_COMPETITION:
        yield Problem("steps", f"“{name}”不能答“不涉及”，只有公平竞争审查可以")


@dataclass(frozen=True)
class SoftRule:
    """A rule that warns and can be accepted with a reason or switched off by the office."""

    key: str
    title: str
    reasons: tuple[str, ...]
    emergency_lifts: bool = False


SOFT_RULES = (
    SoftRule(
        "consultation_missing",
        "公开征求意见",
        ("依法需要保密", "仅作文字性修改", "已在前期听证、论证中公开"),
        emergency_lifts=True,
    ),
    SoftRule(
        "consultation_short",
        "公开征求意见的日数",
        ("上级要求限期出台", "再次征求意见", "内容涉及面小"),
        emergency_lifts=True,
    ),
    SoftRule(
        "effective_delay",
        "公布到施行的日数",
        ("不立即施行将有碍施行", "对相对人只设利益", "落实上级明确的施行日期"),
        emergency_lifts=True,
    ),
    SoftRule(
        "department_review", "部门法制机构先行审核", ("制定单位未设法制机构", "司法局直接起草"), emergency_lifts=True
    ),
    SoftRule("department_prereview", "部门文件前置审查", ("垂直管理部门", "司法局已参与起草"), emergency_lifts=True),
    SoftRule("validity_max", "有效期上限", ("上级文件明确更长的期限", "规划类事项", "起草说明已说明理由")),
    SoftRule("validity_min", "有效期下限", ("阶段性工作", "配合上级试点期限")),
    SoftRule("validity_open", "不设有效期", ("仅废止其他文件", "基础性制度", "起草说明已说明理由")),
    SoftRule("expiry_differs", "到期日与有效期不一致", ("文件正文写明了到期日", "自公布之日起计算")),
)
"""Each can be switched off in the settings; hard gates are not among them."""


def _soft_rules(facts: DocumentFacts, profile: Profile) -> Iterator[Problem]:
    consultations = rounds(facts, StepKind.CONSULTATION)
    decided = settled_by(facts, StepKind.DELIBERATION, final_level(facts.file_level), None)
    days = profile.number("consultation_days")
    if decided and not consultations:
        yield _warn("steps", "没有公开征求意见的记录，请补记或说明理由", CONSULTATION, "consultation_missing")
    elif consultations and days and all(0 <= _length(step) < days for step in consultations):
        longest = max(_length(step) for step in consultations)
        message = f"公开征求意见只有{longest}日，一般不少于{days}日，请说明理由"
        yield _warn("steps", message, profile.basis("consultation_days"), "consultation_short")
    yield from _soft_reviews(facts, profile, decided)
    delay = profile.number("effective_delay_days")
    if delay and facts.published_on and facts.effective_on and (facts.effective_on - facts.published_on).days < delay:
        message = f"公布后{max((facts.effective_on - facts.published_on).days, 0)}日即施行，一般在公布之日起{delay}日后施行，请说明理由"
        yield _warn("effective_on", message, profile.basis("effective_delay_days"), "effective_delay")


def _soft_reviews(facts: DocumentFacts, profile: Profile, decided: bool) -> Iterator[Problem]:
    if not decided:
        return
    own = final_level(facts.file_level)
    if own is StepLevel.GOVERNMENT and not settled_by(facts, StepKind.REVIEW, StepLevel.DEPARTMENT, None):
        yield _warn("steps", "没有起草部门法制机构先行审核的记录，请补记或说明理由", REVIEW_FIRST, "department_review")
    if (
        facts.file_level is FileLevel.DEPARTMENT
        and profile.holds("department_prereview")
        and not settled_by(facts, StepKind.REVIEW, StepLevel.GOVERNMENT, None)
    ):
        message = "部门规范性文件没有区司法局前置审查通过的记录，请补记或说明理由"
        yield _warn("steps", message, profile.basis("department_prereview"), "department_prereview")


def _length(step: Step) -> int:
    """Days of a consultation, both ends counted out but the last: 1st to 31st = 30; -1 while it is open."""
    return (step.until - step.on).days if step.on and step.until else -1


def _warn(field: str, message: str, basis: Basis, rule: str) -> Problem:
    return Problem(field, message, Severity.WARNING, basis, rule)


def standing(problems: Iterable[Problem], facts: DocumentFacts, switched_off: frozenset[str]) -> list[Problem]:
    """The problems that still stand.

    Soft rules switched off are left out; those accepted, or lifted by an emergency, become notes that stay marked.
    """
    lifted = [rule.key for rule in SOFT_RULES if rule.emergency_lifts] if facts.emergency else []
    reasons = dict.fromkeys(lifted, f"应急程序：{facts.emergency_reason}")
    reasons |= {waiver.rule: waiver.reason for waiver in facts.waivers if waiver.reason}
    left = (
        problem
        for problem in problems
        if not (problem.severity is Severity.WARNING and problem.rule and problem.rule in switched_off)
    )
    return explained(left, reasons)
