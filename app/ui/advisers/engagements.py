"""服务合同: the ledger of contracts with its panel and acts, the main page of legal advisers. Knows services, no SQL."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from app.domain.advisers.columns import ENGAGEMENTS
from app.domain.advisers.engagements import EngagementFacts, EngagementState
from app.domain.advisers.matters import MatterFacts
from app.domain.advisers.withdrawal import contract_stays
from app.domain.ledgers import Filter, Query
from app.services.office import Office
from app.ui.advisers import engagement_deeds as deeds
from app.ui.advisers import lists, papers
from app.ui.advisers.book import BookPage
from app.ui.advisers.chain import chain_links
from app.ui.advisers.engagement_form import engagement_form
from app.ui.advisers.engagement_summary import (
    Beside,
    clauses_notice,
    moments,
    money_rows,
    named,
    notice_of,
    overpaid,
    work_notice,
)
from app.ui.advisers.picks import name_of
from app.ui.advisers.renewing import renew_contract
from app.ui.advisers.subject import Book, DeedEntry, Record
from app.ui.advisers.withdrawing import withdrawal
from app.ui.desk import Desk
from app.ui.panel import FactList, Notice, NoticeBox, column_of, heading, link
from app.ui.timeline import Timeline

Rec = Record[EngagementFacts]
URGENT = (EngagementState.EXPIRED, EngagementState.EXPIRING)


def unsigned(record: Rec) -> str:
    """Why it is not signed now."""
    return "" if record.facts.signed_on is None else "已签订"


def signed(record: Rec) -> str:
    """Why nothing is done that only a signed contract allows."""
    return "请先登记签订" if record.facts.draft else ""


def going_on(record: Rec) -> str:
    """Why it is not ended."""
    return signed(record) or ("已提前解除" if record.facts.ended_on is not None else "")


def not_renewed(record: Rec) -> str:
    """Why it is not renewed."""
    if record.beside.renewed(record.facts):
        return "已经续签"
    return signed(record) or ("已起草续签合同" if record.beside.follower(record.facts) else "")


def _more(office: Office, facts: EngagementFacts) -> Beside:
    key, services = deeds.id_of(facts), office.advisers
    return Beside(
        services.payments.of_engagement(key), services.matters.of_contract(key), services.engagements.chain(key)
    )


BOOK = Book[EngagementFacts](
    ledger=ENGAGEMENTS,
    tables=frozenset({
        "engagement", "engagement_adviser", "engagement_unit", "payment", "matter", "adviser", "firm", "unit", "appointment", "setting",
    }),
    shown=("name", "state", "ends_on", "unit", "advisers", "amount", "paid"),
    filters=("state", "unit", "firm", "ends_on"),
    nothing="还没有法律顾问服务合同。按 Ctrl+N 登记，或导入原来的聘任台账。",
    new_word="登记合同",
    none="请先选择一份合同",
    form=engagement_form,
    deeds=(
        DeedEntry("pay", "登记付款", deeds.pay_deed, signed, "check"),
        DeedEntry("renew", "续签", renew_contract, not_renewed, "repeat"),
        DeedEntry("sign", "签订", deeds.sign_deed, unsigned),
        DeedEntry("plan", "付款计划", deeds.plan_deed),
        DeedEntry("supplement", "补充协议", deeds.supplement_deed, signed),
        DeedEntry("file", "登记备案", deeds.file_deed, signed),
        DeedEntry("end", "提前解除", deeds.end_deed, going_on),
        withdrawal("删除草稿", "删除草拟合同", contract_stays, lambda desk: desk.office.advisers.withdrawals.draft),
    ),
    papers=(papers.FILING_FORM,),
    due="ends_on",
    more_tabs=("费用", "工作"),
    more=_more,
    settle=lambda office: office.advisers.engagements.settle_doubts,
    fields={"term": "starts_on", "unit": "unit_id", "firm": "firm_id"},
    left_out=frozenset({"name", "amount", "cap", "paid", "clauses", "previous", "next", "supplements", "ended_on", "end_reason", "term"}),
)  # fmt: skip


class EngagementsPage(BookPage[EngagementFacts]):
    """Every contract: who serves whom until when and for how much."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, BOOK)

    def reload(self) -> None:
        super().reload()
        office = self.desk.office
        states = tuple(state.value for state in URGENT)
        query = Query(office.today(), (Filter("state", states),))
        self.desk.work.read(
            "engagements:urgent", lambda: office.ledgers.count(ENGAGEMENTS.name, query), self.urgent_counted.emit
        )

    def next_step(self) -> None:
        """What its state asks for: signing, or renewing before the end."""
        if self.record is None:
            return
        state = EngagementState.of(self.record.said("state"))
        if state is EngagementState.DRAFT:
            self.do("sign")
        elif state in URGENT and (drafted := self.record.beside.follower(self.record.facts)) is not None:
            self.open_task(drafted.id or 0)
        elif state in URGENT and not not_renewed(self.record):
            self.do("renew")

    def notice(self, record: Rec) -> Notice:
        return notice_of(record.facts, record.beside, self.desk.office.today())

    def below(self, record: Rec) -> str:
        return "　".join(text for text in (record.said("unit"), record.facts.number) if text)

    def parts(self, record: Rec) -> Sequence[QWidget]:
        facts, today = record.facts, self.desk.office.today()
        notices = (
            overpaid(facts, record.beside.payments),
            work_notice(facts, record.beside.matters, today),
            clauses_notice(facts),
        )
        return [NoticeBox(notice) for notice in notices if notice is not None]

    def more_tabs(self, record: Rec) -> Sequence[Callable[[], QWidget]]:
        return (lambda: self._money(record), lambda: self._work(record))

    def _money(self, record: Rec) -> QWidget:
        rows = list(money_rows(record.facts, record.beside.payments, self.desk.office.today()))
        parts: list[QWidget] = [self.head(record), FactList(rows)]
        if not self.look_only:
            if not signed(record):
                parts.append(link("＋ 登记付款", lambda: self.do("pay")))
            parts.append(link("＋ 付款计划", lambda: self.do("plan")))
        return column_of(*parts)

    def _work(self, record: Rec) -> QWidget:
        notice = work_notice(record.facts, record.beside.matters, self.desk.office.today())
        parts: list[QWidget] = [self.head(record), *([NoticeBox(notice)] if notice else [])]
        work = lists.matters(record.beside.matters, self.desk.office.today())
        parts += lists.section("交办的事项", "matters", work, self.desk.open_record, "还没有交办过事项")
        if not self.look_only:
            parts.append(link("＋ 交办事项", lambda: self.assign(record)))
        return column_of(*parts)

    def assign(self, record: Rec) -> None:
        """交办 a matter under this contract: to its first adviser, for its unit."""
        facts = record.facts
        lead = next((engaged.adviser_id for engaged in facts.advisers), None)
        matter = MatterFacts("", unit_id=facts.unit_id, adviser_id=lead, engagement_id=facts.id)
        self.desk.begin_with("matters", matter)

    def after(self, record: Rec) -> Sequence[QWidget]:
        facts, go = record.facts, self.desk.open_record
        people = [(key, name_of(self.desk, "advisers", key)) for key in (each.adviser_id for each in facts.advisers)]
        return [
            *lists.section("受聘机构", "firms", lists.one(facts.firm_id, record.said("firm")), go),
            *lists.section("受聘顾问", "advisers", people, go),
            *self._chain(record),
        ]

    def _chain(self, record: Rec) -> Iterator[QWidget]:
        others = [each for each in record.beside.chain if each.id != record.facts.id]
        if not others and not record.facts.supplements:
            return
        yield heading("续签与变更")
        today = self.desk.office.today()
        yield Timeline(moments(record.facts, record.beside, today))
        yield from chain_links(
            record.beside.chain,
            record.facts,
            lambda each: named(each, record.beside, today),
            ("前一合同", "后一合同"),
            self.open_record,
        )
