"""All-day events with alarms as an iCalendar file (RFC 5545). Knows no subject and no calendar program."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.exporters.cells import Report, clean
from app.files import swapped_in

_OCTETS = 75
"""Of a line at most, its end not counted (RFC 5545, 3.1)."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_HOUR = 9
"""Alarms ring when the office opens, not at midnight, where an all-day event begins."""


@dataclass(frozen=True)
class Event:
    """One day with what is due on it."""

    uid: str
    """The same for ever, so that a calendar that takes the file in again changes the event instead of adding one."""
    day: date
    summary: str
    description: str
    categories: tuple[str, ...] = ()
    alarms: tuple[int, ...] = (7, 1, 0)
    """Days before, on which it reminds."""


def write_calendar(events: Iterable[Event], name: str, at: datetime, path: Path) -> Report:
    """Write the events as they stand at an instant. Raises Unavailable."""
    replaced = count = 0
    with swapped_in(path) as temporary, temporary.open("wb") as file:
        for line in _head(name):
            file.write(_folded(line))
        for event in events:
            count += 1
            for line in _lines(event, at):
                text, found = clean(line, "")
                replaced += found
                file.write(_folded(text))
        file.write(_folded("END:VCALENDAR"))
    return Report(count, replaced)


def _head(name: str) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//fazhi-taizhang//due//ZH"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield f"X-WR-CALNAME:{_text(name)}"


def _lines(event: Event, at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(event.uid)}"
    yield f"DTSTAMP:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    # Deadlines only ever move by what was recorded later, so that the instant itself numbers the versions.
    yield f"SEQUENCE:{int(at.timestamp()) // 60}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    if event.categories:
        yield f"CATEGORIES:{','.join(map(_text, event.categories))}"
    yield "TRANSP:TRANSPARENT"
    for days in event.alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}")
        yield f"TRIGGER:{_trigger(days)}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _trigger(days: int) -> str:
    """So many days before the event at the hour the office opens, told from the midnight it begins at."""
    if not days:
        return f"PT{_HOUR}H"
    whole = f"{days - 1}D" if days > 1 else ""
    return f"-P{whole}T{24 - _HOUR}H"


def _text(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line in UTF-8 with its end; a long one goes on in lines that begin with a blank, no character divided."""
    parts: list[bytes] = [b""]
    for sign in line:
        octets = sign.encode()
        if len(parts[-1]) + len(octets) > _OCTETS:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"
