"""提醒规则: the soft rules, each with its switch and the reasons offered for leaving it unmet. Knows the settings service."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from app.domain.documents.procedure import SOFT_RULES, SoftRule
from app.services.settings import OfficeSettings
from app.ui import theme
from app.ui.desk import Desk
from app.ui.popover import text_label
from app.ui.scroll import ScrolledColumn
from app.ui.settings.section import Section


class RulesSection(Section):
    """A tick takes effect at once and is written into the audit."""

    title = "提醒规则"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.boxes: dict[str, QCheckBox] = {}
        self.said = QLabel()
        theme.role(self.said, "small")
        area = ScrolledColumn()
        side = theme.em(self, 1.2)
        area.column.setContentsMargins(side, theme.em(self, 0.8), side, side)
        area.column.setSpacing(theme.em(self, 0.15))
        area.column.addWidget(
            text_label(
                "下面的规则不满足时只提醒，可以说明理由后继续。取消勾选后不再提醒，立即生效，并记入修改记录。未列在这里的是必须满足的条件，不能关闭。"
            )
        )
        area.column.addSpacing(theme.em(self, 0.6))
        for rule in SOFT_RULES:
            area.column.addWidget(self._box(rule))
            reasons = text_label(
                f"可选理由：{'；'.join(rule.reasons)}{'。按应急程序办理的不提醒' if rule.emergency_lifts else ''}",
                "small",
            )
            reasons.setContentsMargins(theme.em(self, 1.7), 0, 0, theme.em(self, 0.55))
            area.column.addWidget(reasons)
        area.column.addWidget(self.said)
        area.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def reload(self) -> None:
        self.desk.work.read("settings.rules", self.desk.office.settings.get, self._show)

    def _box(self, rule: SoftRule) -> QCheckBox:
        box = QCheckBox(rule.title)
        box.toggled.connect(lambda on: self._switch(rule, on))
        self.boxes[rule.key] = box
        return box

    def _show(self, settings: OfficeSettings) -> None:
        for key, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(key not in settings.switched_off)
            box.setEnabled(not self.desk.office.read_only)

    def _switch(self, rule: SoftRule, on: bool) -> None:
        settings, actor = self.desk.office.settings, self.desk.actor()

        def store() -> OfficeSettings:
            stored = settings.get()
            off = [key for key in stored.switched_off if key != rule.key]
            return settings.save(replace(stored, switched_off=(*off, *(() if on else (rule.key,)))), actor)

        def failed(error: Exception) -> None:
            self.reload()
            self.desk.failures.show(error)

        said = f"“{rule.title}”已{'开启' if on else '关闭'}"
        self.desk.work.write(store, lambda _: self.said.setText(said), failed)
