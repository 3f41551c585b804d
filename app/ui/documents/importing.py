"""导入 on a ledger's own page: the wizard in place of the ledger while it lasts. Knows the wizard, not the subject."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.ui.ledger_page import LedgerPage

if TYPE_CHECKING:
    from app.ui.imports.wizard import ImportWizard


class Importing(QObject):
    """At most one wizard; it goes when it is closed."""

    def __init__(self, page: LedgerPage) -> None:
        super().__init__(page)
        self._page = page
        self._wizard: ImportWizard | None = None

    def begin(self) -> None:
        """Open the wizard for the page's ledger."""
        page = self._page
        if not page.may_leave() or not self.leave():
            return
        from app.ui.imports.wizard import ImportWizard  # not needed for the first lines

        self._wizard = wizard = ImportWizard(page.desk)
        page.views.addWidget(wizard)
        page.views.setCurrentWidget(wizard)
        wizard.closed.connect(self.leave)
        # The keys of the ledger mean nothing while it is not seen.
        self._acts, page.acts = page.acts, {}
        wizard.begin(page.ledger.name)

    def leave(self) -> bool:
        """Back to the ledger, if it is not there already; not while something is being imported."""
        wizard, page = self._wizard, self._page
        if wizard is None:
            return True
        if wizard.importing:
            return False
        self._wizard, page.acts = None, self._acts
        page.views.setCurrentIndex(0)
        page.views.removeWidget(wizard)
        wizard.deleteLater()
        page.table.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        return True
