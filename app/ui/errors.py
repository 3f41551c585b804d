"""The three kinds of failure as the user meets them: his own, the PC's, ours. The only place of the window that shows one."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

import PySide6

from app.domain.problems import Problem, Refused, Unavailable
from app.ui.dialogs import Dialogs, Gravity
from app.ui.work import Cancelled

log = logging.getLogger(__name__)

ShowProblems = Callable[[tuple[Problem, ...]], None]


class Failures:
    """Shows what went wrong; fields show their own problems when a form takes them."""

    def __init__(self, dialogs: Dialogs, log_place: str = "") -> None:
        self._dialogs = dialogs
        self._log_place = log_place
        self._showing = False

    def show(self, error: BaseException, at_fields: ShowProblems | None = None) -> None:
        """Tell the user, in the way of the failure's kind; a cancelled job needs no words."""
        match error:
            case Cancelled():
                return
            case Refused() if at_fields is not None:
                at_fields(error.problems)
            case Refused():
                self._dialogs.tell("未能办理", refusal_text(error.problems), Gravity.WARNING)
            case Unavailable():
                self._dialogs.tell("暂时不能进行", str(error), Gravity.WARNING)
            case _:
                self._show_fault(error)

    def install(self) -> None:
        """Take what no slot caught; the program stays up."""
        sys.excepthook = self._unhandled

    def _unhandled(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.show(error)

    def _show_fault(self, error: BaseException) -> None:
        log.error("unexpected failure", exc_info=error)
        if self._showing:
            # A fault while the box is open (a repaint, a timer) would stack boxes without end; the log has it.
            return
        self._showing = True
        try:
            where = f"运行日志：{self._log_place}\n" if self._log_place else ""
            self._dialogs.choose(
                "程序出了差错",
                "刚才这一步没有完成，已经保存的数据没有改动，程序可以继续使用。\n"
                f"{where}请点“复制报告”，粘贴后发给管理员或开发人员。",
                ("继续使用",),
                Gravity.FAULT,
                detail=report(error),
            )
        finally:
            self._showing = False


def refusal_text(problems: tuple[Problem, ...]) -> str:
    """Every unmet condition with its basis, one paragraph each."""
    lines = [f"{problem.message}\n依据：{problem.basis}" if problem.basis else problem.message for problem in problems]
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))


def report(error: BaseException) -> str:
    """What a developer needs: versions and the trace. For copying, so it may be English."""
    trace = "".join(traceback.format_exception(error))
    return (
        f"fazhi-taizhang · Python {platform.python_version()} · PySide6 {PySide6.__version__} · "
        f"{platform.platform()}\n{trace}"
    )
