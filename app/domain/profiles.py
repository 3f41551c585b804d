"""地区方案: the parameters of a place, each with its source and its first day. Knows no file; config reads the TOML."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.problems import Basis

ProfileValue = str | int | bool | None


@dataclass(frozen=True)
class Entry:
    """One value of one parameter from one day on (inclusive); entries are appended, never changed."""

    key: str
    value: ProfileValue
    valid_from: date
    source: str
    text: str = ""
    verified: bool = True
    """False: the place is known to have its own rule, which nobody has read; the generic value is used and said so."""


@dataclass(frozen=True)
class Parameter:
    """A parameter on a day: its value, the rule it rests on, and whether the generic value stands in."""

    value: ProfileValue
    basis: Basis
    fallback: bool = False


EARLIEST = date(1949, 10, 1)

PARAMETERS: Mapping[str, str] = {
    "third_unification": "“三统一”的第三项",
    "default_scheme": "默认编号规则",
    "validity_max_ordinary": "有效期上限（一般文件，年）",
    "validity_max_trial": "有效期上限（暂行、试行，年）",
    "validity_max_circular": "有效期上限（通告，年）",
    "validity_min_ordinary": "有效期下限（一般文件，年）",
    "validity_min_trial": "有效期下限（暂行、试行，年）",
    "validity_unstated_ordinary": "未规定有效期时的有效期（一般文件，年）",
    "validity_unstated_trial": "未规定有效期时的有效期（暂行、试行，年）",
    "expiry_base": "有效期起算日",
    "evaluation_lead_months": "届满前评估提前月数",
    "legal_review_lead_months": "届满前送审提前月数",
    "decision_lead_months": "届满前决定提前月数",
    "renewal": "到期后继续适用的做法",
    "effective_delay_days": "公布到施行的日数",
    "consultation_days": "公开征求意见日数",
    "department_prereview": "部门文件前置审查",
    "fair_competition": "公平竞争审查",
    "review_days": "规范性文件合法性审核期限（工作日）",
    "adviser_min_count": "本级政府外聘法律顾问人数下限",
    "adviser_term_min_months": "法律顾问聘期下限（月）",
    "adviser_term_max_months": "法律顾问聘期上限（月）",
    "adviser_practice_years": "外聘律师执业年限下限（年）",
    "adviser_professional_share": "法制机构法律专业人员比例下限（%）",
    "engagement_max_months": "法律顾问服务合同期限上限（月）",
    "engagement_filing_days": "法律顾问合同签订后报备日数",
    "opinion_reply_days": "法律顾问意见采纳反馈日数",
}
"""Every parameter a profile may set, with its name on the settings page."""


@dataclass(frozen=True)
class Profile:
    """The parameters of a place as they stand on one day."""

    name: str
    title: str
    parameters: Mapping[str, Parameter]

    def __getitem__(self, key: str) -> Parameter:
        return self.parameters[key]

    def basis(self, key: str) -> Basis:
        """The rule a parameter rests on."""
        return self.parameters[key].basis

    def number(self, key: str) -> int | None:
        """A count of years, months or days; None where the place sets no limit."""
        value = self.parameters[key].value
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def text(self, key: str) -> str:
        """A name, empty where the place has none."""
        value = self.parameters[key].value
        return value if isinstance(value, str) else ""

    def holds(self, key: str) -> bool:
        """Whether a rule that can be on or off is on."""
        return self.parameters[key].value is True


@dataclass(frozen=True)
class RegionalProfile:
    """A place with all its entries and those of the generic profile beneath it."""

    name: str
    title: str
    entries: tuple[Entry, ...]
    generic: tuple[Entry, ...] = ()

    def on(self, day: date) -> Profile:
        """The parameters in force on a day: the place's own where verified, else the generic ones, saying so."""
        return self._since(max((start for start in self._starts if start <= day), default=date.min))

    @cached_property
    def _starts(self) -> frozenset[date]:
        return frozenset(entry.valid_from for entry in (*self.entries, *self.generic))

    @cached_property
    def _made(self) -> dict[date, Profile]:
        return {}

    def _since(self, day: date) -> Profile:
        if day not in self._made:
            parameters = {key: self._parameter(key, day) for key in PARAMETERS}
            self._made[day] = Profile(self.name, self.title, parameters)
        return self._made[day]

    def _parameter(self, key: str, day: date) -> Parameter:
        own = _latest(self.entries, key, day)
        if own is not None and own.verified:
            return Parameter(own.value, Basis(own.source, own.text))
        common = _latest(self.generic, key, day)
        if common is None:
            return Parameter(None, Basis("地区方案", f"本方案未设“{PARAMETERS[key]}”"))
        text = common.text
        if own is not None:
            text = f"{text}（{self.title}的规定尚未核实，暂按通用方案执行）"
        return Parameter(common.value, Basis(common.source, text), fallback=own is not None)


def _latest(entries: Iterable[Entry], key: str, day: date) -> Entry | None:
    known = [entry for entry in entries if entry.key == key and entry.valid_from <= day]
    return max(known, key=lambda entry: entry.valid_from, default=None)


def entries_from(values: Iterable[Mapping[str, object]]) -> tuple[Entry, ...]:
    """Entries from the tables of a profile file. Raises ValueError or TypeError naming the key that is wrong."""
    return tuple(_entry(value) for value in values)


def _entry(value: Mapping[str, object]) -> Entry:
    key = str(value["key"])
    if key not in PARAMETERS:
        raise ValueError(f"unknown parameter {key}")
    content = value.get("value")
    if not (content is None or isinstance(content, str | int | bool)):
        raise TypeError(f"{key} is neither text nor a whole number")
    start = value.get("from", EARLIEST)
    if not isinstance(start, date):
        raise TypeError(f"{key} starts on no date")
    return Entry(
        key, content, start, str(value["source"]), str(value.get("text", "")), value.get("verified") is not False
    )
