"""The first start in steps: notice, office, profile, units, clerks, numbering; then everything at once. Knows the set-up service."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLabel, QStackedWidget, QVBoxLayout, QWidget

from app.domain.actors import Actor, Origin
from app.services.office import Office
from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.errors import Failures
from app.ui.first_start.lists_step import StaffStep, UnitsStep
from app.ui.first_start.notice_step import NoticeStep
from app.ui.first_start.office_step import OfficeStep
from app.ui.first_start.profile_step import ProfileStep
from app.ui.first_start.scheme_step import SchemeStep
from app.ui.keys import shortcut
from app.ui.steps import StepFooter, StepHeader
from app.ui.work import Work

TITLES = ("使用须知", "本单位", "地区方案", "单位名录", "经办人", "编号规则")


class FirstStart(QWidget):
    """`finished` once the office is stored; `left` when the user goes without."""

    finished = Signal(object)
    """OfficeSettings as stored."""
    left = Signal()

    def __init__(self, office: Office, work: Work, failures: Failures) -> None:
        super().__init__()
        self._office, self._work, self._failures = office, work, failures
        self._storing = False
        self.notice = NoticeStep()
        self.office_step = OfficeStep(office.today())
        self.profile = ProfileStep(office.settings.profiles(), office.today())
        self.units, self.staff, self.scheme = UnitsStep(), StaffStep(), SchemeStep()
        self.steps = (self.notice, self.office_step, self.profile, self.units, self.staff, self.scheme)
        self.header, self.footer = StepHeader(TITLES), StepFooter("退出  Esc")
        self.stack = QStackedWidget()
        for step in self.steps:
            self.stack.addWidget(step)
            step.changed.connect(self._refresh)
        self._lay_out()
        self._add_keys()
        self._show(0)

    @property
    def step(self) -> int:
        return self.stack.currentIndex()

    @property
    def actor(self) -> Actor:
        """The first clerk sets the office up."""
        names = [member.name for member in self.staff.staff() if member.name]
        return Actor(names[0] if names else "管理员", Origin.WINDOW)

    def go_on(self) -> None:
        """下一步; at the end everything is stored in one go."""
        if self._storing or self._why_not():
            return
        if self.step == len(self.steps) - 1:
            self._store()
        else:
            self._show(self.step + 1)

    def go_back(self) -> None:
        """上一步."""
        if self.step > 0 and not self._storing:
            self._show(self.step - 1)

    def _store(self) -> None:
        settings = self.office_step.settings(self.profile.name)
        units, staff, scheme, actor = self.units.units(), self.staff.staff(), self.scheme.scheme, self.actor
        setup = self._office.setup
        self._storing = True
        self._refresh()

        def failed(error: Exception) -> None:
            self._storing = False
            self._refresh()
            self._failures.show(error)

        self._work.write(lambda: setup.begin(settings, actor, units, scheme, staff), self._stored, failed)

    def _stored(self, settings: OfficeSettings) -> None:
        self.finished.emit(settings)

    def _show(self, step: int) -> None:
        if self.steps[step] is self.units:
            self.units.begin(self.office_step.values["region_name"])
        if self.steps[step] is self.scheme:
            profile = next(item for item in self._office.settings.profiles() if item.name == self.profile.name)
            suggested = profile.on(self._office.today()).text("default_scheme")
            self.scheme.begin(suggested, self.office_step.values["region_code"].upper())
        self.stack.setCurrentIndex(step)
        self.header.show_current(step)
        self._refresh()
        self._focus_first()

    def _focus_first(self) -> None:
        step = self.steps[self.step]
        first = step.rows.tab_stops()[0] if isinstance(step, UnitsStep | StaffStep) else step
        self.setFocusProxy(first)  # who shows the whole gives the keys to it
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _why_not(self) -> str:
        step = self.steps[self.step]
        return "" if isinstance(step, ProfileStep) else step.why_not

    def _refresh(self) -> None:
        why_not = self._why_not()
        last = self.step == len(self.steps) - 1
        self.footer.next.setText(f"{'建立并开始使用' if last else '下一步'}  Ctrl+Enter")
        self.footer.next.setEnabled(not why_not and not self._storing)
        self.footer.back.setEnabled(self.step > 0 and not self._storing)
        self.footer.tell("正在建立…" if self._storing else why_not, "small" if self._storing else "warning")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton) and not isinstance(focus, QCheckBox):
                focus.click()
            elif not isinstance(focus, QComboBox):
                self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        theme.role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("法治台账")
        title = QLabel("建立单位数据")
        theme.role(title, "title")
        title.setContentsMargins(theme.em(self, 1.2), theme.em(self, 0.9), 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (title, self.header):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.footer)

    def _add_keys(self) -> None:
        self.footer.next.clicked.connect(self.go_on)
        self.footer.back.clicked.connect(self.go_back)
        self.footer.leave.clicked.connect(self.left)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+Enter", self.go_on),
            ("Alt+Left", self.go_back),
            ("Esc", self.left.emit),
        ):
            shortcut(self, keys, act, within)
