"""考核表: what an assessment counts and how much, versioned; the tables really in use are shipped as far as they are known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.choices import Choice
from app.domain.ledgers import hundredths
from app.domain.problems import Problem

FULL = 10_000
"""Hundredths of the hundred points that all items make together."""


class Grade(Choice):
    """等次."""

    EXCELLENT = "excellent", "优秀"
    QUALIFIED = "qualified", "合格"
    BASIC = "basic", "基本合格"
    UNQUALIFIED = "unqualified", "不合格"


@dataclass(frozen=True)
class Item:
    """One dimension. Points in hundredths; None = the source does not show it, to be filled before use."""

    key: str
    title: str
    maximum: int | None
    help: str = ""


@dataclass(frozen=True)
class Template:
    """One version of an assessment form."""

    name: str
    items: tuple[Item, ...]
    bonus_max: int | None
    thresholds: tuple[tuple[Grade, int | None], ...]
    """The lowest total of each grade but the last, best first."""
    vetoes: tuple[str, ...]
    """一票否决事由."""
    source: str
    version: int = 1
    id: int | None = None
    in_use: bool = True
    """False once a later version stands in its place."""

    def item(self, key: str) -> Item | None:
        """The item of a key."""
        return next((item for item in self.items if item.key == key), None)


def problems_of_template(template: Template) -> list[Problem]:
    """What keeps a form from being used: weights that nobody has filled in, or that do not make a hundred."""
    return list(_problems(template))


def _problems(template: Template) -> Iterator[Problem]:
    if not template.name.strip():
        yield Problem("name", "请填写考核表名称")
    yield from _problems_of_items(template.items)
    if template.bonus_max is None:
        yield Problem("bonus_max", "加分上限尚未填写，使用前请按本地的考核办法补齐")
    elif template.bonus_max < 0:
        yield Problem("bonus_max", "加分上限不能是负数，没有加分的请填0")
    yield from _problems_of_grades([low for _, low in template.thresholds])
    if len(set(template.vetoes)) < len(template.vetoes):
        yield Problem("vetoes", "同一条一票否决事由填写了两次，请删去一条")


def _problems_of_items(items: tuple[Item, ...]) -> Iterator[Problem]:
    if not items:
        yield Problem("items", "考核表没有考核项目，请至少填写一项")
        return
    titles = {item.title.strip() for item in items}
    if len({item.key for item in items}) < len(items) or len(titles) < len(items) or "" in titles:
        yield Problem("items", "考核项目的名称不能为空、不能重复，请更正")
    if any(item.maximum is not None and item.maximum <= 0 for item in items):
        yield Problem("items", "每一项的分值应大于0，请更正或删去该项")
    blank = [item.title for item in items if item.maximum is None]
    if blank:
        yield Problem("items", f"“{'”“'.join(blank)}”的分值尚未填写，使用前请按本地的考核办法补齐")
    elif (total := sum(item.maximum or 0 for item in items)) != FULL:
        yield Problem("items", f"各项分值合计{hundredths(total)}分，应为100分，请更正")


def _problems_of_grades(lows: list[int | None]) -> Iterator[Problem]:
    known = [low for low in lows if low is not None]
    if len(known) < len(lows):
        yield Problem("thresholds", "各等次的最低分尚未填写，使用前请按本地的考核办法补齐")
    elif known != sorted(set(known), reverse=True):
        yield Problem("thresholds", "各等次的最低分应从高到低，请更正")
    elif any(not 0 < low <= FULL for low in known):
        yield Problem("thresholds", "各等次的最低分应大于0、不超过100，请更正")


def next_version(template: Template) -> Template:
    """A copy to be changed: what was assessed by the earlier version keeps it."""
    return replace(template, version=template.version + 1, id=None, in_use=True)


_VETOES = ("泄露国家秘密、工作秘密", "利益冲突仍然代理", "受到行业处分或行政处罚", "因过错造成聘任单位重大损失")
_GRADES: tuple[tuple[Grade, int | None], ...] = (
    (Grade.EXCELLENT, 9_000),
    (Grade.QUALIFIED, 7_500),
    (Grade.BASIC, 6_000),
)
_UNKNOWN: tuple[tuple[Grade, int | None], ...] = tuple((grade, None) for grade, _ in _GRADES)

SHIPPED = (
    Template(
        "法律顾问年度考核表",
        (
            Item("duty", "职责履行", 4_000, "按要求出具法律意见、列席会议、完成交办事项"),
            Item("quality", "服务质量", 3_000, "意见准确、可行、及时，采纳情况"),
            Item("conduct", "执业规范", 1_500, "保密、回避、不以顾问名义从事商业活动"),
            Item("discipline", "工作纪律", 1_500, "按时到会、服从安排、工作日志完整"),
        ),
        2_000, _GRADES, _VETOES, "程序提供的示范表，可修改",
    ),
    Template(
        "法律顾问日常与任期考核表（伊金霍洛旗）",
        (
            Item("duty", "履职考核", 4_000, "未按要求出具法律意见等情形，每种最多扣15分"),
            Item("other", "其他考核内容", None, "原文其余部分未见，使用前按本地的考核办法补齐"),
        ),
        2_000, _UNKNOWN, _VETOES, "伊政发〔2023〕83号",
    ),
    Template(
        "法律顾问考核评价表（晋安区）",
        (
            Item("duty", "职责履行", None), Item("quality", "服务质量", None),
            Item("conduct", "执业规范", None), Item("discipline", "工作纪律", None),
        ),
        None, _UNKNOWN, _VETOES, "福州市晋安区法律顾问考核评价办法（2022年4月26日）",
    ),
)  # fmt: skip
"""The first may be used at once; of the others only what their sources show is filled in."""
