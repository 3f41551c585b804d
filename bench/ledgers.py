"""The ledger of 100,000 documents: ids and first page, search, filter, against raw SQL in the driver."""

from collections.abc import Iterator
from datetime import date

from app.domain.ledgers import Filter, Query
from app.domain.text import match_expression, words
from app.main import OpenOffice
from app.models.sqlite import connect
from bench.timing import Figure, compare

ON = date(2025, 3, 3)
WORDS = (
    "海",
    "湿地",
    "管理办",
    "海珠区湿",
    "旧村改造第",
    "第99999号",
    "停车场第5",
    "招商引资扶持第1",
    "hzqsd",
    "〔2024〕",
)
PAGE = 200


def figures(opened: OpenOffice) -> Iterator[Figure]:
    """Ids and first page; search by words of 1 to 8 characters (the worst ratio is given); filter."""
    ledgers = opened.office.ledgers
    raw = connect(opened.office.folder.database)

    def ids_and_page() -> None:
        query = Query(ON)
        ids = ledgers.ids("documents", query)
        ledgers.page("documents", ids[:PAGE], query)

    def raw_ids_and_page() -> None:
        ids = raw.execute("SELECT id FROM document WHERE binned_at IS NULL ORDER BY id DESC").fetchall()
        page = ",".join(str(row[0]) for row in ids[:PAGE])
        raw.execute(f"SELECT * FROM document WHERE id IN ({page})").fetchall()

    yield compare("100,000 documents: ids and first page", ids_and_page, raw_ids_and_page, 1.5, 0.060)

    def by_status() -> None:
        ids = ledgers.ids("documents", Query(ON, (Filter("force_status", ("in_force", "expiring")),)))
        ledgers.page("documents", ids[:PAGE], Query(ON))

    def raw_by_status() -> None:
        ids = raw.execute(
            "SELECT id FROM document WHERE binned_at IS NULL AND nature = 'normative' AND end_kind IS NULL"
            " AND effective_on <= ? AND expires_on >= ? ORDER BY id DESC",
            (ON.isoformat(), ON.isoformat()),
        ).fetchall()
        page = ",".join(str(row[0]) for row in ids[:PAGE])
        raw.execute(f"SELECT * FROM document WHERE id IN ({page})").fetchall()

    yield compare("filter by status", by_status, raw_by_status, 2.0)

    found = [_search(opened, raw, text) for text in WORDS]
    yield max(found, key=lambda figure: (figure.ours - figure.extra) / figure.floor)


def _search(opened: OpenOffice, raw: object, text: str) -> Figure:
    ledgers, match = opened.office.ledgers, match_expression(words(text))

    def ours() -> None:
        query = Query(ON, text=text)
        ledgers.page("documents", ledgers.ids("documents", query, PAGE), query)

    def floor() -> None:
        rows = raw.execute(  # type: ignore[attr-defined]
            "SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid DESC LIMIT 200", (match,)
        ).fetchall()
        page = ",".join(str(row[0] // 8) for row in rows)
        raw.execute(f"SELECT * FROM document WHERE id IN ({page})").fetchall()  # type: ignore[attr-defined]

    return compare(f"search {text}: first 200", ours, floor, 3.0, 0.030)
