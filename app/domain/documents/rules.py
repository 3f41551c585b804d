"""Everything that can be wrong with a document as a whole: the one function that form, service and import call."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.dates import MAX_YEAR, MIN_YEAR, chinese
from app.domain.documents.facts import DocumentFacts, EndKind, Nature, RelationKind, ValidityMode
from app.domain.documents.procedure import problems_of_procedure, standing
from app.domain.documents.validity import problems_of_validity
from app.domain.problems import Basis, Problem, Severity
from app.domain.profiles import Profile
from app.domain.units import NO_POWER, UnitFacts

DATE_LABELS = {
    "dated_on": "成文日期",
    "adopted_on": "审议通过日期",
    "signed_on": "签署日期",
    "registered_on": "登记日期",
    "printed_on": "印发日期",
    "published_on": "公布日期",
    "effective_on": "施行日期",
    "expires_on": "有效期至",
}
"""The eight dates of a document, in the order they usually fall."""
_BOUNDED = {**DATE_LABELS, "ended_on": "终止日期", "interpreted_on": "解读日期"}

FORBIDDEN_KINDS = ("法", "条例")
TITLE_RULE = Basis("行政规范性文件制定程序", "规范性文件的名称不得使用“法”“条例”")
EXCLUDED = Basis(
    "广东省行政规范性文件管理规定第三条", "内部管理、人事任免、会议纪要、工作方案、请示报告等不属于规范性文件"
)

NOT_NORMATIVE_REASONS = (
    "内部管理", "会议纪要", "工作方案", "人事任免", "表彰奖惩", "请示报告", "机构编制", "技术操作规程", "个案处理", "规划", "保密事项",
)  # fmt: skip


@dataclass(frozen=True)
class Holder:
    """Another document that has the same number or title."""

    id: int
    title: str
    on: date | None = None
    """Day of registration or entry."""


@dataclass(frozen=True)
class Known:
    """What the service looked up before the rules run."""

    units: Mapping[int, UnitFacts] = field(default_factory=dict)
    same_unified_number: tuple[Holder, ...] = ()
    same_document_number: tuple[Holder, ...] = ()
    same_title: tuple[Holder, ...] = ()
    switched_off: frozenset[str] = frozenset()
    """Soft rules the office has switched off."""


def problems_of_document(facts: DocumentFacts, known: Known, profile: Profile) -> list[Problem]:
    """All that is wrong with a document; errors refuse, warnings want a reason, notes inform."""
    found = [
        *_problems_of_identity(facts, known),
        *_problems_of_issuers(facts, known),
        *_problems_of_dates(facts),
        *problems_of_validity(facts, profile),
        *problems_of_procedure(facts, profile),
        *_problems_of_relations(facts),
    ]
    return standing(found, facts, known.switched_off)


def _problems_of_identity(facts: DocumentFacts, known: Known) -> Iterator[Problem]:
    if not facts.title.strip():
        yield Problem("title", "请填写文件名称")
    if facts.title.strip().endswith(FORBIDDEN_KINDS) and not facts.title.strip().endswith(("办法", "方法", "做法")):
        yield Problem("title", "规范性文件的名称不得使用“法”“条例”，请改用办法、规定等文种", _weight(facts), TITLE_RULE)
    if facts.nature is not Nature.NORMATIVE and not facts.nature_reason.strip():
        yield Problem("nature_reason", f"认定为“{facts.nature.label}”的，请写明理由", basis=EXCLUDED)
    if facts.nature is not Nature.NORMATIVE and facts.unified_number:
        yield Problem(
            "nature", f"已有统一编号 {facts.unified_number} 的文件不能改认定为“{facts.nature.label}”，请先作废编号"
        )
    for holder in known.same_unified_number:
        yield Problem(
            "unified_number",
            f"统一编号 {facts.unified_number} 已被《{holder.title}》使用{_since(holder)}，请核对",
            record=holder.id,
        )
    for holder in known.same_document_number:
        yield Problem(
            "document_number",
            f"文号 {facts.document_number} 与《{holder.title}》相同{_since(holder)}，请核对",
            Severity.NOTE,
            record=holder.id,
        )
    related = {relation.other_id for relation in facts.relations}
    for holder in known.same_title:
        if holder.id not in related:  # the successor of a document may bear its title
            message = f"已登记过同名文件{_since(holder)}，请确认不是重复登记"
            yield Problem("title", message, Severity.NOTE, record=holder.id)
    if facts.paper_copies is not None and facts.paper_copies < 0:
        yield Problem("paper_copies", "纸质份数不能是负数")


def _since(holder: Holder) -> str:
    return f"（{holder.on.isoformat()} 登记）" if holder.on else ""


def _weight(facts: DocumentFacts) -> Severity:
    """What is an error in a new document is a note in one issued long ago."""
    return Severity.NOTE if facts.backfill else Severity.ERROR


def _problems_of_issuers(facts: DocumentFacts, known: Known) -> Iterator[Problem]:
    if not facts.issuers and not facts.backfill and facts.nature is Nature.NORMATIVE and facts.published_on:
        yield Problem("issuers", "请填写制定机关")
    if len(set(facts.issuers)) < len(facts.issuers):
        yield Problem("issuers", "联合制定机关中有重复的单位，请删去一个")
    for issuer in facts.issuers:
        unit = known.units.get(issuer)
        if unit is None or facts.nature is not Nature.NORMATIVE:
            continue
        if not unit.may_issue and unit.confirmed:
            message = f"“{unit.name}”不得制定规范性文件，请更换制定机关"
            yield Problem("issuers", message, _weight(facts), NO_POWER)
        elif not unit.confirmed:
            message = f"“{unit.name}”是导入时新增、尚未核实的单位，请到“单位”页核实"
            yield Problem("issuers", message, _weight(facts), NO_POWER)


def _problems_of_dates(facts: DocumentFacts) -> Iterator[Problem]:
    for key, label in _BOUNDED.items():
        day: date | None = getattr(facts, key)
        if day is not None and not MIN_YEAR <= day.year <= MAX_YEAR:
            yield Problem(key, f"{label}的年份 {day.year} 不在 {MIN_YEAR}–{MAX_YEAR} 之间，请更正")
    if facts.published_on and facts.effective_on and facts.effective_on < facts.published_on:
        message = f"施行日期（{chinese(facts.effective_on)}）早于公布日期（{chinese(facts.published_on)}），请更正"
        yield Problem("effective_on", message, _weight(facts))
    if facts.signed_on and facts.published_on and facts.published_on < facts.signed_on:
        message = f"公布日期（{chinese(facts.published_on)}）早于签署日期（{chinese(facts.signed_on)}），请更正"
        yield Problem("published_on", message, _weight(facts))
    if facts.adopted_on and facts.signed_on and facts.signed_on < facts.adopted_on:
        message = f"签署日期（{chinese(facts.signed_on)}）早于审议通过日期（{chinese(facts.adopted_on)}），请更正"
        yield Problem("signed_on", message, _weight(facts))
    if facts.ended_on and facts.end_kind is None:
        yield Problem("end_kind", "已填写终止日期，请选择终止方式（废止、宣布失效、撤销等）")
    if facts.end_kind and facts.ended_on is None and not facts.backfill:
        yield Problem("ended_on", "请填写终止日期")
    start = facts.effective_on or facts.published_on
    if facts.ended_on and start and facts.ended_on < start:
        yield Problem("ended_on", f"终止日期（{chinese(facts.ended_on)}）早于施行日期（{chinese(start)}），请更正")


def _problems_of_relations(facts: DocumentFacts) -> Iterator[Problem]:
    for relation in facts.relations:
        if relation.other_id is None and not relation.other_text.strip():
            yield Problem("relations", f"“{relation.kind.label}”的对象没有填写，请选择文件或写明名称")
        if relation.other_id is not None and relation.other_id == facts.id:
            yield Problem("relations", f"文件不能{relation.kind.label}自身，请另选文件")
    if facts.end_kind is EndKind.EXPIRED and facts.expires_on is None and not facts.backfill:
        yield Problem("end_kind", "期满失效由有效期推算，不必手工终止；请填写有效期至")


def missing_of(facts: DocumentFacts) -> tuple[str, ...]:
    """What a published or backfilled record lacks, in Chinese: 文号, issuer, 公布, 施行, 有效期至 (资料不全)."""
    if facts.nature is not Nature.NORMATIVE or not (facts.backfill or facts.published_on):
        return ()
    unlimited = facts.validity.mode in (ValidityMode.OPEN_ENDED, ValidityMode.UNTIL_DONE, ValidityMode.NONE_STATED)
    lacks = {
        "文号": not facts.document_number,
        "制定机关": not facts.issuers and not facts.issuer_text,
        "公布日期": facts.published_on is None,
        "施行日期": facts.effective_on is None,
        "有效期至": facts.expires_on is None and not unlimited,
    }
    return tuple(label for label, lacking in lacks.items() if lacking)


ENDING_RELATIONS = {RelationKind.REPLACES: EndKind.REPLACED, RelationKind.REPEALS: EndKind.REPEALED}
"""Relations that end the other document's life when they take effect."""
