"""Makes pairs of predicted and gold claims of one article. Must not know what is then scored on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model import Claim
from tracker.scorecard.cases import Case, Prediction

Families = Mapping[str, str]
PLAIN = ("action", "stage", "certainty", "instrument", "announced", "effective", "until")
LISTS = ("minerals", "targets", "actors", "via", "firms", "agencies")


@dataclass(frozen=True, slots=True)
class Match:
    """A gold claim and the one prediction it was matched with; `event` is the gold cluster key."""

    case: Case
    gold: Claim
    predicted: Claim
    event: str | None


@dataclass(frozen=True, slots=True)
class Matched:
    """One case's claims, sorted out: the pairs, the gold claims nobody found, the predictions nobody wanted."""

    pairs: tuple[Match, ...]
    missed: tuple[Claim, ...]
    extra: tuple[Claim, ...]


def family(families: Families, action: str) -> str:
    """Return the action's family; a predicted action that nobody knows is a family of its own."""
    return families.get(action, action)


def match(case: Case, prediction: Prediction, families: Families) -> Matched:
    """Pair predicted with gold claims, best overlap of evidence first, each at most once.

    Evidence that overlaps equally well is decided by the number of coded fields that agree, so that two claims of one
    sentence find their own partners. Raises ValueError for a gold action without a family: matching would then ask for
    the very action, and the action's own score would be perfect whatever was predicted.
    """
    unknown = sorted({claim.action for claim in case.claims} - set(families))
    if unknown:
        raise ValueError(f"gold case {case.id}: no family is known for {', '.join(unknown)}")
    predicted = prediction.claims
    ranked = sorted(_candidates(case, predicted, families))
    taken_gold: dict[int, int] = {}
    taken_predicted: set[int] = set()
    for _, _, found, wanted in ranked:
        if wanted not in taken_gold and found not in taken_predicted:
            taken_gold[wanted] = found
            taken_predicted.add(found)
    pairs = [
        Match(case, case.claims[w], predicted[f], case.events[w] if w < len(case.events) else None)
        for w, f in sorted(taken_gold.items())
    ]
    missed = [claim for w, claim in enumerate(case.claims) if w not in taken_gold]
    extra = [claim for f, claim in enumerate(predicted) if f not in taken_predicted]
    return Matched(tuple(pairs), tuple(missed), tuple(extra))


def _candidates(case: Case, predicted: Sequence[Claim], families: Families) -> list[tuple[float, float, int, int]]:
    rows = []
    for f, found in enumerate(predicted):
        evidence = found.evidence
        if case.in_furniture(evidence.field, evidence.start, evidence.end):
            continue
        for w, wanted in enumerate(case.claims):
            if family(families, found.action) != family(families, wanted.action):
                continue
            overlap = evidence_overlap(case, found, wanted)
            if overlap or _same_subject(found, wanted):
                rows.append((-overlap, -agreement(found, wanted), f, w))
    return rows


def evidence_overlap(case: Case, found: Claim, wanted: Claim) -> float:
    """Return shared over joint characters of the two passages, in [0, 1] to two digits, at the best place."""
    mine = found.evidence
    best = 0.0
    for name, start, end in case.places(wanted):
        if name == mine.field:
            shared = min(end, mine.end) - max(start, mine.start)
            joint = max(end, mine.end) - min(start, mine.start)
            best = max(best, shared / joint if shared > 0 else 0.0)
    return round(best, 2)


def _same_subject(found: Claim, wanted: Claim) -> bool:
    minerals = bool(found.minerals) and set(found.minerals) == set(wanted.minerals)
    return minerals or (found.instrument is not None and found.instrument == wanted.instrument)


def agreement(found: Claim, wanted: Claim) -> float:
    """Return how many coded fields agree: equal values count one, lists by their shared part."""
    score = float(sum(getattr(found, name) == getattr(wanted, name) for name in PLAIN))
    for name in LISTS:
        mine, theirs = set(getattr(found, name)), set(getattr(wanted, name))
        score += len(mine & theirs) / len(mine | theirs) if mine | theirs else 1.0
    return round(score, 3)
