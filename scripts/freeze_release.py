"""Freeze this program's data version in tests/data/releases/: a sample office, what its ledgers say, the regional profiles.

Run it once when an issue is closed (`.venv/bin/python scripts/freeze_release.py`); what lies there is never made again,
for it stands for the files that offices have.
"""

import json
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parent.parent
RELEASES = ROOT / "tests" / "data" / "releases"
sys.path.insert(0, str(ROOT))

from app.domain.ledgers import Query  # noqa: E402
from app.main import Door, new_office, open_office  # noqa: E402
from app.models.migrate import HEAD  # noqa: E402
from app.services.ledgers import LEDGERS  # noqa: E402
from app.services.sample import SampleClock, build  # noqa: E402
from app.services.sample.build import first_day  # noqa: E402

TODAY = date(2026, 11, 20)


def lines_of(office: Any) -> dict[str, list[dict[str, str]]]:
    """Every ledger: its lines, each stored cell under its column's key; what is derived may be derived better one day."""
    said = {}
    for name, ledger in LEDGERS.items():
        query = Query(TODAY, sort=("id", False))
        ids = office.ledgers.ids(name, query)
        said[name] = [
            {
                column.key: column.show(cell)
                for column, cell in zip(ledger.columns, cells, strict=True)
                if not column.derived
            }
            for cells in office.ledgers.page(name, ids, query)
        ]
    return said


def main() -> None:
    """Refuses to replace what is frozen."""
    target = RELEASES / f"{HEAD}.zip"
    if target.exists():
        sys.exit(f"{target} is frozen; raise HEAD with a migration first")
    RELEASES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        root, clock = Path(scratch) / "office", SampleClock(first_day(TODAY))
        new_office(root, clock)
        opened = open_office(root, Door.COMMAND, clock=clock, pragmas={"synchronous": 0})
        build(opened.office, clock, TODAY)
        lines = json.dumps(lines_of(opened.office), ensure_ascii=False, indent=1)
        target.with_suffix(".json").write_text(f"{lines}\n", "utf-8")
        opened.office.backups.carry_to(target)
        opened.close()
    shutil.copytree(ROOT / "resources" / "profiles", target.with_suffix(""))
    sys.stdout.write(f"{target}: {target.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
