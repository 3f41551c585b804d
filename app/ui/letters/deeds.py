"""The small forms of letters: beginning one, sending one out. What each asks and which service does it."""

from app.domain.actors import Actor
from app.domain.ledgers import Query
from app.domain.letters import OF_DOCUMENT, OF_SUBMISSION, LetterFacts, LetterKind
from app.domain.problems import Problem, refuse_if
from app.services.ledgers.service import ledger_named
from app.services.office import Office
from app.services.sign_off import SignSheet
from app.ui.deed import Deed, Values, day_of
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.suggest import SHOWN, Option
from app.ui.forms.units import ChosenField
from app.ui.letters.opening import Begun, begun


def new_deed(office: Office, actor: Actor) -> Deed:
    """Choose what to write and for which record; the letter is not kept before its own form is saved."""
    kinds = ChoiceField(LetterKind, optional=False)

    def ledger() -> str:
        return "submissions" if kinds.value() in OF_SUBMISSION else "documents"

    matter = ChosenField(
        lambda typed: find_matters(office, ledger(), typed),
        lambda key: matter_name(office, ledger(), key),
        "输入名称或拼音首字母",
    )
    kinds.changed.connect(lambda: matter.set_value(None))
    body = FormBody(columns=1)
    body.add("kind", "文种", kinds, required=True)
    body.add("matter", "对应事项", matter, required=True)

    def check(values: Values) -> list[Problem]:
        of_documents = values["kind"] in OF_DOCUMENT - OF_SUBMISSION
        return (
            [] if values["matter"] else [Problem("matter", f"请选择一件{'规范性文件' if of_documents else '送审件'}")]
        )

    def save(values: Values) -> Begun:
        refuse_if(check(values))
        key, of_submission = values["matter"], values["kind"] in OF_SUBMISSION
        return begun(office, values["kind"], actor.name, key if of_submission else None, None if of_submission else key)

    return Deed("new", "拟写公文", body, {"kind": LetterKind.REVIEW_OPINION, "matter": None}, save, "拟写", check)


def issue_deed(office: Office, facts: LetterFacts, sheet: SignSheet, actor: Actor) -> Deed:
    """Send out; the number is shown before it is taken."""
    key = facts.id or 0
    body = FormBody(columns=1)
    body.add("on", "成文日期", DateField(), required=True, help="须审签的公文署签发日期")

    def check(values: Values) -> list[Problem]:
        day = values["on"]
        return office.letters.gates(key, day) if day else [Problem("on", "请填写成文日期")]

    def save(values: Values) -> LetterFacts:
        return office.letters.issue(key, actor, day_of(values, "on", "成文日期"))

    day = max(facts.on, sheet.signed_on or facts.on)
    return Deed("issue", "编号发出", body, {"on": day}, save, "编号发出", check)


def find_matters(office: Office, ledger: str, typed: str) -> list[Option]:
    """Records of a ledger that a text fits, the latest first."""
    query = Query(office.today(), text=typed)
    ids = office.ledgers.ids(ledger, query, SHOWN)
    title, number = _places(ledger)
    lines = office.ledgers.page(ledger, ids, query)
    return [
        Option(key, str(cells[title] or ""), note=str(cells[number] or ""))
        for key, cells in zip(ids, lines, strict=True)
    ]


def matter_name(office: Office, ledger: str, record_id: int) -> str:
    """The title of a record."""
    (cells,) = office.ledgers.page(ledger, [record_id], Query(office.today()))
    return str(cells[_places(ledger)[0]] or "")


def _places(ledger: str) -> tuple[int, int]:
    declared = ledger_named(ledger)
    return declared.index("title"), declared.index("number" if ledger == "submissions" else "document_number")
