"""Makes a list of the feeds that an HTML page names, the likeliest first. Knows how sites point to their feeds.

Fetches none of them: whether an address holds a feed is seen by reading it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from tracker.charset import decode
from tracker.entries.page import base, parse
from tracker.entries.row import absolute, plain
from tracker.model import Fetched

MOST_ANCHORS = 10
MOST_FOUND = 30
MOST_LINKS = 5_000
"""Links of a page that are looked at."""
TITLE_LIMIT = 200

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x.atom+xml",
        "application/x-atom+xml",
        "text/xml",
        "application/xml",
        "text/rss+xml",
    }
)
# Some sites name their JSON feed by the type that their JSON interfaces have too; only the address tells them apart.
_JSON_TYPES = frozenset({"application/json", "text/json"})
_PATH = re.compile(
    r"(?:/(?:feeds?|rss|atom)(?:/(?:index|all|news|rss2?|atom|feed))?/?|\.(?:rss|atom|rdf)|/index\.xml"
    r"|/[^/]*(?:rss|feed|atom)[^/]*\.(?:xml|json|php|aspx?)|/[^/]+\.xml)$",
    re.IGNORECASE,
)
_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed)(?:&|$)", re.IGNORECASE)
_NO_FEED = re.compile(r"sitemap|opensearch|opml|crossdomain|/osd\.xml", re.IGNORECASE)
_COMMENTS = re.compile(r"comments?\b|/comments/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that a page names. `type` is the media type that the page states, empty where it states none."""

    url: str
    title: str
    type: str


def discover(fetched: Fetched) -> tuple[Found, ...]:
    """Return the feeds that a page names, absolute and http(s) only, none twice, the likeliest first.

    First come ``link rel=alternate`` of a feed's type, then ``rel=feed``, then links that look like feeds, the page's
    own host before others; feeds of comments come last.
    """
    text = decode(fetched.body or b"", fetched.charset)
    soup = parse(text) if text else ""
    if isinstance(soup, str):
        return ()
    start = base(soup, fetched.final_url)
    found: dict[str, Found] = {}
    for each in (*_alternates(soup, start), *_rel_feeds(soup, start), *_anchors(soup, start, fetched.final_url)):
        found.setdefault(each.url, each)
    likeliest = sorted(
        found.values(), key=lambda each: bool(_COMMENTS.search(f"{each.title} {urlsplit(each.url).path}"))
    )
    return tuple(likeliest[:MOST_FOUND])


def _alternates(soup: BeautifulSoup, start: str) -> Iterator[Found]:
    for link in soup.select("link[rel~=alternate i][href][type], a[rel~=alternate i][href][type]"):
        kind = _type(link)
        url = _address(link, start)
        if url and (kind in _FEED_TYPES or (kind in _JSON_TYPES and looks_like_feed(url))):
            yield Found(url, _title(link), kind)


def _rel_feeds(soup: BeautifulSoup, start: str) -> Iterator[Found]:
    for link in soup.select("link[rel~=feed i][href], a[rel~=feed i][href]"):
        if url := _address(link, start):
            yield Found(url, _title(link), _type(link))


def _anchors(soup: BeautifulSoup, start: str, page: str) -> list[Found]:
    here = urlsplit(page).hostname
    found: dict[str, Found] = {}
    for anchor in soup.select("a[href], area[href]", limit=MOST_LINKS):
        url = _address(anchor, start)
        if url and looks_like_feed(url):
            found.setdefault(url, Found(url, _title(anchor), _type(anchor)))
    ordered = sorted(found.values(), key=lambda each: urlsplit(each.url).hostname != here)
    return ordered[:MOST_ANCHORS]


def looks_like_feed(url: str) -> bool:
    """Say whether an address is one that feeds often have; one that carries another address is a reader's button."""
    parts = urlsplit(url)
    rest = f"{parts.path}?{parts.query}"
    if "http:" in rest or "https:" in rest or "http%3a" in rest.lower() or "https%3a" in rest.lower():
        return False
    return not _NO_FEED.search(parts.path) and bool(_PATH.search(parts.path) or _QUERY.search(parts.query))


def _address(element: Tag, start: str) -> str:
    """Return the link's absolute address; ``feed:`` before one was a browser's sign to subscribe."""
    href = str(element.get("href") or "").strip()
    if href.lower().startswith("feed:"):
        bare = href[5:]
        href = f"https:{bare}" if bare.startswith("//") else bare
    return absolute(href, start) if href else ""


def _title(element: Tag) -> str:
    said = str(element.get("title") or "") or element.get_text(" ")
    if not said.strip() and (image := element.select_one("img[alt]")):
        said = str(image["alt"])
    return plain(said, TITLE_LIMIT)


def _type(element: Tag) -> str:
    return str(element.get("type") or "").partition(";")[0].strip().lower()
