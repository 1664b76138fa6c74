"""The wording that all faults share: what is allowed, what was probably meant, and how much of a value is shown."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence

SHOWN = 60
"""Characters shown of a value that somebody wrote."""

Where = tuple[str | int, ...]
"""The place of a value in the file, as keys and numbers from the root."""


def path(where: Where) -> str:
    """Return a place as people write it: ``feeds[3].listing.item``."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in where).removeprefix(".")


def short(value: object) -> str:
    """Return a value as it is shown: its repr, cut where it is long; YAML's null is nothing at all."""
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."


def one_of(allowed: Sequence[str] | set[str]) -> str:
    """Return the allowed values, those of a set in alphabetical order."""
    return f"allowed: {', '.join(sorted(allowed) if isinstance(allowed, set) else allowed)}"


def near(name: str, known: Collection[str]) -> str:
    """Return a question for the known name that was probably meant, or nothing."""
    folded = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name[:SHOWN].casefold(), list(folded), n=1, cutoff=0.6)
    return f" (did you mean {folded[close[0]]}?)" if close else ""
