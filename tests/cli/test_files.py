"""Import, undo, export and template by commands."""

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Fazhi

SAMPLE = Path(__file__).parent.parent / "data" / "ledgers" / "规范性文件台账.xlsx"
COUNTS = ("rows", "created", "updated", "skipped", "failed")


def counts(said) -> tuple[int, ...]:
    return tuple(said.json[key] for key in COUNTS)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏.csv"
    path.write_text("文件名称,文号\n甲办法,海府规〔2020〕1号\n,海府规〔2020〕2号\n", "utf-8")
    return path


def test_the_old_ledger_goes_in_whole_and_a_second_time_not_at_all(haizhu: Fazhi, tmp_path: Path) -> None:
    dry = haizhu("import", "documents", SAMPLE, "--dry-run", "--json")
    first = haizhu("import", "documents", SAMPLE, "--json")
    assert dry.code == first.code == 0
    assert counts(dry) == counts(first) == (26, 26, 0, 0, 0)
    assert dry.json["problems"] == first.json["problems"]
    assert {"row", "column", "value", "message", "expected", "suggestion"} <= set(first.json["problems"][0])
    assert first.json["hidden_rows"] == [7]
    assert counts(haizhu("import", "documents", SAMPLE, "--json")) == (26, 0, 0, 26, 0)
    haizhu("export", "documents", tmp_path / "台账.xlsx")
    assert counts(haizhu("import", "documents", tmp_path / "台账.xlsx", "--json")) == (26, 0, 0, 26, 0)


def test_the_answer_for_people_names_rows_and_counts(haizhu: Fazhi) -> None:
    said = haizhu("import", "documents", SAMPLE)
    assert "第 8 行“效力状态”" in said.out
    assert "隐藏的行也已读入：第 7 行" in said.out
    assert "共 26 行，新增 26，更新 0，跳过 0，不能导入 0" in said.out
    assert "undo-import 1" in said.out
    assert "已由命令行导入过" in haizhu("import", "documents", SAMPLE).out


def test_a_dry_run_changes_nothing(haizhu: Fazhi) -> None:
    before = haizhu("audit", "verify", "--json").json
    haizhu("import", "documents", SAMPLE, "--dry-run")
    assert haizhu("audit", "verify", "--json").json == before


def test_bad_lines_refuse_the_whole_file_or_are_left_out(haizhu: Fazhi, bad: Path, tmp_path: Path) -> None:
    errors = tmp_path / "错误.xlsx"
    refused = haizhu("import", "documents", bad, "--errors", errors, "--json")
    assert refused.code == 1
    assert counts(refused) == (2, 1, 0, 0, 1)
    assert refused.json["batch"] is None
    assert haizhu("search", "甲办法", "--json").json == []
    assert load_workbook(errors).active["B2"].value == "海府规〔2020〕2号"
    assert haizhu("import", "documents", bad, "--dry-run").code == 1
    taken = haizhu("import", "documents", bad, "--skip-bad", "--json")
    assert taken.code == 0
    assert counts(taken) == (2, 1, 0, 0, 1)
    assert len(haizhu("search", "甲办法", "--json").json) == 1


def test_an_import_is_preceded_by_a_backup(haizhu: Fazhi, root: Path) -> None:
    haizhu("import", "documents", SAMPLE)
    assert [path.suffix for path in (root / "backups").glob("*_import_*.db")] == [".db"]


@pytest.mark.parametrize("name", ["没有.xlsx", "空.xlsx", "不是表格.xlsx"])
def test_a_file_that_cannot_be_read_is_named(haizhu: Fazhi, tmp_path: Path, name: str) -> None:
    if name != "没有.xlsx":
        (tmp_path / name).write_bytes(b"" if name == "空.xlsx" else b"%PDF-1.7 nothing")
    said = haizhu("import", "documents", tmp_path / name)
    assert said.code == 1
    assert name in said.err


def test_the_number_book_and_an_unknown_ledger_cannot_be_imported(haizhu: Fazhi) -> None:
    assert "不能导入" in haizhu("import", "numbering", SAMPLE).err
    assert "可选：documents" in haizhu("import", "contracts", SAMPLE).err


def test_an_import_is_undone_once(haizhu: Fazhi) -> None:
    haizhu("import", "documents", SAMPLE)
    undone = haizhu("undo-import", "1", "--json")
    assert undone.json == {"removed": 26, "restored": 0, "kept": []}
    assert haizhu("undo-import", "1").code == 1
    assert haizhu("undo-import", "9").code == 1
    assert len(haizhu("units", "list", "--json").json) == 24


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ((), 26),
        (("制定机关=广州市人民政府",), 2),
        (("制定机关=广州市人民政府", "issuer=惠州市人民政府"), 4),
        (("published_on=2020-01-01..2020年12月31日",), 3),
        (("published_on=..2010-12-31", "补录=是"), 2),
        (("有效期=长期有效", "公布日期="), 2),
        (("force_status=期满失效",), 2),
    ],
)
def test_conditions_by_key_or_title_value_or_range(
    haizhu: Fazhi, tmp_path: Path, where: tuple[str, ...], count: int
) -> None:
    haizhu("import", "documents", SAMPLE)
    options = [part for condition in where for part in ("--where", condition)]
    said = haizhu("export", "documents", tmp_path / "台账.csv", *options, "--json")
    assert said.json == {"file": str(tmp_path / "台账.csv"), "lines": count, "pages": 0, "replaced": 0}
    assert len(lines(tmp_path / "台账.csv")) == count


def test_an_export_as_of_a_day_and_the_ids_in_it(haizhu: Fazhi, tmp_path: Path) -> None:
    haizhu("import", "documents", SAMPLE)
    haizhu("export", "documents", tmp_path / "台账.csv", "--as-of", "2012.1.1", "--where", "issuer=惠州市环境保护局")
    (line,) = lines(tmp_path / "台账.csv")
    assert haizhu("show", line["记录号"], "--json").json["title"] == line["文件名称"]
    said = haizhu("export", "units", tmp_path / "单位.csv", "--as-of", "2012.1.1")
    assert said.code == 1
    assert not (tmp_path / "单位.csv").exists()


def test_other_suffixes_and_folders_that_are_not_there_are_refused(haizhu: Fazhi, tmp_path: Path) -> None:
    assert haizhu("export", "documents", tmp_path / "台账.doc").code == 1
    said = haizhu("export", "documents", tmp_path / "没有" / "台账.pdf")
    assert said.code == 1
    assert "找不到文件夹" in said.err


def test_a_template_filled_in_comes_back(haizhu: Fazhi, tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    assert haizhu("template", "documents", path).code == 0
    book = load_workbook(path)
    sheet = book.worksheets[0]
    titles = [cell.value for cell in sheet[3]]
    row = next(number for number in range(4, 20) if sheet.cell(number, 1).value != "示例")
    for title, value in {"文件名称": "甲办法", "文号": "海府规〔2020〕1号", "公布日期": "2020年1月1日"}.items():
        sheet.cell(row, titles.index(title) + 1, value)
    book.save(path)
    assert counts(haizhu("import", "documents", path, "--json")) == (1, 1, 0, 0, 0)
