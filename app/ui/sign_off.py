"""审签 from any page: the form of the next signature, the sheet as a timeline, the 审批表. Knows the service, no subject."""

from collections.abc import Callable, Sequence

from app.domain.actors import Actor
from app.domain.problems import Problem
from app.domain.sign_off import Signature, SignDecision, SignRole
from app.services.office import Office
from app.services.sign_off import SignSheet
from app.ui.deed import Deed, Values, day_of
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import LongTextField
from app.ui.forms.usual import UsualTextField
from app.ui.ledger_page import LedgerPage
from app.ui.office_paper import OfficePaper, preview
from app.ui.timeline import Mark, Moment

SIGNED = "已记入审批表"


def open_signing(page: LedgerPage, ledger: str, record_id: int, done: Callable[[str], None]) -> None:
    """Show the form of the next signature on a record's sheet beside the ledger; `done` is told what has come of it."""
    office = page.desk.office
    if office.read_only or not page.may_act():
        return

    def read() -> tuple[SignSheet, list[str]]:
        return office.sign_off.sheet(ledger, record_id), [one.name for one in office.settings.staff() if one.active]

    page.desk.work.read("sign off", read, lambda found: _open(page, *found, done))


def _open(page: LedgerPage, sheet: SignSheet, staff: Sequence[str], done: Callable[[str], None]) -> None:
    if not page.may_leave():
        return
    deed = sign_deed(page.desk.office, sheet, page.desk.actor(), staff)
    form = page.open_deed(sheet.ledger, deed, f"审签　{sheet.subject}", sheet.record_id)
    form.saved.connect(lambda *_: page.close_form())
    form.saved.connect(lambda *_: done(SIGNED))
    form.body.show_all_problems()  # what hinders is known before anything is typed


def sign_deed(office: Office, sheet: SignSheet, actor: Actor, staff: Sequence[str]) -> Deed:
    """Sign in turn, or return for changes."""
    body = FormBody(columns=1)
    body.add("role", "环节", ChoiceField(SignRole, optional=False), required=True)
    body.add("name", "签署人", UsualTextField(staff), required=True)
    body.add("on", "签署日期", DateField(), required=True)
    body.add("decision", "意见", ChoiceField(SignDecision, optional=False), required=True)
    body.add("note", "批示", LongTextField("退回修改的写明意见"))

    def wanted(values: Values) -> Signature:
        day = day_of(values, "on", "签署日期")
        return Signature(values["role"], values["name"], day, values["decision"], values["note"])

    def check(values: Values) -> list[Problem]:
        if values["on"] is None:
            return [Problem("on", "请填写签署日期")]
        return office.sign_off.check(sheet.ledger, sheet.record_id, wanted(values))

    def save(values: Values) -> SignSheet:
        return office.sign_off.sign(sheet.ledger, sheet.record_id, wanted(values), actor)

    role = sheet.next_role or SignRole.LEADER
    begin: Values = {
        "role": role,
        "name": sheet.drafter if role is SignRole.CLERK else "",
        "on": office.today(),
        "decision": SignDecision.RETURNED if sheet.complete else SignDecision.AGREED,
        "note": "",
    }
    return Deed("sign_off", "审签", body, begin, save, "签署", check)


def moments(sheet: SignSheet) -> list[Moment]:
    """The sheet from the first signature to those that are waited for."""
    made = [
        Moment(
            item.on.isoformat(),
            f"{item.role.label}　{item.name}　{item.decision.label}",
            Mark.STOPPED if item.decision is SignDecision.RETURNED else Mark.DONE,
            item.note,
        )
        for item in sheet.signatures
    ]
    signed = {item.role for item in sheet.round}
    waiting = [role for role in SignRole if role not in signed and not sheet.closed]
    return [
        *made, *(Moment("待签署", role.label, Mark.LATER if at else Mark.NEXT) for at, role in enumerate(waiting))
    ]  # fmt: skip


def print_approval(desk: Desk, ledger: str, record_id: int, title: str) -> None:
    """审批表 of a letter, of a submission's opinions or of a document's number, shown before printing."""
    papers = desk.office.papers
    preview(desk, OfficePaper(f"审批表　{title}", lambda target: papers.approval(ledger, record_id, target)))
