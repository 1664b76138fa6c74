"""Finds which claim of a new coding tells what a claim of the old coding told. Must not know events or corrections.

A newer coder reads the same passage better, so fields change and with them a claim's id; what people said of the claim
is meant for the passage and goes on to the claim that took its place.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import Claim, Evidence
from tracker.vocab import Vocab

ALIKE = ("stage", "certainty", "instrument", "paragraph", "minerals", "targets", "firms", "announced", "effective")


def heirs(lost: Sequence[Claim], fresh: Sequence[Claim], vocab: Vocab) -> dict[str, str]:
    """Return the id of the heir of each lost claim that has one, one to one; both of one article.

    An heir's passage overlaps, and it codes the same action or one of the same family. The best overlap goes first;
    among equals the same action, then whoever has most fields in common, then the smaller ids.
    """
    ranked = sorted(
        (-overlap(old.evidence, new.evidence), old.action != new.action, -_alike(old, new), old.id, new.id)
        for old in lost
        for new in fresh
        if overlap(old.evidence, new.evidence) and _akin(old.action, new.action, vocab)
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_, old_id, new_id in ranked:
        if old_id not in found and new_id not in taken:
            found[old_id] = new_id
            taken.add(new_id)
    return found


def overlap(old: Evidence, new: Evidence) -> float:
    """Return how much two passages have in common, from 0.0 to 1.0, by letters.

    In a revised text a passage stands elsewhere, so where the places do not agree letter for letter, one passage must
    stand within the other.
    """
    start, end = max(old.start, new.start), min(old.end, new.end)
    if old.field == new.field and start < end and _cut(old, start, end) == _cut(new, start, end):
        return (end - start) / (max(old.end, new.end) - min(old.start, new.start))
    short, long = sorted((old.quote, new.quote), key=len)
    return len(short) / len(long) if short and short in long else 0.0


def _cut(passage: Evidence, start: int, end: int) -> str:
    return passage.quote[start - passage.start : end - passage.start]


def _akin(old: str, new: str, vocab: Vocab) -> bool:
    if old == new:
        return True
    known, other = vocab.actions.get(old), vocab.actions.get(new)
    return known is not None and other is not None and known.family == other.family


def _alike(old: Claim, new: Claim) -> int:
    return sum(getattr(old, name) == getattr(new, name) for name in ALIKE)
