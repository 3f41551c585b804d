"""A calendar read back line by line: folding, escaping, whole days, alarms, names that stay."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exporters.ics import Event, write_calendar

AT = datetime(2026, 3, 2, 1, 12, tzinfo=UTC)
EVENT = Event(
    "submissions-7-conclude@hz.fazhi-taizhang",
    date(2026, 2, 28),
    "送审件：海珠区公共租赁住房保障管理办法（试行）；第二次修订, 2026 年送审稿　作出合法性审核结论",
    "依据：国办发〔2018〕115号\n期限：15个工作日；路径 D:\\台账",
    ("送审件",),
)


def written(tmp_path: Path, *events: Event) -> bytes:
    path = tmp_path / "待办.ics"
    report = write_calendar(events, "海珠区司法局待办", AT, path)
    assert report.lines == len(events)
    return path.read_bytes()


def unfolded(content: bytes) -> list[str]:
    """The lines as RFC 5545 (3.1) says a reader joins them."""
    assert content.endswith(b"\r\n")
    return content.decode().replace("\r\n ", "")[:-2].split("\r\n")


def read(text: str) -> str:
    """A TEXT value as RFC 5545 (3.3.11) says a reader takes it."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def test_every_line_of_an_event(tmp_path: Path) -> None:
    lines = unfolded(written(tmp_path, EVENT))
    assert lines[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//fazhi-taizhang//due//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:海珠区司法局待办",
    ]
    assert lines[-1] == "END:VCALENDAR"
    event = lines[6:-1]
    values = dict(line.split(":", 1) for line in event if not line.startswith(("BEGIN", "END", "TRIGGER")))
    assert values["UID"] == EVENT.uid
    assert values["DTSTAMP"] == "20260302T011200Z"
    assert values["DTSTART;VALUE=DATE"] == "20260228"
    assert values["DTEND;VALUE=DATE"] == "20260301"
    assert read(values["SUMMARY"]) == EVENT.summary
    assert values["SUMMARY"].count("\\,") == 1
    assert (event[0], event[-1]) == ("BEGIN:VEVENT", "END:VEVENT")
    alarms = [line for line in event if line.startswith("TRIGGER")]
    assert alarms == ["TRIGGER:-P6DT15H", "TRIGGER:-PT15H", "TRIGGER:PT9H"]
    assert event.count("ACTION:DISPLAY") == event.count("BEGIN:VALARM") == event.count("END:VALARM") == 3


def test_the_description_keeps_its_lines_and_signs(tmp_path: Path) -> None:
    (line,) = [
        line for line in unfolded(written(tmp_path, EVENT))
        if line.startswith("DESCRIPTION:") and "国办发" in line
    ]  # fmt: skip
    assert read(line.removeprefix("DESCRIPTION:")) == EVENT.description
    assert "D:\\\\台账" in line


@given(text=st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_character_is_divided(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    event = Event("u", date(2026, 1, 1), text, "", alarms=())
    content = written(tmp_path_factory.mktemp("ics"), event)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    (line,) = [line for line in unfolded(content) if line.startswith("SUMMARY:")]
    assert read(line.removeprefix("SUMMARY:")) == text


def test_an_empty_calendar_is_one_still(tmp_path: Path) -> None:
    assert unfolded(written(tmp_path))[-1] == "END:VCALENDAR"
