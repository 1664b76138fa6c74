"""Finds the act that a change without a number means: "prolongs the temporary suspension" has an object.

Makes instruments out of events; it must not know how the events were found. Only an extension is read so: it
presupposes an act of the same office, treatment and subject that has an end. If two acts fit, none is meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Event


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
