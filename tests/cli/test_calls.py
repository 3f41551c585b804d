"""Calling: help, wrong calls, options anywhere, failures; all of it in Chinese and with its exit code."""

import re
from pathlib import Path

import pytest

from app.domain.documents.columns import LEDGER
from app.domain.problems import Unavailable
from app.main import Door, open_office
from tests.cli.conftest import Fazhi
from tests.offices import UNSYNCED, Clock

SAMPLE = Path(__file__).parent.parent / "data" / "ledgers" / "规范性文件台账.xlsx"

COMMANDS = (
    (), ("init",), ("demo",), ("import",), ("undo-import",), ("export",), ("template",), ("search",), ("due",), ("show",), ("allot",),
    ("paper",), ("paper", "registration"), ("paper", "notice"), ("void",), ("gaps",), ("check",), ("backup",), ("restore",),
    ("audit",), ("audit", "verify"), ("units", "add"), ("staff", "add"), ("scheme", "use"), ("scheme", "add"),
    ("figures",), ("report", "annual"), ("letter",), ("paper", "approval"), ("handover",),
    ("adviser",), ("adviser", "paper"), ("adviser", "form"), ("adviser", "report"), ("adviser", "overview"),
)  # fmt: skip
ENGLISH = re.compile(r"(?<![-\w./{])[A-Z]?[a-z]{3,}(?![-\w.}])")
NAMES = {
    "fazhi", "audit", "verify", "import", "init", "export", "template", "search", "show", "allot", "void", "gaps", "check",
    "backup", "backups", "restore", "units", "staff", "scheme", "paper", "demo", "list", "add", "use", "registration", "notice",
    "documents", "numbering", "excel", "xlsx", "xls", "ods", "csv", "generic", "guangzhou", "gansu", "beijing", "hunan", "office",
    "advisers", "firms", "appointments", "engagements", "payments", "matters", "assessments", "conflicts",
    "letter", "letters", "approval", "handover", "plans", "due", "submissions", "review", "opinions", "ics",
    "adviser", "form", "overview", "large", "figures", "report", "annual", "word", "docx", "region", "cat", "year", "seq", "undo",
    *LEDGER.keys,
}  # fmt: skip
"""Names of commands, ledgers, columns and values, and of file formats: they are English everywhere."""


def english_in(text: str) -> set[str]:
    """Words of English that are no names."""
    return {word for word in ENGLISH.findall(text) if word.lower() not in NAMES}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_help_page_is_chinese(fazhi: Fazhi, command: tuple[str, ...]) -> None:
    said = fazhi(*command, "--help")
    assert said.code == 0
    assert said.out.startswith("用法：fazhi")
    assert "显示本页" in said.out
    assert not english_in(said.out)
    assert all(option in said.out for option in ("--data", "--as", "--json"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (("serch",), "没有“serch”这个命令，是否要写 search"),
        (("search",), "缺少参数 文字"),
        (("search", "x", "--limt", "3"), "没有“--limt”这个选项，是否要写 --limit"),
        (("export", "documents"), "缺少参数 文件"),
        (("export", "documents", "a.xlsx", "b.xlsx"), "多出了参数 b.xlsx"),
        (("allot",), "缺少选项 --document"),
        (("allot", "--document"), "选项 --document 后面要写值"),
        (("allot", "--document", "甲"), "--document：“甲”不是整数"),
        (("allot", "--document", "1", "--on", "昨天"), "“昨天”不是日期"),
        (("gaps", "--json=1"), "选项 --json 后面不写值"),
        (("demo", "--size", "huge"), "“huge”不在可选的值之中"),
        (("paper",), "请写明要执行的命令"),
        (("void", "HZ0120250001"), "缺少选项 --reason"),
        (("export", "documents", "a.xlsx", "--where", "甲=1"), "没有名为“甲”的列"),
        (("export", "documents", "a.xlsx", "--where", "效力状态"), "应写成“列=值”"),
        (("export", "documents", "a.xlsx", "--where", "效力状态=好"), "没有“好”这个值"),
        (("export", "documents", "a.xlsx", "--where", "补录=好"), "要写“是”或“否”"),
        (("export", "numbering", "a.xlsx", "--where", "年度=今年"), "要写整数"),
    ],
)
def test_a_wrong_call_says_in_chinese_what_is_wrong(fazhi: Fazhi, line: tuple[str, ...], reason: str) -> None:
    said = fazhi(*line)
    assert said.code == 2
    assert reason in said.err
    assert said.out == ""
    assert english_in(said.err.partition("调用有误：")[2]) <= set(re.findall("[a-z]+", f"{line}{reason}"))


def test_without_a_command_and_a_window_the_help_is_shown(fazhi: Fazhi) -> None:
    said = fazhi()
    assert said.code == 2
    assert "命令：" in said.out


def test_the_common_options_may_stand_anywhere(fazhi: Fazhi, haizhu: Fazhi, root: Path) -> None:
    for line in (
        ("--data", root, "--json", "gaps"),
        ("gaps", "--data", root, "--json"),
        ("--json", "gaps", f"--data={root}"),
    ):
        assert fazhi(*line).json == []
    assert fazhi("audit", "--json", "verify").json["sound"]


def test_the_name_said_is_written_down(haizhu: Fazhi, inside) -> None:
    haizhu("--as", "李娜", "units", "add", "甲街道办事处", "--category", "街道")
    unit = next(each for each in haizhu("units", "list", "--json").json if each["name"] == "甲街道办事处")
    history = inside(lambda office: office.audit.history("units", unit["id"]))
    assert [entry.actor for entry in history] == ["李娜"]


def test_a_folder_without_data_is_named_and_nothing_is_made(fazhi: Fazhi, tmp_path: Path) -> None:
    said = fazhi("gaps", "--data", tmp_path / "没有")
    assert said.code == 1
    assert str(tmp_path / "没有") in said.err
    assert not (tmp_path / "没有").exists()


def test_a_refusal_names_every_reason_with_its_basis(haizhu: Fazhi, inside) -> None:
    from tests.factories import draft
    from tests.offices import CLERK

    document = inside(lambda office: office.documents.register(draft(), CLERK)).id
    said = haizhu("allot", "--document", document)
    assert said.code == 1
    assert "尚无通过的区政府集体审议" in said.err
    assert "尚未签署" in said.err
    assert "依据：国办发〔2018〕37号" in said.err
    refused = haizhu("allot", "--document", document, "--json")
    assert refused.code == 1
    assert [set(each) for each in refused.json["refused"]] == [{"field", "message", "basis"}] * 2


def test_a_failure_of_ours_is_a_sentence_with_the_place_of_the_log(
    haizhu: Fazhi, monkeypatch: pytest.MonkeyPatch, user_folder: Path
) -> None:
    monkeypatch.setattr("app.services.numbering.service.NumberingService.gaps", lambda _: 1 / 0)
    said = haizhu("gaps")
    assert said.code == 1
    assert "程序出了差错" in said.err
    assert "Traceback" not in said.err
    log = Path(said.err.strip().rpartition("：")[2])
    assert log.parent == user_folder
    assert "ZeroDivisionError" in log.read_text("utf-8")


def test_what_the_pc_does_is_a_sentence(haizhu: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise Unavailable(Path("x"), "磁盘已满，本次操作没有保存")

    monkeypatch.setattr("app.services.numbering.service.NumberingService.void", full)
    said = haizhu("void", "HZ0120250001", "--reason", "误编", "--json")
    assert said.code == 1
    assert "磁盘已满" in said.err
    assert said.json["refused"][0]["message"] == "磁盘已满，本次操作没有保存"


def test_beside_an_open_window_one_may_look_but_not_change(
    haizhu: Fazhi, root: Path, clock: Clock, tmp_path: Path
) -> None:
    window = open_office(root, Door.WINDOW, who="张三", clock=clock, pragmas=UNSYNCED)
    try:
        assert haizhu("export", "units", tmp_path / "单位.csv").code == 0
        before = sorted(path.name for path in root.rglob("*"))
        for line in (
            ("staff", "add", "李娜"),
            ("import", "documents", SAMPLE),
            ("import", "documents", SAMPLE, "--dry-run"),
            ("restore", tmp_path / "没有.zip"),
        ):
            said = haizhu(*line)
            assert said.code == 1, line
            assert "张三" in said.err
            assert "正在使用" in said.err
        assert sorted(path.name for path in root.rglob("*")) == before
    finally:
        window.close()
    assert haizhu("staff", "add", "李娜").code == 0
