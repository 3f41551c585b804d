"""A letter as a paper of the office. Knows the services, not the formats."""

from app.domain.letters import LetterFacts
from app.ui.desk import Desk
from app.ui.office_paper import OfficePaper


def printed(desk: Desk, facts: LetterFacts) -> OfficePaper:
    """As it is printed, called by its kind; a draft says that it is one."""
    return _paper(desk, facts, f"{facts.kind.label}　{facts.number or '草稿'}")


def filed(desk: Desk, facts: LetterFacts) -> OfficePaper:
    """As it is saved, called by its number and title."""
    return _paper(desk, facts, f"{facts.number or '草稿'} {facts.title}")


def _paper(desk: Desk, facts: LetterFacts, title: str) -> OfficePaper:
    key, letters = facts.id, desk.office.letters
    assert key is not None
    return OfficePaper(title, lambda target: letters.write(key, target))
