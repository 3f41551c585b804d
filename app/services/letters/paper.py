"""A kept letter as a 公文 to be set. Knows no record and no file."""

from app.domain.letter_templates import LetterTemplate, content_of
from app.domain.letters import SIGNED_OFF, LetterFacts, LetterState
from app.exporters.official import Block, Colophon, FactList, Official, Paragraph, RedHead


def official_of(facts: LetterFacts, template: LetterTemplate) -> Official:
    """The letter as it is printed; one without a number says so below its title. Raises Refused for a field it lacks."""
    content, office = content_of(template, facts), facts.field("office")
    body: tuple[Block, ...] = tuple(
        Paragraph(part) if isinstance(part, str) else FactList(part) for part in content.body
    )
    return Official(
        title=facts.title,
        office=office,
        on=facts.on,
        body=body,
        head=RedHead(office) if template.red_head else None,
        mark=facts.number,
        subtitle=standing(facts),
        addressee=facts.addressee,
        enclosed=content.enclosed,
        note=content.note,
        colophon=Colophon(office, facts.on, content.copies_to) if content.copies_to else None,
    )


def standing(facts: LetterFacts) -> str:
    """What stands below the title of a letter that must not be taken for one in force."""
    match facts.state:
        case LetterState.DRAFT:
            return "（草稿，未签发）" if facts.kind in SIGNED_OFF else "（草稿，未编号）"
        case LetterState.VOID:
            return "（已作废）"
        case LetterState.ISSUED:
            return ""
