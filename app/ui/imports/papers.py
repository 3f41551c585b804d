"""Files an import hands out: the blank template, the list of lines that failed. Knows the paper service."""

from collections.abc import Callable
from pathlib import Path

from app.services.imports import Outcome
from app.services.ledgers import LEDGERS
from app.ui.desk import Desk
from app.ui.dialogs import FileKind

XLSX = FileKind("Excel 工作簿", ("xlsx",))


def save_template(desk: Desk, ledger: str, tell: Callable[[str], None]) -> None:
    """Ask where to and write the blank template of a ledger."""
    suggested = Path.home() / f"{LEDGERS[ledger].title}导入模板.xlsx"
    target = desk.dialogs.save_name("下载空白模板", suggested, (XLSX,))
    if target is not None:
        papers, said = desk.office.papers, f"空白模板已存到 {target}"
        desk.work.paper(lambda _: papers.template(ledger, target), lambda _: tell(said))


def save_errors(desk: Desk, outcome: Outcome, source: Path, tell: Callable[[str], None]) -> None:
    """Ask where to and write the lines that failed as they stood in the file, each with its reasons."""
    suggested = source.with_name(f"{source.stem}_问题清单.xlsx")
    target = desk.dialogs.save_name("导出问题清单", suggested, (XLSX,))
    if target is not None:
        papers, said = desk.office.papers, f"问题清单已存到 {target}"
        desk.work.paper(lambda _: papers.errors(outcome, target), lambda _: tell(said))
