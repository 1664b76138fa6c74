"""Counts events over time: a bar for each month, quarter or year, a piece for each family of actions. Pure.

Knows no query, no markup and no chart: :mod:`tracker.site.charts` draws what is counted here, the page tells it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.site.reading import Row
from tracker.site.wording import MONTHS

SIZES = ((48, 1), (192, 3), (768, 12))
"""Up to how many months the bars are so many months long."""
UNITS = {1: "month", 3: "quarter", 12: "year"}


class TooLongError(ValueError):
    """A period with more years than can be drawn."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The events of one family in one bar, and how many there are of each action, the most first."""

    family: str
    count: int
    actions: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, the day it stands at, the first and last day it counts, its pieces from below, their sum."""

    name: str
    at: str
    since: str
    until: str
    pieces: tuple[Piece, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Bars:
    """The picture: its bars in time, the families they show in their order, all events, and how long a bar is."""

    bars: tuple[Bar, ...]
    families: tuple[str, ...]
    total: int
    unit: str


def build(rows: Iterable[Row], family_of: Mapping[str, str], order: Sequence[str], since: date, until: date) -> Bars:
    """Count the rows of ``actions_over_time`` between two days. Raises :class:`TooLongError` beyond 64 years."""
    start = since.year * 12 + since.month - 1
    months = until.year * 12 + until.month - start
    size = next((size for most, size in SIZES if months <= most), 0)
    if not size:
        raise TooLongError
    start -= start % size
    number = (until.year * 12 + until.month - 1 - start) // size + 1
    counts: list[Counter[str]] = [Counter() for _ in range(number)]
    for row in rows:
        at = int(row["month"][:4]) * 12 + int(row["month"][5:7] or 1) - 1
        counts[max(0, min(number - 1, (at - start) // size))][row["action"]] += row["events"]
    found = {family_of.get(action, "") for count in counts for action in count}
    shown = tuple(family for family in order if family in found)
    bars = tuple(
        _bar(start + place * size, size, _pieces(count, family_of, shown), (since, until))
        for place, count in enumerate(counts)
    )
    return Bars(bars, shown, sum(bar.total for bar in bars), UNITS[size])


def _pieces(count: Counter[str], family_of: Mapping[str, str], shown: Sequence[str]) -> tuple[Piece, ...]:
    found = []
    for family in shown:
        actions = tuple((action, n) for action, n in count.most_common() if family_of.get(action) == family)
        if actions:
            found.append(Piece(family, sum(n for _, n in actions), actions))
    return tuple(found)


def _bar(first: int, size: int, pieces: tuple[Piece, ...], within: tuple[date, date]) -> Bar:
    begins = date(first // 12, first % 12 + 1, 1)
    after = first + size
    ends = date(after // 12, after % 12 + 1, 1) - timedelta(days=1) if after < 9999 * 12 else date.max
    since, until = max(begins, within[0]).isoformat(), min(ends, within[1]).isoformat()
    return Bar(named(first, size), begins.isoformat(), since, until, pieces, sum(piece.count for piece in pieces))


def named(first: int, size: int) -> str:
    """Name a bar by the number of its first month: ``Nov 2025``, ``Oct–Dec 2025``, ``2025``."""
    year, month = divmod(first, 12)
    if size == 12:
        return str(year)
    last = f"–{MONTHS[month + size - 1]}" if size > 1 else ""
    return f"{MONTHS[month]}{last} {year}"
