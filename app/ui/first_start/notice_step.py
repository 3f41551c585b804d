"""First step of the first start: what must never be put into this program. Knows no office."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.popover import text_label

RULES = (
    "涉及国家秘密的文件、附件和摘要，不得录入、导入或存放在本程序的数据文件夹中。",
    "涉密计算机上不得安装、使用本程序；本程序的数据也不得拷入涉密计算机。",
    "工作秘密和个人信息按本单位的规定办理；导出的台账、打印件和备份同样适用。",
    "本程序不连接互联网，数据只保存在您选定的文件夹里。请定期备份。",
)


class NoticeStep(QWidget):
    """`changed` follows the tick without which nothing goes on."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.agreed = QCheckBox("我已知晓，并将告知所有使用本程序的人员")
        self.agreed.toggled.connect(self.changed)
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 1), theme.em(self, 6), side)
        column.setSpacing(theme.em(self, 0.8))
        column.addWidget(text_label("本程序不得处理涉密信息", "big"))
        for number, rule in enumerate(RULES, 1):
            column.addWidget(text_label(f"{number}. {rule}"))
        column.addSpacing(theme.em(self, 0.6))
        column.addWidget(self.agreed)
        column.addStretch(1)
        self.setFocusProxy(self.agreed)

    @property
    def why_not(self) -> str:
        """Why one cannot go on; empty when one can."""
        return "" if self.agreed.isChecked() else "请阅读后勾选"
