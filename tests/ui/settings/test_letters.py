"""发文与审签 among the settings: marks of their own, how to be reached, the switch of an office of one."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.letters import LetterKind
from app.services.letters.numbers import marks_of
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.settings.letters import LettersSection
from tests.offices import CLERK
from tests.ui.hands import press, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def section(qtbot: QtBot, desk: Desk, services: Office) -> LettersSection:
    services.settings.save(OfficeSettings("广州市海珠区司法局", "HZ", "海珠区"), CLERK)
    made = LettersSection(desk)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.reload()
    qtbot.waitUntil(lambda: desk.work.quiet)
    return made


def test_marks_contact_and_switch_are_stored(qtbot: QtBot, section: LettersSection, services: Office) -> None:
    body = section.form.body
    mark = body.field("letter_marks.review_opinion")
    assert mark.line.placeholderText() == "海司审"  # type: ignore[attr-defined]
    body.go_to("letter_marks.review_opinion")
    write(mark.line, "海司审字")  # type: ignore[attr-defined]
    body.go_to("contact")
    write(body.field("contact").line, "020-84200000")  # type: ignore[attr-defined]
    body.go_to("one_person")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: services.settings.get().one_person)
    stored = services.settings.get()
    assert (stored.letter_marks, stored.contact) == ((("review_opinion", "海司审字"),), "020-84200000")
    marks = marks_of(stored)
    assert (marks[LetterKind.REVIEW_OPINION], marks[LetterKind.RECEIPT]) == ("海司审字", "海司收")


def test_a_mark_with_a_year_in_it_is_refused(qtbot: QtBot, section: LettersSection, services: Office) -> None:
    body = section.form.body
    body.go_to("letter_marks.receipt")
    write(body.field("letter_marks.receipt").line, "海司收2026")  # type: ignore[attr-defined]
    press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: bool(body.field("letter_marks.receipt").problem_texts))
    assert "“2”" in body.field("letter_marks.receipt").problem_texts[0]
    assert services.settings.get().letter_marks == ()
