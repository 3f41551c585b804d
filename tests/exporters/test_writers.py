"""What every writer of a ledger does alike: tell how far it is, let itself be given up, name a folder that is gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.problems import Unavailable
from app.exporters import csv, excel, pdf
from tests.exporters.sample import many, sheet

Writer = Callable[..., object]
writers = pytest.mark.parametrize(
    ("write_ledger", "suffix"), [(excel.write_ledger, "xlsx"), (pdf.write_ledger, "pdf"), (csv.write_ledger, "csv")]
)


@writers
def test_it_tells_how_far_it_is_and_can_be_given_up(write_ledger: Writer, suffix: str, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_ledger(sheet(many(500)), tmp_path / f"台账.{suffix}", lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert len(told) >= 10
    assert told[-1][0] <= told[-1][1]

    def give_up(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_ledger(sheet(many(500)), tmp_path / f"放弃.{suffix}", give_up)
    assert [path.name for path in tmp_path.iterdir()] == [f"台账.{suffix}"]


@writers
def test_a_folder_that_is_gone_is_named(write_ledger: Writer, suffix: str, tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="找不到文件夹"):
        write_ledger(sheet(), tmp_path / "没有" / f"台账.{suffix}")
