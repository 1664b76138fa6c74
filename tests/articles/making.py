"""What the tests of this room share: an entry, a feed, an answer with a body."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.articles.furniture import furniture, lines_of
from tracker.model import Article, Entry, Feed, Fetched, Issue

DATA = Path(__file__).parents[1] / "data" / "articles"
SHARED = Path(__file__).parents[2].parent / "shared"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://gazette.example/2025/06/smelter?utm_source=rss&id=7"


def feed(**changes: Any) -> Feed:
    made = Feed(
        id="gazette",
        url="https://gazette.example/feed",
        kind="feed",
        publisher="Harbour Gazette",
        country="GB",
        language="en",
        tier="press",
        every=timedelta(hours=1),
        publish="evidence",
    )
    return replace(made, **changes)


def entry(**changes: Any) -> Entry:
    return replace(Entry("e1", "gazette", "g1", URL, "Smelter restarts after strike"), **changes)


def page(body: bytes | str, **changes: Any) -> Fetched:
    raw = body.encode() if isinstance(body, str) else body
    return replace(Fetched(URL, URL, 200, NOW, raw, "text/html"), **changes)


def article(result: Article | Issue) -> Article:
    assert isinstance(result, Article), result
    return result


def issue(result: Article | Issue) -> Issue:
    assert isinstance(result, Issue), result
    assert result.room == "articles"
    return result


def kept(text: str) -> list[str]:
    """Return the lines of a text that are no furniture."""
    taken = furniture(text)
    return [line.text for line in lines_of(text) if not any(start <= line.start < end for start, end in taken)]
