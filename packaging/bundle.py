"""Builds the bundle with build.spec, then reports its size, runs its self-test and times its start. See `make bundle`."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
BUNDLE = ROOT / "dist" / "fazhi-taizhang"
PROGRAM = BUNDLE / ("fazhi.exe" if sys.platform == "win32" else "fazhi")


def environment_without_python() -> dict[str, str]:
    """The environment of a computer that has no Python: nothing of this one may leak into the bundle."""
    leaks = ("PYTHON", "VIRTUAL_ENV", "QT_PLUGIN")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(leaks)}
    return clean | {"QT_QPA_PLATFORM": "offscreen"}


def size_in_mb(folder: Path) -> float:
    """Size of the files as stored, links counted once."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


def seconds_to(*arguments: str) -> float:
    """How long the program takes from its start to its end, median of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([PROGRAM, *arguments], env=environment_without_python(), check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> int:
    """Build, measure, test; returns the exit code of the self-test."""
    shutil.rmtree(BUNDLE, ignore_errors=True)
    build = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "build.spec"]
    subprocess.run(build, cwd=ROOT, check=True)
    fonts = size_in_mb(BUNDLE / "_internal" / "resources" / "fonts")
    print(f"{BUNDLE.relative_to(ROOT)}: {size_in_mb(BUNDLE):.0f} MB, of which fonts {fonts:.0f} MB")
    tested = subprocess.run([PROGRAM, "self-test"], env=environment_without_python(), check=False)
    if tested.returncode == 0:
        print(
            f"start to end of `fazhi --help` {seconds_to('--help'):.2f} s, of the self-test {seconds_to('self-test'):.2f} s"
        )
    return tested.returncode


if __name__ == "__main__":
    sys.exit(main())
