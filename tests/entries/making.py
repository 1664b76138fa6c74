"""What the tests of this room share: a feed of each kind and an answer with a body."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.entries import read
from tracker.model import Api, Entry, Feed, Fetched, Issue, Listing

DATA = Path(__file__).parents[1] / "data" / "entries"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROWS = Listing(
    item="ul.txtList_01 > li", date="span", date_format="[%Y-%m-%d]", link_pattern=r"^/zcfb/.+/art_\w+\.html$"
)
PATHS = Api(items="results", link="html_url", title="title", date="publication_date", guid="number", number="number")


def feed(kind: str = "feed", **changes: Any) -> Feed:
    made = Feed(
        id="source",
        url="https://wire.example/feed",
        kind="feed",
        publisher="Source",
        country="CN",
        language="zh",
        tier="wire",
        every=timedelta(hours=1),
        publish="evidence",
        zone="Asia/Shanghai",
        listing=ROWS,
        api=PATHS,
    )
    return replace(made, kind=kind, **changes)


def answer(body: bytes | str | None, **changes: Any) -> Fetched:
    raw = body.encode() if isinstance(body, str) else body
    made = Fetched("https://wire.example/feed", "https://wire.example/feed", 200, NOW, raw, "application/xml")
    return replace(made, **changes)


def only_issue(result: tuple[list[Entry], list[Issue]]) -> Issue:
    entries, issues = result
    assert entries == []
    assert len(issues) == 1
    assert issues[0].room == "entries"
    assert issues[0].subject == "source"
    return issues[0]


def told(entries: list[Entry], *names: str) -> list[dict[str, Any]]:
    """Return the entries as the expected files write them."""
    rows = [{name: getattr(entry, name) for name in names} for entry in entries]
    return [{n: v.isoformat() if isinstance(v, datetime) else v for n, v in row.items()} for row in rows]


__all__ = ["DATA", "NOW", "answer", "feed", "only_issue", "read", "told"]
