"""Makes an event's significance, a number in [0, 1] to sort by. Must not know the reader's wishes.

The sum of five parts, each in [0, 1], times its share:

====================  =====  =======================================================================================
part                  share  is
====================  =====  =======================================================================================
what was done          0.40  1.0 restrictive control of trade, 0.9 other trade control, 0.7 law, finance, price support,
                             ownership and other supply policy, 0.6 enforcement, 0.5 diplomacy, 0.2 industry
how far it has come    0.20  1.0 in force, suspended, ended; 0.8 announced, amended, eased; 0.5 occurred; 0.3 proposed
who tells it           0.20  1 - 1/(1 + publishers), counting official ones too
officially told        0.10  1.0 if an official source tells it
how wide it reaches    0.10  half for naming a target, half for three minerals or more (a group counts as three)
====================  =====  =======================================================================================
"""

from __future__ import annotations

from tracker.events.subjects import RARE_EARTHS, is_general
from tracker.model import Stage
from tracker.vocab import Vocab

FAMILIES = {
    "trade control": 0.9,
    "supply policy": 0.7,
    "enforcement": 0.6,
    "diplomacy": 0.5,
    "industry": 0.2,
}
STAGES: dict[Stage, float] = {
    "in_force": 1.0,
    "suspended": 1.0,
    "ended": 1.0,
    "announced": 0.8,
    "amended": 0.8,
    "eased": 0.8,
    "occurred": 0.5,
    "proposed": 0.3,
}
WIDE = 3


def significance(
    action: str,
    stage: Stage,
    *,
    publishers: int,
    official: bool,
    targets: tuple[str, ...],
    minerals: tuple[str, ...],
    vocab: Vocab,
) -> float:
    """Return the significance to three digits, as the module's table says."""
    reach = (0.5 if targets else 0.0) + (0.5 if _is_wide(minerals) else 0.0)
    total = 0.4 * _deed(action, vocab) + 0.2 * STAGES[stage] + 0.2 * (1 - 1 / (1 + publishers))
    return round(min(1.0, total + 0.1 * official + 0.1 * reach), 3)


def _deed(action: str, vocab: Vocab) -> float:
    known = vocab.actions.get(action)
    if known is None:
        return 0.2
    if known.family == "trade control" and known.polarity == "restricting":
        return 1.0
    return FAMILIES.get(known.family, 0.2)


def _is_wide(minerals: tuple[str, ...]) -> bool:
    groups = {mineral for mineral in minerals if mineral in RARE_EARTHS and "rare-earth" in mineral}
    return len(minerals) >= WIDE or bool(groups) or (bool(minerals) and is_general(minerals))
