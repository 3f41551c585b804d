"""编号规则: the office's schemes, added from examples, changed within what numbers already given allow. Knows the numbering service."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.numbering.schemes import NumberingScheme, problems_of_scheme
from app.domain.numbering.tokens import TemplateError
from app.domain.problems import Problem
from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.desk import Desk
from app.ui.forms.page import FormContract
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.schemes.editor import LEVELS, preview, scheme_body, scheme_of, values_of
from app.ui.schemes.picker import SchemePicker
from app.ui.settings.section import ListedSection
from app.ui.tokens import Tone

HEADS = (
    Head("名称", 3),
    Head("样例编号"),
    Head("编号模板", 3),
    Head("适用于", 3),
    Head("启用日期"),
    Head("停用日期"),
    Head("默认"),
)


class SchemesSection(ListedSection):
    """A list, the examples to add from, and the form of one scheme."""

    title = "编号规则"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._schemes: dict[int, NumberingScheme] = {}
        self._settings = OfficeSettings()
        self._base = NumberingScheme("", "")
        self.table = PlainTable("编号规则")
        self.table.line_opened.connect(self._edit_key)
        self.table.line_changed.connect(lambda _: self._refresh())
        self.picker = SchemePicker()
        self.picker.taken.connect(lambda _: self.take())
        self.bar = ActionBar()
        self.bar.add("add", "从样例添加…", "plus", self.choose, primary=True)
        self.bar.add("edit", "修改、停用…", "pencil", self.edit, "Enter")
        self.bar.add("default", "设为默认", "check", self.make_default)
        self._lay_out()

    def reload(self) -> None:
        office = self.desk.office
        self.desk.work.read(
            "settings.schemes",
            lambda: (office.numbering.schemes(), office.settings.get()),
            lambda found: self._show(*found),
        )

    def choose(self) -> None:
        """Show the examples."""
        self.picker.show_schemes()
        self.views.setCurrentIndex(1)
        self.picker.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self) -> None:
        """Enter a scheme made from the example chosen; it holds from today on."""
        shipped = self.picker.shipped.scheme
        taken = {scheme.name for scheme in self._schemes.values()}
        name = next(
            name
            for number in range(1, 99)
            if (name := shipped.name + (f"（{number}）" if number > 1 else "")) not in taken
        )
        self._open(replace(shipped, name=name, valid_from=self.desk.office.today()), "添加编号规则")

    def edit(self) -> None:
        """Change the scheme of the current line."""
        self._edit_key(self.table.current_key())

    def make_default(self) -> None:
        """The scheme that is proposed first."""
        key, settings, actor = self.table.current_key(), self.desk.office.settings, self.desk.actor()
        if key is not None:
            self.desk.work.write(
                lambda: settings.save(replace(settings.get(), default_scheme_id=key), actor), lambda _: self.reload()
            )

    def _edit_key(self, key: Any) -> None:
        if key in self._schemes and not self.desk.office.read_only:
            self._open(self._schemes[key], "修改编号规则")

    def _open(self, scheme: NumberingScheme, title: str) -> None:
        self._base = scheme
        contract = FormContract(
            "settings.scheme",
            "编号规则",
            self._save,
            self._check,
            now=self.desk.now,
            save_word="保存规则",
            next_word="",
        )
        form = self.show_form(scheme_body(self._settings.region_code), contract)
        form.saved.connect(lambda *_: self.close_form())
        form.open(title, values_of(scheme), record=scheme.id or 0)
        form.body.go_to("name")

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        return problems_of_scheme(scheme_of(values, self._base))

    def _save(self, values: dict[str, Any]) -> NumberingScheme:
        return self.desk.office.numbering.save_scheme(scheme_of(values, self._base), self.desk.actor())

    def _show(self, schemes: list[NumberingScheme], settings: OfficeSettings) -> None:
        self._settings = settings
        self._schemes = {scheme.id: scheme for scheme in schemes if scheme.id is not None}
        self.table.show_lines(HEADS, [self._line(scheme) for scheme in schemes])
        self._refresh()

    def _line(self, scheme: NumberingScheme) -> Line:
        levels = dict(LEVELS)
        for_all = len(scheme.applies_to) == len(levels)
        applies = "全部" if for_all else "、".join(levels.get(level, level) for level in scheme.applies_to)
        try:
            example = preview(scheme, self._settings.region_code)
        except TemplateError as error:
            example = str(error)
        days = [day.isoformat() if day else "—" for day in (scheme.valid_from, scheme.valid_to)]
        default = scheme.id == self._settings.default_scheme_id
        quiet = not scheme.holds_on(self.desk.office.today())
        cells = (scheme.name, example, scheme.template, applies, *days, "默认" if default else "")
        return Line(cells, scheme.id, Tone.GOOD if default else None, 6, quiet)

    def _refresh(self) -> None:
        blocked = self.desk.office.read_only
        key = self.table.current_key()
        self.bar.allow("add", blocked)
        self.bar.allow("edit", blocked or ("" if key else "请先选择一条规则"))
        self.bar.allow("default", blocked or ("这条已是默认规则" if key == self._settings.default_scheme_id else ""))

    def _lay_out(self) -> None:
        self.lay_list(self.table, self.bar, wide=self.table)
        picking = QWidget()
        inner = QVBoxLayout(picking)
        side = theme.em(self, 1.2)
        inner.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.6))
        inner.addWidget(text_label("选一个样例，下一步可以改名称、模板和启用日期。"))
        inner.addWidget(self.picker, 1)
        row = QHBoxLayout()
        take, back = QPushButton("用这个样例  Enter"), QPushButton("返回")
        theme.role(take, "primary")
        take.clicked.connect(self.take)
        back.clicked.connect(self.close_form)
        row.addWidget(take)
        row.addWidget(back)
        row.addStretch(1)
        inner.addLayout(row)
        self.views.addWidget(picking)
