"""文号, the document number an issuer gives (海府规〔2024〕3号): its parts and one normal form. Knows no unified number."""

import re
from dataclasses import dataclass

from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.text import fold

_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_NUMBER = re.compile(
    rf"(?:(?:发文字号|发文号|文号):?)?(?P<mark>[{_HAN}0-9a-z]{{0,16}}?)"
    r"第?\((?P<year>\d{4})年?\)第?(?P<serial>\d{1,6})(?P<end>号)?(?:文件?)?"
)
_NO_MARK = re.compile("关于|的|办法|规定|细则|方案")
"""Words of titles: 管理办法(2024)3号 is no 文号."""


@dataclass(frozen=True)
class DocumentNumber:
    """A 文号 in its parts; the mark (机关代字) is Simplified and may be empty, as on 〔2019〕第4号."""

    mark: str
    year: int
    serial: int

    @property
    def text(self) -> str:
        """The normal form: six-cornered brackets, no 第, no leading zero, 号 at the end (GB/T 9704-2012)."""
        return f"{self.mark}〔{self.year}〕{self.serial}号"


def parse(text: str) -> DocumentNumber | None:
    """The 文号 that a text is, in any spelling of brackets, digits, spaces, 第 and 號; None if it is something else.

    Without 号 it needs a mark, and a mark needs a Chinese character: HHCR[2023]01005 is a unified number.
    """
    folded = fold(text)
    if folded.startswith("(") and folded.endswith(")"):
        folded = folded[1:-1]
    found = _NUMBER.fullmatch(folded)
    if found is None:
        return None
    mark, year, serial = found["mark"].upper(), int(found["year"]), int(found["serial"])
    readable = bool(re.search(f"[{_HAN}]", mark)) if mark else bool(found["end"])
    if not readable or _NO_MARK.search(mark) or serial == 0 or not MIN_YEAR <= year <= MAX_YEAR:
        return None
    return DocumentNumber(mark, year, serial)


def normal_form(text: str) -> str:
    """By which 文号 are compared: the normal form of one, else the folded text; empty for nothing."""
    number = parse(text)
    return number.text if number else fold(text)
