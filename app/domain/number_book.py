"""编号登记簿: the states of a number and the columns of its ledger. Knows no template language."""

from app.domain.choices import Choice
from app.domain.ledgers import Column, Kind, Ledger


class NumberState(Choice):
    """What became of a number; a gap is a serial without a row."""

    USED = "used", "已用"
    RESERVED = "reserved", "预留"
    VOID = "void", "作废"
    GAP = "gap", "未说明"
    """Only shown, never stored: a serial that was skipped without a word."""


COLUMNS = (
    Column("number", "编号", Kind.CODE, 40),
    Column("state", "状态", Kind.CHOICE, 18, choices=NumberState),
    Column("title", "文件名称", Kind.TEXT, 80),
    Column("document_number", "文号", Kind.CODE, 40),
    Column("issuer", "制定机关", Kind.TEXT, 46),
    Column("scheme", "编号规则", Kind.TEXT, 36),
    Column("year", "年度", Kind.INTEGER, 14),
    Column("serial", "顺序号", Kind.INTEGER, 16),
    Column("allotted_on", "编号日期", Kind.DATE, 25),
    Column("allotted_by", "编号人", Kind.TEXT, 18),
    Column("note", "用途、作废原因", Kind.TEXT, 46),
    Column("notice", "通知单", Kind.TEXT, 20),
)

LEDGER = Ledger("numbering", "规范性文件编号登记簿", COLUMNS, noun="个编号", default_sort=("number", False))
