"""The acts of a document's life as small forms beside the ledger: what each asks and which service does it."""

from app.domain.actors import Actor
from app.domain.dates import chinese
from app.domain.documents.facts import (
    MILESTONES,
    Carrier,
    CarrierKind,
    DocumentFacts,
    EndKind,
    Step,
    StepKind,
    StepLevel,
    StepResult,
)
from app.domain.documents.procedure import REVIEW_FIRST, final_level, gates_of_numbering
from app.domain.ledgers import Filter, Query
from app.domain.number_book import LEDGER as BOOK
from app.domain.number_book import NumberState
from app.domain.problems import Problem, Refused, Severity, refuse_if
from app.services.office import Office
from app.ui.deed import Deed, Values, day_of
from app.ui.documents.reviews import ELSEWHERE, is_own_review
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField, OptionField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import LongTextField, TextField


def step_deed(office: Office, facts: DocumentFacts, actor: Actor, kind: StepKind | None = None) -> Deed:
    """Record a step of the procedure."""
    body = FormBody(columns=1)
    kinds = [choice for choice in StepKind if choice not in MILESTONES]
    body.add("kind", "步骤", ChoiceField(kinds, optional=False), required=True)
    body.add("level", "层级", ChoiceField(StepLevel))
    body.add("on", "日期", DateField())
    body.add("until", "截止日期", DateField(), help="公开征求意见的最后一日")
    body.add("result", "结论", ChoiceField(StepResult, optional=False), required=True)
    body.add("person", "人员", TextField())
    body.add("meeting", "会议", TextField("如 第41次常务会议"))
    body.add("note", "说明", LongTextField())
    begin: Values = {
        "kind": kind or StepKind.REVIEW,
        "level": StepLevel.DEPARTMENT if kind in (None, StepKind.REVIEW) else final_level(facts.file_level),
        "on": office.today(),
        "result": StepResult.PASSED
        if kind in (StepKind.REVIEW, StepKind.DELIBERATION, StepKind.FAIR_COMPETITION)
        else StepResult.DONE,
    }

    def check(values: Values) -> list[Problem]:
        misplaced = is_own_review(values["kind"], values["level"])
        return [Problem("level", ELSEWHERE, basis=REVIEW_FIRST)] if misplaced else []

    def save(values: Values) -> DocumentFacts:
        refuse_if(check(values))
        return office.documents.add_step(_id(facts), _step(values), actor)

    return Deed("step", "登记办理过程", body, begin, save, check=check)


def _step(values: Values) -> Step:
    has_level = values["kind"] in (StepKind.REVIEW, StepKind.DELIBERATION)
    return Step(**{**values, "level": values["level"] if has_level else None})


def sign_deed(office: Office, facts: DocumentFacts, actor: Actor) -> Deed:
    """Record the signature."""
    body = FormBody(columns=1)
    body.add("on", "签署日期", DateField(), required=True)
    body.add("person", "签署人", TextField())
    begin: Values = {"on": facts.signed_on or office.today(), "person": ""}
    return Deed(
        "sign", "登记签署", body, begin,
        lambda values: office.documents.sign(_id(facts), day_of(values, "on", "签署日期"), values["person"], actor),
    )  # fmt: skip


def number_deed(office: Office, facts: DocumentFacts, actor: Actor) -> Deed:
    """Register and number; the number is shown before it is taken."""
    body = FormBody(columns=1)
    body.add("registered_on", "登记日期", DateField(), required=True)

    def check(values: Values) -> list[Problem]:
        day = values["registered_on"]
        if day is None:
            return [Problem("registered_on", "请填写登记日期")]
        try:
            preview = office.numbering.preview(_id(facts), day)
        except Refused as refusal:
            return list(refusal.problems)
        found = [Problem("registered_on", f"将编为 {preview.text}（{preview.scheme.name}）", Severity.NOTE)]
        if len(preview.years) > 1:
            years = "、".join(f"{year}年" for year in preview.years)
            found.append(
                Problem(
                    "registered_on",
                    f"签署与登记不在同一年（{years}），编号年度随登记日期，请核对日期",
                    Severity.WARNING,
                )
            )
        return found

    return Deed(
        "number", "登记编号", body, {"registered_on": office.today()},
        lambda values: office.numbering.allot(_id(facts), actor, on=day_of(values, "registered_on", "登记日期")),
        "登记并编号", check,
    )  # fmt: skip


RESERVED = (Filter("state", (NumberState.RESERVED.value,)),)


def count_reserved(office: Office) -> int:
    """How many numbers are set aside that no document has taken."""
    return len(office.ledgers.ids(BOOK.name, Query(office.today(), RESERVED)))


def reserved_numbers(office: Office) -> list[tuple[str, str]]:
    """Every reserved number, with the number and its purpose as one text."""
    query = Query(office.today(), RESERVED)
    lines = office.ledgers.page(BOOK.name, office.ledgers.ids(BOOK.name, query), query)
    number, note = (BOOK.columns.index(BOOK.column(key)) for key in ("number", "note"))
    return [(str(cells[number]), f"{cells[number]}　{cells[note] or ''}".rstrip()) for cells in lines]


def reserved_deed(office: Office, facts: DocumentFacts, actor: Actor) -> Deed:
    """使用预留编号: register with a number that was set aside."""
    body = FormBody(columns=1)
    body.add("number", "预留编号", OptionField([("", ""), *reserved_numbers(office)]), required=True)
    body.add("registered_on", "登记日期", DateField(), required=True)

    def check(values: Values) -> list[Problem]:
        found = [] if values["number"] else [Problem("number", "请选择预留的编号")]
        day = values["registered_on"]
        if day is None:
            return [*found, Problem("registered_on", "请填写登记日期")]
        return [*found, *gates_of_numbering(facts, day)]

    def save(values: Values) -> str:
        if not values["number"]:
            raise Refused([Problem("number", "请选择预留的编号")])
        day = day_of(values, "registered_on", "登记日期")
        return office.numbering.use_reserved(values["number"], _id(facts), actor, day)

    begin: Values = {"number": "", "registered_on": office.today()}
    return Deed("reserved", "使用预留编号", body, begin, save, "登记编号", check)


def publish_deed(office: Office, facts: DocumentFacts, actor: Actor) -> Deed:
    """Publish: the day, the effective day, where."""
    body = FormBody(columns=1)
    body.add("published_on", "公布日期", DateField(), required=True)
    body.add("effective_on", "施行日期", DateField(), help="不填即自公布之日起施行")
    parts = (
        Part("kind", "载体", lambda: ChoiceField(CarrierKind), 1, required=True),
        Part("detail", "期号或网址", TextField, 1),
    )
    body.add("carriers", "公布载体", RepeatField(parts, "载体"), wide=True)
    begin: Values = {
        "published_on": office.today(),
        "effective_on": facts.effective_on,
        "carriers": [{"kind": carrier.kind, "detail": carrier.detail} for carrier in facts.carriers],
    }

    def save(values: Values) -> DocumentFacts:
        day = day_of(values, "published_on", "公布日期")
        carriers = [Carrier(row["kind"], row["detail"], day) for row in values["carriers"]]
        return office.documents.publish(_id(facts), day, values["effective_on"], carriers, actor)

    return Deed("publish", "公布文件", body, begin, save, "登记公布")


def end_deed(office: Office, facts: DocumentFacts, actor: Actor) -> Deed:
    """Repeal, declare void, revoke."""
    body = FormBody(columns=1)
    kinds = (EndKind.REPEALED, EndKind.DECLARED_VOID, EndKind.REVOKED, EndKind.REPLACED)
    body.add("end_kind", "终止方式", ChoiceField(kinds, optional=False), required=True)
    body.add("ended_on", "终止日期", DateField(), required=True, help="从这一天起不再有效")
    body.add("end_reason", "依据或原因", LongTextField("如 海府〔2025〕3号决定废止"), required=True)
    begin: Values = {"end_kind": EndKind.REPEALED, "ended_on": office.today(), "end_reason": ""}
    return Deed(
        "end", "登记废止、失效或撤销", body, begin,
        lambda values: office.documents.end(
            _id(facts), values["end_kind"], day_of(values, "ended_on", "终止日期"), values["end_reason"], actor
        ),
    )  # fmt: skip


def renew_deed(office: Office, facts: DocumentFacts, actor: Actor) -> Deed:
    """延期."""
    body = FormBody(columns=1)
    body.add("expires_on", "延期至", DateField(), required=True)
    body.add("expiry_reason", "决定和理由", LongTextField(), required=True)
    title = f"延期（现至{chinese(facts.expires_on)}）" if facts.expires_on else "延期"
    return Deed(
        "renew", title, body, {"expires_on": None, "expiry_reason": ""},
        lambda values: office.documents.renew(
            _id(facts), day_of(values, "expires_on", "延期至"), values["expiry_reason"], actor
        ),
    )  # fmt: skip


def _id(facts: DocumentFacts) -> int:
    assert facts.id is not None
    return facts.id
