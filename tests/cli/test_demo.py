"""The demo leaves what the office hands out; it never overwrites what it did not make."""

import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader

from app.cli.demo import MARK, TITLE
from app.domain.advisers.columns import ALL as ADVISERS
from tests.cli.conftest import Fazhi

ROOT = Path(__file__).parent.parent.parent


def test_the_whole_main_job_is_left_in_one_folder_and_can_be_done_again(fazhi: Fazhi, tmp_path: Path) -> None:
    out = tmp_path / "演示"
    said = fazhi("demo", "--out", out, "--json")
    assert said.code == 0
    assert set(said.json["files"]) >= {
        "行政规范性文件台账.xlsx", "登记表.pdf", "统一编号通知单.pdf", "示例备份.zip", "送审件登记簿.pdf", "合法性审核意见书.docx",
        "一周待办.pdf",
    }  # fmt: skip
    sheet = load_workbook(out / "行政规范性文件台账.xlsx").active
    assert TITLE in [sheet.cell(4, column).value for column in range(1, 8)]
    assert "海府规" in PdfReader(out / "统一编号通知单.pdf").pages[0].extract_text()
    assert "海司审〔" in PdfReader(out / "合法性审核意见书.pdf").pages[0].extract_text()
    assert "沈立群" in PdfReader(out / "审批表.pdf").pages[0].extract_text()
    assert "黄志明" in PdfReader(out / "移交清单.pdf").pages[0].extract_text()
    assert "BEGIN:VEVENT" in (out / "待办.ics").read_text("utf-8")
    for book in ("送审件登记簿", "审核意见台账", "发文登记簿", "制定计划", "待办"):
        assert load_workbook(out / f"{book}.xlsx").active.max_row > 10
    for ledger in ADVISERS:
        assert load_workbook(out / f"{ledger.title}.xlsx").active.max_row >= 5
        assert "海珠区司法局" in PdfReader(out / f"{ledger.title}.pdf").pages[0].extract_text()
    (out / "data" / "旧.txt").write_text("会清掉", "utf-8")
    assert fazhi("demo", "--out", out).code == 0
    assert not (out / "data" / "旧.txt").exists()


def test_a_folder_of_somebody_else_is_left_alone(haizhu: Fazhi, root: Path) -> None:
    before = sorted(root.iterdir())
    said = haizhu("demo", "--data", root)
    assert said.code == 1
    assert "演示不会覆盖它" in said.err
    assert sorted(root.iterdir()) == before
    assert not (root / MARK).exists()


def program(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "app", *arguments], cwd=ROOT, capture_output=True, check=False, timeout=120,
        env={"FAZHI_USER_FOLDER": str(folder), "QT_QPA_PLATFORM": "offscreen", "PATH": "", "LANG": "C"},
    )  # fmt: skip


def test_a_process_speaks_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    helped = program("--help", folder=tmp_path)
    assert helped.returncode == 0
    assert "用法：fazhi" in helped.stdout.decode("utf-8")
    wrong = program("allot", folder=tmp_path)
    assert wrong.returncode == 2
    assert "缺少选项 --document" in wrong.stderr.decode("utf-8")
    missing = program("gaps", folder=tmp_path)
    assert missing.returncode == 1
    assert "没有本程序的数据" in missing.stderr.decode("utf-8")


def test_a_wrong_call_does_not_wait_for_the_database() -> None:
    code = "import sys; from app.main import main; main(['allot']); print(sorted({'sqlalchemy', 'openpyxl', 'PySide6'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert done.stdout.strip().endswith(b"[]")


def test_an_office_from_the_first_command_to_the_last(tmp_path: Path) -> None:
    data = ("--data", str(tmp_path / "数据 夹"))
    ledger = str(ROOT / "resources" / "sample" / "规范性文件台账.xlsx")
    for line in (
        ("init", "--office", "广州市海珠区司法局", "--region", "HZ"),
        ("import", "documents", ledger, "--as", "李娜"),
        ("export", "documents", str(tmp_path / "台账.pdf")),
        ("search", "人才公寓"),
        ("check",),
        ("audit", "verify"),
    ):
        done = program(*line, *data, folder=tmp_path)
        assert done.returncode == 0, (line, done.stderr.decode("utf-8"))
    assert (tmp_path / "台账.pdf").stat().st_size > 10_000
