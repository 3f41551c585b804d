"""Search everything: ids by the index, and in which field each word was found. Knows no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.domain.ledgers import Cells, Ledger, Query
from app.domain.text import fold, initials_all, words
from app.models.database import Database
from app.models.documents import AttachmentRecord
from app.models.entries import SUBJECTS
from app.services.ledgers import LEDGERS, LedgerService


@dataclass(frozen=True)
class Found:
    """One hit: the record, how to name it, and where the words stand."""

    id: int
    ledger: str
    title: str
    number: str
    where: str


NUMBERS = {
    "documents": ("document_number", "unified_number"), "units": ("code",), "submissions": ("number",), "letters": ("number",),
    "advisers": ("licence_number",), "firms": ("credit_code",), "engagements": ("number",), "matters": ("opinion_number",),
}  # fmt: skip
TITLES = {
    "documents": "title", "units": "name", "submissions": "title", "letters": "title", "advisers": "name",
    "firms": "name", "engagements": "name", "matters": "title",
}  # fmt: skip


class SearchService:
    """Search over all ledgers that are in the index."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ledgers = LedgerService(database)

    def find(self, text: str, on: date, limit: int = 200) -> list[Found]:
        """The newest hits of each ledger that hold every word, documents first; none for an empty text."""
        wanted = words(text)
        if not wanted:
            return []
        found: list[Found] = []
        for name in SUBJECTS:
            query = Query(on, text=text)
            ids = self._ledgers.ids(name, query, limit - len(found)) if len(found) < limit else []
            lines = self._ledgers.page(name, ids, query)
            attached = self._attached(name, ids)
            found.extend(
                _found(LEDGERS[name], key, cells, wanted, attached.get(key, ()))
                for key, cells in zip(ids, lines, strict=True)
            )
        return found

    def _attached(self, name: str, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
        """Name and text of the attachments of each document."""
        if name != "documents":
            return {}
        files: dict[int, list[tuple[str, str]]] = {}
        with self._database.read() as session:
            statement = select(AttachmentRecord.document_id, AttachmentRecord.name, AttachmentRecord.content).where(
                AttachmentRecord.document_id.in_(ids), AttachmentRecord.binned.is_(False)
            )
            for row in session.execute(statement):
                files.setdefault(row.document_id, []).append((row.name, row.content))
        return files


def _found(ledger: Ledger, key: int, cells: Cells, wanted: Iterable[str], files: Iterable[tuple[str, str]]) -> Found:
    shown = {column.key: column.show(cell) for column, cell in zip(ledger.columns, cells, strict=True)}
    number = next((shown[name] for name in NUMBERS[ledger.name] if shown[name]), "")
    title = shown[TITLES[ledger.name]]
    places = dict.fromkeys(_place(ledger, shown, title, word, files) for word in wanted)
    return Found(key, ledger.name, title, number, "、".join(places))


def _place(ledger: Ledger, shown: dict[str, str], title: str, word: str, files: Iterable[tuple[str, str]]) -> str:
    for column in ledger.columns:
        if not column.hidden and word in fold(shown[column.key]):
            return column.title
    if any(word in letters for letters in initials_all(title).split()):
        return f"{ledger.column(TITLES[ledger.name]).title}（拼音）"
    for name, content in files:
        if word in fold(name) or word in fold(content):
            return f"附件“{name}”"
    return "办理过程及其他内容"
