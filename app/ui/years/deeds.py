"""What is done at the end of a year: closing it, opening it again, setting targets, the list on paper. Knows no step."""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.problems import Problem
from app.domain.targets import GOALS, most_of, problems_of_targets
from app.domain.years import OfficeYear
from app.services.backups import Reason
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.texts import IntField
from app.ui.moments import local
from app.ui.office_paper import OfficePaper, preview
from app.ui.years.steps import Event

REASONS = ("漏登事项，需要补登", "登记有误，需要更正", "上级要求重新报送")

Say = Callable[[str], None]


def close_year(desk: Desk, year: int, left: Sequence[str], say: Say) -> None:
    """Close a year, after saying what is still open; a backup is made before."""
    also = "\n\n还没有处理的：\n" + "\n".join(f"· {each}" for each in left) if left else ""
    question = f"关闭后，{year}年公布、办结、编号和计划的内容不能再修改；确需更正时可以写明原因重新打开。{also}"
    if not desk.dialogs.ask(f"关闭{year}年度", question, "备份并关闭"):
        return
    office, actor = desk.office, desk.actor()

    def close() -> OfficeYear:
        office.backups.before(Reason.YEAR)
        return office.years.close(year, actor)

    desk.work.write(close, lambda closed: say(closed.said))


def reopen_year(desk: Desk, year: int, say: Say) -> None:
    """Open a closed year again, for a reason."""
    reason = desk.dialogs.text(f"重新打开{year}年度", "重新打开的原因：", choices=REASONS)
    if reason is None:
        return
    years, actor = desk.office.years, desk.actor()
    desk.work.write(lambda: years.reopen(year, reason, actor), lambda opened: say(opened.said))


def print_unfinished(desk: Desk, year: int) -> None:
    """The list of what is carried over, shown for printing."""
    years, today = desk.office.years, desk.office.today()
    title = f"{year}年度未办结事项清单"
    preview(desk, OfficePaper(title, lambda target: years.write_unfinished(year, target, today)))


def targets_form(desk: Desk, year: int) -> FormPage:
    """The form of a year's targets; an emptied one is none."""
    body = FormBody()
    body.section("")
    for goal in GOALS:
        body.add(goal.key, goal.title, IntField(0, most_of(goal), goal.unit))

    def check(values: dict[str, Any]) -> list[Problem]:
        return list(problems_of_targets(values))

    contract = FormContract(
        "years.targets", "年度目标",
        lambda values: desk.office.years.save_targets(year, values, desk.actor()), check,
        now=desk.now, save_word="保存目标", next_word="",
    )  # fmt: skip
    return FormPage(body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)


def events_of(desk: Desk, year: OfficeYear) -> tuple[Event, ...]:
    """When the year was closed and opened, the latest first."""
    if year.id is None:
        return ()
    return tuple(
        (
            local(entry.at),
            entry.actor,
            entry.use_case,
            "；".join(change.new for change in entry.changes if change.field == "原因" and change.new),
        )
        for entry in desk.office.audit.history("years", year.id)
    )
