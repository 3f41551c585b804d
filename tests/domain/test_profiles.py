"""Regional profiles: every value has a source, none is ever changed, an unverified one falls back and says so."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.domain.profiles import PARAMETERS, entries_from
from app.services.settings import PROFILES, load_profile

DAY = date(2025, 3, 3)


@pytest.mark.parametrize("name", PROFILES)
def test_every_parameter_has_a_source_a_clerk_can_read(name: str) -> None:
    profile = load_profile(name).on(DAY)
    assert set(profile.parameters) == set(PARAMETERS)
    assert all(parameter.basis.source and parameter.basis.text for parameter in profile.parameters.values())


def test_an_unverified_value_falls_back_to_the_generic_one_and_says_so() -> None:
    gansu, generic = load_profile("gansu").on(DAY), load_profile("generic").on(DAY)
    assert gansu["validity_max_ordinary"].fallback
    assert gansu.number("validity_max_ordinary") == generic.number("validity_max_ordinary")
    assert "尚未核实" in gansu.basis("validity_max_ordinary").text
    assert not gansu["third_unification"].fallback


def test_a_verified_absence_of_a_limit_is_no_fallback() -> None:
    beijing = load_profile("beijing").on(DAY)
    assert beijing.number("validity_max_ordinary") is None
    assert beijing.text("third_unification") == "公布"


RELEASED = sorted((Path(__file__).parent.parent / "data" / "releases").glob("*/*.toml"))


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_a_release_said_is_never_changed(released: Path) -> None:
    """Entries are appended: a clock that started under an old value keeps it."""
    then = entries_from(tomllib.loads(released.read_text("utf-8"))["value"])
    assert load_profile(released.stem).entries[: len(then)] == then
