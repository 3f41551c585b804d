"""What the panel says about one line of the number book: its state, what it needs, facts. Knows cells, no service."""

from app.domain.ledgers import Cell, Cells
from app.domain.number_book import LEDGER, NumberState
from app.ui.panel import Notice
from app.ui.tokens import Tone

_SAID_ABOVE = frozenset({"number", "state", "note"})


def cell_of(cells: Cells, key: str) -> Cell:
    """One cell of a line."""
    return cells[LEDGER.index(key)]


def text_of(cells: Cells, key: str) -> str:
    """One cell as it is read on screen."""
    return LEDGER.column(key).show(cell_of(cells, key))


def state_of(cells: Cells) -> NumberState:
    """What became of the number."""
    return next(state for state in NumberState if state.value == cell_of(cells, "state"))


def notice_of(cells: Cells) -> Notice:
    """The state in a word, and what follows from it."""
    note = text_of(cells, "note")
    match state_of(cells):
        case NumberState.GAP:
            return Notice(
                Tone.DUE,
                "断号，未说明",
                ("登记簿中没有这个编号，也没有说明原因。", "下一步：查明原因，点“作废”写明；该编号不再使用。"),
            )
        case NumberState.VOID:
            return Notice(Tone.BAD, "已作废，不再使用", (f"原因：{note}" if note else "没有写明原因",))
        case NumberState.RESERVED:
            return Notice(Tone.WAITING, "已预留", (f"用途：{note}", "下一步：文件具备条件后点“用于文件”；不用时作废。"))
        case _:
            return Notice(Tone.GOOD, "已用", (_notice_of_number(cells), *((note,) if note else ())))


def fact_rows(cells: Cells) -> list[tuple[str, str]]:
    """Names and values in the order of the ledger; empty ones are left out by the widget."""
    return [(column.title, text_of(cells, column.key)) for column in LEDGER.columns if column.key not in _SAID_ABOVE]


def _notice_of_number(cells: Cells) -> str:
    """Whether the number has left the office; an old ledger does not say when a number was given."""
    if text_of(cells, "notice"):
        return "统一编号通知单已打印"
    return "统一编号通知单尚未打印" if cell_of(cells, "allotted_on") else "随旧台账登记"
