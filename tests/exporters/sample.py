"""A ledger like the register of documents, filled with 43 real ones: what the exporters are tried on."""

import csv
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from uuid import UUID

from app.domain.choices import Choice
from app.domain.ledgers import Cell, Cells, Column, Kind, Ledger, Sheet

DATA = Path(__file__).parent.parent / "data"

ON = date(2025, 1, 1)


class State(Choice):
    """A pick list such as ledgers have."""

    IN_FORCE = "in_force", "现行有效"
    EXPIRED = "expired", "已失效"
    REPEALED = "repealed", "已废止"
    UNKNOWN = "unknown", "不明（缺日期）"


LEDGER = Ledger(
    "documents",
    "规范性文件台账",
    (
        Column("unified_number", "统一编号", Kind.CODE, 30, example="HP0120210019"),
        Column(
            "title",
            "文件名称",
            Kind.TEXT,
            70,
            required=True,
            synonyms=("名称", "标题"),
            example="海珠区公共租赁住房管理办法",
            help="填写全称，不加书名号。",
        ),
        Column("document_number", "文号", Kind.CODE, 34, example="海府规〔2024〕3号"),
        Column("issuer", "制定机关", Kind.TEXT, 40, required=True, example="海珠区人民政府"),
        Column("published_on", "公布日期", Kind.DATE, 24, example="2024-05-01"),
        Column("effective_on", "施行日期", Kind.DATE, 24, synonyms=("实施日期",), example="2024-06-01"),
        Column("expires_on", "有效期至", Kind.DATE, 24, example="2029-05-31"),
        Column("state", "效力状态", Kind.CHOICE, 20, choices=State, derived=True),
        Column("filed", "已备案", Kind.FLAG, 14, example="是"),
        Column("copies", "份数", Kind.INTEGER, 12, example="3"),
        Column("note", "备注", Kind.LONG_TEXT, 50),
        Column("region", "地区", Kind.TEXT, 30, printed=False),
        Column("source", "来源", Kind.TEXT, 30, printed=False),
        Column("uid", "记录标识", Kind.CODE, 40, hidden=True),
    ),
    noun="件",
    as_of=True,
    importable=True,
)

_STATES = {"现行": State.IN_FORCE, "有效": State.IN_FORCE, "失效": State.EXPIRED, "废止": State.REPEALED}


@cache
def real_lines() -> tuple[Cells, ...]:
    """The 43 real documents as cells of LEDGER."""
    with (DATA / "real_documents.csv").open(encoding="utf-8-sig", newline="") as file:
        return tuple(_cells(row) for row in csv.DictReader(file))


def sheet(lines: Sequence[Cells] | None = None, title: str = "海珠区规范性文件台账（2025年度）") -> Sheet:
    """A sheet of LEDGER; the real documents unless lines are given."""
    return Sheet(
        LEDGER,
        title,
        "广州市海珠区司法局",
        ON,
        real_lines() if lines is None else lines,
        "修改记录 1284 条，末条校验值 3f9a0c55d1e2b7…",
    )


def many(count: int) -> list[Cells]:
    """So many lines, the real ones over and over with their numbers changed."""
    real = real_lines()
    numbered = LEDGER.index("unified_number")
    lines = []
    for number in range(count):
        cells = list(real[number % len(real)])
        cells[numbered] = f"HZ01{2000 + number // 9999}{number % 9999 + 1:04}"
        lines.append(tuple(cells))
    return lines


def line(**values: Cell) -> Cells:
    """One line with these cells, the rest empty."""
    return tuple(values.get(key) for key in LEDGER.keys)


def _cells(row: dict[str, str]) -> Cells:
    state = next((state for word, state in _STATES.items() if word in row["status_in_source"]), State.UNKNOWN)
    number = int(row["no"])
    return line(
        unified_number=row["unified_no"] or None,
        title=row["title"],
        document_number=row["doc_no"] or None,
        issuer=row["authority"].replace(";", "；"),
        published_on=_date(row["publish_date"] or row["dated_or_signed"]),
        effective_on=_date(row["effective_date"]),
        expires_on=_date(row["expiry_date"]),
        state=state.value,
        filed=number % 3 == 0,
        copies=number,
        note=row["note"] or None,
        region=row["region"],
        source=row["source"],
        uid=str(UUID(int=number)),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if len(text) == 10 else None
