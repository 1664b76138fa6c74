"""Makes the spans of one scope out of its turns: which state holds when, as known when. Must not know events.

For each day on which something new could be known, the turns known by then are laid on a line and each stretch between
two of their dates is judged. Stretches that come out alike on neighbouring days of knowledge are one span.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.measures import words
from tracker.measures.turns import DAY, Turn
from tracker.model import Day, Span, State


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds in a stretch: the state, the turn that put it there, and why, for people."""

    state: State
    turn: Turn
    why: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A verdict with its days, both included; ``until=None`` is open."""

    verdict: Verdict
    since: Day
    until: Day | None
    next_change: Day | None


def spans(scope_id: str, turns: Sequence[Turn], first_told: Day) -> tuple[Span, ...]:
    """Return the scope's spans by (known_since, since).

    `first_told` is the day when anybody first told of the scope; until the first official turn is known the scope is
    ``reported``. No turns give no spans.
    """
    official = [turn for turn in turns if turn.step.tier == "official"]
    days = sorted({turn.step.known for turn in official})
    known: dict[Day, list[Stretch]] = {}
    if turns and (not days or first_told < days[0]):
        known[first_told] = [_reported(min(turns, key=lambda turn: turn.order), first_told)]
    for day in days:
        known[day] = list(_stretches([turn for turn in official if turn.step.known <= day]))
    return tuple(_spans(scope_id, known))


def _reported(turn: Turn, told: Day) -> Stretch:
    return Stretch(Verdict("reported", turn, words.reported(told)), told, None, None)


def _spans(scope_id: str, known: dict[Day, list[Stretch]]) -> Iterator[Span]:
    """Join equal stretches of neighbouring days of knowledge."""
    days = sorted(known)
    opened: dict[Stretch, Day] = {}
    found: list[tuple[Stretch, Day, Day | None]] = []
    for day in days:
        closed = [stretch for stretch in opened if stretch not in known[day]]
        found += [(stretch, opened.pop(stretch), day - DAY) for stretch in closed]
        for stretch in known[day]:
            opened.setdefault(stretch, day)
    found += [(stretch, since, None) for stretch, since in opened.items()]
    for stretch, known_since, known_until in sorted(found, key=lambda each: (each[1], each[0].since)):
        verdict = stretch.verdict
        yield Span(
            scope_id=scope_id,
            state=verdict.state,
            since=stretch.since,
            until=stretch.until,
            known_since=known_since,
            known_until=known_until,
            why=verdict.why,
            step_id=verdict.turn.id,
            next_change=stretch.next_change,
        )


def _stretches(turns: Sequence[Turn]) -> Iterator[Stretch]:
    starts = sorted(
        {turn.first for turn in turns} | {turn.last + DAY for turn in turns if turn.last and turn.last < date.max}
    )
    joined: list[tuple[Verdict | None, Day]] = []
    for day in starts:
        verdict = judge(day, turns)
        if not joined or joined[-1][0] != verdict:
            joined.append((verdict, day))
    for number, (verdict, since) in enumerate(joined):
        after = joined[number + 1][1] if number + 1 < len(joined) else None
        if verdict is not None:
            yield Stretch(verdict, since, after - DAY if after else None, after)


def judge(day: Day, turns: Sequence[Turn]) -> Verdict | None:
    """Return what holds on a day by the turns that are known; None before anything happened."""
    begun = {kind: _begun(turns, day, kind) for kind in ("ended", "resumed", "effective", "suspended")}
    begun["ended"] = [each for each in begun["ended"] if not _is_term_alone(each, turns)]
    revived = max((turn.first for turn in (*begun["effective"], *begun["resumed"])), default=date.min)
    if begun["ended"]:
        end = max(begun["ended"], key=lambda turn: (turn.first, turn.order))
        if revived <= end.first:
            return Verdict("ended", end, words.ended(end))
    return _paused(day, begun["suspended"], begun["resumed"]) or _running(day, turns)


def _is_term_alone(end: Turn, turns: Sequence[Turn]) -> bool:
    """Say whether the register's end is only the last day of a term that a text gives: then the term decides it, and
    the act still holds on that day."""
    term = _term(turns)
    alone = end.told_by_register and end.step.event_id is None
    return alone and term is not None and term.step.event_id is not None and term.last == end.first


def _begun(turns: Sequence[Turn], day: Day, kind: str) -> list[Turn]:
    return [turn for turn in turns if turn.kind == kind and turn.first <= day]


def _paused(day: Day, pauses: Sequence[Turn], resumed: Sequence[Turn]) -> Verdict | None:
    """A pause holds until its last day; after it nothing is sure until a text resumes the act."""
    back = max((turn.first for turn in resumed), default=date.min)
    standing = [pause for pause in pauses if pause.first > back]
    if not standing:
        return None
    active = [pause for pause in standing if pause.last is None or day <= pause.last]
    pause = max(active or standing, key=lambda turn: (turn.last or date.max, turn.order))
    if active:
        return Verdict("suspended", pause, words.suspended(pause))
    return Verdict("pause_ended_unconfirmed", pause, words.pause_ended(pause))


def _running(day: Day, turns: Sequence[Turn]) -> Verdict | None:
    """The act's own course: proposed, announced, in force, and run out by its term."""
    term = _term(turns)
    starts = _begun(turns, day, "resumed") or _begun(turns, day, "effective")
    announced = _begun(turns, day, "announced")
    if (starts or announced) and term is not None and term.last is not None and day > term.last:
        return Verdict("ended", term, words.term_ended(term))
    if starts:
        start = max(starts, key=lambda turn: turn.order)
        return Verdict("in_force", start, words.in_force(start, term))
    if announced:
        coming = _latest([turn for turn in turns if turn.kind == "effective"])
        first = _first(announced)
        return Verdict("announced", first, words.announced(first, coming))
    if proposed := _begun(turns, day, "proposed"):
        first = _first(proposed)
        return Verdict("proposed", first, words.proposed(first))
    if changed := _begun(turns, day, "amended") or _begun(turns, day, "eased"):
        first = _first(changed)
        return Verdict("announced", first, words.only_changed(first))
    return None


def _term(turns: Sequence[Turn]) -> Turn | None:
    """Return the turn that sets the last day: the latest text that moves it, else what the act itself said first; a
    later text that recalls the act does not move its end."""
    moved = _latest([turn for turn in turns if turn.kind == "amended" and turn.last])
    own = [turn for turn in turns if turn.kind in {"effective", "announced"} and turn.last]
    return moved or min(own, key=lambda turn: (not turn.sure, turn.order), default=None)


def _first(turns: Sequence[Turn]) -> Turn:
    return min(turns, key=lambda turn: (turn.first, turn.order))


def _latest(turns: Sequence[Turn]) -> Turn | None:
    return max(turns, key=lambda turn: turn.order, default=None)
