"""Makes Conflicts: what sources tell against each other about one act, and what cannot be right. Moves no state.

Kinds: ``contradiction`` (two tellings of the same step that cannot both be right, or a change that only others than the
issuer tell), ``double_number`` (two acts under one number), ``implausible_date``, and ``retraction`` (a source takes
back what it told). All are for a person to look at; nothing here decides what holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from tracker.measures import plausible, steps
from tracker.measures.life import Life
from tracker.measures.subjects import share
from tracker.measures.turns import Turn, agree, first_day
from tracker.model import Conflict, Event, Measure, PartialDate
from tracker.vocab import Vocab

APART = 30
"""Days between two announcements under one number from which they are two acts, if their subjects differ too."""
NEAR = 45
"""Days within which an official step of the same kind bears out what others tell."""
LONGEST = 3
MOVES = frozenset({"suspended", "ended", "resumed"})


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at, before it is joined with others of its kind."""

    kind: str
    reason: str


def strangers(acts: Sequence[Event], vocab: Vocab, baseline: Measure | None = None) -> list[Event]:
    """Return the official events of an act that bear its number but are another act: another day, another subject.

    The register's act, else the one known first, keeps the number; what else stands under it has no say in its state.
    """
    official = sorted((each for each in acts if each.official), key=lambda each: (steps.known(each), each.id))
    holders = [(each.announced, frozenset(each.minerals)) for each in official[:1]]
    if baseline is not None:
        minerals = frozenset(mineral for scope in baseline.scopes for mineral in scope.minerals)
        holders = [(step.date, minerals) for step in baseline.steps if step.kind == "announced"]
    return [each for each in official if holders and all(_apart(holder, each, vocab) for holder in holders)]


def _apart(holder: tuple[PartialDate | None, frozenset[str]], event: Event, vocab: Vocab) -> bool:
    mine, theirs = first_day(holder[0]), first_day(event.announced)
    if mine is None or theirs is None or not (holder[1] and event.minerals) or share(event.minerals, holder[1], vocab):
        return False
    return abs((theirs - mine).days) > APART


def doubts(events: Iterable[Event], strays: Iterable[Event], found: Iterable[Life]) -> Iterator[Doubt]:
    """Yield what must be looked at. `events` are all that touch the act, as told; `strays` bear its number wrongly."""
    for event in events:
        yield from (Doubt("implausible_date", reason) for reason in plausible.slips(event))
    for event in strays:
        yield Doubt(
            "double_number",
            f"another act of {event.announced} on {', '.join(event.minerals)} bears the number {event.instrument}",
        )
    for life in found:
        yield from (Doubt(kind, reason) for kind, reason in life.doubts)
        yield from _two_starts(life)
        yield from _only_rumoured(life)


def _two_starts(life: Life) -> Iterator[Doubt]:
    """Official texts that give one part two starts, with no end between them."""
    sure = [each for each in life.turns if each.kind == "effective" and each.sure and each.step.tier == "official"]
    for first, later in combinations(sorted(sure, key=lambda each: (each.first, each.id)), 2):
        ended = any(each.kind == "ended" and first.first <= each.first <= later.first for each in life.turns)
        if not ended and not agree(first.step.date, later.step.date):
            yield Doubt("contradiction", f"{life.id}: texts give two starts, {first.step.date} and {later.step.date}")


def _only_rumoured(life: Life) -> Iterator[Doubt]:
    """A pause, end or return of an official act that no text of its issuer tells. What is told to end on the day on
    which the act starts is what it took the place of."""
    official = [each for each in life.turns if each.step.tier == "official"]
    begun = {each.first for each in official if each.kind in {"announced", "effective"}}
    for each in life.turns if official else ():
        rumour = each.step.tier != "official" and each.kind in MOVES
        later = each.first > min(begun, default=date.min) and each.first not in begun
        if rumour and later and not _borne_out(each, official):
            by = f" by {each.by}" if each.by else ""
            yield Doubt(
                "contradiction",
                f"{life.id}: told to be {each.kind} {each.step.date}{by}, which no text of the issuer says",
            )


def _borne_out(told: Turn, official: Iterable[Turn]) -> bool:
    return any(each.kind == told.kind and abs((each.first - told.first).days) <= NEAR for each in official)


def joined(measure_id: str, found: Iterable[Doubt]) -> tuple[Conflict, ...]:
    """Return one Conflict for each kind, with the first few reasons."""
    reasons: dict[str, list[str]] = {}
    for doubt in found:
        if doubt.reason not in reasons.setdefault(doubt.kind, []):
            reasons[doubt.kind].append(doubt.reason)
    return tuple(Conflict(measure_id, kind, _told(sorted(reasons[kind]))) for kind in sorted(reasons))


def _told(reasons: Sequence[str]) -> str:
    more = f"; and {len(reasons) - LONGEST} more" if len(reasons) > LONGEST else ""
    return "; ".join(reasons[:LONGEST]) + more
