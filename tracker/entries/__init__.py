"""Makes entries of one answer from the web, whether it is a feed, a list page or a JSON answer.

Knows the bytes and how its feed says they are to be read; must not know the net, the store, or what an entry is about.
The three readers give rows; `row.py` makes entries of them, so that text, links and identity follow one rule.
"""

from __future__ import annotations

from tracker.entries.api import next_page
from tracker.model import Entry, Feed, Fetched, Issue

__all__ = ["next_page", "read"]


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries that an answer holds, newest first or as the source orders them, and what went wrong.

    A 304 (`body` is None) yields nothing and no issue. Issue kinds: ``wrong_shape`` (not what the feed is said to be),
    ``empty`` (the right shape with nothing in it, unless the feed may be empty), ``bad_date``, ``bad_row``.
    """
    if fetched.body is None:
        return [], []
    if not fetched.body.strip():
        return [], [Issue("entries", feed.id, "empty", "the answer has no bytes", fetched.at)]
    match feed.kind:
        case "feed":
            from tracker.entries.feed import read as read_kind
        case "listing":
            from tracker.entries.listing import read as read_kind
        case "api":
            from tracker.entries.api import read as read_kind
    return read_kind(feed, fetched)
