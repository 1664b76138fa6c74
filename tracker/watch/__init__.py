"""Makes blindness visible: what a poll came to, when to ask again, and what a source's silence means.

Pure: takes what polls gave and what the store remembers, gives values. Must not know the net, the store or the clock;
`now` is an argument. "No news" and "we did not see" must never look the same.
"""

from __future__ import annotations

from tracker.watch.blindness import Blind, blind
from tracker.watch.numbering import CONSECUTIVE, Gap, gaps
from tracker.watch.outcomes import outcome
from tracker.watch.timing import next_poll
from tracker.watch.volumes import Alarm, volume

__all__ = ["CONSECUTIVE", "Alarm", "Blind", "Gap", "blind", "gaps", "next_poll", "outcome", "volume"]
