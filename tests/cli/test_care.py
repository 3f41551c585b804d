"""Search, show, check, backup, restore and the audit by commands."""

import sqlite3
from pathlib import Path

from app.models.folder import OfficeFolder
from tests.cli.conftest import Fazhi
from tests.factories import old, ready
from tests.offices import CLERK, Clock


def test_search_tells_where_it_found_what(haizhu: Fazhi, inside) -> None:
    inside(lambda office: office.documents.register(old(), CLERK))
    assert haizhu("search", "海府规[2021]18號", "--json").json == [
        {
            "id": 1, "ledger": "documents", "title": "海珠区农村集体资产交易管理办法", "number": "海府规〔2021〕18号", "where": "文号",
        }
    ]  # fmt: skip
    assert "（在“文号”中）" in haizhu("search", "2021", "18").out
    assert "没有找到" in haizhu("search", "子虚乌有").out


def test_show_tells_the_course_and_what_comes_next(haizhu: Fazhi, inside) -> None:
    document = inside(lambda office: office.documents.register(ready(), CLERK)).id
    said = haizhu("show", document)
    assert "第41次常务会议" in said.out
    assert "下一步：登记编号" in said.out
    shown = haizhu("show", document, "--json").json
    assert (shown["force_status"], shown["signed_on"], shown["next"]) == ("awaiting_number", "2025-02-26", "登记编号")
    assert haizhu("show", 99).code == 1


def test_a_backup_put_back_brings_yesterday_back(
    haizhu: Fazhi, inside, clock: Clock, root: Path, tmp_path: Path
) -> None:
    inside(lambda office: office.documents.register(old(), CLERK))
    made = haizhu("backup", "--json").json
    assert Path(made["file"]).parent == root / "backups"
    carried = haizhu("backup", tmp_path, "--json").json
    assert Path(carried["file"]).suffix == ".zip"
    for file in (made["file"], carried["file"]):
        clock.pass_(minutes=5)
        second = inside(lambda office: office.documents.register(old(title="后来的"), CLERK)).id
        restored = haizhu("restore", file, "--json")
        assert restored.code == 0
        assert Path(restored.json["kept"]).is_file()
        assert haizhu("show", 1).code == 0
        assert haizhu("show", second).code == 1
    verified = haizhu("audit", "verify", "--json")
    assert (verified.code, verified.json["sound"], verified.json["differing"]) == (0, True, [])


def test_a_file_that_is_no_backup_changes_nothing(haizhu: Fazhi, tmp_path: Path, root: Path) -> None:
    (tmp_path / "别的.db").write_bytes(b"nothing of the kind")
    before = OfficeFolder(root).database.read_bytes()
    assert haizhu("restore", tmp_path / "别的.db").code == 1
    assert haizhu("restore", tmp_path / "没有.zip").code == 1
    assert OfficeFolder(root).database.read_bytes() == before


def test_a_whole_office_passes_its_check(haizhu: Fazhi) -> None:
    said = haizhu("check", "--json")
    assert said.code == 0
    assert said.json["sound"]
    assert "数据完好" in haizhu("check").out


def test_a_lost_attachment_fails_the_check(haizhu: Fazhi, inside, root: Path, tmp_path: Path) -> None:
    (tmp_path / "清样.txt").write_text("正文", "utf-8")

    def attach(office) -> None:
        document = office.documents.register(old(), CLERK)
        office.attachments.add(document.id, tmp_path / "清样.txt", CLERK)

    inside(attach)
    for path in OfficeFolder(root).attachments.rglob("*"):
        if path.is_file():
            path.unlink()
    said = haizhu("check", "--json")
    assert said.code == 1
    assert said.json["missing"] == ["清样.txt"]


def test_the_audit_is_compared_with_what_was_printed(haizhu: Fazhi, inside) -> None:
    state = haizhu("audit", "verify", "--json").json
    inside(lambda office: office.documents.register(old(), CLERK))
    given = ("--length", state["length"], "--head", state["head"][:16])
    assert haizhu("audit", "verify", *given).code == 0
    differing = haizhu("audit", "verify", "--length", state["length"], "--head", "0123456789abcdef", "--json")
    assert differing.code == 1
    assert differing.json["differing"] == [f"脚注 {state['length']} 条"]


def test_a_chain_somebody_wrote_in_is_found(haizhu: Fazhi, inside, root: Path) -> None:
    inside(lambda office: office.documents.register(old(), CLERK))
    with sqlite3.connect(OfficeFolder(root).database) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE audit_entry SET actor = '无名氏' WHERE id = 2")
    file.close()
    said = haizhu("audit", "verify", "--json")
    assert said.code == 1
    assert said.json["broken_at"] == 2
