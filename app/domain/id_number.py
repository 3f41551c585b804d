"""公民身份号码: masked for the eye, checked by its last digit (GB 11643-1999). Knows no person and no store."""

import re
import unicodedata
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SHAPE = re.compile(r"[1-9]\d{5}(\d{4})(\d\d)(\d\d)\d{3}[\dX]")
MASK = "*"


def normal_id(text: str) -> str:
    """The number as it is stored: half width, capital X, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def masked_id(number: str) -> str:
    """440105********1234: the first six and the last four; of a shorter number nothing is shown."""
    if len(number) <= 10:
        return MASK * len(number)
    return f"{number[:6]}{MASK * (len(number) - 10)}{number[-4:]}"


def is_masked(text: str) -> bool:
    """Whether a text is a masked number: it comes from the screen or an export and means unchanged."""
    return MASK in unicodedata.normalize("NFKC", text)


def fault_of_id(number: str) -> str:
    """What is wrong with a number, as a sentence; empty when it holds. Passports and old 15-digit ones pass as they are."""
    if len(number) != 18:
        return ""
    found = _SHAPE.fullmatch(number)
    if found is None:
        return "证件号码共18位，前17位应为数字、末位为数字或X，请更正"
    try:
        date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return "证件号码第7至14位不是日历上的日期，请更正"
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "" if _CHECK[total % 11] == number[17] else "证件号码的校验位不符，可能抄错了一位，请更正"
