"""Makes the intervals in which a source was not seen: its polls failed, or the tracker itself was silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LATE = timedelta(hours=1)
"""How late a poll may be before the tracker is said to have slept: a tick, a long run, a restart."""

FAILING = "the source was asked and not seen"
SILENT = "the tracker did not ask"

Poll = tuple[datetime, bool, datetime | None]
"""When a source was asked, whether it was seen, and when it was to be asked next (None: not again)."""


@dataclass(frozen=True, slots=True)
class Blind:
    """A time in which a source was not seen; ``until=None`` is still so. `why` is one line."""

    since: datetime
    until: datetime | None
    why: str


def blind(polls: Sequence[Poll], now: datetime) -> tuple[Blind, ...]:
    """Return the times up to `now` in which a source was not seen, oldest first, none touching another.

    A failing poll blinds from its own time until the next poll that works; a poll that is late by more than an hour, or
    by more than its whole interval if that is longer, blinds from when it was due. Never having been asked is no
    blindness: there is nothing that could have been missed yet. Polls may come in any order; those after `now` are not
    looked at.
    """
    told = sorted((each for each in polls if each[0] <= now), key=lambda poll: poll[0])
    merged: list[Blind] = []
    for each in _parts(told, now):
        last = merged[-1] if merged else None
        if last and (last.until is None or each.since <= last.until):
            merged[-1] = _joined(last, each)
        else:
            merged.append(each)
    return tuple(merged)


def _parts(polls: Sequence[Poll], now: datetime) -> Iterator[Blind]:
    """Yield one interval for each poll that failed and for each that came too late, in order of their beginning."""
    for number, (at, worked, next_at) in enumerate(polls):
        following = polls[number + 1][0] if number + 1 < len(polls) else None
        if not worked:
            yield Blind(at, following, FAILING)
        if next_at is None:
            continue
        if (following or now) > next_at + max(LATE, next_at - at):
            yield Blind(max(at, next_at), following, SILENT)


def _joined(a: Blind, b: Blind) -> Blind:
    until = None if a.until is None or b.until is None else max(a.until, b.until)
    reasons = dict.fromkeys((*a.why.split("; "), *b.why.split("; ")))
    return Blind(a.since, until, "; ".join(reasons))
