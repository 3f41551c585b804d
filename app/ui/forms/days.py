"""A date as an office types it: 20250101, 2025.1.1, 2025年1月1日, or picked; empty is None. Knows no rule."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from app.domain.dates import DateReading, DateState, read_date
from app.domain.problems import Problem, Severity
from app.ui import tokens
from app.ui.forms.field import Field
from app.ui.forms.texts import Line
from app.ui.icons import icon
from app.ui.popover import Popover


class DateLine(Line):
    """The line of a date: F4 opens the calendar, as in every Windows date box; Alt+Down belongs to the form."""

    def __init__(self) -> None:
        super().__init__("如 20250101")
        self._calendar = QAction(icon("calendar", tokens.MUTED), "选择日期（F4）", self)
        self._calendar.triggered.connect(self.open_calendar)
        self.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)

    def reading(self) -> DateReading:
        return read_date(self.text())

    def open_calendar(self) -> Popover:
        """A month to pick from, at the day typed."""
        sheet = Popover(self)
        calendar = _calendar(self.reading().day)
        calendar.activated.connect(lambda day: self._picked(sheet, day))
        calendar.clicked.connect(lambda day: self._picked(sheet, day))
        sheet.body.addWidget(calendar)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        sheet.open()
        calendar.setFocus()
        return sheet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F4 and not event.modifiers():
            self.open_calendar()
            return
        super().keyPressEvent(event)

    def _picked(self, sheet: Popover, day: QDate) -> None:
        sheet.close()
        # Through selection and insert, so that it counts as typed and can be undone.
        self.selectAll()
        self.insert(date(day.year(), day.month(), day.day()).isoformat())
        self.setFocus()


class DateField(Field):
    """A day or None; shown as 2025-01-01 once it is understood."""

    def __init__(self) -> None:
        super().__init__()
        self.line = DateLine()
        self.line.textEdited.connect(self._edited)
        self.line.on_left = self._left
        self.put(self.line)

    def value(self) -> date | None:
        return self.line.reading().day

    def set_value(self, value: date | None) -> None:
        self.line.setText(value.isoformat() if value else "")

    def state(self) -> str:
        return self.line.text()

    def restore(self, state: str) -> None:
        self.line.setText(state)

    def own_problems(self) -> tuple[Problem, ...]:
        reading = self.line.reading()
        match reading.state:
            case DateState.EMPTY | DateState.EXACT:
                return ()
            case DateState.TWO_DIGIT_YEAR:
                return (Problem("", reading.note, Severity.NOTE),)
            case _:
                return (Problem("", reading.note),)

    def tab_stops(self) -> list[QWidget]:
        return [self.line]

    def _edited(self) -> None:
        self.changed.emit()

    def _left(self) -> None:
        reading = self.line.reading()
        if reading.state is DateState.EXACT and reading.day:
            self.line.setText(reading.day.isoformat())
        self.left.emit()


def _calendar(day: date | None) -> QCalendarWidget:
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    calendar.setMinimumDate(QDate(1949, 1, 1))
    calendar.setMaximumDate(QDate(2100, 12, 31))
    plain = QTextCharFormat()
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(weekend, plain)
    if day:
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
    return calendar
