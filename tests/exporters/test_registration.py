"""The 登记表: every fact of a record, its course, and the boxes to sign in."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from app.domain.problems import Refused
from app.exporters.registration import Field, Section, Signed, write_form
from tests.exporters.papers import FORM


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))


def test_every_fact_is_on_it(tmp_path: Path) -> None:
    path = tmp_path / "登记表.pdf"
    report = write_form(FORM, path)
    text = text_of(path)
    assert report.pages == 1
    assert text.startswith("行政规范性文件登记表填表单位：广州市海珠区司法局（盖章）填表日期：2025年1月6日基本情况")
    for section in FORM.sections:
        for field in section.fields:
            assert f"{field.label}{field.value or '—'}" in text
    assert FORM.timeline is not None
    for row in FORM.timeline.rows:
        assert "".join(cell or "—" for cell in row) in text
    for label in FORM.sign_offs:
        assert f"{label}签名：年月日" in text or label in text
    assert text.endswith("第1页共1页")


def test_a_long_course_repeats_its_header_and_ends_with_the_boxes(tmp_path: Path) -> None:
    assert FORM.timeline is not None
    path = tmp_path / "登记表.pdf"
    report = write_form(replace(FORM, timeline=replace(FORM.timeline, rows=FORM.timeline.rows * 8)), path)
    text = text_of(path)
    assert report.pages == 3
    assert text.count("日期环节办理人（单位）结果备注") == 3
    assert text.count("续表") == 2
    assert text.index("分管领导意见") > text.rindex("统一编号HZ0120250001。")


def test_a_value_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    text = "".join(f"《第{number}号上位法》第{number}条；" for number in range(500))
    path = tmp_path / "登记表.pdf"
    report = write_form(replace(FORM, sections=(Section("依据", (Field("制定依据", text),)),)), path)
    assert report.pages >= 3
    found = re.sub(r"第\d+页共\d+页", "", text_of(path))
    assert text in found.replace("制定依据", "")


def test_a_character_without_a_font_is_named_with_its_cell(tmp_path: Path) -> None:
    section = Section("基本情况", (Field("承办人", "王\U0001f600"),))
    with pytest.raises(Refused, match=r"“基本情况”的“承办人”中的“\U0001f600”（U\+1F600）"):
        write_form(replace(FORM, sections=(section,)), tmp_path / "登记表.pdf")
    assert list(tmp_path.iterdir()) == []


def test_without_course_and_boxes_it_is_a_form_still(tmp_path: Path) -> None:
    path = tmp_path / "登记表.pdf"
    write_form(replace(FORM, timeline=None, sign_offs=(), footnote=""), path)
    assert "办理过程" not in text_of(path)


def test_names_and_days_stand_in_the_rows_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "审批表.pdf"
    signed = (Signed("科长意见", "同意。" * 60, "李四", date(2025, 3, 6)), Signed("分管局领导意见"))
    write_form(replace(FORM, sign_offs=(), signed=signed), path)
    text = text_of(path)
    assert "签名：李四2025年3月6日" in text
    assert text.count("同意。") == 60
    assert "分管局领导意见签名：年月日" in text
