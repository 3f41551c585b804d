"""A ledger's lines for tests of the table: real columns, rows made by a rule, no database."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.domain.documents.status import ForceStatus
from app.domain.ledgers import Cells, Column, Kind, Ledger, Query

COLUMNS = (
    Column("number", "统一编号", Kind.CODE, 34),
    Column("title", "文件名称", Kind.TEXT, 76, required=True),
    Column("issuer", "制定机关", Kind.TEXT, 46),
    Column("expires_on", "有效期至", Kind.DATE, 25),
    Column("force_status", "效力状态", Kind.CHOICE, 24, choices=ForceStatus, derived=True),
    Column("backfill", "补录", Kind.FLAG, 12),
    Column("uid", "记录标识", Kind.CODE, 20, hidden=True),
)
LEDGER = Ledger("sample", "样例台账", COLUMNS, noun="件")
SHOWN = ("number", "title", "issuer", "expires_on", "force_status")
STATES = (ForceStatus.IN_FORCE, ForceStatus.EXPIRING, ForceStatus.EXPIRED, ForceStatus.AWAITING_NUMBER)


def line(number: int) -> Cells:
    """The cells of one id: ids count from 1, every state in turn."""
    code = f"HZ01{2000 + number % 25}{number:04d}"
    title = f"海珠区第{number}号办法"
    expires = None if number % 4 == 0 else date(2025, 1, 1) + timedelta(days=number % 900)
    return (code, title, "海珠区人民政府", expires, STATES[number % 4].value, number % 2 == 0, f"uid{number}")


@dataclass
class MadeLines:
    """Fulfils the contract of the ledger service over lines made by `line`."""

    count: int
    asked: list[Query] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)

    def ids(self, name: str, query: Query, limit: int | None = None) -> "array[int]":
        assert name == LEDGER.name
        self.asked.append(query)
        found = [number for number in range(1, self.count + 1) if self._passes(line(number), query)]
        if query.sort:
            at = LEDGER.index(query.sort[0])
            found.sort(key=lambda number: str(line(number)[at]), reverse=query.sort[1])
        return array("q", found[:limit])

    def page(self, name: str, ids: Sequence[int], query: Query) -> list[Cells]:
        assert name == LEDGER.name
        self.pages.append((ids[0], len(ids)))
        return [line(number) for number in ids]

    @staticmethod
    def _passes(cells: Cells, query: Query) -> bool:
        if any(word not in str(cells[1]) for word in query.text.split()):
            return False
        for condition in query.filters:
            cell = cells[LEDGER.index(condition.key)]
            if condition.values and cell not in condition.values:
                return False
            if condition.low and (cell is None or cell < condition.low):  # type: ignore[operator]
                return False
            if condition.high and (cell is None or cell > condition.high):  # type: ignore[operator]
                return False
        return True
