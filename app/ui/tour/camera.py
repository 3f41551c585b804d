"""The camera of the tour: numbered pictures, and dialogs that pose instead of waiting for somebody. Knows no page."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from app.ui.dialogs import FileKind, Gravity, message_box, text_dialog
from app.ui.run import Start
from app.ui.unseen import photograph, settle

SHOWN_FOLDER = "D:/法治台账"


class Camera:
    """Saves one picture after the other in a folder, numbered in order."""

    def __init__(self, folder: Path, hidden: str = "") -> None:
        """`hidden` is the passing folder the office lies in; pictures show a usual one."""
        self.folder = folder
        self.hidden = hidden
        self.taken: list[tuple[str, str]] = []
        """File names and titles."""

    def take(self, start: Start, title: str) -> None:
        """Photograph the window as it is."""
        for label in start.host.findChildren(QLabel):
            if self.hidden and self.hidden in label.text():
                label.setText(label.text().replace(self.hidden, SHOWN_FOLDER).replace("/", "\\"))
        settle(lambda: True, "the folder's new name to be laid out")
        name = f"{len(self.taken) + 1:03}-{title}.png"
        picture = photograph(start)
        picture.save(str(self.folder / name))
        self.taken.append((name, title))


class Posing:
    """Dialogs that are photographed and answered; without an answer laid ready they are closed."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self.start: Start | None = None
        self.title = ""
        """What the next dialog's picture is called; none is taken without it."""
        self.answers: list[Any] = []

    def tell(self, title: str, text: str, gravity: Gravity = Gravity.PLAIN) -> None:
        self.choose(title, text, ("知道了",), gravity)

    def choose(
        self, title: str, text: str, options: Sequence[str], gravity: Gravity = Gravity.QUESTION, detail: str = ""
    ) -> int | None:
        box, _ = message_box(None, title, text, options, gravity)
        if detail:
            box.addButton(QPushButton("复制报告", box), box.ButtonRole.HelpRole)
        self._pose(box)
        return self.answers.pop(0) if self.answers else None

    def ask(self, title: str, text: str, yes: str, no: str = "取消") -> bool:
        return self.choose(title, text, (yes, no)) == 0

    def text(self, title: str, label: str, value: str = "", choices: Sequence[str] = ()) -> str | None:
        self._pose(text_dialog(None, title, label, value, choices))
        return self.answers.pop(0) if self.answers else None

    def save_name(self, title: str, suggested: Path, kinds: Sequence[FileKind]) -> Path | None:
        return self.answers.pop(0) if self.answers else None

    def open_name(self, title: str, folder: Path, kinds: Sequence[FileKind]) -> Path | None:
        return self.answers.pop(0) if self.answers else None

    def folder(self, title: str, folder: Path) -> Path | None:
        return self.answers.pop(0) if self.answers else None

    def printer(self, printer: QPrinter, pages: int) -> bool:
        return False

    def run(self, dialog: QDialog) -> bool:
        self._pose(dialog)
        return bool(self.answers.pop(0)) if self.answers else False

    def _pose(self, dialog: QDialog) -> None:
        if self.title and self.start is not None:
            dialog.show()
            settle(dialog.isVisible, "a dialog to be seen")
            self._camera.take(self.start, self.title)
            self.title = ""
        dialog.close()
        dialog.deleteLater()
