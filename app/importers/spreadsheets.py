"""Values of xlsx, xls, et and ods by calamine, with a way round the sheets it would need too much memory for."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.importers import biff, ods, xlsx
from app.importers.archives import DAMAGED, LOCKED, Archive
from app.importers.ole import Container, wrap
from app.importers.raw import FileCell, FileRefused, Marks, Range, RawSheet
from app.importers.sheets import sheet

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

MOST_CELLS = 6_000_000
"""Cells of the rectangle around a sheet's values. calamine takes 30 bytes for each, used or not, and ends the whole
program when memory is short: one forgotten value in XFD1048576 asks for half a terabyte."""

WORD = "是 Word 文档，不是表格：请把其中的表格复制到 Excel 或 WPS 表格，另存为 .xlsx 后再导入"
NO_WORKBOOK = "不是能导入的表格：请选择 .xlsx、.xls、.et、.ods 或 .csv 文件"

_Sparse = Callable[[Path, bytes, str], Iterable[Sequence[FileCell]]]

_ALONE = (
    "的工作表“{name}”在第 {row} 行、第 {column} 列还有内容，离其他内容太远，无法读取：请删除那里的内容"
    "（多半是误填的空格），或把需要的行复制到新工作簿，另存后再导入"
)


def read_zip(path: Path, data: bytes) -> tuple[RawSheet, ...]:
    """The worksheets of an .xlsx, .xlsm or .ods. Raises FileRefused."""
    archive = Archive(path, data)
    if xlsx.is_xlsx(archive):
        around = xlsx.outline(archive)
        marks = {name: xlsx.marks(archive, part, around.padded) for name, part in around.sheets.items()}
        return tuple(_Values(path, data, xlsx.rows).sheets(marks, around.epoch_1904))
    if ods.is_ods(archive):
        if ods.is_encrypted(archive):
            raise FileRefused(path, LOCKED)
        return tuple(_Values(path, data).sheets(ods.marks(archive), epoch_1904=False))
    raise FileRefused(path, _other_zip(archive))


def read_ole(path: Path, data: bytes) -> tuple[RawSheet, ...]:
    """The worksheets of an .xls or .et. Raises FileRefused."""
    container = Container(path, data)
    if container.has("EncryptedPackage"):
        raise FileRefused(path, LOCKED)
    if container.has("WordDocument"):
        raise FileRefused(path, WORD)
    stream = container.read("Workbook", "Book")
    if stream is None:
        raise FileRefused(path, NO_WORKBOOK)
    book = biff.read(path, stream)
    return tuple(_Values(path, wrap(stream)).sheets(book.sheets, book.epoch_1904))


class _Values:
    """calamine's side of a workbook; `sparse` reads a sheet that calamine must not be asked for."""

    def __init__(self, path: Path, data: bytes, sparse: _Sparse | None = None) -> None:
        self._path = path
        self._data = data
        self._sparse = sparse

    def sheets(self, marks: Mapping[str, Marks], epoch_1904: bool) -> Iterator[RawSheet]:
        """The worksheets in the file's order, each with its marks by name."""
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        try:
            with CalamineWorkbook.from_filelike(io.BytesIO(self._data)) as book:
                for about in book.sheets_metadata:
                    if about.typ is not type(about.typ).WorkSheet:
                        continue
                    if (mark := marks.get(about.name)) is None:
                        raise FileRefused(self._path, DAMAGED)
                    hidden = about.visible is not type(about.visible).Visible
                    rows = self._rows(book, about.name, mark)
                    yield sheet(about.name, rows, mark, hidden=hidden, epoch_1904=epoch_1904)
        except PasswordError as error:
            raise FileRefused(self._path, LOCKED) from error
        except BaseException as error:
            if isinstance(error, CalamineError) or type(error).__name__ == "PanicException":  # Rust's, not importable
                raise FileRefused(self._path, DAMAGED) from error
            raise

    def _rows(self, book: "CalamineWorkbook", name: str, mark: Marks) -> Iterable[Sequence[FileCell]]:
        if mark.area <= MOST_CELLS:
            values = book.get_sheet_by_name(name)
            if not mark.merges:
                mark.merges.extend(Range(*first, *last) for first, last in values.merged_cell_ranges or ())
            return values.to_python(skip_empty_area=False)
        if self._sparse is None:
            where = _ALONE.format(name=name, row=mark.last_row, column=mark.last_column + 1)
            raise FileRefused(self._path, where)
        return self._sparse(self._path, self._data, name)


def _other_zip(archive: Archive) -> str:
    if any(name.startswith("word/") for name in archive.names):
        return WORD
    if "xl/workbook.bin" in archive.names:
        return "是 .xlsb 格式：请用 Excel 打开，另存为 .xlsx 后再导入"
    if "[Content_Types].xml" in archive.names or "mimetype" in archive.names:
        return NO_WORKBOOK
    return "是压缩包：请先解压，再选择其中的表格文件"
