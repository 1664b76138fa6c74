"""Gathers ways of goods for a map: the legs between countries, and the countries with their part in them. Pure.

A leg's weight is the number of reports that tell it, never tonnes: few reports give an amount, and amounts of
overlapping periods must not be added up. What no report says, such as where goods went in the end, is not on the map;
the table beside it says all in words.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import Any

STAGES = ("origin", "transit", "destination")
LEGS = {("origin", "transit"): "first leg", ("transit", "destination"): "onward", ("origin", "destination"): "direct"}

CENTRES = (150, 10)
AIR = 14.0
"""Degrees around the outermost countries."""
NAMED = 40
"""Countries that bear their names; where there are more, the others are points that tell theirs when pointed at."""
WIDE = 1190
"""Pixels of the map's width on a desk, for which names are placed."""
LETTER, LINE = 7.0, 17.0
"""Pixels of a letter of a name and of a line."""
SIDES = (
    *(("center", 0, -18), ("left", 13, 0), ("right", -13, 0), ("center", 0, 20)),
    *(("left", 9, -14), ("right", -9, -14), ("left", 9, 15), ("right", -9, 15)),
)
"""Where a name may stand: how it is aligned, and how far beside and below the point; the first is best."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Leg:
    """What goes from one country to the next, in how many reports; `kind` is one of :data:`LEGS`."""

    origin: str
    destination: str
    kind: str
    reports: int


@dataclass(frozen=True, slots=True)
class Part:
    """A country that is an origin, a place of transit or a destination, in how many reports."""

    country: str
    stage: str
    reports: int


@dataclass(frozen=True, slots=True)
class Ways:
    """The map, and how many ways lack an end and are in the table only."""

    legs: tuple[Leg, ...]
    parts: tuple[Part, ...]
    untold: int


@dataclass(frozen=True, slots=True)
class Label:
    """Where the name of a country stands: beside its point by so many pixels."""

    country: str
    longitude: float
    latitude: float
    align: str
    dx: int
    dy: int


@cache
def places() -> dict[str, tuple[float, float]]:
    """Return for each country a point within it, as longitude and latitude."""
    with (Path(__file__).parent / "places.csv").open(encoding="utf-8", newline="") as lines:
        return {row["country"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(lines)}


def ways(rows: Iterable[Mapping[str, Any]]) -> Ways:
    """Gather routes with `event_id`, `origin`, `transit` and `destination`.

    A way is counted once for each event, however many minerals take it. One without transit goes straight across.
    """
    told = {(row["event_id"], *(row[stage] or "" for stage in STAGES)) for row in rows}
    legs: Counter[tuple[str, str, str]] = Counter()
    parts: Counter[tuple[str, str]] = Counter()
    untold = 0
    for _, *way in told:
        stops = [(stage, country) for stage, country in zip(STAGES, way, strict=True) if country in places()]
        parts.update((country, stage) for stage, country in stops)
        untold += not {"origin", "destination"} <= {stage for stage, _ in stops}
        for (stage, country), (after, following) in pairwise(stops):
            legs[country, following, LEGS[stage, after]] += 1
    return Ways(
        tuple(Leg(start, end, kind, reports) for (start, end, kind), reports in _ranked(legs)),
        tuple(Part(country, stage, reports) for (country, stage), reports in _ranked(parts)),
        untold,
    )


def _ranked(counts: Counter[Any]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def centre(made: Ways) -> int:
    """Return the meridian in the middle of the map: the Pacific's or Europe's, whichever cuts fewer lines."""

    def cut(middle: int) -> int:
        ends = ((turned(leg.origin, middle), turned(leg.destination, middle), leg.reports) for leg in made.legs)
        return sum(reports for start, end, reports in ends if abs(start - end) > 180)

    return min(CENTRES, key=cut)


def turned(country: str, middle: int) -> float:
    """Return a country's longitude as seen from the middle of the map."""
    return (places()[country][0] - middle + 180) % 360 - 180


def corners(made: Ways, middle: int) -> list[tuple[float, float]]:
    """Return points that frame the countries and lines of a map, which must have some, with air around them."""
    east = [turned(part.country, middle) for part in made.parts]
    north = [places()[part.country][1] for part in made.parts] + [_crest(leg) for leg in made.legs]
    west, south = max(-178, min(east) - AIR), max(-55, min(north) - AIR)
    far, top = min(178, max(east) + AIR), min(78, max(north) + AIR)
    # A globe laid flat is widest at the latitude that is nearest to the equator.
    levels = (south, min(max(0, south), top), top)
    return [(round(x + middle, 1), round(y, 1)) for x in (west, far) for y in levels]


def _crest(leg: Leg) -> float:
    """Return the latitude in the middle of the shortest way between two countries, which bends towards a pole."""
    ends = [tuple(map(radians, places()[country])) for country in (leg.origin, leg.destination)]
    x, y, z = (sum(each) for each in zip(*((cos(b) * cos(a), cos(b) * sin(a), sin(b)) for a, b in ends), strict=True))
    return degrees(atan2(z, hypot(x, y)))


def labels(made: Ways, middle: int, called: Callable[[str], str]) -> list[Label]:
    """Place the names of countries, those of most reports first, each where it covers least of what stands there."""
    across = [turned(part.country, middle) for part in made.parts]
    scale = WIDE / max(2 * AIR + max(across) - min(across), 60)
    at = {
        part.country: (turned(part.country, middle) * scale, -places()[part.country][1] * scale) for part in made.parts
    }
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in at.values()]
    found = []
    for country, (x, y) in [*at.items()][:NAMED]:
        boxes = {side: _box(x, y, LETTER * len(called(country)), side) for side in SIDES}
        near = _near(boxes.values(), taken)
        best = min(boxes, key=lambda side: sum(_shared(boxes[side], other) for other in near))
        taken.append(boxes[best])
        longitude, latitude = places()[country]
        found.append(Label(country, longitude, latitude, *best))
    return found


def _box(x: float, y: float, wide: float, side: tuple[str, int, int]) -> Box:
    align, dx, dy = side
    left = x + dx - {"center": wide / 2, "left": 0, "right": wide}[align]
    return (left, y + dy - LINE / 2, left + wide, y + dy + LINE / 2)


def _near(boxes: Iterable[Box], taken: Iterable[Box]) -> list[Box]:
    """Return what is taken within the frame of all boxes; the rest, which is most, shares nothing with any."""
    west, north, east, south = zip(*boxes, strict=True)
    left, top, right, bottom = min(west), min(north), max(east), max(south)
    return [each for each in taken if each[2] > left and each[0] < right and each[3] > top and each[1] < bottom]


def _shared(one: Box, other: Box) -> float:
    across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
    return across * down if across > 0 and down > 0 else 0
