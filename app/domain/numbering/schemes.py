"""Numbering schemes: what they hold, what is wrong with one, and how serials go on. Knows no number book."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.choices import Choice
from app.domain.documents.facts import FileLevel
from app.domain.numbering.distinct import confusions
from app.domain.numbering.template import Template
from app.domain.numbering.tokens import COUNTERS, NAMES, Overflow, TemplateError, Token, Values
from app.domain.problems import Problem
from app.domain.text import fold


class YearFrom(Choice):
    """Which date supplies the year of a number."""

    REGISTER = "register", "登记日期"
    SIGN = "sign", "签署日期"
    PUBLISH = "publish", "公布日期"


class Reset(Choice):
    """When the serial begins anew."""

    YEARLY = "yearly", "每年重新起号"
    NEVER = "never", "一直连续编号"


@dataclass(frozen=True)
class NumberingScheme:
    """One numbering scheme, whole. Scopes are token names: each combination of their values counts by itself."""

    name: str
    template: str
    applies_to: tuple[str, ...] = tuple(level.value for level in FileLevel)
    """Values of FileLevel."""
    scope: tuple[str, ...] = ()
    scope2: tuple[str, ...] = ()
    year_from: YearFrom = YearFrom.REGISTER
    reset: Reset = Reset.YEARLY
    start: int = 1
    overflow: Overflow = Overflow.WIDEN
    valid_from: date | None = None
    valid_to: date | None = None
    """Both days inclusive, either may be open."""
    key: str = ""
    """Of the shipped scheme it was made from."""
    id: int | None = None
    uid: str = ""
    revision: int = 0

    @property
    def parsed(self) -> Template:
        """Raises TemplateError."""
        return Template.parse(self.template)

    def holds_on(self, day: date) -> bool:
        """Whether numbers are allotted by it on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)

    def number(self, values: Values, seq: int, seq2: int | None = None) -> str:
        """The number with these values. Raises TemplateError, also for a serial that outgrew its width where that is refused."""
        template = self.parsed
        for token, serial in zip(template.counters, (seq, seq2), strict=False):
            if serial is not None and _overflows(self, token, serial):
                raise TemplateError(
                    f"{token.label}{serial}超过{token.width}位，本规则位数不够时停止编号；请改用“{Overflow.WIDEN.label}”或另立规则",
                    "overflow",
                )
        return template.render(values, seq, seq2)


def problems_of_scheme(scheme: NumberingScheme) -> list[Problem]:
    """Everything that is wrong with a scheme by itself; a scheme without problems never gives one number twice."""
    problems = [*_problems_of_fields(scheme)]
    try:
        template = scheme.parsed
    except TemplateError as error:
        return [*error.problems, *problems]
    problems.extend(Problem("template", message) for message in confusions(template, scheme.overflow))
    problems.extend(_problems_of_counting(scheme, template))
    return problems


def _problems_of_fields(scheme: NumberingScheme) -> Iterable[Problem]:
    if not scheme.name.strip():
        yield Problem("name", "请填写编号规则的名称")
    if not scheme.applies_to:
        yield Problem("applies_to", "请至少选择一种适用的文件类别")
    levels = {level.value for level in FileLevel}
    for level in scheme.applies_to:
        if level not in levels:
            yield Problem("applies_to", f"没有“{level}”这种文件类别，请重新选择")
    if scheme.start < 1:
        yield Problem("start", "起始号应为1或更大的整数")
    if scheme.valid_from and scheme.valid_to and scheme.valid_to < scheme.valid_from:
        yield Problem("valid_to", "停用日期早于启用日期，请更正")


def _problems_of_counting(scheme: NumberingScheme, template: Template) -> Iterable[Problem]:
    names = template.names
    if scheme.reset is Reset.YEARLY and not names & {"year", "yy"}:
        yield Problem(
            "reset", "每年重新起号，编号里就要有年份，否则各年的编号会相同；请在模板中加上 {year}，或改为一直连续编号"
        )
    for field, scope in (("scope", scheme.scope), ("scope2", scheme.scope2)):
        for name in scope:
            if name not in NAMES or name in COUNTERS:
                yield Problem(field, f"不能按“{name}”分别计数，请从行政区、单位、类别等项目中选择")
            elif name not in names and not (name == "year" and "yy" in names):
                label = NAMES[name].label
                yield Problem(field, f"按{label}分别计数，编号里就要有{label}，否则会重号；请在模板中加上 {{{name}}}")
    if scheme.scope2 and "seq2" not in names:
        yield Problem("scope2", "模板里没有第二顺序号 {seq2}，不必设置它的计数范围")
    if (seq := template.token("seq")) and _overflows(scheme, seq, scheme.start):
        yield Problem("start", f"起始号{scheme.start}超过顺序号的{seq.width}位，请改小起始号或改大位数")


def _overflows(scheme: NumberingScheme, token: Token, serial: int) -> bool:
    return scheme.overflow is Overflow.REFUSE and 0 < token.width < len(str(serial))


def scope_key(scheme: NumberingScheme, values: Values) -> str:
    """Within which count the serial goes on, apart from the year: cat=01;region=hp. Raises TemplateError for a missing value."""
    return _key(scheme, scheme.scope, values)


def scope2_key(scheme: NumberingScheme, values: Values) -> str:
    """As scope_key, for the second serial; the year is part of it where the scheme says so."""
    return _key(scheme, scheme.scope2, values)


def _key(scheme: NumberingScheme, scope: Sequence[str], values: Values) -> str:
    template, pairs = scheme.parsed, []
    for name in sorted(scope):
        token = template.token(name) or Token(name)
        value = values.get("year") if name == "yy" else values.get(name)
        written = token.write(value)
        optional = any(token in part.tokens for part in template.optional_parts)
        if not written and not optional:
            raise TemplateError(f"本规则按{token.label}分别计数，但没有填写；请先补上{token.label}", name)
        pairs.append(f"{name}={fold(written)}")
    return ";".join(pairs)


def counter_year(scheme: NumberingScheme, year: int) -> int:
    """The year whose serials are counted together: the year itself, or 0 where the serial never begins anew."""
    return year if scheme.reset is Reset.YEARLY else 0


def next_serial(used: Iterable[int], start: int) -> int:
    """One more than the highest serial used, reserved, void or imported; never below the start."""
    return max(max(used, default=0) + 1, start)


def gaps(serials: Iterable[int], start: int) -> list[int]:
    """Serials that are missing between the start and the highest one, in order."""
    present = set(serials)
    return [serial for serial in range(start, max(present, default=0)) if serial not in present]


def years_in_doubt(scheme: NumberingScheme, on: date, signed_on: date | None) -> tuple[int, ...]:
    """The years a number allotted `on` that day may bear, ascending; two when the document was signed in another year.

    Signed on 31 December and numbered on 5 January, the user is asked (decision 18). One where no year is in the number.
    """
    if signed_on is None or signed_on.year == on.year or not scheme.parsed.names & {"year", "yy"}:
        return (on.year,)
    return tuple(sorted((signed_on.year, on.year)))


def year_of(
    scheme: NumberingScheme, registered_on: date, signed_on: date | None = None, published_on: date | None = None
) -> int:
    """The year the scheme's rule gives; that of registration where the date it asks for is not known yet."""
    asked = {YearFrom.SIGN: signed_on, YearFrom.PUBLISH: published_on}.get(scheme.year_from)
    return (asked or registered_on).year
