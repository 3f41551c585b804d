"""审批表: what is signed, with its opinions, the three names and the rounds that were returned. Knows no paper and no SQL."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.dates import chinese
from app.domain.documents.facts import DocumentFacts
from app.domain.letters import LetterFacts
from app.domain.sign_off import Signature, SignDecision, SignRole, rounds_of
from app.domain.submissions.facts import SubmissionFacts, state_of
from app.exporters.registration import Field, Form, Section, Signed, Timeline

RETURNED = (("次数", 8), ("环节", 12), ("签署人", 12), ("日期", 18), ("意见", 50))


def letter_sections(facts: LetterFacts, matter: str, body: Iterable[str]) -> tuple[str, tuple[Section, ...]]:
    """Title and facts of the sheet of a letter: the whole text is what is approved."""
    fields = (
        Field("标题", facts.title, wide=True),
        Field("主送机关", facts.addressee, wide=True),
        Field("对应事项", matter, wide=True),
        Field("发文号", facts.number or "签发后编号"),
        Field("成文日期", chinese(facts.on)),
        Field("拟稿人", facts.handler),
        Field("状态", facts.state.label),
    )
    return "发文审批表", (Section("拟发公文", fields), Section("正文", (Field("内容", "\n".join(body), wide=True),)))


def submission_sections(facts: SubmissionFacts, sender: str) -> tuple[str, tuple[Section, ...]]:
    """Title and facts of the sheet of a submission's opinions."""
    last = facts.current
    fields = (
        Field("事项名称", facts.title, wide=True),
        Field("收件号", facts.number),
        Field("事项类别", facts.kind.label),
        Field("送审单位", sender),
        Field("收件日期", _day(facts.received_on)),
        Field("材料齐备日期", _day(last.complete_on if last else None)),
        Field("承办人", facts.handler),
        Field("审核轮次", f"第{len(facts.rounds)}轮"),
        Field("审核结论", last.result.label if last and last.concluded_on else state_of(facts).label),
    )
    present = [opinion for opinion in facts.opinions if opinion.round == max(len(facts.rounds), 1)]
    said = [f"{number}. {_clause(each.clause)}{each.text}" for number, each in enumerate(present, 1)]
    sections = [Section("送审事项", fields)]
    if last and last.note:
        said.append(last.note)
    sections.append(Section("拟提出的意见", (Field("意见", "\n".join(said) or "无意见", wide=True),)))
    return f"{facts.word.removesuffix('意见')}意见审批表", tuple(sections)


def document_sections(facts: DocumentFacts, drafter: str) -> tuple[str, tuple[Section, ...]]:
    """Title and facts of the sheet of a document's number."""
    fields = (
        Field("文件名称", facts.title, wide=True),
        Field("文号", facts.document_number),
        Field("统一编号", facts.unified_number or "待登记编号"),
        Field("制定机关", facts.issuer_text),
        Field("起草单位", drafter),
        Field("审议通过日期", _day(facts.adopted_on)),
        Field("签署日期", _day(facts.signed_on)),
        Field("登记日期", _day(facts.registered_on)),
        Field("承办人", facts.handler),
    )
    return "规范性文件统一编号审批表", (Section("登记编号的文件", fields),)


def approval(
    title: str,
    sections: tuple[Section, ...],
    signatures: tuple[Signature, ...],
    office: str,
    today: date,
    footnote: str,
) -> Form:
    """The sheet; roles that have not signed yet are left to be signed by hand."""
    *returned, present = rounds_of(signatures)
    return Form(
        title,
        office,
        today,
        sections,
        Timeline("退回修改的情况", RETURNED, tuple(_returned(returned))) if returned else None,
        sign_offs=(),
        footnote=footnote,
        signed=tuple(_signed(role, present) for role in SignRole),
    )


def _signed(role: SignRole, signatures: Sequence[Signature]) -> Signed:
    given = next((item for item in signatures if item.role is role), None)
    label = f"{role.label}意见"
    if given is None:
        return Signed(label)
    opinion = "。".join(part.rstrip("。") for part in (given.decision.label, given.note) if part)
    return Signed(label, f"{opinion}。", given.name, given.on)


def _returned(rounds: Sequence[Sequence[Signature]]) -> Iterable[tuple[str, ...]]:
    for number, signatures in enumerate(rounds, 1):
        for item in signatures:
            back = item.decision is SignDecision.RETURNED
            said = f"{item.decision.label}：{item.note}" if back else item.note or item.decision.label
            yield f"第{number}次", item.role.label, item.name, chinese(item.on), said


def _clause(clause: str) -> str:
    return f"关于{clause}：" if clause else ""


def _day(day: date | None) -> str:
    return chinese(day) if day else ""
