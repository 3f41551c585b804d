"""The table within a sheet: where its header is, which rows are data and which are not. Knows no meaning of a value."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.ledgers import Column, Ledger
from app.domain.problems import Refused
from app.importers.headers import SERIAL, Heading, Matcher, bare, normal, shown_titles, signature, stack_titles
from app.importers.raw import RawCell, RawRow, RawSheet

MOST_ABOVE = 60
"""Rows with something in them among which the header is looked for."""
MOST_HEADER_ROWS = 3

EXAMPLE = "示例"
"""What the blank template writes into 序号 of its example rows."""


class Ignored(NamedTuple):
    """Rows that are no data; `last` is beyond `row` only for a run of blank rows."""

    row: int
    last: int
    reason: str
    text: str = ""
    """What stood there, so that nothing is lost unseen."""

    @property
    def size(self) -> int:
        return self.last - self.row + 1


@dataclass(frozen=True)
class Table:
    """A sheet understood: headings, rows of data, and everything that was left out."""

    sheet: RawSheet
    headings: tuple[Heading, ...]
    header_rows: tuple[int, int]
    """Row numbers of the header, first and last."""
    rows: tuple[RawRow, ...]
    ignored: tuple[Ignored, ...]
    missing: tuple[Column, ...]
    """Required columns that no heading was taken for: the user is to choose them."""
    signature: str
    """Digest of the titles, under which a user's mapping is remembered."""

    @property
    def keys(self) -> dict[int, str]:
        """Position → key of the ledger's columns that were found."""
        return {heading.position: heading.key for heading in self.headings if heading.key is not None}

    @property
    def unknown(self) -> tuple[Heading, ...]:
        """Columns the ledger does not know: their values are kept as extra."""
        return tuple(heading for heading in self.headings if heading.key is None and not heading.serial)

    @property
    def hidden_rows(self) -> tuple[int, ...]:
        """Rows of data that the file hides; they are imported and named."""
        return tuple(row.number for row in self.rows if row.hidden)


def find_table(
    sheet: RawSheet, ledger: Ledger, mapping: Mapping[int, str | None] | None = None, header_row: int | None = None
) -> Table:
    """Find header and data. `mapping` (position → key, None for a column to keep as extra) overrules the titles;
    `header_row` is the last row of the header as chosen by the user. Raises Refused when there is no header.
    """
    matcher = Matcher(ledger)
    first, last = _header_at(sheet, header_row) if header_row is not None else _find_header(sheet, matcher)
    rows = sheet.rows[first : last + 1]
    headings = _headings(rows, sheet, matcher, mapping or {})
    keys = {heading.key for heading in headings}
    sorting = _Sorting(sheet, rows, headings, matcher.required)
    data, ignored = sorting.sort(first, last)
    missing = tuple(column for column in ledger.columns if column.required and column.key not in keys)
    place = rows[0].number, rows[-1].number
    return Table(sheet, headings, place, data, ignored, missing, signature(shown_titles(rows)))


def _find_header(sheet: RawSheet, matcher: Matcher) -> tuple[int, int]:
    """Index of the first and last row of the header: the rows whose titles name the most columns."""
    best, place = (0, 0), (0, 0)
    for first in range(min(len(sheet.rows), MOST_ABOVE)):
        for count in range(1, MOST_HEADER_ROWS + 1):
            rows = sheet.rows[first : first + count]
            if len(rows) < count:
                break
            keys = set(matcher.match(stack_titles(rows)).values())
            sure = len(keys) > 1 or (bool(keys & matcher.required) and len(rows[-1].own) == 1)
            if sure and (len(keys), -count) > best:
                best, place = (len(keys), -count), (first, first + count - 1)
    if not best[0]:
        names = "".join(f"“{title}”" for title in matcher.usual_titles)
        raise Refused(
            f"在工作表“{sheet.name}”中没有找到表头：请检查是否选错了工作表或台账；"
            f"表头应有{names}这样的列名，也可以自己指定表头所在的行"
        )
    return _with_merged_rows(sheet.rows, *place)


def _with_merged_rows(rows: Sequence[RawRow], first: int, last: int) -> tuple[int, int]:
    """The header begins and ends where its merged cells do."""
    sources = {source for row in rows[first : last + 1] for source in row.filled.values()}
    top = min(sources, default=rows[first].number)
    while first > 0 and rows[first].number > top and last - first + 1 < MOST_HEADER_ROWS:
        first -= 1
    numbers = {row.number for row in rows[first : last + 1]}
    while (
        last + 1 < len(rows) and last - first + 1 < MOST_HEADER_ROWS and numbers & set(rows[last + 1].filled.values())
    ):
        last += 1
    return first, last


def _header_at(sheet: RawSheet, number: int) -> tuple[int, int]:
    for index, row in enumerate(sheet.rows):
        if row.number == number:
            return _with_merged_rows(sheet.rows, index, index)
    raise Refused(f"工作表“{sheet.name}”的第 {number} 行是空行，请指定列名所在的行")


def _headings(
    rows: Sequence[RawRow], sheet: RawSheet, matcher: Matcher, mapping: Mapping[int, str | None]
) -> tuple[Heading, ...]:
    stacks = stack_titles(rows)
    shown = shown_titles(rows)
    found = matcher.match({at: stack for at, stack in stacks.items() if at not in mapping})
    chosen = {key for key in mapping.values() if key is not None}
    headings = []
    seen: set[str] = set()
    used = {position for row in sheet.rows for position, cell in enumerate(row.cells) if cell is not None}
    for position in sorted(used):
        key = mapping[position] if position in mapping else found.get(position)
        if position not in mapping and key in chosen:
            key = None
        title = shown.get(position, "") or f"第{column_letters(position)}列"
        if title in seen:
            title = f"{title}（第{column_letters(position)}列）"
        seen.add(title)
        serial = key is None and bare(stacks.get(position, [""])[-1]) in SERIAL
        headings.append(Heading(position, title, key, serial))
    return tuple(headings)


def column_letters(position: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_TOTAL = re.compile(r"(?:本页|本年|全年|年度)?(?:合计|小计|总计|共计|累计)(?:$|[\d:(、,共].*)")
_FOOT = re.compile(
    r"(?:填报人|填表人|制表人|制表|审核人|复核人|审核|复核|经办人|负责人|单位负责人|科室负责人|主要负责人|分管领导|联系人|联系电话|电话"
    r"|填报单位|填报日期|填表日期|制表日期|打印日期|报送日期|盖章|单位盖章|备注|注|说明|填表说明|填写说明)(?:\([^)]*\))?(?::.*|$)"
)
_GROUP = re.compile(r"\(?[一二三四五六七八九十]{1,3}[、.)].*|\d{4}年?度?|第[一二三四五六七八九十\d]+[部类批]分?.*")
_SHORT = 20
_COUNTED = re.compile(r"\(?[\d一二三四五六七八九十甲乙丙丁]{1,4}\)?[.、]?")


class _Sorting:
    """Tells rows of data from all else below a header."""

    def __init__(
        self, sheet: RawSheet, header: Sequence[RawRow], headings: Sequence[Heading], required: Container[str | None]
    ) -> None:
        self._rows = sheet.rows
        self._serial = next((heading.position for heading in headings if heading.serial), None)
        self._known = {heading.position for heading in headings if heading.key is not None}
        self._names = [heading.position for heading in headings if heading.key in required]
        self._titles: dict[int, set[str]] = {}
        for row in header:
            for position, cell in enumerate(row.cells):
                if cell is not None:
                    self._titles.setdefault(position, set()).add(normal(str(cell)))

    def sort(self, first: int, last: int) -> tuple[tuple[RawRow, ...], tuple[Ignored, ...]]:
        """Rows of data and ignored ones, both in order; the header is the rows of these indices."""
        data: list[RawRow] = []
        ignored: list[Ignored] = []
        above = 0
        for index, row in enumerate(self._rows):
            if row.number > above + 1:
                ignored.append(Ignored(above + 1, row.number - 1, "空行"))
            above = row.number
            reason = self._reason(index, row, first, last)
            if reason:
                ignored.append(Ignored(row.number, row.number, reason, _text(row)))
            else:
                data.append(row)
        return tuple(data), tuple(ignored)

    def _reason(self, index: int, row: RawRow, first: int, last: int) -> str:
        """Why a row is no data; empty for one that is."""
        if index < first:
            return "标题或说明"
        if index <= last:
            return "表头"
        own = row.own
        counter = _head(row.cells[self._serial]) if self._serial is not None and self._serial in own else ""
        text = counter if own[0] == self._serial else _head(row.cells[own[0]])
        if counter.startswith(EXAMPLE):
            return "模板示例行"
        if self._repeats_header(row, own, text):
            return "重复的表头"
        if index == last + 1 and _counts_columns(row, own):
            return "栏号行"
        if _TOTAL.fullmatch(text) or any(at in own and _is_total(row.cells[at]) for at in self._names):
            return "合计行"
        if _FOOT.fullmatch(text) and not (len(own) > 1 and _COUNTED.fullmatch(counter)):
            return "填报人或说明行"
        return self._reason_of_lone(row, own, text)

    def _repeats_header(self, row: RawRow, own: Sequence[int], text: str) -> bool:
        if text not in self._titles.get(own[0], ()) or (len(own) == 1 and own[0] == self._serial):
            return False
        return all(_head(row.cells[position]) in self._titles.get(position, ()) for position in own[1:])

    def _reason_of_lone(self, row: RawRow, own: Sequence[int], text: str) -> str:
        """Rows with a single value: a title across the table, a note, a number without a line."""
        if len(own) > 1:
            return ""
        across = [position for position, source in row.filled.items() if source == row.number]
        if len(across) + 1 >= max(2, len(self._known)):
            return "分组标题或说明"
        if own[0] == self._serial:
            return "只有序号的空行" if _COUNTED.fullmatch(text) else "分组标题或说明"
        if own[0] == 0 and self._serial is None and len(self._known) > 1 and _GROUP.fullmatch(text):
            return "分组标题或说明"
        return ""


def _head(cell: RawCell) -> str:
    """The beginning of a cell in normal form: what tells rows apart is short, and most rows are data."""
    return normal(cell[:_SHORT]) if isinstance(cell, str) else str(cell)


def _is_total(cell: RawCell) -> bool:
    return isinstance(cell, str) and len(cell) <= _SHORT and _TOTAL.fullmatch(normal(cell)) is not None


def _counts_columns(row: RawRow, own: Sequence[int]) -> bool:
    """Whether a row below the header only numbers the columns: 1 2 3, (1) (2) (3)."""
    texts = [normal(str(row.cells[position])).strip("()") for position in own]
    numbers = [text for text in texts if text not in ("甲", "乙", "丙")]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _text(row: RawRow) -> str:
    return " ".join(" ".join(str(row.cells[position]).split()) for position in row.own)
