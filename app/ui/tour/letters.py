"""Pictures of the book of letters: one written, signed, sent out, printed, with its sheet. Works on a copy that nobody will miss."""

from typing import Any

from app.domain.ledgers import Filter, Query
from app.domain.letters import LetterKind, LetterState
from app.domain.sign_off import Signature, SignRole
from app.ui.letters.opening import open_letter
from app.ui.run import Start
from app.ui.tour.camera import Camera
from app.ui.tour.documents import leave, previewed
from app.ui.unseen import at_rest, settle

SIGNERS = ("林晓彤", "陈思远", "周启明")


def letters(camera: Camera, start: Start) -> None:
    """From the draft to the paper."""
    assert start.session is not None
    window = start.session.window
    window.show_page("letters")
    at_rest(start)
    page: Any = window.page("letters")
    page.new()
    at_rest(start)
    camera.take(start, "发文-拟写")
    leave(page)
    open_letter(page.desk, LetterKind.REVIEW_OPINION, submission_id=_reviewed(page))
    settle(lambda: page.open_form is not None and start.work.quiet, "the form of a letter")
    camera.take(start, "发文-意见书表单")
    page.open_form.save()
    settle(lambda: page.open_form is None and _is_draft(page.record) and start.work.quiet, "the draft")
    camera.take(start, "发文-草稿")
    page.sign()
    settle(lambda: page.open_form is not None and start.work.quiet, "the form to sign")
    camera.take(start, "发文-审签")
    leave(page)
    key, office = page.record.sheet.record_id, page.desk.office
    for role, name in zip(SignRole, SIGNERS, strict=True):
        office.sign_off.sign("letters", key, Signature(role, name, office.today()), page.desk.actor())
    settle(lambda: page.record.sheet.complete and start.work.quiet, "the signatures")
    page.panel.open_tab(1)
    at_rest(start)
    camera.take(start, "发文-审签记录")
    page.panel.open_tab(0)
    page.issue()
    settle(lambda: page.open_form is not None and start.work.quiet, "the form to send out")
    camera.take(start, "发文-编号发出")
    leave(page)
    office.letters.issue(key, page.desk.actor(), office.today())
    settle(lambda: bool(page.record.facts.number) and start.work.quiet, "the number")
    camera.take(start, "发文登记簿")
    page.preview()
    previewed(camera, start, "发文-意见书预览")
    page.approval()
    previewed(camera, start, "发文-审批表预览")


def _is_draft(record: Any) -> bool:
    return record is not None and record.facts.state is LetterState.DRAFT


def _reviewed(page: Any) -> int:
    """A reviewed submission with many opinions in its last round, the same one each time."""
    office = page.desk.office
    query = Query(office.today(), (Filter("state", ("concluded", "awaiting_changes")),))

    def said(key: int) -> tuple[int, int]:
        facts = office.submissions.get(key)
        return sum(opinion.round == len(facts.rounds) for opinion in facts.opinions), -key

    return max(map(int, office.ledgers.ids("submissions", query)), key=said)
