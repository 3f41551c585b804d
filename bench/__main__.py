"""`python -m bench`: every figure, as ratios, in one run."""

import sys
import tempfile
from pathlib import Path

from bench import due, exports, imports, ledgers, offices, window


def main() -> int:
    """Print the figures; the exit code does not depend on them."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        print(f"making an office of {size} documents …", flush=True)
        opened = offices.large(root / "large", size)
        for figure in ledgers.figures(opened):
            print(figure.line(), flush=True)
        opened.close()
        offices.large(root / "small", 100).close()
        for figure in window.figures(root / "small", root / "large", root / "user"):
            print(figure.line(), flush=True)
        desk = due.desk(root / "desk")
        for figure in due.figures(desk):
            print(figure.line(), flush=True)
        desk.close()
        print(due.painted(root / "desk", root / "user").line(), flush=True)
        for figure in (*imports.figures(root), *exports.figures(root)):
            print(figure.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
