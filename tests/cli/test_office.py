"""Setting up by commands: the office, its units, staff and numbering schemes."""

from pathlib import Path

import pytest

from tests.cli.conftest import Fazhi

INIT = ("init", "--office", "广州市海珠区司法局")


def test_init_makes_an_office_ready_to_work(fazhi: Fazhi, root: Path) -> None:
    said = fazhi(*INIT, "--profile", "guangzhou", "--region", "hz", "--json")
    assert said.code == 0
    assert said.json == {
        "folder": str(root), "office": "广州市海珠区司法局", "units": 24, "scheme": "guangzhou_category",
    }  # fmt: skip
    units = fazhi("units", "list", "--json").json
    assert units[0]["name"] == "海珠区人民政府"
    assert fazhi("scheme", "list", "--json").json["schemes"][0]["default"]


def test_init_warns_of_secrets_and_names_what_is_unverified(fazhi: Fazhi) -> None:
    said = fazhi(*INIT, "--profile", "guangzhou")
    assert "不得处理涉密信息" in said.out
    assert "尚未核实，暂按通用方案执行" in said.out


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--profile", "shanghai"), "没有名为“shanghai”的地区方案"),
        (("--region", "海珠"), "行政区代码"),
        (("--scheme", "nothing"), "没有名为“nothing”的编号规则"),
    ],
)
def test_a_refused_init_makes_nothing(fazhi: Fazhi, root: Path, more: tuple[str, ...], reason: str) -> None:
    said = fazhi(*INIT, *more)
    assert said.code == 1
    assert reason in said.err
    assert not root.exists()


def test_init_needs_a_name_that_says_where(fazhi: Fazhi, root: Path) -> None:
    assert "区县" in fazhi("init", "--office", "司法局").err
    assert not root.exists()
    assert fazhi("init", "--office", "司法局", "--place", "海珠区").code == 0


def test_units_are_added_with_their_parent_and_marks(haizhu: Fazhi) -> None:
    said = haizhu(
        "units", "add", "赤岗街道办事处", "--category", "街道", "--code", "52", "--parent", "区政府", "--mark", "海赤岗规", "--json"
    )  # fmt: skip
    assert said.json["category"] == "street"
    assert haizhu("units", "add", "甲局", "--parent", "没有的单位").code == 1
    assert haizhu("units", "add", "赤岗街道办事处", "--category", "街道").code == 1
    assert haizhu("units", "add", "乙局", "--category", "衙门").code == 2


def test_a_unit_that_may_not_issue_is_refused_as_an_issuer(haizhu: Fazhi) -> None:
    assert haizhu("units", "add", "创文指挥部", "--category", "议事协调机构").code == 1
    assert haizhu("units", "add", "创文指挥部", "--category", "议事协调机构", "--may-not-issue").code == 0


def test_staff_and_schemes(haizhu: Fazhi) -> None:
    haizhu("staff", "add", "李娜", "--post", "科员")
    assert haizhu("staff", "list", "--json").json == [{"name": "李娜", "post": "科员", "active": True}]
    used = haizhu("scheme", "use", "hunan", "--json").json
    again = haizhu("scheme", "use", "hunan", "--json").json
    assert used == again
    own = haizhu("scheme", "add", "本区", "海规〔{year}〕{seq}号", "--json").json
    assert own["template"] == "海规〔{year}〕{seq}号"
    said = haizhu("scheme", "add", "坏的", "海规〔{year}〕号")
    assert said.code == 1
    assert "顺序号" in said.err
    assert [each["default"] for each in haizhu("scheme", "list", "--json").json["schemes"]] == [False, True, False]
