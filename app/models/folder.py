"""The folder of one office: which file lies where in it. Knows no content."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class OfficeFolder:
    """Everything an office has, under one folder that can be moved as a whole."""

    root: Path

    @property
    def database(self) -> Path:
        """Records, settings, audit."""
        return self.root / "fazhi.db"

    @property
    def attachments(self) -> Path:
        """Papers, each by the SHA-256 of its bytes."""
        return self.root / "attachments"

    @property
    def backups(self) -> Path:
        """Backups made by the program; copies for elsewhere are made with 备份到."""
        return self.root / "backups"

    @property
    def lock(self) -> Path:
        """Held by the one open window."""
        return self.root / "fazhi.lock"

    @property
    def holder(self) -> Path:
        """Who holds the lock and since when."""
        return self.root / "fazhi.lock.json"
