"""年度结转: the steps of a year's end on one page, each with its list and its buttons. Knows the services, not their SQL."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout

from app.domain.ledgers import Filter
from app.domain.years import OfficeYear
from app.services.years.service import Review
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.desk import Desk
from app.ui.forms.page import FormPage
from app.ui.forms.picks import Combo
from app.ui.keys import Act
from app.ui.page import Page
from app.ui.plain_table import PlainTable
from app.ui.plans.page import DROP_REASONS
from app.ui.popover import text_label
from app.ui.years.deeds import close_year, events_of, print_unfinished, reopen_year, targets_form
from app.ui.years.steps import HEADS, Event, Step, View, pending, step_lines, views


@dataclass(frozen=True)
class Loaded:
    """What the page shows, read in one go."""

    years: list[OfficeYear]
    review: Review
    events: tuple[Event, ...]


class YearsPage(Page):
    """Steps above, the list of the step one stands on below."""

    tables = frozenset(
        {
            *("office_year", "year_target", "plan_item", "submission", "document", "letter", "number"),
            *("numbering_scheme", "holiday", "setting", "unit"),
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.loaded: Loaded | None = None
        self.views: dict[Step, View] = {}
        self._year = desk.office.today().year - 1
        self.years = Combo()
        self.years.setAccessibleName("年度")
        self.said = text_label("", "section")
        self.steps = PlainTable("结转步骤")
        self.hint = text_label("", "muted")
        self.table = PlainTable("本步骤的内容")
        self.nothing = text_label("", "muted")
        self.lists = QStackedWidget()
        self.bar = ActionBar()
        self._form: FormPage | None = None
        self.acts |= {Act.PRINT: self.print_list}
        self._add_actions()
        self._lay_out()
        self.years.activated.connect(lambda _: self._choose_year(self.years.currentData()))
        self.steps.line_changed.connect(lambda _: self._show_step())
        self.steps.line_opened.connect(lambda _: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.table.line_opened.connect(lambda _: self.open_line())
        self.table.line_changed.connect(lambda _: self._allow())

    @property
    def step(self) -> Step:
        """The step one stands on."""
        return self.steps.current_key() or Step.MATTERS

    @property
    def form(self) -> FormPage | None:
        """The form of the targets, while it is open."""
        return self._form

    def reload(self) -> None:
        office, today, year = self.desk.office, self.desk.office.today(), self._year

        def read() -> Loaded:
            review = office.years.review(year, today)
            return Loaded(office.years.years(today), review, events_of(self.desk, review.year))

        self.desk.work.read("years", read, self._show)

    def may_leave(self) -> bool:
        if self._form is None:
            return True
        if self._form.may_close():
            self._close_form()
            return True
        return False

    def open_line(self) -> None:
        """Show the record of the current line."""
        key, step = self.table.current_key(), self.step
        if key is None:
            return
        match step:
            case Step.MATTERS:
                self.desk.open_record(*key)
            case Step.PLANS:
                self.desk.open_record("plans", key)
            case Step.NUMBERS:
                self.desk.open_page("numbering", (Filter("year", (self._year,)),))

    def carry_all(self) -> None:
        """Put every item that was not sent in on the next year's plan."""
        if self.loaded is not None:
            self._carry([item.facts.id for item in self.loaded.review.undecided if item.facts.id is not None])

    def carry_one(self) -> None:
        """Put the current item on the next year's plan."""
        if (key := self.table.current_key()) is not None:
            self._carry([key])

    def drop(self) -> None:
        """Take the current item off the plan, for a reason."""
        key = self.table.current_key()
        reason = self.desk.dialogs.text("取消计划项目", "取消这个项目的原因：", choices=DROP_REASONS)
        if key is None or reason is None:
            return
        plans, actor, today = self.desk.office.plans, self.desk.actor(), self.desk.office.today()
        self.desk.work.write(lambda: plans.drop([key], reason, today, actor), lambda _: self.tell("已取消计划项目"))

    def print_list(self) -> None:
        """Ctrl+P: the list of what is carried over, shown for printing."""
        print_unfinished(self.desk, self._year)

    def set_targets(self) -> None:
        """Open the form of the next year's targets in place of the list."""
        if self.loaded is None or not self.may_leave():
            return
        form = self._form = targets_form(self.desk, self._year + 1)
        form.saved.connect(lambda *_: self._close_form())
        form.closed.connect(self._close_form)
        self.lists.addWidget(form)
        self.lists.setCurrentWidget(form)
        values = {goal.key: later for goal, _, later in self.loaded.review.targets}
        form.open(f"{self._year + 1}年目标", values, record=self._year + 1)
        form.body.move_to_first()
        self._allow()

    def close_year(self) -> None:
        """Close the year, after saying what is still open; a backup is made before."""
        if self.loaded is None:
            return
        close_year(self.desk, self._year, pending(list(self.views.values())), self.tell)

    def reopen(self) -> None:
        """Open a closed year again, for a reason."""
        reopen_year(self.desk, self._year, self.tell)

    def _carry(self, ids: Sequence[int]) -> None:
        year, plans, actor = self._year + 1, self.desk.office.plans, self.desk.actor()
        self.desk.work.write(
            lambda: plans.carry(ids, year, actor), lambda made: self.tell(f"已结转 {len(made)} 项到{year}年计划")
        )

    def _choose_year(self, year: int) -> None:
        if not self.may_leave():
            self.years.setCurrentIndex(self.years.findData(self._year))
            return
        self._year = year
        self.reload()

    def _show(self, loaded: Loaded) -> None:
        if loaded.review.year.year != self._year:
            return
        self.loaded = loaded
        self.years.clear()
        for each in loaded.years:
            self.years.addItem(f"{each.year}年（已关闭）" if each.closed else f"{each.year}年", each.year)
        self.years.setCurrentIndex(self.years.findData(self._year))
        self.said.setText(loaded.review.year.said)
        shown = views(loaded.review, self.desk.office.today(), loaded.events)
        self.views = {view.step: view for view in shown}
        self.steps.show_lines(HEADS, step_lines(shown))
        rows, head = self.steps.verticalHeader().length(), self.steps.horizontalHeader().height()
        self.steps.setMaximumHeight(rows + head + 2 * self.steps.frameWidth() + 1)
        self._show_step()

    def _show_step(self) -> None:
        view = self.views.get(self.step)
        if view is None:
            return
        self.hint.setText(view.hint)
        self.table.show_lines(view.heads, view.lines)
        self.nothing.setText(view.nothing)
        if self._form is None:
            self.lists.setCurrentWidget(self.table if view.lines else self.nothing)
        self._allow()

    def _close_form(self) -> None:
        form, self._form = self._form, None
        if form is not None:
            self.lists.removeWidget(form)
            form.deleteLater()
        self._show_step()
        self.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_actions(self) -> None:
        bar = self.bar
        bar.add("open", "打开", "external-link", self.open_line, "Enter")
        bar.add("carry_all", "全部结转到下一年", "arrow-right", self.carry_all, primary=True)
        bar.add("carry", "结转这一项", "arrow-right", self.carry_one)
        bar.add("drop", "取消这一项…", "circle-slash", self.drop)
        bar.add("numbers", "打开编号登记簿", "list-ordered", partial(self._go, "numbering", Filter("year", (0,))))
        bar.add("settings", "打开系统设置", "settings", partial(self._go, "settings"))
        bar.add("targets", "设定目标…", "pencil", self.set_targets, primary=True)
        bar.add("close", "关闭年度…", "lock", self.close_year, primary=True)
        bar.add("reopen", "重新打开…", "undo-2", self.reopen)
        bar.add("print", "打印未办结事项清单", "printer", self.print_list, Act.PRINT.key)

    def _go(self, page: str, *filters: Filter) -> None:
        wanted = [Filter(each.key, (self._year,)) if each.key == "year" else each for each in filters]
        self.desk.open_page(page, wanted)

    def _allow(self) -> None:
        """Only what belongs to the step is shown; what cannot be done now says why."""
        if self.loaded is None:
            return
        step, review, read_only = self.step, self.loaded.review, self.desk.office.read_only
        for name, steps in _BUTTONS.items():
            self.bar.buttons[name].setVisible(step in steps and self._form is None)
        closed = "该年度已经关闭，请先重新打开" if review.year.closed else ""
        line = "" if self.table.current_key() is not None else "没有可选的内容"
        undecided = {item.facts.id for item in review.undecided}
        sent = "" if self.table.current_key() in undecided else "这个项目已送审，不用结转"
        none = "" if undecided else "没有需要结转的项目"
        early = "" if self._year < self.desk.office.today().year else f"{self._year}年还没有结束"
        self.bar.setVisible(self._form is None)
        self.bar.allow("open", line)
        self.bar.allow("carry_all", read_only or closed or none)
        for name in ("carry", "drop"):
            self.bar.allow(name, read_only or closed or line or sent)
        self.bar.allow("targets", read_only)
        self.bar.allow("close", read_only or early or closed)
        self.bar.allow("reopen", read_only or ("" if review.year.closed else "该年度没有关闭"))

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.em(self, 0.5))
        top = QHBoxLayout()
        top.setContentsMargins(side, 0, side, 0)
        top.setSpacing(theme.em(self, 0.8))
        self.years.setMinimumContentsLength(10)
        top.addWidget(QLabel("年度"))
        top.addWidget(self.years)
        top.addWidget(self.said, 1)
        column.addLayout(top)
        column.addWidget(self.steps, 5)
        self.hint.setContentsMargins(side, 0, side, 0)
        column.addWidget(self.hint)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, theme.em(self, 2), 0, 0)
        for widget in (self.table, self.nothing):
            self.lists.addWidget(widget)
        column.addWidget(self.lists, 4)
        column.addWidget(self.bar)
        self.setFocusProxy(self.steps)


_BUTTONS: dict[str, tuple[Step, ...]] = {
    "open": (Step.MATTERS, Step.PLANS),
    "carry_all": (Step.PLANS,),
    "carry": (Step.PLANS,),
    "drop": (Step.PLANS,),
    "numbers": (Step.NUMBERS,),
    "settings": (Step.COUNTERS, Step.HOLIDAYS),
    "targets": (Step.TARGETS,),
    "close": (Step.CLOSING,),
    "reopen": (Step.CLOSING,),
    "print": (Step.MATTERS, Step.PLANS),
}
"""The steps that a button belongs to."""
