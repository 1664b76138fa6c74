"""Polls the due feeds: web, then entries, then one transaction a feed. Knows no page and no text."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tracker import entries, watch
from tracker.config import Config
from tracker.model import Entry, Feed, Fetched, Issue, Outcome, Question
from tracker.pipeline.apart import Parsed, Readers
from tracker.pipeline.atonce import at_once
from tracker.store import FeedState, Poll, Store, Validators
from tracker.web import RobotsText, Web, retry_after

Clock = Callable[[], datetime]
Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

PAST = 200
"""Polls looked back on to tell when a source was not seen."""
RHYTHM = 12
"""News looked back on to tell how often a source has any."""
LATE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class PollResult:
    """What polling one feed came to."""

    feed_id: str
    outcome: Outcome
    seen: int
    fresh: int
    reason: str = ""


@dataclass(slots=True)
class Answer:
    """What one source's pages gave; `first` is its first page, `sha256` that of its bytes."""

    first: Fetched | None = None
    sha256: str | None = None
    unchanged: bool = False
    found: list[Entry] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    ttl: timedelta | None = None


Known = Callable[[Sequence[str]], set[str]]
"""Tells which of some entries are stored already."""


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
    results: list[PollResult] = []
    robots = known_robots(store)
    async with Web(config.manners, now=clock, robots=robots) as web, Readers() as readers:
        asking = Asking(web, readers, store.gathering.known, clock)

        async def one(feed: Feed) -> None:
            # Kept where it is asked for, so that nothing holds the pages of all sources until the last is done.
            answer = await asking.ask(feed, states[feed.id])
            results.append(_keep(store, feed, states[feed.id], answer, clock()))
            progress(len(results), len(feeds))

        await at_once(one(feed) for feed in feeds)
    keep_robots(store, robots)
    return results


def known_robots(store: Store) -> dict[str, RobotsText]:
    """Return the robots.txt of each host as last seen."""
    return {row["host"]: RobotsText(**row) for row in store.gathering.robots()}


def keep_robots(store: Store, robots: dict[str, RobotsText]) -> None:
    """Store what was seen of robots.txt since."""
    before = known_robots(store)
    for host, seen in robots.items():
        if before.get(host) != seen:
            store.gathering.keep_robots(host, seen.at, seen.status, seen.text)


@dataclass(frozen=True, slots=True)
class Asking:
    """Asks sources, page by page."""

    web: Web
    readers: Readers
    known: Known
    clock: Clock

    async def ask(self, feed: Feed, state: FeedState) -> Answer:
        """Return what the pages of a source hold; what was not asked for is nobody's news."""
        answer = Answer()
        day = self.clock().astimezone(ZoneInfo(feed.zone)).date()
        for first in entries.questions(feed, day):
            question: Question | None = _adopted(first, feed, state)
            while question is not None:
                question = await self._page(feed, state, question, answer)
        return answer

    async def _page(self, feed: Feed, state: FeedState, question: Question, answer: Answer) -> Question | None:
        """Ask for one page and add what it holds; return the question for the next one."""
        page = await self._get(feed, state, question)
        if isinstance(page, Issue):
            answer.issues.append(page)
            return None
        sha256 = hashlib.sha256(page.body).hexdigest() if page.body is not None else state.body_sha256
        leads = answer.first is None
        if leads:
            answer.first, answer.sha256 = page, sha256
        if page.body is None or (leads and state.validated_url == question.url and sha256 == state.body_sha256):
            answer.unchanged = True
            return None
        parsed = await self.readers.parse(feed, question, page)
        answer.found += parsed.found
        answer.issues += () if _past_the_end(feed, question, parsed) else parsed.issues
        answer.ttl = answer.ttl or parsed.ttl
        if parsed.following and state.whole and self._all_known(parsed.found):
            return None  # older pages hold nothing that is new
        return parsed.following

    async def _get(self, feed: Feed, state: FeedState, question: Question) -> Fetched | Issue:
        same = state.validated_url == question.url and not question.form
        return await self.web.get(
            question.url,
            etag=state.etag if same else None,
            last_modified=state.last_modified if same else None,
            allow_private=feed.allow_private,
            form=question.form,
            headers=question.headers,
            robots=feed.kind == "listing",
        )

    def _all_known(self, found: Iterable[Entry]) -> bool:
        ids = [entry.id for entry in found]
        return len(self.known(ids)) == len(ids)


def _past_the_end(feed: Feed, question: Question, parsed: Parsed) -> bool:
    """Say whether a page is the empty one behind the last, which a source that numbers its pages does not announce."""
    stated = (feed.listing and feed.listing.next) or (feed.api and (feed.api.next or feed.api.cursor))
    return question.page > 0 and not stated and not parsed.found


def _adopted(question: Question, feed: Feed, state: FeedState) -> Question:
    """Return the question put to where a permanent redirect led, if the source's address is a plain one."""
    if state.adopted_url and question.url == feed.url:
        return replace(question, url=state.adopted_url)
    return question


def _keep(store: Store, feed: Feed, state: FeedState, answer: Answer, now: datetime) -> PollResult:
    outcome = watch.outcome(answer.unchanged, len(answer.found), answer.issues)
    reason = "; ".join(issue.reason for issue in answer.issues)
    page = answer.first
    adopted = page.final_url if page and page.moved_for_good and page.url == feed.url else None
    poll = Poll(
        feed.id,
        now,
        outcome,
        now,
        status=page.status if page else None,
        bytes=len(page.body) if page and page.body else 0,
        reason=reason,
        validators=_validators(adopted, answer),
        entries=answer.found,
        adopted=adopted,
        retired=any(issue.kind == "gone" for issue in answer.issues),
    )
    rhythm = store.gathering.rhythm(feed.id, RHYTHM) if poll.worked else []
    poll = replace(poll, next_poll_at=now + _wait(feed, state, answer, rhythm, now, worked=poll.worked))
    with store.together():
        fresh = store.gathering.keep_poll(poll)
        if poll.worked and not answer.issues:
            store.issues.resolve(feed.id, now, rooms=("web", "entries"))
        for issue in answer.issues:
            store.issues.add(replace(issue, subject=feed.id))
        if state.failures or not poll.worked or _is_late(state, now):
            _tell_blind(store, feed, now)
    came_to: Outcome = "unchanged" if outcome == "new" and not fresh else outcome
    return PollResult(feed.id, came_to, len(answer.found), fresh, reason)


def _validators(adopted: str | None, answer: Answer) -> Validators | None:
    """Return what to send next time: a broken or half answer must be asked for again whole."""
    page = answer.first
    if page is None or (answer.unchanged and not answer.issues):
        return None
    if answer.issues:
        return Validators("", None, None, None)
    return Validators(adopted or page.url, page.etag, page.last_modified, answer.sha256)


def _wait(
    feed: Feed, state: FeedState, answer: Answer, rhythm: Sequence[datetime], now: datetime, *, worked: bool
) -> timedelta:
    asked = max((retry_after(issue) or timedelta() for issue in answer.issues), default=None)
    return watch.next_poll(
        now=now,
        feed_id=feed.id,
        every=feed.every,
        tier=feed.tier,
        failures=0 if worked else state.failures + 1,
        asked=asked,
        fresh_for=answer.first.fresh_for if answer.first else None,
        ttl=answer.ttl,
        recent=rhythm,
        since=state.first_success_at,
    )


def _is_late(state: FeedState, now: datetime) -> bool:
    return state.next_poll_at is not None and now > state.next_poll_at + LATE


def _tell_blind(store: Store, feed: Feed, now: datetime) -> None:
    """Store when the source was not seen, anew as far back as its last polls go."""
    asked = store.gathering.asked(feed.id, PAST)
    found = watch.blind([(each.at, each.worked, each.next_at) for each in asked], now)
    store.gathering.keep_blind(feed.id, asked[0].at, [(each.since, each.until, each.why) for each in found])
