"""Says whether two lists of minerals have something in common. Knows the groups of minerals and nothing of acts."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.vocab import Vocab

GENERAL = frozenset({"critical-minerals", "minor-metals"})


def share(mine: Iterable[str], theirs: Iterable[str], vocab: Vocab) -> bool:
    """Say whether two lists of minerals meet, a group meeting its members."""
    left, right = set(mine), set(theirs)
    if left & right or (right and left & GENERAL) or right & GENERAL:
        return True
    above = {group for mineral in left for group in vocab.groups_of(mineral)}
    below = {group for mineral in right for group in vocab.groups_of(mineral)}
    return bool(above & right or below & left)
