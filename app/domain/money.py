"""Amounts of money as offices write them, in whole 分: reading, writing, 大写. Knows no contract and no column."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

FEN = 100
"""分 of one 元."""
WAN = 10_000 * FEN
"""分 of one 万元."""
MOST = 10**14
"""From here on (一万亿元) no office's amount lies: a slip of the unit."""


class MoneyUnit(StrEnum):
    """What a bare number counts, as a column's title or the line above a table says."""

    YUAN = "元"
    WAN_YUAN = "万元"


class MoneyState(StrEnum):
    """How far a value could be understood as an amount."""

    EMPTY = "empty"
    EXACT = "exact"
    DOUBTFUL = "doubtful"
    """Understood, but something about it is ours: the user is to be asked."""
    NO_TOTAL = "no_total"
    """Words that say how is paid, not how much: 按件计费, 无偿."""
    TOO_FINE = "too_fine"
    """More than two decimals of a 元."""
    NEGATIVE = "negative"
    OUT_OF_RANGE = "out_of_range"
    UNREADABLE = "unreadable"


class MoneyReading(NamedTuple):
    """What a value says: 分 only when EXACT or DOUBTFUL; the note is Chinese, empty if all is well."""

    fen: int | None
    state: MoneyState
    note: str = ""


_EMPTY = MoneyReading(None, MoneyState.EMPTY)
_EXPECTED = "请写成 80,000.00 或 8万元"

_SMALL = 1_000 * FEN
_LARGE = 1_000 * WAN
"""A bare number of unknown unit below the one, or of 万元 above the other, is likely meant otherwise."""

_PLACEHOLDERS = frozenset("-—–/\\―－")
_NO_TOTAL = re.compile(
    r".*(?:按件|按次|按标的|按项|计件|计时|按小时|小时费|据实|另计|另行|面议|单价|框架协议|无偿|免费|义务|公益|不收费|不支付).*"
)
_BEFORE = re.compile(
    r"^(?:人民币|合同(?:总?价|金额)|金额|总计|共计?|合计|[:¥￥]|RMB|CNY|\(大写\)|大写)+", re.IGNORECASE
)
_BRACKETED = re.compile(r"\([^()]*\)$")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d,])")
_ABOUT = re.compile(r"^(?:约|大约|不超过|不低于|预计|暂定|最高|封顶)+")
_PER = re.compile(r"(?:/|每)(?:年|月|季度?|件|次|人|小时)$|^(?:每|按)(?:年|月|季度?|件|次|人|小时)")
_NUMBER = re.compile(r"\d+(?:\.\d*)?")
_PARTS = re.compile(r"(\d+(?:\.\d+)?)(亿|千万|百万|十万|万|千|百|元|角|分)?")
_SCALE = {
    "亿": 10**8 * FEN, "千万": 10**7 * FEN, "百万": 10**6 * FEN, "十万": 10**5 * FEN, "万": WAN, "千": 1_000 * FEN, "百": 100 * FEN,
    "元": FEN, "角": 10, "分": 1,
}  # fmt: skip

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇", "壹一弌", "贰二貳弍两兩", "叁三參参叄", "肆四", "伍五", "陆六陸", "柒七", "捌八", "玖九")
    )
    for character in characters
}
_TENS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_WRITTEN = re.compile(rf"[{''.join(_DIGITS)}{''.join(_TENS)}万亿]+")
_CAPITALS = re.compile(
    rf"(?:(?P<yuan>{_WRITTEN.pattern})(?:元|$))?(?:零?(?P<jiao>[{''.join(_DIGITS)}])角)?(?:零?(?P<fen>[{''.join(_DIGITS)}])分)?"
)


def read_money(raw: object, unit: MoneyUnit | None = None) -> MoneyReading:
    """Read a cell or a typed text; `unit` is what its column says a bare number counts. Never raises, never guesses."""
    match raw:
        case None:
            return _EMPTY
        case bool():
            return _unreadable(str(raw))
        case int():
            return _number(Decimal(raw), unit)
        case float():
            # Excel computes 79999.99999999999: fifteen digits are all that a cell holds.
            return _number(Decimal(format(raw, ".15g")), unit) if abs(raw) < MOST else _unreadable(str(raw))
        case str():
            return _text(raw, unit)
        case _:
            return _unreadable(str(raw))


def yuan(fen: int) -> str:
    """80,000.00: 元 with thousands separators and two decimals."""
    sign, value = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{value // FEN:,}.{value % FEN:02}"


def short(fen: int) -> str:
    """8万元, 8.5万元, 53,000.50元: 万元 where nothing of it is lost, as contracts are spoken of."""
    if fen and fen % (WAN // 100) == 0 and fen >= WAN:
        value = Decimal(fen) / WAN
        return f"{value.normalize():f}万元"
    return f"{fen // FEN:,}元" if fen % FEN == 0 else f"{yuan(fen)}元"


def capitals(fen: int) -> str:
    """捌万元整, 伍万叁仟元伍角, 壹佰元零伍分: the 大写 of a cheque. Raises ValueError for a negative amount."""
    if not 0 <= fen < MOST:
        raise ValueError(f"{fen} has no 大写")
    whole, rest = divmod(fen, FEN)
    jiao, cents = divmod(rest, 10)
    words = f"{_capital_integer(whole)}元" if whole or not rest else ""
    if not rest:
        return f"{words}整"
    if jiao:
        words += f"{_CAPITAL[jiao]}角"
    elif whole:
        words += "零"
    return words + (f"{_CAPITAL[cents]}分" if cents else "整" if not whole else "")


_CAPITAL = "零壹贰叁肆伍陆柒捌玖"
_SECTIONS = ("", "万", "亿")


def _capital_integer(number: int) -> str:
    if number == 0:
        return "零"
    words, gap = "", False
    for place in range(len(_SECTIONS) - 1, -1, -1):
        section = number // 10_000**place % 10_000
        if not section:
            gap = gap or bool(words)
            continue
        if words and (gap or section < 1_000):
            words += "零"
        words, gap = words + _capital_section(section) + _SECTIONS[place], False
    return words


def _capital_section(section: int) -> str:
    words, gap = "", False
    for place, sign in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = section // place % 10
        if digit:
            words += ("零" if gap else "") + _CAPITAL[digit] + sign
        gap = bool(words) and not digit
    return words


def _text(raw: str, unit: MoneyUnit | None) -> MoneyReading:
    text = "".join(unicodedata.normalize("NFKC", raw).split()).strip("'`‘’。;")
    text = text.replace("圆", "元").replace("圓", "元").replace("萬", "万").replace("億", "亿")
    if not text or set(text) <= _PLACEHOLDERS:
        return _EMPTY
    bare = _BEFORE.sub("", text)
    about, bare = bool(_ABOUT.match(bare)), _ABOUT.sub("", bare)
    bare = _BEFORE.sub("", bare)
    per, bare = bool(_PER.search(bare)), _PER.sub("", bare)
    bracket = _BRACKETED.search(bare)
    bare = _BRACKETED.sub("", bare)
    if bracket is not None:
        about = about or bracket[0] not in ("(含税)", "(人民币)", "(元)", "(万元)", "(整)")
        unit = {"(元)": MoneyUnit.YUAN, "(万元)": MoneyUnit.WAN_YUAN}.get(bracket[0], unit)
    reading = _amount(bare.rstrip("整正"), unit)
    if reading.fen is None:
        return (
            MoneyReading(None, MoneyState.NO_TOTAL, _words(raw)) if _NO_TOTAL.fullmatch(text) else _named(reading, raw)
        )
    if about or per:
        what = "每期或单价的金额" if per else "附有条件或约数"
        note = f"“{_shown(raw)}”写的是{what}，按{yuan(reading.fen)}元理解，请核对是否合同总额"
        return MoneyReading(reading.fen, MoneyState.DOUBTFUL, note)
    return reading


def _amount(text: str, unit: MoneyUnit | None) -> MoneyReading:
    """An amount without what stands around it: a number with its own unit, a bare one, or Chinese numerals."""
    if text.startswith("-") and _amount(text[1:], unit).fen:
        return MoneyReading(None, MoneyState.NEGATIVE, f"金额“{text}”是负数；{_EXPECTED}")
    plain = text.replace(",", "") if _GROUPED.match(text) else text
    if "," in plain:
        return _unreadable(text)
    if _NUMBER.fullmatch(plain):
        return _number(Decimal(plain.rstrip(".")), unit)
    if plain[:1].isdigit():
        return _mixed(plain)
    return _capital(text)


def _mixed(text: str) -> MoneyReading:
    """8万元, 5万3千元, 1.2亿元, 8元5角: units in falling order, the last number with one too."""
    parts = _PARTS.findall(text)
    body = text[:-1] if text.endswith("元") and parts and parts[-1][1] != "元" else text
    if "".join(number + sign for number, sign in parts) != body or not all(sign for _, sign in parts):
        return _unreadable(text)
    scales = [_SCALE[sign] for _, sign in parts]
    if scales != sorted(set(scales), reverse=True):
        return _unreadable(text)
    total = sum(Decimal(number) * scale for (number, _), scale in zip(parts, scales, strict=True))
    return _fen(Decimal(total), text)


def _capital(text: str) -> MoneyReading:
    """捌万元整, 伍万叁仟元, 八千五百元, 叁角; 八万五 may mean two things and is not read."""
    found = _CAPITALS.fullmatch(text)
    if not text or found is None or not (found["yuan"] or found["jiao"] or found["fen"]):
        return _unreadable(text)
    whole = _numeral(found["yuan"] or "零")
    if whole is None or ("元" not in text and found["yuan"] and not found["yuan"].endswith(("万", "亿", *_TENS))):
        return _unreadable(text)
    rest = _DIGITS.get(found["jiao"] or "零", 0) * 10 + _DIGITS.get(found["fen"] or "零", 0)
    return _fen(Decimal(whole * FEN + rest), text)


def _numeral(text: str) -> int | None:
    """A Chinese numeral by sections of 万 and 亿; None for one that is malformed."""
    for sign, scale in (("亿", 10**8), ("万", 10**4)):
        before, found, after = text.rpartition(sign)
        if found:
            upper, lower = _numeral(before), _numeral(after or "零")
            fits = upper and lower is not None and lower < scale
            return upper * scale + lower if fits and upper is not None and lower is not None else None
    total, digit, last = 0, None, 10_000
    for character in text:
        if character in _TENS:
            tens = _TENS[character]
            if tens >= last or digit == 0:
                return None
            total, digit, last = total + (1 if digit is None else digit) * tens, None, tens
        elif digit:
            return None
        else:
            digit = _DIGITS[character]
    return total + (digit or 0)


def _number(number: Decimal, unit: MoneyUnit | None) -> MoneyReading:
    """A bare number: counts what the column says, else 元, which is asked about where it is hardly meant."""
    try:
        reading = _fen(number * (WAN if unit is MoneyUnit.WAN_YUAN else FEN), f"{number:f}")
    except InvalidOperation:
        return _unreadable(str(number))
    if reading.fen is None:
        return reading
    if unit is None and 0 < reading.fen < _SMALL:
        note = f"“{number:f}”没有写明是元还是万元，按{yuan(reading.fen)}元理解，请核对"
        return reading._replace(state=MoneyState.DOUBTFUL, note=note)
    if unit is MoneyUnit.WAN_YUAN and reading.fen >= _LARGE:
        note = f"“{number:f}”按表中的单位“万元”为{yuan(reading.fen)}元，数额过大，请核对单位"
        return reading._replace(state=MoneyState.DOUBTFUL, note=note)
    return reading


def _fen(amount: Decimal, text: str) -> MoneyReading:
    if amount < 0:
        return MoneyReading(None, MoneyState.NEGATIVE, f"金额“{text}”是负数；{_EXPECTED}")
    if amount >= MOST:
        return MoneyReading(None, MoneyState.OUT_OF_RANGE, f"金额“{_shown(text)}”过大，请核对单位是元还是万元")
    if amount != amount.to_integral_value():
        return MoneyReading(
            None, MoneyState.TOO_FINE, f"金额“{_shown(text)}”精确到分以下，最多保留两位小数（到分），请更正"
        )
    return MoneyReading(int(amount), MoneyState.EXACT)


def _named(reading: MoneyReading, raw: str) -> MoneyReading:
    """What could not be read, named as it was written."""
    return _unreadable(raw) if reading.state is MoneyState.UNREADABLE else reading


def _unreadable(text: str) -> MoneyReading:
    return MoneyReading(None, MoneyState.UNREADABLE, f"“{_shown(text)}”看不出是多少钱；{_EXPECTED}")


def _words(raw: str) -> str:
    return f"“{_shown(raw)}”说的是计费方式，没有总额"


def _shown(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"
