"""Writes a feed as Atom (RFC 4287) with pages (RFC 5005) has it. Pure; knows no page, no query and no clock.

Ids are made from our own ids alone, so a feed moved to another host or another filter tells nobody anything twice.
Content is HTML in which every word of others is escaped, and which is escaped again as XML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from uuid import UUID, uuid5

TYPE = "application/atom+xml; charset=utf-8"
NAMESPACE = UUID("6a1f3c0e-52f4-5d3b-9a57-0d1c7b2e8f41")
"""Ours for all ids of feeds and entries. Never change it: every reader would show every entry anew."""

_ILLEGAL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold in any spelling, and what it discourages."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `name` is its own for ever (``event/e72``), times are RFC 3339, `content` is HTML made by us."""

    name: str
    title: str
    updated: str
    published: str
    link: str
    author: str
    content: str
    via: str = ""
    categories: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself: `name` is its own for ever, the rest are addresses; `next` is empty on the last page.

    `updated` (RFC 3339) counts only if there are no entries.
    """

    name: str
    title: str
    updated: str
    page: str
    own: str
    first: str
    next: str = ""


def urn(name: str) -> str:
    """Return the id of a thing of ours, the same on every host and for ever."""
    return f"urn:uuid:{uuid5(NAMESPACE, name)}"


def atom(feed: Feed, entries: Iterable[Entry]) -> str:
    """Return the feed as an XML document."""
    told = list(entries)
    links = [("self", TYPE, feed.own), ("alternate", "text/html", feed.page), ("first", TYPE, feed.first)]
    links += [("next", TYPE, feed.next)] if feed.next else []
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<id>{urn(feed.name)}</id>",
        f"<title>{text(feed.title)}</title>",
        f"<updated>{max((entry.updated for entry in told), default=feed.updated)}</updated>",
        "<author><name>Critical Minerals Tracker</name></author>",
        "<generator>Critical Minerals Tracker</generator>",
        *(f'<link rel="{rel}" type="{kind.partition(";")[0]}" href="{text(href)}"/>' for rel, kind, href in links),
    ]
    return "\n".join([*lines, *(line for entry in told for line in _entry(entry)), "</feed>", ""])


def _entry(entry: Entry) -> list[str]:
    named = (f'<category term="{text(term)}" label="{text(label)}"/>' for term, label in entry.categories)
    return [
        "<entry>",
        f"<id>{urn(entry.name)}</id>",
        f"<title>{text(entry.title)}</title>",
        f"<updated>{text(entry.updated)}</updated>",
        f"<published>{text(entry.published)}</published>",
        f'<link rel="alternate" type="text/html" href="{text(entry.link)}"/>',
        *([f'<link rel="via" href="{text(entry.via)}"/>'] if entry.via else []),
        f"<author><name>{text(entry.author)}</name></author>",
        *named,
        f'<content type="html">{text(entry.content)}</content>',
        "</entry>",
    ]


def midnight(day: str) -> str:
    """Return the first moment of a partial date, as RFC 3339 has it, in UTC."""
    return f"{(day + '-01-01')[:10]}T00:00:00Z"


def text(value: str) -> str:
    """Return a text as XML holds it, in elements and attributes: what XML cannot hold is left out."""
    return escape(_ILLEGAL.sub("", value), quote=True)


def content(facts: Iterable[tuple[str, str]], quote: str, language: str, publisher: str, source: str) -> str:
    """Return the coded facts and the passage behind them as HTML; `source` must be a web address or empty."""
    told = "".join(f"<li><b>{escape(label)}:</b> {escape(value)}</li>" for label, value in facts if value)
    named = f'<a href="{escape(source)}">{escape(publisher)}</a>' if source else escape(publisher)
    said = f'<blockquote lang="{escape(language)}">{escape(quote)}</blockquote>' if quote else ""
    return (f"<ul>{told}</ul>" if told else "") + said + (f"<p>{named}</p>" if named else "")
