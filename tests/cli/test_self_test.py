"""The self-test passes here, and fails by name where something is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import selftest
from tests.cli.conftest import Fazhi

ROOT = Path(__file__).parent.parent.parent


def test_every_check_passes_in_the_source_tree(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "self-test"], cwd=ROOT, capture_output=True, check=False, timeout=150,
        env={**os.environ, "FAZHI_USER_FOLDER": str(tmp_path)},
    )  # fmt: skip
    said = done.stdout.decode("utf-8")
    assert done.returncode == 0, said
    assert "[通过] 导入旧台账" in said
    assert "[通过] 打开窗口" in said
    assert "全部通过" in said


def test_what_is_missing_fails_by_name(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(selftest.SHIPPED, "fonts/*.ttf", 500)
    monkeypatch.setattr(selftest, "CHECKS", selftest.CHECKS[:2])
    said = fazhi("self-test")
    assert said.code == 1
    assert "[失败] 字体、图标、地区方案等随附文件：Failed fonts/*.ttf 只有" in said.out
    assert [each["passed"] for each in fazhi("self-test", "--json").json] == [False, True]


def test_a_bundle_with_development_tools_fails(fazhi: Fazhi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr(selftest, "CHECKS", selftest.CHECKS[1:2])
    said = fazhi("self-test")
    assert said.code == 1
    assert "pytest" in said.out


def test_nothing_is_left_behind(fazhi: Fazhi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(selftest, "CHECKS", selftest.CHECKS[:1])
    assert fazhi("self-test").code == 0
    assert not list(tmp_path.glob("法治台账*"))
