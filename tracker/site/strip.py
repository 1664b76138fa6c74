"""Draws the days around today as a strip: a mark for each day with lines, higher where there are more. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, HEIGHT = 720.0, 46.0
TALL = 34.0
MOST = 6
"""Lines of one day from which a mark grows no further."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The lines of one day: where the mark stands, how high it is, and what its title says."""

    day: str
    x: float
    height: float
    count: int
    look: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: marks, the first days of months, and where today stands."""

    width: float
    height: float
    base: float
    today: float
    marks: tuple[Mark, ...]
    months: tuple[tuple[str, float], ...]


def strip(lines: Iterable[Mapping[str, Any]], today: str, reach: int) -> Strip:
    """Return the drawing for `reach` days on both sides of a day; each row counts the `lines` of a `day` and `look`."""
    middle = date.fromisoformat(today)
    first = middle - timedelta(days=reach)
    step = WIDTH / (2 * reach + 1)

    def place(day: date) -> float:
        return round(((day - first).days + 0.5) * step, 1)

    looks: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for line in lines:
        counts[line["day"]] += line["lines"]
        if looks.get(line["day"]) != "pause_ended_unconfirmed":
            looks[line["day"]] = line["look"]
    days = (first + timedelta(days=number) for number in range(2 * reach + 1))
    return Strip(
        WIDTH,
        HEIGHT,
        TALL,
        place(middle),
        tuple(
            Mark(each, place(date.fromisoformat(each)), round(TALL * min(count, MOST) / MOST, 1), count, looks[each])
            for each, count in sorted(counts.items())
        ),
        tuple((day.isoformat(), place(day)) for day in days if day.day == 1),
    )
