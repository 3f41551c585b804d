"""What every page of the window is and can be asked. Knows no subject."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.ledgers import Filter
from app.ui import theme
from app.ui.desk import Desk
from app.ui.keys import Act


class Page(QWidget):
    """One entry of the navigation. Reloads when a commit touched its tables, at once if it is seen, else when it is."""

    status = Signal(str)
    """Text for the left of the status bar."""
    title_changed = Signal()
    urgent_counted = Signal(int)
    """How many things on the page want to be done now: its badge in the navigation."""

    tables: frozenset[str] = frozenset()
    """Tables whose change makes the page reload."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.status_text = ""
        self.acts: dict[Act, Callable[[], object]] = {Act.RELOAD: self.reload}
        self._stale = True
        theme.role(self, "page")
        desk.touched.tables.connect(self._touched)

    def reload(self) -> None:
        """Show the present state of the database."""

    def may_leave(self) -> bool:
        """Whether the window may show another page or close; a form with changes asks."""
        return True

    def open_record(self, record_id: int) -> None:
        """Show one record, at the place where its work is done."""
        raise NotImplementedError

    def open_task(self, record_id: int) -> None:
        """Show one record with the form of what has to be done next; where there is none, the record."""
        self.open_record(record_id)

    def begin_with(self, facts: object) -> None:
        """Begin a new record with facts to start from."""
        raise NotImplementedError

    def show_lines(self, filters: Sequence[Filter]) -> None:
        """Narrow a ledger to what a figure counts; other pages have no lines."""

    def shown(self) -> None:
        """The page is being looked at."""
        if self._stale:
            self._stale = False
            self.reload()

    def tell(self, text: str) -> None:
        """Say something in the status bar."""
        self.status_text = text
        self.status.emit(text)

    def _touched(self, names: frozenset[str]) -> None:
        if not (names & self.tables):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
