"""Lines by pages, and the model over them."""

from array import array

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.domain.ledgers import Query
from app.ui.table.lines import KEPT_PAGES, PAGE, Lines
from app.ui.table.model import LedgerModel, Role
from tests.ui.lines import COLUMNS, SHOWN, MadeLines, line


def _model(count: int) -> tuple[LedgerModel, MadeLines]:
    from datetime import date

    source = MadeLines(count)
    model = LedgerModel(COLUMNS, SHOWN, lambda ids: source.page("sample", ids, Query(date(2025, 3, 3))))
    model.set_ids(array("q", range(1, count + 1)))
    return model, source


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model, _ = _model(450)
    qtmodeltester.check(model)


def test_cells_are_fetched_a_page_at_a_time_and_only_when_seen() -> None:
    model, source = _model(1000)
    assert source.pages == []
    assert model.text(399, 1) == "海珠区第400号办法"
    assert source.pages == [(PAGE + 1, PAGE)]
    model.text(250, 0)
    assert len(source.pages) == 1


def test_pages_long_unseen_are_forgotten() -> None:
    source = MadeLines(PAGE * 30)
    lines = Lines(lambda ids: [line(number) for number in ids], array("q", range(1, PAGE * 30 + 1)))
    for page in range(30):
        lines.page(page)
    assert len(lines._pages) == KEPT_PAGES
    assert lines[PAGE * 29] == line(PAGE * 29 + 1)
    assert source.pages == []


def test_a_row_knows_its_line_and_its_cell() -> None:
    model, _ = _model(10)
    index = model.index(2, SHOWN.index("force_status"))
    assert index.data() == "待登记编号"
    assert index.data(Role.CELL) == "awaiting_number"
    assert index.data(Role.LINE) == 3
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "效力状态：待登记编号"
    assert model.row_of(3) == 2
    assert model.row_of(99) is None


def test_hidden_and_unknown_columns_are_not_shown() -> None:
    model, _ = _model(3)
    model.show_columns(("title", "gone", "number"))
    assert [column.key for column in model.columns] == ["title", "number"]
    assert model.text(0, 1) == line(1)[0]


def test_the_sorted_column_says_so(qtbot: QtBot) -> None:
    model, _ = _model(3)
    with qtbot.waitSignal(model.headerDataChanged):
        model.show_sort(("title", True))
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert heads == ["统一编号", "文件名称 ↓", "制定机关"]


def test_a_line_that_is_gone_is_blank() -> None:
    model = LedgerModel(COLUMNS, SHOWN, lambda _: [])
    model.set_ids(array("q", [1]))
    assert model.text(0, 0) == ""
