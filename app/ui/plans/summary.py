"""What the panel says about one planned document: where it stands, what is next, its facts. Knows facts, no service."""

from collections.abc import Iterator
from datetime import date

from app.domain.dates import chinese
from app.domain.plans import PLAN_RULE, PlanState, deadline_text
from app.services.plans.lookup import Standing
from app.ui.panel import Notice
from app.ui.tokens import Tone


def notice_of(standing: Standing, today: date) -> Notice:
    """The state in a word, and what follows from it."""
    facts = standing.facts
    match standing.state:
        case PlanState.LATE:
            assert facts.submit_by is not None
            lines = (
                f"应于{chinese(facts.submit_by)}前报送审核，已逾期{(today - facts.submit_by).days}天",
                "下一步：督促起草单位报送，收到后点“登记送审”；不再制定的点“取消”并写明原因。",
            )
            return Notice(Tone.BAD, "逾期未报送", lines, PLAN_RULE)
        case PlanState.WAITING:
            return Notice(Tone.WAITING, "待启动", (_until(facts.submit_by, today),))
        case PlanState.SUBMITTED:
            sent = f"{chinese(standing.submitted_on)}收到送审" if standing.submitted_on else "已收到送审"
            return Notice(Tone.WAITING, "已送审", (f"{sent}，审核的进展见对应的送审件和文件。",))
        case PlanState.ISSUED:
            issued = f"{chinese(standing.published_on)}公布" if standing.published_on else ""
            return Notice(Tone.GOOD, "已公布", (issued,))
        case PlanState.DROPPED:
            on = f"{chinese(facts.dropped_on)}取消" if facts.dropped_on else "已取消"
            return Notice(Tone.ENDED, "已调整取消", (f"{on}，原因：{facts.dropped_reason}",))
        case _:
            return Notice(Tone.ENDED, f"已结转到{facts.carried_to}年计划")


def _until(day: date | None, today: date) -> str:
    if day is None:
        return "没有写明报送审核的时间，请补填"
    left = (day - today).days
    return f"应于{chinese(day)}前报送审核，{f'还有{left}天' if left else '就是今天'}"


def fact_rows(standing: Standing, drafter: str) -> Iterator[tuple[str, str]]:
    """Names and values in reading order; empty ones are left out by the widget."""
    facts = standing.facts
    yield "计划年度", f"{facts.year}年"
    yield "起草单位", drafter
    yield "报送时间", deadline_text(facts.submit_by)
    yield "承办人", facts.handler
    yield "对应文件", standing.document
    yield "备注", facts.remark
