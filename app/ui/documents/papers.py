"""登记表 and 统一编号通知单 of one document: made in the background, shown in the window. Knows the services of papers and letters."""

from app.domain.documents.facts import DocumentFacts
from app.domain.letters import LetterKind
from app.ui.desk import Desk
from app.ui.office_paper import OfficePaper, fresh_file, preview


def print_registration(desk: Desk, facts: DocumentFacts) -> None:
    """The 登记表 with its timeline."""
    document_id, papers = _id(facts), desk.office.papers
    title = f"规范性文件登记表　{facts.named}"
    preview(desk, OfficePaper(title, lambda target: papers.registration(document_id, target)))


def print_notice(desk: Desk, facts: DocumentFacts) -> None:
    """The 通知单; once it is printed the number has left the office, so the user is asked."""
    question = f"通知单打印后，编号 {facts.unified_number} 视为已发出，当天也不能再撤回。要生成统一编号通知单吗？"
    if not desk.dialogs.ask("统一编号通知单", question, "生成"):
        return
    document_id, target, actor = _id(facts), fresh_file("notice"), desk.actor()
    letters = desk.office.letters
    desk.work.write(
        lambda: letters.hand_out(LetterKind.NUMBER_NOTICE, target, actor, document_id=document_id),
        lambda _: desk.preview(target, f"统一编号通知单　{facts.named}"),
    )


def _id(facts: DocumentFacts) -> int:
    assert facts.id is not None
    return facts.id
