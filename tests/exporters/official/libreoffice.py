"""What LibreOffice makes of a Word file, for tests marked so."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.config import resource

FONTS = {
    "仿宋_GB2312": "Noto Serif SC", "方正小标宋简体": "Noto Serif SC", "宋体": "Noto Serif SC", "黑体": "Noto Sans SC", "楷体_GB2312": "Fazhi Kai",
}  # fmt: skip


def as_pdf(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What LibreOffice makes of it, with our faces in the places of those that the standard names."""
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{face}</family></prefer></alias>'
        for name, face in FONTS.items()
    )
    config = path.with_name("fonts.conf")
    config.write_text(
        f"<fontconfig><dir>{resource('fonts')}</dir><cachedir>{path.parent}/fonts</cachedir>{aliases}</fontconfig>",
        "utf-8",
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    office = shutil.which("soffice")
    assert office is not None
    subprocess.run(
        [office, f"-env:UserInstallation=file://{path.parent}/office", "--headless", "--convert-to", "pdf", path.name],
        cwd=path.parent,
        check=True,
        timeout=150,
        capture_output=True,
    )
    return path.with_suffix(".pdf")
