"""Makes Steps out of what people have confirmed of a measure by hand. Must not know how measures are built from texts.

A person who has read a text that no source of ours carries says so with its address and the passage. Such a step is
worth what an official text is: a person vouches for it, by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import get_args

from tracker.model import Correction, Day, PartialDate, Step, StepKind


def hand_steps(corrections: Iterable[Correction], measure_id: str) -> tuple[Step, ...]:
    """Return the steps that people have confirmed of a measure, by date; those of other measures are left aside.

    An empty `scope_id` means every scope of the measure. `source` is the address where it is told, `known` the day that
    the person gave, else the day on which it was said. The later word on one step of one scope on one day holds.
    """
    found: dict[tuple[str, str, str], Step] = {}
    for each in sorted(corrections, key=lambda correction: (correction.at, correction.id)):
        if (each.subject, each.kind, each.subject_id) == ("measure", "confirm", measure_id):
            step = _step(each)
            found[step.scope_id, step.kind, step.date] = step
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[2], key[0], key[1])))


def packed(day: PartialDate, until: PartialDate | None, scope: str, known: Day | None) -> str:
    """Return the value of the correction that confirms a step: its dates and its scope as JSON."""
    told = known.isoformat() if known else None
    return json.dumps({"date": day, "until": until, "scope": scope, "known": told}, ensure_ascii=False)


def kind(name: str) -> StepKind:
    """Return a kind of step by its name. Raises ValueError with the known ones if there is no such."""
    for known in get_args(StepKind):
        if known == name:
            return known  # type: ignore[no-any-return]  # one of the literals
    raise ValueError(f"no step is called {name!r}; steps: {', '.join(get_args(StepKind))}")


def _step(said: Correction) -> Step:
    told: Mapping[str, str | None] = json.loads(said.value)
    known = told.get("known")
    return Step(
        scope_id=told["scope"] or "",
        kind=kind(said.field),
        date=told["date"] or "",
        known=Day.fromisoformat(known) if known else said.at.date(),
        by=None,
        event_id=None,
        claim_id=None,
        tier="official",
        until=told.get("until"),
        source=said.source,
    )
