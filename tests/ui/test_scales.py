"""At every scale and font size nothing is clipped and the window fits a 1366×768 screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.models.folder import OfficeFolder


@pytest.mark.parametrize(("scale", "width", "height", "font"), [
    ("1.0", 1366, 768, "STANDARD"),
    ("1.5", 911, 512, "STANDARD"),
    ("2.0", 1366, 768, "STANDARD"),
    ("1.0", 1366, 768, "HUGE"),
])  # fmt: skip
def test_no_text_is_clipped(
    office: OfficeFolder, tmp_path: Path, scale: str, width: int, height: int, font: str
) -> None:
    out = tmp_path / "pictures"
    out.mkdir()
    environ = os.environ | {
        "QT_SCALE_FACTOR": scale,
        "FAZHI_USER_FOLDER": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.gallery", str(office.database), str(out), str(width), str(height), font],
        env=environ, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = {name: clipped for name, clipped in json.loads(run.stdout).items() if clipped}
    assert found == {}
    assert len(list(out.glob("*.png"))) == 5
