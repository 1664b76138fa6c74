"""The pipeline on a real loopback web: what is gathered, what falls off the belt, and what running twice changes."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.making import NOON, feed
from tests.web import Web
from tracker import config, pipeline
from tracker.config import Config
from tracker.model import Feed, Issue
from tracker.store import Store

pytestmark = pytest.mark.net
BAN = "China on December 3, 2024 banned exports of antimony to the United States, the commerce ministry said."
HTML = "<!doctype html><html><head><title>Down</title></head><body><h1>We are moving</h1></body></html>"


def clock() -> datetime:
    return NOON


def later(hours: float) -> pipeline.Clock:
    return lambda: NOON + timedelta(hours=hours)


def configured(tmp_path: Path, *feeds: Feed) -> Config:
    empty = tmp_path / "feeds.yaml"
    empty.write_text("feeds: []\n")
    return replace(config.load(empty, {}, home=tmp_path), feeds=feeds)


def kinds(store: Store) -> dict[str, str]:
    return {row["subject"]: row["kind"] for row in store.issues.open()}


def test_a_story_becomes_an_event_and_a_second_run_changes_nothing(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    web.article("/a", "China bans antimony exports to United States", BAN, "Buyers had expected it for some weeks.")
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("China bans antimony exports", "/a"))))
    for hour in (0, 2):
        pipeline.poll(store, settings, later(hour))
        pipeline.read(store, settings, reader, later(hour))
        pipeline.link(store, reader.vocab)
        counts = store.counts()
        assert (counts["entries"], counts["articles"], counts["events"]) == (1, 1, 1)
    assert web.asked["/a"] == 1


def test_a_feed_is_asked_with_its_validators_and_only_when_due(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("One", "/a"), ETag='"v1"')))
    assert [r.outcome for r in pipeline.poll(store, settings, clock)] == ["new"]
    assert pipeline.poll(store, settings, later(0.5)) == []
    assert [r.outcome for r in pipeline.poll(store, settings, later(1.2))] == ["unchanged"]
    assert web.asked["/feed"] == 2


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        (HTML, {"wrong_shape"}),
        ("", {"empty"}),
        ('<?xml version="1.0"?><rss version="2.0"><channel><title>T</title></channel></rss>', {"empty"}),
        ("<a>" * 1_700_000, {"wrong_shape", "empty"}),
        (b"\x00\xff\xfe" * 100, {"wrong_shape", "empty"}),
    ],
    ids=["html", "no bytes", "no items", "5 MB of one tag", "no text at all"],
)
def test_a_bad_feed_is_an_issue_and_costs_the_others_nothing(
    body: str | bytes, outcome: set[str], web: Web, store: Store, tmp_path: Path
) -> None:
    bad = feed("bad", url=web.serves("/bad", body, "application/rss+xml"))
    good = feed("good", url=web.feed("/good", ("One", "/a")))
    results = {r.feed_id: r.outcome for r in pipeline.poll(store, configured(tmp_path, bad, good), clock)}
    assert results["good"] == "new"
    assert results["bad"] in outcome
    assert set(kinds(store)) == {"bad"}


def test_a_cut_off_feed_yields_what_is_whole_of_it(web: Web, store: Store, tmp_path: Path) -> None:
    web.feed("/feed", *((f"Entry {n}", f"/{n}") for n in range(10)))
    whole = web.pages["/feed"][2]
    settings = configured(tmp_path, feed(url=web.serves("/feed", whole[: len(whole) * 2 // 3], "application/rss+xml")))
    result = pipeline.poll(store, settings, clock)[0]
    assert result.outcome == "new"
    assert 5 <= result.fresh <= 7


@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_a_refusing_feed_is_an_issue_and_is_left_alone_longer_each_time(
    status: int, web: Web, store: Store, tmp_path: Path
) -> None:
    settings = configured(tmp_path, feed(url=web.fails("/feed", status)))
    pipeline.poll(store, settings, clock)
    assert set(kinds(store)) == {"wire"}
    first = store.gathering.states()["wire"].next_poll_at
    assert first
    pipeline.poll(store, settings, lambda: first)
    second = store.gathering.states()["wire"].next_poll_at
    assert second
    assert second - first > first - NOON


def test_a_source_that_answers_again_closes_its_issue(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.fails("/feed", 503)))
    pipeline.poll(store, settings, clock)
    web.feed("/feed", ("One", "/a"))
    pipeline.poll(store, settings, later(9))
    assert kinds(store) == {}


def test_a_page_without_text_is_an_issue_and_is_not_asked_for_again(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    web.serves("/empty", "<!doctype html><html><body></body></html>")
    web.article("/good", "China bans antimony exports to United States", BAN, "Buyers had expected it.")
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("Empty", "/empty"), ("Good antimony", "/good"))))
    pipeline.poll(store, settings, clock)
    assert pipeline.read(store, settings, reader, clock) == 1
    assert kinds(store) == {web.base + "/empty": "no_text"}
    assert pipeline.read(store, settings, reader, later(100)) == 0
    assert web.asked["/empty"] == 1


def test_a_page_that_is_down_is_tried_again_later_and_read_then(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    web.fails("/a", 503)
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("China bans antimony exports", "/a"))))
    pipeline.poll(store, settings, clock)
    assert pipeline.read(store, settings, reader, clock) == 0
    assert pipeline.read(store, settings, reader, later(0.1)) == 0
    assert web.asked["/a"] == 1
    web.article("/a", "China bans antimony exports to United States", BAN, "Buyers had expected it.")
    assert pipeline.read(store, settings, reader, later(1)) == 1
    assert kinds(store) == {}


def test_news_without_minerals_leaves_no_article(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    web.article(
        "/a", "Council votes on buses", "The town council voted on new buses on Monday evening.", "Nobody came."
    )
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("Council votes on buses", "/a"))))
    pipeline.poll(store, settings, clock)
    assert pipeline.read(store, settings, reader, clock) == 0
    assert store.counts()["articles"] == 0
    assert kinds(store) == {}


def test_coding_again_keeps_event_ids(web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader) -> None:
    web.article("/a", "China bans antimony exports to United States", BAN, "Buyers had expected it.")
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("China bans antimony exports", "/a"))))
    pipeline.poll(store, settings, clock)
    pipeline.read(store, settings, reader, clock)
    pipeline.link(store, reader.vocab)
    before = store.shelves.lines(NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert pipeline.code_again(store, reader) == 0
    assert pipeline.code_again(store, reader, everything=True) == 1
    assert store.shelves.lines(NOON - timedelta(days=1), NOON + timedelta(days=1)) == before
    assert len(before) == 1


def test_a_document_that_cannot_be_read_is_an_issue(store: Store, tmp_path: Path, reader: pipeline.Reader) -> None:
    found = pipeline.add_file(store, reader, tmp_path / "nowhere.txt", NOON)
    assert isinstance(found, Issue)
    assert kinds(store) == {"nowhere.txt": "unreadable"}


def test_a_stored_document_names_no_path_of_this_machine(store: Store, tmp_path: Path, reader: pipeline.Reader) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"China bans antimony exports\n\n{BAN}\n")
    found = pipeline.add_file(store, reader, page, NOON)
    assert not isinstance(found, Issue)
    assert found.published is None
    assert str(tmp_path) not in found.url


def test_entries_without_a_link_are_issues_of_their_own(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    items = "".join(f"<item><title>Antimony {n}</title><guid isPermaLink='false'>g{n}</guid></item>" for n in range(2))
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    settings = configured(tmp_path, feed(url=web.serves("/feed", body, "application/rss+xml")))
    pipeline.poll(store, settings, clock)
    assert pipeline.read(store, settings, reader, clock) == 0
    assert kinds(store) == {"wire: g0": "bad_url", "wire: g1": "bad_url"}


def test_a_page_whose_text_has_changed_keeps_its_event_and_leaves_nothing_hanging(
    web: Web, store: Store, tmp_path: Path, reader: pipeline.Reader
) -> None:
    title = "Antimony: what the traders say"
    web.article("/a", title, BAN, "Buyers had expected it.")
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("One", "/a"))))
    pipeline.poll(store, settings, clock)
    pipeline.read(store, settings, reader, clock)
    pipeline.link(store, reader.vocab)
    (before,) = store.shelves.lines(NOON - timedelta(days=1), NOON + timedelta(days=1))
    web.article("/a", title, BAN.replace("banned exports", "has banned all exports"), "Nobody had expected it.")
    web.feed("/feed", ("One", "/a"), ("Again", "/a?utm_source=again"))
    web.pages["/a?utm_source=again"] = web.pages["/a"]
    pipeline.poll(store, settings, later(2))
    assert pipeline.read(store, settings, reader, later(2)) == 1
    (after,) = store.shelves.lines(NOON - timedelta(days=1), NOON + timedelta(days=1))
    assert after.event.id == before.event.id
    assert after.quote != before.quote
    with sqlite3.connect(store.home / "tracker.db") as public:
        assert public.execute("PRAGMA foreign_key_check").fetchall() == []
        assert public.execute("SELECT revision FROM articles").fetchall() == [(2,)]
