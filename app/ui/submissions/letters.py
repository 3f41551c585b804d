"""公文 of a submission: what can be written for it, its opinions signed, their 审批表. Knows no template and no service."""

from app.domain.letters import LetterKind
from app.domain.submissions.columns import LEDGER
from app.domain.submissions.facts import SubmissionFacts
from app.ui.deed import DeedMenu
from app.ui.ledger_page import LedgerPage
from app.ui.letters.opening import open_letter
from app.ui.sign_off import open_signing, print_approval
from app.ui.submissions.menu import not_concluded

KINDS = (
    ("收件回执…", LetterKind.RECEIPT),
    ("补正通知…", LetterKind.CORRECTION),
    ("征求意见函…", LetterKind.CONSULTATION),
    ("审核意见书…", LetterKind.REVIEW_OPINION),
)


def add_letters(page: LedgerPage) -> DeedMenu[SubmissionFacts]:
    """A button with the letters of the current submission."""
    menu = DeedMenu[SubmissionFacts](page.bar.add_menu("letters", "公文", "send"), "请先选择一件送审件")

    def write(kind: LetterKind) -> None:
        if page.current_id is not None:
            open_letter(page.desk, kind, submission_id=page.current_id)

    for text, kind in KINDS:
        why_not = not_concluded if kind is LetterKind.REVIEW_OPINION else _withdrawn
        menu.add(text, lambda kind=kind: write(kind), lambda facts, last=why_not: _withdrawn(facts) or last(facts))  # type: ignore[misc]  # bound now
    menu.separate()
    menu.add("审签意见…", lambda: _sign(page), _withdrawn)
    menu.add("打印意见审批表", lambda: _print(page), lambda _: "")
    return menu


def _withdrawn(facts: SubmissionFacts) -> str:
    return "已撤回" if facts.withdrawn_on else ""


def _sign(page: LedgerPage) -> None:
    if page.current_id is not None:
        open_signing(page, LEDGER.name, page.current_id, page.say)


def _print(page: LedgerPage) -> None:
    if page.current_id is not None:
        print_approval(page.desk, LEDGER.name, page.current_id, "审核意见")
