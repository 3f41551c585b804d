"""Handover from the command line: tried, done, on paper, refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.plans import PlanItem
from app.services.office import Office
from tests.cli.conftest import Fazhi
from tests.factories import old
from tests.offices import CLERK

Inside = Callable[[Callable[[Office], Any]], Any]


@pytest.fixture
def staffed(haizhu: Fazhi, inside: Inside) -> Fazhi:
    def fill(office: Office) -> None:
        office.plans.save(PlanItem(2025, "计划的办法", handler="张三"), CLERK)
        office.documents.register(old(title="在管的办法", handler="张三"), CLERK)

    for name in ("张三", "李四"):
        assert haizhu("staff", "add", name).code == 0
    inside(fill)
    return haizhu


def test_a_handover_is_tried_then_done_with_its_paper(staffed: Fazhi, inside: Inside, tmp_path: Path) -> None:
    tried = staffed("handover", "--from", "张三", "--to", "李四", "--dry-run", "--json").json
    assert [matter["kind"] for matter in tried["matters"]] == ["plan", "in_force"]
    assert (tried["handover"], tried["file"]) == (None, None)
    out = tmp_path / "移交清单.pdf"
    said = staffed("handover", "--from", "张三", "--to", "李四", "--supervisor", "王五", "--leaves", "--out", out)
    assert said.code == 0, said.err
    assert "第 1 次移交：张三移交给李四，共 2 项（制定计划1项、在管文件1件）。" in said.out
    assert out.read_bytes().startswith(b"%PDF")
    assert inside(lambda office: office.plans.get(1).handler) == "李四"
    assert [member["active"] for member in staffed("staff", "list", "--json").json] == [True, False]


def test_documents_in_force_can_stay(staffed: Fazhi, inside: Inside) -> None:
    done = staffed("handover", "--from", "张三", "--to", "李四", "--only-open", "--on", "2025.3.1", "--json").json
    assert (done["on"], [matter["title"] for matter in done["matters"]]) == ("2025-03-01", ["计划的办法"])
    assert inside(lambda office: office.documents.get(1).handler) == "张三"


def test_what_is_refused_says_why(staffed: Fazhi, tmp_path: Path) -> None:
    said = staffed("handover", "--from", "张三", "--to", "赵六")
    assert (said.code, "不是在岗人员" in said.err) == (1, True)
    said = staffed("handover", "--from", "张三", "--to", "李四", "--out", tmp_path / "清单.docx")
    assert (said.code, "以 .pdf 结尾" in said.err) == (2, True)
    assert staffed("handover", "--from", "张三").code == 2
