"""本机: what belongs to this PC and not to the office: font size, data folder. Knows this PC's settings."""

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.config import FONT_SIZE, LAST_FOLDER, user_folder
from app.services.places import warning_of
from app.ui import theme
from app.ui.desk import Desk
from app.ui.icons import icon
from app.ui.popover import text_label
from app.ui.settings.section import Section


class PcSection(Section):
    """Everything here takes effect at once, save another data folder."""

    title = "本机"
    font_size_changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sizes: dict[theme.FontSize, QRadioButton] = {}
        group = QButtonGroup(self)
        sizes = QHBoxLayout()
        stored = theme.FontSize.named(str(desk.settings.get(*FONT_SIZE, "STANDARD")))
        for size in theme.FontSize:
            button = QRadioButton(f"{size.label}（{size.points:g} 磅）")
            button.setChecked(size is stored)
            button.clicked.connect(lambda _=False, size=size: self.set_size(size))
            group.addButton(button)
            sizes.addWidget(button)
            self.sizes[size] = button
        sizes.addStretch(1)
        folder = desk.office.folder.root
        self.place = text_label(str(folder))
        warned = warning_of(folder)
        self.open = QPushButton(icon("folder-open"), "打开数据文件夹")
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        self.other = QPushButton(icon("database"), "下次打开另一份数据…")
        self.other.clicked.connect(self.choose_folder)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.em(self, 0.8))
        grid.setVerticalSpacing(theme.em(self, 0.9))
        grid.setColumnStretch(1, 1)
        rows = [
            ("字号", _holding(sizes)),
            ("数据文件夹", self.place),
            ("", _holding(buttons)),
            ("本机设置和草稿", text_label(str(user_folder()))),
        ]
        if warned is not None:
            rows.insert(2, ("", text_label(warned.sentence, "error")))
        for row, (title, part) in enumerate(rows):
            label = text_label(title, "muted")
            label.setWordWrap(False)
            grid.addWidget(label, row, 0)
            grid.addWidget(part, row, 1)
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 1), side, side)
        column.addLayout(grid)
        column.addStretch(1)
        self.setFocusProxy(self.sizes[stored])

    def set_size(self, size: theme.FontSize) -> None:
        """Change the size of everything at once and remember it."""
        self.desk.settings.set(*FONT_SIZE, size.name)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.set_font_size(application, size)

    def choose_folder(self) -> None:
        """Remember another folder; it is opened when the program starts next."""
        chosen = self.desk.dialogs.folder("选择数据文件夹", self.desk.office.folder.root.parent)
        if chosen is None:
            return
        self.desk.settings.set(*LAST_FOLDER, str(chosen))
        self.desk.dialogs.tell(
            "数据文件夹", f"下次打开程序时使用“{chosen}”。现在的数据没有改动；请关闭程序后重新打开。"
        )


def _holding(row: QHBoxLayout) -> QWidget:
    holder = QWidget()
    row.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(row)
    return holder
