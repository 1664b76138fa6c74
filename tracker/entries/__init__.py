"""Makes entries of one answer from the web, whether it is a feed, a list page or a JSON answer.

Knows the bytes and how its feed says they are to be read; must not know the net, the store, or what an entry is about.
The three readers give rows; `row.py` makes entries of them, so that text, links and identity follow one rule. Also
here: how a source is asked (`asking.py`), and how feeds are found (`discovery.py`) and handed on (`opml.py`).
"""

from __future__ import annotations

import re

from tracker.entries.asking import following, questions
from tracker.entries.discovery import Found, discover
from tracker.entries.freshness import ttl
from tracker.entries.mojibake import ruined
from tracker.entries.opml import Outline, read_opml, write_opml
from tracker.model import Entry, Feed, Fetched, Issue

__all__ = [
    "Found",
    "Outline",
    "discover",
    "following",
    "questions",
    "read",
    "read_opml",
    "ttl",
    "write_opml",
]

_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|title)\b", re.IGNORECASE)


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries that an answer holds, newest first or as the source orders them, and what went wrong.

    A 304 (`body` is None) yields nothing and no issue. Issue kinds: ``wrong_shape`` (not what the feed is said to be),
    ``challenge`` (a bot check instead of it), ``mojibake`` (bytes of no charset, or titles that are its ruins),
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
    found, issues = read_kind(feed, fetched)
    if not found:
        return [], _challenge(feed, fetched, issues) or issues
    bad = ruined(entry.title for entry in found)
    if bad:
        reason = f"{bad} of {len(found)} titles are ruins of another charset, such as {_example(found)!r}"
        return [], [Issue("entries", feed.id, "mojibake", reason, fetched.at)]
    return found, issues


def _example(found: list[Entry]) -> str:
    return next(entry.title for entry in found if ruined([entry.title]))[:60]


def _challenge(feed: Feed, fetched: Fetched, issues: list[Issue]) -> list[Issue]:
    """Return the one issue that a bot check in place of the source is; none where the answer is none.

    A source that may be empty has no issue then, but a bot check is no empty page.
    """
    from tracker.challenge import named

    body = fetched.body or b""
    unlike = any(issue.kind == "wrong_shape" for issue in issues)
    if not unlike and not _PAGE.search(body[:4096]):
        return []
    name = named(body, fetched.status)
    return [Issue("entries", feed.id, "challenge", f"{name} instead of the source", fetched.at)] if name else []
