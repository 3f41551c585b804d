"""What a 公文 cannot be, and what follows from what is said."""

import pytest

from app.exporters.official import Chart, Column, Heading, Series, Table
from tests.exporters.official.papers import REPORT


@pytest.mark.parametrize("level", [0, 5])
def test_a_heading_has_one_of_four_levels(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        Heading("五层", level)


def test_a_row_has_a_cell_for_each_column() -> None:
    columns = (Column("甲"), Column("乙"))
    with pytest.raises(ValueError, match="as many cells"):
        Table(columns, (("1",),))
    with pytest.raises(ValueError, match="as many cells"):
        Table(columns, (("1", "2"),), total=("合计",))
    with pytest.raises(ValueError, match="as many cells"):
        Table((), ())


@pytest.mark.parametrize("values", [(1,), (1, -1), (1, 2, 3)])
def test_a_series_has_one_value_for_each_group(values: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="one value"):
        Chart("图", ("甲", "乙"), (Series("2024年", values),))


def test_no_more_series_than_can_be_told_apart() -> None:
    with pytest.raises(ValueError, match="one to 4"):
        Chart("图", ("甲",), (Series("年", (1,)),) * 5)
    with pytest.raises(ValueError, match="groups"):
        Chart("图", (), (Series("年", ()),))


def test_attachments_are_the_appendices_and_what_is_enclosed() -> None:
    assert REPORT.attachments == ("2024年度主要数据表", "名词说明", *REPORT.enclosed)
