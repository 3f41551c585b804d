"""提醒规则: the soft rules, each with its switch and the reasons offered for leaving it unmet. Knows the settings service."""

from dataclasses import replace

from app.domain.documents.procedure import SOFT_RULES, SoftRule
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.settings.switches import Switch, SwitchesSection

SAID = "下面的规则不满足时只提醒，可以说明理由后继续。取消勾选后不再提醒，立即生效，并记入修改记录。未列在这里的是必须满足的条件，不能关闭。"


class RulesSection(SwitchesSection):
    """Soft rules of documents; what is switched off is stored."""

    title = "提醒规则"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SAID, (Switch(rule.key, rule.title, _note(rule)) for rule in SOFT_RULES))

    def is_on(self, settings: OfficeSettings, key: str) -> bool:
        return key not in settings.switched_off

    def turned(self, settings: OfficeSettings, key: str, on: bool) -> OfficeSettings:
        off = [each for each in settings.switched_off if each != key]
        return replace(settings, switched_off=(*off, *(() if on else (key,))))


def _note(rule: SoftRule) -> str:
    return f"可选理由：{'；'.join(rule.reasons)}{'。按应急程序办理的不提醒' if rule.emergency_lifts else ''}"
