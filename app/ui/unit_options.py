"""The units as forms offer them: by name, former names and pinyin initials; kept fresh. Knows the unit service."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from app.domain.text import initials_all
from app.domain.units import UnitFacts
from app.services.units import UnitService
from app.ui.forms.suggest import Option
from app.ui.touched import Touched
from app.ui.work import Work

TABLES = frozenset({"unit", "unit_name"})


class UnitOptions(QObject):
    """Read in the background: the first pinyin costs a fifth of a second."""

    def __init__(self, units: UnitService, work: Work, touched: Touched, *, at_once: bool = True) -> None:
        """Not `at_once`: whoever starts the window asks by `reload`, behind the first page's lines."""
        super().__init__()
        self._units, self._work = units, work
        self._all: tuple[Option, ...] = ()
        self._issuers: tuple[Option, ...] = ()
        self.names: dict[int, str] = {}
        touched.tables.connect(self._touched)
        if at_once:
            self.reload()

    def all(self) -> tuple[Option, ...]:
        """Every unit."""
        return self._all

    def issuers(self) -> tuple[Option, ...]:
        """Every unit; one that may not issue carries the reason."""
        return self._issuers

    def reload(self) -> None:
        """Ask for the units."""
        self._work.read("unit options", lambda: _options(self._units.all()), self._take)

    def _take(self, found: tuple[tuple[Option, ...], tuple[Option, ...]]) -> None:
        self._all, self._issuers = found
        self.names = {option.value: option.label for option in self._all}

    def _touched(self, names: frozenset[str]) -> None:
        if names & TABLES:
            self.reload()


def _options(units: Mapping[int, UnitFacts]) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    everything, issuers = [], []
    for key, unit in units.items():
        others = tuple(name for name in unit.names if name != unit.name)
        letters = tuple(word for name in unit.names for word in initials_all(name).split())
        note = f"曾用名 {'、'.join(former.name for former in unit.former_names)}" if unit.former_names else ""
        refused = "" if unit.may_issue else f"“{unit.name}”不得制定规范性文件，请选择其他单位"
        everything.append(Option(key, unit.name, (*others, *letters), note))
        issuers.append(Option(key, unit.name, (*others, *letters), note, refused))
    return tuple(everything), tuple(issuers)
