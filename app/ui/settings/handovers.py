"""移交: the handovers there were, with their lists to print, and the form of a new one. Knows the handover service."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from app.domain.handovers import Handover
from app.domain.matters import Matter, counted
from app.domain.problems import Problem, refuse_if
from app.services.backups import Reason
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.days import DateField
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.picks import CheckField, OptionField
from app.ui.forms.usual import UsualTextField
from app.ui.office_paper import OfficePaper, preview
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.settings.matters_field import MattersField
from app.ui.settings.section import ListedSection

HEADS = (
    Head("次"),
    Head("移交日期"),
    Head("移交人"),
    Head("接收人"),
    Head("监交人"),
    Head("项数", number=True),
    Head("事项", 3),
    Head("原因", 2),
)
REASONS = ("调离", "轮岗", "退休", "休假", "分工调整")
HINT = (
    "人员离岗、换岗、休长假时，把其名下未办结的送审件、文件、计划项目、公文一次交给另一人，并打印清单由三方签字。"
    "在管文件是已公布仍有效、由其承办的文件，到期提醒随之转给接收人。移交前自动备份。"
)


@dataclass(frozen=True)
class _Names:
    givers: list[str]
    staff: list[str]


class HandoversSection(ListedSection):
    """The newest first; the form takes the list's place while one is done."""

    title = "移交"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._giver = ""
        self.table = PlainTable("历次移交")
        self.table.line_changed.connect(lambda _: self._refresh())
        self.table.line_opened.connect(lambda _: self.print_list())
        self.nothing = text_label("还没有移交过。", "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.nothing.setContentsMargins(0, theme.em(self, 3), 0, 0)
        self.bar = ActionBar()
        self.bar.add("begin", "移交…", "users", self.begin, primary=True)
        self.bar.add("print", "打印移交清单", "printer", self.print_list, "Enter")
        self._lay_out()

    def reload(self) -> None:
        self.desk.work.read("settings.handovers", self.desk.office.handovers.all, self._show)

    def begin(self) -> None:
        """Open the form of a handover; one that is being filled in stays."""
        if self._form is not None or self.desk.office.read_only:
            return
        office = self.desk.office
        today = office.today()
        self.desk.work.read(
            "settings.handover.names",
            lambda: _Names(
                office.handovers.givers(today), [each.name for each in office.settings.staff() if each.active]
            ),
            self._open,
        )

    def print_list(self) -> None:
        """The list of the current handover, as it was on its day."""
        key = self.table.current_key()
        if key is not None:
            self._print(key)

    def _print(self, handover_id: int) -> None:
        handovers, title = self.desk.office.handovers, f"工作移交清单　第{handover_id}次"
        preview(self.desk, OfficePaper(title, lambda target: handovers.write_list(handover_id, target)))

    def _open(self, names: _Names) -> None:
        body = FormBody()
        body.section("")
        body.add("giver", "移交人", OptionField([("", ""), *((name, name) for name in names.givers)]), required=True)
        body.add("receiver", "接收人", OptionField([("", ""), *((name, name) for name in names.staff)]), required=True)
        body.add("supervisor", "监交人", UsualTextField(names.staff, "一般为科室负责人，可在清单上手签"))
        body.add("on", "移交日期", DateField(), required=True)
        body.add("reason", "移交原因", UsualTextField(REASONS, "按 ↓ 选择，或直接填写"))
        body.add("leaves", "离岗", CheckField("移交后把移交人转为不在岗"))
        matters = MattersField()
        body.add("matters", "移交事项", matters, wide=True, help="空格勾选或取消；在类别上按空格，整类一起勾选")
        self._giver = ""
        desk = self.desk

        def facts(values: dict[str, Any], listed: tuple[Matter, ...] = ()) -> Handover:
            on = values["on"] or desk.office.today()
            return Handover(values["giver"], values["receiver"], on, values["supervisor"], values["reason"], listed)

        def check(values: dict[str, Any]) -> Sequence[Problem]:
            given = facts(values, matters.chosen(values["matters"]))
            return desk.office.handovers.check(given, desk.office.today(), leaves=values["leaves"])

        def save(values: dict[str, Any]) -> Handover:
            office = desk.office
            refuse_if(check(values))  # or a backup would be made for nothing
            office.backups.before(Reason.BULK)
            return office.handovers.hand_over(facts(values), values["matters"], desk.actor(), leaves=values["leaves"])

        contract = FormContract(
            "settings.handover", "移交", save, check, now=desk.now, save_word="移交并打印清单", next_word=""
        )
        form = self.show_form(body, contract)
        body.edited.connect(lambda: self._giver_changed(form, matters))
        form.saved.connect(self._saved)
        form.open("移交", {"on": desk.office.today()}, record=0)
        body.move_to_first()

    def _giver_changed(self, form: FormPage, matters: MattersField) -> None:
        """List what the one chosen answers for."""
        giver = form.body.values()["giver"]
        if giver == self._giver:
            return
        self._giver = giver
        handovers, today = self.desk.office.handovers, self.desk.office.today()

        def listed(found: list[Matter]) -> None:
            if self._form is form:
                matters.show_matters(found)
                form.check()

        self.desk.work.read("settings.handover.matters", lambda: handovers.open_matters(giver, today), listed)

    def _saved(self, done: Handover, _: bool) -> None:
        self.close_form()
        if done.id is not None:
            self._print(done.id)

    def _show(self, handovers: list[Handover]) -> None:
        self.table.show_lines(HEADS, [_line(each) for each in handovers])
        self.lists.setCurrentWidget(self.table if handovers else self.nothing)
        self._refresh()

    def _refresh(self) -> None:
        self.bar.allow("begin", self.desk.office.read_only)
        self.bar.allow("print", "" if self.table.current_key() is not None else "还没有移交过")

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        hint = text_label(HINT, "muted")
        hint.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.4))
        self.lists = QStackedWidget()
        self.lists.addWidget(self.table)
        self.lists.addWidget(self.nothing)
        self.lay_list(hint, self.lists, self.bar, wide=self.lists)


def _line(each: Handover) -> Line:
    cells = (
        str(each.id), each.on.isoformat(), each.giver, each.receiver, each.supervisor or "—", str(len(each.matters)),
        counted(each.matters), each.reason,
    )  # fmt: skip
    return Line(cells, each.id)
