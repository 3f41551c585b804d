"""Letters of the office: their kinds, their numbers, what is kept of each. Knows no template and no file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.dates import chinese
from app.domain.documents.titles import quoted
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.problems import Basis, Problem
from app.domain.sign_off import SIGN_RULE, Signature, complete, next_role


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

    @property
    def named(self) -> str:
        """The letter as messages name it."""
        return quoted(self.title) + (f"（{self.number}）" if self.number else "")

    def field(self, key: str) -> str:
        """What a field says; empty where the letter has none such."""
        return next((field.value for field in self.fields if field.key == key), "")


def letter_number(mark: str, year: int, serial: int) -> str:
    """海司审〔2026〕3号 (GB/T 9704-2012, 7.2.5: hexagonal brackets, no leading zero)."""
    return f"{mark}〔{year}〕{serial}号"


NUMBER_RULE = Basis("GB/T 9704-2012 第7.2.5条", "发文字号由发文机关代字、年份、发文顺序号组成，顺序号不编虚位")
DATE_RULE = Basis("GB/T 9704-2012 第7.3.5条", "成文日期署发文机关负责人签发的日期")


def usual_mark(kind: LetterKind, place: str) -> str:
    """海司审: the district's first character, 司, the kind's own; empty without a district."""
    return f"{place.strip()[0]}司{MARKS[kind]}" if place.strip() else ""


def problem_of_mark(mark: str) -> str:
    """Why a 机关代字 cannot stand before 〔2026〕3号; empty when it can."""
    if not mark.strip():
        return "请填写机关代字，如“海司审”"
    wrong = [sign for sign in mark if sign.isdecimal() or sign.isspace() or sign in "〔〕[]（）()【】号"]
    return f"机关代字“{mark}”中不能有“{wrong[0]}”，只写代字，如“海司审”" if wrong else ""


def problems_of_letter(facts: LetterFacts) -> list[Problem]:
    """What keeps a letter from being kept, whatever its template."""
    found = []
    if not facts.title.strip():
        found.append(Problem("title", "请填写标题"))
    if not facts.addressee.strip():
        found.append(Problem("addressee", "请填写主送机关"))
    if not facts.handler.strip():
        found.append(Problem("handler", "请填写拟稿人"))
    if facts.submission_id is None and facts.document_id is None:
        found.append(Problem("", "公文必须对应一件送审件或规范性文件，请从该记录中出具"))
    if facts.state is LetterState.VOID and not facts.void_reason.strip():
        found.append(Problem("void_reason", "请写明作废的原因"))
    return found


def problems_of_change(facts: LetterFacts, signatures: tuple[Signature, ...]) -> Iterator[Problem]:
    """Why the words of a letter cannot be changed: it is out, or somebody has signed them."""
    if facts.state is not LetterState.DRAFT:
        yield Problem("", f"{facts.named}{facts.state.label}，不能修改；需要更正的请作废后重新出具")
    elif signatures:
        names = "、".join(f"{item.role.label}{item.name}" for item in signatures)
        yield Problem("", f"{names}已签署，不能修改正文；需要修改的，请先在“审签”中退回", basis=SIGN_RULE)


def problems_of_issue(
    facts: LetterFacts, on: date, today: date, signatures: tuple[Signature, ...], *, chosen: bool
) -> Iterator[Problem]:
    """Why a letter cannot go out under a date; `chosen` says that somebody has confirmed the day, and so the year of the number."""
    if facts.state is not LetterState.DRAFT:
        yield Problem("", f"{facts.named}{facts.state.label}，不能再次编号")
        return
    role = next_role(signatures)
    if facts.kind in SIGNED_OFF and role is not None:
        yield Problem("", f"{facts.named}还没有审签完毕，现应由“{role.label}”签署，签完才能编号发出", basis=SIGN_RULE)
    if on > today:
        yield Problem("on", f"成文日期（{chinese(on)}）不能晚于今天，请更正")
    if signatures and complete(signatures) and on < signatures[-1].on:
        yield Problem(
            "on", f"成文日期（{chinese(on)}）不能早于签发日期（{chinese(signatures[-1].on)}），请更正", basis=DATE_RULE
        )
    if on.year != today.year and not chosen:
        yield Problem(
            "on",
            f"成文日期是{chinese(on)}，今天已是{today.year}年：发文号的年份随成文日期，请选定编入{on.year}年或{today.year}年（选定成文日期）",
            basis=NUMBER_RULE,
        )


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
