"""人员: the clerks of the office. Knows the settings service."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.problems import Problem
from app.services.settings import StaffMember
from app.ui import theme
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.page import FormContract, FormPage
from app.ui.forms.picks import CheckField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import TextField
from app.ui.icons import icon
from app.ui.popover import text_label
from app.ui.settings.section import Section


class StaffSection(Section):
    """Who left is unticked, not deleted: the audit names him."""

    title = "人员"
    handover_asked = Signal()
    """Somebody leaves or changes post: what he answers for is to be handed over."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stored: tuple[StaffMember, ...] = ()
        parts = (
            Part("name", "姓名", lambda: TextField(most=20), 3),
            Part("post", "职务或分工", lambda: TextField(most=30), 4),
            Part("active", "状态", _Active, 2),
        )
        self.rows = RepeatField(parts, "人员")
        body = FormBody(columns=1)
        body.section("")
        body.add("staff", "名单", self.rows)
        contract = FormContract("settings.staff", "人员", self._save, self._check, now=desk.now, next_word="")
        self._form = FormPage(body, contract, desk.work, desk.dialogs, desk.failures, desk.drafts)
        self._form.saved.connect(lambda *_: self.reload())
        self._form.closed.connect(self._show_stored)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        hint = text_label(
            "不再使用本程序的人员请先移交，再取消“在岗”：删去的行也只是转为不在岗，修改记录里仍有其姓名。", "muted"
        )
        side = theme.em(self, 1.2)
        row = QHBoxLayout()
        row.setContentsMargins(side, theme.em(self, 0.8), side, 0)
        row.addWidget(hint, 1)
        self.handover = QPushButton(icon("users"), "移交…")
        self.handover.setToolTip("把离岗或换岗人员名下未办结的事项交给另一人")
        self.handover.clicked.connect(self.handover_asked)
        row.addWidget(self.handover)
        whole.addLayout(row)
        whole.addWidget(self._form, 1)

    @property
    def form(self) -> FormPage:
        return self._form

    def reload(self) -> None:
        self.desk.work.read("settings.staff", self.desk.office.settings.staff, self._loaded)

    def _loaded(self, staff: list[StaffMember]) -> None:
        if self._form.changed and self._stored and tuple(staff) != self._stored:
            return
        self._stored = tuple(staff)
        self._show_stored()

    def _show_stored(self) -> None:
        rows = [{"name": member.name, "post": member.post, "active": member.active} for member in self._stored]
        self._form.open("经办人员", {"staff": rows}, record=1)
        self._form.body.set_editable(not self.desk.office.read_only)

    def _members(self, values: dict[str, Any]) -> list[StaffMember]:
        """Rows with the ids of the clerks they are: by name first, a renamed one by its place."""
        ids = {member.name: member.id for member in self._stored}
        named = {row["name"] for row in values["staff"]}
        places = [member.id if member.name not in named else None for member in self._stored]
        made = []
        for at, row in enumerate(values["staff"]):
            place = places[at] if at < len(places) else None
            made.append(StaffMember(row["name"], row["post"], row["active"], ids.get(row["name"], place)))
        return made

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        if any(member.active for member in self._members(values)):
            return ()
        return (Problem("staff", "请至少保留一名在岗人员"),)

    def _save(self, values: dict[str, Any]) -> list[StaffMember]:
        return self.desk.office.settings.save_staff(self._members(values), self.desk.actor())


class _Active(CheckField):
    """A clerk is here until unticked."""

    def __init__(self) -> None:
        super().__init__("在岗")
        self.set_value(True)
