"""Makes the strings under which events are found again. Must not know which of the found is the right one.

An event files itself under exact keys that end with a day; a telling asks for a key, or for a run of keys::

    i|CN-MOFCOM 2024/46                                       an act with a number
    a|export_licensing|CN|gallium|d2024-12-03                 filed: action, actor, subject, mark and day
    a|export_licensing|CN|gallium|d2024-12-03..d2024-11-05    asked: from the one day on to the other

The marks: ``d`` a day of the event's own, ``t`` the day it was told where it has none, ``u`` its end, ``k`` a day of an
event that is widely or officially known. The subjects: each mineral, ``any`` for every event, ``open`` where the
subject is left open or has more than :data:`MANY` parts, ``f:firm`` for what is told of firms. A telling asks for its
own subjects and ``open``, or for ``any`` when its own is open.

A run is asked from the day that is meant outwards, so that a reader who stops after some has found the nearest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from tracker.events.days import Days, days
from tracker.events.subjects import broad, is_general, parties
from tracker.events.windows import AHEAD, FIRMED, RECENT_OCCASION, WINDOW, around, dates_of, reach
from tracker.model import Claim, Event, Telling

MANY = 6
KNOWN = 3
"""Independent origins that make an event one that everybody knows."""


def keys(telling: Telling) -> tuple[str, ...]:
    """Return the keys and runs of keys under which the event of this telling would be found; sorted, no doubles."""
    claim = telling.claim
    subjects = {"any"} if _is_open(claim) else {*broad(claim.minerals), "open"}
    found = {f"{start}|{run}" for start, run in product(_starts(claim, subjects), _runs(telling))}
    if claim.action in FIRMED and claim.firms:
        firms = _starts(claim, {f"f:{firm}" for firm in claim.firms})
        found |= {f"{start}|{run}" for start, run in product(firms, _runs(telling, shared_firm=True))}
    if claim.instrument:
        found.add(f"i|{claim.instrument}")
    return tuple(sorted(found))


def act_keys(telling: Telling) -> tuple[str, ...]:
    """Return the keys of the older act that a telling of its change may mean, whatever its number and dates are."""
    act = replace(telling.claim, stage="in_force", instrument=None, announced=None, effective=None, until=None)
    return keys(replace(telling, claim=act))


def event_keys(event: Event) -> tuple[str, ...]:
    """Return the keys under which an event files itself; sorted, without doubles."""
    subjects = broad(event.minerals)
    filed = {"any", "open"} if _is_open(event) else {"any"}
    if len(subjects) <= MANY:
        filed |= subjects
    if event.action in FIRMED:
        filed |= {f"f:{firm}" for firm in event.firms}
    found = {f"{start}|{day}" for start, day in product(_starts(event, filed), tuple(_days(event)))}
    if event.instrument:
        found.add(f"i|{event.instrument}")
    return tuple(sorted(found))


def _is_open(coded: Claim | Event) -> bool:
    subjects = broad(coded.minerals)
    return is_general(coded.minerals) or len(subjects) > MANY or "battery-materials" in subjects


def _starts(coded: Claim | Event, subjects: Iterable[str]) -> Iterator[str]:
    actors = {"-"} if coded.action == "price_move" else parties(coded) or {"-"}
    for actor, subject in product(actors, subjects):
        yield f"a|{coded.action}|{actor}|{subject}"


def _days(event: Event) -> Iterator[str]:
    """Yield the days, each with its mark, under which an event is filed."""
    told = event.told.date().isoformat()
    own = dates_of(event)
    yield from (f"d{day}" for day in own)
    if not own:
        yield f"t{told}"
    if event.official or event.sources >= KNOWN:
        yield from (f"k{day}" for day in own or (told,))
    if days(event.until):
        yield f"u{event.until}"


def _runs(telling: Telling, *, shared_firm: bool = False) -> set[str]:
    """Return the runs of days that a telling may mean, from the nearest outwards."""
    claim = telling.claim
    found: set[str] = set()
    for span in map(days, dates_of(claim)):
        if span:
            margin = around(claim)
            found |= {*_outwards("d", span, margin), *_outwards("t", span, RECENT_OCCASION), *_vague("d", span, margin)}
    if end := days(claim.until):
        found |= {*_outwards("u", end, WINDOW), *_vague("u", end, WINDOW)}
    if not (days(claim.announced) or days(claim.effective)):
        told = telling.source.told.date()
        back = reach(claim, shared_firm=shared_firm)
        for mark in "t" if dates_of(claim) else "dkt":
            found |= {*_outwards(mark, (told, told), back, min(back, AHEAD)), *_vague(mark, (told, told), back)}
    return found


def _outwards(mark: str, span: Days, back: int, ahead: int | None = None) -> Iterator[str]:
    """Yield the run back from the last day of a span and the run from just after it on."""
    first, last = _shifted(span[0], -back), _shifted(span[1], back if ahead is None else ahead)
    yield f"{mark}{span[1]}..{mark}{first}"
    yield f"{mark}{span[1]}+..{mark}{last}"


def _vague(mark: str, span: Days, back: int) -> Iterator[str]:
    """Yield the month and the year of a run's first day: as text they stand before that day, and would be missed."""
    if mark == "t":
        return
    first = _shifted(span[0], -back).isoformat()
    yield f"{mark}{first[: len('2024-12')]}"
    yield f"{mark}{first[: len('2024')]}"


def _shifted(day: date, by: int) -> date:
    """Return a day so many days away, or the calendar's last where it ends before."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return date.min if by < 0 else date.max
