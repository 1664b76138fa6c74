"""Makes events without dates that cannot be right: a year of five digits, a day that no calendar has, another century.

A date stays where it is told, in the event; here it only loses its say in what holds. Knows no scopes and no states.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tracker.measures.names import year
from tracker.measures.turns import first_day
from tracker.model import Event

FARTHEST = 30
"""Years between an act and a date that it may give: a ban until 2040 is real, a start in 1925 is a slip."""

FIELDS = ("announced", "effective", "until")


def sound(event: Event) -> Event:
    """Return the event with the dates that can be; the same object where all can."""
    slips: dict[str, Any] = dict.fromkeys(name for name, _ in _slips(event))
    return replace(event, **slips) if slips else event


def slips(event: Event) -> Iterator[str]:
    """Yield one line for each date that cannot be right."""
    for name, value in _slips(event):
        act = f" of {event.instrument}" if event.instrument else ""
        yield f"{name} {value}{act}, told on {event.told.date()}, cannot be right and is not counted"


def _slips(event: Event) -> Iterator[tuple[str, str]]:
    about = year(event.instrument) or event.told.year
    for name in FIELDS:
        value = getattr(event, name)
        if value:
            day = first_day(value)
            if day is None or abs(day.year - about) > FARTHEST:
                yield name, value
