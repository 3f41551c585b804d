"""Texts that cite figures: what is put in, what is wrong, what stands as a heading."""

from dataclasses import replace

import pytest

from app.domain.figures.catalogue import BY_KEY
from app.domain.figures.figure import FigureValue
from app.domain.problems import Problem, Severity
from app.domain.reports import (
    Block,
    BlockPlan,
    ReportFacts,
    Setting,
    Skeleton,
    citable,
    citations,
    cited,
    problems_of_report,
    resolve,
    subhead_level,
)

SETTING = Setting(2024, "海珠区", "海珠区司法局")
KNOWN = citations(
    [FigureValue(BY_KEY["reviewed"], 2024, 75, 60, (), 75), FigureValue(BY_KEY["adoption_rate"], 2024, 92.5, None, (), 8)],
    SETTING,
)  # fmt: skip
PLANS = (
    BlockPlan(Block("introduction", "", 0, "")),
    BlockPlan(Block("measures", "一、主要举措和成效", 1, ""), required=True),
    BlockPlan(Block("decisions", "（一）决策", 2, "")),
    BlockPlan(Block("others", "二、其他", 1, ""), required=True),
)
SKELETON = Skeleton("{区划}{年度}年报告", PLANS, "", (), ())
WHOLE = ReportFacts(
    2024,
    "报告",
    (
        Block("introduction", "", 0, "{年度}年。"),
        Block("measures", "一、主要举措和成效", 1, ""),
        Block("decisions", "（一）决策", 2, "审核{审核件数}。"),
        Block("others", "二、其他", 1, "无。"),
    ),
)


def with_text(key: str, text: str) -> ReportFacts:
    blocks = tuple(replace(block, text=text) if block.key == key else block for block in WHOLE.blocks)
    return replace(WHOLE, blocks=blocks)


def problems(facts: ReportFacts) -> list[Problem]:
    return list(problems_of_report(facts, KNOWN, SKELETON))


def test_figures_and_setting_are_put_in() -> None:
    text = (
        "{区划}{年度}年审核{审核件数}（{reviewed}），"
        "上年{审核件数·上年}，{审核件数·同比}；采纳率{意见采纳率}，上年{意见采纳率·上年}；{上年度}、{下年度}，{单位}"
    )
    assert resolve(text, KNOWN) == (
        "海珠区2024年审核75件（75件），上年60件，增加15件（25%）；采纳率92.5%，上年—；2023、2025，海珠区司法局"
    )
    assert resolve("{没有}和{ 审核件数 }", KNOWN) == "{没有}和75件"
    assert cited("{a}{b}{a}") == ("a", "b")


def test_what_can_be_cited_is_known_before_anything_is_counted() -> None:
    assert citable([BY_KEY["reviewed"], BY_KEY["adoption_rate"]]) == set(KNOWN)


def test_a_whole_report_has_no_problem() -> None:
    assert problems(WHOLE) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("审核{审核件}。", "引用了没有的数据“{审核件}”"),
        ("审核{审核件数·去年}。", "引用了没有的数据“{审核件数·去年}”"),
        ("审核{}。", "引用了没有的数据“{}”"),
        ("审核{审核件数。", "不成对的花括号"),
        ("审核审核件数}。", "不成对的花括号"),
        ("审核{审核\n件数}。", "不成对的花括号"),
    ],
)
def test_a_citation_of_nothing_is_named(text: str, message: str) -> None:
    (found,) = problems(with_text("decisions", text))
    assert (found.field, found.severity) == ("decisions", Severity.ERROR)
    assert message in found.message
    assert "（一）决策" in found.message


def test_a_blank_to_be_filled_in_only_warns() -> None:
    (found,) = problems(with_text("decisions", "会议××次，讲座××次。"))
    assert (found.severity, "2 处" in found.message) == (Severity.WARNING, True)


def test_a_required_section_may_speak_in_the_sections_beneath_it() -> None:
    (found,) = problems(with_text("decisions", ""))
    assert (found.field, found.severity) == ("measures", Severity.WARNING)
    assert found.basis is not None
    assert "28号" in found.basis.source
    assert [problem.field for problem in problems(with_text("others", " "))] == ["others"]
    (lacking,) = problems(replace(WHOLE, blocks=WHOLE.blocks[:3]))
    assert "二、其他" in lacking.message


def test_title_and_headings_are_wanted() -> None:
    assert [problem.field for problem in problems(replace(WHOLE, title=" "))] == ["title"]
    bare = tuple(replace(block, heading="") if block.key == "decisions" else block for block in WHOLE.blocks)
    assert [problem.field for problem in problems(replace(WHOLE, blocks=bare))] == ["decisions"]
    (found,) = problems(replace(WHOLE, title="{年}度报告"))
    assert "“标题”引用了没有的数据“{年}”" in found.message


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("（一）健全制度体系", 2),
        ("（十一）健全“三统一”制度", 2),
        ("（一）健全制度，推进清理。", 0),
        ("（甲）健全制度", 0),
        ("1.规范性文件", 3),
        ("12．规范性文件", 3),
        ("1.全年制定文件3件。", 0),
        ("一是完善制度建设。", 0),
        ("", 0),
    ],
)
def test_a_line_of_its_own_stands_as_a_heading(line: str, level: int) -> None:
    assert subhead_level(line) == level
