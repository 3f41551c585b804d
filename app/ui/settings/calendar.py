"""节假日: years and their exceptions, the yearly arrangement in and out, single days by hand. Knows the calendar service."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.calendar import DayKind, Holiday, MissingYear
from app.domain.dates import chinese
from app.domain.problems import Problem, Refused
from app.services.calendar import Imported, YearState
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.desk import Desk
from app.ui.dialogs import FileKind
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.field import clear
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.picks import ChoiceField
from app.ui.forms.texts import TextField
from app.ui.panel import Notice, NoticeBox
from app.ui.plain_table import PlainTable
from app.ui.popover import text_label
from app.ui.settings.calendar_words import (
    DAY_HEADS,
    NO_DAYS,
    YEAR_HEADS,
    day_line,
    sentence,
    weekday,
    year_line,
)
from app.ui.settings.refused_file import RefusedFile
from app.ui.settings.section import Section
from app.ui.tokens import Tone

CSV = FileKind("CSV 文件", ("csv",))
TABLES = FileKind("表格文件", ("csv", "xlsx", "xls", "et", "ods"))
HINT = (
    "放假和调休上班以国务院办公厅每年的通知为准，工作日的期限按这里的安排推算。"
    "程序自带的年份不用填写；以后各年请在通知公布后导入，或逐日填写。本单位填写的优先。"
)


class CalendarSection(Section):
    """Years at the left, the days of the chosen one at the right; a refused file shows all that is wrong with it."""

    title = "节假日"
    name = "holidays"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted: int | None = desk.office.today().year
        """Year to turn to once it is listed."""
        self._missing: MissingYear | None = None
        self._days: dict[date, Holiday] = {}
        self._base: Holiday | None = None
        self._form: FormPage | None = None
        self._asked = QVBoxLayout()
        self.years = PlainTable("年份")
        self.years.line_changed.connect(self._load_days)
        self.table = PlainTable("放假和调休上班")
        self.table.line_changed.connect(lambda _: self._refresh())
        self.table.line_opened.connect(lambda _: self.edit())
        self.refused = RefusedFile()
        self.refused.left.connect(self._turn_back)
        self.said = text_label("", "small")
        self.said.hide()
        self.bar = ActionBar()
        self.bar.add("import", "导入…", "upload", self.import_file, primary=True)
        self.bar.add("add", "新增一天…", "plus", self.add)
        self.bar.add("edit", "修改…", "pencil", self.edit, "Enter")
        self.bar.add("remove", "删除", "trash-2", self.remove)
        self.bar.add("export", "导出本年…", "download", self.export)
        self.bar.add("blank", "空白表…", "table", self.save_blank)
        self._lay_out()

    @property
    def form(self) -> FormPage | None:
        return self._form

    @property
    def year(self) -> int:
        """The year of the current line."""
        return self.years.current_key() or self.desk.office.today().year

    def reload(self) -> None:
        calendar, today = self.desk.office.calendar, self.desk.office.today()
        self.desk.work.read(
            "settings.calendar",
            lambda: (calendar.years(today), calendar.missing_year(today)),
            lambda found: self._show(*found),
        )

    # ------------------------------------------------------------------ single days

    def add(self) -> None:
        """A day of the year that is looked at; one after the other with Ctrl+Enter."""
        self._open(None, "新增一天")

    def edit(self) -> None:
        """Change the current day; a shipped one is overruled by an own one."""
        chosen = self._days.get(self.table.current_key())
        if chosen is not None and not self.desk.office.read_only:
            self._open(chosen, "修改安排")

    def remove(self) -> None:
        """Take an own day out, after a question."""
        chosen = self._days.get(self.table.current_key())
        if chosen is None or chosen.id is None:
            return
        text = (
            f"{chinese(chosen.day)}的“{chosen.kind.label}”将被删除。"
            f"删除后这一天按程序自带的安排；没有自带安排的，按平常的星期{weekday(chosen.day)}。"
        )
        if not self.desk.dialogs.ask("删除这一天", text, "删除"):
            return
        calendar, actor, key = self.desk.office.calendar, self.desk.actor(), chosen.id
        self.desk.work.write(lambda: calendar.remove(key, actor), lambda _: self.reload())

    def _open(self, holiday: Holiday | None, title: str) -> None:
        self._base = holiday
        body = FormBody(columns=1)
        body.setMaximumWidth(theme.em(self, 44))
        body.section("")
        body.add("day", "日期", DateField(), required=True)
        body.add("kind", "类型", ChoiceField(DayKind, optional=False), required=True, help="上班指周末调休上班")
        body.add("name", "名称", TextField("如 春节", most=30))
        next_word = "" if holiday else "保存并填写下一天"
        contract = FormContract(
            "settings.calendar", "节假日", self._save, self._check, ("kind", "name"), self.desk.now, next_word=next_word
        )
        desk = self.desk
        self._form = FormPage(body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self._form.saved.connect(self._saved)
        self._form.closed.connect(self._close)
        self.views.addWidget(self._form)
        self.views.setCurrentWidget(self._form)
        values = {"day": None, "kind": DayKind.OFF, "name": ""} if holiday is None else vars(holiday)
        self._form.open(title, values, record=None if holiday is None else holiday.id or 0)
        self._form.body.go_to("day")

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        typed = self._typed(values)
        return self.desk.office.calendar.check(typed) if typed else (Problem("day", "请填写日期"),)

    def _save(self, values: dict[str, Any]) -> Holiday:
        typed = self._typed(values)
        if typed is None:
            raise Refused([Problem("day", "请填写日期")])
        return self.desk.office.calendar.save(typed, self.desk.actor())

    def _typed(self, values: dict[str, Any]) -> Holiday | None:
        if values["day"] is None:
            return None
        typed = Holiday(values["day"], values["kind"], values["name"])
        return typed if self._base is None else replace(typed, id=self._base.id)

    def _saved(self, stored: Holiday, then_next: bool) -> None:
        self._wanted = stored.day.year
        if then_next and self._form is not None:
            self._form.next("新增一天", {"day": stored.day + timedelta(days=1)})
            self._form.body.go_to("day")
            return
        self._close()

    def _close(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self.views.removeWidget(form)
            form.deleteLater()
        self._turn_back()
        self.reload()

    # ------------------------------------------------------------------ files

    def import_file(self) -> None:
        """Take a year's arrangement in; nothing is taken from a file with a single wrong line."""
        path = self.desk.dialogs.open_name("导入节假日安排", self._folder(), (TABLES,))
        if path is None:
            return
        calendar, actor = self.desk.office.calendar, self.desk.actor()
        self.desk.work.write(
            lambda: calendar.import_file(path, actor),
            lambda done: self._imported(path, done),
            lambda error: self._not_imported(path, error),
        )

    def export(self) -> None:
        """The year's days as the import reads them."""
        calendar, year = self.desk.office.calendar, self.year
        self._write(f"{year}年节假日安排.csv", lambda target: calendar.export_year(year, target))

    def save_blank(self) -> None:
        """A file to fill in, for the year that is asked for."""
        calendar, year = self.desk.office.calendar, self._missing.year if self._missing else self.year
        self._write(f"{year}年节假日安排（空白表）.csv", lambda target: calendar.write_blank(year, target))

    def _write(self, name: str, write: Any) -> None:
        target = self.desk.dialogs.save_name("导出", self._folder() / name, (CSV,))
        if target is not None:
            self.desk.settings.set("papers", "folder", str(target.parent))
            self.desk.work.paper(lambda _: write(target), lambda _: self._tell(f"已存为 {target}"))

    def _folder(self) -> Path:
        return Path(str(self.desk.settings.get("papers", "folder", str(Path.home()))))

    def _imported(self, path: Path, done: Imported) -> None:
        self._tell(f"已导入“{path.name}”：{sentence(done)}")
        self._wanted = done.states[0].year
        self.reload()

    def _not_imported(self, path: Path, error: Exception) -> None:
        if not isinstance(error, Refused) or len(error.problems) == 1:
            self.desk.failures.show(error)
            return
        self.refused.show_problems(path.name, error.problems)
        self.views.setCurrentWidget(self.refused)
        self.refused.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ showing

    def _show(self, states: tuple[YearState, ...], missing: MissingYear | None) -> None:
        clear(self._asked)
        self._missing = missing
        if missing is not None:
            self._asked.addWidget(NoticeBox(Notice(Tone.DUE, missing.text, basis=missing.basis)))
        self.years.show_lines(YEAR_HEADS, [year_line(state) for state in states])
        if self._wanted is not None:
            self.years.go_to_row(next(at for at, state in enumerate(states) if state.year == self._wanted))
            self._wanted = None
        self._load_days(self.years.current_key())

    def _load_days(self, year: int | None) -> None:
        if year is not None:
            calendar = self.desk.office.calendar
            self.desk.work.read("settings.calendar.days", lambda: calendar.days(year), self._show_days)

    def _show_days(self, days: tuple[Holiday, ...]) -> None:
        self._days = {each.day: each for each in days}
        self.table.show_lines(DAY_HEADS, [day_line(each) for each in days] or [NO_DAYS])
        self._refresh()

    def _refresh(self) -> None:
        blocked = self.desk.office.read_only
        chosen = self._days.get(self.table.current_key())
        none = "" if chosen else "请先选择一天"
        shipped = "程序自带的安排不能删除，可以用“修改”改为放假或上班" if chosen and chosen.id is None else ""
        self.bar.allow("import", blocked)
        self.bar.allow("add", blocked)
        self.bar.allow("edit", blocked or none)
        self.bar.allow("remove", blocked or none or shipped)
        self.bar.allow("export", "" if self._days else f"{self.year}年还没有安排")

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    def _turn_back(self) -> None:
        self.views.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.views = QStackedWidget()
        self.views.addWidget(self._listed())
        self.views.addWidget(self.refused)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.table)

    def _listed(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.years)
        splitter.addWidget(self.table)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([theme.em(self, 22), theme.em(self, 48)])
        side = theme.em(self, 1.2)
        self._asked.setContentsMargins(side, theme.em(self, 0.6), side, 0)
        hint = text_label(HINT, "muted")
        hint.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.5))
        self.said.setContentsMargins(side, theme.em(self, 0.3), side, theme.em(self, 0.3))
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._asked)
        column.addWidget(hint)
        column.addWidget(splitter, 1)
        column.addWidget(self.said)
        column.addWidget(self.bar)
        return listed
