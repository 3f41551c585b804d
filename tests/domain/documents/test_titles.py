"""Titles within sentences: book marks, and those within them."""

import pytest

from app.domain.documents.titles import quoted


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("海珠区湿地保护办法", "《海珠区湿地保护办法》"),
        ("《海珠区湿地保护办法》", "《海珠区湿地保护办法》"),
        ("关于《海珠区湿地保护办法》的反馈意见", "《关于〈海珠区湿地保护办法〉的反馈意见》"),
        ("《甲办法》和《乙办法》", "《〈甲办法〉和〈乙办法〉》"),
    ],
)
def test_book_marks_within_book_marks_are_single(title: str, said: str) -> None:
    assert quoted(title) == said
