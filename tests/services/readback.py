"""What an office's paper says, read back from its file."""

import re
from pathlib import Path

import pypdfium2
from docx import Document


def text_of(path: Path) -> str:
    """All words of a file without blanks; page numbers are left out."""
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return re.sub(r"\s", "", "".join([*(each.text for each in document.paragraphs), *cells]))
    with pypdfium2.PdfDocument(path) as document:
        said = "".join(re.sub(r"—\s*\d+\s*—\s*$", "", page.get_textpage().get_text_range()) for page in document)
    return re.sub(r"\s", "", said)
