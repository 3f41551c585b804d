"""For all tests: no screen, no unexpected modal dialog, no file in the real user's folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtPrintSupport import QPrintDialog, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMessageBox,
    QProgressDialog,
)

pytest_plugins = ["tests.offices", "tests.surroundings", "tests.services.advisers_office"]

_INSTANCES = (
    QDialog, QMessageBox, QFileDialog, QInputDialog, QProgressDialog, QColorDialog, QFontDialog, QPrintDialog, QPrintPreviewDialog,
)  # fmt: skip
_STATICS = {
    QMessageBox: ("about", "aboutQt", "critical", "information", "question", "warning"),
    QFileDialog: (
        "getExistingDirectory", "getExistingDirectoryUrl", "getOpenFileName", "getOpenFileNames", "getOpenFileUrl",
        "getOpenFileUrls", "getSaveFileName", "getSaveFileUrl",
    ),
    QInputDialog: ("getDouble", "getInt", "getItem", "getMultiLineText", "getText"),
    QColorDialog: ("getColor",),
    QFontDialog: ("getFont",),
}  # fmt: skip


class UnexpectedDialog(AssertionError):
    """A modal dialog opened that the test did not prepare for; it would have waited for ever."""


@pytest.fixture(autouse=True)
def no_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every way to a modal dialog fails the test, also when the failure is swallowed by a slot."""
    opened: list[str] = []

    def refuse(name: str) -> Any:
        def opens(*arguments: object, **_: object) -> None:
            title = arguments[0].windowTitle() if arguments and isinstance(arguments[0], QDialog) else ""
            opened.append(f"{name}({title})")
            raise UnexpectedDialog(opened[-1])

        return opens

    for kind in _INSTANCES:
        for name in ("exec", "exec_"):
            if hasattr(kind, name):
                monkeypatch.setattr(kind, name, refuse(f"{kind.__name__}.{name}"))
    for kind, names in _STATICS.items():
        for name in names:
            monkeypatch.setattr(kind, name, refuse(f"{kind.__name__}.{name}"))
    yield opened
    assert not opened, f"unexpected modal dialog: {opened}"


@pytest.fixture(autouse=True, scope="session")
def user_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings, drafts and logs of tests go here."""
    folder = tmp_path_factory.mktemp("user")
    os.environ["FAZHI_USER_FOLDER"] = str(folder)
    return folder
