"""The ledger of normative documents: its columns, for screen, filter, form, Excel, PDF, template and import alike."""

from app.domain.choices import Choice
from app.domain.documents.facts import DocumentKind, EndKind, FileLevel, Nature, Trial
from app.domain.documents.status import ForceStatus
from app.domain.ledgers import ID, Column, Kind, Ledger


class Completeness(Choice):
    """资料情况: whether something is missing (资料不全) or doubted (存疑); doubt weighs more."""

    COMPLETE = "complete", "齐全"
    INCOMPLETE = "incomplete", "资料不全"
    DOUBTFUL = "doubtful", "存疑"


COLUMNS = (
    Column(
        "unified_number", "统一编号", Kind.CODE, 34, synonyms=("统一登记号", "登记号", "规范性文件登记号", "编号", "统一编码"),
        example="HZ0120240007", help="补录旧文件时照抄原编号；新文件由程序编号",
    ),
    Column(
        "title", "文件名称", Kind.TEXT, 76, required=True, synonyms=("名称", "标题", "文件标题", "规范性文件名称", "文件名"),
        example="海珠区招商引资扶持办法（试行）", help="必填，照抄正式文件的名称",
    ),
    Column(
        "document_number", "文号", Kind.CODE, 40, synonyms=("发文字号", "发文号", "字号", "文件编号"),
        example="海府规〔2024〕3号", help="各种括号写法都能识别",
    ),
    Column(
        "issuer", "制定机关", Kind.TEXT, 46, several=True,
        synonyms=("发布机关", "发文机关", "制定单位", "发文单位", "发布单位", "颁布单位"),
        example="海珠区人民政府", help="联合制定的用“、”隔开，主办机关在前",
    ),
    Column("file_level", "文件类别", Kind.CHOICE, 30, choices=FileLevel, synonyms=("类别", "文件层级", "级别"), example="政府规范性文件", printed=False),
    Column("doc_kind", "文种", Kind.CHOICE, 16, choices=DocumentKind, synonyms=("体裁", "体裁分类"), example="办法", printed=False),
    Column("trial", "暂行试行", Kind.CHOICE, 16, choices=Trial, example="试行", printed=False),
    Column(
        "published_on", "公布日期", Kind.DATE, 25, synonyms=("发布日期", "公布时间", "发文日期", "发布时间", "颁布日期"),
        example="2024年3月2日", help="2024-3-2、2024.3.2、20240302 等写法都能识别",
    ),
    Column("effective_on", "施行日期", Kind.DATE, 25, synonyms=("实施日期", "生效日期", "施行时间", "实施时间"), example="2024年4月1日"),
    Column(
        "expires_on", "有效期至", Kind.DATE, 25, synonyms=("失效日期", "有效期届满日", "到期日期", "届满日期", "有效期截止日期"),
        example="2027年3月31日", help="最后一个有效的日子；没有期限的写“长期有效”",
    ),
    Column("validity", "有效期", Kind.TEXT, 22, synonyms=("有效期限", "有效期（年）", "有效年限"), example="3年", help="3年、长期有效、任务完成时止、未规定"),
    Column(
        "force_status", "效力状态", Kind.CHOICE, 24, derived=True, choices=ForceStatus,
        synonyms=("有效性", "状态", "文件状态", "时效性", "效力"), help="由程序按日期推算；旧台账中的状态只作核对",
    ),
    Column("drafter", "起草单位", Kind.TEXT, 40, synonyms=("起草部门", "主办单位", "拟稿单位"), example="海珠区投资促进局", printed=False),
    Column("implementer", "实施单位", Kind.TEXT, 40, synonyms=("实施部门", "执行单位"), example="海珠区投资促进局", printed=False),
    Column("handler", "承办人", Kind.TEXT, 18, synonyms=("经办人",), example="张三", printed=False),
    Column("adopted_on", "审议通过日期", Kind.DATE, 25, synonyms=("通过日期", "审议日期"), printed=False),
    Column("signed_on", "签署日期", Kind.DATE, 25, synonyms=("签发日期",), printed=False),
    Column("dated_on", "成文日期", Kind.DATE, 25, printed=False),
    Column("registered_on", "登记日期", Kind.DATE, 25, synonyms=("编号日期",), printed=False),
    Column("printed_on", "印发日期", Kind.DATE, 25, printed=False),
    Column("end_kind", "终止方式", Kind.CHOICE, 20, choices=EndKind, synonyms=("失效方式",), printed=False),
    Column("ended_on", "终止日期", Kind.DATE, 25, synonyms=("废止日期",), printed=False),
    Column("end_reason", "终止原因", Kind.LONG_TEXT, 40, synonyms=("废止原因", "失效原因"), printed=False),
    Column("index_number", "索引号", Kind.CODE, 40, printed=False),
    Column("topic", "主题分类", Kind.TEXT, 24, synonyms=("主题", "所属主题"), printed=False),
    Column("nature", "认定结果", Kind.CHOICE, 26, choices=Nature, synonyms=("是否规范性文件", "认定"), example="行政规范性文件", printed=False),
    Column("nature_reason", "认定理由", Kind.LONG_TEXT, 36, printed=False),
    Column("backfill", "补录", Kind.FLAG, 12, example="是", printed=False, help="程序启用前已制发的文件填“是”"),
    Column("completeness", "资料情况", Kind.CHOICE, 20, derived=True, choices=Completeness, printed=False),
    Column("missing", "缺少的资料", Kind.TEXT, 40, derived=True, printed=False),
    Column("doubts", "存疑说明", Kind.TEXT, 60, derived=True, printed=False),
    Column("carriers", "公布载体", Kind.TEXT, 40, derived=True, printed=False),
    Column("bases", "制定依据", Kind.TEXT, 50, derived=True, printed=False),
    Column("remark", "备注", Kind.LONG_TEXT, 40, synonyms=("说明",)),
    ID,
    Column("uid", "记录标识", Kind.CODE, 20, hidden=True),
)  # fmt: skip

LEDGER = Ledger(
    "documents", "行政规范性文件台账", COLUMNS, noun="件", as_of=True, importable=True, default_sort=("id", True)
)
