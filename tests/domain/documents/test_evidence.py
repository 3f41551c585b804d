"""Old status columns as evidence; titles; what is missing."""

from datetime import date

import pytest

from app.domain.documents.evidence import end_said, with_evidence
from app.domain.documents.facts import DocumentKind, EndKind, Trial, Validity, ValidityMode
from app.domain.documents.rules import missing_of
from app.domain.documents.status import ForceStatus, force_status
from app.domain.documents.titles import kind_in_title, trial_in_title
from tests.factories import draft, old

TODAY = date(2025, 3, 3)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("有效", None), ("现行有效(来源库标注)", None), ("2024清理:继续有效", None), ("", None), ("尚未失效", None),
        ("已失效", EndKind.EXPIRED), ("期满", EndKind.EXPIRED), ("2024清理:失效", EndKind.DECLARED_VOID),
        ("宣布失效", EndKind.DECLARED_VOID), ("2022-12-19废止", EndKind.REPEALED), ("已撤销", EndKind.REVOKED),
        ("被替代", EndKind.REPLACED),
    ],
)  # fmt: skip
def test_the_end_a_status_text_speaks_of(text: str, end: EndKind | None) -> None:
    assert end_said(text) is end


LASTING = Validity(ValidityMode.OPEN_ENDED)


@pytest.mark.parametrize(
    ("change", "said", "end", "doubted"),
    [
        ({}, "有效", None, False),
        ({}, "已失效", EndKind.EXPIRED, True),
        ({"expires_on": date(2024, 1, 1)}, "已失效", None, False),
        ({"expires_on": date(2024, 1, 1)}, "现行有效", None, True),
        ({"expires_on": None, "validity": LASTING}, "已失效", EndKind.EXPIRED, True),
        ({"expires_on": None, "validity": LASTING}, "2024清理:失效", EndKind.DECLARED_VOID, True),
        ({"expires_on": None, "validity": LASTING}, "2022-12-19废止", EndKind.REPEALED, False),
        ({"expires_on": None, "validity": LASTING}, "现行有效(来源库标注)", None, False),
        ({"expires_on": None, "validity": Validity(), "effective_on": None}, "有效", None, False),
        ({"expires_on": None, "validity": Validity()}, "已失效", EndKind.EXPIRED, False),
    ],
)
def test_a_status_column_is_evidence(change: dict[str, object], said: str, end: EndKind | None, doubted: bool) -> None:
    facts = with_evidence(old(**change), said, TODAY)
    assert facts.end_kind is end
    assert bool(facts.doubts) is doubted
    if end is not None:
        assert force_status(facts, TODAY, TODAY).value == end.value


@pytest.mark.parametrize(
    ("title", "kind", "trial"),
    [
        ("海珠区招商引资扶持办法（试行）", DocumentKind.MEASURES, Trial.TRIAL),
        ("重点污染源环境保护信用管理试行办法", DocumentKind.MEASURES, Trial.TRIAL),
        ("关于加快推进旧村改造工作的实施意见", DocumentKind.OPINIONS, Trial.NONE),
        ("某某暂行规定", DocumentKind.PROVISIONS, Trial.PROVISIONAL),
        ("行政许可事项清单（2022年版）", None, Trial.NONE),
        ("〈办法〉实施细则", DocumentKind.RULES, Trial.NONE),
    ],
)
def test_what_a_title_says(title: str, kind: DocumentKind | None, trial: Trial) -> None:
    assert (kind_in_title(title), trial_in_title(title)) == (kind, trial)


def test_what_is_missing_is_named_for_issued_documents_only() -> None:
    assert missing_of(old()) == ()
    assert missing_of(old(document_number="", expires_on=None, validity=Validity())) == ("文号", "有效期至")
    assert missing_of(old(expires_on=None, validity=LASTING)) == ()
    assert missing_of(draft()) == ()


@pytest.mark.parametrize(
    ("change", "on", "status"),
    [
        ({}, date(2021, 12, 31), ForceStatus.NOT_YET_EFFECTIVE),
        ({}, date(2022, 1, 1), ForceStatus.IN_FORCE),
        ({}, date(2026, 12, 31), ForceStatus.EXPIRING),
        ({}, date(2027, 1, 1), ForceStatus.EXPIRED),
        ({"effective_on": None}, date(2021, 12, 31), ForceStatus.IN_FORCE),
        ({"effective_on": None, "published_on": None}, TODAY, ForceStatus.UNKNOWN),
        ({"expires_on": None, "validity": Validity()}, TODAY, ForceStatus.UNKNOWN),
        ({"end_kind": EndKind.REPEALED, "ended_on": date(2025, 3, 4)}, TODAY, ForceStatus.IN_FORCE),
        ({"end_kind": EndKind.REPEALED, "ended_on": TODAY}, TODAY, ForceStatus.REPEALED),
        ({"end_kind": EndKind.REPEALED}, date(2022, 1, 1), ForceStatus.REPEALED),
    ],
)
def test_the_status_of_a_backfilled_record(change: dict[str, object], on: date, status: ForceStatus) -> None:
    assert force_status(old(**change), on, on) is status
