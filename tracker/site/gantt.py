"""Gathers the states of many measures over time: a row for each measure, a lane for each life of its scopes. Pure.

Scopes of one measure that lived alike share a lane. Knows no query, no markup and no chart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker.site.reading import Row
from tracker.site.wording import state

LANES = 4
"""Lives of scopes that one row draws; of more, the table below tells."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One state with its first and last day (None: open)."""

    state: str
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Lane:
    """One life, and the kinds of action of the scopes that lived so."""

    actions: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """One measure: its first row, its lanes, and all its spans for the table."""

    of: Row
    lanes: tuple[Lane, ...]
    hidden: int
    spans: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Gantt:
    """The picture: lives in their order, and the states that it shows."""

    lives: tuple[Life, ...]
    states: tuple[str, ...]


def build(rows: Iterable[Row], since: date, until: date) -> Gantt:
    """Gather the rows of ``measure_lives``, which stand by measure and scope in time, that touch two days' window."""
    first, last = since.isoformat(), until.isoformat()
    lives = tuple(_life(tuple(spans), first, last) for _, spans in groupby(rows, key=lambda row: row["measure_id"]))
    found = {bar.state for life in lives for lane in life.lanes for bar in lane.bars}
    return Gantt(lives, tuple(sorted(found, key=lambda each: state(each).rank)))


def _life(spans: tuple[Row, ...], first: str, last: str) -> Life:
    alike: dict[tuple[Bar, ...], list[str]] = {}
    for _, own in groupby(spans, key=lambda row: row["scope_id"]):
        told = list(own)
        seen = (each for each in told if each["since"] <= last and (each["until"] or last) >= first)
        bars = tuple(Bar(each["state"], each["since"], each["until"]) for each in seen)
        alike.setdefault(bars, []).append(told[0]["action"])
    lanes = [Lane(tuple(dict.fromkeys(actions)), bars) for bars, actions in alike.items() if bars]
    return Life(spans[0], tuple(lanes[:LANES]), max(0, len(lanes) - LANES), spans)
