"""附件 of a document in the record panel: add, open, save, put away, find again. Knows the attachment service."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.config import user_folder
from app.services.attachments import Added, Attachment
from app.ui import theme
from app.ui.desk import Desk
from app.ui.dialogs import FileKind
from app.ui.panel import link
from app.ui.popover import text_label

ANY = FileKind("所有文件", ("*",))
MEGABYTE = 1024 * 1024


class AttachmentList(QWidget):
    """One block per paper; the page reloads it after each change."""

    def __init__(self, desk: Desk, document_id: int, papers: Sequence[Attachment], *, changeable: bool) -> None:
        super().__init__()
        self._desk, self._document_id, self._changeable = desk, document_id, changeable
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.3))
        if not papers:
            column.addWidget(text_label("还没有附件", "muted"))
        for paper in papers:
            column.addWidget(self._block(paper))
        if changeable:
            column.addWidget(link("＋ 添加附件…", self.add))

    def add(self) -> None:
        """Ask for a file and copy it into the data folder."""
        desk = self._desk
        folder = Path(str(desk.settings.get("attachments", "folder", str(Path.home()))))
        path = desk.dialogs.open_name("添加附件", folder, (ANY,))
        if path is None:
            return
        desk.settings.set("attachments", "folder", str(path.parent))
        document_id, actor = self._document_id, desk.actor()
        desk.work.write(lambda: desk.office.attachments.add(document_id, path, actor), self._added)

    def open(self, paper: Attachment) -> None:
        """Open a write-protected copy in the PC's own program."""
        folder, attachments = user_folder() / "attachments", self._desk.office.attachments
        self._desk.work.paper(lambda _: attachments.copy_to_view(paper.id, folder), _open_outside)

    def save(self, paper: Attachment) -> None:
        """Write a copy where the user wants it."""
        target = self._desk.dialogs.save_name("附件另存为", Path.home() / paper.name, (_kind_of(paper),))
        if target is not None:
            attachments = self._desk.office.attachments
            self._desk.work.paper(lambda _: attachments.save_as(paper.id, target), lambda _: None)

    def remove(self, paper: Attachment) -> None:
        """Put a paper away after asking; its file stays."""
        if self._desk.dialogs.ask(
            "移除附件", f"附件“{paper.name}”将不再列出，文件仍保留，可以恢复。要移除吗？", "移除"
        ):
            attachments, actor = self._desk.office.attachments, self._desk.actor()
            self._desk.work.write(lambda: attachments.bin(paper.id, actor))

    def relocate(self, paper: Attachment) -> None:
        """Point out where a missing file is."""
        path = self._desk.dialogs.open_name(f"重新定位“{paper.name}”", Path.home(), (_kind_of(paper), ANY))
        if path is not None:
            attachments = self._desk.office.attachments
            self._desk.work.write(lambda: attachments.relocate(paper.id, path), lambda _: self.setDisabled(True))

    def _added(self, added: Added) -> None:
        if added.note:
            self._desk.dialogs.tell("附件已添加", f"“{added.attachment.name}”已添加。{added.note}")

    def _block(self, paper: Attachment) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, theme.em(self, 0.4))
        column.setSpacing(0)
        column.addWidget(text_label(paper.name))
        missing = "文件不在数据文件夹中，请重新定位，或从备份恢复"
        searchable = "" if paper.searchable else "　内容不能检索"
        column.addWidget(
            text_label(missing, "error") if paper.missing else text_label(size_text(paper.size) + searchable, "small")
        )
        row = QHBoxLayout()
        row.setSpacing(theme.em(self, 0.5))
        acts = (("重新定位…", self.relocate),) if paper.missing else (("打开", self.open), ("另存为…", self.save))
        if self._changeable:
            acts = (*acts, ("移除…", self.remove))
        for text, act in acts:
            button = link(text, partial(act, paper))
            button.setAccessibleName(f"{text.rstrip('…')}附件{paper.name}")
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return block


def size_text(size: int) -> str:
    """A file's size as people say it: 12 KB, 3.4 MB."""
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(1, round(size / 1024))} KB"


def _kind_of(paper: Attachment) -> FileKind:
    suffix = Path(paper.name).suffix.lstrip(".").lower()
    return FileKind(f"{suffix.upper()} 文件", (suffix,)) if suffix else ANY


def _open_outside(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
