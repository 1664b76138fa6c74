"""Finds the act that a change without a number means: "prolongs the temporary suspension" has an object.

Makes instruments out of events; it must not know how the events were found. Among read acts only an extension is read
so: it presupposes an act of the same office, treatment and subject that has an end. Many acts of the register bear no
number at all; there a pause, an end, an easing and an extension are. If two acts fit, none is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.measures.turns import first_day
from tracker.model import Event, Measure, Scope, Stage

CHANGES: frozenset[Stage] = frozenset({"suspended", "ended", "amended", "eased"})


def meant(event: Event, known: Sequence[Event]) -> tuple[str, ...]:
    """Return the instrument that an official extension without a number prolongs; empty if it is not the only one."""
    if event.affects or event.stage != "amended" or not (event.official and event.until and event.minerals):
        return ()
    fitting = {
        act.instrument
        for act in known
        if act.instrument and act.instrument != event.instrument and _prolonged(event, act)
    }
    return tuple(sorted(fitting)) if len(fitting) == 1 else ()


def _prolonged(event: Event, act: Event) -> bool:
    alike = act.action == event.action and bool(set(act.actors) & set(event.actors))
    subject = set(event.minerals) == set(act.minerals) and not (
        event.targets and act.targets and set(event.targets) != set(act.targets)
    )
    runs = act.stage in {"announced", "in_force"} and act.until is not None and act.until < str(event.until)
    return alike and subject and runs and bool(act.official) and act.told < event.told


def meant_in(register: Iterable[Measure], event: Event) -> tuple[str, ...]:
    """Return the act of the register that an official change without a number is of; empty if it is not the only one.

    The change must be its issuer's, of its treatment, on what it covers and no more, and later than the act.
    """
    if event.affects or event.instrument or event.stage not in CHANGES or not (event.official and event.minerals):
        return ()
    fitting = {act.instrument for act in register if _is_of(event, act)}
    return tuple(fitting) if len(fitting) == 1 else ()


def _is_of(event: Event, act: Measure) -> bool:
    begun = [day for step in act.steps if step.kind in {"announced", "effective"} and (day := first_day(step.date))]
    over = [day for step in act.steps if step.kind == "ended" and (day := first_day(step.date))]
    told = event.told.date()
    lives = any(day < told for day in begun) and not any(day < told for day in over)
    return lives and bool(set(act.actors) & set(event.actors)) and any(_covers(scope, event) for scope in act.scopes)


def _covers(scope: Scope, event: Event) -> bool:
    theirs, mine = (set(each) - {"*"} for each in (scope.targets, event.targets))
    aim = not (theirs and mine) or bool(theirs & mine)
    return scope.action == event.action and aim and set(event.minerals) <= set(scope.minerals)
