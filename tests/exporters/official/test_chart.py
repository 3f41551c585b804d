"""Charts: bars as high as their values, words where they can be read, the same shapes on paper and on the screen."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

from app.exporters.official import Chart, Series, svg
from app.exporters.official.chart import Drawing, drawing, shown, wide
from app.exporters.official.picture import png
from tests.exporters.official.papers import CHART

WIDTH = 442.0


def bars(chart: Chart, drawn: Drawing) -> list[float]:
    """Heights of the bars, series by series; those of nothing are left out."""
    signs = len(chart.series) if len(chart.series) > 1 else 0
    return [area.height for area in drawn.areas[signs:]]


numbers = st.integers(0, 10**7) | st.floats(0, 1e6).map(lambda value: round(value, 2)) | st.none()


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    groups = draw(st.lists(st.text("法治政府建设2025年", min_size=1, max_size=14), min_size=1, max_size=9))
    count = draw(st.integers(1, 4))
    series = [
        Series(f"{2020 + number}年", tuple(draw(st.lists(numbers, min_size=len(groups), max_size=len(groups)))))
        for number in range(count)
    ]
    return Chart("图", tuple(groups), tuple(series), draw(st.sampled_from(["", "件", "万元"])))


@given(charts())
def test_bars_are_as_high_as_their_values(chart: Chart) -> None:
    drawn = drawing(chart, WIDTH)
    values = [value for each in chart.series for value in each.values if value]
    heights = bars(chart, drawn)
    assert len(heights) == len(values)
    if values:
        scale = max(heights) / max(values)
        assert heights == pytest.approx([value * scale for value in values], rel=1e-6, abs=1e-9)


@given(charts())
def test_everything_stands_within_the_drawing(chart: Chart) -> None:
    drawn = drawing(chart, WIDTH)
    assert all(
        area.left >= -0.01 and area.left + area.width <= WIDTH + 0.01 and 0 <= area.top <= drawn.height
        for area in drawn.areas
    )
    assert all(min(s.left, s.right) >= -0.01 and max(s.left, s.right) <= WIDTH + 0.01 for s in drawn.strokes)
    assert all(0 < label.baseline < drawn.height for label in drawn.labels)


@given(charts())
def test_every_word_and_value_is_there(chart: Chart) -> None:
    said = "".join(label.text for label in drawing(chart, WIDTH).labels)
    for each in chart.series:
        for value in each.values:
            assert shown(value) in said
    for group in chart.groups:
        assert group in said


def test_values_do_not_run_into_each_other() -> None:
    years = tuple(f"{year}年" for year in range(2018, 2026))
    crowded = Chart("图", years, tuple(Series(name, (1234,) * 8) for name in ("甲", "乙", "丙")))
    values = [label for label in drawing(crowded, WIDTH).labels if label.text == "1234"]
    assert len(values) == 24
    ordered = sorted(values, key=lambda label: label.x)
    for label, after in pairwise(ordered):
        assert label.x + wide(label.text, label.size) / 2 <= after.x - wide(after.text, after.size) / 2 + 1.5


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "—"), (0, "0"), (100, "100"), (6.5, "6.5"), (1234567, "1234567"), (0.1 + 0.2, "0.3"), (20.0, "20")],
)
def test_values_are_written_plainly(value: float | None, text: str) -> None:
    assert shown(value) == text


def test_the_picture_for_the_screen_is_well_formed_and_safe() -> None:
    chart = replace(CHART, groups=("登记<编号>&", "合法性\x0b审核", "报送备案", "期满失效"))
    root = ET.fromstring(svg(chart))
    texts = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "登记<编号>&" in texts
    assert {"23", "52", "6.5", "—", "0", "2023年", "单位：件"} <= set(texts)


def test_the_window_draws_it(qtbot: QtBot) -> None:
    renderer = QSvgRenderer(QByteArray(svg(CHART).encode()))
    assert renderer.isValid()
    image = QImage(renderer.defaultSize() * 2, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    dark = sum(
        image.pixelColor(x, y).value() < 128 for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )
    assert 0.02 < dark * 9 / (image.width() * image.height()) < 0.5


def test_the_picture_for_word_is_black_and_white_and_sharp() -> None:
    data = png(drawing(CHART, WIDTH))
    with Image.open(BytesIO(data)) as picture:
        assert picture.mode == "L"
        assert picture.width == pytest.approx((WIDTH + 2) * 300 / 72, abs=2)
        assert picture.getextrema()[0] < 40
    assert data == png(drawing(CHART, WIDTH))
