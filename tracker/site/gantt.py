"""Draws the states of many measures over time, a row for each measure and a lane for each life of its scopes. Pure.

Scopes of one measure that lived alike share a lane. Places are in percent of the width; what begins before the
first day of the picture or goes on after its last is cut there. Knows no query and no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from tracker.site.reading import Row
from tracker.site.wording import MONTHS, state

LANES = 4
"""Lives of scopes that one row draws; of more, the table below tells."""
STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600)
"""Months from one named day to the next."""
NAMED = 7
THIN = 0.35
"""Percent of the width that the shortest bar takes, so that it is seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One state: its place in percent, its first and last day (None: open), and whether it began before the picture."""

    state: str
    x: float
    width: float
    since: str
    until: str | None
    earlier: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One life, and the kinds of action of the scopes that lived so."""

    actions: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """One measure: its first row, its lanes, the states of its scopes today, and all its spans for the table."""

    of: Row
    lanes: tuple[Lane, ...]
    hidden: int
    now: tuple[str, ...]
    spans: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The picture: lives in their order, named days with their place, today's place (None if outside), states shown."""

    lives: tuple[Life, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float | None
    states: tuple[str, ...]


def build(rows: Iterable[Row], since: date, until: date, today: date) -> Gantt:
    """Draw the rows of ``measure_lives``, which stand by measure and scope in time, between two days."""
    days = (until - since).days + 1

    def place(on: date) -> float:
        return round(100 * (on - since).days / days, 2)

    def bar(span: Row) -> Bar | None:
        begins, ends = date.fromisoformat(span["since"]), date.fromisoformat(span["until"] or date.max.isoformat())
        if begins > until or ends < since:
            return None
        x = place(max(begins, since))
        # The last day belongs to the bar: it is drawn to the end of that day.
        width = max(THIN, (place(ends + timedelta(days=1)) if ends < until else 100.0) - x)
        return Bar(span["state"], min(x, 100 - THIN), round(width, 2), span["since"], span["until"], begins < since)

    lives = []
    for _, spans in groupby(rows, key=lambda row: row["measure_id"]):
        every = tuple(spans)
        alike: dict[tuple[Bar, ...], list[str]] = {}
        for _, own in groupby(every, key=lambda row: row["scope_id"]):
            told = list(own)
            alike.setdefault(tuple(filter(None, map(bar, told))), []).append(told[0]["action"])
        lanes = [Lane(tuple(dict.fromkeys(actions)), bars) for bars, actions in alike.items() if bars]
        now = dict.fromkeys(row["state"] for row in every if row["now"])
        ranked = tuple(sorted(now, key=lambda each: state(each).rank))
        lives.append(Life(every[0], tuple(lanes[:LANES]), max(0, len(lanes) - LANES), ranked, every))
    here = place(today) if since <= today <= until else None
    return Gantt(tuple(lives), _ticks(since, until, days), here, _states(lives))


def _states(lives: Sequence[Life]) -> tuple[str, ...]:
    found = {bar.state for life in lives for lane in life.lanes for bar in lane.bars}
    return tuple(sorted(found, key=lambda each: state(each).rank))


def _ticks(since: date, until: date, days: int) -> tuple[tuple[float, str], ...]:
    first, last = since.year * 12 + since.month, until.year * 12 + until.month - 1
    step = next((step for step in STEPS if (last - first) // step < NAMED), 1200)
    found = []
    for month in range(-(-first // step) * step, last + 1, step):
        day = date(month // 12, month % 12 + 1, 1)
        name = str(day.year) if step >= 12 else f"{MONTHS[day.month - 1]} {day.year}"
        found.append((round(100 * (day - since).days / days, 2), name))
    return tuple(found)
