"""Makes answers about days out of spans and events: what holds on a day, what changes ahead, and the date desk's lines.

It must not know today: whether a day lies ahead or behind is asked of a line, not written into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from tracker.measures.names import touched
from tracker.measures.turns import DAY, first_day, last_day
from tracker.model import DateAhead, DateKind, Event, Measure, PartialDate, Span, State, Step, StepKind

BY_TEXT, EXPECTED, UNCONFIRMED, REPORTED = "by its text", "expected", "unconfirmed", "reported"
"""How sure a line is: an official text names the day; a proposal names it; nobody says what follows the end of a pause;
only unofficial sources tell it."""

LIFELESS = frozenset(
    {"enforcement_campaign", "enforcement_case", "circumvention", "talks", "dispute", "project", "supply_disruption",
     "corporate_deal", "price_move"},
)  # fmt: skip
"""Actions whose dates are those of an occasion: nothing starts or ends in law."""

BINDING: frozenset[State] = frozenset({"in_force", "announced", "suspended", "pause_ended_unconfirmed"})

PAUSE = "suspension"
"""The action of an act that only pauses others; what it does is told by those."""


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


def lines(measure: Measure) -> tuple[DateAhead, ...]:
    """Return every day on which a scope of the measure starts, ends, pauses or comes back, as known by the last text.

    Unofficial tellings make lines only for a scope of which no official text tells. One line a day, scope and kind.
    """
    steps = {step.id(measure.id): step for step in measure.steps}
    found = [*_turning(measure, steps), *_reported(measure)]
    kept = {(line.day, line.scope_id, line.kind): line for line in reversed(found)}
    return tuple(sorted(kept.values(), key=_place))


def of_event(event: Event) -> tuple[DateAhead, ...]:
    """Return the days that an event itself gives: when comments close, and start and end of an act without number.

    The days of an event that is part of a measure's life are told by the measure. A start or end that lay behind when
    it was first told is a recap and makes no line.
    """
    part_of = touched(event)
    found = []
    if closes := last_day(event.closes):
        found.append(_own(event, closes, "closes", f"comments close{_vague(event.closes)}", part_of))
    if part_of or event.action in LIFELESS or event.stage in {"suspended", "ended", "occurred"}:
        return tuple(found)
    told = event.told.date()
    start, end = first_day(event.effective), last_day(event.until)
    if start and start >= told:
        found.append(_own(event, start, "starts", f"takes effect{_vague(event.effective)}"))
    if end and end >= told and (start is None or start <= end):
        found.append(_own(event, end, "ends", f"ends{_vague(event.until)}"))
    return tuple(found)


def _own(event: Event, day: date, kind: DateKind, words: str, part_of: tuple[str, ...] = ()) -> DateAhead:
    planned = event.stage == "proposed" and kind != "closes"
    sure = REPORTED if not event.official else EXPECTED if planned else BY_TEXT
    what = f"{words}: {_subject(event.action, None)}"
    return DateAhead(day, "".join(part_of[:1]), event.headline, what, kind, sure, event_id=event.id)


def _turning(measure: Measure, steps: dict[str, Step]) -> Iterator[DateAhead]:
    """Yield the lines of changes of state, as known by the last text."""
    pauses_others = any(kind == "suspends" for kind, _ in measure.links)
    for scope in measure.scopes:
        if scope.action == PAUSE and pauses_others:
            continue
        spans = sorted(
            (span for span in measure.spans if span.scope_id == scope.id and span.known_until is None),
            key=lambda span: span.since,
        )
        for before, after in pairwise((None, *spans)):
            told = _told(before, after, steps) if after else None
            if after and told:
                step = steps.get(after.step_id)
                day, kind, words = told
                yield _line(measure, step, day, kind, f"{words}: {_subject(scope.action, scope.paragraph)}", scope.id)


def _told(before: Span | None, after: Span, steps: dict[str, Step]) -> tuple[date, DateKind, str] | None:
    """Return day, kind and words for a change from one span to the next; None for one that the desk does not tell."""
    was: State | None = before.state if before else None
    if was == after.state or (before is None and after.state not in {"in_force", "suspended"}):
        return None
    step = steps.get(after.step_id)
    vague = _vague(step.date if step else None)
    if after.state == "in_force":
        back = was in {"suspended", "pause_ended_unconfirmed"}
        return after.since, ("resumes" if back else "starts"), ("back in force" if back else "takes effect") + vague
    if after.state == "suspended":
        until = f" until {after.until.isoformat()}" if after.until else ""
        return after.since, "starts", f"{'paused before it began' if was == 'announced' else 'pause begins'}{until}"
    if after.state == "pause_ended_unconfirmed":
        return after.since - DAY, "pause_ends", "pause runs out by its text"
    if after.state == "ended" and was in BINDING:
        # An end that a text sets stands on its own day; a term that runs out, on its last.
        repealed = step is not None and step.kind == "ended"
        return (after.since if repealed else after.since - DAY), "ends", f"ends{vague if repealed else ''}"
    return None


UNOFFICIAL: dict[StepKind, tuple[DateKind, str]] = {
    "effective": ("starts", "takes effect"),
    "resumed": ("resumes", "back in force"),
    "ended": ("ends", "ends"),
    "suspended": ("starts", "pause begins"),
}


def _reported(measure: Measure) -> Iterator[DateAhead]:
    """Yield the lines of scopes that only unofficial sources tell of."""
    official = {step.scope_id for step in measure.steps if step.tier == "official"}
    for scope in measure.scopes:
        subject = _subject(scope.action, scope.paragraph)
        for step in measure.steps:
            if step.scope_id != scope.id or scope.id in official or step.kind not in UNOFFICIAL:
                continue
            kind, words = UNOFFICIAL[step.kind]
            if day := first_day(step.date):
                yield _line(measure, step, day, kind, f"{words}{_vague(step.date)}: {subject}", scope.id)
            if end := last_day(step.until):
                ends: DateKind = "pause_ends" if step.kind == "suspended" else "ends"
                said = "pause runs out" if step.kind == "suspended" else "ends"
                yield _line(measure, step, end, ends, f"{said}{_vague(step.until)}: {subject}", scope.id)


def _line(measure: Measure, step: Step | None, day: date, kind: DateKind, what: str, scope_id: str) -> DateAhead:
    sure = REPORTED if step is not None and step.tier != "official" else BY_TEXT
    source = (step.source if step else "") or ("" if step and step.event_id else "".join(measure.sources[:1]))
    return DateAhead(
        day,
        measure.id,
        measure.name or measure.title,
        what,
        kind,
        sure,
        scope_id,
        step.event_id if step else None,
        source,
    )


def _vague(partial: PartialDate | None) -> str:
    """Say of a day that stands for a month or a year what the text gives."""
    return f" (the text says {partial})" if partial and len(partial) < len("2026-11-27") else ""


def _place(line: DateAhead) -> tuple[date, str, str, str]:
    return line.day, line.measure_id, line.scope_id, line.kind


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
    return after == "pause_ended_unconfirmed" or (before in BINDING and after == "ended")


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
