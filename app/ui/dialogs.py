"""The one place that opens modal dialogs; tests put a scripted one in its place. Knows no page and no service."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QPushButton, QWidget

if TYPE_CHECKING:  # printing is loaded when something is printed, not before the first frame
    from PySide6.QtPrintSupport import QPrinter


class Gravity(Enum):
    """How a message is marked."""

    PLAIN = auto()
    QUESTION = auto()
    WARNING = auto()
    FAULT = auto()


@dataclass(frozen=True)
class FileKind:
    """A kind of file offered in a file dialog: 表格文件 (.xlsx .xls)."""

    label: str
    suffixes: tuple[str, ...]

    @property
    def filter(self) -> str:
        return f"{self.label} ({' '.join(f'*.{suffix}' for suffix in self.suffixes)})"


class Dialogs(Protocol):
    """What the window may ask the user in a modal dialog."""

    def tell(self, title: str, text: str, gravity: Gravity = Gravity.PLAIN) -> None:
        """Say something that must be read."""

    def choose(
        self, title: str, text: str, options: Sequence[str], gravity: Gravity = Gravity.QUESTION, detail: str = ""
    ) -> int | None:
        """Index of the option chosen; the first is the default; None when the dialog was closed. `detail` can be copied."""

    def ask(self, title: str, text: str, yes: str, no: str = "取消") -> bool:
        """Whether the user said yes."""

    def text(self, title: str, label: str, value: str = "", choices: Sequence[str] = ()) -> str | None:
        """A line typed, or picked from usual ones; None when given up."""

    def save_name(self, title: str, suggested: Path, kinds: Sequence[FileKind]) -> Path | None:
        """Where to save a file; None when given up."""

    def open_name(self, title: str, folder: Path, kinds: Sequence[FileKind]) -> Path | None:
        """An existing file; None when given up."""

    def folder(self, title: str, folder: Path) -> Path | None:
        """An existing folder; None when given up."""

    def printer(self, printer: "QPrinter", pages: int) -> bool:
        """Let the user set up the printer; whether to print."""

    def run(self, dialog: QDialog) -> bool:
        """Let the user work in a dialog of a form's own, who deletes it; whether it was accepted."""


class QtDialogs:
    """The dialogs of the running program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.parent = parent

    def tell(self, title: str, text: str, gravity: Gravity = Gravity.PLAIN) -> None:
        self.choose(title, text, ("知道了",), gravity)

    def choose(
        self, title: str, text: str, options: Sequence[str], gravity: Gravity = Gravity.QUESTION, detail: str = ""
    ) -> int | None:
        box, buttons = message_box(self.parent, title, text, options, gravity)
        if detail:
            # Copying leaves the box open, so it is no option of the choice.
            copy = QPushButton("复制报告", box)
            copy.setAutoDefault(False)
            box.addButton(copy, QMessageBox.ButtonRole.HelpRole)
            copy.clicked.disconnect()
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(detail))
        box.exec()
        clicked = box.clickedButton()
        chosen = next((at for at, button in enumerate(buttons) if button is clicked), None)
        box.deleteLater()
        return chosen

    def ask(self, title: str, text: str, yes: str, no: str = "取消") -> bool:
        return self.choose(title, text, (yes, no)) == 0

    def text(self, title: str, label: str, value: str = "", choices: Sequence[str] = ()) -> str | None:
        dialog = text_dialog(self.parent, title, label, value, choices)
        accepted = dialog.exec()
        typed = dialog.textValue().strip()
        dialog.deleteLater()
        return typed if accepted else None

    def save_name(self, title: str, suggested: Path, kinds: Sequence[FileKind]) -> Path | None:
        filters = ";;".join(kind.filter for kind in kinds)
        name, chosen = QFileDialog.getSaveFileName(self.parent, title, str(suggested), filters)
        if not name:
            return None
        path = Path(name)
        kind = next((kind for kind in kinds if kind.filter == chosen), kinds[0])
        return (
            path
            if path.suffix.lower().lstrip(".") in kind.suffixes
            else path.with_name(f"{path.name}.{kind.suffixes[0]}")
        )

    def open_name(self, title: str, folder: Path, kinds: Sequence[FileKind]) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(self.parent, title, str(folder), ";;".join(kind.filter for kind in kinds))
        return Path(name) if name else None

    def folder(self, title: str, folder: Path) -> Path | None:
        name = QFileDialog.getExistingDirectory(self.parent, title, str(folder))
        return Path(name) if name else None

    def printer(self, printer: "QPrinter", pages: int) -> bool:
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(printer, self.parent)
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted

    def run(self, dialog: QDialog) -> bool:
        return bool(dialog.exec())


def message_box(
    parent: QWidget | None, title: str, text: str, options: Sequence[str], gravity: Gravity
) -> tuple[QMessageBox, list[QPushButton]]:
    """A message box with Chinese buttons in the order given; Esc is the last one."""
    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setText(text)
    box.setIcon(_ICONS[gravity])
    roles = QMessageBox.ButtonRole
    buttons = []
    for at, option in enumerate(options):
        last = at == len(options) - 1 and at > 0
        buttons.append(box.addButton(option, roles.RejectRole if last else roles.AcceptRole))
    box.setDefaultButton(buttons[0])
    box.setEscapeButton(buttons[-1])
    return box, buttons


def text_dialog(parent: QWidget | None, title: str, label: str, value: str, choices: Sequence[str]) -> QInputDialog:
    """A one-line question; with choices the line can also be picked."""
    dialog = QInputDialog(parent)
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setOkButtonText("确定")
    dialog.setCancelButtonText("取消")
    if choices:
        dialog.setComboBoxItems(list(choices))
        dialog.setComboBoxEditable(True)
    dialog.setTextValue(value)
    return dialog


_ICONS = {
    Gravity.PLAIN: QMessageBox.Icon.Information,
    Gravity.QUESTION: QMessageBox.Icon.Question,
    Gravity.WARNING: QMessageBox.Icon.Warning,
    Gravity.FAULT: QMessageBox.Icon.Critical,
}
