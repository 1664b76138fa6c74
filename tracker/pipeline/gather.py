"""Polls the due feeds: web, then entries, then one transaction a feed. Knows no page and no text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from tracker import entries
from tracker.config import Config
from tracker.model import Entry, Feed, Fetched, Issue, Outcome
from tracker.store import FeedState, Poll, Store
from tracker.web import Web, retry_after

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

MOST_PAGES = 20
"""Pages of one source asked for in one poll."""

LONGEST_WAIT = timedelta(days=1)
OUTCOMES = frozenset(get_args(Outcome))


@dataclass(frozen=True, slots=True)
class PollResult:
    """What polling one feed came to."""

    feed_id: str
    outcome: Outcome
    seen: int
    fresh: int
    reason: str = ""


def quiet(done: int, total: int) -> None:
    """Show no progress."""


def poll(
    store: Store, config: Config, clock: Clock, *, only: Sequence[str] = (), progress: Progress = quiet
) -> list[PollResult]:
    """Poll the feeds that are due, or those named whether due or not; a failing feed stops no other."""
    store.gathering.keep_feeds(config.feeds)
    known = {feed.id: feed for feed in config.feeds}
    wanted = list(only) or store.gathering.due(clock())
    return asyncio.run(_poll(store, config, clock, [known[name] for name in wanted if name in known], progress))


async def _poll(
    store: Store, config: Config, clock: Clock, feeds: Sequence[Feed], progress: Progress
) -> list[PollResult]:
    states = store.gathering.states()
    results = []
    async with Web(config.manners, now=clock) as web:
        tasks = [asyncio.ensure_future(_ask(web, feed, states[feed.id], clock)) for feed in feeds]
        for done, task in enumerate(asyncio.as_completed(tasks), 1):
            feed, answer = await task
            results.append(_keep(store, feed, states[feed.id], answer, clock()))
            progress(done, len(feeds))
    return results


@dataclass(frozen=True, slots=True)
class Answer:
    """What one feed's address gave: a page or none, its entries, and what went wrong."""

    page: Fetched | None
    found: tuple[Entry, ...]
    issues: tuple[Issue, ...]


async def _ask(web: Web, feed: Feed, state: FeedState, clock: Clock) -> tuple[Feed, Answer]:
    url = feed.url.replace("{year}", str(clock().year))
    validators = {"etag": state.etag, "last_modified": state.last_modified}
    first = page = await web.get(url, allow_private=feed.allow_private, **validators)
    found: list[Entry] = []
    issues: list[Issue] = []
    asked = {url}
    while isinstance(page, Fetched) and page.body is not None:
        read, wrong = entries.read(feed, page)
        found += read
        issues += wrong
        url = entries.next_page(feed, page) or url
        if url in asked or len(asked) >= MOST_PAGES:
            break
        asked.add(url)
        page = await web.get(url, allow_private=feed.allow_private)
    if isinstance(page, Issue):
        issues.append(page)
    return feed, Answer(first if isinstance(first, Fetched) else None, tuple(found), tuple(issues))


def _keep(store: Store, feed: Feed, state: FeedState, answer: Answer, now: datetime) -> PollResult:
    outcome = _outcome(answer)
    worked = outcome in {"new", "unchanged"}
    page = answer.page
    # A broken answer must be asked for again whole, so only one that worked leaves its validators.
    validators = (page.etag, page.last_modified) if page and page.body is not None and worked else None
    fresh = store.gathering.keep_poll(
        Poll(
            feed.id,
            now,
            outcome,
            now + _wait(feed, state, answer, worked),
            status=page.status if page else None,
            bytes=len(page.body) if page and page.body else 0,
            validators=validators,
            entries=answer.found,
        )
    )
    if worked and not answer.issues:
        store.issues.resolve(feed.id, now)
    for issue in answer.issues:
        store.issues.add(Issue(issue.room, feed.id, issue.kind, issue.reason, issue.at))
    reason = "; ".join(issue.reason for issue in answer.issues)
    return PollResult(feed.id, outcome, len(answer.found), fresh, reason)


def _outcome(answer: Answer) -> Outcome:
    if answer.found:
        return "new"
    for issue in answer.issues:
        return next((name for name in OUTCOMES if name == issue.kind), "error")
    return "unchanged" if answer.page and answer.page.body is None else "empty"


def _wait(feed: Feed, state: FeedState, answer: Answer, worked: bool) -> timedelta:
    """Return how long to leave the feed alone: its interval, what the answer asks for, doubled for each failure."""
    if worked:
        fresh_for = answer.page.fresh_for if answer.page else None
        return min(max(feed.every, fresh_for or timedelta()), max(LONGEST_WAIT, feed.every))
    asked = max((retry_after(issue) or timedelta() for issue in answer.issues), default=timedelta())
    doubled = feed.every * int(2 ** min(state.failures + 1, 6))
    return max(min(doubled, LONGEST_WAIT), min(asked, 7 * LONGEST_WAIT))


def peek(config: Config, feed: Feed, clock: Clock) -> tuple[tuple[Entry, ...], tuple[Issue, ...]]:
    """Fetch one feed and return what it would yield and why not. Stores nothing."""

    async def ask() -> Answer:
        async with Web(config.manners, now=clock) as web:
            return (await _ask(web, feed, FeedState(feed.id, None, None, 0, None, None), clock))[1]

    answer = asyncio.run(ask())
    return answer.found, answer.issues
