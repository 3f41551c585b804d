"""The ledgers of submissions and of their opinions: columns for screen, filter, Excel, PDF alike."""

from app.domain.documents.facts import StepResult
from app.domain.ledgers import ID, Column, Kind, Ledger
from app.domain.submissions.facts import Adoption, SubmissionKind, SubmissionState

COLUMNS = (
    Column("number", "收件号", Kind.CODE, 24),
    Column("received_on", "收件日期", Kind.DATE, 25, synonyms=("收文日期", "送审日期"), example="2026年3月2日"),
    Column("kind", "类别", Kind.CHOICE, 30, choices=SubmissionKind, synonyms=("事项类别",), example="规范性文件"),
    Column("title", "事项名称", Kind.TEXT, 80, required=True, synonyms=("名称", "标题", "文件名称"), example="海珠区养老服务设施管理办法（送审稿）"),
    Column("sender", "送审单位", Kind.TEXT, 44, synonyms=("来文单位", "报送单位"), example="海珠区民政局"),
    Column("handler", "承办人", Kind.TEXT, 18, synonyms=("经办人",), example="张三"),
    Column("complete_on", "材料齐备日期", Kind.DATE, 25, derived=True),
    Column("rounds", "轮次", Kind.INTEGER, 12, derived=True),
    Column("opinions", "意见条数", Kind.INTEGER, 16, derived=True),
    Column("adopted", "采纳条数", Kind.INTEGER, 16, derived=True, printed=False),
    Column("result", "审核结论", Kind.CHOICE, 24, derived=True, choices=StepResult),
    Column("concluded_on", "办结日期", Kind.DATE, 25, derived=True),
    Column("state", "办理状态", Kind.CHOICE, 24, derived=True, choices=SubmissionState),
    Column("wanted_on", "要求办结日期", Kind.DATE, 25, printed=False),
    Column("document", "对应文件", Kind.TEXT, 60, derived=True, printed=False),
    Column("answered_on", "答复日期", Kind.DATE, 25, printed=False),
    Column("answer_number", "答复文号", Kind.CODE, 36, printed=False),
    Column("remark", "备注", Kind.LONG_TEXT, 40),
    ID,
    Column("uid", "记录标识", Kind.CODE, 20, hidden=True),
)  # fmt: skip

LEDGER = Ledger("submissions", "送审件登记簿", COLUMNS, noun="件", as_of=True, default_sort=("id", True))

OPINION_COLUMNS = (
    Column("number", "收件号", Kind.CODE, 24),
    Column("title", "事项名称", Kind.TEXT, 70),
    Column("sender", "送审单位", Kind.TEXT, 40),
    Column("round", "轮次", Kind.INTEGER, 12),
    Column("position", "序号", Kind.INTEGER, 12, printed=False),
    Column("clause", "条款", Kind.TEXT, 24),
    Column("text", "审核意见", Kind.LONG_TEXT, 90),
    Column("adoption", "采纳情况", Kind.CHOICE, 22, choices=Adoption),
    Column("reason", "不采纳理由", Kind.LONG_TEXT, 50),
    Column("concluded_on", "结论日期", Kind.DATE, 25),
    Column("handler", "承办人", Kind.TEXT, 18),
    ID,
)

OPINIONS = Ledger("review-opinions", "审核意见台账", OPINION_COLUMNS, noun="条", default_sort=("id", True))
