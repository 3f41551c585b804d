"""顾问考核表: the office's assessment forms and those shipped, taken up, filled in, changed. Knows the service of assessments."""

from collections.abc import Callable, Sequence
from typing import Any

from app.domain.advisers.templates import Template
from app.domain.ledgers import hundredths
from app.domain.problems import Problem
from app.ui import theme
from app.ui.action_bar import ActionBar
from app.ui.advisers.papers import blank_form
from app.ui.desk import Desk
from app.ui.forms.page import FormContract
from app.ui.office_paper import OfficePaper, Say, preview, save_as
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.popover import text_label
from app.ui.settings.assessment_form import GRADED, form_body, template_of, values_of
from app.ui.settings.section import ListedSection
from app.ui.tokens import Tone

HEADS = (Head("考核表", 3), Head("状态"), Head("版本"), Head("考核项目", 4), Head("加分上限"), Head("来源", 3))
HINT = (
    "考核法律顾问时按这里的考核表评分。程序自带的考核表只填有原文中见到的内容，分值待填的，按本地的考核办法补齐后使用。"
    "已经用来考核过的表，修改后成为下一个版本，以前的考核仍按原来的版本。"
)
BLANK = Template("", (), None, tuple((grade, None) for grade in GRADED), (), "")


class AssessmentFormsSection(ListedSection):
    """A list and the form of one of its lines."""

    title = "顾问考核表"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._templates: list[Template] = []
        self._base = BLANK
        self.table = PlainTable("考核表")
        self.table.line_opened.connect(lambda _: self.edit())
        self.table.line_changed.connect(lambda _: self._refresh())
        self.bar = ActionBar()
        self.bar.add("add", "新增考核表…", "plus", self.add, primary=True)
        self.bar.add("edit", "填写、修改…", "pencil", self.edit, "Enter")
        self.bar.add("print", "打印空白表", "printer", lambda: self._put_on_paper(preview))
        self.bar.add("export", "导出空白表…", "download", lambda: self._put_on_paper(save_as))
        self.told = text_label("", "muted")
        self._lay_out()

    def reload(self) -> None:
        self.desk.work.read("settings.assessment", self.desk.office.advisers.assessments.templates, self._show)

    def add(self) -> None:
        """A form of the office's own."""
        self._open(BLANK, "新增考核表")

    def edit(self) -> None:
        """Fill in or change the form of the current line; one that is shipped becomes the office's own."""
        at = self.table.current_key()
        if at is not None and not self.desk.office.read_only:
            chosen = self._templates[at]
            self._open(chosen, "修改考核表" if chosen.id is not None else "采用考核表")

    def _put_on_paper(self, way: Callable[[Desk, OfficePaper, Say], None]) -> None:
        """The form of the current line, empty, to be filled in by hand; also one whose weights nobody has filled in yet."""
        at = self.table.current_key()
        if at is not None:
            chosen = self._templates[at]
            way(self.desk, blank_form(self.desk, chosen.name, lambda: chosen), self.told.setText)

    def _open(self, template: Template, title: str) -> None:
        self._base, desk = template, self.desk
        contract = FormContract(
            "settings.assessment", "考核表", self._save, self._check, now=desk.now, save_word="保存考核表", next_word=""
        )
        form = self.show_form(form_body(), contract)
        form.saved.connect(lambda *_: self.close_form())
        form.open(title, values_of(template), record=template.id or 0)
        form.body.go_to("name")

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        return self.desk.office.advisers.assessments.check_template(template_of(values, self._base))

    def _save(self, values: dict[str, Any]) -> Template:
        return self.desk.office.advisers.assessments.save_template(template_of(values, self._base), self.desk.actor())

    def _show(self, templates: list[Template]) -> None:
        self._templates = templates
        self.table.show_lines(HEADS, [self._line(at, template) for at, template in enumerate(templates)])
        self._refresh()

    def _line(self, at: int, template: Template) -> Line:
        lacks = self.desk.office.advisers.assessments.check_template(template)
        own = template.id is not None
        state = "分值待填" if lacks else "使用中" if own else "可以使用"
        items = "、".join(
            f"{item.title}{hundredths(item.maximum) if item.maximum is not None else '？'}" for item in template.items
        )
        bonus = hundredths(template.bonus_max) if template.bonus_max is not None else "待填"
        cells = (template.name, state, str(template.version) if own else "—", items, bonus, template.source)
        return Line(cells, at, Tone.DUE if lacks else Tone.GOOD if own else None, quiet=not own)

    def _refresh(self) -> None:
        blocked = self.desk.office.read_only
        none = "" if self.table.current_key() is not None else "请先选择一张考核表"
        self.bar.allow("add", blocked)
        self.bar.allow("edit", blocked or none)
        for name in ("print", "export"):
            self.bar.allow(name, none)

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        hint = text_label(HINT, "muted")
        hint.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.5))
        self.told.setContentsMargins(side, 0, side, theme.em(self, 0.3))
        self.lay_list(hint, self.table, self.told, self.bar, wide=self.table)
