"""Makes events that are told so often that not every telling can be read each time: who tells them is counted exactly.

What such an event is gets decided by the tellings that come first and last, of authorities and of others apart; the
hundreds between them have been heard before. Which ones those are depends on nothing but the tellings themselves, so
the order in which they came makes no difference. It must not know where tellings are stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from tracker.events.origins import voices
from tracker.events.weight import significance
from tracker.model import Event
from tracker.vocab import Vocab

CROWD = 200
"""Tellings up to which all are read."""
HEARD = 50
"""Tellings that are read of a crowd: so many of the first, and of the last, of authorities and of others."""


class Heard(NamedTuple):
    """Who makes one claim, and when (ISO 8601 in UTC); what it says is not read. A tuple, for there are thousands."""

    told: str
    claim_id: str
    article_id: str
    publisher: str
    official: int
    language: str
    seen: str
    origin: str


def deciding(crowd: Iterable[Heard]) -> list[str]:
    """Return the ids of the claims of a crowd that decide what the event is."""
    ranked = sorted(crowd)
    found: list[str] = []
    for official in (True, False):
        names = [each.claim_id for each in ranked if bool(each.official) is official]
        found += names if len(names) <= 2 * HEARD else [*names[:HEARD], *names[-HEARD:]]
    return found


def counted(event: Event, crowd: Sequence[Heard], vocab: Vocab) -> Event:
    """Return an event that was told by those who decide, with all of a crowd counted."""
    offices = {each.publisher for each in crowd if each.official}
    origins = voices((each.publisher, each.article_id, each.origin, bool(each.official)) for each in crowd)
    return replace(
        event,
        sources=origins,
        official=len(offices),
        languages=tuple(sorted({each.language for each in crowd})),
        seen=datetime.fromisoformat(min(each.seen for each in crowd)),
        significance=significance(
            event.action,
            event.stage,
            publishers=origins + len(offices),
            official=bool(offices),
            targets=event.targets,
            minerals=event.minerals,
            vocab=vocab,
        ),
    )
