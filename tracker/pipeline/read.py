"""Reads what entries point to: page, article, gate, mentions, claims; one article one transaction. Links nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from tracker import articles, claims
from tracker.config import Config
from tracker.mentions import Tagger
from tracker.model import Article, Entry, Feed, Fetched, Issue
from tracker.pipeline.gather import Clock, Progress, quiet
from tracker.pipeline.link import link_article, retell
from tracker.store import Store
from tracker.vocab import Vocab
from tracker.web import Web

BATCH = 40
TRIES = 5
FIRST_WAIT = timedelta(minutes=10)
LASTING = frozenset(
    {"no_text", "bad_url", "private_address", "gone", "not_found", "too_large", "unsupported", "mojibake"}
)
"""Faults that trying again will not mend."""


@dataclass(frozen=True)
class Reader:
    """Turns an article into what stands in it. The models are loaded at the first article in scope."""

    vocab: Vocab
    english_model: str

    @cached_property
    def tagger(self) -> Tagger:
        """The tagger, made once."""
        return Tagger(self.vocab, self.english_model)

    def matters(self, article: Article) -> bool:
        """Say whether the article can be about minerals at all."""
        return self.tagger.gate(f"{article.title}\n{article.text}")

    def keep(self, store: Store, article: Article) -> list[str]:
        """Tag, code and store an article; return the events that lost a claim by it."""
        mentions = self.tagger.tag(article)
        article = replace(article, instrument=claims.own_instrument(article, mentions))
        coded = claims.code(article, mentions, self.vocab)
        in_scope = bool(coded) or any(mention.kind in {"mineral", "instrument"} for mention in mentions)
        return store.reading.keep(article, mentions, coded, in_scope=in_scope, coder=claims.CODER)


def read(store: Store, config: Config, reader: Reader, clock: Clock, *, progress: Progress = quiet) -> int:
    """Read all entries whose time has come; return how many articles were kept."""
    return asyncio.run(_read(store, config, reader, clock, progress))


async def _read(store: Store, config: Config, reader: Reader, clock: Clock, progress: Progress) -> int:
    feeds = {feed.id: feed for feed in config.feeds}
    kept = done = 0
    async with Web(config.manners, now=clock) as web:
        while batch := store.gathering.unread(clock(), BATCH):
            tasks = [asyncio.ensure_future(_fetch(web, feeds.get(e.feed_id), e, tries)) for e, tries in batch]
            for task in asyncio.as_completed(tasks):
                kept += _one(store, reader, *await task, now=clock())
                done += 1
                progress(done, done + len(batch))
    return kept


async def _fetch(
    web: Web, feed: Feed | None, entry: Entry, tries: int
) -> tuple[Feed | None, Entry, int, Fetched | Issue | None]:
    if feed is None:
        return None, entry, tries, None
    return feed, entry, tries, await web.get(entry.url, allow_private=feed.allow_private)


def _one(
    store: Store, reader: Reader, feed: Feed | None, entry: Entry, tries: int, page: Fetched | Issue | None, *,
    now: datetime,
) -> bool:  # fmt: skip
    """Store what became of one entry; whatever it is, the entry is closed or has its next date."""
    if feed is None or page is None:
        page = Issue("read", entry.url, "no_feed", f"the feed {entry.feed_id} has left feeds.yaml", now)
        return _failed(store, entry, TRIES, page, now)
    found = page if isinstance(page, Issue) else articles.read(entry, feed, page)
    if isinstance(found, Issue):
        return _failed(store, entry, tries, found, now)
    if not reader.matters(found):
        store.gathering.close_entry(entry.id, "out_of_scope")
        return False
    if isinstance(page, Fetched) and page.body:
        store.reading.keep_snapshot(found.sha256, found.url, now, page.content_type, page.body)
    with store.together():
        keep_article(store, reader, found)
        store.gathering.close_entry(entry.id, "read", found.id)
    store.issues.resolve(entry.url, now)
    return True


def keep_article(store: Store, reader: Reader, article: Article) -> bool:
    """Keep an article that is new or has changed; the same text again only teaches its addresses."""
    before = store.reading.find(article.id)
    if before is not None:
        addresses = tuple(sorted({*before.aliases, *article.aliases}))
        if (before.title, before.text) == (article.title, article.text):
            store.reading.learn_aliases(article.id, addresses)
            return False
        article = replace(article, revision=before.revision + 1, aliases=addresses)
    store.reading.keep_text(article)
    _code(store, reader, article, again=before is not None)
    return True


def _code(store: Store, reader: Reader, article: Article, *, again: bool) -> None:
    """Store what stands in an article. Where an earlier coding is replaced, what it told is linked anew at once.

    New claims are linked before events that lost theirs are told again, so that an event keeps its id.
    """
    orphaned = reader.keep(store, article)
    if again:
        link_article(store, reader.vocab, article.id)
        retell(store, reader.vocab, orphaned)


def _failed(store: Store, entry: Entry, tries: int, issue: Issue, now: datetime) -> bool:
    # An entry may come without a link; each still is an issue of its own.
    store.issues.add(replace(issue, subject=entry.url or f"{entry.feed_id}: {entry.guid}"))
    if issue.kind in LASTING or tries + 1 >= TRIES:
        store.gathering.close_entry(entry.id, "failed")
    else:
        store.gathering.put_off(entry.id, now + FIRST_WAIT * 4**tries)
    return False


def add_file(store: Store, reader: Reader, path: Path, now: datetime) -> Article | Issue:
    """Read one saved page from disk, plain text or HTML, as a document of its own."""
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
        keep_article(store, reader, replace(found, feed_id=None))
    return store.reading.find(found.id) or found


def _told(store: Store, issue: Issue) -> Issue:
    store.issues.add(issue)
    return issue


def code_again(store: Store, reader: Reader, *, everything: bool = False, progress: Progress = quiet) -> int:
    """Re-tag, re-code and re-link stored texts whose coder is old, without the network; return how many."""
    stale: Sequence[Article] = list(store.reading.stale("" if everything else claims.CODER))
    for done, article in enumerate(stale, 1):
        with store.together():
            _code(store, reader, article, again=True)
        progress(done, len(stale))
    return len(stale)
