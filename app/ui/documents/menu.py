"""更多: which acts of a document there are as it stands, and why not the others. Knows no menu and no service."""

from dataclasses import dataclass

from app.domain.documents.facts import DocumentFacts, Nature
from app.domain.profiles import Profile


@dataclass(frozen=True)
class Standing:
    """What decides which acts there are."""

    facts: DocumentFacts
    profile: Profile
    reserved: int
    """Numbers set aside that no document has taken."""


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


def not_to_review(standing: Standing) -> str:
    """Why nothing is sent to the office for review."""
    return not_normative(standing) or ("已公布" if standing.facts.published_on else "")


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


def no_end(standing: Standing) -> str:
    """Why nobody has to be reminded of the end of a document's validity."""
    return not_alive(standing) or ("" if standing.facts.expires_on else "没有到期日")


def not_succeeded(standing: Standing) -> str:
    """重新公布 is for what was published once, ended or not."""
    facts = standing.facts
    return not_normative(standing) or ("" if facts.published_on or facts.backfill else "尚未公布")


def no_draft(standing: Standing) -> str:
    """Why a document cannot go into the bin."""
    facts = standing.facts
    return "已编号、公布或属补录" if facts.unified_number or facts.published_on or facts.backfill else ""
