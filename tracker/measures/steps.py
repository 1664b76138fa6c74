"""Makes steps out of events: what an act says of itself, and what it does to another. Knows dates, not scopes."""

from __future__ import annotations

from tracker.measures.names import year
from tracker.measures.turns import Turn, first_day, last_day
from tracker.model import Day, Event, PartialDate, Relation, Stage, Step, StepKind

EFFECTS: dict[Stage, StepKind] = {
    "suspended": "suspended",
    "ended": "ended",
    "amended": "amended",
    "eased": "eased",
}
RELATED: dict[Relation, StepKind] = {
    "suspends": "suspended",
    "resumes": "resumed",
    "amends": "amended",
    "extends": "amended",
    "replaces": "ended",
    "ends": "ended",
    "eases": "eased",
}
"""What a relation that the text names does to the act it names; one that only implements it moves nothing."""


def of_act(scope_id: str, event: Event) -> list[tuple[Step, bool]]:
    """Return an act's own steps with whether the text dates them. Said to be in force without a start: since then at
    the latest; announced without a start: no start."""
    told = known(event).isoformat()
    announced, effective = announced_on(event), event.effective
    if event.stage == "proposed":
        return [(_step(scope_id, "proposed", announced or told, event), bool(announced))]
    steps = []
    start = first_day(effective)
    if announced or start is None or start > known(event):
        term = event.until if event.stage == "announced" and not effective else None
        steps.append((_step(scope_id, "announced", announced or told, event, until=term), bool(announced)))
    if effective:
        steps.append((_step(scope_id, "effective", effective, event, until=event.until), True))
    elif event.stage != "announced":
        steps.append((_step(scope_id, "effective", told, event, until=event.until), False))
    return steps


def of_effect(scope_id: str, event: Event, turns: list[Turn]) -> tuple[Step, bool]:
    """Return the step of an event of another act with whether the text dates it.

    A text that brings into force what was known to be paused resumes it.
    """
    when = event.effective or announced_on(event) or known(event).isoformat()
    kind = effect(event)
    if kind is None:
        day = first_day(when)
        paused = any(
            each.kind == "suspended" and day and each.first < day and each.step.known <= known(event) for each in turns
        )
        kind = "resumed" if paused else "amended"
    until = event.until if kind in {"suspended", "amended", "eased"} else None
    return _step(scope_id, kind, when, event, until=until), bool(event.effective or announced_on(event))


def effect(event: Event) -> StepKind | None:
    """Return what the event does to the act it names; None where its stage alone does not say."""
    if event.relation is not None and event.relation in RELATED:
        return RELATED[event.relation]
    return EFFECTS.get(event.stage)


def starts(event: Event) -> tuple[Day, str]:
    """Return what to sort events by: the day from which each counts, then its id."""
    return first_day(event.effective) or first_day(event.announced) or event.told.date(), event.id


def known(event: Event) -> Day:
    """Return the day from which a reader of published texts could know: an official act from the day it was published,
    even where the first text we hold is a later one that recalls it."""
    if event.told_officially is None:
        return event.told.date()
    told, announced = event.told_officially.date(), last_day(announced_on(event))
    return min(told, announced) if announced else told


def announced_on(event: Event) -> PartialDate | None:
    """Return the day of the announcement unless it cannot be this act's: numbers bear the year of the act (a gazette
    may print in January what it numbered in December), so an earlier year is the year of an act that is spoken of."""
    day, numbered = first_day(event.announced), year(event.instrument)
    if day is None or (numbered is not None and day.year not in {numbered, numbered + 1}):
        return None
    return event.announced


def _step(scope_id: str, kind: StepKind, when: PartialDate, event: Event, until: PartialDate | None = None) -> Step:
    return Step(
        scope_id=scope_id,
        kind=kind,
        date=when,
        known=known(event),
        by=event.instrument,
        event_id=event.id,
        claim_id=event.lead,
        tier="official" if event.official else "press",
        until=until,
    )
