"""Makes entries of an HTML list page by the CSS selectors that its feed states, also of one that stands within JSON.

A page on which the stated rows are missing is of the wrong shape, which is no "no news": blindness is to be seen.
Knows rows, links and dates; must not know the net, nor whose page it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from tracker.charset import decode
from tracker.entries.page import base, parse, sends_on_to
from tracker.entries.paths import UNFIT, first, load
from tracker.entries.row import Row, absolute, entries, none_found, plain
from tracker.model import Entry, Feed, Fetched, Issue, Listing
from tracker.moment import moment

MOST_ROWS = 10_000
LONGEST_LINK = 4_096
"""Characters of an address; what is longer is no link that a server would take."""
_COUNT = re.compile(r"\d{1,3}(?:[,\u00a0 ]\d{3})+(?!\d)|\d{1,9}")


@dataclass(frozen=True, slots=True)
class ListPage:
    """A list page as parsed; relative links start from `base`."""

    soup: BeautifulSoup
    markup: str
    base: str


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries of a list page in the page's order; rows without an accepted link are column furniture.

    Where the page states another number of rows than were found, those found are returned beside the issue.
    """
    listing = _listing(feed)
    page, reason, kind = opened(feed, fetched)
    if page is None:
        return [], [_issue(feed, fetched, kind, reason)]
    if listing.proof and page.soup.select_one(listing.proof) is None:
        return [], [_wrong(feed, fetched, f"no element matches the proof '{listing.proof}'{_on(page)}")]
    items = page.soup.select(listing.item, limit=MOST_ROWS + 1)
    if len(items) > MOST_ROWS:
        return [], [_wrong(feed, fetched, f"more than {MOST_ROWS:,} rows match '{listing.item}'")]
    rows = [row for item in items if (row := _row(item, listing, feed, fetched, page.base))]
    if not rows:
        return [], _nothing(feed, fetched, page, len(items))
    found, issues = entries(feed, fetched, _joined(rows))
    miscount = _miscount(listing, page, len(rows))
    return found, [_wrong(feed, fetched, miscount), *issues] if miscount else issues


def next_address(feed: Feed, fetched: Fetched) -> str:
    """Return the absolute address that the page's link to the next page has, empty on the last page.

    The link is what ``listing.next`` selects, else one that the page itself marks ``rel=next``.
    """
    page, _, _ = opened(feed, fetched)
    if page is None:
        return ""
    element = page.soup.select_one(_listing(feed).next or "link[rel~=next][href], a[rel~=next][href]")
    return _absolute(str(element.get("href") or ""), page.base) if element else ""


def opened(feed: Feed, fetched: Fetched) -> tuple[ListPage | None, str, str]:
    """Return the parsed page, or None with the reason and the kind of issue that it deserves."""
    markup, reason, kind = _markup(feed, fetched)
    if reason:
        return None, reason, kind
    soup = parse(markup)
    if isinstance(soup, str):
        return None, soup, "wrong_shape"
    return ListPage(soup, markup, base(soup, fetched.final_url)), "", ""


def _listing(feed: Feed) -> Listing:
    if feed.listing is None:
        raise ValueError(f"feed {feed.id} is a listing without selectors")
    return feed.listing


def _markup(feed: Feed, fetched: Fetched) -> tuple[str, str, str]:
    """Return the HTML of the list, also from within a JSON answer; else why there is none and the kind of issue."""
    inside = _listing(feed).inside
    if inside is None:
        text = decode(fetched.body or b"", fetched.charset)
        return (text, "", "") if text is not None else ("", UNFIT, "mojibake")
    root, issue = load(feed, fetched)
    if issue:
        return "", issue.reason, issue.kind
    found = first(root, inside)
    if not isinstance(found, str):
        return "", f"{'null' if found is None else 'no text'} where HTML should be, at '{inside}'", "wrong_shape"
    return found, "", ""


def _row(item: Tag, listing: Listing, feed: Feed, fetched: Fetched, start: str) -> Row | None:
    for anchor in _anchors(item, listing):
        url = _absolute(str(anchor.get("href") or ""), start)
        if url and _accepted(url, listing.link_pattern):
            stated = _date_text(item, listing)
            when = moment(stated, feed.zone, fetched.at, listing.date_format) if stated else None
            return Row(link=url, title=_title(item, anchor, listing), published=when, dated=bool(stated))
    return None


def _anchors(item: Tag, listing: Listing) -> Iterator[Tag]:
    """Yield the row itself where it is a link, then the links in it; the areas of an image map are links too."""
    if item.name in {"a", "area"} and item.get("href"):
        yield item
    yield from item.css.iselect("a, area" if listing.link == "a" else listing.link)


def _absolute(href: str, start: str) -> str:
    # A link is taken as browsers take it: with stray spaces cut off, and with backslashes for slashes.
    return absolute(href.strip().replace("\\", "/"), start) if 0 < len(href.strip()) <= LONGEST_LINK else ""


def _accepted(url: str, pattern: str | None) -> bool:
    """Say whether the pattern is found in the address or in its path, so that ``^/zcfb/`` may be written."""
    if pattern is None:
        return True
    parts = urlsplit(url)
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return bool(re.search(pattern, url) or re.search(pattern, path))


def _title(item: Tag, anchor: Tag, listing: Listing) -> str:
    """Return the title: its own element's if stated, else the longer of the link's text and its title attribute."""
    element = _within(item, listing.title) if listing.title else None
    source = element or anchor
    shown = plain(source.get_text(" "))
    full = plain(str(source.get("title") or ""))
    if not shown and not full:
        image = source if source.get("alt") else source.select_one("img[alt]")
        return plain(str(image.get("alt") or "")) if image else ""
    return full if len(full) > len(shown) or (shown.endswith(("…", "...")) and full) else shown


def _date_text(item: Tag, listing: Listing) -> str:
    if not listing.date:
        return ""
    element = _within(item, listing.date)
    if element is None:
        return ""
    return plain(str(element.get("datetime") or "") or element.get_text(" "))


def _within(item: Tag, selector: str) -> Tag | None:
    """Return the first element in a row that a selector matches; ``:scope`` is the row, for dates that stand bare."""
    return item if selector.strip() == ":scope" else item.select_one(selector)


def _joined(rows: list[Row]) -> list[Row]:
    """Return the rows with the links that a page shows twice (picture and headline) told once, by the longer title."""
    found: dict[str, Row] = {}
    for row in rows:
        known = found.get(row.link)
        if known is None or len(row.title) > len(known.title):
            found[row.link] = row
    return list(found.values())


def _stated(listing: Listing, page: ListPage) -> int | None:
    """Return how many rows the page says it has, None where it does not say."""
    element = page.soup.select_one(listing.count) if listing.count else None
    if element is None:
        return None
    said = str(element.get(listing.count_attribute) or "") if listing.count_attribute else element.get_text(" ")
    match = _COUNT.search(said)
    return int(re.sub(r"\D", "", match[0])) if match else None


def _miscount(listing: Listing, page: ListPage, found: int) -> str:
    if not listing.count:
        return ""
    stated = _stated(listing, page)
    if stated is None:
        return f"{found} rows found, but no number of rows at '{listing.count}'"
    return f"{found} rows found, but the page states {stated}" if stated != found else ""


def _nothing(feed: Feed, fetched: Fetched, page: ListPage, items: int) -> list[Issue]:
    """Return the issue of a page without rows: empty if the page proves or says so itself, else of another shape."""
    listing = _listing(feed)
    links = f"{items} rows match '{listing.item}', none with an accepted link"
    reason = links if items else f"no element matches '{listing.item}'"
    stated = _stated(listing, page)
    if stated:
        return [_wrong(feed, fetched, f"{reason}, but the page states {stated}")]
    target = sends_on_to(page.soup, page.markup)
    if target and not (listing.proof or stated == 0):
        return [_wrong(feed, fetched, f"{reason}: the page sends its readers on to {plain(target, 200)}")]
    if feed.may_be_empty or stated == 0 or (listing.proof and not items):
        return none_found(feed, fetched, reason)
    return [_wrong(feed, fetched, f"{reason}{_on(page)}")]


def _on(page: ListPage) -> str:
    title = plain(page.soup.title.get_text(" "), 80) if page.soup.title else ""
    return f" on the page '{title}'"


def _wrong(feed: Feed, fetched: Fetched, reason: str) -> Issue:
    return _issue(feed, fetched, "wrong_shape", reason)


def _issue(feed: Feed, fetched: Fetched, kind: str, reason: str) -> Issue:
    return Issue("entries", feed.id, kind, reason, fetched.at)
