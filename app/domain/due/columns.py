"""The ledger of due items: its columns, and an item as one of its lines. Knows no store."""

from hashlib import blake2b

from app.domain.due.items import DueItem, DueState, DueSubject
from app.domain.ledgers import Cells, Column, Kind, Ledger

COLUMNS = (
    Column("state", "状态", Kind.CHOICE, 16, choices=DueState),
    Column("due", "到期日", Kind.DATE, 22),
    Column("words", "余期", Kind.TEXT, 24),
    Column("subject", "类别", Kind.CHOICE, 22, choices=DueSubject),
    Column("title", "事项名称", Kind.TEXT, 72),
    Column("what", "待办", Kind.TEXT, 50),
    Column("handler", "承办人", Kind.TEXT, 18),
    Column("unit", "单位", Kind.TEXT, 38),
    Column("number", "编号、文号", Kind.CODE, 30, printed=False),
    Column("start", "起算日", Kind.DATE, 22, printed=False),
    Column("limit", "期限", Kind.TEXT, 46),
    Column("days", "天数", Kind.INTEGER, 12, printed=False),
    Column("done_on", "办结日期", Kind.DATE, 22, printed=False),
    Column("late", "是否逾期", Kind.FLAG, 14, printed=False),
    Column("assumed", "暂按周一至周五计算", Kind.FLAG, 20, printed=False),
    Column("basis", "依据", Kind.LONG_TEXT, 80, printed=False),
    Column("mark", "处理", Kind.TEXT, 26, printed=False),
    Column("note", "备注", Kind.LONG_TEXT, 24),
    Column("record", "记录号", Kind.INTEGER, 16, printed=False, help="命令行用它指明是哪一条记录"),
)

# Unsorted the lines stand by urgency, as they are made.
LEDGER = Ledger("due", "待办事项", COLUMNS, noun="项", default_sort=("id", False))


def line_id(item: DueItem) -> int:
    """A number for an item that stays the same as long as its key does; a ledger names its lines by numbers."""
    return int.from_bytes(blake2b(item.key.encode(), digest_size=7).digest(), "big")


def cells(item: DueItem) -> Cells:
    """The item as a line of the ledger."""
    return (
        item.state.value, item.due, item.words, item.subject.value, item.title, item.what, item.handler, item.unit, item.number,
        item.start, item.limit, item.days, item.done_on, item.late, item.assumed, str(item.basis), mark_words(item),
        item.mark.note if item.mark else "", item.record_id,
    )  # fmt: skip


def mark_words(item: DueItem) -> str:
    """What was said of an item: 已知晓, 2026-03-02再提醒; empty for nothing."""
    if item.mark is None:
        return ""
    return f"{item.mark.until.isoformat()}再提醒" if item.mark.until else "已知晓"
