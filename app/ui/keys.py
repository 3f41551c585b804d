"""Every key of the window, declared once: shortcuts, menus and the key list of F1 read it. Knows no page."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Act(Enum):
    """What a page can be asked to do by a key; pages take what has a meaning for them."""

    NEW = ("新增", "Ctrl+N")
    FILTER = ("筛选", "Ctrl+F")
    AS_OF = ("按某一天查看", "Ctrl+D")
    EXPORT = ("导出", "Ctrl+E")
    PRINT = ("打印", "Ctrl+P")
    RELOAD = ("刷新", "F5")

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def key(self) -> str:
        return self.value[1]


ALL_PAPERS = "F8"
"""Ticks off every paper of a submission at once."""


OWN_KEYS = {"imports": "Ctrl+I", "settings": "Ctrl+,"}
"""Pages at the end of the navigation, whose place may change."""


def page_keys(names: Sequence[str]) -> dict[str, str]:
    """The key of each page by its name: digits in the order of the navigation, the tenth 0; some have one of their own."""
    digits = [f"Ctrl+{digit}" for digit in (*range(1, 10), 0)]
    return dict(zip(names, digits, strict=False)) | {name: key for name, key in OWN_KEYS.items() if name in names}


KeyGroup = tuple[str, tuple[tuple[str, str], ...]]
"""Where the keys hold, and each key with what it does."""

KEY_LIST: tuple[KeyGroup, ...] = (
    (
        "整个窗口",
        (
            ("Ctrl+1 … Ctrl+9、Ctrl+0", "打开左侧第一到第十个页面"),
            ("Ctrl+I、Ctrl+,", "打开导入、系统设置"),
            ("Ctrl+K", "搜索全部"),
            ("F1", "显示这张按键表"),
            ("F5", "刷新"),
        ),
    ),
    (
        "台账页面",
        (
            ("Ctrl+N", "新增"),
            ("Ctrl+F", "在本台账中筛选"),
            ("Ctrl+D", "查看截至某一天的台账，Esc 回到今天"),
            ("Ctrl+E", "导出"),
            ("Ctrl+P", "打印"),
            ("↑ ↓ Home End PgUp PgDn", "在各行之间移动"),
            ("Shift+↑↓、Ctrl+A", "选择多行、全选"),
            ("Ctrl+C", "复制所选各行，可粘贴到表格软件"),
            ("Enter", "打开所在行"),
        ),
    ),
    (
        "工作台和搜索结果",
        (
            ("↑ ↓", "在各行之间移动"),
            ("Enter", "到办理的地方，打开所在行"),
            ("空格", "看依据（工作台）"),
            ("F8", "标为已知晓，或恢复提醒（工作台）"),
            ("F9", "稍后提醒（工作台）"),
            ("Ctrl+P、Ctrl+E", "打印一周待办、导出日历（工作台）"),
        ),
    ),
    (
        "法律顾问概览",
        (
            ("↑ ↓", "在全区和各单位、顾问、律所之间移动"),
            ("Enter", "看所在行的服务合同"),
            ("Ctrl+P、Ctrl+E", "打印、导出年度法律顾问工作报告"),
        ),
    ),
    (
        "年度报告",
        (
            ("Ctrl+PgUp、Ctrl+PgDn", "上一节、下一节"),
            ("Ctrl+F", "查找数据"),
            ("Ctrl+I", "把所在行的数据插入正文"),
            ("Enter", "看数据背后的记录（数据列表中）"),
            ("Ctrl+P", "预览"),
            ("Ctrl+E", "导出为文件"),
        ),
    ),
    (
        "导入等分步操作",
        (
            ("Ctrl+Enter", "下一步"),
            ("Alt+←", "上一步"),
            ("Ctrl+O", "选择要导入的文件"),
            ("Enter", "以所在行为表头（表头一步）"),
            ("Esc", "停止正在进行的工作，或退出"),
        ),
    ),
    (
        "填写表单",
        (
            ("Enter、Tab", "到下一栏"),
            ("Shift+Tab", "回上一栏"),
            ("Ctrl+S", "保存"),
            ("Ctrl+Enter", "保存并录入下一件"),
            ("Alt+↑、Alt+↓", "上一件、下一件"),
            ("F4", "打开日历或下拉列表"),
            ("空格", "勾选"),
            (ALL_PAPERS, "送审材料全部收齐"),
            ("Esc", "取消，有修改时先询问"),
        ),
    ),
)


def shortcut(
    owner: QWidget,
    keys: str,
    act: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QShortcut:
    """A key that acts in a window, or only within the owner."""
    made = QShortcut(QKeySequence(keys), owner)
    made.setContext(context)
    made.activated.connect(act)
    return made
