"""Makes entries of RSS, Atom, RDF and CDF bytes, well-formed or not. The only reader that knows feedparser.

feedparser's own sanitising and link resolving inside mark-up are off: nothing of the mark-up is kept, only plain text.
Links are made absolute here, once for each item; feedparser would work out the base address anew for every element,
which is a quarter of its time, so it learns the address only of a document that states bases of its own.
"""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from tracker.charset import BETTER, decode, eastern
from tracker.entries.row import SUMMARY_LIMIT, Row, absolute, entries, none_found, plain
from tracker.model import Entry, Feed, Fetched, Issue, content_id
from tracker.moment import Written, moment, placed

MOST_TAGS = 250_000
"""More tags than any feed has; parsing time grows with them, so a hostile document is refused unparsed."""

_ZONED = re.compile(
    r"(?:\b(?:Z|UTC?|GMT|[ECMP][SDE]T|CET|CEST|BST|JST|KST|IST|MSK)|\dZ|[+-]\d{2}:?\d{2})\s*(?:\(.*\))?$"
)
_OTHERS = re.compile(r"\s*\d(?!\d{0,3}-\d{1,2}-\d{1,2}(?!\d)|\d?\s+[A-Za-z])")
"""Dates in figures that are not ISO 8601's or RFC 822's: feedparser makes what it lacks out of the day it is today."""
_CELEX = re.compile(r"(?<!\w)CELEX:3(\d{4})[RLD](\d{4})(?![\w(])")
"""The number of a regulation, directive or decision in EUR-Lex: no proposal, no corrigendum, no consolidated text."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BASED = re.compile(rb"<[a-zA-Z][^<>]*\s(?:xml:)?base\s*=")
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
    headers = {"content-type": fetched.content_type}
    if mended := _mended(body, fetched.charset):
        body, headers["content-type"] = mended, "application/xml; charset=utf-8"
    elif fetched.charset and "charset" not in fetched.content_type:
        headers["content-type"] = f"{fetched.content_type or 'application/xml'}; charset={fetched.charset}"
    if _states_bases(body):
        headers["content-location"] = fetched.final_url
    try:
        # A stream, for bare bytes are taken for the name of a file first: what a server sends must open none.
        return feedparser.parse(  # type: ignore[attr-defined, no-untyped-call]  # feedparser has no types
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception:  # hostile bytes find new ways into a lenient parser; whatever it raises, this is not a feed
        return None


def _mended(body: bytes, charset: str | None) -> bytes | None:
    """Return a feed in an East Asian charset as UTF-8: of one that is stated wrongly, feedparser makes accents.

    None where there is nothing to mend, as in all UTF-8, or nothing is to be known: wide charsets, a few stray bytes.
    """
    try:
        body.decode()
    except UnicodeDecodeError:
        text = None if b"\0" in body else decode(body, charset)
        return text.encode() if text is not None and eastern(text) >= BETTER else None
    return None


def _states_bases(body: bytes) -> bool:
    """Say whether a document may set the base of its own links; in wide charsets that takes more than a look."""
    return b"\0" in body or (b"base" in body and _BASED.search(body) is not None)


def _get(item: Mapping[str, Any], key: str) -> Any:
    """Look a key up as in any dict: feedparser's own look-up warns, falls back to other keys, and takes its time."""
    return dict.get(item, key)  # type: ignore[call-overload]


def _row(item: Mapping[str, Any], feed: Feed, fetched: Fetched) -> Row:
    guid = _text(_get(item, "id"))
    link = _link(item, guid, fetched.final_url)
    title = plain(_text(_get(item, "title")))
    if not guid and not link and not title and item:
        guid = f"item:{content_id(repr(item))}"  # says something, if only an author: told, although nobody can open it
    published, dated = _published(item, feed, fetched)
    summary = plain(_summary(item), SUMMARY_LIMIT)
    return Row(link, title, guid, published, summary, number=_number(guid), dated=dated)


def _number(guid: str) -> str | None:
    """Return the number of the act that a guid of EUR-Lex names, as the vocabulary writes it: ``EU 2026/2001``."""
    match = _CELEX.search(guid)
    return f"EU {match[1]}/{int(match[2])}" if match else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _summary(item: Mapping[str, Any]) -> str:
    summary = _text(_get(item, "summary"))
    if summary and not summary.isspace():
        return summary
    contents = (_text(_get(content, "value")) for content in _get(item, "content") or () if isinstance(content, dict))
    return next((value for value in contents if value), "")


def _link(item: Mapping[str, Any], guid: str, base: str) -> str:
    """Return the first address of the item that can be opened: its link, an alternate one, or its guid."""
    if url := _address(_get(item, "link"), base):
        return url
    for each in _get(item, "links") or ():
        alternate = isinstance(each, dict) and dict.get(each, "rel", "alternate") == "alternate"
        if alternate and (url := _address(_get(each, "href"), base)):
            return url
    return absolute(guid, "") if guid.startswith(("http://", "https://")) else ""


def _address(link: object, base: str) -> str:
    return absolute(link, base) if isinstance(link, str) and link.strip() else ""


def _published(item: Mapping[str, Any], feed: Feed, fetched: Fetched) -> tuple[datetime | None, bool]:
    """Return the first readable date of the item, and whether it states one at all."""
    dated = False
    for key in ("published", "updated", "created"):
        raw = _get(item, key)
        if not isinstance(raw, str) or not raw.strip():
            continue
        dated = True
        parsed = None if _OTHERS.match(raw) else _get(item, f"{key}_parsed")
        when = _struct(parsed, raw) if parsed else None
        read_as = Written(0, len(raw), when, timed=":" in raw) if when else None
        found = placed(read_as, feed.zone, fetched.at) if read_as else moment(raw, feed.zone, fetched.at)
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
