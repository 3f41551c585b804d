"""年度法律顾问工作报告 of the district or of one unit: what it says, section by section. Knows no store and no file format."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from app.domain.advisers.matters import MatterKind
from app.domain.advisers.people import AdviserKind
from app.domain.advisers.templates import Grade
from app.domain.dates import chinese
from app.domain.figures.figure import FigureValue, Value
from app.domain.money import FEN, short
from app.domain.submissions.facts import Adoption
from app.services.advisers.papers.yearly_facts import Matter, Serving, YearlyFacts
from app.services.advisers.papers.yearly_problems import next_steps, problems
from app.services.advisers.papers.yearly_tables import appendices

if TYPE_CHECKING:
    from app.exporters.official import Block, Heading, Official

TOLD = 10
"""Matters told one by one in the text; the others are counted, and stand in the ledger."""


def yearly_report(facts: YearlyFacts, office: str, on: date) -> "Official":
    """The report, dated `on`; of a unit without any adviser and work one paragraph that says so."""
    from app.exporters.official import Official

    return Official(
        title=f"{facts.name}{facts.period.year}年度\n法律顾问工作报告",
        office=office,
        on=on,
        body=tuple(_nothing(facts) if facts.quiet else _body(facts)),
        appendices=() if facts.quiet else tuple(appendices(facts)),
    )


def _nothing(facts: YearlyFacts) -> Iterator["Block"]:
    from app.exporters.official import Paragraph

    yield Paragraph(
        f"{facts.period.year}年，{facts.name}没有在聘的法律顾问，没有履行法律顾问服务合同，也没有向法律顾问交办事项。"
    )
    for text in problems(facts):
        yield Paragraph(text)
    yield Paragraph("特此报告。")


def _body(facts: YearlyFacts) -> Iterator["Block"]:
    from app.exporters.official import Heading, Paragraph

    sections: tuple[tuple[Heading, Iterable[str]], ...] = (
        (Heading("一、基本情况"), ()),
        (Heading("（一）法律顾问队伍", 2), _people(facts)),
        (Heading("（二）服务合同和经费", 2), _contracts(facts)),
        *_work(facts),
        (Heading("三、考核情况"), _standing(facts)),
        (Heading("四、存在的问题"), problems(facts) or ("按已启用的检查项目核对，没有发现问题。",)),
        (Heading("五、下一步工作安排"), next_steps(facts)),
    )
    yield Paragraph(_introduction(facts))
    for heading, texts in sections:
        yield heading
        for text in texts:
            yield Paragraph(text)


def _said(facts: YearlyFacts, key: str) -> str:
    return _text(facts.line.figure(key))


def _text(value: FigureValue) -> str:
    return value.figure.text(value.value)


def _money(value: Value) -> str:
    """Figures count 元, contracts are spoken of in 万元."""
    return short(round((value or 0) * FEN))


def _end(facts: YearlyFacts) -> str:
    """截至年末, or the day while the year runs."""
    whole = facts.period.until == facts.period.last
    return f"截至{'年末' if whole else chinese(facts.period.until)}"


def _introduction(facts: YearlyFacts) -> str:
    year, line = facts.period.year, facts.line
    who = f"{facts.served}个单位有法律顾问" if facts.whole else f"有法律顾问{len(facts.advisers)}名"
    parts = [who] if facts.served else ["没有在聘的法律顾问"]
    if line.figure("engagements_running").count:
        parts.append(f"履行服务合同{_said(facts, 'engagements_running')}")
    work = f"交办事项{_said(facts, 'matters_asked')}、办结{_said(facts, 'matters_done')}"
    parts.append(work if facts.matters else "没有交办事项")
    if line.figure("adviser_adoption").value is not None:
        parts.append(f"意见采纳率{_said(facts, 'adviser_adoption')}")
    until = "" if facts.period.until == facts.period.last else f"截至{chinese(facts.period.until)}的"
    return f"{year}年，{facts.name}{'，'.join(parts)}。现将{until}法律顾问工作情况报告如下。"


def _people(facts: YearlyFacts) -> Iterator[str]:
    if not facts.served:
        yield f"{_end(facts)}，没有在聘的法律顾问。"
    elif facts.whole:
        kinds = [facts.line.figure(f"advisers_{kind.value}") for kind in AdviserKind]
        parts = "、".join(f"{value.figure.title.partition('·')[2]}{_text(value)}" for value in kinds if value.count)
        firms = f"，外聘法律顾问来自{facts.firms}家律师事务所" if facts.firms else ""
        yield (
            f"{_end(facts)}，在聘法律顾问{_said(facts, 'advisers_serving')}{f'，其中{parts}' if parts else ''}；"
            f"担任首席法律顾问的{_said(facts, 'advisers_chief')}。{facts.served}个单位有法律顾问{firms}。"
        )
    else:
        yield f"{_end(facts)}，有法律顾问{len(facts.advisers)}名：{'；'.join(map(_adviser, facts.advisers))}。"


def _adviser(serving: Serving) -> str:
    """李某某（首席法律顾问，外聘律师，广东某某律师事务所，聘期至2026年12月31日）."""
    facts, term = serving.facts, serving.term
    parts = (
        "首席法律顾问" if term is not None and term.chief else "",
        facts.kind.label if facts.kind else "",
        serving.place,
        f"聘期至{chinese(term.ends_on)}" if term is not None and term.ends_on else "",
    )
    said = "，".join(part for part in parts if part)
    return f"{facts.name}（{said}）" if said else facts.name


def _contracts(facts: YearlyFacts) -> Iterator[str]:
    line = facts.line
    if not line.figure("engagements_running").count:
        yield "本年度没有履行法律顾问服务合同。"
    else:
        yield f"本年度履行服务合同{_said(facts, 'engagements_running')}。{_total(facts)}{_paid(facts)}"
    told = (("新签", "engagements_new"), ("续签", "engagements_renewed"), ("提前解除", "engagements_ended"))
    moves = [f"{word}{_text(value)}" for word, key in told if (value := line.figure(key)).count]
    ending = line.figure("engagements_expiring")
    parts = [f"本年度{'、'.join(moves)}"] if moves else []
    parts += [f"{_end(facts)}将到期的服务合同{_text(ending)}"] if ending.count else []
    if parts:
        yield f"{'；'.join(parts)}。"


def _total(facts: YearlyFacts) -> str:
    money, none = facts.line.figure("engagement_money"), facts.line.figure("engagements_untotalled")
    capped = any(each.facts.amount is None and each.facts.cap is not None for each in facts.contracts)
    how = "（没有总额的按封顶金额计）" if capped else ""
    unpaid = facts.line.figure("engagements_running").count - money.count - none.count
    parts = [f"{_text(none)}没有总额，按件、计时等据实结算"] if none.count else []
    parts += [f"{unpaid}份为无偿服务"] if unpaid else []
    if not money.count:
        return f"其中{'，'.join(parts)}。"
    rest = f"，另有{'，'.join(parts)}" if parts else ""
    return f"合同金额合计{_money(money.value)}{how}{rest}。"


def _paid(facts: YearlyFacts) -> str:
    paid, fees = facts.line.figure("engagement_paid"), facts.line.figure("adviser_fees")
    if not paid.count and not fees.count:
        return f"{_end(facts)}，没有付款记录。"
    return f"{_end(facts)}，上述合同已付{_money(paid.value)}；本年度共支付顾问费{_money(fees.value)}。"


def _work(facts: YearlyFacts) -> tuple[tuple["Heading", Iterable[str]], ...]:
    """Three parts; a year without any work has none."""
    from app.exporters.official import Heading

    head = Heading("二、工作开展情况")
    if not facts.matters:
        return ((head, ("本年度没有向法律顾问交办事项，没有出具法律意见。",)),)
    return (
        (head, ()),
        (Heading("（一）交办和办结", 2), _asked(facts)),
        (Heading("（二）意见采纳", 2), _adoption(facts)),
        (Heading("（三）办理时效", 2), _time(facts)),
    )


def _asked(facts: YearlyFacts) -> Iterator[str]:
    asked, done = facts.line.figure("matters_asked"), facts.line.figure("matters_done")
    change = f"，与上年相比{asked.change_text}" if asked.value or asked.before else ""
    kinds = (facts.line.figure(f"matters_{kind.value}") for kind in MatterKind)
    parts = "，".join(f"{value.figure.title.partition('·')[2]}{_text(value)}" for value in kinds if value.count)
    yield f"本年度向法律顾问交办事项{_text(asked)}{change}。"
    yield f"办结事项{_text(done)}{f'，其中{parts}' if parts else ''}。"


def _adoption(facts: YearlyFacts) -> Iterator[str]:
    written, rate = facts.line.figure("adviser_opinions"), facts.line.figure("adviser_adoption")
    pending = sum(each.facts.adoption is Adoption.PENDING for each in facts.behind("matters_done"))
    opinions = f"本年度出具书面法律意见{_text(written)}。" if written.count else "本年度没有出具书面法律意见。"
    waits = f"另有{pending}件尚未反馈。" if pending else ""
    if rate.value is None:
        yield f"{opinions}办结的事项中没有已反馈采纳情况的意见。{waits}"
        return
    decided = [each.facts.adoption for each in facts.behind("adviser_adoption")]
    told = ((Adoption.ADOPTED, "全部采纳"), (Adoption.PARTLY, "部分采纳"), (Adoption.NOT_ADOPTED, "未采纳"))
    counts = "、".join(f"{word}{count}件" for kind, word in told if (count := decided.count(kind)))
    yield (
        f"{opinions}办结事项中已反馈采纳情况的意见{rate.count}件，其中{counts}，"
        f"采纳率{_text(rate)}（全部采纳和部分采纳占已反馈的比例）。{waits}"
    )
    if refused := facts.behind("adviser_refused"):
        yield "未采纳的意见及理由如下："
        yield from _listed(
            refused, lambda each: f"{_named(facts, each)}，理由：{each.facts.adoption_reason.strip().rstrip('。')}"
        )


def _time(facts: YearlyFacts) -> Iterator[str]:
    days, on_time, late = (facts.line.figure(key) for key in ("adviser_days", "adviser_on_time", "adviser_late"))
    if days.value is None and on_time.value is None:
        yield "本年度没有办结的事项，也没有到期的事项。"
        return
    parts = [f"办结事项从交办到完成平均用时{_text(days)}"] if days.value is not None else []
    if on_time.value is not None:
        parts.append(
            f"要求完成日期在本年度的事项{on_time.count}件，按期完成{on_time.count - late.count}件，按期完成率{_text(on_time)}"
        )
    yield f"{'；'.join(parts)}。"
    if came_late := facts.behind("adviser_late"):
        yield "没有按期完成的事项如下："
        yield from _listed(came_late, lambda each: f"{_named(facts, each)}，{_lateness(facts, each)}")


def _lateness(facts: YearlyFacts, matter: Matter) -> str:
    due, done = matter.facts.due_on, matter.facts.done_on
    assert due is not None
    wanted = f"要求{chinese(due)}前完成"
    if done is None or done > facts.period.until:
        return f"{wanted}，{_end(facts)}尚未完成"
    return f"{wanted}，{chinese(done)}完成，迟{(done - due).days}天"


def _named(facts: YearlyFacts, matter: Matter) -> str:
    return f"{matter.unit}：{matter.facts.title}" if facts.whole and matter.unit else matter.facts.title


def _listed(matters: list[Matter], words: Callable[[Matter], str]) -> Iterator[str]:
    """One to a line; beyond TOLD they are counted."""
    for number, each in enumerate(matters[:TOLD], 1):
        yield f"{number}. {words(each)}。"
    if len(matters) > TOLD:
        yield f"此外还有{len(matters) - TOLD}件，见法律顾问工作台账。"


def _standing(facts: YearlyFacts) -> Iterator[str]:
    count, conflicts = facts.line.figure("assessments"), facts.line.figure("conflicts")
    if count.count:
        grades = (facts.line.figure(f"assessments_{grade.value}") for grade in Grade)
        parts = "、".join(f"{value.figure.title.partition('·')[2]}{_text(value)}" for value in grades if value.count)
        yield f"本年度考核法律顾问{_text(count)}{f'，其中{parts}' if parts else ''}。"
    else:
        yield "本年度没有对法律顾问进行考核。"
    for each in facts.unfit:
        whose = f"（{each.unit}）" if facts.whole and each.unit else ""
        reason = f"，一票否决事由：{'、'.join(each.facts.vetoes)}" if each.facts.vetoes else ""
        result = f"，结论为{each.facts.conclusion.label}" if each.facts.conclusion else ""
        yield f"{each.adviser}{whose}{each.facts.year}年{each.facts.period.label.removeprefix('年')}不合格{reason}{result}。"
    if facts.whole and conflicts.count:
        yield f"本年度收到利益冲突申报{_text(conflicts)}。"
