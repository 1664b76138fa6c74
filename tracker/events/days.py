"""Makes first and last days out of partial dates, and distances between them. Must not know claims or events."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from tracker.model import PartialDate

Days = tuple[date, date]


@lru_cache(maxsize=8192)
def days(partial: PartialDate | None) -> Days | None:
    """Return the first and last day a partial date may mean; None for None and for what is no date of years 1-9998."""
    if not partial:
        return None
    try:
        numbers = [int(part) for part in partial.split("-")]
        year, month, day = (*numbers, 0, 0)[:3]
        if day:
            only = date(year, month, day)
            return only, only
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def apart(left: Days, right: Days) -> int:
    """Return the days between two ranges, 0 where they touch or overlap."""
    return max(0, (max(left[0], right[0]) - min(left[1], right[1])).days)


def exact(partial: PartialDate) -> bool:
    """Say whether a partial date names a day."""
    return len(partial) == len("2024-12-03")
