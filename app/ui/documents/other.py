"""A look at another document without leaving the form: a sheet beside the field. Knows the document service."""

from PySide6.QtWidgets import QWidget

from app.domain.documents.facts import DocumentFacts
from app.domain.profiles import Profile
from app.ui import theme
from app.ui.documents.summary import fact_rows, head_line, notice_of
from app.ui.ledger_page import LedgerPage
from app.ui.panel import FactList, NoticeBox, link, record_head
from app.ui.popover import Popover

MOST = 9
"""Facts shown: enough to tell two documents apart, few enough for a small screen."""


def show_other(page: LedgerPage, anchor: QWidget, document_id: int) -> None:
    """Read a document and show it below a field."""
    office = page.desk.office

    def read() -> tuple[DocumentFacts, Profile]:
        return office.documents.get(document_id), office.settings.profile(office.today())

    page.desk.work.read("other:documents", read, lambda found: _show(page, anchor, *found))


def _show(page: LedgerPage, anchor: QWidget, facts: DocumentFacts, profile: Profile) -> None:
    sheet = Popover(anchor)
    sheet.setObjectName("other document")
    sheet.setFixedWidth(theme.em(page, 30))
    sheet.body.addWidget(record_head(facts.title, head_line(facts)))
    sheet.body.addWidget(NoticeBox(notice_of(facts, page.desk.office.today(), profile)))
    rows = [row for row in fact_rows(facts, page.desk.units.names) if row[1]]
    sheet.body.addWidget(FactList(rows[:MOST]))

    def go() -> None:
        sheet.close()
        assert facts.id is not None
        page.open_record(facts.id)  # a form with changes asks first

    away = link("离开表单，打开这件文件", go)
    sheet.body.addWidget(away)
    sheet.open()
    away.setFocus()
