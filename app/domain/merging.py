"""One record changed by two people at once: what each changed, and what both did. Knows no subject and no store."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.facts import altered

F = TypeVar("F")

APART = frozenset({"id", "uid", "revision", "created_on"})
"""What nobody types: it stays as the record has it now."""


@dataclass(frozen=True)
class Merge(Generic[F]):
    """Two versions of a record made one."""

    facts: F
    """The present record with my changes over it; where both changed a field, mine stands until somebody chooses."""
    contested: tuple[str, ...]
    """Fields that both changed, and not to the same value."""
    taken: tuple[str, ...]
    """Fields that only the other one changed: they are kept."""

    def choose(self, current: F, theirs: tuple[str, ...]) -> F:
        """The merged facts with the present value in the fields named."""
        return altered(self.facts, **{name: getattr(current, name) for name in theirs})


def merge(original: F | None, mine: F, current: F) -> Merge[F]:
    """Bring both together, field by field.

    `original` is what I first read; where nobody knows it any more (None), every field that differs is contested.
    """
    names = [name for name in vars(current) if name not in APART]
    changed = {name for name in names if original is None or getattr(mine, name) != getattr(original, name)}
    theirs = {name for name in names if original is None or getattr(current, name) != getattr(original, name)}
    differing = {name for name in names if getattr(mine, name) != getattr(current, name)}
    facts = altered(current, **{name: getattr(mine, name) for name in changed})
    contested = tuple(name for name in names if name in changed & theirs & differing)
    return Merge(facts, contested, tuple(name for name in names if name in theirs - changed))
