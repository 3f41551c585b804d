"""规范性文件: the ledger of documents with the record panel and its acts. Knows the services, not their SQL."""

from app.domain.documents.columns import LEDGER
from app.domain.documents.facts import DocumentFacts
from app.domain.profiles import Profile
from app.services.audit import HistoryEntry
from app.ui.desk import Desk
from app.ui.documents.summary import fact_rows, head_line, moments, notice_of
from app.ui.history import HistoryList
from app.ui.ledger_page import LedgerPage
from app.ui.panel import FactList, NoticeBox, column_of, heading, record_head
from app.ui.popover import text_label
from app.ui.table.delegate import Look
from app.ui.table.ledger_table import Layout
from app.ui.timeline import Timeline

SHOWN = ("unified_number", "title", "document_number", "issuer", "published_on", "expires_on", "force_status")
FILTERS = ("force_status", "issuer", "published_on", "completeness")
TABS = ("概要", "过程", "附件", "修改记录")


class DocumentsPage(LedgerPage):
    """Everything a clerk does with documents starts here."""

    tables = frozenset({"document", "document_issuer", "document_step", "document_carrier", "number", "unit"})

    def __init__(self, desk: Desk) -> None:
        look = Look(
            status="force_status", due="expires_on", empty=(("unified_number", "—"), ("document_number", "待赋号"))
        )
        values = {
            "issuer": lambda: [
                (name, name) for name in desk.office.ledgers.values("documents", "issuer", self.table.query)
            ]
        }
        layout = Layout(SHOWN, FILTERS, look, "还没有规范性文件。按 Ctrl+N 新增，或导入旧台账。", values)
        super().__init__(desk, LEDGER, layout, TABS)

    def show_record(self, record_id: int | None) -> None:
        if record_id is None:
            self.panel.show_nothing()
            return
        documents, audit = self.desk.office.documents, self.desk.office.audit
        units, settings, today = self.desk.office.units, self.desk.office.settings, self.desk.office.today()
        self.desk.work.read(
            "panel:documents",
            lambda: (
                documents.get(record_id),
                {key: unit.name for key, unit in units.all().items()},
                settings.profile(today),
                audit.history("documents", record_id),
            ),
            lambda found: self._show(*found),
        )

    def _show(self, facts: DocumentFacts, units: dict[int, str], profile: Profile, history: list[HistoryEntry]) -> None:
        today = self.desk.office.today()
        self.panel.show_tabs(
            (
                lambda: column_of(
                    record_head(facts.title, head_line(facts)),
                    NoticeBox(notice_of(facts, today, profile)),
                    FactList(fact_rows(facts, units)),
                    heading("办理过程"),
                    Timeline(moments(facts, today, profile)),
                ),
                lambda: Timeline(moments(facts, today, profile)),
                lambda: text_label("还没有附件", "muted"),
                lambda: HistoryList(history),
            )
        )
