"""顾问检查: which checks of legal advisers are on; those that are rules of saving always are. Knows the settings service."""

from dataclasses import replace

from app.domain.advisers.checks import ALWAYS, CHECKS
from app.services.settings import OfficeSettings
from app.ui.desk import Desk
from app.ui.settings.switches import Switch, SwitchesSection

SAID = (
    "勾选的项目列入各单位的合规检查表（在“单位”页查看）。改动立即生效，并记入修改记录。"
    "标明“始终检查”的同时是登记时必须满足的条件，不能关闭。"
)


class AdviserChecksSection(SwitchesSection):
    """The nineteen checks; what is switched on is stored."""

    title = "顾问检查"

    def __init__(self, desk: Desk) -> None:
        switches = (
            Switch(
                check.key, f"{check.title}{'（始终检查）' if check.key in ALWAYS else ''}", always=check.key in ALWAYS
            )
            for check in CHECKS
        )
        super().__init__(desk, SAID, switches)

    def is_on(self, settings: OfficeSettings, key: str) -> bool:
        return key in settings.adviser_checks

    def turned(self, settings: OfficeSettings, key: str, on: bool) -> OfficeSettings:
        wanted = {*settings.adviser_checks, key} if on else {*settings.adviser_checks} - {key}
        return replace(settings, adviser_checks=tuple(check.key for check in CHECKS if check.key in wanted))
