"""数据检查: whether file, keys, audit chain and attachments are whole. Knows the services, repairs nothing."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.services.audit import ChainState
from app.services.backups import Checked
from app.ui import theme
from app.ui.desk import Desk
from app.ui.forms.field import clear
from app.ui.icons import icon
from app.ui.panel import FactList, Notice, NoticeBox
from app.ui.popover import text_label
from app.ui.settings.section import Section
from app.ui.tokens import Tone


class ChecksSection(Section):
    """Two buttons and what they found."""

    title = "数据检查"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.full = QPushButton(icon("shield-check", "#ffffff"), "完整检查")
        theme.role(self.full, "primary")
        self.chain = QPushButton(icon("history"), "修改记录校验")
        self.full.clicked.connect(self.check)
        self.chain.clicked.connect(self.verify)
        row = QHBoxLayout()
        row.addWidget(self.full)
        row.addWidget(self.chain)
        row.addStretch(1)
        self.found: list[str] = []
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.em(self, 0.6))
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 0.8), theme.em(self, 6), side)
        column.setSpacing(theme.em(self, 0.8))
        column.addWidget(
            text_label(
                "完整检查逐页核对数据文件、记录之间的关系、修改记录和每一个附件，只查看，不改动。"
                "修改记录校验单独重算全部修改记录的校验值，可与打印件或备份上的条数、末条校验值对照。"
            )
        )
        column.addLayout(row)
        column.addLayout(self._said)
        column.addStretch(1)
        self.setFocusProxy(self.full)

    def check(self) -> None:
        """Read and compare everything."""
        self._begin("正在检查，数据多时需要几分钟…")
        self.desk.work.paper(lambda _: self.desk.office.backups.check(), self._checked, self._failed)

    def verify(self) -> None:
        """Recompute the audit chain."""
        self._begin("正在校验…")
        self.desk.work.paper(lambda _: self.desk.office.audit.verify(), self._verified, self._failed)

    def _begin(self, text: str) -> None:
        self._enable(False)
        clear(self._said)
        self._said.addWidget(text_label(text, "muted"))

    def _checked(self, found: Checked) -> None:
        self._tell(found.whole, "数据完好" if found.whole else "检查发现问题", found.sentences())

    def _verified(self, chain: ChainState) -> None:
        whole = chain.broken_at is None
        sentences = [] if whole else [f"{chain.reason}：修改记录可能被其他程序改动过"]
        self._tell(whole, "修改记录完好" if whole else "修改记录校验不符", sentences)
        self._said.addWidget(FactList((("条数", f"{chain.length} 条"), ("末条校验值", chain.head))))

    def _tell(self, whole: bool, lead: str, sentences: list[str]) -> None:
        self._enable(True)
        clear(self._said)
        self.found = sentences
        self._said.addWidget(NoticeBox(Notice(Tone.GOOD if whole else Tone.BAD, lead, tuple(sentences[:40]))))

    def _failed(self, error: Exception) -> None:
        self._enable(True)
        clear(self._said)
        self.desk.failures.show(error)

    def _enable(self, on: bool) -> None:
        self.full.setEnabled(on)
        self.chain.setEnabled(on)
