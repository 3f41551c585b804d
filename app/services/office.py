"""The office: all services over one database, as both doors and the tests use it. Knows no door."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from app.models.check import quick_check
from app.models.database import Database
from app.models.folder import OfficeFolder
from app.models.moments import local_day
from app.services.audit import AuditService
from app.services.backups import BackupService
from app.services.documents.service import DocumentService
from app.services.ledgers import LedgerService
from app.services.numbering.service import NumberingService
from app.services.settings import SettingsService
from app.services.units import UnitService
from app.services.workbench import WorkbenchService

if TYPE_CHECKING:  # what the first page does not need is imported when it is first asked for
    from app.services.advisers.bundle import AdviserServices
    from app.services.attachments import AttachmentService
    from app.services.calendar import CalendarService
    from app.services.due.service import DueService
    from app.services.figures.service import FigureService
    from app.services.handovers import HandoverService
    from app.services.imports import ImportService
    from app.services.letters.service import LetterService
    from app.services.papers import PaperService
    from app.services.plans.service import PlanService
    from app.services.reports.service import ReportService
    from app.services.search import SearchService
    from app.services.setup import SetupService
    from app.services.sign_off import SignOffService
    from app.services.submissions.service import SubmissionService
    from app.services.years.service import YearService

CHECKING = "正在核对数据，马上就好"
"""Why nothing can be written while the window starts."""


class Office:
    """Everything a user can do, by subject."""

    def __init__(self, folder: OfficeFolder, database: Database, clock: Callable[[], datetime]) -> None:
        self.folder = folder
        self.clock = clock
        self._database = database
        self.settings = SettingsService(database)
        self.units = UnitService(database)
        self.documents = DocumentService(database)
        self.numbering = NumberingService(database)
        self.ledgers = LedgerService(database)
        self.audit = AuditService(database)
        self.backups = BackupService(folder, database, clock)
        self.workbench = WorkbenchService(database)

    @cached_property
    def setup(self) -> "SetupService":
        from app.services.setup import SetupService

        return SetupService(self._database)

    @cached_property
    def attachments(self) -> "AttachmentService":
        from app.models.store import AttachmentStore
        from app.services.attachments import AttachmentService

        return AttachmentService(self._database, AttachmentStore(self.folder.attachments))

    @cached_property
    def imports(self) -> "ImportService":
        from app.services.imports import ImportService

        return ImportService(self._database)

    @cached_property
    def papers(self) -> "PaperService":
        from app.services.papers import PaperService

        return PaperService(self._database, self.clock)

    @cached_property
    def search(self) -> "SearchService":
        from app.services.search import SearchService

        return SearchService(self._database)

    @cached_property
    def calendar(self) -> "CalendarService":
        from app.services.calendar import CalendarService

        return CalendarService(self._database)

    @cached_property
    def figures(self) -> "FigureService":
        from app.services.figures.service import FigureService

        return FigureService(self._database)

    @cached_property
    def reports(self) -> "ReportService":
        from app.services.reports.service import ReportService

        return ReportService(self._database)

    @cached_property
    def due(self) -> "DueService":
        from app.services.due.service import DueService

        return DueService(self._database, self.clock)

    @cached_property
    def submissions(self) -> "SubmissionService":
        from app.services.submissions.service import SubmissionService

        return SubmissionService(self._database)

    @cached_property
    def letters(self) -> "LetterService":
        from app.services.letters.service import LetterService

        return LetterService(self._database, self.clock)

    @cached_property
    def sign_off(self) -> "SignOffService":
        from app.services.sign_off import SignOffService

        return SignOffService(self._database)

    @cached_property
    def plans(self) -> "PlanService":
        from app.services.plans.service import PlanService

        return PlanService(self._database)

    @cached_property
    def handovers(self) -> "HandoverService":
        from app.services.handovers import HandoverService

        return HandoverService(self._database)

    @cached_property
    def years(self) -> "YearService":
        from app.services.years.service import YearService

        return YearService(self._database)

    @cached_property
    def advisers(self) -> "AdviserServices":
        from app.services.advisers.bundle import AdviserServices

        return AdviserServices(self._database)

    def today(self) -> date:
        """The day in China."""
        day = local_day(self.clock())
        assert day is not None
        return day

    @property
    def read_only(self) -> str:
        """Why nothing can be changed (a sentence), empty when it can."""
        return self._database.blocked

    @property
    def checking(self) -> bool:
        """Whether writing is closed only until the checks of the start have passed."""
        return self._database.blocked == CHECKING

    def hold(self, reason: str = CHECKING) -> None:
        """Let nothing be written, and say why."""
        self._database.blocked = reason

    def allow(self) -> None:
        """Open writing."""
        self._database.blocked = ""

    def check_file(self) -> None:
        """Read every page of the data file. Raises Damaged, Unavailable."""
        quick_check(self.folder.database)

    def touched(self, listener: Callable[[frozenset[str]], None]) -> None:
        """Call a function with the touched tables after each commit, in the thread that wrote."""
        self._database.on_touched(listener)

    def close(self) -> None:
        """Give every file back to the system."""
        self._database.close()
