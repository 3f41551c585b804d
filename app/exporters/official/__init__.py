"""公文 by GB/T 9704-2012 from one model, as PDF and as Word file. Knows no subject; the services write the text."""

from pathlib import Path

from app.domain.problems import Refused
from app.exporters.cells import Align, Report
from app.exporters.official.model import (
    Appendix,
    Block,
    Chart,
    Colophon,
    Column,
    FactList,
    Heading,
    Layout,
    Official,
    Paragraph,
    RedHead,
    Series,
    Table,
)
from app.exporters.official.svg import svg

__all__ = [
    "SUFFIXES",
    "Align",
    "Appendix",
    "Block",
    "Chart",
    "Colophon",
    "Column",
    "FactList",
    "Heading",
    "Layout",
    "Official",
    "Paragraph",
    "RedHead",
    "Series",
    "Table",
    "expect_suffix",
    "svg",
    "write",
]

SUFFIXES = (".pdf", ".docx")


def write(paper: Official, path: Path) -> Report:
    """Write a 公文 as .pdf or .docx, which the name of the file says.

    Raises Refused for another suffix and, for a PDF, for characters that no font has; Unavailable. Nothing is written then.
    """
    expect_suffix(path)
    if path.suffix.lower() == ".pdf":
        from app.exporters.official.pdf import write_pdf

        return write_pdf(paper, path)
    from app.exporters.official.word import write_word

    return write_word(paper, path)


def expect_suffix(path: Path) -> None:
    """Raise Refused for a file that a 公文 cannot be written to."""
    if path.suffix.lower() not in SUFFIXES:
        raise Refused(f"公文可以保存为 PDF 或 Word 文件，“{path.name}”请改以 .pdf 或 .docx 结尾")
