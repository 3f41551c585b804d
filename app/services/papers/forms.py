"""登记表 of one document, in the office's words. Knows neither where facts come from nor how paper is drawn."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.dates import chinese
from app.domain.documents.facts import (
    IDENTIFICATION_TICKS,
    DocumentFacts,
    Nature,
    Relation,
    StepKind,
    Trial,
    Validity,
    ValidityMode,
)
from app.domain.documents.procedure import SOFT_RULES
from app.domain.documents.rules import DATE_LABELS, missing_of
from app.domain.documents.status import force_status
from app.domain.documents.timeline import Moment, timeline
from app.domain.documents.validity import soon
from app.domain.profiles import Profile
from app.exporters.registration import Field, Form, Section, Timeline

TITLES = {
    Nature.NORMATIVE: "行政规范性文件登记表",
    Nature.NOT_NORMATIVE: "文件认定登记表（不是行政规范性文件）",
    Nature.PARTY_JOINT: "文件认定登记表（党政联合文件）",
}
COURSE = (("日期", 16), ("环节", 20), ("办理人", 12), ("办理情况", 52))
_RULES = {rule.key: rule.title for rule in SOFT_RULES}


@dataclass(frozen=True)
class Surroundings:
    """What the papers of a document say beside its facts."""

    office: str
    today: date
    profile: Profile
    units: Mapping[int, str]
    """Names of the units it refers to."""
    titles: Mapping[int, str]
    """Titles of the documents it refers to."""
    attachments: Sequence[str] = ()
    footnote: str = ""

    def unit(self, unit_id: int | None) -> str:
        """The name of a unit, empty for none."""
        return self.units.get(unit_id or 0, "")


def registration(facts: DocumentFacts, around: Surroundings) -> Form:
    """One document with its course, to be signed and kept."""
    sections = (
        Section("基本情况", tuple(_identity(facts, around))),
        Section("日期和有效期", tuple(_dates(facts))),
        Section("公布、关系及其他", tuple(_rest(facts, around))),
    )
    return Form(
        TITLES[facts.nature],
        around.office,
        around.today,
        tuple(section for section in sections if section.fields),
        Timeline("办理过程", COURSE, tuple(course(facts, around.today))) if facts.steps or facts.published_on else None,
        footnote=around.footnote,
    )


def _identity(facts: DocumentFacts, around: Surroundings) -> Iterator[Field]:
    trial = "" if facts.trial is Trial.NONE else f"（{facts.trial.label}）"
    status = force_status(facts, around.today, soon(around.today, around.profile))
    yield Field("文件名称", facts.title, wide=True)
    yield Field("统一编号", facts.unified_number)
    yield Field("文号", facts.document_number)
    yield Field("文件类别", facts.file_level.label if facts.file_level else "")
    yield Field("文种", f"{facts.doc_kind.label}{trial}" if facts.doc_kind else "")
    yield Field("制定机关", facts.issuer_text, wide=len(facts.issuers) > 1)
    yield Field("起草单位", around.unit(facts.drafter_id))
    yield Field("实施单位", around.unit(facts.implementer_id))
    yield Field("承办人", facts.handler)
    yield Field("认定结果", facts.nature.label)
    yield Field("效力状态", status.label)
    ticks = [label for key, label in IDENTIFICATION_TICKS.items() if getattr(facts.identification, key)]
    yield from _given(
        ("认定情形", "；".join(ticks)),
        ("认定理由", facts.nature_reason),
        ("制定依据", "；".join(f"《{basis.title}》{basis.article}" for basis in facts.bases)),
    )
    yield from _given(("索引号", facts.index_number), ("主题分类", facts.topic), wide=False)


def _dates(facts: DocumentFacts) -> Iterator[Field]:
    for key, label in DATE_LABELS.items():
        day: date | None = getattr(facts, key)
        yield Field(label, chinese(day) if day else "")
    yield Field("有效期", validity_text(facts.validity))
    if facts.backfill:
        yield Field("补录", "是")
    if facts.end_kind is not None:
        yield Field("终止方式", facts.end_kind.label)
        yield Field("终止日期", chinese(facts.ended_on) if facts.ended_on else "")
    yield from _given(("到期日说明", facts.expiry_reason), ("终止原因", facts.end_reason))


def _rest(facts: DocumentFacts, around: Surroundings) -> Iterator[Field]:
    carriers = "；".join(f"{carrier.kind.label} {carrier.detail}".strip() for carrier in facts.carriers)
    copies = f"{facts.paper_copies}份" if facts.paper_copies is not None else ""
    waived = "；".join(f"{_RULES.get(waiver.rule, waiver.rule)}：{waiver.reason}" for waiver in facts.waivers)
    yield from _given(
        ("公布载体", carriers),
        ("解读", facts.interpretation),
        ("文件关系", "；".join(relation_text(relation, around.titles) for relation in facts.relations)),
        ("应急程序", facts.emergency_reason if facts.emergency else ""),
        ("已说明的事项", waived),
        ("附件", "、".join(around.attachments)),
        ("纸质存放", "，".join(part for part in (facts.paper_location, copies) if part)),
        ("缺少的资料", "、".join(missing_of(facts))),
        ("存疑", "；".join(doubt.message for doubt in facts.doubts)),
        ("备注", facts.remark),
    )


def _given(*pairs: tuple[str, str], wide: bool = True) -> Iterator[Field]:
    """Fields that are printed only when they say something."""
    return (Field(label, value, wide) for label, value in pairs if value.strip())


def validity_text(validity: Validity) -> str:
    """5年, 长期有效, or the clause as written."""
    if validity.mode is ValidityMode.YEARS and validity.years:
        return f"{validity.years}年"
    return validity.mode.label if validity.mode else validity.text


def relation_text(relation: Relation, titles: Mapping[int, str]) -> str:
    """替代《…》, with the clause it concerns."""
    title = titles.get(relation.other_id or 0, "") or relation.other_text
    named = title if title.startswith("《") else f"《{title}》"
    return f"{relation.kind.label}{named}{relation.clause}"


def course(facts: DocumentFacts, today: date) -> Iterable[tuple[str, ...]]:
    """The timeline as lines of the form, as it stands on a day; several rounds of one step are counted."""
    moments = timeline(facts)
    rounds = Counter(moment.title for moment in moments if moment.kind is StepKind.REVIEW)
    seen: Counter[str] = Counter()
    for moment in moments:
        seen[moment.title] += 1
        title = f"{moment.title}（第{seen[moment.title]}轮）" if rounds[moment.title] > 1 else moment.title
        yield chinese(moment.on) if moment.on else "", title, moment.person, _what_came(moment, today)


def _what_came(moment: Moment, today: date) -> str:
    if moment.on is not None and moment.on > today:
        return "，".join(part for part in (moment.detail, "尚未到期") if part)
    return moment.detail or ("已完成" if moment.done else "办理中")
