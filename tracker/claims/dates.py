"""Dates in running English and Chinese text, with the part each plays: effective, until, or simply a day.

Makes :class:`When` values. Everything relative is resolved against `told`, the local day on which the article was
published; without that day relative dates give nothing, and no date is ever invented. Knows calendars and
prepositions; knows nothing of minerals or measures.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from tracker.model import PartialDate

Role = Literal["effective", "until", "day", "span"]
"""``span`` is a date that only bounds a period of observation ("between 2019 and 2024"): it dates no act."""

_ZONES = {
    "CN": 8, "HK": 8, "MO": 8, "TW": 8, "SG": 8, "MY": 8, "PH": 8, "JP": 9, "KR": 9, "AU": 10, "NZ": 12, "ID": 7,
    "TH": 7, "VN": 7, "IN": 5.5, "KZ": 5, "RU": 3, "TR": 3, "SA": 3, "KE": 3, "ZA": 2, "ZW": 2, "CD": 2, "EU": 1,
    "DE": 1, "FR": 1, "BR": -3, "AR": -3, "CL": -4, "US": -5, "CA": -5, "MX": -6,
}  # fmt: skip
"""Hours from UTC. Fixed offsets, because a claim needs the day and not the hour, and the zone database is a file."""


@dataclass(frozen=True, slots=True)
class When:
    """A date expression at ``[start, end)`` of a text; `exact` if the text itself gives the year."""

    start: int
    end: int
    value: PartialDate
    role: Role
    exact: bool = False


def local_day(published: datetime | None, country: str) -> date | None:
    """Return the day on which the publisher's readers saw the article; None where no time is known."""
    if published is None:
        return None
    if published.utcoffset() != timedelta(0):
        return published.date()
    return published.astimezone(timezone(timedelta(hours=_ZONES.get(country, 0)))).date()


def day(year: int, month: int | None = None, number: int | None = None) -> PartialDate | None:
    """Write a date as exactly as it is known; None for one that the calendar does not have."""
    if not 1900 <= year <= 2100:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if number is None:
        return f"{year:04}-{month:02}"
    if not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{number:02}"


def first_day(value: PartialDate) -> date:
    """Return the first day that a partial date can mean."""
    parts = [int(part) for part in value.split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def last_day(value: PartialDate) -> date:
    """Return the last day that a partial date can mean."""
    parts = [int(part) for part in value.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1])


def near_year(told: date, month: int, number: int | None, role: Role, since: bool) -> int | None:
    """Choose the year of a date that bears none.

    What has happened lies behind the article; an end lies ahead of it; a start lies ahead only if the year's own date
    is still to come, or is so long gone that a reader would have said "last".
    """
    last = number or calendar.monthrange(told.year, month)[1]
    if number is not None and day(told.year, month, number) is None:
        return None
    this = date(told.year, month, min(last, calendar.monthrange(told.year, month)[1]))
    if role == "until":
        return told.year if this >= told - timedelta(days=45) else told.year + 1
    if role == "effective" and not since:
        if this < told - timedelta(days=300):
            return told.year + 1
        return told.year if this <= told + timedelta(days=150) else told.year - 1
    if since or role == "span":
        return (
            told.year
            if (told.year, month) <= (told.year, told.month) and this <= last_day(f"{told.year}-{told.month:02}")
            else told.year - 1
        )
    return told.year if this <= told + timedelta(days=25) else told.year - 1


def add_months(start: date, months: int) -> date:
    """Return the day so many months later, held within its month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def tidy(found: list[When]) -> tuple[When, ...]:
    """Sort by place and let the longer of two overlapping expressions stand."""
    kept: list[When] = []
    for when in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or when.start >= kept[-1].end:
            kept.append(when)
        elif when.end - when.start > kept[-1].end - kept[-1].start:
            kept[-1] = when
    return tuple(kept)
