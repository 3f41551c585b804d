"""附件 and the papers of one document, from the record panel."""

from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.domain.documents.facts import DocumentFacts
from app.services.office import Office
from app.ui.desk import Desk
from app.ui.documents.attachments import AttachmentList, size_text
from app.ui.documents.papers import print_notice, print_registration
from tests import factories
from tests.offices import CLERK
from tests.ui.conftest import ScriptedDialogs, Went


@pytest.fixture
def document(services: Office) -> DocumentFacts:
    unit = services.units.save(factories.unit(), CLERK)
    return services.documents.register(factories.old(issuers=(unit.id or 0,)), CLERK)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "正式文本.txt"
    path.write_text("第一条 为规范招商引资扶持工作，制定本办法。", "utf-8")
    return path


def listed(qtbot: QtBot, desk: Desk, document: DocumentFacts) -> AttachmentList:
    assert document.id is not None
    made = AttachmentList(desk, document.id, desk.office.attachments.of_document(document.id), changeable=True)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(widget: AttachmentList) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def press(widget: AttachmentList, name: str) -> None:
    next(button for button in widget.findChildren(QPushButton) if button.accessibleName() == name).click()


def test_a_file_is_added_and_found_by_its_text(
    qtbot: QtBot, desk: Desk, services: Office, document: DocumentFacts, paper: Path, dialogs: ScriptedDialogs
) -> None:
    empty = listed(qtbot, desk, document)
    assert texts(empty) == ["还没有附件"]
    dialogs.answers = [paper]
    empty.add()
    qtbot.waitUntil(lambda: len(services.attachments.of_document(document.id or 0)) == 1)
    assert "正式文本.txt" in texts(listed(qtbot, desk, document))
    (found,) = services.search.find("招商引资扶持工作", services.today())
    assert found.where == "附件“正式文本.txt”"


def test_a_paper_is_saved_elsewhere_and_opened_as_a_copy(
    qtbot: QtBot, desk: Desk, services: Office, document: DocumentFacts, paper: Path,
    dialogs: ScriptedDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    services.attachments.add(document.id or 0, paper, CLERK)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    widget, target = listed(qtbot, desk, document), tmp_path / "另存.txt"
    dialogs.answers = [target]
    press(widget, "另存为附件正式文本.txt")
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == paper.read_bytes()
    press(widget, "打开附件正式文本.txt")
    qtbot.waitUntil(lambda: bool(opened))
    assert Path(opened[0]).name == "正式文本.txt"


def test_a_paper_is_put_away_after_asking(
    qtbot: QtBot, desk: Desk, services: Office, document: DocumentFacts, paper: Path, dialogs: ScriptedDialogs
) -> None:
    services.attachments.add(document.id or 0, paper, CLERK)
    widget = listed(qtbot, desk, document)
    dialogs.answers = [False, True]
    press(widget, "移除附件正式文本.txt")
    press(widget, "移除附件正式文本.txt")
    qtbot.waitUntil(lambda: services.attachments.of_document(document.id or 0) == [])
    assert len(services.attachments.of_document(document.id or 0, binned=True)) == 1


def test_a_missing_file_says_so_and_can_be_pointed_out(
    qtbot: QtBot, desk: Desk, services: Office, document: DocumentFacts, paper: Path, dialogs: ScriptedDialogs
) -> None:
    added = services.attachments.add(document.id or 0, paper, CLERK).attachment
    stored = next(path for path in services.folder.attachments.rglob("*") if path.is_file())
    stored.unlink()
    widget = listed(qtbot, desk, document)
    assert "文件不在数据文件夹中，请重新定位，或从备份恢复" in texts(widget)
    dialogs.answers = [paper]
    press(widget, "重新定位附件正式文本.txt")
    qtbot.waitUntil(lambda: not services.attachments.get(added.id).missing)


def test_the_registration_form_is_shown_in_the_window(
    qtbot: QtBot, desk: Desk, document: DocumentFacts, went: Went
) -> None:
    print_registration(desk, document)
    qtbot.waitUntil(lambda: bool(went.previews), timeout=20_000)
    assert went.previews[0].read_bytes().startswith(b"%PDF")


def test_a_notice_is_not_made_without_asking(desk: Desk, document: DocumentFacts, dialogs: ScriptedDialogs) -> None:
    dialogs.answers = [False]
    print_notice(desk, document)
    assert "不能再撤回" in dialogs.asked[0][1]
    assert not desk.work.writing


@pytest.mark.parametrize(("size", "text"), [(1, "1 KB"), (12_300, "12 KB"), (3_565_158, "3.4 MB")])
def test_sizes_are_told_as_people_say_them(size: int, text: str) -> None:
    assert size_text(size) == text
