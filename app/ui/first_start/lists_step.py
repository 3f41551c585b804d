"""The units and the clerks of an office, as lists to edit. Knows the rules of units, stores nothing."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.domain.problems import Problem
from app.domain.units import MAY_NOT_ISSUE, IssuerMark, UnitCategory, UnitFacts, problems_of_unit
from app.services.settings import StaffMember
from app.services.setup import starting_units
from app.ui import theme
from app.ui.forms.picks import ChoiceField
from app.ui.forms.repeat import Part, RepeatField
from app.ui.forms.texts import TextField
from app.ui.popover import text_label
from app.ui.scroll import ScrolledColumn


class ListStep(QWidget):
    """A hint, a list of rows that scrolls, and what is wrong with it."""

    changed = Signal()

    def __init__(self, hint: str, rows: RepeatField) -> None:
        super().__init__()
        self.rows = rows
        column = QVBoxLayout(self)
        side = theme.em(self, 1.2)
        column.setContentsMargins(side, theme.em(self, 0.6), side, 0)
        column.addWidget(text_label(hint))
        self.area = ScrolledColumn()
        self.area.column.setContentsMargins(0, 0, theme.em(self, 0.6), side)
        self.area.column.addWidget(rows)
        self.area.column.addStretch(1)
        column.addWidget(self.area, 1)
        self.count = QLabel()
        theme.role(self.count, "muted")
        self.count.setContentsMargins(0, 0, 0, theme.em(self, 0.4))
        column.addWidget(self.count)
        rows.changed.connect(self._edited)
        rows.shape_changed.connect(self._edited)

    def problems(self) -> list[Problem]:
        """What is wrong with the list."""
        raise NotImplementedError

    @property
    def why_not(self) -> str:
        """Why one cannot go on, the first reason only; empty when one can."""
        found = self.problems()
        return found[0].message if found else ""

    def _edited(self) -> None:
        self.changed.emit()


class UnitsStep(ListStep):
    """The usual units of the district, made once and then the user's."""

    def __init__(self) -> None:
        parts = (
            Part("code", "编码", lambda: TextField(most=8), 2),
            Part("name", "单位名称", lambda: TextField(most=60), 7),
            Part("short_name", "简称", lambda: TextField(most=30), 4),
            Part("category", "类别", lambda: ChoiceField(UnitCategory, optional=False), 4),
            Part("mark", "机关代字", lambda: TextField(most=20), 3),
        )
        hint = "这是区县常见的单位，请按本地情况增删改。街道、镇请自行添加；以后随时可以在“单位”页修改，导入旧台账时遇到的新单位也会自动加入。"
        super().__init__(hint, RepeatField(parts, "单位"))
        self._place = ""

    def begin(self, place: str) -> None:
        """Lay out the usual units of a district; a list already laid out for it stays as edited."""
        if place == self._place:
            return
        self._place = place
        self.rows.set_value(
            [
                {
                    "code": unit.code,
                    "name": unit.name,
                    "short_name": unit.short_name,
                    "category": unit.category,
                    "mark": unit.marks[0].mark if unit.marks else "",
                }
                for unit in starting_units(place)
            ]
        )
        self._edited()

    def units(self) -> list[UnitFacts]:
        """The units as typed; the first government is the parent of all others (a position in the list)."""
        rows = [row for row in self.rows.value() if _typed(row)]
        government = next((at for at, row in enumerate(rows) if row["category"] is UnitCategory.GOVERNMENT), None)
        if government:
            # A parent stands before those beneath it.
            rows.insert(0, rows.pop(government))
        return [
            UnitFacts(
                row["name"],
                row["category"],
                row["code"],
                row["short_name"],
                parent_id=None if government is None or at == 0 else 0,
                may_issue=row["category"] not in MAY_NOT_ISSUE,
                marks=(IssuerMark(row["mark"]),) if row["mark"] else (),
            )
            for at, row in enumerate(rows)
        ]

    def problems(self) -> list[Problem]:
        units = self.units()
        self.count.setText(f"共 {len(units)} 个单位")
        seen: dict[int, UnitFacts] = {}
        found: list[Problem] = []
        for at, unit in enumerate(units):
            named = unit.name or f"编码 {unit.code}"
            found += [Problem("", f"“{named}”：{problem.message}") for problem in problems_of_unit(unit, seen)]
            seen[at] = unit
        return found or list(self.rows.own_problems())


class StaffStep(ListStep):
    """The office's own clerks; the first one sets the office up."""

    def __init__(self) -> None:
        parts = (
            Part("name", "姓名", lambda: TextField(most=20), 2),
            Part("post", "职务或分工", lambda: TextField(most=30), 3),
        )
        hint = "使用本程序的人员。每一次修改都记在当前经办人名下，可随时在窗口右上角切换。"
        super().__init__(hint, RepeatField(parts, "人员"))
        self.rows.set_value([{}])

    def staff(self) -> list[StaffMember]:
        """The clerks as typed."""
        return [StaffMember(row["name"], row["post"]) for row in self.rows.value()]

    def problems(self) -> list[Problem]:
        names = [member.name for member in self.staff()]
        self.count.setText(f"共 {len(names)} 人")
        if not names:
            return [Problem("", "请至少填写一名经办人")]
        if "" in names:
            return [Problem("", "请填写姓名")]
        twice = [name for name in names if names.count(name) > 1]
        return [Problem("", f"“{twice[0]}”重复，请删去一个")] if twice else list(self.rows.own_problems())


def _typed(row: dict[str, Any]) -> bool:
    """Whether a row says more than its category, which always has a value."""
    return any(row[key] for key in ("code", "name", "short_name", "mark"))
