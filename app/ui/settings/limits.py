"""办理期限: how long each kind of submission may take where no rule says it; what a rule says stands above. Knows services."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from app.domain.problems import Problem
from app.domain.profiles import Profile
from app.domain.submissions.facts import SubmissionKind
from app.domain.submissions.limits import limits_of, problems_of_limits
from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.forms.body import FormBody
from app.ui.forms.field import clear
from app.ui.forms.limits import LimitField
from app.ui.panel import Notice, NoticeBox
from app.ui.popover import text_label
from app.ui.settings.section import StoredSection
from app.ui.tokens import Tone

HINT = (
    "自材料齐备之日的次日起算，补正、征求意见、论证期间不计。清空就是未设期限：不提醒逾期，来文有要求的仍按要求的日期提醒。"
    "改动对尚未办结的送审件同样适用；个别送审件另有期限的，在该件中填写。"
)
DOCUMENT = SubmissionKind.DOCUMENT


class LimitsSection(StoredSection):
    """Each kind with its count and unit; empty is 未设期限."""

    title = "办理期限"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        body = FormBody()
        for kind in (*(kind for kind in SubmissionKind if kind is not DOCUMENT), DOCUMENT):
            body.add(_key(kind), kind.label, LimitField("未设期限"))
        self.make_form(body, "limits", "办理期限")
        side = theme.em(self, 1.2)
        self._ruled = QVBoxLayout()
        self._ruled.setContentsMargins(side, theme.em(self, 0.8), side, 0)
        hint = text_label(HINT, "muted")
        hint.setContentsMargins(side, theme.em(self, 0.6), side, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._ruled)
        whole.addWidget(hint)
        whole.addWidget(self._form, 1)
        self.setFocusProxy(body.field(_key(SubmissionKind.DECISION)))

    def reload(self) -> None:
        settings, today = self.desk.office.settings, self.desk.office.today()
        self.desk.work.read("settings.limits", lambda: (settings.get(), settings.profile(today)), self._loaded)

    def _loaded(self, found: tuple[OfficeSettings, Profile]) -> None:
        settings, profile = found
        self._show_rule(profile)
        self._take(settings)

    def _show_rule(self, profile: Profile) -> None:
        """What the place's rules say of normative documents cannot be changed here; where they are silent, the office says."""
        days = profile.number("review_days")
        clear(self._ruled)
        self._form.body.show_row(_key(DOCUMENT), days is None)
        if days is not None:
            line = f"由地区方案“{profile.title}”规定，不能在这里更改或者关闭。"
            lead = f"规范性文件：{days}个工作日"
            self._ruled.addWidget(NoticeBox(Notice(Tone.WAITING, lead, (line,), profile.basis("review_days"))))

    def _show_stored(self) -> None:
        own = limits_of(self._stored.limits)
        values = {
            _key(kind): (own[kind].count, own[kind].unit) if kind in own else (None, None) for kind in SubmissionKind
        }
        self._form.open("本单位设定的办理期限", values, record=1)
        self._form.body.set_editable(not self.desk.office.read_only)

    def _check(self, values: dict[str, Any]) -> Sequence[Problem]:
        return list(problems_of_limits(_rows(values)))

    def _save(self, values: dict[str, Any]) -> OfficeSettings:
        settings = self.desk.office.settings
        return settings.save(replace(settings.get(), limits=_rows(values)), self.desk.actor())


def _key(kind: SubmissionKind) -> str:
    return f"limits.{kind.value}"


def _rows(values: dict[str, Any]) -> tuple[tuple[str, int, str], ...]:
    given = ((kind, *values[_key(kind)]) for kind in SubmissionKind)
    return tuple((kind.value, count, unit.value) for kind, count, unit in given if count is not None)
