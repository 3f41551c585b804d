"""Choosing advisers, firms, contracts and what else has a ledger, by typing. Knows ledgers, not what is chosen for."""

from functools import partial

from app.domain.ledgers import Cells, Query
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

TERMED = frozenset({"engagements", "appointments"})
"""Ledgers whose lines are renewed under the same name: only their terms tell them apart."""


def find(desk: Desk, ledger: str, typed: str) -> list[Option]:
    """The lines of a ledger that hold the words typed."""
    query = Query(desk.office.today(), text=typed)
    ids = desk.office.ledgers.ids(ledger, query, OFFERED)
    lines = desk.office.ledgers.page(ledger, ids, query)
    note = LEDGERS[ledger].index(LABELS[ledger][1])
    return [
        Option(key, _label(ledger, cells), note=str(cells[note] or "")) for key, cells in zip(ids, lines, strict=True)
    ]


def name_of(desk: Desk, ledger: str, record_id: int | None) -> str:
    """What a line of a ledger is called; empty for none."""
    if record_id is None:
        return ""
    return str(_cells(desk, ledger, record_id)[LEDGERS[ledger].index(LABELS[ledger][0])] or "")


def _cells(desk: Desk, ledger: str, record_id: int) -> Cells:
    (cells,) = desk.office.ledgers.page(ledger, [record_id], Query(desk.office.today()))
    return cells


def _label(ledger: str, cells: Cells) -> str:
    """The name, with the term where there may be others of the same name."""
    name, columns = str(cells[LEDGERS[ledger].index(LABELS[ledger][0])] or ""), LEDGERS[ledger]
    if ledger not in TERMED:
        return name
    days = [columns.column(key).show(cells[columns.index(key)]) for key in ("starts_on", "ends_on")]
    return f"{name}（{days[0]} 至 {days[1] or '未定'}）" if any(days) else name


def pick(desk: Desk, ledger: str, placeholder: str = "输入名称或拼音首字母") -> ChosenField:
    """A field for one line of a ledger."""

    def named(record_id: int) -> str:
        return _label(ledger, _cells(desk, ledger, record_id))

    return ChosenField(partial(find, desk, ledger), named, placeholder)


def pick_several(desk: Desk, ledger: str) -> SeveralPicksField:
    """A field for several lines of a ledger in order."""
    return SeveralPicksField(pick(desk, ledger, "输入名称或拼音首字母，回车添加"), partial(name_of, desk, ledger))
