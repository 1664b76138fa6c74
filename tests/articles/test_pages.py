"""Sample pages of each official structure and of the press, as pairs: the raw page, and the article or issue of it.

The pages are written by us in the shape of the real ones; each expectation says what its page is there to show.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.making import NOW, article, entry, feed, issue
from tracker.articles import read
from tracker.model import Article, Fetched, Issue

PAGES = Path(__file__).parents[1] / "data" / "pages" / "articles"
CASES = sorted(PAGES.glob("*.json"))


def told(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def answer(case: dict[str, Any], body: bytes | None = None) -> Article | Issue:
    """Return what reading the page of a case gives, or other bytes in its place."""
    page = case["page"]
    body = (PAGES / page["file"]).read_bytes() if body is None else body
    fetched = Fetched(page["url"], page["url"], 200, NOW, body, page["content_type"], page["charset"])
    stated = case["entry"].get("published")
    published = datetime.fromisoformat(stated) if stated else None
    return read(
        entry(url=page["url"], title=case["entry"]["title"], published=published), feed(**case["feed"]), fetched
    )


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_page_is_read_as_it_should_be(path: Path) -> None:
    case = told(path)
    expected = case["expected"]
    if "issue" in expected:
        kind, reason = expected["issue"]
        found = issue(answer(case))
        assert found.kind == kind, found
        assert reason is None or found.reason == reason
        return
    whole = article(answer(case))
    assert whole.text.split("\n") == expected["text"]
    assert (whole.title, whole.language, whole.script) == (expected["title"], expected["language"], expected["script"])
    when = whole.published.isoformat() if whole.published else None
    assert (when, whole.dated_by) == (expected["published"], expected["dated_by"])
    assert (whole.kind, whole.instrument) == (expected["kind"], expected["instrument"])
    assert [[each.url, each.title] for each in whole.attachments] == expected["attachments"]
    taken = [line for start, end in whole.furniture for line in whole.text[start:end].split("\n")]
    assert taken == expected["furniture"]
    assert whole.wire == expected.get("wire", "")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(CASES), st.integers(0, 4000), st.integers(0, 400), st.binary(max_size=40))
def test_no_damaged_page_raises(path: Path, start: int, length: int, noise: bytes) -> None:
    case = told(path)
    body = (PAGES / case["page"]["file"]).read_bytes()
    found = answer(case, body[:start] + noise + body[start + length :])
    assert isinstance(found, Article | Issue)
    if isinstance(found, Article):
        assert found.text.encode("utf-8")
        assert all(0 <= first < last <= len(found.text) for first, last in found.furniture)
        assert (found.published is None) == (found.dated_by is None)


def test_every_page_has_its_expectation() -> None:
    pages = {path.stem for path in PAGES.iterdir()}
    assert {path.stem for path in CASES} == pages
    assert len(CASES) >= 25
