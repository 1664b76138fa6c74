"""Makes entries of RSS, Atom, RDF and CDF bytes, well-formed or not. The only reader that knows feedparser.

feedparser's own sanitising and link resolving inside mark-up are off: nothing of the mark-up is kept, only plain text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from tracker.entries.moment import moment, placed
from tracker.entries.row import SUMMARY_LIMIT, Row, absolute, entries, none_found, plain
from tracker.model import Entry, Feed, Fetched, Issue, content_id

MOST_TAGS = 250_000
"""More tags than any feed has; parsing time grows with them, so a hostile document is refused unparsed."""

_ZONED = re.compile(
    r"(?:\b(?:Z|UTC?|GMT|[ECMP][SDE]T|CET|CEST|BST|JST|KST|IST|MSK)|\dZ|[+-]\d{2}:?\d{2})\s*(?:\(.*\))?$"
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_PAGE_TITLE = re.compile(rb"<title[^>]*>([^<]{1,200})", re.IGNORECASE)


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries of a feed document and its issues; a parse error is none where there are entries."""
    body = fetched.body or b""
    if body.count(b"<") > MOST_TAGS:
        return [], [_wrong(feed, fetched, f"more than {MOST_TAGS:,} tags: no feed has that many")]
    parsed = _parse(body, fetched)
    if parsed is None or (not parsed.entries and not parsed.get("version")):
        return [], [_wrong(feed, fetched, _what_it_is(body))]
    found, issues = entries(feed, fetched, (_row(item, feed, fetched) for item in parsed.entries))
    if not found and not issues:
        broken = f", and it is broken: {parsed.bozo_exception}" if parsed.get("bozo") else ""
        if broken:
            return [], [_wrong(feed, fetched, f"a feed without items{broken}")]
        issues = none_found(feed, fetched, "a feed without items")
    return found, issues


def _parse(body: bytes, fetched: Fetched) -> Any:
    """Return feedparser's document, or None where the bytes make feedparser itself stumble."""
    headers = {"content-type": fetched.content_type, "content-location": fetched.final_url}
    if fetched.charset and "charset" not in fetched.content_type:
        headers["content-type"] = f"{fetched.content_type or 'application/xml'}; charset={fetched.charset}"
    try:
        return feedparser.parse(  # type: ignore[attr-defined, no-untyped-call]  # feedparser has no types
            body, response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # hostile bytes find new ways into a lenient parser; whatever it raises, this is not a feed
        return None


def _row(item: Mapping[str, Any], feed: Feed, fetched: Fetched) -> Row:
    # Plain dict look-ups: feedparser's own warn and fall back from one key to another.
    got = {key: dict.get(item, key) for key in ("id", "title", "summary")}  # type: ignore[call-overload]
    guid = got["id"] if isinstance(got["id"], str) else ""
    link = _link(item, guid, fetched.final_url)
    title = plain(_text(got["title"]))
    if not guid and not link and not title and item:
        guid = f"item:{content_id(repr(item))}"  # says something, if only an author: told, although nobody can open it
    published, dated = _published(item, feed, fetched)
    summary = plain(_summary(item, got["summary"]), SUMMARY_LIMIT)
    return Row(link, title, guid, published, summary, dated=dated)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _summary(item: Mapping[str, Any], summary: object) -> str:
    if isinstance(summary, str) and summary.strip():
        return summary
    for content in item.get("content") or ():
        if isinstance(content, Mapping) and isinstance(content.get("value"), str):
            return str(content["value"])
    return ""


def _link(item: Mapping[str, Any], guid: str, base: str) -> str:
    links = [each for each in item.get("links") or () if isinstance(each, Mapping)]
    alternates = [each.get("href") for each in links if each.get("rel", "alternate") == "alternate"]
    for candidate in (item.get("link"), *alternates):
        if isinstance(candidate, str) and candidate.strip() and (url := absolute(candidate, base)):
            return url
    return absolute(guid, "") if guid.startswith(("http://", "https://")) else ""


def _published(item: Mapping[str, Any], feed: Feed, fetched: Fetched) -> tuple[datetime | None, bool]:
    """Return the first readable date of the item, and whether it states one at all."""
    dated = False
    for key in ("published", "updated", "created"):
        raw = dict.get(item, key)  # type: ignore[call-overload]
        if not isinstance(raw, str) or not raw.strip():
            continue
        dated = True
        parsed = dict.get(item, f"{key}_parsed")  # type: ignore[call-overload]
        when = _struct(parsed, raw) if parsed else None
        timed = ":" in raw
        found = placed(when, feed.zone, fetched.at, timed=timed) if when else moment(raw, feed.zone, fetched.at)
        if found:
            return found, True
    return None, dated


def _struct(parsed: tuple[int, ...], raw: str) -> datetime | None:
    """Return feedparser's time: aware where the text states a zone, else naive, for the feed's own zone."""
    try:
        when = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return when if _ZONED.search(raw.strip()) and ":" in raw else when.replace(tzinfo=None)


def _what_it_is(body: bytes) -> str:
    head = body[:4096]
    if _HTML.search(head):
        title = _PAGE_TITLE.search(body[:65536])
        named = f", titled '{plain(title[1].decode('utf-8', 'replace'), 80)}'" if title else ""
        return f"an HTML page instead of a feed{named}"
    if head.lstrip()[:1] in {b"{", b"["}:
        return "JSON instead of a feed"
    return f"no feed: it begins {head.strip()[:40].decode('utf-8', 'backslashreplace')!r}"


def _wrong(feed: Feed, fetched: Fetched, reason: str) -> Issue:
    return Issue("entries", feed.id, "wrong_shape", reason, fetched.at)
