"""A little table with many columns folds its rows where a day or a pick list would be cut off."""

from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.forms.days import DateField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import TextField

PARTS = (
    Part("kind", "步骤", TextField, 5),
    Part("on", "日期", DateField, 5),
    Part("until", "截止", DateField, 5),
    Part("note", "说明", TextField, 5),
)


def test_rows_fold_into_two_lines_and_back(qtbot: QtBot) -> None:
    repeat = RepeatField(PARTS, "步骤")
    qtbot.addWidget(repeat)
    fields = repeat.add_row()
    repeat.resize(theme.em(repeat, 60), 400)
    repeat.show()
    qtbot.waitUntil(lambda: fields["note"].y() == fields["kind"].y())
    repeat.resize(theme.em(repeat, 24), 400)
    qtbot.waitUntil(lambda: fields["note"].y() > fields["kind"].y())
    assert fields["on"].width() >= theme.em(repeat, 8)
    repeat.resize(theme.em(repeat, 60), 400)
    qtbot.waitUntil(lambda: fields["note"].y() == fields["kind"].y())
