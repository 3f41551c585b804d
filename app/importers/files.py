"""Any file an office keeps a ledger in, to a workbook of rows: finds the format by content, never by name."""

import hashlib
from pathlib import Path

from app.domain.problems import Unavailable
from app.importers.delimited import decode, read_delimited
from app.importers.ole import SIGNATURE
from app.importers.raw import FileRefused, RawCell, RawRow, RawSheet, Workbook
from app.importers.spreadsheets import WORD, read_ole, read_zip
from app.importers.web_tables import looks_like_web, read_web

__all__ = ["FileRefused", "RawCell", "RawRow", "RawSheet", "Workbook", "read_workbook"]

MOST_BYTES = 200 << 20
"""Larger files are not read into memory: no ledger of an office comes near."""

_OTHER_KINDS = (
    (b"%PDF", "是 PDF，不是表格：请向填报人索取 Excel 或 WPS 表格"),
    (b"\x89PNG", "是图片，不是表格：请向填报人索取 Excel 或 WPS 表格"),
    (b"\xff\xd8\xff", "是图片，不是表格：请向填报人索取 Excel 或 WPS 表格"),
    (b"Rar!", "是压缩包：请先解压，再选择其中的表格文件"),
    (b"7z\xbc\xaf", "是压缩包：请先解压，再选择其中的表格文件"),
    (b"{\\rtf", WORD),
)
_SAVE_AS = "是旧的网页或 XML 格式的表格：请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入"


def read_workbook(path: Path) -> Workbook:
    """Read a file whole. Raises FileRefused (what is wrong with it) or Unavailable (it cannot be reached)."""
    data = _bytes(path)
    sheets = _sheets(path, data)
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused(path, "里没有任何内容：请检查是否选错了文件，或原表格是否还没有填写")
    return Workbook(path, hashlib.sha256(data).hexdigest(), sheets)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileRefused(path, "是文件夹：请选择其中的一个表格文件")
        if path.stat().st_size > MOST_BYTES:
            raise FileRefused(path, "超过 200 MB，不像是台账：请把需要的行复制到新工作簿，另存后再导入")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileRefused(path, f"不存在，请检查位置和文件名：{path}") from error
    except PermissionError as error:
        message = f"没有读取文件“{path}”的权限，或它正被其他程序独占：请关闭打开它的程序，或复制到自己的文件夹后再导入"
        raise Unavailable(path, message) from error
    except (OSError, ValueError) as error:
        raise Unavailable(path, f"读取文件“{path}”时出错：请检查移动硬盘或网络是否断开，然后重试") from error


def _sheets(path: Path, data: bytes) -> tuple[RawSheet, ...]:
    if not data:
        raise FileRefused(path, "是空文件（0 字节）：请重新保存或复制一份再导入")
    if data.startswith(b"PK"):
        return read_zip(path, data)
    if data.startswith(SIGNATURE):
        return read_ole(path, data)
    for signature, message in _OTHER_KINDS:
        if data.startswith(signature):
            raise FileRefused(path, message)
    text = decode(path, data)
    if looks_like_web(text):
        sheets = read_web(text)
    elif text.lstrip().startswith(("<?xml", "MIME-Version")):
        sheets = ()
    else:
        return read_delimited(path, text)
    if not sheets:
        raise FileRefused(path, _SAVE_AS)
    return sheets
