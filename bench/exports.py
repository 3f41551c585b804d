"""Exports of 10,000 lines: Excel beside a bare write-only loop of the same styled cells, PDF beside stock Chinese breaking."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.domain.documents.columns import LEDGER
from app.domain.ledgers import Cell, Kind, Sheet
from app.exporters import excel, pdf
from app.exporters.cells import printed, unprinted
from app.exporters.excel.ledger import LOOKS, as_value
from app.exporters.excel.styles import Look, Styles
from bench.timing import Figure, compare, once

LINES = 10_000

_TITLE = "海珠区关于进一步加强公共租赁住房保障管理促进住房租赁市场平稳健康发展的实施办法（试行）"
_CELLS: dict[str, Cell] = {
    "issuer": "广州市海珠区人民政府办公室",
    "file_level": "government",
    "doc_kind": "measures",
    "published_on": date(2024, 3, 2),
    "effective_on": date(2024, 4, 1),
    "expires_on": date(2029, 3, 31),
    "validity": "5年",
    "force_status": "in_force",
    "drafter": "海珠区住房和建设局",
    "handler": "张三",
    "remark": "经区政府第十六届第七十八次常务会议审议通过。",
}


def figures(root: Path) -> Iterator[Figure]:
    """Excel against the bare loop; our line breaker against reportlab's Chinese one; a PDF ledger's lines per second."""
    sheet = _sheet(LINES)
    yield compare(
        f"export {LINES} lines as xlsx",
        lambda: excel.write_ledger(sheet, root / "ours.xlsx"),
        lambda: _bare(sheet, root / "bare.xlsx"),
        factor=1.3,
    )
    yield compare("break 2,000 titles into lines", _own_breaking, _stock_breaking, factor=2.0)
    half = _sheet(LINES // 2)
    seconds = once(lambda: pdf.write_ledger(half, root / "ours.pdf"))
    print(
        f"pdf ledger of {len(half.lines)} lines: {seconds:.1f} s, {len(half.lines) / seconds:.0f} lines/s", flush=True
    )


def _sheet(count: int) -> Sheet:
    lines = [
        tuple(
            {
                "title": f"{_TITLE}第{number}号",
                "unified_number": f"HZ01{number:08}",
                "document_number": f"海府规〔2024〕{number}号",
                "uid": f"00000000-0000-0000-0000-{number:012}",
                **_CELLS,
            }.get(key)
            for key in LEDGER.keys
        )
        for number in range(count)
    ]
    return Sheet(LEDGER, LEDGER.title, "海珠区司法局", date(2025, 1, 1), lines)


def _bare(sheet: Sheet, path: Path) -> None:
    """The same cells in the same looks, as openpyxl's manual shows it, the style array shared."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    workbook = Workbook(write_only=True)
    page = workbook.create_sheet("台账")
    styles = Styles(page)
    places = [*printed(sheet.ledger), *unprinted(sheet.ledger)]
    columns = [sheet.ledger.columns[place] for place in places]
    looks = [styles.cell(Look.CENTRE)._style, *(styles.cell(LOOKS[column.kind])._style for column in columns)]
    text = {Kind.TEXT, Kind.LONG_TEXT, Kind.CODE}
    for number, line in enumerate(sheet.lines, 1):
        values = [number]
        values += [
            line[place] if column.kind in text else as_value(column, line[place])
            for place, column in zip(places, columns, strict=True)
        ]
        row = []
        for value, look in zip(values, looks, strict=True):
            cell = WriteOnlyCell(page, value)
            cell._style = look
            row.append(cell)
        page.append(row)
    workbook.save(path)


def _own_breaking() -> None:
    from app.exporters.fonts import Role, bundled
    from app.exporters.lines import break_lines

    measure = bundled().measure(Role.BODY)
    for number in range(2000):
        break_lines(f"{_TITLE}第{number}号", 17.0, measure)


def _stock_breaking() -> None:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from app.exporters.fonts import Role, bundled

    font = bundled().runs("文", Role.BODY)[0][0]
    style = ParagraphStyle("cell", fontName=font, fontSize=9, wordWrap="CJK")
    for number in range(2000):
        Paragraph(f"{_TITLE}第{number}号", style).wrap(17.0 * 9, 1000)
