"""The list pages of the official sources, as pairs: what their structure gives, what is asked for it, what is told.

Each raw file in ``tests/data/pages/lists/`` has an ``.expected.json`` beside it that says how its feed reads it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.entries.making import NOW, feed, told
from tracker.entries import following, questions, read, ttl
from tracker.model import Api, Asking, Feed, Fetched, Listing, Question

PAGES = Path(__file__).parents[1] / "data" / "pages" / "lists"
EXPECTED = sorted(PAGES.glob("*.expected.json"))


def name(path: Path) -> str:
    return path.name.removesuffix(".expected.json")


def raw(path: Path) -> bytes:
    (found,) = [each for each in PAGES.glob(f"{name(path)}.*") if each != path]
    return found.read_bytes()


def source(said: dict[str, Any]) -> Feed:
    """Return the feed that an expected file states in the words of ``feeds.yaml``."""
    values = dict(said)
    request = values.pop("request", {})
    return feed(
        values.pop("kind"),
        listing=Listing(**values.pop("listing")) if "listing" in values else None,
        api=Api(**values.pop("api")) if "api" in values else None,
        look_back=timedelta(days=values.pop("look_back_days", 1)),
        request=Asking(pairs(request, "form"), pairs(request, "headers")) if request else None,
        **values,
    )


def pairs(said: dict[str, Any], part: str) -> tuple[tuple[str, str], ...]:
    return tuple(said.get(part, {}).items())


def answered(path: Path, said: dict[str, Any]) -> Fetched:
    url = said.get("final_url", said["feed"]["url"].replace("{page}", "1"))
    kind = said.get("content_type", "")
    return Fetched(url, url, said.get("status", 200), NOW, raw(path), kind, charset=said.get("charset"))


def question(said: dict[str, Any]) -> Question:
    return Question(said["url"], pairs(said, "form"), pairs(said, "headers"), said.get("page", 0))


@pytest.mark.parametrize("path", EXPECTED, ids=name)
def test_a_sample_page_is_read_as_expected(path: Path) -> None:
    said = json.loads(path.read_text("utf-8"))
    entries, issues = read(source(said["feed"]), answered(path, said))
    keys = tuple(said["entries"][0]) if said["entries"] else ("title",)
    assert told(entries, *keys) == said["entries"]
    assert [issue.kind for issue in issues] == [kind for kind, _ in said["issues"]]
    for issue, (_, reason) in zip(issues, said["issues"], strict=True):
        assert reason in issue.reason


@pytest.mark.parametrize("path", [p for p in EXPECTED if '"asks"' in p.read_text("utf-8")], ids=name)
def test_a_sample_source_is_asked_as_expected(path: Path) -> None:
    said = json.loads(path.read_text("utf-8"))
    stated = source(said["feed"])
    asked = questions(stated, date.fromisoformat(said["day"]))
    assert asked == tuple(question(each) for each in said["asks"])
    follows = question(said["follows"]) if said.get("follows") else None
    assert following(stated, asked[0], answered(path, said)) == follows


@pytest.mark.parametrize("path", [p for p in EXPECTED if '"ttl_minutes"' in p.read_text("utf-8")], ids=name)
def test_a_sample_feed_wishes_to_be_left_alone(path: Path) -> None:
    said = json.loads(path.read_text("utf-8"))
    assert ttl(source(said["feed"]), answered(path, said)) == timedelta(minutes=said["ttl_minutes"])


def test_each_page_has_its_expectation() -> None:
    others = [each for each in PAGES.iterdir() if not each.name.endswith(".expected.json")]
    assert {each.name.rsplit(".", 1)[0] for each in others} == {name(path) for path in EXPECTED}
    assert len(others) == len(EXPECTED)
