"""Draws ways of goods as a flow picture: origins on the left, countries passed through, destinations on the right.

Pure; gives places and paths, no markup. The width of a band is the number of reports that tell it, never tonnes: few
reports give an amount, and amounts of overlapping periods must not be added up. The table beside it says all in words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

WIDTH = 640.0
BAR = 9.0
GAP = 14.0
UNIT = 13.0
"""Height of one report, in units of the drawing."""
TALLEST = 460.0
LEFT, MIDDLE, RIGHT = 118.0, 316.0, 513.0
"""Where the bars of the three columns begin; their names stand outside the outer ones and right of the middle one."""
STAGES = ("origin", "transit", "destination")


@dataclass(frozen=True, slots=True)
class Bar:
    """A country in one column: `place` is a column's name, `country` empty where nobody says."""

    place: str
    country: str
    x: float
    y: float
    height: float
    reports: int


@dataclass(frozen=True, slots=True)
class Band:
    """What goes from one bar to one of the next column: an SVG path to be stroked as wide as `width`."""

    origin: str
    destination: str
    path: str
    width: float
    reports: int
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole drawing."""

    width: float
    height: float
    bar: float
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]


def flow(rows: Iterable[Mapping[str, Any]]) -> Flow | None:
    """Return the drawing of routes with `event_id`, `origin`, `transit` and `destination`; None if there are none.

    A way is counted once for each event, however many minerals take it. One without transit goes straight across.
    """
    ways = Counter({way for row in rows if (way := (row["event_id"], *(row[stage] for stage in STAGES)))})
    if not ways:
        return None
    plain = Counter((origin, transit, goal) for _, origin, transit, goal in ways)
    loads = _loads(plain)
    unit = min(UNIT, *(_room(column) for column in loads.values()))
    height = max(_height(column, unit) for column in loads.values())
    bars = {
        (stage, each.country): each for stage, column in loads.items() for each in _column(stage, column, unit, height)
    }
    return Flow(WIDTH, round(height, 1), BAR, tuple(bars.values()), tuple(_bands(plain, bars, unit)))


def _loads(ways: Mapping[tuple[str, str, str], int]) -> dict[str, Counter[str]]:
    loads: dict[str, Counter[str]] = {stage: Counter() for stage in STAGES}
    for way, count in ways.items():
        for stage, country in zip(STAGES, way, strict=True):
            if country or stage != "transit":
                loads[stage][country] += count
    return loads


def _room(column: Counter[str]) -> float:
    """Return the height of a report that keeps the column within bounds, whatever stands in it."""
    return max(1.5, (TALLEST - GAP * len(column)) / max(column.total(), 1))


def _height(column: Counter[str], unit: float) -> float:
    return sum(max(count * unit, 4.0) + GAP for count in column.values())


def _column(stage: str, column: Counter[str], unit: float, height: float) -> Iterable[Bar]:
    y = (height - _height(column, unit)) / 2 + GAP / 2
    x = {"origin": LEFT, "transit": MIDDLE, "destination": RIGHT}[stage]
    for country, count in sorted(column.items(), key=lambda pair: (-pair[1], pair[0])):
        tall = max(count * unit, 4.0)
        yield Bar(stage, country, x, round(y, 1), round(tall, 1), count)
        y += tall + GAP


def _bands(
    ways: Mapping[tuple[str, str, str], int], bars: Mapping[tuple[str, str], Bar], unit: float
) -> Iterable[Band]:
    """Yield the bands, stacked on each bar in the order of the bars they lead to."""
    legs: Counter[tuple[str, str, str, str]] = Counter()
    for (origin, transit, goal), count in ways.items():
        if transit:
            legs["origin", origin, "transit", transit] += count
            legs["transit", transit, "destination", goal] += count
        else:
            legs["origin", origin, "destination", goal] += count
    used: dict[tuple[str, str, str], float] = defaultdict(float)
    for (stage, left, after, right), count in sorted(legs.items(), key=lambda leg: _stacked(leg[0], bars)):
        start, end = bars[stage, left], bars[after, right]
        wide = count * unit
        y1 = start.y + used["out", stage, left] + wide / 2
        y2 = end.y + used["in", after, right] + wide / 2
        used["out", stage, left] += wide
        used["in", after, right] += wide
        direct = stage == "origin" and after == "destination"
        yield Band(left, right, _path(start.x + BAR, y1, end.x, y2), round(wide, 1), count, direct)


def _stacked(leg: tuple[str, str, str, str], bars: Mapping[tuple[str, str], Bar]) -> tuple[float, float, str]:
    stage, left, after, right = leg
    return bars[stage, left].y, bars[after, right].y, after


def _path(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = round((x1 + x2) / 2, 1)
    return f"M{x1:g} {y1:.1f}C{bend:g} {y1:.1f} {bend:g} {y2:.1f} {x2:g} {y2:.1f}"
