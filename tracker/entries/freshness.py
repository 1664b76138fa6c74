"""Says how long a feed document asks to be left alone: RSS ``<ttl>`` and the syndication module's update period.

Reads the head of the bytes only, before the first item; knows nothing of HTTP, whose caching is another matter.
"""

from __future__ import annotations

import re
from datetime import timedelta

from tracker.model import Feed, Fetched

HEAD = 65_536
LONGEST = timedelta(days=31)
"""What is asked for beyond this is a slip (seconds taken for minutes) or a wish never to be read."""

_ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_TTL = re.compile(
    rb"<ttl[^>]{0,200}>\s{0,50}(?:<!\[CDATA\[)?\s{0,50}(\d{1,9})(?:\.\d+)?\s{0,50}(?:\]\]>)?\s{0,50}</", re.IGNORECASE
)
_PERIOD = re.compile(
    rb"<(?:\w+:)?updatePeriod[^>]{0,200}>\s{0,50}(hourly|daily|weekly|monthly|yearly)\s{0,50}</", re.IGNORECASE
)
_FREQUENCY = re.compile(rb"<(?:\w+:)?updateFrequency[^>]{0,200}>\s{0,50}(\d{1,6})\s{0,50}</", re.IGNORECASE)
_PERIODS = {b"hourly": 1 / 24, b"daily": 1.0, b"weekly": 7.0, b"monthly": 30.0, b"yearly": 365.0}


def ttl(feed: Feed, fetched: Fetched) -> timedelta | None:
    """Return the time between two readings that a feed document wishes, None where it states none; at most 31 days."""
    if feed.kind != "feed" or not fetched.body:
        return None
    # The words sought are ASCII: without its zero bytes UTF-16 spells them as every other charset does.
    head = fetched.body[:HEAD].replace(b"\0", b"")
    if item := _ITEM.search(head):
        head = head[: item.start()]
    wished = _minutes(head) or _period(head)
    return min(wished, LONGEST) if wished else None


def _minutes(head: bytes) -> timedelta | None:
    match = _TTL.search(head)
    return timedelta(minutes=int(match[1])) or None if match else None


def _period(head: bytes) -> timedelta | None:
    period, frequency = _PERIOD.search(head), _FREQUENCY.search(head)
    if not period:
        return None
    times = int(frequency[1]) if frequency else 1
    return timedelta(days=_PERIODS[period[1].lower()] / times) if times else None
