"""One normative document, whole. Knows no rule; rules read it."""

from dataclasses import dataclass, field
from datetime import date

from app.domain.choices import Choice


class FileLevel(Choice):
    """Whose document it is; a department's document with the government's consent stays a department's."""

    GOVERNMENT = "government", "政府规范性文件", "区政府规范性文件", "政府文件", "区政府"
    OFFICE = "office", "政府办公室规范性文件", "政府办规范性文件", "区政府办规范性文件", "区政府办"
    DEPARTMENT = "department", "部门规范性文件", "区政府部门规范性文件", "部门文件", "区部门"
    TOWN = "town", "镇街规范性文件", "街道规范性文件", "镇规范性文件", "镇街文件"


class Nature(Choice):
    """Outcome of 认定: only the first kind is numbered; the others are kept with their reason."""

    NORMATIVE = "normative", "行政规范性文件", "规范性文件", "是"
    NOT_NORMATIVE = "not_normative", "不是规范性文件", "非规范性文件", "否"
    PARTY_JOINT = "party_joint", "党政联合文件", "党政联合"


class DocumentKind(Choice):
    """文种; 法 and 条例 are not open to normative documents."""

    DECISION = "decision", "决定"
    MEASURES = "measures", "办法"
    PROVISIONS = "provisions", "规定"
    RULES = "rules", "细则", "实施细则"
    OPINIONS = "opinions", "意见", "实施意见", "指导意见"
    CIRCULAR = "circular", "通告", "公告"
    NOTICE = "notice", "通知"
    SCHEME = "scheme", "方案", "实施方案", "工作方案"
    STEPS = "steps", "措施", "若干措施"
    GUIDE = "guide", "指引", "规程", "规则", "规范", "标准"
    OTHER = "other", "其他"


class Trial(Choice):
    """Whether the title says 暂行 or 试行; such documents have a shorter validity."""

    NONE = "none", "无"
    PROVISIONAL = "provisional", "暂行"
    TRIAL = "trial", "试行"


class ValidityMode(Choice):
    """How the text states its validity."""

    YEARS = "years", "明确年限"
    FIXED = "fixed", "明确到期日"
    UNTIL_DONE = "until_done", "任务完成时止", "附条件", "至任务完成"
    OPEN_ENDED = "open_ended", "长期有效", "长期", "永久", "不设有效期"
    NONE_STATED = "none_stated", "未规定有效期", "未规定", "未载明"


class EndKind(Choice):
    """The ends of life, counted apart in every report."""

    EXPIRED = "expired", "期满失效", "自动失效", "已失效", "失效", "期满"
    DECLARED_VOID = "declared_void", "宣布失效"
    REPEALED = "repealed", "废止", "已废止"
    REVOKED = "revoked", "撤销", "已撤销"
    REPLACED = "replaced", "被替代", "已被替代"


class StepKind(Choice):
    """Steps of the procedure, in their usual order."""

    DRAFT = "draft", "起草"
    CONSULTATION = "consultation", "公开征求意见"
    FAIR_COMPETITION = "fair_competition", "公平竞争审查"
    REVIEW = "review", "合法性审核"
    DELIBERATION = "deliberation", "集体审议"
    SIGNATURE = "signature", "签署"
    NUMBERING = "numbering", "登记编号"
    PUBLICATION = "publication", "公布"
    EFFECT = "effect", "施行"


MILESTONES = {
    StepKind.SIGNATURE: "signed_on",
    StepKind.NUMBERING: "registered_on",
    StepKind.PUBLICATION: "published_on",
    StepKind.EFFECT: "effective_on",
}
"""Steps whose day is a date of the document; their rows hold person, note and papers only."""


class StepLevel(Choice):
    """Whose review or deliberation it is."""

    DEPARTMENT = "department", "部门"
    GOVERNMENT = "government", "政府"


class StepResult(Choice):
    """How a step ended; a review has rounds, each with one of these."""

    PENDING = "pending", "办理中"
    DONE = "done", "已完成"
    PASSED = "passed", "通过"
    CONDITIONAL = "conditional", "修改后再审", "附条件通过"
    RETURNED = "returned", "退回补正"
    REJECTED = "rejected", "不通过"
    NOT_CONCERNED = "not_concerned", "不涉及"


class RelationKind(Choice):
    """What this document does to another one."""

    REPLACES = "replaces", "替代"
    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    REPEALS_PARTLY = "repeals_partly", "部分废止"
    EXTENDS = "extends", "延期"
    INTERPRETS = "interprets", "解释"
    SUPPLEMENTS = "supplements", "配套"
    FORWARDS = "forwards", "转发"


class CarrierKind(Choice):
    """Where a document is made public."""

    GAZETTE = "gazette", "政府公报"
    WEBSITE = "website", "政府门户网站"
    NEW_MEDIA = "new_media", "政务新媒体"
    BOARD = "board", "公示栏"
    PRESS = "press", "报刊"
    OTHER = "other", "其他"


@dataclass(frozen=True)
class Step:
    """One step of the procedure. `on` is None for a milestone, whose day is the document's own date."""

    kind: StepKind
    on: date | None = None
    until: date | None = None
    """Last day of a consultation, inclusive."""
    level: StepLevel | None = None
    result: StepResult = StepResult.DONE
    person: str = ""
    meeting: str = ""
    note: str = ""
    submission_id: int | None = None
    """The submission whose round it is: read here, kept and changed there. None for steps of the document itself."""


@dataclass(frozen=True)
class Carrier:
    """One place of publication: issue of the gazette, address of the page."""

    kind: CarrierKind
    detail: str = ""
    on: date | None = None


@dataclass(frozen=True)
class LegalBasis:
    """One 制定依据: a law or upper document and its article."""

    title: str
    article: str = ""


@dataclass(frozen=True)
class Relation:
    """What this document does to another: one of the register (`other_id`) or one only named."""

    kind: RelationKind
    other_id: int | None = None
    other_text: str = ""
    on: date | None = None
    clause: str = ""


@dataclass(frozen=True)
class Validity:
    """How long it is to hold. `years` only with YEARS; `text` is the clause as written."""

    mode: ValidityMode | None = None
    years: int | None = None
    text: str = ""


@dataclass(frozen=True)
class Doubt:
    """A value that could not be read or contradicts another: the cell as it stood and why it is doubted."""

    field: str
    raw: str
    message: str


@dataclass(frozen=True)
class Waiver:
    """A soft rule accepted with a reason."""

    rule: str
    reason: str


@dataclass(frozen=True)
class Identification:
    """认定: the features a normative document has, ticked one by one."""

    lawful_issuer: bool = False
    touches_rights: bool = False
    generally_binding: bool = False
    repeatedly_applied: bool = False
    public: bool = False
    for_a_period: bool = False


IDENTIFICATION_TICKS = {
    "lawful_issuer": "由有权制定主体制定",
    "touches_rights": "涉及公民、法人和其他组织的权利义务",
    "generally_binding": "在本行政区域或管理范围内有普遍约束力",
    "repeatedly_applied": "可以反复适用",
    "public": "向社会公开发布",
    "for_a_period": "在一定期限内适用",
}


@dataclass(frozen=True)
class DocumentFacts:
    """One normative document. `expires_on` is the last day in force (inclusive), `ended_on` the first day out of it."""

    title: str
    nature: Nature = Nature.NORMATIVE
    nature_reason: str = ""
    identification: Identification = field(default_factory=Identification)
    file_level: FileLevel | None = None
    doc_kind: DocumentKind | None = None
    trial: Trial = Trial.NONE
    issuers: tuple[int, ...] = ()
    """Unit ids in order; the first is the lead (主办)."""
    issuer_text: str = ""
    """The issuers as printed on the document; old files keep the name of their day."""
    drafter_id: int | None = None
    implementer_id: int | None = None
    handler: str = ""
    document_number: str = ""
    unified_number: str = ""
    number_note: str = ""
    """Why an imported unified number has no row in the number book; empty when it has one or there is none."""
    index_number: str = ""
    topic: str = ""
    dated_on: date | None = None
    adopted_on: date | None = None
    signed_on: date | None = None
    registered_on: date | None = None
    printed_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    expiry_reason: str = ""
    """Why the expiry differs from the computed one."""
    validity: Validity = field(default_factory=Validity)
    ended_on: date | None = None
    end_kind: EndKind | None = None
    end_reason: str = ""
    backfill: bool = False
    """补录: issued before the program was in use; gates become notes."""
    emergency: bool = False
    emergency_reason: str = ""
    interpretation: str = ""
    """解读: address or title of the explanation published with it."""
    interpreted_on: date | None = None
    paper_location: str = ""
    paper_copies: int | None = None
    remark: str = ""
    steps: tuple[Step, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    bases: tuple[LegalBasis, ...] = ()
    relations: tuple[Relation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    """Columns of an imported file that the register does not know: title and value, kept."""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None
    """Day the record was entered (UTC+8); None before it is stored."""

    @property
    def named(self) -> str:
        """The title in book marks, as messages name a document."""
        return f"《{self.title}》"
