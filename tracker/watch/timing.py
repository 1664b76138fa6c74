"""Makes the time to the next poll of a source: its wish, its manners, its rhythm, its failures.

Knows numbers only: where they come from is for the pipeline to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from tracker.model import Tier

DAY = timedelta(days=1)
LONGEST_ASKED = timedelta(days=7)
"""What a Retry-After header may ask for at most: a slip of the server must not end a source."""
SLOWEST = 4
"""A quiet source is asked every fourth time at the least."""
PART_OF_RHYTHM = 8
"""A source is asked eight times between two of its usual news, so its news is late by a sixteenth of
its rhythm."""
LONG, SHORT = timedelta(days=90), timedelta(days=7)
"""The history that tells a rhythm, and the recent part that may tell a quicker one."""
JITTER = 0.1


def next_poll(
    *,
    now: datetime,
    feed_id: str,
    every: timedelta,
    tier: Tier,
    failures: int = 0,
    asked: timedelta | None = None,
    fresh_for: timedelta | None = None,
    ttl: timedelta | None = None,
    recent: Iterable[datetime] = (),
    since: datetime | None = None,
) -> timedelta:
    """Return how long from `now` to leave a source alone; never less than `every`.

    `failures` counts failed polls in a row, this one included: the wait doubles with each, up to a day. `asked` is
    Retry-After, obeyed up to seven days. `fresh_for` (Cache-Control, Expires) and `ttl` (the feed's own) are obeyed up
    to a day. `recent` are the times at which entries new to us were seen, `since` the first poll that worked: a source
    that speaks seldom is asked less often, see :func:`rhythm`. Up to a tenth is added or taken by a hash of source and
    time, so that sources of one interval do not march in step; none is taken from what is a lower bound.
    """
    ceiling = max(DAY, every)
    polite = min(max(asked or timedelta(), timedelta()), LONGEST_ASKED)
    if failures > 0:
        return _shaken(min(every * int(2 ** min(failures, 10)), ceiling), max(every, polite), feed_id, now)
    fresh = min(max(fresh_for or timedelta(), ttl or timedelta(), timedelta()), ceiling)
    wait = rhythm(now=now, every=every, tier=tier, recent=recent, since=since)
    return _shaken(wait, max(every, polite, fresh), feed_id, now)


def rhythm(
    *, now: datetime, every: timedelta, tier: Tier, recent: Iterable[datetime], since: datetime | None
) -> timedelta:
    """Return the interval that a source's own rhythm asks for, from `every` to four times that.

    Rhythm is the mean time between occasions: entries within one `every` came together, and one more occasion than was
    seen is reckoned with, for none in a month does not mean never. The quicker of the last 90 days and the last 7
    counts, if the 7 have two occasions. Less than a week of watching tells nothing yet. An official source is asked
    once a day whatever its rhythm: one act a year is why we watch it.
    """
    slowest = max(every, min(every * SLOWEST, DAY)) if tier == "official" else every * SLOWEST
    watched = min(now - since, LONG) if since else timedelta()
    if watched < SHORT:
        return every
    times = sorted(each for each in recent if now - watched <= each <= now)
    lately = _occasions((each for each in times if now - each <= SHORT), every)
    gap = watched / (_occasions(times, every) + 1)
    if lately >= 2:
        gap = min(gap, SHORT / (lately + 1))
    return min(max(gap / PART_OF_RHYTHM, every), slowest)


def _occasions(times: Iterable[datetime], every: timedelta) -> int:
    """Count groups of times, oldest first, that lie more than `every` apart."""
    count, last = 0, None
    for each in times:
        count += last is None or each - last > every
        last = each
    return count


def _shaken(wait: timedelta, floor: timedelta, feed_id: str, now: datetime) -> timedelta:
    """Return the wait, at least `floor`, moved by up to a tenth; near the floor only upwards."""
    digest = hashlib.sha256(f"{feed_id} {now.isoformat()}".encode()).digest()
    share = int.from_bytes(digest[:4], "big") / 2**32 * 2 - 1
    base = max(wait, floor)
    moved = base * (1 + JITTER * share)
    return moved if moved >= floor else base * (1 + JITTER * abs(share))
