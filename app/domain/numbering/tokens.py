"""What a numbering template may name: each token's meaning, its characters and its width. Knows no template."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.choices import Choice
from app.domain.dates import MAX_YEAR, MIN_YEAR
from app.domain.problems import Problem, Refused

Values = Mapping[str, str | int]
"""Token name → what stands there in one number. What `read` gives also has seq and seq2."""

HAN = "\u3400-\u9fff\U00020000-\U000323af"
MOST_DIGITS = 6
"""A serial with more digits is a slip of the pen: it would move the counter and list a million gaps."""


class TemplateError(Refused):
    """A template, or a value for it, that makes no number; says where and what to do."""

    def __init__(self, message: str, field: str = "template") -> None:
        super().__init__((Problem(field, message),))


class Overflow(Choice):
    """What happens when a serial outgrows its width."""

    WIDEN = "widen", "位数不够时加一位"
    REFUSE = "refuse", "位数不够时停止编号"


@dataclass(frozen=True)
class Characters:
    """A kind of characters: as a class of a regular expression, and in words."""

    pattern: str
    words: str

    def hold(self, character: str) -> bool:
        """Whether the character is one of them."""
        return re.fullmatch(f"[{self.pattern}]", character) is not None


DIGITS = Characters("0-9", "数字")
CODE = Characters("0-9A-Za-z", "数字或字母")
LETTERS = Characters(f"A-Za-z{HAN}", "汉字或字母")


@dataclass(frozen=True)
class Name:
    """A token of the language: its Chinese name, the characters it consists of, whether it may be empty."""

    label: str
    characters: Characters
    may_be_empty: bool = True


NAMES: Mapping[str, Name] = {
    "region": Name("行政区代码", LETTERS),
    "level": Name("层级代码", LETTERS),
    "org": Name("单位编码", CODE),
    "orgname": Name("单位简称", LETTERS),
    "orgabbr": Name("机关代字", LETTERS),
    "cat": Name("类别代码", CODE),
    "year": Name("年份", DIGITS, may_be_empty=False),
    "yy": Name("两位年份", DIGITS, may_be_empty=False),
    "month": Name("月份", DIGITS, may_be_empty=False),
    "seq": Name("顺序号", DIGITS, may_be_empty=False),
    "seq2": Name("第二顺序号", DIGITS),
    "temp": Name("暂行、试行标记", LETTERS),
}
COUNTERS = ("seq", "seq2")


@dataclass(frozen=True)
class Token:
    """{name:width|filter}: width 0 stands for none."""

    name: str
    width: int = 0
    filter: str = ""

    @property
    def label(self) -> str:
        return NAMES[self.name].label

    @property
    def characters(self) -> Characters:
        """What it consists of; a code of fixed width is of digits, since it is padded with zeros."""
        characters = NAMES[self.name].characters
        return DIGITS if self.width and characters is CODE else characters

    def length(self, overflow: Overflow) -> int:
        """How many characters it always has; 0 when that varies."""
        fixed = {"year": 4, "yy": 2}.get(self.name, self.width)
        return 0 if self.name in COUNTERS and overflow is Overflow.WIDEN else fixed

    def regex(self) -> str:
        """What it matches in a number, padded or widened."""
        if self.name in COUNTERS:
            if not self.width:
                return f"[0-9]{{1,{MOST_DIGITS}}}"
            wider = f"|[1-9][0-9]{{{self.width},{MOST_DIGITS - 1}}}" if self.width < MOST_DIGITS else ""
            return f"(?:[0-9]{{{self.width}}}{wider})"
        match self.name:
            case "year":
                return "(?:19[4-9][0-9]|20[0-9]{2}|2100)"
            case "yy":
                return "[0-9]{2}"
            case "month":
                return "(?:0[1-9]|1[0-2])" if self.width else "(?:0?[1-9]|1[0-2])"
        return f"[{self.characters.pattern}]" + (f"{{{self.width}}}" if self.width else "+")

    def write(self, value: str | int | None) -> str:
        """The value as it stands in a number; empty for no value. Raises TemplateError for one that cannot stand there."""
        if value is None or value == "":
            return ""
        writer = _WRITERS.get(self.name, Token._write_text)
        return writer(self, str(value).strip())

    def _write_text(self, text: str) -> str:
        characters = NAMES[self.name].characters
        if self.width and characters is CODE:
            return self._write_digits(text, self.width)
        if not re.fullmatch(f"[{characters.pattern}]+", text):
            raise TemplateError(
                f"{self.label}“{text}”不能编进编号：只能是{characters.words}，请先更正{self.label}", self.name
            )
        if self.width and len(text) != self.width:
            raise TemplateError(f"{self.label}“{text}”应为{self.width}个字，请更正，或改编号模板中的位数", self.name)
        return {"upper": text.upper(), "lower": text.lower()}.get(self.filter, text)

    def _write_digits(self, text: str, longest: int) -> str:
        if not (text.isascii() and text.isdigit()):
            raise TemplateError(f"{self.label}“{text}”不是数字，不能补零；请更正，或去掉模板中的位数", self.name)
        if len(text.lstrip("0")) > longest:
            raise TemplateError(f"{self.label}“{text}”超过{longest}位；请改短，或改大模板中的位数", self.name)
        return (text.lstrip("0") or "0").zfill(self.width)

    def _write_serial(self, text: str) -> str:
        digits = self._write_digits(text, MOST_DIGITS)
        if not digits.strip("0"):
            raise TemplateError(f"{self.label}从1开始，不能是0", self.name)
        return digits

    def _write_year(self, text: str) -> str:
        if not (text.isascii() and text.isdigit() and MIN_YEAR <= int(text) <= MAX_YEAR):
            raise TemplateError(f"年份“{text}”不在{MIN_YEAR}至{MAX_YEAR}年之间", self.name)
        return text.lstrip("0") if self.name == "year" else text[-2:]

    def _write_month(self, text: str) -> str:
        if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 12):
            raise TemplateError(f"月份“{text}”不是1至12", self.name)
        return str(int(text)).zfill(self.width)


_WRITERS: Mapping[str, Callable[[Token, str], str]] = {
    "seq": Token._write_serial,
    "seq2": Token._write_serial,
    "year": Token._write_year,
    "yy": Token._write_year,
    "month": Token._write_month,
}
