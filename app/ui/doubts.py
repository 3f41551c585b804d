"""存疑 in the panel of a record: what an import could not read for certain, each confirmed or corrected. Knows doubts, no record."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.documents.facts import Doubt
from app.ui.desk import Desk
from app.ui.panel import column_of, heading, link, row_of, tight
from app.ui.popover import text_label


@dataclass(frozen=True)
class Settling:
    """What can be done about a doubt."""

    settle: Callable[[Doubt], None]
    fill_in: Callable[[str], None]
    """Open the form at a field."""


def doubt_list(doubts: Iterable[Doubt], titles: Mapping[str, str], settling: Settling | None) -> QWidget:
    """Each doubt with the 原文 it is about, under one heading; `titles` name the fields. Without settling it is only read."""
    return column_of(heading("存疑"), *(_doubt(doubt, titles.get(doubt.field, ""), settling) for doubt in doubts))


def _doubt(doubt: Doubt, title: str, settling: Settling | None) -> QWidget:
    said = [text_label(doubt.message, "error")]
    if doubt.raw:
        said.append(text_label(f"{title}原文：{doubt.raw}", "small"))
    if settling is None:
        return tight(*said)
    settle, mend = link("核实", partial(settling.settle, doubt)), link("修改", partial(settling.fill_in, doubt.field))
    settle.setAccessibleName(f"核实：{doubt.message}")
    mend.setAccessibleName(f"修改：{doubt.message}")
    return tight(*said, row_of(settle, mend))


def ask_about(desk: Desk, doubt: Doubt, confirm: Callable[[], object], fill_in: Callable[[str], None]) -> None:
    """核实: the doubt was looked into (`confirm` writes that, in the background), or is to be corrected now."""
    question = f"{doubt.message}\n核对无误的，不再标为存疑；原文留在修改记录中。"
    answer = desk.dialogs.choose("核实存疑", question, ("已核实", "修改这一项", "取消"))
    if answer == 0:
        desk.work.write(confirm)
    elif answer == 1:
        fill_in(doubt.field)
