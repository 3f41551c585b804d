"""What keeps a letter from going out, and how its number is written."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.domain.letters import (
    LetterFacts,
    LetterKind,
    LetterState,
    letter_number,
    problem_of_mark,
    problems_of_change,
    problems_of_issue,
    problems_of_letter,
    usual_mark,
)
from app.domain.sign_off import Signature, SignRole

TODAY = date(2026, 3, 9)
SIGNED = tuple(Signature(role, name, date(2026, 3, 6)) for role, name in zip(SignRole, "甲乙丙", strict=True))


def letter(**given: Any) -> LetterFacts:
    facts = LetterFacts(LetterKind.REVIEW_OPINION, "合法性审核意见书", "区民政局", (), TODAY, "甲", submission_id=1)
    return replace(facts, **given)


def test_a_number_has_hexagonal_brackets_and_no_leading_zero() -> None:
    assert letter_number("海司审", 2026, 3) == "海司审〔2026〕3号"
    assert letter(mark="海司审", serial=12).number == "海司审〔2026〕12号"
    assert letter().number == ""


@pytest.mark.parametrize(
    ("kind", "place", "mark"),
    [
        (LetterKind.REVIEW_OPINION, "海珠区", "海司审"),
        (LetterKind.NUMBER_NOTICE, "清城区", "清司登"),
        (LetterKind.RECEIPT, " ", ""),
    ],
)
def test_the_usual_mark_begins_with_the_district(kind: LetterKind, place: str, mark: str) -> None:
    assert usual_mark(kind, place) == mark


@pytest.mark.parametrize(
    ("mark", "said"),
    [("海司审", ""), ("海司函字", ""), ("", "请填写"), ("海司 审", "“ ”"), ("海司审2026", "“2”"), ("海司审〔", "“〔”"), ("第号", "“号”")],
)  # fmt: skip
def test_a_mark_holds_no_brackets_and_no_digits(mark: str, said: str) -> None:
    found = problem_of_mark(mark)
    assert (said in found) if said else not found


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": " "}, "title"),
        ({"addressee": ""}, "addressee"),
        ({"handler": ""}, "handler"),
        ({"submission_id": None}, ""),
        ({"state": LetterState.VOID}, "void_reason"),
    ],
)
def test_what_a_letter_must_say(given: dict[str, Any], field: str) -> None:
    assert not problems_of_letter(letter())
    assert [problem.field for problem in problems_of_letter(letter(**given))] == [field]


@pytest.mark.parametrize(
    ("given", "on", "signatures", "chosen", "said"),
    [
        ({}, TODAY, SIGNED, False, ""),
        ({}, TODAY, SIGNED[:2], False, "现应由“分管局领导”签署"),
        ({}, TODAY, (), False, "现应由“经办”签署"),
        ({"kind": LetterKind.RECEIPT}, TODAY, (), False, ""),
        ({}, date(2026, 3, 10), SIGNED, True, "不能晚于今天"),
        ({}, date(2026, 3, 5), SIGNED, True, "不能早于签发日期（2026年3月6日）"),
        ({"kind": LetterKind.RECEIPT}, date(2025, 12, 31), (), False, "编入2025年或2026年"),
        ({"kind": LetterKind.RECEIPT}, date(2025, 12, 31), (), True, ""),
        ({"state": LetterState.ISSUED, "mark": "海司审", "serial": 1}, TODAY, SIGNED, True, "不能再次编号"),
        ({"state": LetterState.VOID}, TODAY, SIGNED, True, "不能再次编号"),
    ],
)
def test_the_gates_of_sending_out(
    given: dict[str, Any], on: date, signatures: tuple[Signature, ...], chosen: bool, said: str
) -> None:
    found = [p.message for p in problems_of_issue(letter(**given), on, TODAY, signatures, chosen=chosen)]
    assert (len(found) == 1 and said in found[0]) if said else not found


def test_signed_words_and_those_that_are_out_do_not_change() -> None:
    assert not list(problems_of_change(letter(), ()))
    (signed,) = problems_of_change(letter(), SIGNED[:1])
    assert "经办甲已签署" in signed.message
    (out,) = problems_of_change(letter(state=LetterState.ISSUED, mark="海司审", serial=3), ())
    assert "海司审〔2026〕3号" in out.message
