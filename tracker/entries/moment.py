"""Makes an aware UTC time of what a source writes as a date. Knows formats and zones; never asks what time it is.

A date without a time is set at noon of the source's zone: its UTC calendar day is then the day that the source wrote,
which midnight in Beijing would not be. Nothing is guessed: an unreadable, ancient or future date is None.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_STAMP = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?(?!\d)"
)
_NUMBERS = re.compile(r"(?<!\d)(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")
_REIWA = re.compile(r"令和\s*(\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})")
_DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})\.?\s+(?:de\s+)?([^\W\d]{3,})\.?,?\s+(?:de\s+)?(\d{4})")
_MONTH_DAY = re.compile(r"([^\W\d]{3,})\.?\s+(\d{1,2}),?\s+(\d{4})")

# Month names begin alike in the languages of the sources; what begins differently stands beside its English month.
_MONTHS = {
    1: ("jan", "ene", "janv"),
    2: ("feb", "fev", "pebr"),
    3: ("mar", "mrt", "maerz"),
    4: ("apr", "abr", "avr"),
    5: ("may", "mai", "mei"),
    6: ("jun", "juin"),
    7: ("jul", "juil"),
    8: ("aug", "ago", "agu", "aou"),
    9: ("sep", "set"),
    10: ("oct", "okt", "out"),
    11: ("nov",),
    12: ("dec", "dez", "des", "dic"),
}
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def moment(value: object, zone: str, at: datetime, date_format: str | None = None) -> datetime | None:
    """Return the UTC time that `value` states: text in any form seen at the sources, or a Unix time in s or ms.

    `zone` is an IANA name for values that state none; `at` is when the answer came, the bound for the future.
    """
    if isinstance(value, bool) or value is None or value == "":
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\d{10}|\d{13}", value.strip())):
        return _sane(_unix(float(value)), at)
    if not isinstance(value, str):
        return None
    text = value.strip()
    local = _stated(text, date_format) if date_format else _found(text)
    return placed(local, zone, at, timed=bool(_CLOCK.search(text)))


def placed(local: datetime | None, zone: str, at: datetime, *, timed: bool) -> datetime | None:
    """Return `local`, naive or aware, as UTC: a day without a time at noon of the zone, but not after `at`."""
    if local is None:
        return None
    home = ZoneInfo(zone)
    aware = local if local.tzinfo else local.replace(tzinfo=home)
    if not timed:
        aware = aware.replace(hour=12, minute=0, second=0)
        if aware > at and aware.date() == at.astimezone(home).date():
            aware = at
    return _sane(aware, at)


def _sane(when: datetime | None, at: datetime) -> datetime | None:
    if when is None or not EARLIEST <= when <= at + timedelta(days=2):
        return None
    return when.astimezone(UTC)


def _unix(number: float) -> datetime | None:
    seconds = number / 1000 if number > 1e11 else number
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _stated(text: str, date_format: str) -> datetime | None:
    try:
        return datetime.strptime(text, date_format)  # noqa: DTZ007 - the zone is put on by the caller
    except ValueError:
        return None


def _found(text: str) -> datetime | None:
    if match := _STAMP.search(text):
        year, month, day, hour, minute, second, offset = match.groups()
        iso = f"{year}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute}:{second or '00'}{offset or ''}"
        return _iso(iso)
    day_only = _day(text)
    clock = _CLOCK.search(text)
    if day_only and clock:
        return _iso(f"{day_only:%Y-%m-%d}T{clock[1]:0>2}:{clock[2]}:{clock[3] or '00'}") or day_only
    return day_only


def _day(text: str) -> datetime | None:
    if match := _REIWA.search(text):
        year = 2018 + (1 if match[1] == "元" else int(match[1]))
        return _iso(f"{year}-{match[2]:0>2}-{match[3]:0>2}")
    if match := _NUMBERS.search(text):
        return _iso(f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}")
    if (match := _DAY_MONTH.search(text)) and (month := _month(match[2])):
        return _iso(f"{match[3]}-{month:02}-{match[1]:0>2}")
    if (match := _MONTH_DAY.search(text)) and (month := _month(match[1])):
        return _iso(f"{match[3]}-{month:02}-{match[2]:0>2}")
    return None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _month(name: str) -> int | None:
    folded = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return next((number for number, heads in _MONTHS.items() if folded.startswith(heads)), None)
