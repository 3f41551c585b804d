"""A form as the user works in it: head, fields, saving, drafts, keys. Knows values and problems, not the record."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.problems import Problem, Severity, errors
from app.services.stale import Stale
from app.ui import theme
from app.ui.dialogs import Dialogs
from app.ui.errors import Failures
from app.ui.forms.body import FormBody
from app.ui.forms.contract import FormContract
from app.ui.forms.drafts import Drafts
from app.ui.forms.footer import Footer
from app.ui.work import Work

__all__ = ["FormContract", "FormPage"]

CHECK_AFTER = 300
"""Milliseconds of quiet before the rules are asked."""
DRAFT_AFTER = 3000
"""Milliseconds from the first change until the draft is written; a later change does not put it off."""


class FormPage(QWidget):
    """Frame around a FormBody. `opened` with values; ends with `saved` or `closed`."""

    saved = Signal(object, bool)
    """What `save` returned, and whether the next one is being entered."""
    closed = Signal()
    """Left without saving."""
    checked = Signal()
    """The rules have answered."""
    step_asked = Signal(int)
    """-1 or 1: the previous or next record."""

    def __init__(
        self, body: FormBody, contract: FormContract, work: Work, dialogs: Dialogs, failures: Failures, drafts: Drafts
    ) -> None:
        super().__init__()
        self.body = body
        self._contract, self._work, self._dialogs, self._failures, self._drafts = (
            contract,
            work,
            dialogs,
            failures,
            drafts,
        )
        self._record: int | None = None
        self._revision = 0
        self._draft_key = drafts.new_key()
        self._original: dict[str, Any] = {}
        self._saving = False
        self._problems: tuple[Problem, ...] = ()
        """What the rules found last."""
        self._refusal: tuple[Problem, ...] = ()
        """Why the last attempt to save was refused; shown until the next key."""
        self._check_timer = _single_shot(self, CHECK_AFTER, self.check)
        self._draft_timer = _single_shot(self, DRAFT_AFTER, self.keep_draft)
        self._lay_out()
        self._add_keys()
        body.edited.connect(self._edited)
        body.visited.connect(self._visited)
        self.body.lay_tabs()

    def open(self, title: str, values: Mapping[str, Any], record: int | None = None, revision: int = 0) -> None:
        """Begin with these values; the cursor stands in the first field."""
        self._record, self._revision, self._refusal = record, revision, ()
        self._draft_key = self._drafts.new_key()
        self.title.setText(title)
        self.footer.save_next.setVisible(record is None and bool(self._contract.next_word))
        self.body.set_values(values)
        self._original = self.body.state()
        self._refresh_summary()
        self.check()

    def take_up(self, key: str, state: Mapping[str, Any]) -> None:
        """Go on with a draft: what was typed, over the values opened with; the draft stays until it is saved."""
        self._draft_key = key
        self.body.restore(state)
        self.check()

    def rebase(self, current: Mapping[str, Any], merged: Mapping[str, Any], revision: int) -> None:
        """Go on over what the record says now, with what was chosen in the fields."""
        self._revision = revision
        self.body.set_values(current)
        self._original = self.body.state()
        self.body.set_values(merged)
        self.check()

    @property
    def changed(self) -> bool:
        return self.body.state() != self._original

    def may_close(self) -> bool:
        """Ask when something would be lost; True when the form may go. Saving counts as not yet."""
        if self._saving:
            return False
        if not self.changed:
            self._forget_draft()
            return True
        answer = self._dialogs.choose(
            "还没有保存", f"“{self.title.text()}”已经修改，要保存吗？", ("保存", "不保存", "继续填写")
        )
        if answer == 0:
            self.save()
        if answer == 1:
            self._forget_draft()
        return answer == 1

    def close_form(self) -> None:
        """Esc and 取消."""
        if self.may_close():
            self.closed.emit()

    def check(self) -> None:
        """Ask the rules in the background; only the latest answer counts."""
        self._check_timer.stop()
        values = self.body.values()
        self._work.read(f"check:{self._contract.name}", lambda: tuple(self._contract.check(values)), self._checked)

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        problems = (*problems, *(problem for problem in self._refusal if problem not in problems))
        self.body.show_problems(problems)
        self._refresh_summary(problems)
        self.checked.emit()

    def save(self, *, then_next: bool = False) -> None:
        """Save; problems go to their fields. Unreadable entries are never sent."""
        if self._saving or not self.body.editable:
            return
        if unreadable := errors(self.body.unreadable()):
            self._refused(unreadable)
            return
        self._set_saving(True)
        values = self.body.values()
        self._work.write(
            lambda: self._contract.save(values), lambda stored: self._stored(stored, then_next), self._failed
        )

    def _stored(self, stored: Any, then_next: bool) -> None:
        self._set_saving(False)
        self._forget_draft()
        self._original = self.body.state()
        self.saved.emit(stored, then_next)

    def next(self, title: str, blank: Mapping[str, Any]) -> None:
        """Begin the next one; the repeating fields keep their values."""
        kept = {key: value for key, value in self.body.values().items() if key in self._contract.repeating}
        self.open(title, {**blank, **kept})
        first = next((key for key in blank if key not in kept), None)
        if first:
            self.body.go_to(first)

    def _failed(self, error: Exception) -> None:
        self._set_saving(False)
        self.keep_draft()
        if isinstance(error, Stale) and self._contract.settle is not None:
            self._refresh_summary()
            self._contract.settle(error)
            return
        self._failures.show(error, self._refused)

    def _refused(self, problems: tuple[Problem, ...]) -> None:
        known = tuple(p for p in problems if p not in self.body.unreadable())
        if known:
            self._refusal = known
            self.body.show_problems(known)
        self.body.show_all_problems()
        self._refresh_summary(problems)
        wrong = next((p.field for p in problems if self.body.title_of(p.field)), None)
        if wrong is not None:
            self.body.go_to(wrong)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.footer.save.setEnabled(not saving)
        self.footer.save_next.setEnabled(not saving)
        if saving:
            self.footer.tell("正在保存…")

    def keep_draft(self) -> None:
        """Write the draft if something is typed; a folder that refuses is told once, quietly."""
        self._draft_timer.stop()
        if not self.changed:
            return
        state = self.body.state()
        try:
            self._drafts.keep(
                self._draft_key,
                self._contract.name,
                self._record,
                self._revision,
                self.title.text(),
                self._contract.now(),
                state,
                self._original,
            )
        except OSError:
            self.footer.tell("草稿写不进本机文件夹，请尽快保存")

    def _forget_draft(self) -> None:
        self._draft_timer.stop()
        self._drafts.drop(self._draft_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            focus = self.focusWidget()
            if isinstance(focus, QAbstractButton) and not isinstance(focus, QCheckBox):
                focus.click()
            elif not self.body.move_on():
                self.footer.save.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _edited(self) -> None:
        self._refusal = ()
        self._check_timer.start()
        if not self._draft_timer.isActive():
            self._draft_timer.start()

    def _visited(self) -> None:
        if self._check_timer.isActive():
            self.check()
        elif not self._saving:
            self._refresh_summary(self._problems)

    def _refresh_summary(self, problems: Sequence[Problem] = ()) -> None:
        # A form just opened is empty, not wrong: an error counts from when it is shown at its field.
        self._problems = tuple(problems)
        wrong = [problem for problem in errors((*self.body.unreadable(), *problems)) if self.body.shows(problem)]
        warned = sum(problem.severity is Severity.WARNING for problem in problems)
        self.footer.count(len(wrong), warned)

    def _lay_out(self) -> None:
        theme.role(self, "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        theme.role(self.title, "title" if self._contract.next_word else "heading")
        margin = theme.em(self, 1.2)
        self.title.setContentsMargins(margin, theme.em(self, 0.6), margin, theme.em(self, 0.3))
        column.addWidget(self.title)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.body)
        theme.role(self.body, "page")
        column.addWidget(self.area, 1)
        self.footer = Footer(margin, self._contract.save_word, self._contract.next_word)
        self.footer.save.clicked.connect(self.save)
        self.footer.save_next.clicked.connect(self._save_and_next)
        self.footer.cancel.clicked.connect(self.close_form)
        column.addWidget(self.footer)

    def _add_keys(self) -> None:
        for keys, act in (
            ("Ctrl+S", self.save),
            ("Ctrl+Return", self._save_and_next),
            ("Ctrl+Enter", self._save_and_next),
            ("Esc", self.close_form),
            ("Alt+Up", lambda: self._step(-1)),
            ("Alt+Down", lambda: self._step(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _save_and_next(self) -> None:
        self.save(then_next=self._record is None and bool(self._contract.next_word))

    def _step(self, by: int) -> None:
        if self._record is not None and self.may_close():
            self.step_asked.emit(by)


def _single_shot(parent: QWidget, milliseconds: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(act)
    return timer
