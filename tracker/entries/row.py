"""Makes entries of rows: plain text, absolute links, and an identity that survives the next poll.

A row is what one of the three readers found; nothing here knows which of them it was.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

import nh3

from tracker.model import Entry, Feed, Fetched, Issue, content_id

TITLE_LIMIT = 600
SUMMARY_LIMIT = 2_000
"""Characters kept of a summary: a lead to read by, not a copy of the page."""

_BLOCKS = re.compile(r"<(?=/?(?:p|div|br|li|ul|ol|tr|td|th|h[1-6]|blockquote|section|article)\b)", re.IGNORECASE)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^>]*>?")
_ACTIVE = {"script", "style", "iframe", "object", "embed", "template", "svg", "math", "noscript"}
# Control characters and bidirectional overrides carry no news, but they can break a page or disguise a link.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
_WHOLE_LINK = re.compile(r"https?://[^/?#]")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One item as found. `dated` says that the source gave a date at all, readable or not."""

    link: str = ""
    title: str = ""
    guid: str = ""
    published: datetime | None = None
    summary: str = ""
    number: str | None = None
    dated: bool = False


def plain(value: str, limit: int = TITLE_LIMIT) -> str:
    """Return text without mark-up, active content, control characters or doubled spaces, at most `limit` characters."""
    text = _whole(value[: limit * 20])
    for _ in range(4):  # escaped twice or thrice: unescaping may bring forth new tags
        before = text
        if "<" in text:
            text = nh3.clean(_BLOCKS.sub(" <", text), tags=set(), clean_content_tags=_ACTIVE)
        if "&" in text:
            text = html.unescape(text)
        if text == before or ("<" not in text and "&" not in text):
            break
    if "<" in text:
        text = _TAG.sub(" ", text)
    return tidy(text)[:limit].rstrip()


def tidy(value: str) -> str:
    """Return one line of storable text: no control characters, no lone surrogates, single spaces."""
    if not value.isprintable():  # what is printable has no control character, no surrogate, and no space but the plain
        value = _SPACES.sub(" ", _UNSEEN.sub("", _whole(value)))
    return " ".join(value.split()) if "  " in value else value.strip()


def _whole(value: str) -> str:
    """Return text that UTF-8 can write: a lone surrogate, half of an emoji that was cut in JSON, is spelt out."""
    return value.encode("utf-8", "backslashreplace").decode("utf-8")


def absolute(link: str, base: str) -> str:
    """Return an http(s) address without fragment, resolved against `base`; empty where it cannot be one."""
    try:
        link = tidy(link)
        parts = urlsplit(link if _WHOLE_LINK.match(link) else urljoin(base, link))
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    return parts._replace(fragment="").geturl().replace(" ", "%20")


def entries(feed: Feed, fetched: Fetched, rows: Iterable[Row]) -> tuple[list[Entry], list[Issue]]:
    """Return one entry for each distinct row that says anything, and one issue for each kind of trouble.

    Identity is the source's own guid, else the link, else title and date. A guid that comes twice with different links
    is no identity (some publishers write the same one everywhere), so there the link is added to it.
    """
    found: dict[str, Entry] = {}
    guids: dict[str, str] = {}
    blank = undated = 0
    for row in rows:
        guid = tidy(row.guid) or row.link or tidy(f"{row.title} {row.published or ''}")
        if not guid:
            blank += 1
            continue
        undated += row.dated and row.published is None
        if guids.setdefault(guid, row.link or row.title) != (row.link or row.title):
            guid = f"{guid} {row.link or row.title}"
        entry = _entry(feed, guid, row)
        found.setdefault(entry.id, entry)
    issues = []
    if blank:
        issues.append(Issue("entries", feed.id, "bad_row", f"{blank} items say nothing at all", fetched.at))
    if undated:
        issues.append(Issue("entries", feed.id, "bad_date", f"{undated} items have a date nobody can read", fetched.at))
    return list(found.values()), issues


def _entry(feed: Feed, guid: str, row: Row) -> Entry:
    return Entry(
        id=content_id(feed.id, guid),
        feed_id=feed.id,
        guid=guid,
        url=row.link,
        title=row.title,
        published=row.published,
        summary=row.summary,
        number=row.number,
    )


def none_found(feed: Feed, fetched: Fetched, reason: str) -> list[Issue]:
    """Return the issue that an answer of the right shape without items deserves: none where that is normal."""
    return [] if feed.may_be_empty else [Issue("entries", feed.id, "empty", reason, fetched.at)]
