"""更多: the acts of a document that are not needed every day, each allowed or saying why not. Knows no service."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.domain.documents.facts import DocumentFacts, Nature
from app.domain.profiles import Profile
from app.ui.action_bar import menu_action


@dataclass(frozen=True)
class Standing:
    """What decides which acts there are."""

    facts: DocumentFacts
    profile: Profile
    reserved: int
    """Numbers set aside that no document has taken."""


WhyNot = Callable[[Standing], str]
"""Why an act has no meaning for a document; empty when it has one."""


class DeedMenu:
    """Entries in the order they are added; one that cannot be chosen says why behind its name."""

    def __init__(self, menu: QMenu) -> None:
        self._menu = menu
        self._entries: list[tuple[QAction, str, WhyNot | None]] = []

    def add(self, text: str, act: Callable[[], object], why_not: WhyNot | None) -> None:
        """An act; without `why_not` it needs no document."""
        self._entries.append((menu_action(self._menu, text, act), text, why_not))

    def separate(self) -> None:
        self._menu.addSeparator()

    def allow(self, standing: Standing | None, read_only: str) -> None:
        """Open and close the entries for the current document."""
        for action, text, why_not in self._entries:
            reason = read_only or _reason(standing, why_not)
            action.setEnabled(not reason)
            # A tip is not seen by who works with keys: the reason stands in the entry.
            action.setText(f"{text.rstrip('…')}（{reason}）" if reason and standing else text)


def _reason(standing: Standing | None, why_not: WhyNot | None) -> str:
    if why_not is None:
        return ""
    return why_not(standing) if standing else "请先选择一件文件"


def nothing(_: Standing) -> str:
    """For acts that always have a meaning."""
    return ""


def no_number(standing: Standing) -> str:
    """Why there is nothing to void, withdraw or notify."""
    return "" if standing.facts.unified_number else "尚未编号"


def not_released(standing: Standing) -> str:
    """Why a number cannot be taken off its document."""
    return no_number(standing) or ("已公布" if standing.facts.published_on else "")


def no_reserved(standing: Standing) -> str:
    """Why no reserved number can be used."""
    if standing.facts.unified_number:
        return "已有统一编号"
    return not_normative(standing) or ("" if standing.reserved else "没有预留的编号")


def not_normative(standing: Standing) -> str:
    """Why nothing of a normative document applies."""
    return "" if standing.facts.nature is Nature.NORMATIVE else "不是行政规范性文件"


def signed(standing: Standing) -> str:
    """Why the signature is not to be recorded any more."""
    return not_normative(standing) or ("已公布" if standing.facts.published_on else "")


def not_alive(standing: Standing) -> str:
    """Why a document's life cannot be ended."""
    facts = standing.facts
    if not (facts.published_on or facts.backfill):
        return not_normative(standing) or "尚未公布"
    return not_normative(standing) or (f"已{facts.end_kind.label.removeprefix('已')}" if facts.end_kind else "")


def not_extended(standing: Standing) -> str:
    """延期 is for places that extend; elsewhere the document is published anew."""
    if alive := not_alive(standing):
        return alive
    if standing.profile.text("renewal") == "republish":
        return "本地规定期满须重新公布"
    return "" if standing.facts.expires_on else "没有到期日"


def not_succeeded(standing: Standing) -> str:
    """重新公布 is for what was published once, ended or not."""
    facts = standing.facts
    return not_normative(standing) or ("" if facts.published_on or facts.backfill else "尚未公布")


def no_draft(standing: Standing) -> str:
    """Why a document cannot go into the bin."""
    facts = standing.facts
    return "已编号、公布或属补录" if facts.unified_number or facts.published_on or facts.backfill else ""
