"""What the trained recogniser is told beside the words: what the gazetteers find, and names of a Chinese firm's form.

The same at training and at work, or the component would be told things that it has not learned to read.
"""

from __future__ import annotations

from tracker.mentions import chinese_firms
from tracker.mentions.gazetteers import Gazetteer
from tracker.mentions.recogniser import Known
from tracker.mentions.spans import Reading, resolve


def hints(reading: Reading, gazetteer: Gazetteer) -> list[Known]:
    """Return spans with their kinds: ``block`` is what only looks like a name, ``form`` what has the form of a firm."""
    taken = resolve(gazetteer.find(reading), blocks=True)
    known: list[Known] = [(each.start, each.end, "block" if each.blocks else each.kind) for each in taken]
    if reading.han:
        formed = chinese_firms.find(reading, taken)
        known += [(each.start, each.end, "form") for each in formed if not _over(known, each.start, each.end)]
    return known


def _over(known: list[Known], start: int, end: int) -> bool:
    return any(kind == "firm" and begin < end and start < stop for begin, stop, kind in known)
