"""Lists to be signed: every line, counts, continued tables, names never alone on a page, nothing without a font."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.problems import Refused
from app.exporters.listing import Group, Listing, write_listing

D = date(2026, 1, 5)


def listing(lines: int, name: str = "海珠区养老服务设施管理办法") -> Listing:
    rows = tuple((f"{name}{number}", "审核中") for number in range(lines))
    groups = (Group("送审件", (("名称", 60), ("情况", 40)), rows),) if lines else ()
    return Listing(
        "工作移交清单", "海珠区司法局", D, ("移交人张三。",), groups, ("移交人", "接收人", "监交人"), "修改记录 3 条。"
    )


def pages(path: Path) -> list[str]:
    return ["".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_nothing_to_list_still_has_its_names(tmp_path: Path) -> None:
    report = write_listing(listing(0), tmp_path / "清单.pdf")
    (page,) = pages(tmp_path / "清单.pdf")
    assert (report.lines, report.pages) == (0, 1)
    assert page.count("（签名）：") == 3


@pytest.mark.parametrize("lines", [1, 27, 28, 29, 30, 31, 32, 60])
def test_every_line_is_there_and_the_names_stand_under_one(tmp_path: Path, lines: int) -> None:
    report = write_listing(listing(lines), tmp_path / "清单.pdf")
    found = pages(tmp_path / "清单.pdf")
    assert report.lines == lines
    assert f"一、送审件（{lines}件）" in found[0]
    for number in range(lines):
        assert any(f"管理办法{number}审核中" in page for page in found)
    assert f"管理办法{lines - 1}审核中" in found[-1], "the last line stays with the names"
    assert "监交人（签名）：" in found[-1]


def test_a_character_without_a_font_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="第 1 行的“名称”"):
        write_listing(listing(1, "\U0001f600"), tmp_path / "清单.pdf")
    assert not (tmp_path / "清单.pdf").exists()
