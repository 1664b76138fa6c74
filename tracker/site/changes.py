"""Makes lines to show of a unified diff. Pure; the text of each line is the page's own and is escaped where shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_LINES = 300
HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a diff: `kind` is added, removed, kept, or place (where in the text the next lines stand)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A diff's lines, and how many more there are than are shown."""

    lines: tuple[Line, ...]
    hidden: int


def change(diff: str | None) -> Change | None:
    """Return the lines of a unified diff; None if there is none. File headers are left out."""
    if not diff:
        return None
    found: list[Line] = []
    begun = False
    for line in diff.split("\n"):
        hunk = HUNK.match(line)
        begun = begun or bool(hunk)
        if hunk:
            found.append(Line("place", f"from line {hunk[2]}"))
        elif begun and line:
            found.append(_line(line))
    return Change(tuple(found[:MOST_LINES]), max(len(found) - MOST_LINES, 0))


def _line(line: str) -> Line:
    kinds = {"+": "added", "-": "removed", " ": "kept"}
    # "\ No newline at end of file" is told in words of its own.
    return Line(kinds[line[0]], line[1:]) if line[0] in kinds else Line("place", line.removeprefix("\\ "))
