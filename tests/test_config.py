"""This PC's settings survive a restart, whatever is in them; a damaged file costs only the habits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.config import PcSettings, Setting

texts = st.text(st.characters(codec="utf-8"), max_size=30)
values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(2**60), 2**60),
    st.floats(allow_nan=False, allow_infinity=False),
    st.lists(texts),
)


@given(st.dictionaries(st.tuples(texts, texts), values, max_size=6))
def test_everything_set_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, entries: dict[tuple[str, str], Setting]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = PcSettings(path)
    for (table, key), value in entries.items():
        settings.set(table, key, value)
    again = PcSettings(path)
    for (table, key), value in entries.items():
        assert again.get(table, key, value) == value
        assert type(again.get(table, key, value)) is type(value)


def test_a_value_of_another_type_is_not_given_out(tmp_path: Path) -> None:
    settings = PcSettings(tmp_path / "settings.toml")
    settings.set("window", "page", "documents")
    assert settings.get("window", "page", 7) == 7
    assert settings.get("window", "none", "默认") == "默认"


def test_a_damaged_file_is_read_as_empty_and_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe[window\npage=")
    settings = PcSettings(path)
    assert settings.get("window", "page", "") == ""
    settings.set("window", "page", "units")
    assert PcSettings(path).get("window", "page", "") == "units"


def test_a_folder_that_refuses_costs_no_more_than_the_habit(tmp_path: Path) -> None:
    settings = PcSettings(tmp_path / "没有这个文件夹" / "settings.toml")
    settings.set("window", "page", "units")
    assert settings.get("window", "page", "") == "units"
