"""系统设置: its parts as tabs, each loaded when it is first looked at. Knows sections, not what they set."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout

from app.domain.ledgers import Filter
from app.ui import theme
from app.ui.desk import Desk
from app.ui.page import Page
from app.ui.settings.adviser_checks import AdviserChecksSection
from app.ui.settings.assessment_forms import AssessmentFormsSection
from app.ui.settings.backups import BackupsSection
from app.ui.settings.calendar import CalendarSection
from app.ui.settings.checks import ChecksSection
from app.ui.settings.handovers import HandoversSection
from app.ui.settings.letters import LettersSection
from app.ui.settings.limits import LimitsSection
from app.ui.settings.office import OfficeSection
from app.ui.settings.pc import PcSection
from app.ui.settings.rules import RulesSection
from app.ui.settings.schemes import SchemesSection
from app.ui.settings.section import Section
from app.ui.settings.staff import StaffSection

SECTIONS: tuple[type[Section], ...] = (
    OfficeSection,
    RulesSection,
    AdviserChecksSection,
    AssessmentFormsSection,
    LimitsSection,
    SchemesSection,
    CalendarSection,
    StaffSection,
    LettersSection,
    HandoversSection,
    PcSection,
    BackupsSection,
    ChecksSection,
)


class SettingsPage(Page):
    """Everything the office and this PC decide for themselves."""

    tables = frozenset({"setting", "staff", "numbering_scheme", "holiday", "handover", "assessment_template"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.stack = QStackedWidget()
        self._sections: dict[int, Section] = {}
        for kind in SECTIONS:
            self.tabs.addTab(kind.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        side = theme.em(self, 0.6)
        row.setContentsMargins(side, 0, side, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.tabs.currentChanged.connect(self._turn)
        self.setFocusProxy(self.tabs)
        self._turn(0)

    def section(self, kind: type[Section]) -> Section:
        """Turn to a part of the settings; it is made if need be."""
        self.tabs.setCurrentIndex(SECTIONS.index(kind))
        return self._sections[self.tabs.currentIndex()]

    def begin_handover(self) -> None:
        """Turn to the handovers with the form of a new one."""
        section = self.section(HandoversSection)
        assert isinstance(section, HandoversSection)
        section.begin()

    def show_lines(self, filters: Sequence[Filter]) -> None:
        """Turn to the part that a due item names."""
        wanted = next((condition.values for condition in filters if condition.key == "section"), ())
        for at, kind in enumerate(SECTIONS):
            if kind.name in wanted:
                self.tabs.setCurrentIndex(at)

    def reload(self) -> None:
        self._sections[self.tabs.currentIndex()].reload()

    def may_leave(self) -> bool:
        return all(section.form is None or section.form.may_close() for section in self._sections.values())

    def _turn(self, at: int) -> None:
        if at not in self._sections:
            made = self._sections[at] = SECTIONS[at](self.desk)
            self.stack.addWidget(made)
            if isinstance(made, StaffSection):
                made.handover_asked.connect(self.begin_handover)
        self.stack.setCurrentWidget(self._sections[at])
        self._sections[at].reload()
        if not self.tabs.hasFocus() and self.isVisible():
            self._sections[at].setFocus(Qt.FocusReason.OtherFocusReason)
