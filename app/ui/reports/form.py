"""The form of a report: one section at a time, and the way from facts to fields and back. Knows no rule."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal

from app.domain.reports import Block, ReportFacts, Skeleton
from app.ui import theme
from app.ui.forms.body import FormBody
from app.ui.forms.texts import LongTextField, TextField

TITLE = "title"
LEAST = 6
"""Lines of a section's text that are seen at least."""


def heading_key(key: str) -> str:
    """The field of a section's heading."""
    return f"{key}.heading"


class ReportBody(FormBody):
    """All sections are fields of one form; only the current one is seen."""

    turned = Signal(str)
    """Key of the section that is seen now."""

    def __init__(self, facts: ReportFacts, skeleton: Skeleton) -> None:
        super().__init__(columns=1)
        self.sections = (TITLE, *(block.key for block in facts.blocks))
        self.current = ""
        self.add(TITLE, "标题", TextField(), required=True)
        for block in facts.blocks:
            plan = skeleton.plan(block.key)
            if block.level:
                self.add(heading_key(block.key), "节标题", TextField(), required=True)
            hint = plan.hint if plan else ""
            self.add(block.key, "正文" if block.level else "导语", LongTextField(hint, LEAST))
        self.show_section(TITLE)

    def show_section(self, key: str) -> None:
        """Show the fields of one section, the others hidden."""
        if key == self.current:
            return
        self.current = key
        for each in self.sections:
            self.show_row(each, each == key)
            if self.title_of(heading_key(each)):
                self.show_row(heading_key(each), each == key)
        self.turned.emit(key)

    def fit(self, height: int) -> None:
        """Give the texts the height there is, so that the line being typed is always seen."""
        metrics = self.fontMetrics()
        rest = height - theme.em(self, 4.5) - 3 * metrics.lineSpacing()  # heading above, a problem of two lines below
        for key in self.sections:
            if isinstance(field := self.field(key), LongTextField):
                field.edit.setFixedHeight(max(rest, LEAST * metrics.lineSpacing() + theme.em(self, 1.1)))

    def text(self, key: str) -> str:
        """What a section says as it is typed."""
        return str(self.field(key).value())

    def insert(self, words: str) -> None:
        """Put words where the cursor stands in the current section, and go on typing there."""
        field = self.field(self.current)
        match field:
            case LongTextField():
                field.edit.insertPlainText(words)
            case TextField():
                field.line.insert(words)
                field.changed.emit()
        self.go_to(self.current)

    def go_to(self, key: str) -> None:
        self.show_section(key.partition(".")[0])
        super().go_to(key)


def values_of(facts: ReportFacts) -> dict[str, Any]:
    """What the fields show for these facts."""
    values: dict[str, Any] = {TITLE: facts.title}
    for block in facts.blocks:
        if block.level:
            values[heading_key(block.key)] = block.heading
        values[block.key] = block.text
    return values


def facts_of(values: Mapping[str, Any], base: ReportFacts) -> ReportFacts:
    """The facts typed, over those the form was opened with."""

    def typed(block: Block) -> Block:
        heading = values.get(heading_key(block.key), block.heading)
        return replace(block, heading=heading, text=values.get(block.key, block.text))

    return replace(base, title=values[TITLE], blocks=tuple(map(typed, base.blocks)))
