"""Letters of the office: their kinds, their numbers, what is kept of each. Knows no template and no file."""

from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.problems import Basis, Problem


class LetterKind(Choice):
    """What a letter is; decides its template and its counter."""

    REVIEW_OPINION = "review_opinion", "合法性审核意见书", "审核意见书", "合法性审查意见书", "法制审核意见书"
    RECEIPT = "receipt", "收件回执"
    CORRECTION = "correction", "补正通知"
    CONSULTATION = "consultation", "征求意见函"
    NUMBER_NOTICE = "number_notice", "统一编号通知单"
    EXPIRY_REMINDER = "expiry_reminder", "届满提醒函"


class LetterState(Choice):
    """What became of a letter; an issued one keeps its number for ever."""

    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已发出"
    VOID = "void", "作废"


OF_SUBMISSION = frozenset(
    {LetterKind.REVIEW_OPINION, LetterKind.RECEIPT, LetterKind.CORRECTION, LetterKind.CONSULTATION}
)
OF_DOCUMENT = frozenset({LetterKind.NUMBER_NOTICE, LetterKind.EXPIRY_REMINDER, LetterKind.CONSULTATION})
"""Which records a kind is written for."""

SIGNED_OFF = frozenset({LetterKind.REVIEW_OPINION, LetterKind.CONSULTATION, LetterKind.EXPIRY_REMINDER})
"""Kinds that leave the office only after 审签."""

MARKS = {
    LetterKind.REVIEW_OPINION: "审",
    LetterKind.RECEIPT: "收",
    LetterKind.CORRECTION: "补",
    LetterKind.CONSULTATION: "函",
    LetterKind.NUMBER_NOTICE: "登",
    LetterKind.EXPIRY_REMINDER: "提",
}
"""Last character of a kind's 机关代字 (海司审) unless the office has set its own."""


@dataclass(frozen=True)
class LetterField:
    """One editable text of a letter: its key in the template, its name on screen, what it says."""

    key: str
    label: str
    value: str
    long: bool = False


@dataclass(frozen=True)
class LetterFacts:
    """One letter as it is kept. Serials count within mark and year; a draft has no number yet."""

    kind: LetterKind
    title: str
    addressee: str
    fields: tuple[LetterField, ...]
    on: date
    """成文日期; its year is the year of the number."""
    handler: str = ""
    submission_id: int | None = None
    document_id: int | None = None
    state: LetterState = LetterState.DRAFT
    mark: str = ""
    """机关代字 of its number, e.g. 海司审."""
    serial: int | None = None
    void_reason: str = ""
    remark: str = ""
    id: int | None = None
    uid: str = ""
    revision: int = 0
    created_on: date | None = None

    @property
    def number(self) -> str:
        """发文号 such as 海司审〔2026〕3号; empty for a draft."""
        return letter_number(self.mark, self.on.year, self.serial) if self.serial is not None else ""

    def field(self, key: str) -> str:
        """What a field says; empty where the letter has none such."""
        return next((field.value for field in self.fields if field.key == key), "")


def letter_number(mark: str, year: int, serial: int) -> str:
    """海司审〔2026〕3号 (GB/T 9704-2012, 7.2.5: hexagonal brackets, no leading zero)."""
    return f"{mark}〔{year}〕{serial}号"


NUMBER_RULE = Basis("GB/T 9704-2012 第7.2.5条", "发文字号由发文机关代字、年份、发文顺序号组成，顺序号不编虚位")


def problems_of_letter(facts: LetterFacts) -> list[Problem]:
    """What keeps a letter from being kept."""
    found = []
    if not facts.title.strip():
        found.append(Problem("title", "请填写标题"))
    if not facts.addressee.strip():
        found.append(Problem("addressee", "请填写主送机关"))
    if facts.submission_id is None and facts.document_id is None:
        found.append(Problem("", "公文必须对应一件送审件或规范性文件，请从该记录中出具"))
    if facts.state is LetterState.VOID and not facts.void_reason.strip():
        found.append(Problem("void_reason", "请写明作废的原因"))
    found += [
        Problem(f"field.{field.key}", f"请填写“{field.label}”") for field in facts.fields if not field.value.strip()
    ]
    return found


COLUMNS = (
    Column("number", "发文号", Kind.CODE, 40),
    Column("on", "成文日期", Kind.DATE, 25),
    Column("kind", "文种", Kind.CHOICE, 34, choices=LetterKind),
    Column("title", "标题", Kind.TEXT, 80),
    Column("addressee", "主送机关", Kind.TEXT, 46),
    Column("matter", "对应事项", Kind.TEXT, 70),
    Column("handler", "拟稿人", Kind.TEXT, 18),
    Column("signed", "签发人", Kind.TEXT, 18),
    Column("state", "状态", Kind.CHOICE, 18, choices=LetterState),
    Column("void_reason", "作废原因", Kind.LONG_TEXT, 36, printed=False),
    Column("remark", "备注", Kind.LONG_TEXT, 40),
    ID,
    Column("uid", "记录标识", Kind.CODE, 20, hidden=True),
)

LEDGER = Ledger("letters", "发文登记簿", COLUMNS, noun="件", default_sort=("id", True))
