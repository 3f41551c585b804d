"""编号登记簿: every number with the gaps among them; reserving, voiding, withdrawing, printing. Knows services, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.ledgers import Cell, Cells, Filter, Query
from app.domain.number_book import LEDGER, NumberState
from app.domain.numbering.schemes import NumberingScheme
from app.services.audit import HistoryEntry
from app.ui.deed import Deed
from app.ui.desk import Desk
from app.ui.documents.editing import sources
from app.ui.history import HistoryList
from app.ui.keys import Act
from app.ui.ledger_page import LedgerPage
from app.ui.ledger_papers import LedgerPapers
from app.ui.numbering.book import NumberBook
from app.ui.numbering.deeds import reserve_deed, use_deed
from app.ui.numbering.summary import cell_of, fact_rows, notice_of, state_of, text_of
from app.ui.panel import FactList, NoticeBox, column_of, link, record_head
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout

SHOWN = ("number", "state", "title", "issuer", "allotted_on", "allotted_by", "note")
FILTERS = ("state", "year", "scheme")
TABS = ("概要", "修改记录")
NOTHING = "还没有编号。文件登记编号后记在这里；旧台账导入的编号也记在这里。"
GAPS = (Filter("state", (NumberState.GAP.value,)),)
"""What shows the unexplained gaps only."""
VOID_REASONS = ("文件不再印发", "编错号段", "重复编号")
GAP_REASONS = ("编号时跳号", "旧台账漏登", "文件未印发")


@dataclass(frozen=True)
class Record:
    """What the panel shows of the current line, read in one go."""

    id: int
    cells: Cells
    document_id: int | None
    history: tuple[HistoryEntry, ...]

    @property
    def number(self) -> str:
        return text_of(self.cells, "number")

    @property
    def state(self) -> NumberState:
        return state_of(self.cells)


class NumberingPage(LedgerPage):
    """The number book: void lines and gaps are seen where they stand."""

    tables = frozenset({"number", "document", "numbering_scheme"})

    def __init__(self, desk: Desk) -> None:
        self.book = NumberBook(desk.office)
        values = {"year": lambda: self._values("year"), "scheme": lambda: self._values("scheme")}
        look = Look(status="state")
        super().__init__(desk, LEDGER, Layout(SHOWN, FILTERS, look, NOTHING, values), TABS, self.book)
        self.record: Record | None = None
        self._schemes: tuple[NumberingScheme, ...] = ()
        self.acts |= {Act.NEW: self.reserve}
        self.table.line_opened.connect(lambda _: self.open_line())
        self._add_actions()
        self._allow()

    def reload(self) -> None:
        super().reload()
        self.desk.work.read("numbering:schemes", self.desk.office.numbering.schemes, self._take_schemes)

    def count_text(self, shown: int) -> str:
        gaps = sum(key < 0 for key in self.table.model.ids)
        return f"共 {shown - gaps} 个编号，断号 {gaps} 个未说明" if gaps else f"共 {shown} 个编号"

    def open_line(self) -> None:
        """Enter: the document of a number; for a gap or a reserved number what has to be done with it."""
        match self.record.state if self.record else None:
            case NumberState.GAP:
                self.void()
            case NumberState.RESERVED:
                self.use()
            case _:
                self.open_document()

    def open_document(self) -> None:
        """Show the document that bears or bore the number."""
        if self.record is not None and self.record.document_id is not None:
            self.desk.open_record("documents", self.record.document_id)

    def reserve(self) -> None:
        """预留: the form beside the book."""
        if not self.desk.office.read_only:
            today = self.desk.office.today()
            schemes = [scheme for scheme in self._schemes if scheme.holds_on(today)]
            self._do(reserve_deed(self.desk.office, sources(self.desk), schemes, self.desk.actor()), "已预留编号")

    def use(self) -> None:
        """用于文件: give a reserved number to its document."""
        record = self.record
        if record is not None and record.state is NumberState.RESERVED and not self.desk.office.read_only:
            self._do(use_deed(self.desk.office, sources(self.desk), record.number, self.desk.actor()), "已登记编号")

    def void(self) -> None:
        """作废, with a reason; a gap is explained in the same way."""
        record = self.record
        if record is None or record.state is NumberState.VOID or self.desk.office.read_only or not self.may_leave():
            return
        number, actor = record.number, self.desk.actor()
        gap = record.state is NumberState.GAP
        question = (
            f"编号 {number} 在登记簿中是断号。请写明原因，登记为作废：" if gap
            else f"编号 {number} 作废后不再使用，登记簿中保留。请写明原因："
        )  # fmt: skip
        reason = self.desk.dialogs.text(
            "说明断号" if gap else "作废编号", question, "", GAP_REASONS if gap else VOID_REASONS
        )
        if reason is not None:
            self.desk.work.write(
                lambda: self.desk.office.numbering.void(number, reason, actor),
                lambda _: self._go_to(number, f"编号 {number} 已作废"),
            )

    def withdraw(self) -> None:
        """撤回: today's last number, before its notice is printed; else the reasons are told."""
        record = self.record
        if record is None or not self.may_leave():
            return
        number, actor, title = record.number, self.desk.actor(), text_of(record.cells, "title")
        back = f"《{title}》回到待登记编号。" if title else ""
        question = f"撤回后编号 {number} 重新可用。{back}\n只有当天编的最后一个、通知单还没有打印的编号可以撤回。"
        if self.desk.dialogs.ask("撤回编号", question, "撤回"):
            self.desk.work.write(
                lambda: self.desk.office.numbering.withdraw(number, actor),
                lambda _: self.say(f"编号 {number} 已撤回"),
            )

    def _do(self, deed: Deed, said: str) -> None:
        if not self.may_leave():
            return
        form = self.open_deed("numbering", deed, deed.title)
        form.saved.connect(lambda number, _: self._done(number, said))

    def _done(self, number: str, said: str) -> None:
        self.close_form()
        self._go_to(number, f"{said} {number}")

    def _go_to(self, number: str, said: str) -> None:
        """Stand on the line of a number that has just been written."""
        query = Query(self.desk.office.today(), (Filter("number", (number,)),))

        def found(ids: Sequence[int]) -> None:
            if len(ids):
                self.open_record(ids[0])
            self.say(said)

        self.desk.work.read("numbering:go to", lambda: self.desk.office.ledgers.ids(LEDGER.name, query), found)

    def _values(self, key: str) -> list[tuple[Cell, str]]:
        found = self.desk.office.ledgers.values(LEDGER.name, key, self.table.query)
        return [(value, LEDGER.column(key).show(value)) for value in found]

    def _take_schemes(self, schemes: list[NumberingScheme]) -> None:
        self._schemes = tuple(schemes)

    def _read(self, line_id: int) -> Record:
        office = self.desk.office
        (cells,) = self.book.page(LEDGER.name, [line_id], Query(office.today()))
        number = str(cell_of(cells, "number") or "")
        history = office.audit.history(LEDGER.name, line_id) if line_id > 0 else []
        return Record(line_id, cells, office.numbering.document_of(number), tuple(history))

    def _show(self, record: Record) -> None:
        if record.id != self.current_id or cell_of(record.cells, "state") is None:
            return
        self.record = record
        self.panel.show_tabs((lambda: self._overview(record), lambda: HistoryList(record.history)))
        self._allow()

    def _overview(self, record: Record) -> QWidget:
        parts = [
            record_head(record.number, text_of(record.cells, "scheme")),
            NoticeBox(notice_of(record.cells)),
            FactList(fact_rows(record.cells)),
        ]
        if record.document_id is not None:
            parts.append(link("打开文件", self.open_document))
        return column_of(*parts)

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("reserve", "预留", "bookmark", self.reserve, "Ctrl+N", primary=True)
        bar.add("open", "打开文件", "file-text", self.open_document, "Enter")
        bar.add("use", "用于文件", "hash", self.use)
        bar.add("void", "作废", "circle-slash", self.void)
        bar.add("withdraw", "撤回", "undo-2", self.withdraw)
        LedgerPapers(self, "打印登记簿")

    def _allow(self) -> None:
        read_only = self.desk.office.read_only
        record = self.record
        none = "" if record else "请先选择一个编号"
        state = record.state if record else None
        void = "这个编号已经作废" if state is NumberState.VOID else ""
        gap = "断号没有编给文件" if state is NumberState.GAP else ""
        self.bar.allow("reserve", read_only)
        self.bar.allow("open", none or ("" if record and record.document_id else "这个编号没有文件"))
        self.bar.allow(
            "use", read_only or none or ("" if state is NumberState.RESERVED else "只有预留的编号可以这样使用")
        )
        self.bar.allow("void", read_only or none or void)
        self.bar.allow("withdraw", read_only or none or void or gap)
