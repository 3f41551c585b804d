"""A ledger seen from another day: the chip that asks which, and the notice that it is so. Knows no ledger, no query."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.domain.ledgers import as_of_words
from app.domain.problems import Severity
from app.ui import theme
from app.ui.forms.days import DateField
from app.ui.keys import Act
from app.ui.popover import Popover, text_label
from app.ui.table.chips import Chip

PAST = "状态按这一天计算，内容以现在登记的为准，此后登记的不列入。"
FUTURE = "按现在登记的内容推算，今后的新增、延期和废止不在其中。"


class AsOfChip(Chip):
    """The day a ledger is to be seen from; None is today."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("截至", "台账截至哪一天", "今天")
        self._today = today
        self.day: date | None = None
        self.setToolTip(f"{Act.AS_OF.word}（{Act.AS_OF.key}）")
        self.show_text("")

    def set_day(self, day: date | None) -> None:
        """Show a day; tells nobody."""
        self.day = day
        self.show_text(day.isoformat() if day else "")

    def show_text(self, text: str) -> None:
        super().show_text(text)
        if not text:
            self.setText(f"{self._title}…")  # so short that the search line stays beside it

    def open(self) -> Popover:
        sheet = Popover(self)
        field = DateField()
        field.set_name("截至日期")
        field.set_value(self.day)
        look = QPushButton("查看")
        theme.role(look, "primary")
        row = QHBoxLayout()
        label = QLabel("截至")
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(field, 1)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        sheet.body.addLayout(row)

        def typed() -> None:
            """A day closes the sheet and an empty line comes back to today; what is neither is told at the field."""
            wrong = [problem for problem in field.own_problems() if problem.severity is Severity.ERROR]
            field.show_problems(wrong)
            if wrong:
                sheet.open()  # grown by the sentence
            else:
                self._take(sheet, field.value())

        field.line.returnPressed.connect(typed)
        look.clicked.connect(typed)
        row = QHBoxLayout()
        for text, day in self._usual():
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, day=day: self._take(sheet, day))
            row.addWidget(button)
        sheet.body.addLayout(row)
        sheet.open()
        # One line as high as the field's, so that the words stand level with what is typed.
        label.setFixedHeight(field.line.height())
        field.line.setFocus()
        field.line.selectAll()
        return sheet

    def _usual(self) -> tuple[tuple[str, date | None], ...]:
        """The days reports are made for."""
        today = self._today()
        month = today.replace(day=1)
        return (
            ("去年末", date(today.year - 1, 12, 31)),
            ("上月末", month - timedelta(days=1)),
            ("今年末", date(today.year, 12, 31)),
            ("今天", None),
        )

    def _take(self, sheet: Popover, day: date | None) -> None:
        sheet.close()
        day = None if day == self._today() else day
        if day != self.day:
            self.set_day(day)
            self.changed.emit()


class AsOfNotice(QFrame):
    """Over a ledger that is not seen from today; hidden when it is."""

    def __init__(self, back: Callable[[], object]) -> None:
        super().__init__()
        theme.role(self, "notice-due")
        side = theme.em(self, 1.2)
        row = QHBoxLayout(self)
        row.setContentsMargins(side, theme.em(self, 0.3), side, theme.em(self, 0.3))
        words = QVBoxLayout()
        words.setSpacing(0)
        self.lead, self.detail = text_label("", "lead"), text_label("")
        words.addWidget(self.lead)
        words.addWidget(self.detail)
        row.addLayout(words, 1)
        self.back = QPushButton("回到今天  Esc")
        self.back.setAccessibleName("回到今天的台账")
        self.back.clicked.connect(back)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_day(self, day: date | None, today: date) -> None:
        """The day the lines below are seen from; None hides the notice."""
        if day is not None:
            self.lead.setText(f"{as_of_words(day, today)}的台账，只能查看、导出和打印")
            self.detail.setText(FUTURE if day > today else PAST)
        self.setVisible(day is not None)
