"""Draws events over time as stacked bars: a bar for each month, quarter or year, a piece for each family. Pure.

Places across are in percent of the width and places down in units of the drawing, so that it fits every screen without
its patterns and letters being stretched. Knows no query and no markup.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.site.reading import Row
from tracker.site.wording import MONTHS

HEIGHT = 190.0
"""Height of the highest line, in units of the drawing."""
SHARE = 0.82
"""How much of its place a bar takes."""
SIZES = ((48, 1), (192, 3), (768, 12))
"""Up to how many months the bars are so many months long."""
NAMED = 6
"""At most so many days are named below the bars: on a phone there is no room for more."""


class TooLongError(ValueError):
    """A period with more years than can be drawn."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The events of one family in one bar."""

    family: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its first and last day, its place in percent, its pieces from below, and their sum."""

    name: str
    since: str
    until: str
    x: float
    width: float
    pieces: tuple[Piece, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The drawing: bars, lines across with their numbers, names below with their places, families that it shows.

    `unit` says how long a bar is: ``month``, ``quarter`` or ``year``.
    """

    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]
    names: tuple[tuple[float, str], ...]
    families: tuple[str, ...]
    total: int
    unit: str
    height: float = HEIGHT


def build(rows: Iterable[Row], family_of: Mapping[str, str], order: Sequence[str], since: date, until: date) -> Bars:
    """Draw rows with `month` (YYYY-MM), `action` and `events` from one day to another, both included.

    Raises :class:`TooLongError` for more than 64 years. What only a year is known of stands in its January.
    """
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    size = next((size for most, size in SIZES if months <= most), 0)
    if not size:
        raise TooLongError(months)
    start = since.year * 12 + (since.month - 1) // size * size
    number = (until.year * 12 + until.month - 1 - start) // size + 1
    counts: list[Counter[str]] = [Counter() for _ in range(number)]
    for row in rows:
        at = int(row["month"][:4]) * 12 + int(row["month"][5:7] or 1) - 1
        counts[max(0, min(number - 1, (at - start) // size))][family_of.get(row["action"], "")] += row["events"]
    top = _round(max(count.total() for count in counts))
    shown = tuple(family for family in order if any(count[family] for count in counts))
    bars = tuple(
        _bar(start + place * size, size, place, number, {f: count[f] for f in shown}, top, (since, until))
        for place, count in enumerate(counts)
    )
    lines = tuple((round(HEIGHT * (1 - part / 4), 1), top * part // 4) for part in range(5) if not top * part % 4)
    unit = {1: "month", 3: "quarter", 12: "year"}[size]
    return Bars(bars, lines, _names(bars, start, size), shown, sum(bar.total for bar in bars), unit)


def _bar(
    first: int, size: int, place: int, number: int, count: Mapping[str, int], top: int, within: tuple[date, date]
) -> Bar:
    begins = date(first // 12, first % 12 + 1, 1)
    after = first + size
    ends = date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after < 9999 * 12 else date.max
    pieces, y = [], HEIGHT
    for family, events in count.items():
        if events:
            height = round(HEIGHT * events / top, 2)
            y = round(y - height, 2)
            pieces.append(Piece(family, events, y, height))
    room = 100 / number
    x = round(room * (place + (1 - SHARE) / 2), 3)
    since, until = max(begins, within[0]).isoformat(), min(ends, within[1]).isoformat()
    return Bar(named(first, size), since, until, x, round(room * SHARE, 3), tuple(pieces), sum(count.values()))


def named(first: int, size: int) -> str:
    """Name a bar by the number of its first month: ``Nov 2025``, ``Oct–Dec 2025``, ``2025``."""
    year, month = divmod(first, 12)
    if size == 12:
        return str(year)
    last = f"–{MONTHS[month + size - 1]}" if size > 1 else ""
    return f"{MONTHS[month]}{last} {year}"


def _names(bars: Sequence[Bar], start: int, size: int) -> tuple[tuple[float, str], ...]:
    years = [
        (bar.x, str((start + place * size) // 12)) for place, bar in enumerate(bars) if (start + place * size) % 12 == 0
    ]
    if len(years) < 2:
        every = -(-len(bars) // NAMED)
        return tuple((bar.x, bar.name) for bar in bars[::every])
    return tuple(years[:: -(-len(years) // NAMED)])


def _round(most: int) -> int:
    """Return the number at the highest line: round, not below the most, and in four parts if it is large enough."""
    steps = (1, 2, 4, 8, 12, 16, 20, 40, 60, 80)
    scale = 1
    while most > 80 * scale:
        scale *= 10
    return next(step * scale for step in steps if step * scale >= most)
