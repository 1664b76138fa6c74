"""Looks at official pages again, ever more seldom: a changed text is a new revision, a page that is gone no repeal."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime

from tracker import articles
from tracker.config import Config
from tracker.model import Article, Entry, Feed, Fetched, Issue
from tracker.pipeline.atonce import at_once
from tracker.pipeline.gather import Clock, Progress, keep_robots, known_robots, quiet
from tracker.pipeline.keep import LOOKS, Reader, keep_article
from tracker.store import Store
from tracker.web import Web

BATCH = 40
GONE = frozenset({"gone", "not_found"})


@dataclass(frozen=True, slots=True)
class Look:
    """One page to look at again, and what it was like the last time."""

    article: Article
    feed: Feed
    checks: int
    etag: str | None
    last_modified: str | None


def revisit(store: Store, config: Config, reader: Reader, clock: Clock, *, progress: Progress = quiet) -> int:
    """Look at every page whose time has come; return how many had changed."""
    return asyncio.run(_revisit(store, config, reader, clock, progress))


async def _revisit(store: Store, config: Config, reader: Reader, clock: Clock, progress: Progress) -> int:
    changed = done = 0
    robots = known_robots(store)
    async with Web(config.manners, now=clock, robots=robots) as web:

        async def one(look: Look) -> None:
            nonlocal changed, done
            page = await _fetch(store, web, look)
            with store.together():
                changed += _one(store, reader, look, page, clock())
            done += 1
            progress(done, done + BATCH)

        while looks := _due(store, config, clock()):
            await at_once(one(look) for look in looks)
    keep_robots(store, robots)
    return changed


def _due(store: Store, config: Config, now: datetime) -> list[Look]:
    """Return the next pages; one whose source has left the configuration is looked at no more."""
    feeds = {feed.id: feed for feed in config.feeds}
    looks: list[Look] = []
    while not looks and (due := store.pages.due(now, BATCH)):
        for article_id, feed_id, checks, etag, last_modified in due:
            article, feed = store.reading.find(article_id), feeds.get(feed_id)
            if article is None or feed is None:
                store.pages.look_again(article_id, None, checks=checks)
            else:
                looks.append(Look(article, feed, checks, etag, last_modified))
    return looks


async def _fetch(store: Store, web: Web, look: Look) -> Fetched | Issue:
    act = store.reading.find(look.article.part_of) if look.article.part_of else None
    return await web.get(
        look.article.url,
        etag=look.etag,
        last_modified=look.last_modified,
        allow_private=look.feed.allow_private,
        headers=(("Referer", act.url),) if act else (),
        robots=True,
    )


def _one(store: Store, reader: Reader, look: Look, page: Fetched | Issue, now: datetime) -> bool:
    """Store what one look showed; return whether the text had changed."""
    article = look.article
    found = _read(look, page)
    checks = look.checks + 1
    when = now + LOOKS[checks] if checks < len(LOOKS) else None
    seen = page if isinstance(page, Fetched) else None
    store.pages.look_again(
        article.id,
        when,
        checks=checks,
        etag=seen.etag if seen else look.etag,
        last_modified=seen.last_modified if seen else look.last_modified,
    )
    if isinstance(found, Issue):
        _tell(store, article, found, now)
        return False
    store.pages.gone(article.id, None)
    store.issues.resolve(article.url, now, rooms=("web", "articles", "revisit"))
    if found is None or found.text == article.text:
        return False
    if seen and seen.body:
        store.reading.keep_snapshot(found.sha256, article.url, now, seen.content_type, seen.body)
    keep_article(store, reader, found)
    return True


def _read(look: Look, page: Fetched | Issue) -> Article | Issue | None:
    """Return the page as it reads today under the identity it has, None if it is as it was, or what is wrong."""
    article = look.article
    if isinstance(page, Issue):
        return page
    if page.body is None:
        return None
    published = article.published if article.dated_by == "feed" else None
    entry = Entry("", look.feed.id, article.url, article.url, article.title, published)
    found = articles.read(entry, look.feed, page)
    if isinstance(found, Issue):
        return found
    return replace(
        found,
        id=article.id,
        url=article.url,
        title=article.title,
        part_of=article.part_of,
        instrument=article.instrument,
        published=found.published or article.published,
        dated_by=found.dated_by or article.dated_by,
    )


def _tell(store: Store, article: Article, issue: Issue, now: datetime) -> None:
    if issue.kind in GONE:
        store.pages.gone(article.id, now)
        reason = f"{issue.reason}; a page that is gone is not a repeal, and what it told stays as it was"
        issue = replace(issue, room="revisit", kind="page_gone", reason=reason)
    store.issues.add(replace(issue, subject=article.url))
