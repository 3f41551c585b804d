"""What the panel says about one letter: how it stands, its facts. Knows facts, no service."""

from app.domain.dates import chinese
from app.domain.letters import SIGNED_OFF, LetterFacts, LetterState
from app.domain.sign_off import SIGN_RULE
from app.services.sign_off import SignSheet
from app.ui.panel import Notice
from app.ui.tokens import Tone


def notice_of(facts: LetterFacts, sheet: SignSheet) -> Notice:
    """How the letter stands and what comes next."""
    match facts.state:
        case LetterState.ISSUED:
            return Notice(Tone.GOOD, "已发出")  # number and date stand above and below
        case LetterState.VOID:
            return Notice(Tone.BAD, "已作废", (f"原因：{facts.void_reason}",))
    if facts.kind not in SIGNED_OFF:
        return Notice(Tone.DUE, "草稿，还没有发文号", ("下一步：核对后点“编号发出”。这种公文不需要审签。",))
    role = sheet.next_role
    if role is None:
        return Notice(Tone.DUE, "审签完毕，还没有发文号", ("下一步：点“编号发出”。",), SIGN_RULE)
    back = " 上一次审签已退回修改。" if sheet.signatures and not sheet.round else ""
    return Notice(
        Tone.DUE, f"草稿，待{role.label}签署", (f"下一步：点“审签”，签完后编号发出。{back}".strip(),), SIGN_RULE
    )


def fact_rows(facts: LetterFacts, matter: str, sheet: SignSheet) -> list[tuple[str, str]]:
    """Names and values in reading order; empty ones are left out by the widget."""
    return [
        ("主送机关", facts.addressee),
        ("对应事项", matter),
        ("成文日期", chinese(facts.on)),
        ("拟稿人", facts.handler),
        ("签发人", sheet.round[-1].name if sheet.complete else ""),
        ("备注", facts.remark),
    ]
