"""发文与审签: the marks of the office's numbers, how it is reached, whether one person may sign alone. Knows the settings service."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.domain.letters import SIGNED_OFF, LetterKind
from app.domain.problems import Problem
from app.services.letters.numbers import marks_of
from app.services.settings import OfficeSettings, problems_of_settings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.picks import CheckField
from app.ui.forms.texts import TextField
from app.ui.popover import text_label
from app.ui.settings.section import StoredSection


class LettersSection(StoredSection):
    """An empty mark is the usual one, shown in grey."""

    title = "发文与审签"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._marks = {kind: TextField(most=10) for kind in LetterKind}
        body = FormBody()
        body.section("发文号的机关代字")
        for kind, field in self._marks.items():
            body.add(_key(kind), kind.label, field)
        body.section("附注与审签")
        body.add("contact", "联系方式", TextField("如 020-84200000，海珠区新港中路123号", 80), wide=True)
        body.add("one_person", "一人审签", CheckField("本单位只有一人办理，拟稿人可以完成全部审签"), wide=True)
        self.make_form(body, "letters", "发文设置")
        signed = "、".join(kind.label for kind in LetterKind if kind in SIGNED_OFF)
        hint = text_label(
            f"发文号按机关代字和年份分别编号，如 海司审〔2026〕3号；改代字只影响今后的编号。{signed}须经办、科长、分管局领导依次审签后才能编号。",
            "muted",
        )
        side = theme.em(self, 1.2)
        hint.setContentsMargins(side, theme.em(self, 0.8), side, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(hint)
        whole.addWidget(self._form, 1)

    def _show_stored(self) -> None:
        own, usual = dict(self._stored.letter_marks), marks_of(replace(self._stored, letter_marks=()))
        for kind, field in self._marks.items():
            field.line.setPlaceholderText(usual[kind] or "如 海司审")
        values = {_key(kind): own.get(kind.value, "") for kind in LetterKind}
        values |= {"contact": self._stored.contact}
        self._form.open("发文与审签", {**values, "one_person": self._stored.one_person}, record=1)
        self._form.body.set_editable(not self.desk.office.read_only)

    def _typed(self, values: dict[str, Any], base: OfficeSettings) -> OfficeSettings:
        marks = tuple((kind.value, values[_key(kind)]) for kind in LetterKind if values[_key(kind)])
        return replace(base, letter_marks=marks, contact=values["contact"], one_person=values["one_person"])

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        return list(problems_of_settings(self._typed(values, self._stored)))

    def _save(self, values: dict[str, Any]) -> OfficeSettings:
        settings = self.desk.office.settings
        return settings.save(self._typed(values, settings.get()), self.desk.actor())


def _key(kind: LetterKind) -> str:
    return f"letter_marks.{kind.value}"
