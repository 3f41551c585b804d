"""移交清单 and 未办结事项清单, in the office's words. Knows neither where matters come from nor how paper is drawn."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.dates import chinese
from app.domain.handovers import Handover
from app.domain.matters import NOUNS, Matter, counted, grouped
from app.exporters.listing import Group, Listing

SIGN_HANDOVER = ("移交人", "接收人", "监交人")
SIGN_UNFINISHED = ("填报人", "审核人")


def handover_listing(facts: Handover, office: str, footnote: str) -> Listing:
    """The list that the three of a handover sign."""
    return Listing(
        "工作移交清单",
        office,
        facts.on,
        tuple(_of_handover(facts)),
        tuple(_groups(facts.matters, handlers=False)),
        SIGN_HANDOVER,
        footnote,
    )


def unfinished_listing(
    year: int, matters: Iterable[Matter], plans: Iterable[tuple[str, str, str]], office: str, on: date, footnote: str
) -> Listing:
    """What is carried over from a year into the next; `plans` as title, standing and handler."""
    listed, planned = list(matters), tuple(plans)
    groups = list(_groups(listed, handlers=True))
    if planned:
        groups.append(Group(f"{year}年制定计划未完成项目", _COLUMNS_WITH_HANDLER, planned, "项"))
    said = counted(listed) if listed else "没有未办结的送审件、文件和公文"
    plan = f"制定计划未完成项目{len(planned)}项" if planned else "制定计划没有未完成的项目"
    return Listing(
        f"{year}年度未办结事项清单",
        office,
        on,
        (
            f"截至{year}年12月31日：{said}；{plan}。",
            f"未办结的事项转入{year + 1}年继续办理，收件号、文号和编号不变。",
        ),
        tuple(groups),
        SIGN_UNFINISHED,
        footnote,
    )


_COLUMNS = (("名称", 54), ("情况", 58))
_COLUMNS_WITH_HANDLER = (("名称", 48), ("情况", 50), ("承办人", 16))


def _of_handover(facts: Handover) -> Iterator[str]:
    before = f"，监交人{facts.supervisor}" if facts.supervisor else ""
    yield f"移交人{facts.giver}，接收人{facts.receiver}{before}，移交日期{chinese(facts.on)}。"
    if facts.reason:
        yield f"移交原因：{facts.reason}"
    if facts.matters:
        yield f"移交事项共{len(facts.matters)}项：{counted(facts.matters)}。自移交之日起由{facts.receiver}承办。"
    else:
        yield f"{facts.giver}名下没有未办结的事项。"


def _groups(matters: Iterable[Matter], *, handlers: bool) -> Iterator[Group]:
    columns = _COLUMNS_WITH_HANDLER if handlers else _COLUMNS
    for kind, listed in grouped(matters).items():
        rows = tuple(
            (each.title, each.standing, each.handler) if handlers else (each.title, each.standing) for each in listed
        )
        yield Group(kind.label, columns, rows, NOUNS[kind])
