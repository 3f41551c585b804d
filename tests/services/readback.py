"""What an office's paper says, read back from its file."""

import re
from pathlib import Path

import pypdfium2
from docx import Document
from docx.oxml.ns import qn


def text_of(path: Path) -> str:
    """All words of a file without blanks; page numbers are left out."""
    if path.suffix == ".docx":
        body = Document(str(path)).element.body
        return re.sub(r"\s", "", "".join(node.text or "" for node in body.iter(qn("w:t"))))
    with pypdfium2.PdfDocument(path) as document:
        said = "".join(re.sub(r"—\s*\d+\s*—\s*$", "", page.get_textpage().get_text_range()) for page in document)
    return re.sub(r"\s", "", said)
