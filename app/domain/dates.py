"""Dates as offices write them, and calendar steps: knows every spelling, does not know what a date is the date of."""

import calendar
import re
import unicodedata
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

MIN_YEAR = 1949
MAX_YEAR = 2100


class DateState(StrEnum):
    """How far a value could be understood as a day."""

    EMPTY = "empty"
    EXACT = "exact"
    MONTH_ONLY = "month_only"
    YEAR_ONLY = "year_only"
    OPEN_ENDED = "open_ended"
    TWO_DIGIT_YEAR = "two_digit_year"
    """Understood, but the century is ours: the user is to be asked."""
    OUT_OF_RANGE = "out_of_range"
    IMPOSSIBLE = "impossible"
    UNREADABLE = "unreadable"


class DateReading(NamedTuple):
    """What a value says: a day only when EXACT or TWO_DIGIT_YEAR; the note is Chinese, empty if all is well."""

    day: date | None
    state: DateState
    note: str = ""


def add_years(day: date, n: int) -> date:
    """The same day n years on (n may be negative); 29 February rolls to 1 March. ValueError beyond year 1–9999."""
    year = day.year + n
    if (day.month, day.day) == (2, 29) and not calendar.isleap(year):
        return date(year, 3, 1)
    return day.replace(year=year)


def add_months(day: date, n: int) -> date:
    """The same day n months on (n may be negative), clamped to the month's end. ValueError beyond year 1–9999."""
    years, month = divmod(day.month - 1 + n, 12)
    year = day.year + years
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def chinese(day: date) -> str:
    """2025年1月1日: Arabic digits, months and days without a leading zero (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


def read_date(raw: object, *, epoch_1904: bool = False) -> DateReading:
    """Read a cell or a typed text; `epoch_1904` is the workbook's date system. Never raises, never guesses."""
    match raw:
        case None:
            return _EMPTY
        case bool():
            return _unreadable(str(raw))
        case datetime():
            return _reading(raw.year, raw.month, raw.day)
        case date():
            return _reading(raw.year, raw.month, raw.day)
        case int() | float():
            return _read_number(raw, epoch_1904)
        case str():
            text = raw.strip()
            return _read_text(text, epoch_1904) if len(text) <= _LONGEST else _unreadable(text)
        case _:
            return _unreadable(str(raw))


def read_years(text: str) -> int | None:
    """Whole years of a 有效期: 5年, 三年, 有效期5年, 36个月; None when it is no whole number of years from 1 to 99."""
    found = _YEARS.fullmatch(_arabic(_spaceless(unicodedata.normalize("NFKC", text))))
    if found is None:
        return None
    if found["months"]:
        years, rest = divmod(int(found["months"]), 12)
        return years if rest == 0 and 1 <= years <= 99 else None
    years = int(found["years"])
    return years if 1 <= years <= 99 else None


_EMPTY = DateReading(None, DateState.EMPTY)
_EXPECTED = "请写成 2025-01-01 或 2025年1月1日"

_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_LOOSE_SPACE = re.compile(r"(?<![0-9]) | (?![0-9])")

_LONGEST = 100
"""No date is longer; what is longer is neither searched nor kept in the cache."""

_PLACEHOLDERS = frozenset("-—–－―/\\")
"""A cell of nothing but these is an empty cell: printed ledgers show — for no value."""

_OPEN_ENDED = frozenset(
    (
        *("长期", "长期有效", "长期执行", "长期施行", "永久", "永久有效", "至今", "无限期", "无期限", "无固定期限"),
        *("不设有效期", "不设期限", "未设有效期", "无有效期限制"),
    )
)

_DIGITS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | {
    **dict.fromkeys("零○◯Oo", "0"),
    "两": "2",
}
_TENS = {"十": 1, "廿": 2, "卅": 3}
_NUMERAL = re.compile("[〇零一二三四五六七八九两十廿卅][〇零○◯Oo一二三四五六七八九十]*")

_SIMPLIFIED = str.maketrans("長無設號時發佈實執簽過訂廢", "长无设号时发布实执签过订废")
_SEPARATOR = r"[-.,/、。·—–―‐−~_\\ ]"
_BEFORE = r"(?:自|从|于|到|(?:有效期)?(?:截?[至止]到?|到))?"
_DONE = "印发|发布|公布|颁布|施行|实施|生效|执行|签发|签署|通过|成文|修订|废止|失效|登记|发文"
_AFTER = rf"(?:\(?(?:星期|周)[1-6日天]\)?)?(?:起|始|止)?(?:正式)?(?:{_DONE})?[.。,;；]?"
_CLOCK = (
    r"(?:(?:(?<=[日号])|[T ]|(?=[上下晚]))(?:上午|下午|晚上?)?\d{1,2}[:时点]"
    r"(?:\d{1,2}(?:[:分](?:\d{1,2}(?:\.\d+)?秒?)?)?)?(?:Z|\+08:?00)?)?"
)

_DAY = re.compile(
    rf"{_BEFORE}(?P<year>\d{{4}}|\d{{2}})(?:年|{_SEPARATOR})(?P<month>\d{{1,2}})(?:月份?|{_SEPARATOR})"
    rf"(?P<day>\d{{1,2}})[日号]?{_CLOCK}{_AFTER}"
)
_USUAL_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
"""What nearly every cell holds, a case of _DAY that needs no preparation: tried first, for ledgers of thousands of lines."""
_COMPACT_DAY = re.compile(rf"{_BEFORE}(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d){_CLOCK}{_AFTER}")
_MONTH = re.compile(
    rf"{_BEFORE}(?P<year>\d{{4}}|\d\d(?=年))(?:年|{_SEPARATOR})(?P<month>\d{{1,2}})"
    rf"(?:月份?(?:[初中底末]|[上中下]旬)?)?{_AFTER}"
)
_COMPACT_MONTH = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)")
_COMPACT_SHORT = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_YEAR = re.compile(rf"{_BEFORE}(?P<year>\d{{4}})(?:年度?(?:[初中底末]|[上下]半年|第?[1-4]季度)?)?{_AFTER}")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_DAY_LAST = re.compile(r"\d{1,2}[-./]\d{1,2}[-./]\d{4}")
_SEVERAL = re.compile(r"(?:\d{4}|\d{2})[年./-]\d{1,2}[月./-]\d{1,2}.*?\d{1,4}[年./-]\d{1,2}[月./-]\d{1,2}")
_YEARS = re.compile(
    r"(?:有效期限?)?(?:为|是|:)?(?:自[^,]{1,30}?[起行],?)?(?:有效期限?)?(?:为|是|:)?"
    r"(?:(?P<months>\d{1,4})个?月|(?P<years>\d{1,2})(?:\.0+)?(?:周?年)?)(?:内?有效|期|整)?(?:\([^()]*\))?[.。]?"
)


@lru_cache(maxsize=16384)
def _read_text(raw: str, epoch_1904: bool) -> DateReading:
    if found := _USUAL_DAY.fullmatch(raw):
        return _reading(int(found[1]), int(found[2]), int(found[3]))
    text = _spaceless(raw if raw.isascii() else unicodedata.normalize("NFKC", raw)).lstrip("'‘’`")
    text = text if text.isascii() else text.translate(_SIMPLIFIED)
    if text.startswith("(") and text.endswith(")"):
        text = text[1:-1]
    if not text or set(text) <= _PLACEHOLDERS:
        return _EMPTY
    if text.rstrip("。.") in _OPEN_ENDED:
        return DateReading(None, DateState.OPEN_ENDED, f"“{text}”不是日期，表示没有终止日期")
    arabic = _arabic(text)
    if _SERIAL.fullmatch(arabic):
        reading = _read_number(float(arabic), epoch_1904)
        return reading if reading.state is DateState.EXACT else _unreadable(text)
    if found := _DAY.fullmatch(arabic):
        return _reading(int(found["year"]), int(found["month"]), int(found["day"]), len(found["year"]) == 2)
    if found := _COMPACT_DAY.fullmatch(arabic):
        reading = _reading(int(found["year"]), int(found["month"]), int(found["day"]))
        both_wrong = reading.state is DateState.IMPOSSIBLE and not _known_year(int(found["year"]))
        return _unreadable(text) if both_wrong else reading
    if found := _COMPACT_MONTH.fullmatch(arabic):
        year, month = int(found["year"]), int(found["month"])
        if _known_year(year) and 1 <= month <= 12:
            return _month_only(year, month)
        short = _COMPACT_SHORT.fullmatch(arabic)
        reading = _reading(int(short["year"]), int(short["month"]), int(short["day"]), True) if short else _EMPTY
        return reading if reading.day else _unreadable(text)
    if found := _MONTH.fullmatch(arabic):
        year = int(found["year"])
        return _month_only(_century(year) if len(found["year"]) == 2 else year, int(found["month"]))
    if found := _YEAR.fullmatch(arabic):
        return _year_only(int(found["year"]))
    return _unreadable(text)


def _read_number(number: float, epoch_1904: bool) -> DateReading:
    """A number cell: an Excel serial, or 20250101, 202501, 2025 typed without separators."""
    if not abs(number) < 1e15:  # also true of nan
        return _unreadable("数字")
    whole = int(number)
    if 10_000 <= whole <= 99_999:
        day = (date(1904, 1, 1) if epoch_1904 else date(1899, 12, 30)) + timedelta(days=whole)
        return _reading(day.year, day.month, day.day)
    if number == whole and whole >= 1000:
        return _read_text(str(whole), epoch_1904)
    if _known_year(whole) and number != whole:
        # 2025.1 and 2025.10 are the same number, so even the month is in doubt.
        note = f"“{number}”是数字，看不出是哪一月（1月与10月写法相同），缺少日；{_EXPECTED}"
        return DateReading(None, DateState.MONTH_ONLY, note)
    return _unreadable(str(number))


def _reading(year: int, month: int, day: int, two_digits: bool = False) -> DateReading:
    full = _century(year) if two_digits else year
    try:
        found = date(full, month, day)
    except ValueError:
        written = f"{year:02}年{month}月{day}日" if two_digits else f"{year}年{month}月{day}日"
        return DateReading(None, DateState.IMPOSSIBLE, f"日历上没有{written}这一天；{_EXPECTED}")
    if not _known_year(full):
        return DateReading(None, DateState.OUT_OF_RANGE, _range_note(full))
    if two_digits:
        return DateReading(found, DateState.TWO_DIGIT_YEAR, f"年份只写了两位，按{chinese(found)}理解，请核对")
    return DateReading(found, DateState.EXACT)


def _month_only(year: int, month: int) -> DateReading:
    if not 1 <= month <= 12:
        return DateReading(None, DateState.IMPOSSIBLE, f"没有{month}月；{_EXPECTED}")
    if not _known_year(year):
        return DateReading(None, DateState.OUT_OF_RANGE, _range_note(year))
    return DateReading(None, DateState.MONTH_ONLY, f"只写到{year}年{month}月，缺少日；{_EXPECTED}")


def _year_only(year: int) -> DateReading:
    if not _known_year(year):
        return DateReading(None, DateState.OUT_OF_RANGE, _range_note(year))
    return DateReading(None, DateState.YEAR_ONLY, f"只写了{year}年，缺少月和日；{_EXPECTED}")


def _unreadable(text: str) -> DateReading:
    text, shown = text[:_LONGEST], text if len(text) <= 30 else text[:30] + "…"
    if _DAY_LAST.fullmatch(text):
        note = f"“{shown}”看不出哪个是月、哪个是日；{_EXPECTED}"
    elif _SEVERAL.search(text):
        note = f"“{shown}”一格里有两个日期，请分开填写"
    elif read_years(text) is not None and not text.isdigit():
        note = f"“{shown}”是年限，不是日期；{_EXPECTED}"
    else:
        note = f"“{shown}”看不懂是哪一天；{_EXPECTED}"
    return DateReading(None, DateState.UNREADABLE, note)


def _range_note(year: int) -> str:
    return f"年份{year}不在{MIN_YEAR}至{MAX_YEAR}年之间，请核对"


def _known_year(year: int) -> bool:
    return MIN_YEAR <= year <= MAX_YEAR


def _century(two_digits: int) -> int:
    """49–99 are 1949–1999, 00–48 are 2000–2048: nothing in a ledger is older than MIN_YEAR."""
    return two_digits + (1900 if two_digits >= MIN_YEAR % 100 else 2000)


def _spaceless(text: str) -> str:
    """Without invisible characters and white space, but with one space left between digits: 2025 1 1 is not 202511."""
    if text.isprintable() and " " not in text:
        return text
    return _LOOSE_SPACE.sub("", " ".join(_INVISIBLE.sub("", text).split()))


def _arabic(text: str) -> str:
    """Chinese numerals as digits: 二〇二五 → 2025, 十二 → 12, 廿五 → 25, 元月 → 1月."""
    return text if text.isascii() else _NUMERAL.sub(_as_digits, text.replace("元月", "1月"))


def _as_digits(found: re.Match[str]) -> str:
    numeral = found[0]
    for ten, value in _TENS.items():
        before, sign, after = numeral.partition(ten)
        if not sign:
            continue
        tens = value if not before else int(_DIGITS[before]) if before in _DIGITS and ten == "十" else None
        units = 0 if not after else int(_DIGITS[after]) if after in _DIGITS else None
        return numeral if tens is None or units is None else str(tens * 10 + units)
    return "".join(_DIGITS.get(character, character) for character in numeral)
