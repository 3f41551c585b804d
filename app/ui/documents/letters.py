"""公文 of a document: what can be written about it, its number signed, their 审批表. Knows no template and no service."""

from app.domain.documents.columns import LEDGER
from app.domain.letters import LetterKind
from app.ui.deed import DeedMenu
from app.ui.documents.menu import Standing, no_end, not_normative
from app.ui.ledger_page import LedgerPage
from app.ui.letters.opening import open_letter
from app.ui.sign_off import open_signing, print_approval


def add_letters(page: LedgerPage, menu: DeedMenu[Standing]) -> None:
    """Entries for the current document; the notice of its number has its own."""

    def write(kind: LetterKind) -> None:
        if page.current_id is not None:
            open_letter(page.desk, kind, document_id=page.current_id)

    def sign() -> None:
        if page.current_id is not None:
            open_signing(page, LEDGER.name, page.current_id, page.say)

    def print_sheet() -> None:
        if page.current_id is not None:
            print_approval(page.desk, LEDGER.name, page.current_id, "统一编号")

    menu.add("届满提醒函…", lambda: write(LetterKind.EXPIRY_REMINDER), no_end)
    menu.add("征求意见函…", lambda: write(LetterKind.CONSULTATION), not_normative)
    menu.add("审签编号…", sign, not_normative)
    menu.add("打印编号审批表", print_sheet, not_normative)
