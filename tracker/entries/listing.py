"""Makes entries of an HTML list page by the CSS selectors that its feed states. Knows BeautifulSoup, not the net.

A page on which the stated rows are missing is of the wrong shape, which is no "no news": blindness is to be seen.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from tracker.charset import decode
from tracker.entries.moment import moment
from tracker.entries.row import Row, absolute, entries, none_found, plain
from tracker.model import Entry, Feed, Fetched, Issue, Listing


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries of a list page in the page's order; rows without an accepted link are column furniture."""
    listing = feed.listing
    if listing is None:
        raise ValueError(f"feed {feed.id} is a listing without selectors")
    text = decode(fetched.body or b"", fetched.charset)
    if text is None:
        return [], [_wrong(feed, fetched, "the bytes fit no charset")]
    soup = BeautifulSoup(text, "lxml")
    items = soup.select(listing.item)
    if not items:
        return [], _nothing(feed, fetched, soup, f"no element matches '{listing.item}'")
    base = _base(soup, fetched.final_url)
    rows = [row for item in items if (row := _row(item, listing, feed, fetched, base))]
    if not rows:
        return [], _nothing(
            feed, fetched, soup, f"{len(items)} rows match '{listing.item}', none with an accepted link"
        )
    return entries(feed, fetched, _joined(rows))


def _row(item: Tag, listing: Listing, feed: Feed, fetched: Fetched, base: str) -> Row | None:
    for anchor in _anchors(item, listing):
        url = absolute(str(anchor.get("href") or ""), base)
        if url and _accepted(url, listing.link_pattern):
            stated = _date_text(item, listing)
            when = moment(stated, feed.zone, fetched.at, listing.date_format) if stated else None
            return Row(link=url, title=_title(item, anchor, listing), published=when, dated=bool(stated))
    return None


def _anchors(item: Tag, listing: Listing) -> list[Tag]:
    found = list(item.select(listing.link))
    return [item, *found] if item.name == "a" and item.get("href") else found


def _accepted(url: str, pattern: str | None) -> bool:
    """Say whether the pattern is found in the address or in its path, so that ``^/zcfb/`` may be written."""
    if pattern is None:
        return True
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return bool(re.search(pattern, url) or re.search(pattern, path))


def _title(item: Tag, anchor: Tag, listing: Listing) -> str:
    """Return the title: its own element's if stated, else the longer of the link's text and its title attribute."""
    element = item.select_one(listing.title) if listing.title else None
    source = element or anchor
    shown = plain(source.get_text(" "))
    full = plain(str(source.get("title") or ""))
    return full if len(full) > len(shown) or (shown.endswith(("…", "...")) and full) else shown


def _date_text(item: Tag, listing: Listing) -> str:
    if not listing.date:
        return ""
    element = item.select_one(listing.date)
    if element is None:
        return ""
    return plain(str(element.get("datetime") or "") or element.get_text(" "))


def _joined(rows: list[Row]) -> list[Row]:
    """Return the rows with the links that a page shows twice (picture and headline) told once, by the longer title."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.get(row.link)
        if known is None or len(row.title) > len(known.title):
            found[row.link] = row
    return list(found.values())


def _base(soup: BeautifulSoup, final_url: str) -> str:
    element = soup.select_one("base[href]")
    return urljoin(final_url, str(element["href"])) if element else final_url


def _nothing(feed: Feed, fetched: Fetched, soup: BeautifulSoup, reason: str) -> list[Issue]:
    if feed.may_be_empty:
        return none_found(feed, fetched, reason)
    title = plain(soup.title.get_text(" "), 80) if soup.title else ""
    return [_wrong(feed, fetched, f"{reason} on the page '{title}'")]


def _wrong(feed: Feed, fetched: Fetched, reason: str) -> Issue:
    return Issue("entries", feed.id, "wrong_shape", reason, fetched.at)
