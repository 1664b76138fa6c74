"""Reads what entries point to: page, article, gate, mentions, claims; one article one transaction. Links nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, urlsplit

from tracker import articles, claims
from tracker.config import Config
from tracker.model import Article, Entry, Feed, Fetched, Issue, Pairs
from tracker.pipeline.atonce import at_once
from tracker.pipeline.gather import Clock, Progress, keep_robots, known_robots, quiet
from tracker.pipeline.keep import Reader, code, keep_article
from tracker.store import Store
from tracker.web import Web, retry_after

BATCH = 40
TRIES = 5
FIRST_WAIT = timedelta(minutes=10)
LASTING = frozenset(
    {"no_text", "bad_url", "private_address", "gone", "not_found", "too_large", "unsupported", "mojibake", "no_feed"}
)
"""Faults that trying again will not mend."""


@dataclass(frozen=True, slots=True)
class Job:
    """One entry whose page is to be read; `act` is the notice that an annex belongs to."""

    entry: Entry
    tries: int
    feed: Feed | None
    act: Article | None

    def headers(self) -> Pairs:
        """Return what an annex's server wants to know: the page that it was linked from."""
        return (("Referer", self.act.url),) if self.act else ()


def read(store: Store, config: Config, reader: Reader, clock: Clock, *, progress: Progress = quiet) -> int:
    """Read all entries whose time has come; return how many articles were kept."""
    return asyncio.run(_read(store, config, reader, clock, progress))


async def _read(store: Store, config: Config, reader: Reader, clock: Clock, progress: Progress) -> int:
    feeds = {feed.id: feed for feed in config.feeds}
    kept = done = 0
    robots = known_robots(store)
    async with Web(config.manners, now=clock, robots=robots) as web:

        async def one(job: Job) -> None:
            nonlocal kept, done
            page = await _fetch(web, job)
            kept += _one(store, reader, job, page, now=clock())
            done += 1
            progress(done, done + BATCH)

        while batch := store.gathering.unread(clock(), BATCH):
            await at_once(one(_job(store, feeds, entry, tries)) for entry, tries in batch)
    keep_robots(store, robots)
    return kept


def _job(store: Store, feeds: Mapping[str, Feed], entry: Entry, tries: int) -> Job:
    act = store.reading.find(entry.part_of) if entry.part_of else None
    return Job(entry, tries, feeds.get(entry.feed_id), act)


async def _fetch(web: Web, job: Job) -> Fetched | Issue | None:
    if job.feed is None:
        return None
    return await web.get(job.entry.url, allow_private=job.feed.allow_private, headers=job.headers(), robots=True)


def _one(store: Store, reader: Reader, job: Job, page: Fetched | Issue | None, *, now: datetime) -> bool:
    """Store what became of one entry; whatever it is, the entry is closed or has its next date."""
    entry = job.entry
    if job.feed is None or page is None:
        reason = f"the feed {entry.feed_id} has left feeds.yaml"
        return _failed(store, job, Issue("read", entry.url, "no_feed", reason, now), now)
    found = page if isinstance(page, Issue) else articles.read(entry, job.feed, page)
    if isinstance(found, Issue):
        return _failed(store, job, found, now)
    if job.act:
        found = _annex(found, entry, job.act)
    elif not reader.matters(found):
        store.gathering.close_entry(entry.id, "out_of_scope", number=reader.number(found))
        return False
    with store.together():
        known_as = keep_article(store, reader, found, only_in_scope=found.kind == "news")
        if known_as is None:
            store.gathering.close_entry(entry.id, "out_of_scope")
            return False
        if isinstance(page, Fetched) and page.body:
            store.reading.keep_snapshot(found.sha256, found.url, now, page.content_type, page.body)
        # The number in the address stays with the entry: the act within may go by another, as an executive order does.
        store.gathering.close_entry(entry.id, "read", known_as, number=found.instrument)
        store.issues.resolve(entry.url, now, rooms=("web", "articles"))
    return True


def _annex(found: Article, entry: Entry, act: Article) -> Article:
    """Return the article of an annex: a part of its act, with the act's number and language where it has none."""
    language = act.language if found.language == "other" else found.language
    title = entry.title or found.title or act.title
    return replace(found, part_of=act.id, instrument=act.instrument, title=title, language=language)


def _failed(store: Store, job: Job, issue: Issue, now: datetime) -> bool:
    entry = job.entry
    if issue.kind == "moved" and job.tries + 1 < TRIES:
        store.gathering.lead_on(entry.id, issue.reason)
        return False
    with store.together():
        # An entry may come without a link; each still is an issue of its own.
        store.issues.add(replace(issue, subject=entry.url or f"{entry.feed_id}: {entry.guid}"))
        if issue.kind in LASTING or job.tries + 1 >= TRIES:
            store.gathering.close_entry(entry.id, "failed")
        else:
            wait = max(FIRST_WAIT * 4**job.tries, retry_after(issue) or timedelta())
            store.gathering.put_off(entry.id, now + wait)
    return False


def add_file(store: Store, reader: Reader, path: Path, now: datetime) -> Article | Issue:
    """Read one saved document from disk, plain text, HTML, PDF or DOCX, as a document of its own."""
    try:
        body = path.read_bytes()
    except OSError as error:
        return _told(store, Issue("add", path.name, "unreadable", f"{path}: {error.strerror}", now))
    kind = "text/html" if path.suffix.lower() in {".html", ".htm"} else "text/plain"
    # The name alone: a path of the reader's machine has no place in a public database.
    url = f"file:{quote(path.name)}"
    return _add(store, reader, Fetched(url, url, 200, now, body, kind), publisher=path.name)


def add_url(
    store: Store, config: Config, reader: Reader, url: str, clock: Clock, *, allow_private: bool = False
) -> Article | Issue:
    """Fetch and read one address as a document of its own."""

    async def fetch() -> Fetched | Issue:
        async with Web(config.manners, now=clock) as web:
            return await web.get(url, allow_private=allow_private)

    page = asyncio.run(fetch())
    if isinstance(page, Issue):
        return _told(store, page)
    return _add(store, reader, page, publisher=urlsplit(page.final_url).hostname or "")


def _add(store: Store, reader: Reader, page: Fetched, *, publisher: str) -> Article | Issue:
    """Keep a document that no feed has told of: whoever published it, it counts as press."""
    feed = Feed("by-hand", page.url, "feed", publisher, "", "", "press", timedelta(days=1), "evidence")
    found = articles.read(Entry("", feed.id, page.url, page.final_url, ""), feed, page)
    if isinstance(found, Issue):
        return _told(store, found)
    store.reading.keep_snapshot(found.sha256, found.url, page.at, page.content_type, page.body or b"")
    with store.together():
        known_as = keep_article(store, reader, replace(found, feed_id=None))
    return (store.reading.find(known_as) if known_as else None) or found


def _told(store: Store, issue: Issue) -> Issue:
    store.issues.add(issue)
    return issue


def code_again(store: Store, reader: Reader, *, everything: bool = False, progress: Progress = quiet) -> int:
    """Re-tag, re-code and re-link stored texts whose coder is old, without the network; return how many."""
    stale: Sequence[Article] = list(store.reading.stale("" if everything else claims.CODER))
    for done, article in enumerate(stale, 1):
        with store.together():
            likeness = articles.likeness(article)
            if likeness:
                store.pages.keep_likeness(likeness)
            code(store, reader, reader.examine(article), again=True)
        progress(done, len(stale))
    return len(stale)
