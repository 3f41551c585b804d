"""The lines of a submission's way, in order of time."""

from datetime import date

from app.domain.deadlines import Extension, Pause, PauseKind
from app.domain.documents.facts import StepResult
from app.domain.submissions.facts import Adoption, ReviewOpinion, Round, SubmissionFacts
from app.domain.submissions.timeline import timeline


def day(number: int) -> date:
    return date(2026, 3, number)


def test_the_whole_way_is_told_in_order() -> None:
    facts = SubmissionFacts(
        "养老办法",
        rounds=(
            Round(day(2), day(4), day(12), StepResult.RETURNED, "张三", "修改后再报"),
            Round(day(16), day(16), day(20), StepResult.PASSED, "张三"),
        ),
        pauses=(Pause(day(5), day(9), PauseKind.CONSULTATION, "征求财政局意见"),),
        extensions=(Extension(5, "分管局长", day(10), "案情复杂"),),
        opinions=(
            ReviewOpinion(1, "删去第三条", adoption=Adoption.ADOPTED),
            ReviewOpinion(1, "统一用语", adoption=Adoption.NOT_ADOPTED, reason="通行用语"),
        ),
        answered_on=day(21),
        answer_number="海司审〔2026〕1号",
    )
    told = [(moment.on, moment.title, moment.detail, moment.halted) for moment in timeline(facts, "个工作日")]
    assert told == [
        (day(2), "收件", "", False),
        (day(4), "材料齐备，开始计时", "", False),
        (day(5), "征求意见，暂停计时", "征求财政局意见", False),
        (day(9), "恢复计时", "征求意见", False),
        (day(10), "延长期限5个工作日", "案情复杂", False),
        (day(12), "合法性审核：退回补正", "意见2条，采纳1条，修改后再报", True),
        (day(16), "重新送审（第二轮）", "", False),
        (day(16), "材料齐备，开始计时", "", False),
        (day(20), "合法性审核：通过", "", False),
        (day(21), "答复送审单位", "海司审〔2026〕1号", False),
    ]


def test_a_round_of_an_old_register_without_days_is_told_too() -> None:
    (moment,) = timeline(SubmissionFacts("旧办法", rounds=(Round(result=StepResult.PASSED, person="李四"),)))
    assert (moment.on, moment.title, moment.person) == (None, "合法性审核：通过", "李四")
