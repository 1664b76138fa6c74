"""Writes a calendar as RFC 5545 has it: one all-day entry for each line. Pure; knows no page, no query and no clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

TYPE = "text/calendar; charset=utf-8"
LONGEST = 75
"""Octets of a line, its break aside (RFC 5545, 3.1)."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One all-day entry: `uid` is the same for ever, `day` is YYYY-MM-DD, `url` may be empty."""

    uid: str
    day: str
    summary: str
    description: str = ""
    url: str = ""
    category: str = ""


def calendar(name: str, entries: Iterable[Entry], day: str) -> str:
    """Return the calendar as text with CRLF breaks; `day` (YYYY-MM-DD) is the day on which it is made."""
    stamp = f"{_compact(day)}T000000Z"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//critical-minerals-tracker//date desk//EN"]
    lines += ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}"]
    for entry in entries:
        lines += _event(entry, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(entry: Entry, stamp: str) -> list[str]:
    found = [
        "BEGIN:VEVENT",
        f"UID:{escaped(entry.uid)}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{_compact(entry.day)}",
        f"SUMMARY:{escaped(entry.summary)}",
    ]
    if entry.description:
        found.append(f"DESCRIPTION:{escaped(entry.description)}")
    if entry.url:
        # An address is no text and takes no escapes; a break in it would begin a line of its own.
        found.append(f"URL:{''.join(_CONTROL.sub('', entry.url).split())}")
    if entry.category:
        found.append(f"CATEGORIES:{escaped(entry.category)}")
    return [*found, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _compact(day: str) -> str:
    return day.replace("-", "")


def escaped(text: str) -> str:
    """Return a value of type TEXT: backslash, semicolon, comma and break escaped, other control characters left out."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """Break a line after at most 75 octets, never within a character; what goes on begins with a space."""
    pieces, piece, size = [], "", 0
    for char in line:
        width = len(char.encode("utf-8"))
        if size + width > LONGEST:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + char, size + width
    return "\r\n".join([*pieces, piece])
