"""Headers and rows as offices lay them out."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.documents.columns import LEDGER
from app.domain.problems import Refused
from app.importers.headers import normal
from app.importers.raw import FileCell, Range
from app.importers.tables import EXAMPLE, Table, column_letters, find_table
from tests.importers.books import HEADER, made

LINE: list[FileCell] = [1, "甲办法", "海府〔2024〕1号", "区政府", "2024.5.1"]


def reasons(*rows: list[FileCell], merges: tuple[Range, ...] = ()) -> list[str]:
    """Why rows below a header and one line are no data; empty for data."""
    table = find_table(made(HEADER, LINE, *rows, merges=merges), LEDGER)
    found = {ignored.row: ignored.reason for ignored in table.ignored}
    return [found.get(number, "") for number in range(3, 3 + len(rows))]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("文件名称", "title"),
        ("文件\n名称", "title"),
        ("文 件 名 称", "title"),
        ("文件名称*", "title"),
        ("*文件名称：", "title"),
        ("文件名称（全称）", "title"),
        ("檔案名稱", None),
        ("文件名稱", "title"),
        ("发文字号", "document_number"),
        ("有效期（年）", "validity"),
        ("有效期至(含当日)", "expires_on"),
        ("ＵＩＤ", None),
        ("记录标识", "uid"),
        ("份数", None),
    ],
)
def test_titles_in_every_dress(title: str, key: str | None) -> None:
    table = find_table(made(["序号", "文种", "承办人", title], [1, "办法", "张三", "x"]), LEDGER)
    assert table.headings[3].key == key


def test_each_column_is_taken_once_the_surest_first() -> None:
    table = find_table(made(["标题", "名称", "文件名称", "备注", "备注"], ["a", "b", "c", "d", "e"]), LEDGER)
    assert table.keys == {2: "title", 3: "remark"}
    assert [heading.title for heading in table.unknown] == ["标题", "名称", "备注（第E列）"]


def test_a_title_below_another_may_mean_something_else() -> None:
    rows = (
        ["文件名称", "制定机关", None, "负责人", None],
        [None, "名称", "代码", "姓名", "电话"],
        ["甲", "乙", "丙", "丁", "戊"],
    )
    merges = [Range(0, 0, 1, 0), Range(0, 1, 0, 2), Range(0, 3, 0, 4)]
    table = find_table(made(*rows, merges=merges), LEDGER)
    assert table.header_rows == (1, 2)
    assert table.keys == {0: "title", 1: "issuer"}
    assert [heading.title for heading in table.unknown] == ["制定机关/代码", "负责人/姓名", "负责人/电话"]
    assert [row.number for row in table.rows] == [3]


def test_halves_of_a_title_in_two_rows() -> None:
    rows = (["文件名称", "公布", "施行"], [None, "日期", "日期"], ["甲", "2024.1.1", "2024.2.1"])
    table = find_table(made(*rows, merges=[Range(0, 0, 1, 0)]), LEDGER)
    assert table.keys == {0: "title", 1: "published_on", 2: "effective_on"}


def test_two_row_header_of_a_csv_has_no_merged_cells() -> None:
    rows = (
        ["序号", "文件名称", "日期", "", "", "备注"],
        ["", "", "公布日期", "施行日期", "有效期至", ""],
        ["1", "甲", "2024.1.1"],
    )
    table = find_table(made(["台账"], *rows), LEDGER)
    assert table.header_rows == (2, 3)
    assert table.keys == {1: "title", 2: "published_on", 3: "effective_on", 4: "expires_on", 5: "remark"}
    assert [row.number for row in table.rows] == [4]
    assert table.headings[3].title == "日期/施行日期"


def test_three_row_header() -> None:
    rows = (
        ["序号", "文件名称", "时间", None],
        [None, None, "起", "止"],
        [None, None, "施行日期", "有效期至"],
        [1, "甲", "2024.1.1", "2026.12.31"],
    )
    merges = [Range(0, 0, 2, 0), Range(0, 1, 2, 1), Range(0, 2, 0, 3)]
    table = find_table(made(*rows, merges=merges), LEDGER)
    assert table.header_rows == (1, 3)
    assert table.keys == {1: "title", 2: "effective_on", 3: "expires_on"}


def test_header_far_below_a_long_title() -> None:
    notes: list[list[FileCell]] = [[f"说明{number}"] for number in range(30)]
    table = find_table(made(*notes, [], HEADER, LINE), LEDGER)
    assert table.header_rows == (32, 32)
    assert len(table.rows) == 1
    assert [ignored.reason for ignored in table.ignored].count("标题或说明") == 30


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([2, "乙办法"], ""),
        ([None, "乙办法"], ""),
        (["合计", "2件"], "合计行"),
        (["合  计：2件"], "合计行"),
        ([None, "小计"], "合计行"),
        ([3, "总计"], "合计行"),
        ([4, None, "合计"], ""),
        (["总计划的通知", "x"], ""),
        ([2, "共计划生育办法"], ""),
        (HEADER, "重复的表头"),
        (["序 号", "文件名称", "文号"], "重复的表头"),
        (["填报人：张三", None, "审核人：李四"], "填报人或说明行"),
        (["填报人", "张三", "审核人", "李四"], "填报人或说明行"),
        (["填表人（签字）："], "填报人或说明行"),
        (["备注：以上数据截至2024年底"], "填报人或说明行"),
        ([2, "说明：一个题名"], ""),
        (["注：本表一式两份"], "填报人或说明行"),
        ([EXAMPLE, "某办法"], "模板示例行"),
        (["示例1", "某办法"], "模板示例行"),
        (["一、区政府文件"], "分组标题或说明"),
        (["校验码 3f2a"], "分组标题或说明"),
        ([2], "只有序号的空行"),
        ([None, None, "海府〔2024〕2号"], ""),
    ],
)
def test_rows_that_are_no_data(row: list[FileCell], reason: str) -> None:
    assert reasons(row) == [reason]


def test_row_merged_across_the_table_is_a_heading() -> None:
    assert reasons(["二〇二四年"], merges=(Range(2, 0, 2, 4),)) == ["分组标题或说明"]


def test_row_that_counts_the_columns() -> None:
    table = find_table(made(HEADER, ["甲", "乙", 1, 2, 3], LINE), LEDGER)
    assert [(ignored.row, ignored.reason) for ignored in table.ignored] == [(1, "表头"), (2, "栏号行")]
    assert len(table.rows) == 1


def test_runs_of_blank_rows_are_one_entry() -> None:
    table = find_table(made(HEADER, LINE, *[[]] * 500, LINE, []), LEDGER)
    (blank,) = [ignored for ignored in table.ignored if ignored.reason == "空行"]
    assert (blank.row, blank.last, blank.size) == (3, 502, 500)


def test_what_is_left_out_is_shown() -> None:
    table = find_table(made(["台账", None, "单位：件"], HEADER, LINE), LEDGER)
    assert table.ignored[0].text == "台账 单位：件"


def test_unknown_columns_are_kept_with_or_without_title() -> None:
    table = find_table(made([*HEADER, "保管期限", None, "落款"], [*LINE, "永久", "无题", None]), LEDGER)
    assert [(heading.position, heading.title) for heading in table.unknown] == [
        (5, "保管期限"),
        (6, "第G列"),
        (7, "落款"),
    ]


def test_mapping_of_the_user_overrules_the_titles() -> None:
    sheet = made(["序号", "名目", "文件名称", "文号"], [1, "真名", "旧名", "一号"])
    before = find_table(sheet, LEDGER)
    after = find_table(sheet, LEDGER, {1: "title", 2: None})
    assert before.keys == {2: "title", 3: "document_number"}
    assert after.keys == {1: "title", 3: "document_number"}
    assert [heading.title for heading in after.unknown] == ["文件名称"]
    assert before.signature == after.signature


def test_mapping_moves_a_column_without_taking_it_twice() -> None:
    table = find_table(made(["文件名称", "别名", "文号"], ["a", "b", "c"]), LEDGER, {1: "title"})
    assert table.keys == {1: "title", 2: "document_number"}


def test_signature_is_of_titles_and_places_alone() -> None:
    def signature(*rows: list[FileCell]) -> str:
        return find_table(made(*rows), LEDGER).signature

    first = signature(HEADER, LINE)
    assert first == signature(["台账"], ["序 号", "文件\n名称", "文号", "制定机关", "公布日期"], LINE, LINE)
    assert first == signature(HEADER, [*LINE, "多出的一格"])
    assert first != signature([*HEADER, "备注"], LINE)
    assert first != signature(["序号", "文号", "文件名称", "制定机关", "公布日期"], LINE)


def test_header_chosen_by_the_user() -> None:
    sheet = made(["x"], ["项目", "内容"], ["甲", "乙"])
    with pytest.raises(Refused, match="没有找到表头"):
        find_table(sheet, LEDGER)
    table = find_table(sheet, LEDGER, {0: "title"}, header_row=2)
    assert table.keys == {0: "title"}
    assert [row.number for row in table.rows] == [3]
    with pytest.raises(Refused, match="第 9 行是空行，请指定列名所在的行"):
        find_table(sheet, LEDGER, header_row=9)


def test_required_column_that_is_missing_is_named() -> None:
    table = find_table(made(["序号", "文号", "制定机关"], [1, "一号", "区政府"]), LEDGER)
    assert [column.title for column in table.missing] == ["文件名称"]


def test_sheet_of_one_cell() -> None:
    with pytest.raises(Refused, match="没有找到表头"):
        find_table(made(["台账"]), LEDGER)
    assert find_table(made(["文件名称"]), LEDGER).rows == ()
    assert len(find_table(made(["文件名称"], ["甲办法"]), LEDGER).rows) == 1


def test_shifted_table_beside_blank_columns() -> None:
    table = find_table(made([None, None, *HEADER], [None, None, *LINE]), LEDGER)
    assert table.keys == {3: "title", 4: "document_number", 5: "issuer", 6: "published_on"}


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_letters_of_columns(position: int, letters: str) -> None:
    assert column_letters(position) == letters


CELLS = (
    st.none()
    | st.integers(-5, 30)
    | st.text(max_size=6)
    | st.sampled_from([*HEADER, "合计", "备注", "示例", "一、甲", "日期"])
)


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.integers(0, 5))
@settings(deadline=None)
def test_every_row_is_data_or_named(rows: list[list[Any]], seed: int) -> None:
    """Counts always add up: data + ignored = the rows of the sheet."""
    draw = random.Random(seed)
    merges = [Range(top, left, top + 1, left + 1) for top in range(3) for left in range(3) if draw.random() < 0.3]
    sheet = made(*rows, merges=merges)
    for header_row in (None, *[row.number for row in sheet.rows][:1]):
        try:
            table: Table = find_table(sheet, LEDGER, header_row=header_row)
        except Refused:
            continue
        covered = [row.number for row in table.rows]
        covered += [number for ignored in table.ignored for number in range(ignored.row, ignored.last + 1)]
        assert sorted(covered) == list(range(1, sheet.rows[-1].number + 1))


def test_normal_form() -> None:
    assert normal(" ＊文件 名稱：") == "文件名称"
