"""Which acts of a submission there are as it stands, and why not the others. Knows no menu and no service."""

from app.domain.submissions.facts import OPEN_STATES, REVIEWED, SubmissionFacts, SubmissionState, state_of
from app.domain.submissions.rules import awaits_papers


def not_open(facts: SubmissionFacts) -> str:
    """Why nothing more is said or decided."""
    state = state_of(facts)
    return "" if state in OPEN_STATES else state.label


def no_conclusion(facts: SubmissionFacts) -> str:
    """Why nothing is concluded now; missing papers are told by the form, with their names."""
    return "等待重新送审" if state_of(facts) is SubmissionState.AWAITING_CHANGES else not_open(facts)


def papers_there(facts: SubmissionFacts) -> str:
    """Why the papers are not to be called complete."""
    return "" if awaits_papers(facts) else not_open(facts) or "材料已登记齐备"


def not_in_review(facts: SubmissionFacts) -> str:
    """Why the clock cannot be stopped."""
    state = state_of(facts)
    return "" if state is SubmissionState.IN_REVIEW else f"现为{state.label}"


def not_paused(facts: SubmissionFacts) -> str:
    """Why the clock cannot go on."""
    return "" if state_of(facts) is SubmissionState.PAUSED else "没有暂停"


def no_clock(facts: SubmissionFacts) -> str:
    """Why there is no limit to extend."""
    state = state_of(facts)
    return "" if state in (SubmissionState.IN_REVIEW, SubmissionState.PAUSED) else f"现为{state.label}"


def not_awaiting_changes(facts: SubmissionFacts) -> str:
    """Why no further round begins."""
    state = state_of(facts)
    return "" if state is SubmissionState.AWAITING_CHANGES else f"现为{state.label}"


def no_opinions(facts: SubmissionFacts) -> str:
    """Why there is nothing to reply to."""
    return "" if facts.opinions else "没有意见"


def not_concluded(facts: SubmissionFacts) -> str:
    """Why there is nothing to answer yet."""
    return "尚未作出结论" if facts.kind in REVIEWED and not any(each.concluded_on for each in facts.rounds) else ""


def no_document(facts: SubmissionFacts) -> str:
    """Why no document can be opened."""
    return "" if facts.document_id is not None else "没有对应文件"
