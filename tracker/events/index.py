"""Makes the exact strings under which events are found again. Must not know which of the found is the right one.

Two sorts of key: ``i|instrument`` for an act with a number, and ``a|action|actor|time|subject`` for all. Time is a
month (``2024-12``), the month of an end (``u2026-11``) or a year (``y2024``, asked by texts that give no month). An
event files itself under each of its subjects and under ``any``; under ``open`` too where its subject is left open or
has more than :data:`MANY` parts. A telling asks for its own subjects and ``open``, or for ``any`` when its own is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

from tracker.events.days import Days, days, month
from tracker.events.subjects import broad, is_general, parties
from tracker.model import Claim, Event, Telling

MANY = 6
LOOK_BACK_YEARS = 4
"""How far back a text that gives no date may reach; licences and bans are recalled for years."""


def keys(telling: Telling) -> tuple[str, ...]:
    """Return the keys under which the event of this telling would be found; sorted, without doubles."""
    claim = telling.claim
    asked = {"any"} if _is_open(claim) else {*broad(claim.minerals), "open"}
    found = set(_keys(claim, _asked_times(telling), asked))
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
    found = set(_keys(event, _filed_times(event), filed))
    if event.instrument:
        found.add(f"i|{event.instrument}")
    return tuple(sorted(found))


def _is_open(coded: Claim | Event) -> bool:
    subjects = broad(coded.minerals)
    return is_general(coded.minerals) or len(subjects) > MANY or "battery-materials" in subjects


def _keys(coded: Claim | Event, times: Iterable[str], subjects: Iterable[str]) -> Iterable[str]:
    actors = {"-"} if coded.action == "price_move" else parties(coded) or {"-"}
    for actor, time, subject in product(sorted(actors), sorted(times), sorted(subjects)):
        yield f"a|{coded.action}|{actor}|{time}|{subject}"


def dates_of(coded: Claim | Event) -> tuple[str, ...]:
    """Return the dates that place an act in time; for an act without any, the year of its number."""
    found = tuple(each for each in (coded.announced, coded.effective) if each and days(each))
    if found or not coded.instrument:
        return found
    year = coded.instrument.rpartition(" ")[2].partition("/")[0].partition("-")[0]
    return (year,) if len(year) == len("2024") and days(year) else ()


def _asked_times(telling: Telling) -> set[str]:
    claim = telling.claim
    times: set[str] = set()
    for date in dates_of(claim):
        span = _span(date)
        if len(date) == len("2024"):
            times.add(f"y{date}")
        else:
            times |= {month(span[0], -1), month(span[0]), month(span[1], 1), f"z{span[0].year}"}
    if claim.until and (end := days(claim.until)):
        times |= {f"u{month(end[0], -1)}", f"u{month(end[0])}", f"u{month(end[1], 1)}"}
    if not dates_of(claim) or claim.action == "circumvention":
        told = telling.source.told
        times |= {f"y{told.year - back}" for back in range(LOOK_BACK_YEARS)}
    return times


def _filed_times(event: Event) -> set[str]:
    times: set[str] = set()
    for date in dates_of(event) or (event.told.date().isoformat(),):
        first = _span(date)[0]
        times.add(f"y{first.year}")
        times.add(f"z{first.year}" if len(date) == len("2024") else month(first))
    if event.until and (end := days(event.until)):
        times.add(f"u{month(end[0])}")
    return times


def _span(date: str) -> Days:
    span = days(date)
    if span is None:
        raise ValueError(f"not a partial date: {date!r}")
    return span
