"""Figures of legal advisers: who serves, what it costs, what was asked, what became of the opinions. Knows no other subject."""

from collections.abc import Callable
from typing import Any

from app.domain.advisers.engagements import Pricing
from app.domain.advisers.matters import ADOPTED, DECIDED, Form, MatterKind
from app.domain.advisers.people import AdviserKind
from app.domain.advisers.templates import Grade
from app.domain.figures.adviser_stock import (
    UNUSED_DAYS,
    AdviserLine,
    AssessmentLine,
    EngagementLine,
    MatterLine,
    PaymentLine,
)
from app.domain.figures.figure import Figure, Measure
from app.domain.figures.stock import Period, Subject
from app.domain.submissions.facts import Adoption

Holds = Callable[[Any, Period], bool]


def _serves(line: AdviserLine, period: Period) -> bool:
    return any(line.serving(period.until))


def _of_kind(kind: AdviserKind) -> Holds:
    return lambda line, period: line.facts.kind is kind and _serves(line, period)


def _ran(line: EngagementLine, period: Period) -> bool:
    return line.ran(period.first, period.until)


def _signed(*, renewal: bool) -> Holds:
    def holds(line: EngagementLine, period: Period) -> bool:
        follows = line.facts.previous_id is not None or line.facts.renewal
        return period.holds(line.facts.signed_on) and follows is renewal

    return holds


def _paid_by_the_end(line: PaymentLine, period: Period) -> bool:
    day = line.facts.paid_on
    return _ran(line.contract, period) and day is not None and day <= period.until


def _done(line: MatterLine, period: Period) -> bool:
    return period.holds(line.facts.done_on)


def _done_of(kind: MatterKind) -> Holds:
    return lambda line, period: line.facts.kind is kind and _done(line, period)


def _decided(line: MatterLine, period: Period) -> bool:
    return _done(line, period) and line.facts.adoption in DECIDED


def _written(line: MatterLine, period: Period) -> bool:
    return _done(line, period) and (line.facts.form is Form.WRITTEN or bool(line.facts.opinion_number))


def _days(line: MatterLine, _period: Period) -> int:
    asked, done = line.facts.asked_on, line.facts.done_on
    return (done - asked).days if asked and done else 0


def _in_time(line: MatterLine, _period: Period) -> int:
    done, due = line.facts.done_on, line.facts.due_on
    return int(done is not None and due is not None and done <= due)


def _assessed(line: AssessmentLine, period: Period) -> bool:
    return period.holds(line.facts.assessed_on)


def _due(line: MatterLine, period: Period) -> bool:
    """Due in the period, and decided: done, or its day has gone by."""
    due, over = line.facts.due_on, period.until == period.last
    return period.holds(due) and (line.facts.done_on is not None or over or due != period.until)


def _graded(grade: Grade) -> Holds:
    return lambda line, period: line.grade is grade and _assessed(line, period)


PEOPLE = (
    Figure("advisers_serving", "在聘法律顾问", "名", "期末聘期（任期）未满、未解聘的法律顾问", Subject.ADVISERS, _serves),
    *(
        Figure(
            f"advisers_{kind.value}", f"在聘·{kind.label}", "名", f"“在聘法律顾问”中的{kind.label}", Subject.ADVISERS, _of_kind(kind)
        )
        for kind in AdviserKind
    ),
    Figure(
        "advisers_chief",
        "首席法律顾问",
        "名",
        "“在聘法律顾问”中担任首席法律顾问的",
        Subject.ADVISERS,
        lambda line, period: any(term.chief for term in line.serving(period.until)),
    ),
)  # fmt: skip

CONTRACTS = (
    Figure("engagements_running", "履行的顾问合同", "份", "已签订、期限与本年度有重合的服务合同", Subject.ENGAGEMENTS, _ran),
    Figure(
        "engagements_new", "新签顾问合同", "份", "签订日期在本年度、不是续签的服务合同", Subject.ENGAGEMENTS, _signed(renewal=False)
    ),
    Figure(
        "engagements_renewed", "续签顾问合同", "份", "签订日期在本年度的续签合同", Subject.ENGAGEMENTS, _signed(renewal=True)
    ),
    Figure(
        "engagements_ended",
        "提前解除顾问合同",
        "份",
        "提前解除日期在本年度的服务合同",
        Subject.ENGAGEMENTS,
        lambda line, period: period.holds(line.facts.ended_on),
    ),
    Figure(
        "engagements_expiring", "将到期的顾问合同", "份", "期末正在履行、已到提前提醒日期的服务合同", Subject.ENGAGEMENTS,
        lambda line, period: line.expiring(period.until),
    ),
    Figure(
        "engagements_idle",
        "未交办事项的顾问合同",
        "份",
        f"有一个合同年没有交办过事项的服务合同：该合同年在本年度内届满，或者期末正在进行、已满{UNUSED_DAYS}天；没有终止日期的按年度计",
        Subject.ENGAGEMENTS,
        lambda line, period: any(line.unused(period.first, period.until)),
    ),
    Figure(
        "engagement_money", "顾问合同金额", "元", "“履行的顾问合同”的合同金额合计，没有总额的按封顶金额计，两者都没有的不计",
        Subject.ENGAGEMENTS, lambda line, period: _ran(line, period) and line.facts.limit is not None, Measure.MONEY,
        lambda line, _: line.facts.limit or 0,
    ),
    Figure(
        "engagements_untotalled", "没有总额的顾问合同", "份", "“履行的顾问合同”中既没有合同金额、也没有封顶金额的（按件、计时等），无偿的不计",
        Subject.ENGAGEMENTS,
        lambda line, period: _ran(line, period) and line.facts.limit is None and line.facts.pricing is not Pricing.UNPAID,
    ),
    Figure(
        "engagement_paid", "顾问合同已付金额", "元", "“履行的顾问合同”截至期末实付金额合计，含以前年度支付的",
        Subject.PAYMENTS, _paid_by_the_end, Measure.MONEY, lambda line, _: line.facts.paid or 0,
    ),
    Figure(
        "adviser_fees", "支付顾问费", "元", "实付日期在本年度的付款合计", Subject.PAYMENTS,
        lambda line, period: period.holds(line.facts.paid_on), Measure.MONEY, lambda line, _: line.facts.paid or 0,
    ),
)  # fmt: skip

WORK = (
    Figure(
        "matters_asked", "交办顾问事项", "件", "交办日期在本年度的事项", Subject.MATTERS,
        lambda line, period: period.holds(line.facts.asked_on),
    ),
    Figure("matters_done", "办结顾问事项", "件", "实际完成日期在本年度的事项", Subject.MATTERS, _done),
    *(
        Figure(
            f"matters_{kind.value}", f"顾问办结·{kind.label}", "件", f"“办结顾问事项”中的{kind.label}", Subject.MATTERS, _done_of(kind)
        )
        for kind in MatterKind
    ),
    Figure(
        "adviser_opinions", "书面法律意见", "份", "“办结顾问事项”中书面出具意见的", Subject.MATTERS, _written
    ),
    Figure(
        "adviser_adoption", "顾问意见采纳率", "%", "“办结顾问事项”中已反馈采纳情况的，全部采纳和部分采纳所占的比例",
        Subject.MATTERS, _decided, Measure.RATE, lambda line, _: int(line.facts.adoption in ADOPTED),
    ),
    Figure(
        "adviser_refused", "未采纳的顾问意见", "件", "“办结顾问事项”中登记为未采纳的", Subject.MATTERS,
        lambda line, period: _done(line, period) and line.facts.adoption is Adoption.NOT_ADOPTED,
    ),
    Figure(
        "adviser_days", "顾问平均用时", "天", "“办结顾问事项”从交办到完成的自然日，取平均", Subject.MATTERS,
        lambda line, period: _done(line, period) and line.facts.asked_on is not None, Measure.MEAN, _days,
    ),
    Figure(
        "adviser_on_time", "顾问按期完成率", "%", "要求完成日期在本年度的事项中，按期完成的比例，期末未到期的不计", Subject.MATTERS,
        _due, Measure.RATE, _in_time,
    ),
    Figure(
        "adviser_late", "顾问逾期事项", "件", "要求完成日期在本年度、没有按期完成的事项，期末未到期的不计", Subject.MATTERS,
        lambda line, period: _due(line, period) and not _in_time(line, period),
    ),
)  # fmt: skip

STANDING = (
    Figure("assessments", "考核法律顾问", "人次", "考核日期在本年度的考核", Subject.ASSESSMENTS, _assessed),
    *(
        Figure(
            f"assessments_{grade.value}", f"考核·{grade.label}", "人次", f"“考核法律顾问”中等次为{grade.label}的",
            Subject.ASSESSMENTS, _graded(grade),
        )
        for grade in Grade
    ),
    Figure(
        "conflicts", "利益冲突申报", "件", "申报日期在本年度的利益冲突申报", Subject.CONFLICTS,
        lambda facts, period: period.holds(facts.declared_on),
    ),
)  # fmt: skip
