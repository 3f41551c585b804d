"""The text of a paper, for search: .docx, PDF with text, plain text; found out by content. Knows no record and keeps no layout."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree as ET

from app.domain.problems import Unavailable
from app.domain.text import clean
from app.importers.archives import Archive
from app.importers.delimited import decode
from app.importers.ole import SIGNATURE
from app.importers.raw import FileRefused

MOST_CHARACTERS = 500_000
"""Kept of one paper: some 600 printed pages. Search needs no more, and the index grows with it."""
MOST_BYTES = 200 << 20
"""Larger files are not read for their text."""

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PLAIN = (".txt", ".md", ".csv")


@dataclass(frozen=True)
class Extracted:
    """What was found, and why there is nothing or not all."""

    text: str
    note: str = ""
    """A Chinese sentence; empty when everything was found."""


def text_of(path: Path) -> Extracted:
    """The text of a file, as much as there is. Raises Unavailable only when the file cannot be read at all."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise Unavailable(
            path, f"读不出文件“{path}”。请检查文件是否还在、是否有权限、移动硬盘或网络盘是否已断开"
        ) from error
    if size > MOST_BYTES:
        return Extracted("", "文件超过 200 MB，没有取出文字，只能按文件名找到")
    try:
        return _limited(_pieces(path, head))
    except _NoText as why:
        return Extracted("", str(why))
    except FileRefused:
        return Extracted("", "文件已损坏或设有密码，没有取出文字，只能按文件名找到")


class _NoText(Exception):
    """The format gives none; says why."""


def _limited(pieces: Iterator[str]) -> Extracted:
    kept, room = [], MOST_CHARACTERS
    for piece in pieces:
        kept.append(piece[:room])
        room -= len(piece)
        if room < 0:
            break
    text = re.sub(r"\n{2,}", "\n", clean("".join(kept), lines=True).text)
    return Extracted(text, "文字过长，只有前 50 万字可以搜索" if room < 0 else "")


def _pieces(path: Path, head: bytes) -> Iterator[str]:
    if head.startswith(b"PK"):
        return _docx(path)
    if b"%PDF" in head:
        return _pdf(path)
    if head.startswith(SIGNATURE):
        raise _NoText("旧版 .doc、.wps 文件取不出文字，只能按文件名找到；另存为 .docx 后再添加，可以搜索正文")
    if path.suffix.lower() in _PLAIN:
        return iter([decode(path, path.read_bytes())])
    raise _NoText("这种文件没有可搜索的文字，只能按文件名找到")


def _docx(path: Path) -> Iterator[str]:
    """Body, headers, footers and notes, text boxes, tables and insertions included, deletions not."""
    archive = Archive(path, path.read_bytes())
    if "word/document.xml" not in archive.names:
        raise _NoText("这种文件没有可搜索的文字，只能按文件名找到")
    others = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
    parts = ["word/document.xml", *sorted(name for name in archive.names if name.startswith(others))]
    for part in parts:
        yield from _paragraphs(path, archive, part)
        yield "\n"


def _paragraphs(path: Path, archive: Archive, part: str) -> Iterator[str]:
    words = _Words()
    parser = ET.XMLParser(target=words)
    for block in archive.blocks(part):
        if b"<!DOCTYPE" in block or b"<!ENTITY" in block:
            raise FileRefused(path, "已损坏")
        try:
            parser.feed(block)
        except ET.ParseError as error:
            raise FileRefused(path, "已损坏") from error
        yield from words.taken()


class _Words:
    """Hears the tags of a part go by and keeps the text alone: a tree of a large part would fill the memory."""

    _BREAKS: ClassVar = {
        f"{_WORD}p": "\n",
        f"{_WORD}br": "\n",
        f"{_WORD}cr": "\n",
        f"{_WORD}tab": " ",
        f"{_WORD}tc": " ",
    }

    def __init__(self) -> None:
        self._heard: list[str] = []
        self._within_text = False
        self._repeated = 0

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        self._within_text = tag == f"{_WORD}t"
        self._repeated += tag == _FALLBACK  # says again, for old programs, what its neighbour says

    def end(self, tag: str) -> None:
        self._within_text = False
        self._repeated -= tag == _FALLBACK
        if tag in self._BREAKS:
            self._heard.append(self._BREAKS[tag])

    def data(self, text: str) -> None:
        if self._within_text and not self._repeated:
            self._heard.append(text)

    def taken(self) -> list[str]:
        """What was heard since the last time."""
        heard, self._heard = self._heard, []
        return heard


def _pdf(path: Path) -> Iterator[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise FileRefused(path, "已损坏或设有密码") from error
    found = False
    try:
        for page in document:
            text = page.get_textpage().get_text_range()
            found = found or bool(text.strip())
            yield text.replace("\ufffe", "").replace("\x02", "")  # PDFium's marks of a hyphen at a line's end
            yield "\n"
    finally:
        document.close()
    if not found:
        raise _NoText("这份 PDF 是扫描件，没有文字，只能按文件名找到")
