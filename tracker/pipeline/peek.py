"""Looks at one source or address and says what it would yield and why not. Stores nothing."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from tracker import entries
from tracker.config import Config
from tracker.model import Entry, Feed, Fetched, Issue
from tracker.pipeline.apart import Readers
from tracker.pipeline.gather import Answer, Asking, Clock
from tracker.store import FeedState
from tracker.web import Web


@dataclass(frozen=True, slots=True)
class Peek:
    """What a source or an address would yield: its entries and issues, and the feeds that a page names."""

    url: str
    found: tuple[Entry, ...]
    issues: tuple[Issue, ...]
    named: tuple[entries.Found, ...] = ()


def peek(config: Config, feed: Feed, clock: Clock) -> Peek:
    """Ask one source as a first poll would."""

    async def ask() -> Answer:
        async with Web(config.manners, now=clock) as web, Readers() as readers:
            return await Asking(web, readers, lambda ids: set(), clock).ask(feed, FeedState(feed.id))

    answer = asyncio.run(ask())
    url = answer.first.final_url if answer.first else feed.url
    return Peek(url, tuple(answer.found), tuple(answer.issues))


def probe(config: Config, url: str, clock: Clock, *, allow_private: bool = False) -> Peek:
    """Fetch an address that no source has yet: as a feed, or as a page that may name some."""

    async def ask() -> Fetched | Issue:
        async with Web(config.manners, now=clock) as web:
            return await web.get(url, allow_private=allow_private)

    page = asyncio.run(ask())
    if isinstance(page, Issue):
        return Peek(url, (), (page,))
    host = urlsplit(page.final_url).hostname or "unknown"
    feed = Feed("unnamed", url, "feed", host, "", "", "press", timedelta(hours=6), "evidence")
    found, issues = entries.read(feed, page)
    return Peek(page.final_url, tuple(found), tuple(issues), () if found else entries.discover(page))
