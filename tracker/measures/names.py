"""Makes a measure's identity out of an instrument, and reads which paragraph of an act an event affects."""

from __future__ import annotations

import re

from tracker.model import Event
from tracker.vocab.spelling import act_slug


def measure_id(instrument: str) -> str:
    """Return the slug of an instrument, its paragraph left off: ``CN-MOFCOM 2024/46#2`` → ``cn-mofcom-2024-46``."""
    return act_slug(instrument)


def touched(event: Event) -> tuple[str, ...]:
    """Return the ids of the measures an event speaks of: its own act first, then those it affects; no doubles."""
    named = (event.instrument, *event.affects)
    return tuple(dict.fromkeys(slug for each in named if each and (slug := measure_id(each))))


def paragraphs(event: Event, slug: str) -> list[str | None]:
    """Return the paragraphs of a measure that an event affects; None stands for the whole, no entry for none of it."""
    named = {affected.partition("#")[2] or None for affected in event.affects if measure_id(affected) == slug}
    return sorted(named, key=lambda paragraph: paragraph or "")


def year(instrument: str | None) -> int | None:
    """Return the year in an act's number (``CN-MOFCOM 2024/46``, ``US-FR 2025-06836``), None where it bears none."""
    found = re.search(r" ((?:19|20)\d\d)[/-]", instrument or "")
    return int(found.group(1)) if found else None
