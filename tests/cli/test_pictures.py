"""`tour`: on which office, at which scale, and what is said when the camera breaks. The camera itself is tested with the window."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.cli import pictures
from app.cli.app import Extras, build, run
from app.cli.call import Doors
from app.cli.pictures import Photographer, take_all
from app.domain.problems import Refused


def index(out: Path, rounds: Sequence[tuple[str, Sequence[str]]]) -> Path:
    return out / "index.html"


def test_one_scale_is_taken_in_this_process(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[tuple[Path, Path, float]] = []

    def take(office: Path, out: Path, scale: float) -> list[str]:
        asked.append((office, out, scale))
        return ["01-工作台.png"]

    doors = Doors(*[lambda *_: pytest.fail("no office is opened")] * 6)
    app = build(Extras(photographer=Photographer(take, index)))
    assert run(app, doors, ["tour", str(tmp_path / "图"), "--scale", "1.5", "--data", str(tmp_path)]) == 0
    assert asked == [(tmp_path, tmp_path / "图", 1.5)]
    assert "1 张图已存到" in capsys.readouterr().out


def test_without_a_camera_there_is_no_such_command(fazhi) -> None:
    assert "没有“tour”这个命令" in fazhi("tour", "图").err


def test_a_process_that_breaks_down_is_told_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_USER_FOLDER", str(tmp_path))
    with pytest.raises(Refused, match=r"拍图没有完成（100%）"):
        take_all(tmp_path / "没有", tmp_path / "图", Photographer(pictures.take_all, index))  # type: ignore[arg-type]
