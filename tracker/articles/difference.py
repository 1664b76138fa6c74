"""Makes the difference of two revisions of one text: how many lines came and went, and a unified diff to read.

Knows lines and characters only. A hostile text must not make it slow: aligning lines costs more than the square of
their number, so what is too long or too repetitive to align is told as lines that came and lines that went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tracker.model import Difference

MOST_LINES = 1_500
"""Changed lines of both texts that are aligned at most."""
MOST_PAIRS = 10_000
"""Pairs of equal lines among them at most: a page of one line a thousand times over has a million."""
LONGEST_LINE = 400
"""Characters of one line shown; a longer one is shown around its change."""
AROUND = 60
"""Characters shown on either side of a change within a long line."""
LONGEST_DIFF = 400
"""Lines of diff kept; the counts are of all of them."""

_Opcode = tuple[str, int, int, int, int]


def difference(before: str, after: str) -> Difference:
    """Return what changed, as lines: counts and a unified diff with one line of context, empty only for equal texts.

    In the diff a long line is shown around its change, with "…" for what is left out; more than `LONGEST_DIFF` lines
    end in a note of how many follow. The same two texts always give the same answer.
    """
    if before == after:
        return Difference(0, 0, "")
    old, new = before.split("\n"), after.split("\n")
    first, last = _ends(old, new)
    changed_old, changed_new = old[first : len(old) - last], new[first : len(new) - last]
    if _too_much(changed_old, changed_new):
        added, removed, lines = _as_sets(changed_old, changed_new)
    else:
        added, removed, lines = _aligned(old, new, first, last)
    if len(lines) > LONGEST_DIFF:
        lines = [*lines[:LONGEST_DIFF], f"… {len(lines) - LONGEST_DIFF} more lines of difference"]
    return Difference(added, removed, "\n".join(lines))


def _ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many lines both texts begin with and how many they end with in common."""
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    last = next((at for at in range(shorter - first) if old[-1 - at] != new[-1 - at]), shorter - first)
    return first, last


def _too_much(old: Sequence[str], new: Sequence[str]) -> bool:
    if len(old) + len(new) > MOST_LINES:
        return True
    known = Counter(new)
    return sum(times * known[line] for line, times in Counter(old).items()) > MOST_PAIRS


def _as_sets(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, list[str]]:
    """Return the lines that only one text has, in its order; lines that merely moved are no more than mentioned."""
    gone = list(_not_in(old, Counter(new)))
    come = list(_not_in(new, Counter(old)))
    what = "too long to align: lines gone, then lines that came" if gone or come else "the same lines in another order"
    shown = [f"@@ {what} @@", *(f"-{_cut(line)}" for line in gone), *(f"+{_cut(line)}" for line in come)]
    return len(come), len(gone), shown


def _not_in(lines: Sequence[str], known: Counter[str]) -> Iterator[str]:
    for line in lines:
        if known[line]:
            known[line] -= 1
        else:
            yield line


def _aligned(old: Sequence[str], new: Sequence[str], first: int, last: int) -> tuple[int, int, list[str]]:
    matcher = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    codes = [
        (tag, a + first, b + first, c + first, d + first) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"
    ]
    added = sum(d - c for _, _, _, c, d in codes)
    removed = sum(b - a for _, a, b, _, _ in codes)
    lines: list[str] = []
    for hunk in _hunks(codes):
        lines += _hunk(old, new, hunk)
    return added, removed, lines


def _hunks(codes: Sequence[_Opcode]) -> Iterator[list[_Opcode]]:
    """Yield runs of changes with two unchanged lines at most between them: one of context for each."""
    hunk: list[_Opcode] = []
    for code in codes:
        if hunk and code[1] - hunk[-1][2] > 2:
            yield hunk
            hunk = []
        hunk.append(code)
    if hunk:
        yield hunk


def _hunk(old: Sequence[str], new: Sequence[str], codes: Sequence[_Opcode]) -> Iterator[str]:
    start, end = max(0, codes[0][1] - 1), min(len(old), codes[-1][2] + 1)
    begin, stop = max(0, codes[0][3] - 1), min(len(new), codes[-1][4] + 1)
    yield f"@@ -{_range(start, end)} +{_range(begin, stop)} @@"
    at = start
    for _, a, b, c, d in codes:
        yield from (f" {_cut(line)}" for line in old[at:a])
        gone, come = _around(old[a:b], new[c:d])
        yield from (f"-{line}" for line in gone)
        yield from (f"+{line}" for line in come)
        at = b
    yield from (f" {_cut(line)}" for line in old[at:end])


def _range(start: int, end: int) -> str:
    """Return a range as unified diffs write it: first line from 1 and length, or the line before where it is empty."""
    return f"{start + 1 if end > start else start},{end - start}"


def _around(gone: Sequence[str], come: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return changed lines, the long ones cut to what differs from their opposite number, if they have one."""
    shown = [_near_change(mine, theirs) for mine, theirs in zip(gone, come, strict=False)]
    pairs = len(shown)
    old = [mine for mine, _ in shown] + [_cut(line) for line in gone[pairs:]]
    new = [theirs for _, theirs in shown] + [_cut(line) for line in come[pairs:]]
    return old, new


def _near_change(mine: str, theirs: str) -> tuple[str, str]:
    if max(len(mine), len(theirs)) <= LONGEST_LINE:
        return mine, theirs
    shorter = min(len(mine), len(theirs))
    head = next((at for at in range(shorter) if mine[at] != theirs[at]), shorter)
    tail = next((at for at in range(shorter - head) if mine[-1 - at] != theirs[-1 - at]), shorter - head)
    return _window(mine, head, tail), _window(theirs, head, tail)


def _window(line: str, head: int, tail: int) -> str:
    """Return a line from a little before its change, at `head`, to a little after it, `tail` from the end."""
    start = head - AROUND if head > AROUND * 3 // 2 else 0
    end = len(line) - tail + AROUND if tail > AROUND * 3 // 2 else len(line)
    return ("…" if start else "") + _cut(line[start:end]) + ("…" if end < len(line) else "")


def _cut(line: str) -> str:
    """Return a line without its middle where it is too long to show whole."""
    if len(line) <= LONGEST_LINE:
        return line
    half = LONGEST_LINE // 2
    return f"{line[:half]} … {line[-half:]}"
