"""What the panel says about one document: head, what is due and why, facts. Knows facts, not where they come from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from app.domain.dates import chinese
from app.domain.documents.facts import DocumentFacts, Nature
from app.domain.documents.status import ForceStatus, force_status
from app.domain.documents.timeline import NextAct, days_left, next_act
from app.domain.documents.timeline import timeline as moments_of
from app.domain.documents.validity import soon
from app.domain.due.items import DueItem
from app.domain.profiles import Profile
from app.services.papers.forms import validity_text
from app.ui.panel import Notice
from app.ui.table.tones import TONES
from app.ui.timeline import Mark, Moment
from app.ui.tokens import Tone


def head_line(facts: DocumentFacts) -> str:
    """文号 and 统一编号, as far as there are any."""
    return "　".join(text for text in (facts.document_number, facts.unified_number) if text) or "尚未编号"


def notice_of(facts: DocumentFacts, on: date, profile: Profile, due: Sequence[DueItem] = ()) -> Notice:
    """How the document stands today and what has to be done next, with the rule it rests on.

    `due` is what the workbench lists of it: both must name the same act and the same day.
    """
    status = force_status(facts, on, soon(on, profile))
    tone = TONES[ForceStatus][status]
    act = _following(facts, on, profile, due)
    lines = []
    if act is not None:
        when = f"（应于{chinese(act.due)}前{'，已逾期' if act.due < on else ''}）" if act.due else ""
        lines.append(f"下一步：{act.text}{when}")
    if facts.doubts and tone is Tone.GOOD:
        tone = Tone.DUE
    return Notice(tone, _lead(facts, on, status), tuple(lines), act.basis if act else None)


def _following(facts: DocumentFacts, on: date, profile: Profile, due: Sequence[DueItem]) -> NextAct | None:
    listed = next((item for item in due if item.due is not None and not item.silenced), None)
    if listed is not None:
        return NextAct(listed.what, listed.basis, listed.due)
    return next_act(facts, on, profile)


def _lead(facts: DocumentFacts, on: date, status: ForceStatus) -> str:
    left = days_left(facts, on)
    match status:
        case ForceStatus.EXPIRING if left is not None and facts.expires_on:
            return f"还有{left}天到期　{chinese(facts.expires_on)}"
        case ForceStatus.IN_FORCE if facts.expires_on:
            return f"现行有效，至{chinese(facts.expires_on)}"
        case ForceStatus.EXPIRED if facts.expires_on:
            return f"已于{chinese(facts.expires_on)}期满失效"
        case _ if facts.ended_on:
            return f"{status.label}，自{chinese(facts.ended_on)}起"
        case ForceStatus.NOT_YET_EFFECTIVE if facts.effective_on:
            return f"尚未施行，自{chinese(facts.effective_on)}起施行"
    return status.label


def fact_rows(facts: DocumentFacts, units: Mapping[int, str]) -> list[tuple[str, str]]:
    """Names and values in reading order; empty ones are left out by the widget."""
    joint = len(facts.issuers) > 1
    nature = "" if facts.nature is Nature.NORMATIVE else facts.nature.label
    return [
        ("认定结果", f"{nature}：{facts.nature_reason}" if nature and facts.nature_reason else nature),
        ("制定机关", f"{facts.issuer_text}（联合制定）" if joint else facts.issuer_text),
        ("文件类别", facts.file_level.label if facts.file_level else ""),
        ("文种", facts.doc_kind.label if facts.doc_kind else ""),
        ("起草单位", units.get(facts.drafter_id or 0, "")),
        ("实施单位", units.get(facts.implementer_id or 0, "")),
        ("承办人", facts.handler),
        ("公布日期", _day(facts.published_on)),
        ("施行日期", _day(facts.effective_on)),
        ("有效期", validity_text(facts.validity)),
        ("有效期至", _day(facts.expires_on)),
        ("到期日说明", facts.expiry_reason),
        ("终止", _end(facts)),
        ("公布载体", "\n".join(f"{carrier.kind.label} {carrier.detail}".strip() for carrier in facts.carriers)),
        ("制定依据", "\n".join(f"{basis.title}{basis.article}" for basis in facts.bases)),
        ("解读", facts.interpretation),
        ("纸质件", "　".join(text for text in (facts.paper_location, _copies(facts)) if text)),
        ("编号说明", facts.number_note),
        ("备注", facts.remark),
        *facts.extra,
    ]


def moments(
    facts: DocumentFacts,
    on: date,
    profile: Profile,
    open_submission: Callable[[int], object],
    due: Sequence[DueItem] = (),
) -> list[Moment]:
    """The document's life for the timeline widget, what is next marked with its rule; reviews open their submission."""
    shown = []
    for moment in moments_of(facts):
        future = moment.on is not None and moment.on > on
        mark = Mark.LATER if future or not moment.done else Mark.DONE
        detail = "　".join(text for text in (moment.detail, moment.person) if text)
        day = moment.on.isoformat() if moment.on else "日期不明"
        opens = partial(open_submission, moment.submission_id) if moment.submission_id is not None else None
        shown.append(Moment(day, moment.title, mark, detail, open=opens, link="打开送审件"))
    act = _following(facts, on, profile, due)
    if act is not None:
        when = act.due.isoformat() if act.due else "下一步"
        at = next((n for n, moment in enumerate(shown) if moment.mark is Mark.LATER), len(shown))
        shown.insert(at, Moment(when, act.text, Mark.NEXT, basis=act.basis))
    return shown


def _end(facts: DocumentFacts) -> str:
    if facts.end_kind is None:
        return ""
    day = chinese(facts.ended_on) if facts.ended_on else "日期不明"
    return f"{facts.end_kind.label}（{day}）{facts.end_reason}"


def _day(day: date | None) -> str:
    return chinese(day) if day else ""


def _copies(facts: DocumentFacts) -> str:
    return f"{facts.paper_copies}份" if facts.paper_copies else ""
