"""Makes words for tests: each function gives a whole one, and its arguments change what a test is about."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from tracker.model import Article, Claim, Entry, Event, Evidence, Feed, Mention, Subscription, content_id

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = "China on Tuesday banned exports of antimony to the United States. Traders had expected it."


def feed(name: str = "wire", **changes: Any) -> Feed:
    made = Feed(
        id=name,
        url=f"http://127.0.0.1:9/{name}",
        kind="feed",
        publisher="Test Wire",
        country="GB",
        language="en",
        tier="wire",
        every=timedelta(hours=1),
        publish="evidence",
        allow_private=True,
    )
    return replace(made, **changes)


def entry(guid: str = "1", feed_id: str = "wire", **changes: Any) -> Entry:
    made = Entry(content_id(feed_id, guid), feed_id, guid, f"http://127.0.0.1:9/{guid}", f"Entry {guid}", NOON)
    return replace(made, **changes)


def article(text: str = TEXT, **changes: Any) -> Article:
    made = Article(
        id=content_id("article", text),
        url="http://127.0.0.1:9/article",
        title="China bans antimony exports",
        text=text,
        language="en",
        kind="news",
        publisher="Test Wire",
        country="GB",
        tier="wire",
        publish="evidence",
        published=datetime(2024, 12, 3, 10, tzinfo=UTC),
        fetched=NOON,
        sha256="0" * 64,
    )
    return replace(made, **changes)


def mention(of: Article, surface: str, kind: Any = "mineral", term: str = "antimony", **changes: Any) -> Mention:
    start = of.text.index(surface)
    made = Mention(of.id, "text", start, start + len(surface), kind, term, surface, "gazetteer")
    return replace(made, **changes)


def claim(of: Article, quote: str = "", **changes: Any) -> Claim:
    quote = quote or of.text.split(". ")[0] + "."
    start = of.text.index(quote)
    made = Claim(
        article_id=of.id,
        action="export_prohibition",
        stage="in_force",
        certainty="asserted",
        evidence=Evidence("text", start, start + len(quote), quote),
        coder="test",
        rule="test",
        actors=("CN",),
        targets=("US",),
        minerals=("antimony",),
        announced="2024-12-03",
        effective="2024-12-03",
    )
    return replace(made, **changes)


def event(name: str = "e1", **changes: Any) -> Event:
    made = Event(
        id=name,
        action="export_prohibition",
        stage="in_force",
        headline="China: export prohibition on antimony to the United States",
        date="2024-12-03",
        told=datetime(2024, 12, 3, 10, tzinfo=UTC),
        told_officially=None,
        seen=NOON,
        sources=1,
        official=0,
        languages=("en",),
        claims=(),
        lead="c1",
        significance=0.5,
        actors=("CN",),
        targets=("US",),
        minerals=("antimony",),
    )
    return replace(made, **changes)


def subscription(**changes: Any) -> Subscription:
    made = Subscription("s1", "analyst@example.org", "daily", NOON - timedelta(days=3))
    return replace(made, **changes)


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
