"""公文 by GB/T 9704-2012 from one model, as PDF and as Word file. Knows no subject; the services write the text."""

from app.exporters.official.model import (
    Appendix,
    Block,
    Chart,
    Colophon,
    Column,
    FactList,
    Heading,
    Official,
    Paragraph,
    RedHead,
    Series,
    Table,
)

__all__ = [
    "Appendix",
    "Block",
    "Chart",
    "Colophon",
    "Column",
    "FactList",
    "Heading",
    "Official",
    "Paragraph",
    "RedHead",
    "Series",
    "Table",
]
