"""Choosing advisers, firms, contracts and what else has a ledger, by typing. Knows ledgers, not what is chosen for."""

from functools import partial

from app.domain.ledgers import Query
from app.services.ledgers import LEDGERS
from app.ui.desk import Desk
from app.ui.forms.suggest import Option
from app.ui.forms.units import ChosenField, SeveralPicksField

OFFERED = 12
"""Lines offered at once."""

LABELS = {
    "advisers": ("name", "firm"), "firms": ("name", "credit_code"), "engagements": ("name", "unit"), "matters": ("title", "adviser"),
    "appointments": ("adviser", "unit"), "submissions": ("title", "number"), "documents": ("title", "document_number"),
}  # fmt: skip
"""By ledger, the column that names a line and the one that tells namesakes apart."""


def find(desk: Desk, ledger: str, typed: str) -> list[Option]:
    """The lines of a ledger that hold the words typed."""
    query = Query(desk.office.today(), text=typed)
    ids = desk.office.ledgers.ids(ledger, query, OFFERED)
    lines = desk.office.ledgers.page(ledger, ids, query)
    label, note = (LEDGERS[ledger].index(key) for key in LABELS[ledger])
    return [
        Option(key, str(cells[label] or ""), note=str(cells[note] or "")) for key, cells in zip(ids, lines, strict=True)
    ]


def name_of(desk: Desk, ledger: str, record_id: int | None) -> str:
    """What a line of a ledger is called; empty for none."""
    if record_id is None:
        return ""
    (cells,) = desk.office.ledgers.page(ledger, [record_id], Query(desk.office.today()))
    return str(cells[LEDGERS[ledger].index(LABELS[ledger][0])] or "")


def pick(desk: Desk, ledger: str, placeholder: str = "输入名称或拼音首字母") -> ChosenField:
    """A field for one line of a ledger."""
    return ChosenField(partial(find, desk, ledger), partial(name_of, desk, ledger), placeholder)


def pick_several(desk: Desk, ledger: str) -> SeveralPicksField:
    """A field for several lines of a ledger in order."""
    return SeveralPicksField(pick(desk, ledger, "输入名称或拼音首字母，回车添加"), partial(name_of, desk, ledger))
