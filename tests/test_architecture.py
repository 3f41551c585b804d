"""Who may import whom, in the words of the plan; no exceptions."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "app"
STANDARD = set(sys.stdlib_module_names)

MAY_IMPORT = {
    "domain": {"domain"},
    "config": {"config"},
    "files": {"files", "domain"},
    "memory": {"memory"},
    "importers": {"importers", "domain", "config", "files"},
    "exporters": {"exporters", "domain", "config", "files"},
    "models": {"models", "domain", "config", "files"},
    "services": {"services", "domain", "models", "importers", "exporters", "config", "files", "memory"},
    "cli": {"cli", "domain", "services", "config"},
    "ui": {"ui", "domain", "services", "config", "memory"},
    "main": {
        "domain",
        "models",
        "importers",
        "exporters",
        "services",
        "cli",
        "ui",
        "config",
        "files",
        "memory",
        "main",
    },
    "__main__": {"main"},
}
"""Floor → the floors it may import."""

ONLY_IN = {
    "PySide6": {"ui"},
    "sqlalchemy": {"models", "services"},
    "sqlcipher3": {"models"},
    "reportlab": {"exporters"},
}
"""Library → the floors it may be seen on."""

LANGUAGE_TOOLS = {"domain/text.py": {"pypinyin", "opencc"}}
"""The one module of the rules' floor that may use libraries, on first use."""


def imports_of(path: Path) -> set[str]:
    """Dotted names of all modules a file imports, also within functions and for types only."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "app":
                found.update(f"app.{alias.name}" for alias in node.names)
            else:
                found.add(node.module)
    return found


def floor_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


FILES = [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "__init__.py" and "versions" not in path.parts]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_floor_imports_only_what_lies_beneath_it(path: Path) -> None:
    floor = floor_of(path)
    names = imports_of(path)
    ours = {name.split(".")[1] for name in names if name.startswith("app.")}
    assert ours <= MAY_IMPORT[floor], f"{floor} may not import {ours - MAY_IMPORT[floor]}"
    libraries = {name.split(".")[0] for name in names} - STANDARD - {"app"}
    misplaced = (
        {library for library in libraries if floor not in ONLY_IN.get(library, {floor})} if floor != "main" else set()
    )
    assert not misplaced, f"{misplaced} may not be seen in {floor}"
    if floor == "domain":
        allowed = LANGUAGE_TOOLS.get(str(path.relative_to(ROOT)), set())
        assert libraries <= allowed, f"rules know the standard library alone, not {libraries - allowed}"


def test_the_plan_names_every_floor() -> None:
    assert {floor_of(path) for path in FILES} <= set(MAY_IMPORT)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_one_sentence(path: Path) -> None:
    text = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert text, "say in one sentence what the module is and what it does not know"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_idea(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300
