"""移交: a clerk gives what he answers for to another, before a third, with a signed list. Knows no store."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.matters import Matter
from app.domain.problems import Problem


@dataclass(frozen=True)
class Handover:
    """One handover: who gave what to whom, before whom, why; its matters as they were on the day."""

    giver: str
    receiver: str
    on: date
    supervisor: str = ""
    """监交人; may be left open and signed by hand."""
    reason: str = ""
    matters: tuple[Matter, ...] = ()
    id: int | None = None


def problems_of_handover(
    facts: Handover, staff: Sequence[str], open_now: Sequence[Matter], today: date, *, leaves: bool
) -> Iterator[Problem]:
    """What keeps a handover from being done. `staff` are the clerks here now, `open_now` all that the giver answers for.

    One without any matter is allowed where there is none: who leaves with empty hands has that signed too.
    """
    giver, receiver, supervisor = facts.giver.strip(), facts.receiver.strip(), facts.supervisor.strip()
    if not giver:
        yield Problem("giver", "请选择移交人")
    if not receiver:
        yield Problem("receiver", "请选择接收人")
    elif receiver == giver:
        yield Problem("receiver", "接收人与移交人不能是同一个人，请另选接收人")
    elif receiver not in staff:
        yield Problem("receiver", f"“{receiver}”不是在岗人员，不能接收；请先在“系统设置—人员”中登记")
    if supervisor and supervisor in (giver, receiver):
        yield Problem("supervisor", "监交人不能是移交人或接收人，请另选")
    if facts.on > today:
        yield Problem("on", "移交日期不能晚于今天，请更正")
    if open_now and not facts.matters:
        yield Problem("matters", f"“{giver}”名下有 {len(open_now)} 项未办结的事项，请至少勾选一项")
    left = len(open_now) - len(facts.matters)
    if leaves and left > 0:
        yield Problem("leaves", f"“{giver}”还有 {left} 项没有移交，不能转为不在岗；请全部移交，或不勾选")
    if leaves and giver and giver not in staff:
        yield Problem("leaves", f"“{giver}”不在在岗人员名单中，不需要转为不在岗")
