"""The files that set the project up: the lock is whole and hashed, and nothing names where packages come from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = re.findall(
    r"^([a-z0-9-]+)==(\S+)((?: ;[^\\\n]+)?)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", LOCK, re.MULTILINE
)


def test_every_locked_package_has_hashes() -> None:
    assert len(PINS) == len(re.findall(r"^\S+==", LOCK, re.MULTILINE)) > 40
    assert not [name for name, _, _, hashes in PINS if not hashes]


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.match(r"[A-Za-z0-9-]+", one)[0].lower() for one in asked}
    assert names <= {name for name, *_ in PINS}


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml", "Makefile", "scripts/setup.sh", ".ci/run"])
def test_no_address_of_a_package_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text.replace("--no-emit-index-url", "")
