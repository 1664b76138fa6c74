"""Reviews how well the tracker sees: fewer or more entries than a source used to bring, numbers that were never seen.

Reads counts and numbers from the store, has `watch` judge them, and stores what it says.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from tracker import watch
from tracker.config import Config
from tracker.model import Issue
from tracker.store import Store

WEEKS = 12
"""Weeks of a source's own past that the last one is compared with."""


EVERY = timedelta(hours=1)
"""How often at most: it looks at all that is stored."""
REVIEWED = "reviewed_at"


def review(store: Store, config: Config, now: datetime) -> list[Issue]:
    """Compare each source's last week with its past, and find the numbers of acts that were not seen.

    Does nothing if it was done within the hour.
    """
    last = store.shelves.world(REVIEWED)
    if last and now - datetime.fromisoformat(last) < EVERY:
        return []
    store.shelves.set_world(REVIEWED, now.isoformat())
    found = []
    expected = {feed.id: feed.expect_weekly for feed in config.feeds}
    for feed_id, counts in store.gathering.weekly(now, WEEKS).items():
        told = watch.volume(counts, expected.get(feed_id))
        store.issues.resolve(feed_id, now, rooms=("watch",))
        if told:
            found.append(Issue("watch", feed_id, told.kind, told.reason, now))
            store.issues.add(found[-1])
    gaps = watch.gaps(store.gathering.seen_numbers(), store.gathering.cited_numbers())
    store.gathering.keep_gaps([asdict(gap) for gap in gaps])
    return found
