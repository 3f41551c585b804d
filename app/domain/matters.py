"""未办结事项: what somebody still answers for, of every kind, as lists for a handover and for the end of a year. Knows no store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.choices import Choice


class MatterKind(Choice):
    """What is open; decides the ledger in which it is found."""

    SUBMISSION = "submission", "送审件"
    DOCUMENT = "document", "在办文件"
    PLAN = "plan", "制定计划"
    LETTER = "letter", "未发公文"
    IN_FORCE = "in_force", "在管文件"


LEDGERS = {
    MatterKind.SUBMISSION: "submissions",
    MatterKind.DOCUMENT: "documents",
    MatterKind.PLAN: "plans",
    MatterKind.LETTER: "letters",
    MatterKind.IN_FORCE: "documents",
}
NOUNS = {
    MatterKind.SUBMISSION: "件",
    MatterKind.DOCUMENT: "件",
    MatterKind.PLAN: "项",
    MatterKind.LETTER: "件",
    MatterKind.IN_FORCE: "件",
}


@dataclass(frozen=True)
class Matter:
    """One open matter as it stood when it was listed."""

    kind: MatterKind
    record_id: int
    title: str
    standing: str
    """What is open about it: its number, its days, its state."""
    handler: str = ""

    @property
    def key(self) -> str:
        """Names it among others: kind and record."""
        return f"{self.kind.value}:{self.record_id}"


def grouped(matters: Iterable[Matter]) -> dict[MatterKind, list[Matter]]:
    """The matters by kind, kinds in their order, empty ones left out."""
    found: dict[MatterKind, list[Matter]] = {}
    for matter in matters:
        found.setdefault(matter.kind, []).append(matter)
    return {kind: found[kind] for kind in MatterKind if kind in found}


def counted(matters: Sequence[Matter]) -> str:
    """送审件3件、制定计划2项; 没有未办结的事项 where there are none."""
    parts = (f"{kind.label}{len(listed)}{NOUNS[kind]}" for kind, listed in grouped(matters).items())
    return "、".join(parts) or "没有未办结的事项"
