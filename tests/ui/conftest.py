"""For tests of the window: the dressed application, scripted dialogs, the background."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.config import PcSettings
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.services.office import Office
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs import FileKind, Gravity
from app.ui.errors import Failures
from app.ui.forms.drafts import Drafts
from app.ui.touched import Touched
from app.ui.unit_options import UnitOptions
from app.ui.work import Work
from tests.offices import CLERK, Clock


@dataclass
class ScriptedDialogs:
    """Answers what the test laid ready, in order, and remembers what was asked; an unexpected question fails."""

    answers: list[Any] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    details: list[str] = field(default_factory=list)

    def _answer(self, title: str, text: str) -> Any:
        self.asked.append((title, text))
        assert self.answers, f"nobody expected a dialog: {title}：{text}"
        return self.answers.pop(0)

    def tell(self, title: str, text: str, gravity: Gravity = Gravity.PLAIN) -> None:
        self._answer(title, text)

    def choose(
        self,
        title: str,
        text: str,
        options: Sequence[str],
        gravity: Gravity = Gravity.QUESTION,
        detail: str = "",
    ) -> int | None:
        self.details.append(detail)
        answer = self._answer(title, text)
        return options.index(answer) if isinstance(answer, str) else answer

    def ask(self, title: str, text: str, yes: str, no: str = "取消") -> bool:
        return bool(self._answer(title, text))

    def text(self, title: str, label: str, value: str = "", choices: Sequence[str] = ()) -> str | None:
        return self._answer(title, label)  # type: ignore[no-any-return]

    def save_name(self, title: str, suggested: Path, kinds: Sequence[FileKind]) -> Path | None:
        return self._answer(title, str(suggested))  # type: ignore[no-any-return]

    def open_name(self, title: str, folder: Path, kinds: Sequence[FileKind]) -> Path | None:
        return self._answer(title, str(folder))  # type: ignore[no-any-return]

    def folder(self, title: str, folder: Path) -> Path | None:
        return self._answer(title, str(folder))  # type: ignore[no-any-return]

    def printer(self, printer: QPrinter, pages: int) -> bool:
        return bool(self._answer(printer.docName(), str(pages)))

    def run(self, dialog: QDialog) -> bool:
        """The answer is what the clerk does in the dialog: a function that is given it, shown, and presses its keys."""
        act = self._answer(dialog.windowTitle(), "\n".join(label.text() for label in dialog.findChildren(QLabel)))
        dialog.setModal(True)
        dialog.show()
        _activate(dialog)
        act(dialog)
        accepted = dialog.result() == QDialog.DialogCode.Accepted.value
        dialog.close()
        _activate(dialog.parentWidget().window())
        return accepted


def _activate(window: QWidget) -> None:
    """Wait until keys go to a window."""
    for _ in range(100):
        window.activateWindow()
        QTest.qWait(10)
        if window.isActiveWindow():
            return
    raise AssertionError(f"{window.windowTitle()} never became active")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> QApplication:
    """The application as main dresses it."""
    if qapp.property("dressed") is None:
        theme.dress(qapp)
        qapp.setProperty("dressed", "yes")
    return qapp


@pytest.fixture
def dialogs() -> ScriptedDialogs:
    return ScriptedDialogs()


@pytest.fixture
def failures(dialogs: ScriptedDialogs) -> Failures:
    return Failures(dialogs)


@pytest.fixture
def work(qtbot: QtBot, failures: Failures) -> Iterator[Work]:
    made = Work(failures.show)
    yield made
    made.stop()


@pytest.fixture
def services(office: OfficeFolder, database: Database, clock: Clock) -> Office:
    """Every service over the test's own database."""
    return Office(office, database, clock)


@dataclass
class Went:
    """Where a page sent the user."""

    records: list[tuple[str, int]] = field(default_factory=list)
    tasks: list[tuple[str, int]] = field(default_factory=list)
    pages: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    begun: list[tuple[str, object]] = field(default_factory=list)
    previews: list[Path] = field(default_factory=list)


@pytest.fixture
def went() -> Went:
    return Went()


@pytest.fixture
def desk(
    services: Office, work: Work, dialogs: ScriptedDialogs, failures: Failures, went: Went, tmp_path: Path
) -> Desk:
    """The surroundings of a page without its window."""
    touched = Touched()
    services.touched(touched)
    return Desk(
        office=services,
        work=work,
        touched=touched,
        dialogs=dialogs,
        failures=failures,
        settings=PcSettings(tmp_path / "settings.toml"),
        drafts=Drafts(tmp_path / "drafts", "place"),
        actor=lambda: CLERK,
        units=UnitOptions(services.units, work, touched),
        now=lambda: "2025-03-03 09:12",
        open_record=lambda ledger, key: went.records.append((ledger, key)),
        preview=lambda path, _: went.previews.append(path),
        open_task=lambda ledger, key: went.tasks.append((ledger, key)),
        open_page=lambda name, filters: went.pages.append((name, tuple(filters))),
        begin_with=lambda ledger, facts: went.begun.append((ledger, facts)),
    )
