"""Makes the questions that a source is asked: the first ones of a poll, and the one for the page after an answer.

Placeholders in address, form values and header values: ``{year}``, ``{date:FORMAT}`` (strftime), ``{page}`` and
``{cursor}``. Knows how a source wants to be asked; must not know who asks, or when: the day is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup

from tracker.charset import decode
from tracker.entries.api import cursor, next_page
from tracker.entries.listing import next_address
from tracker.entries.row import absolute
from tracker.model import Asking, Feed, Fetched, Pairs, Question

MOST_QUESTIONS = 100
"""First questions of one poll, however long the look-back is."""
HEAD = 65_536
MOST_LINKS = 50
"""Characters of a feed document, and links in them, among which its next page is looked for."""
LONGEST_LOOK = 3_660
"""Days; the templates of a longer look-back would still name the same few years."""

_PLACEHOLDER = re.compile(r"\{(year|page|cursor|date:[^{}]*)\}")
_FEED_LINK = re.compile(r"<(?:\w{1,20}:)?link\b[^>]{0,2000}>", re.IGNORECASE)
_ITEM = re.compile(r"<(?:\w{1,20}:)?(?:item|entry)\b", re.IGNORECASE)
Fill = Callable[[str], str]
"""What stands for a placeholder, asked by its name."""


def questions(feed: Feed, day: date) -> tuple[Question, ...]:
    """Return the first questions of one poll on `day` (in the feed's zone), the newest day first, none twice.

    A source without ``{year}`` or ``{date:…}`` has one; else each day of `look_back` asks its own.
    """
    back = min(max(1, feed.look_back.days), LONGEST_LOOK, (day - date.min).days + 1)
    asked: dict[Question, None] = {}
    for gone in range(back):
        asked.setdefault(_question(feed, _on(day - timedelta(days=gone), feed.first_page)))
        if len(asked) == MOST_QUESTIONS:
            break
    return tuple(asked)


def following(feed: Feed, question: Question, fetched: Fetched) -> Question | None:
    """Return the question for the page after this answer, None on the last page or after ``feed.pages``.

    What the source states goes first (``api.next``, ``api.cursor``, ``listing.next`` or ``rel=next``), then ``{page}``
    counts on; the caller ends such a count at the first page that brings nothing. A next page on a host
    that did not answer is not asked for: neither the form nor the headers are meant for strangers.
    """
    if question.page + 1 >= feed.pages or not fetched.body:
        return None
    after = _stated(feed, question, fetched)
    if after is None or (after.url, after.form, after.headers) == (question.url, question.form, question.headers):
        return None
    return after if _host(after.url) in {_host(question.url), _host(fetched.final_url)} else None


def _question(feed: Feed, fill: Fill) -> Question:
    asking = feed.request or Asking()
    url = _filled(feed.url, lambda name: quote(fill(name), safe="/:.-"))
    return Question(url, _pairs(asking.form, fill), _pairs(asking.headers, fill))


def _pairs(pairs: Pairs, fill: Fill) -> Pairs:
    return tuple((name, _filled(value, fill)) for name, value in pairs)


def _filled(template: str, fill: Fill) -> str:
    return _PLACEHOLDER.sub(lambda match: fill(match[1]), template)


def _on(day: date, page: int) -> Fill:
    def fill(name: str) -> str:
        if name.startswith("date:"):
            return day.strftime(name.removeprefix("date:"))
        return {"year": f"{day.year:04}", "page": str(page), "cursor": ""}[name]

    return fill


def _stated(feed: Feed, question: Question, fetched: Fetched) -> Question | None:
    if feed.kind == "api" and feed.api and feed.api.next:
        return _at(feed, question, next_page(feed, fetched) or "")
    if feed.kind == "api" and feed.api and feed.api.cursor:
        stated = cursor(feed, fetched)
        return _refilled(feed, question, stated) if stated else None
    if _numbered(feed):
        return _refilled(feed, question, "")
    if feed.kind == "listing":
        return _at(feed, question, next_address(feed, fetched))
    return _at(feed, question, _feed_link(fetched)) if feed.kind == "feed" else None


def _numbered(feed: Feed) -> bool:
    """Say whether pages are counted; a list page that shows its next page is followed by that link instead."""
    if feed.listing and feed.listing.next:
        return False
    asking = feed.request or Asking()
    return any("{page}" in text for text in (feed.url, *(value for _, value in (*asking.form, *asking.headers))))


def _at(feed: Feed, question: Question, url: str) -> Question | None:
    """Return the question for an address that the source states; form and headers count on with it."""
    return _next(feed, question, url, "") if url else None


def _refilled(feed: Feed, question: Question, stated: str) -> Question | None:
    """Return the question anew for the next page: the day that it was asked for is read back from its own texts."""
    new = {"page": str(feed.first_page + question.page + 1), "cursor": quote(stated, safe="")}
    url = _anew(feed.url, question.url, new)
    return _next(feed, question, url, stated) if url is not None else None


def _next(feed: Feed, question: Question, url: str, stated: str) -> Question:
    asking = feed.request or Asking()
    page = question.page + 1
    new = {"page": str(feed.first_page + page), "cursor": stated}
    form, headers = _all_anew(asking.form, question.form, new), _all_anew(asking.headers, question.headers, new)
    return Question(url, form, headers, page)


def _all_anew(templates: Pairs, filled: Pairs, new: dict[str, str]) -> Pairs:
    pairs = zip(templates, filled, strict=True)
    return tuple(
        (name, found if (found := _anew(mould, old, new)) is not None else old) for (name, mould), (_, old) in pairs
    )


def _anew(template: str, filled: str, new: dict[str, str]) -> str | None:
    """Return a filled text with new values for page and cursor and all else as it was; None if it is not of that mould.

    ``/{year}/p{page}`` and ``/2026/p1`` with page 2 make ``/2026/p2``.
    """
    names = _PLACEHOLDER.findall(template)
    literals = [re.escape(part) for part in _PLACEHOLDER.split(template)[::2]]
    match = re.fullmatch("(.*?)".join(literals), filled, re.DOTALL)
    if match is None:
        return None
    values = iter([new.get(name, old) for name, old in zip(names, match.groups(), strict=True)])
    return _PLACEHOLDER.sub(lambda _: next(values), template)


def _feed_link(fetched: Fetched) -> str:
    """Return the address of the next page of a paged feed document (RFC 5005), empty where it states none."""
    text = decode(fetched.body or b"", fetched.charset) or ""
    head = _ITEM.split(text[:HEAD], maxsplit=1)[0]
    for match in islice(_FEED_LINK.finditer(head), MOST_LINKS):
        link = BeautifulSoup(match[0], "lxml").find(True, rel="next", href=True)
        if link is not None:
            return absolute(str(link["href"]), fetched.final_url)
    return ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
