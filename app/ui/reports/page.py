"""年度报告: the sections of a year's report, its figures and texts side by side, on paper. Knows the services, not their SQL."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.figures.figure import FigureValue
from app.domain.figures.stock import Subject, last_day
from app.domain.reports import BLANK, Skeleton, resolve
from app.services.reports.service import ReportView
from app.services.reports.skeleton import load_skeleton
from app.ui import theme
from app.ui.desk import Desk
from app.ui.draft_offer import DraftOffer
from app.ui.forms.drafts import Draft
from app.ui.forms.picks import Combo
from app.ui.icons import icon
from app.ui.keys import Act, shortcut
from app.ui.page import Page
from app.ui.plain_table import Head, Line, PlainTable
from app.ui.reports.beside import Beside
from app.ui.reports.editing import FORM, Editor
from app.ui.reports.form import TITLE
from app.ui.reports.lines import FigureLines
from app.ui.reports.papers import ReportPapers
from app.ui.tokens import Tone


class ReportsPage(Page):
    """Writing the report of one year, last year's first."""

    tables = frozenset(
        {
            "report", "document", "document_step", "submission", "review_round", "review_opinion", "number", "letter",
            "plan_item", "year_target", "holiday", "setting", "adviser", "appointment", "engagement", "engagement_adviser",
            "engagement_unit", "payment", "matter", "assessment", "conflict",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.view: ReportView | None = None
        self.editor: Editor | None = None
        self.lines: FigureLines | None = None
        self.year = desk.office.today().year - 1
        self._skeleton: Skeleton = load_skeleton()
        self._draft: Draft | None = None
        self.years = Combo()
        self.papers = ReportPapers(self)
        self.outline = PlainTable("报告各节")
        self.beside = Beside()
        self.offer = DraftOffer(desk.drafts, self.resume)
        self._lay_out()
        self._fill_years(desk.office.reports.years(desk.office.today()))
        self.years.currentIndexChanged.connect(self._choose_year)
        self.outline.line_changed.connect(self._show_section)
        self.outline.line_opened.connect(lambda _: self.turn(0))
        self.beside.figures.opened.connect(self.show_figure)
        self.beside.figures.insert.connect(self.insert)
        self.acts |= {Act.FILTER: self.find_figure}
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Ctrl+I", self.beside.figures.cite),
            ("Ctrl+PgUp", partial(self.turn, -1)),
            ("Ctrl+PgDown", partial(self.turn, 1)),
        ):
            shortcut(self, keys, act, within)
        years = [self.years.itemData(at) for at in range(self.years.count())]
        self.offer.offer(tuple(f"{FORM}.{year}" for year in years))

    # ------------------------------------------------------------------ showing

    def reload(self) -> None:
        year, office = self.year, self.desk.office
        self.desk.work.read("reports", lambda: office.reports.view(year, office.today()), self._show)
        if self.lines is not None:
            self.lines.table.reload()

    def show_year(self, year: int) -> None:
        """Turn to the report of a year."""
        self.years.setCurrentIndex(self.years.findData(year))

    def show_figure(self, value: FigureValue) -> None:
        """The records behind a figure, in place of the report; the text goes on afterwards as it stands."""
        self.close_lines()
        on = last_day(value.year, self.desk.office.today())
        self.lines = FigureLines(self.desk, value, on, self.papers.export)
        self.lines.closed.connect(self.close_lines)
        self.lines.opened.connect(self._open_line)
        self.views.addWidget(self.lines)
        self.views.setCurrentWidget(self.lines)
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_lines(self) -> None:
        """Back to the report."""
        lines, self.lines = self.lines, None
        if lines is not None:
            self.views.setCurrentIndex(0)
            self.views.removeWidget(lines)
            lines.deleteLater()
            self.beside.figures.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_leave(self) -> bool:
        if self.editor is None:
            return True
        changed = self.editor.form.changed
        if not self.editor.form.may_close():
            return False
        if changed:
            self._forget()
        return True

    def turn(self, by: int) -> None:
        """To the section before or after the current one, the cursor in its text."""
        row = self.outline.currentIndex().row() + by
        if self.editor is not None and self.lines is None and 0 <= row < len(self.outline.lines_model.lines):
            self.outline.go_to_row(row)
            self.editor.body.go_to(self.outline.current_key())

    def find_figure(self) -> None:
        """Ctrl+F."""
        if self.lines is None:
            self.beside.find_figure()

    def insert(self, citation: str) -> None:
        """Put a citation into the current section."""
        if self.editor is not None and self.editor.body.editable and self.lines is None:
            self.editor.body.insert(citation)

    def resume(self, draft: Draft) -> None:
        """Go on with what was being typed when the program ended."""
        if self.may_leave():
            self._draft = draft
            self._forget()
            self.show_year(int(draft.form.removeprefix(f"{FORM}.")))
            self.reload()

    def _show(self, view: ReportView) -> None:
        if view.facts.year != self.year:
            return
        self.view = view
        editor = self.editor
        if editor is None or (not editor.form.changed and editor.base != view.facts):
            self._open_form(view)
        self.beside.figures.show_values(view.figures)
        self.beside.figures.allow(not self.desk.office.read_only)
        self.state.setText("已起草" if view.stored else "还没有起草，以下是模板的内容；保存后即为起草")
        self.state.setToolTip(self.state.text())
        self._show_outline()
        self._read_again()
        self.tell(f"{self.year}年度报告，{len(view.figures)} 项数据")

    def _open_form(self, view: ReportView) -> None:
        current = self.editor.body.current if self.editor is not None else TITLE
        self._forget()
        editor = self.editor = Editor(self.desk, view, self._skeleton, self.tell)
        editor.form.closed.connect(self.discard)
        editor.kept.connect(lambda _: self.reload())
        editor.body.edited.connect(self._read_again)
        editor.form.checked.connect(self._show_outline)
        editor.body.turned.connect(self._turned)
        self.middle.addWidget(editor.form)
        self.middle.setCurrentWidget(editor.form)
        draft, self._draft = self._draft, None
        if draft is not None:
            editor.take_up(draft)
        editor.body.show_section(current)
        self.setFocusProxy(self.outline)

    def _forget(self) -> None:
        """Take the form away; the next answer brings another."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self.middle.removeWidget(editor.form)
            editor.form.deleteLater()
            self._stale = True

    def discard(self) -> None:
        """Esc, and what was typed is not wanted: the report as it is stored."""
        if self.view is not None:
            self._open_form(self.view)
            self._read_again()
        self.outline.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_year(self, _at: int) -> None:
        year = int(self.years.currentData())
        if year == self.year:
            return
        if not self.may_leave():
            with QSignalBlocker(self.years):
                self.show_year(self.year)
            return
        self.year = year
        self._forget()
        self.reload()

    def _show_outline(self) -> None:
        """The sections; those with blanks to be filled in stand out."""
        if self.editor is None:
            return
        current = self.editor.body.current
        lines = [
            Line(("标题",), TITLE),
            *(
                Line((block.heading or "导语",), block.key, Tone.DUE if BLANK in block.text else None, 0)
                for block in self.editor.facts.blocks
            ),
        ]
        if lines != self.outline.lines_model.lines:
            self.outline.show_lines((Head("各节", 1),), lines)
            self.editor.body.show_section(current)
        self._turned(current)

    def _show_section(self, key: str | None) -> None:
        if self.editor is not None and key is not None:
            self.editor.body.show_section(key)

    def _turned(self, key: str) -> None:
        """Another section is seen."""
        rows = (at for at, line in enumerate(self.outline.lines_model.lines) if line.key == key)
        if (row := next(rows, None)) is not None and self.outline.current_key() != key:
            self.outline.go_to_row(row)
        self._read_again()

    def _read_again(self) -> None:
        """The current section as it will read on paper."""
        if self.view is None or self.editor is None:
            return
        key = self.editor.body.current
        plan = self._skeleton.plan(key)
        text = resolve(self.editor.body.text(key), self.view.known)
        self.beside.show_section(text, plan.hint if plan else "", key, self.view.last)

    def _open_line(self, subject: Subject, key: int) -> None:
        if subject is not Subject.OPINIONS:
            self.desk.open_record(subject.value, key)
            return
        figures = self.desk.office.figures
        self.desk.work.read(
            "reports:opinion", lambda: figures.submission_of(key), lambda found: self.desk.open_record("submissions", found)
        )  # fmt: skip

    # ------------------------------------------------------------------ layout

    def _fill_years(self, years: Sequence[int]) -> None:
        for year in years:
            self.years.addItem(f"{year}年", year)
        self.years.setCurrentIndex(self.years.findData(self.year))

    def _lay_out(self) -> None:
        side = theme.em(self, 1.2)
        head = QHBoxLayout()
        head.setContentsMargins(side, theme.em(self, 0.6), side, theme.em(self, 0.6))
        head.setSpacing(theme.em(self, 0.6))
        self.years.setMinimumContentsLength(6)
        self.years.setAccessibleName("年度")
        self.state = QLabel()
        theme.role(self.state, "muted")
        preview = QPushButton(icon("eye"), "预览  Ctrl+P")
        export = QPushButton(icon("download"), "导出  Ctrl+E")
        preview.clicked.connect(self.papers.preview)
        export.clicked.connect(self.papers.export)
        head.addWidget(QLabel("年度"))
        head.addWidget(self.years)
        head.addWidget(self.state, 1)
        head.addWidget(preview)
        head.addWidget(export)
        self.middle = QStackedWidget()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for widget, least, share in (
            (self.outline, 9, 13),
            (self.middle, 20, 38),
            (self.beside, 19, 31),
        ):
            widget.setMinimumWidth(theme.em(self, least))
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(self.splitter.count() - 1, share)
        self.splitter.setSizes([theme.em(self, 13), theme.em(self, 38), theme.em(self, 31)])
        report = QWidget()
        column = QVBoxLayout(report)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offer)
        column.addLayout(head)
        column.addWidget(self.splitter, 1)
        self.views = QStackedWidget()
        self.views.addWidget(report)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.views)
        self.setFocusProxy(self.outline)
