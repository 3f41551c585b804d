"""Templates of letters: filling, what drops out, what is kept, and every fault named by file and field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.letter_files import template_of
from app.domain.letter_templates import (
    LISTS,
    OF_SUBMISSIONS,
    Known,
    content_of,
    drafted,
    filled,
    known_names,
    problems_of_fields,
)
from app.domain.letters import LetterFacts, LetterField, LetterKind
from app.domain.problems import Refused
from tests.offices import Clock

RECEIPT: dict[str, Any] = {
    "title": "收件回执",
    "addressee": "{sender}",
    "note": "[联系人：{clerk}]",
    "field": [
        {"key": "opening", "label": "开头", "default": "{matter}收悉，收件号{number}。", "long": True},
        {"key": "papers", "label": "材料", "each": "present", "default": "{n}. {name}", "required": False},
        {"key": "ask", "label": "请求", "when": "missing", "default": "请补齐。", "required": False},
    ],
    "body": [
        {"text": "{opening}"},
        {"facts": [["收件日期", "{received_on}"]]},
        {"text": "[收到：\n{papers}]"},
        {"text": "{ask}"},
    ],
}
TEXTS = dict.fromkeys(OF_SUBMISSIONS, "") | {
    "matter": "《甲办法》", "number": "2026-0007", "sender": "区民政局", "received_on": "2026年3月2日", "office": "区司法局",
}  # fmt: skip


def known(**lists: Any) -> Known:
    return Known(TEXTS, {**dict.fromkeys(LISTS, ()), **lists})


def receipt(raw: dict[str, Any] = RECEIPT) -> Any:
    return template_of(LetterKind.RECEIPT, "receipt.toml", raw)


def kept(made: Known, **changed: str) -> LetterFacts:
    title, addressee, fields = drafted(receipt(), made)
    told = tuple(LetterField(f.key, f.label, changed.get(f.key, f.value), f.long) for f in fields)
    return LetterFacts(LetterKind.RECEIPT, title, addressee, told, Clock().today(), "张三", submission_id=1)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("{a}和{b}", {"a": "甲", "b": "乙"}, "甲和乙"),
        ("{a}[，电话{b}]。", {"a": "甲", "b": "1"}, "甲，电话1。"),
        ("{a}[，电话{b}]。", {"a": "甲", "b": " "}, "甲。"),
        ("[{a}{b}]完", {"a": "甲", "b": ""}, "完"),
        ("海司审〔2026〕{a}号", {"a": "3"}, "海司审〔2026〕3号"),
        ("{a}", {"a": "{b}[留{b}下]"}, "{b}[留{b}下]"),
    ],
)
def test_a_text_is_filled_and_what_has_nothing_to_say_falls_out(
    text: str, values: dict[str, str], expected: str
) -> None:
    assert filled(text, values) == expected


@given(st.text(), st.text())
def test_what_a_value_says_is_never_read_as_a_placeholder(before: str, value: str) -> None:
    bare = before.replace("{", "").replace("[", "").replace("]", "")
    assert filled(f"{bare}{{a}}", {"a": value}) == bare + value


def test_a_draft_says_what_the_record_says_and_keeps_the_facts_of_its_body() -> None:
    title, addressee, fields = drafted(receipt(), known(present=[{"name": "送审稿；"}, {"name": "起草说明。"}]))
    assert (title, addressee) == ("收件回执", "区民政局")
    assert {field.key: field.value for field in fields} == {
        "opening": "《甲办法》收悉，收件号2026-0007。",
        "papers": "1. 送审稿；\n2. 起草说明。",
        "ask": "",
        "office": "区司法局",
        "received_on": "2026年3月2日",
        "clerk": "",
    }


def test_the_words_on_paper_come_from_the_letter_alone() -> None:
    letter = kept(known(present=[{"name": "送审稿。"}]), opening="改过的开头。", received_on="2026年3月9日")
    content = content_of(receipt(), letter)
    assert content.body == ("改过的开头。", (("收件日期", "2026年3月9日"),), "收到：", "1. 送审稿。")
    assert content.note == ""


def test_an_empty_list_takes_its_heading_along() -> None:
    assert [part for part in content_of(receipt(), kept(known())).body if isinstance(part, str)] == [
        "《甲办法》收悉，收件号2026-0007。"
    ]


def test_a_default_that_hangs_on_a_list_stands_only_with_it() -> None:
    assert kept(known(missing=[{"name": "依据。"}])).field("ask") == "请补齐。"
    assert kept(known()).field("ask") == ""


def test_a_required_field_left_empty_is_named() -> None:
    (problem,) = problems_of_fields(receipt(), kept(known(), opening=" "))
    assert (problem.field, problem.message) == ("field.opening", "请填写“开头”")


def test_a_letter_without_a_field_of_its_template_is_refused_by_name() -> None:
    letter = kept(known())
    short = LetterFacts(**{**vars(letter), "fields": letter.fields[1:]})
    with pytest.raises(Refused, match=r"缺少模板“receipt\.toml”要用的“开头”（opening）"):
        content_of(receipt(), short)


def changed(**changes: Any) -> dict[str, Any]:
    return {**RECEIPT, **changes}


def field(**changes: Any) -> list[dict[str, Any]]:
    return [{**RECEIPT["field"][0], **changes}, *RECEIPT["field"][1:]]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({key: value for key, value in RECEIPT.items() if key != "title"}, "缺少“title”"),
        (changed(titel="回执"), "“titel”不认识"),
        (changed(red_head="是"), "“red_head”写法不对"),
        (changed(field=[{"key": "opening"}]), "第1个“field”缺少“label”"),
        (changed(field=["opening"]), "第1个“field”写法不对"),
        (changed(body=[{"facts": [["收件号"]]}]), "第1个“body”的“facts”"),
        (changed(addressee="{unit}"), "“addressee”中的“{unit}”"),
        (changed(field=field(default="{unified_number}")), "字段“开头”中的“{unified_number}”"),
        (changed(field=field(each="laws")), "没有这样的清单"),
        (changed(field=field(when="laws")), "没有这样的清单"),
        (changed(field=field(each="present", default="{n}. {clause}")), "“{clause}”"),
        (changed(field=field(key="number")), "重名"),
        (changed(body=[{"text": "{opening}{closing}"}]), "正文中的“{closing}”"),
        (changed(body=RECEIPT["body"][:2]), "没有用到字段“材料”（papers）"),
        (changed(field=field(default="{matter}收悉。")), "缺少“收件号”（number），不能出具收件回执"),
    ],
)
def test_a_faulty_template_is_refused_naming_file_and_field(raw: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused) as refused:
        receipt(raw)
    messages = [problem.message for problem in refused.value.problems]
    assert any(said in message for message in messages), messages
    assert all("receipt.toml" in message for message in messages)


def test_a_kind_for_both_records_knows_only_what_both_say() -> None:
    assert {"matter", "sender"} <= set(known_names(LetterKind.CONSULTATION))
    assert "number" not in known_names(LetterKind.CONSULTATION)
    assert "unified_number" not in known_names(LetterKind.RECEIPT)
