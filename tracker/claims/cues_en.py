"""The English cue table: which words in a clause speak of which action.

Rows say nothing about time, stage or certainty unless the words themselves do.
"""

from __future__ import annotations

from tracker.claims.cues import Cue
from tracker.claims.cues_en_more import MORE
from tracker.claims.cues_en_trade import TRADE

CUES: tuple[Cue, ...] = (*MORE, *TRADE)
