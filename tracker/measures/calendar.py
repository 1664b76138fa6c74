"""Makes answers about days out of spans: what holds on a day, and what changes in the days ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from tracker.measures.turns import DAY
from tracker.model import DateAhead, Measure, Span, State


def state(measure: Measure, on: date, known: date) -> tuple[Span, ...]:
    """Return the spans that hold on `on` as known on `known`: at most one for each scope, in the order of scope ids."""
    holding = [span for span in measure.spans if _holds(span, on) and _is_known(span, known)]
    return tuple(sorted(holding, key=lambda span: span.scope_id))


def ahead(measures: Iterable[Measure], on: date, days: int) -> tuple[DateAhead, ...]:
    """Return the changes of state after `on` and within `days` days, as known on `on`; by day, then measure.

    A start is given on its first day; the end of a pause or term on its last.
    """
    limit = on + timedelta(days=days)
    found = {
        DateAhead(day, measure.id, measure.title, what)
        for measure in measures
        for day, what in _changes(measure, on)
        if on < day <= limit
    }
    return tuple(sorted(found, key=lambda each: (each.day, each.measure_id, each.what)))


def _changes(measure: Measure, known: date) -> Iterator[tuple[date, str]]:
    actions = {scope.id: _subject(scope.action, scope.paragraph) for scope in measure.scopes}
    current = sorted(
        (span for span in measure.spans if _is_known(span, known)), key=lambda span: (span.scope_id, span.since)
    )
    for span, after in pairwise(current):
        if after.scope_id == span.scope_id and after.since == span.next_change:
            what = f"{_what(span.state, after.state)}: {actions[span.scope_id]}"
            yield (after.since - DAY if _is_last_day(span.state, after.state) else after.since), what


def _subject(action: str, paragraph: str | None) -> str:
    name = action.replace("_", " ")
    return f"{name} (paragraph {paragraph})" if paragraph else name


def _is_last_day(before: State, after: State) -> bool:
    return after == "pause_ended_unconfirmed" or (before == "in_force" and after == "ended")


def _what(before: State, after: State) -> str:
    if after == "pause_ended_unconfirmed":
        return "pause runs out by its text"
    if after == "in_force":
        return "back in force" if before == "suspended" else "takes effect"
    return {"ended": "ends", "suspended": "paused", "announced": "announced"}.get(after, after.replace("_", " "))


def _holds(span: Span, on: date) -> bool:
    return span.since <= on and (span.until is None or on <= span.until)


def _is_known(span: Span, known: date) -> bool:
    return span.known_since <= known and (span.known_until is None or known <= span.known_until)
