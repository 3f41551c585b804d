"""The template language of unified numbers: parse it, write a number by it, read one back. Knows no scheme."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

from app.domain.dates import MIN_YEAR
from app.domain.numbering.tokens import COUNTERS, NAMES, TemplateError, Token, Values
from app.domain.text import clean, narrow

MOST_WIDTH = 9
_TOKEN = re.compile(r"(?P<name>[a-z0-9]*)(?::(?P<width>[^|]*))?(?:\|(?P<filter>.*))?")


@dataclass(frozen=True)
class OptionalPart:
    """[...]: left out of the number when any token in it is empty."""

    elements: tuple[str | Token, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(element for element in self.elements if isinstance(element, Token))


Part = str | Token | OptionalPart
"""A literal, a token, or an optional part."""


@dataclass(frozen=True)
class Template:
    """A parsed template. Make it with `parse`."""

    text: str
    parts: tuple[Part, ...]

    @classmethod
    @lru_cache(maxsize=256)
    def parse(cls, text: str) -> Self:
        """Raises TemplateError that says where the template is wrong and what to do."""
        template = cls(text, tuple(_Reader(text).parts()))
        _refuse_misuse(template)
        return template

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """All tokens in order, those of optional parts too."""
        found: list[Token] = []
        for part in self.parts:
            found.extend(part.tokens if isinstance(part, OptionalPart) else (part,) if isinstance(part, Token) else ())
        return tuple(found)

    @cached_property
    def optional_parts(self) -> tuple[OptionalPart, ...]:
        return tuple(part for part in self.parts if isinstance(part, OptionalPart))

    @property
    def names(self) -> frozenset[str]:
        return frozenset(token.name for token in self.tokens)

    @property
    def counters(self) -> tuple[Token, ...]:
        """The counters with their widths: seq, and seq2 where there is one."""
        return tuple(token for name in COUNTERS for token in self.tokens if token.name == name)

    def token(self, name: str) -> Token | None:
        """The token of that name, None when the template has none."""
        return next((token for token in self.tokens if token.name == name), None)

    def render(self, values: Values, seq: int, seq2: int | None = None) -> str:
        """The number with these values; {yy} is taken from `year`. Raises TemplateError for a missing or unfit value."""
        given: dict[str, str | int | None] = {**values, "seq": seq, "seq2": seq2}
        if "year" in values:
            given["yy"] = values["year"]
        number = []
        for part in self.parts:
            if isinstance(part, OptionalPart):
                elements = [_write(element, given) for element in part.elements]
                number.append("".join(elements) if all(elements) else "")
                continue
            written = _write(part, given)
            if not written and isinstance(part, Token):
                raise TemplateError(f"编号里要有{part.label}，但没有填写；请先补上{part.label}", part.name)
            number.append(written)
        return "".join(number)

    def read(self, text: str) -> Values | None:
        """What a number of this form says, whatever its brackets, dashes, widths and capitals; None if it has another form.

        seq, seq2, year, yy and month are int, the others text as it stands there; what is left out is absent. A two-digit
        year also gives `year`. `render` with these values makes the same number again.
        """
        found = self._regex.fullmatch(normal(text))
        if found is None:
            return None
        values = {token.name: _value(token, found[token.name]) for token in self.tokens if found[token.name]}
        if any(values.get(counter) == 0 for counter in COUNTERS):
            return None
        if isinstance(short := values.get("yy"), int):
            year = short + (1900 if short >= MIN_YEAR % 100 else 2000)
            if values.setdefault("year", year) != year:
                return None
        return values

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        patterns = (
            f"(?:{''.join(map(_pattern, part.elements))})?" if isinstance(part, OptionalPart) else _pattern(part)
            for part in self.parts
        )
        return re.compile("".join(patterns), re.IGNORECASE)


class _Reader:
    """Reads a template from left to right."""

    def __init__(self, text: str) -> None:
        if clean(text).text != text or not text:
            raise TemplateError(
                "编号模板前后不能有空格，中间不能有换行、连续的空格" if text.strip() else "请填写编号模板"
            )
        self._text = text
        self._at = 0

    def parts(self) -> Iterator[Part]:
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                yield self._optional()
            else:
                yield self._element()

    def _optional(self) -> OptionalPart:
        start, elements = self._at, list[str | Token]()
        self._at += 1
        while self._peek() != "]":
            if not self._peek():
                raise TemplateError(f"第{start + 1}个字的“[”没有配对的“]”；请补上“]”，要印出方括号请写成“\\[”")
            if self._peek() == "[":
                raise TemplateError(f"第{self._at + 1}个字：方括号里不能再套方括号；要印出方括号请写成“\\[”")
            elements.append(self._element())
        self._at += 1
        optional = OptionalPart(tuple(elements))
        if not any(NAMES[token.name].may_be_empty for token in optional.tokens):
            shown = self._text[start : self._at]
            raise TemplateError(
                f"第{start + 1}个字起的“{shown}”里没有会空着的内容，不能省略；要印出方括号请写成“\\[{shown[1:-1]}\\]”"
            )
        return optional

    def _element(self) -> str | Token:
        if self._text[self._at] == "{":
            return self._token()
        literal = ""
        while (character := self._peek()) and character not in "{[]}":
            if character == "\\":
                self._at += 1
                character = self._peek()
                if not character or character not in "{}[]\\":
                    raise TemplateError(f"第{self._at}个字的“\\”后面只能是 {{ }} [ ] \\；要印出“\\”请写成“\\\\”")
            literal += character
            self._at += 1
        if not literal:
            raise TemplateError(f"第{self._at + 1}个字的“{character}”多余；要印在编号里请写成“\\{character}”")
        return literal

    def _token(self) -> Token:
        start = self._at
        end = self._text.find("}", start)
        inside = self._text[start + 1 : end] if end >= 0 else self._text[start + 1 :]
        if end < 0 or "{" in inside:
            raise TemplateError(f"第{start + 1}个字的“{{”没有配对的“}}”；请补上“}}”，要印出花括号请写成“\\{{”")
        self._at = end + 1
        return _token(inside.replace(" ", ""), f"第{start + 1}个字的“{{{inside}}}”")

    def _peek(self) -> str:
        return self._text[self._at : self._at + 1]


def _token(inside: str, where: str) -> Token:
    found = _TOKEN.fullmatch(inside)
    if found is None or found["name"] not in NAMES:
        known = "、".join(f"{{{name}}} {meaning.label}" for name, meaning in NAMES.items())
        raise TemplateError(f"{where}不认识；可以用：{known}")
    name, width, filter_ = found["name"], found["width"], found["filter"]
    if width is not None and not re.fullmatch(f"[1-{MOST_WIDTH}]", width):
        raise TemplateError(f"{where}：位数应为1至{MOST_WIDTH}，如 {{{name}:4}}；不定位数请写 {{{name}}}")
    if width and (name, width) not in (("year", "4"), ("yy", "2")) and name in ("year", "yy"):
        raise TemplateError(f"{where}：四位年份写 {{year}}，两位年份写 {{yy}}")
    if name == "month" and width not in (None, "2"):
        raise TemplateError(f"{where}：月份写 {{month}} 或 {{month:2}}")
    if filter_ is not None and filter_ not in ("upper", "lower"):
        raise TemplateError(f"{where}：竖线后面只能是 upper（大写）或 lower（小写）")
    return Token(name, int(width or 0), filter_ or "")


def _refuse_misuse(template: Template) -> None:
    names = [token.name for token in template.tokens]
    for name in names:
        if names.count(name) > 1:
            raise TemplateError(f"“{{{name}}}”只能出现一次，请删去多余的")
    if "seq" not in names:
        raise TemplateError("编号模板里没有顺序号，所有编号会相同；请加上 {seq} 或 {seq:4}")
    for part in template.parts:
        if isinstance(part, OptionalPart) and "seq" in {token.name for token in part.tokens}:
            raise TemplateError("顺序号 {seq} 不能放在可省略的方括号里；请移到方括号外")


def _write(element: str | Token, values: Mapping[str, str | int | None]) -> str:
    return element if isinstance(element, str) else element.write(values.get(element.name))


def _value(token: Token, written: str) -> str | int:
    if token.name in (*COUNTERS, "year", "yy", "month"):
        return int(written)
    return {"upper": written.upper(), "lower": written.lower()}.get(token.filter, written)


def _pattern(element: str | Token) -> str:
    if isinstance(element, str):
        return re.sub(r"(?:\\-)+", "-+", re.escape(normal(element)))
    return f"(?P<{element.name}>{element.regex()})"


def normal(text: str) -> str:
    """One kind of bracket and dash, no spaces at all: what is literal in a template folds alike beside any value."""
    return narrow(text).replace(" ", "")
