"""The room's own small words: a span that was found, the readable form of a text, and who wins where spans overlap.

Makes :class:`Found` and :class:`Reading`; must not know any vocabulary, rule or model.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.model import MentionKind

RANK: dict[str, int] = {"instrument": 0, "quantity": 1, "agency": 2, "firm": 3, "mineral": 4, "country": 5}
"""Who wins between two overlapping spans of one length: what is formed by a fixed pattern before what is a name."""

REACH = 600
"""How far a rule looks around a span: a sentence of two million characters must not be read for each of its words."""

_LOOKALIKES = str.maketrans(
    {"-": " ", "‐": " ", "‑": " ", "–": " ", "\u00a0": " ", "\u202f": " ", "\u3000": " ", "’": "'", "‘": "'", "ʼ": "'"}
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_SENTENCE_END = re.compile(
    r"[。！？；\n\u2028\u2029]"
    r"|(?<![A-Z.][A-Za-z])(?<!\b[A-Z])(?<!\bNo)(?<!\bNos)(?<!\bArt)(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bLtd)(?<!\bInc)"
    r"(?<!\bCo)(?<!\bCorp)(?<!\bRs)(?<!\bvs)(?<!\bDoc)[.!?][\"”’)]*(?=\s)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A span of one text that names a thing; the fields mean what they mean in :class:`tracker.model.Mention`.

    `blocks` marks a span that is no mention but keeps shorter ones from being found in it (``New Mexico``).
    """

    start: int
    end: int
    kind: MentionKind
    term: str
    method: str
    score: float = 1.0
    place: bool = False
    name: str = ""
    value: float | None = None
    unit: str = ""
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """One text in the three forms that rules read; every form has the same length, so offsets hold in all.

    `text` is as stored, `flat` has Traditional characters folded, `key` is `flat` in lower case with hyphens and odd
    spaces as spaces. `breaks` are the ends of sentences, in order.
    """

    text: str
    flat: str
    key: str
    han: bool
    breaks: tuple[int, ...] = field(default=(), repr=False)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the sentence around a span, :data:`REACH` characters to either side at most."""
        first = bisect_right(self.breaks, start)
        last = bisect_left(self.breaks, end)
        begin = self.breaks[first - 1] if first else 0
        stop = self.breaks[last] if last < len(self.breaks) else len(self.text)
        return max(begin, start - REACH), min(stop, end + REACH)

    def line(self, start: int) -> int:
        """Return where the line of a position begins, :data:`REACH` characters before it at the earliest."""
        floor = max(0, start - REACH)
        return max(self.text.rfind("\n", floor, start) + 1, floor)


class Row:
    """Spans in text order, asked for by place; quick however many there are."""

    def __init__(self, found: Iterable[Found]) -> None:
        """Take spans in any order; they may overlap."""
        self._all = sorted(found, key=lambda one: one.start)
        self._starts = [one.start for one in self._all]
        self._longest = max((one.end - one.start for one in self._all), default=0)

    def touching(self, start: int, end: int) -> list[Found]:
        """Return the spans that share a character with a range, in text order."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [one for one in self._all[first:last] if one.end > start]


def lower(text: str) -> str:
    """Lower-case without a change of length: the few characters that would grow stay as they are."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def keyed(flat: str) -> str:
    """Return the form in which vocabulary is looked up: lower case, hyphens and odd spaces as plain spaces."""
    return lower(flat).translate(_LOOKALIKES)


def read(text: str, flat: str) -> Reading:
    """Make the readable forms of one text; `flat` is the text with Traditional characters folded."""
    if len(flat) != len(text):
        flat = text
    ends = tuple(match.end() for match in _SENTENCE_END.finditer(text))
    return Reading(text, flat, keyed(flat), bool(_HAN.search(text)), ends)


def resolve(found: Iterable[Found], *, blocks: bool = False) -> list[Found]:
    """Return the spans that stand, in text order: the longest first, then by :data:`RANK`, then the earliest.

    Spans that only block shorter ones are left out of the answer unless `blocks` asks for them.
    """
    order = sorted(found, key=lambda f: (f.start - f.end, not f.blocks, RANK[f.kind], f.start, -f.score))
    kept: list[Found] = []
    starts: list[int] = []
    for one in order:
        at = bisect_left(starts, one.start)
        clear_left = at == 0 or kept[at - 1].end <= one.start
        clear_right = at == len(kept) or one.end <= kept[at].start
        if one.start < one.end and clear_left and clear_right:
            starts.insert(at, one.start)
            kept.insert(at, one)
    return kept if blocks else [one for one in kept if not one.blocks]
