"""The fields of one assessment form: items with their live total, lowest totals of the grades, vetoes. Knows the form, saves nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.advisers.templates import FULL, Grade, Item, Template
from app.domain.ledgers import hundredths
from app.domain.problems import Problem
from app.ui import theme
from app.ui.forms.amounts import DecimalField
from app.ui.forms.body import FormBody
from app.ui.forms.field import Field
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import TextField
from app.ui.popover import text_label

GRADED = tuple(grade for grade in Grade if grade is not Grade.UNQUALIFIED)
"""What has a lowest total; everything below is 不合格."""


class ItemsField(RepeatField):
    """The items, and beneath them what they make together while they are being typed."""

    def __init__(self) -> None:
        parts = (
            Part("title", "考核项目", TextField, 4, required=True),
            Part("maximum", "分值", DecimalField, 2),
            Part("help", "考核内容", TextField, 9),
        )
        super().__init__(parts, "一项")
        self.total = text_label("", "lead")
        self._column.insertWidget(1, self.total)
        self.changed.connect(self._tell)

    def set_value(self, value: Sequence[Mapping[str, Any]] | None) -> None:
        super().set_value(value)
        self._tell()

    def restore(self, state: Sequence[Mapping[str, Any]]) -> None:
        super().restore(state)
        self._tell()

    def _tell(self) -> None:
        rows = self.value()
        made = sum(row["maximum"] or 0 for row in rows)
        blank = [row["title"] for row in rows if row["maximum"] is None]
        parts = [f"各项合计{hundredths(made)}分"]
        if made != FULL:
            off = f"还差{hundredths(FULL - made)}分" if made < FULL else f"多出{hundredths(made - FULL)}分"
            parts.append(f"满分100分，{off}")
        if blank:
            parts.append(f"“{'”“'.join(blank)}”的分值待填")
        self.total.setText("；".join(parts))


class GradesField(Field):
    """The lowest total of each grade but the last, side by side; its value is that of Template.thresholds."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = {grade: DecimalField() for grade in GRADED}
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(self, 0.5))
        for grade, cell in self.cells.items():
            cell.set_name(f"{grade.label}的最低分")
            cell.setMaximumWidth(theme.em(self, 6))
            cell.changed.connect(self.changed)
            cell.left.connect(self.left)
            self._say(row, f"{grade.label}：不低于")
            row.addWidget(cell, 0, Qt.AlignmentFlag.AlignTop)
        self._say(row, "　其余为不合格")
        row.addStretch(1)
        self.put(body)
        self.setFocusProxy(self.cells[Grade.EXCELLENT].line)

    def _say(self, row: QHBoxLayout, text: str) -> None:
        label = text_label(text, "muted")
        label.setWordWrap(False)
        label.setContentsMargins(0, theme.em(self, 0.32), 0, 0)  # level with the text in the cells
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)

    def value(self) -> tuple[tuple[Grade, int | None], ...]:
        return tuple((grade, cell.value()) for grade, cell in self.cells.items())

    def set_value(self, value: Sequence[tuple[Grade, int | None]] | None) -> None:
        known = dict(value or ())
        for grade, cell in self.cells.items():
            cell.set_value(known.get(grade))

    def state(self) -> dict[str, str]:
        return {grade.value: cell.state() for grade, cell in self.cells.items()}

    def restore(self, state: Mapping[str, str]) -> None:
        for grade, cell in self.cells.items():
            cell.restore(state.get(grade.value, ""))

    def own_problems(self) -> tuple[Problem, ...]:
        return tuple(problem for cell in self.cells.values() for problem in cell.own_problems())

    def tab_stops(self) -> list[QWidget]:
        return [cell.line for cell in self.cells.values()]

    def set_name(self, name: str) -> None:
        """Each cell has a name of its own."""


def form_body() -> FormBody:
    """The fields of a form."""
    body = FormBody()
    body.section("")
    body.add("name", "考核表名称", TextField(most=60), required=True, wide=True)
    body.add("items", "考核项目", ItemsField(), required=True, wide=True)
    body.add("bonus_max", "加分上限", DecimalField("如 20"), required=True, help="没有加分的填0")
    body.add("source", "来源", TextField("如 本区考核办法的文号", most=100))
    body.add("thresholds", "等次最低分", GradesField(), required=True, wide=True)
    vetoes = RepeatField((Part("text", "事由", TextField),), "一条")
    body.add("vetoes", "一票否决", vetoes, wide=True, help="有其中任何一条，等次即为不合格")
    return body


def values_of(template: Template) -> dict[str, Any]:
    """What the fields show of a form."""
    items = [{"title": item.title, "maximum": item.maximum, "help": item.help} for item in template.items]
    return {
        "name": template.name, "items": items, "bonus_max": template.bonus_max, "source": template.source,
        "thresholds": template.thresholds, "vetoes": [{"text": veto} for veto in template.vetoes],
    }  # fmt: skip


def template_of(values: Mapping[str, Any], base: Template) -> Template:
    """The form with what the fields say; an item keeps its key while its title stays."""
    known = {item.title: item.key for item in base.items}
    kept = {row["title"]: known[row["title"]] for row in values["items"] if row["title"] in known}
    taken = frozenset(kept.values())
    fresh = (key for number in range(1, 1000) if (key := f"item{number}") not in taken)
    items = tuple(
        Item(kept.pop(row["title"], "") or next(fresh), row["title"], row["maximum"], row["help"])
        for row in values["items"]
    )
    vetoes = tuple(row["text"] for row in values["vetoes"])
    return replace(
        base, name=values["name"], items=items, bonus_max=values["bonus_max"], source=values["source"],
        thresholds=values["thresholds"], vetoes=vetoes,
    )  # fmt: skip
