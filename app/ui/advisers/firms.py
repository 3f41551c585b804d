"""律师事务所: the register of firms with what they cost. Knows services, no SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.domain.advisers.columns import FIRMS
from app.domain.advisers.conflicts import ConflictFacts
from app.domain.advisers.engagements import EngagementFacts
from app.domain.advisers.firms import FirmFacts
from app.domain.advisers.people import AdviserFacts
from app.services.office import Office
from app.ui.advisers import lists
from app.ui.advisers.book import BookPage
from app.ui.advisers.editing import MainForm
from app.ui.advisers.subject import Book, Record
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.texts import LongTextField, TextField


def _form(desk: Desk) -> MainForm[FirmFacts]:
    service = desk.office.advisers.people
    return MainForm(
        noun="家律师事务所",
        new_title="登记律师事务所",
        body=lambda _: _body(),
        named=lambda facts: facts.name or "律师事务所",
        get=service.firm,
        check=service.check_firm,
        save=service.save_firm,
        blank=lambda: FirmFacts(""),
        next_word="保存并登记下一家",
    )


def _body() -> FormBody:
    body = FormBody()
    body.section("律师事务所（机构）")
    body.add("name", "机构名称", TextField("全称"), required=True, wide=True)
    body.add("credit_code", "信用代码", TextField("18位统一社会信用代码"))
    body.add("licence_number", "许可证号", TextField("执业许可证号"))
    body.add("head", "负责人", TextField())
    body.add("contact", "联系人", TextField())
    body.add("phone", "联系电话", TextField())
    body.add("address", "地址", TextField())
    body.add("yearly_checks", "年度考核情况", LongTextField(lines=2), wide=True)
    body.add("remark", "备注", LongTextField(lines=2), wide=True)
    return body


@dataclass(frozen=True)
class Beside:
    """What is on record of a firm."""

    people: list[AdviserFacts]
    contracts: list[EngagementFacts]
    conflicts: list[ConflictFacts]


def _more(office: Office, facts: FirmFacts) -> Beside:
    key, services = facts.id or 0, office.advisers
    people = [each for each in services.people.all().values() if each.firm_id == key]
    return Beside(people, services.engagements.of(firm_id=key), services.conflicts.of_firm(key))


BOOK = Book[FirmFacts](
    ledger=FIRMS,
    tables=frozenset({"firm", "adviser", "engagement", "engagement_adviser", "payment", "conflict", "unit"}),
    shown=("name", "head", "advisers", "contracts", "amount", "paid"),
    filters=(),
    nothing="还没有律师事务所。按 Ctrl+N 登记，或导入名录。",
    new_word="登记律师事务所",
    none="请先选择一家律师事务所",
    form=_form,
    status="",
    left_out=frozenset({"name"}),
    more=_more,
    settle=lambda office: office.advisers.people.settle_firm_doubts,
)


class FirmsPage(BookPage[FirmFacts]):
    """Firms and other bodies whose people advise."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def below(self, record: Record[FirmFacts]) -> str:
        return record.facts.credit_code

    def after(self, record: Record[FirmFacts]) -> Sequence[QWidget]:
        beside, today, go = record.beside, self.desk.office.today(), self.desk.open_record
        contracts = lists.contracts(beside.contracts, self.desk.units.names, today)
        return [
            *lists.section("顾问", "advisers", lists.people(beside.people), go, "还没有登记顾问"),
            *lists.section("服务合同", "engagements", contracts, go, "还没有合同"),
            *lists.section("利益冲突", "conflicts", lists.conflicts(beside.conflicts), go),
        ]
