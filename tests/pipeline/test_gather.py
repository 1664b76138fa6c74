"""Polling on a real loopback web: addresses that move or end, pages, templates, and spans in which we were blind."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.making import NOON, feed
from tests.web import Web
from tracker import config, pipeline
from tracker.config import Config
from tracker.model import Api, Asking, Feed, Listing
from tracker.store import Store

pytestmark = pytest.mark.net


def later(**span: float) -> pipeline.Clock:
    return lambda: NOON + timedelta(**span)


def configured(tmp_path: Path, *feeds: Feed) -> Config:
    empty = tmp_path / "feeds.yaml"
    empty.write_text("feeds: []\n")
    return replace(config.load(empty, {}, home=tmp_path), feeds=feeds)


def outcome(store: Store, settings: Config, clock: pipeline.Clock, **more: object) -> str:
    (result,) = pipeline.poll(store, settings, clock, **more)  # type: ignore[arg-type]
    return result.outcome


def test_an_address_that_moved_for_good_is_asked_at_its_new_place(web: Web, store: Store, tmp_path: Path) -> None:
    web.feed("/new", ("One", "/a"))
    settings = configured(tmp_path, feed(url=web.fails("/old", 301, Location=f"{web.base}/new")))
    assert outcome(store, settings, later(hours=0)) == "new"
    assert outcome(store, settings, later(hours=2)) == "unchanged"
    assert (web.asked["/old"], web.asked["/new"]) == (1, 2)
    assert store.gathering.health()[0]["url"] == f"{web.base}/new"


def test_an_address_that_moved_for_now_is_asked_where_it_was(web: Web, store: Store, tmp_path: Path) -> None:
    web.feed("/new", ("One", "/a"))
    settings = configured(tmp_path, feed(url=web.fails("/old", 302, Location=f"{web.base}/new")))
    outcome(store, settings, later(hours=0))
    outcome(store, settings, later(hours=2))
    assert web.asked["/old"] == 2


def test_a_source_whose_address_is_gone_is_retired_until_it_has_another(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.fails("/feed", 410)))
    assert outcome(store, settings, later(hours=0)) == "error"
    assert pipeline.poll(store, settings, later(days=30)) == []
    assert store.gathering.health()[0]["sight"] == "retired"
    elsewhere = configured(tmp_path, feed(url=web.feed("/other", ("One", "/a"))))
    assert outcome(store, elsewhere, later(days=30)) == "new"
    assert store.gathering.health()[0]["sight"] == "seen"


def test_a_body_that_is_as_it_was_is_not_read_again(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("One", "/a"))))
    (first,) = pipeline.poll(store, settings, later(hours=0))
    (second,) = pipeline.poll(store, settings, later(hours=2))
    assert (first.outcome, first.seen) == ("new", 1)
    assert (second.outcome, second.seen) == ("unchanged", 0)


def answer(base: str, *names: str, following: str | None = None) -> str:
    rows = [{"link": f"{base}/{name}", "title": name} for name in names]
    return json.dumps({"rows": rows, "next": following and base + following})


def test_pages_are_followed_to_the_end_once_and_then_only_while_there_is_news(
    web: Web, store: Store, tmp_path: Path
) -> None:
    paged = feed(kind="api", pages=9, api=Api("rows", "link", "title", next="next"))
    paged = replace(paged, url=web.serves("/1", answer(web.base, "a", "b", following="/2"), "application/json"))
    web.serves("/2", answer(web.base, "c", following="/3"), "application/json")
    web.serves("/3", answer(web.base, "d"), "application/json")
    settings = configured(tmp_path, paged)
    assert [r.fresh for r in pipeline.poll(store, settings, later(hours=0))] == [4]
    web.serves("/1", answer(web.base, "new", "a", following="/2"), "application/json")
    assert [r.fresh for r in pipeline.poll(store, settings, later(hours=2))] == [1]
    assert [web.asked[path] for path in ("/1", "/2", "/3")] == [2, 2, 1]


def test_a_page_that_failed_is_asked_for_again_although_the_first_page_is_known(
    web: Web, store: Store, tmp_path: Path
) -> None:
    paged = feed(kind="api", pages=9, api=Api("rows", "link", "title", next="next"))
    paged = replace(paged, url=web.serves("/1", answer(web.base, "a", following="/2"), "application/json"))
    web.fails("/2", 503)
    settings = configured(tmp_path, paged)
    pipeline.poll(store, settings, later(hours=0))
    web.serves("/2", answer(web.base, "b"), "application/json")
    pipeline.poll(store, settings, later(days=2))
    assert store.counts()["entries"] == 2


def test_a_year_in_an_address_is_asked_for_each_year_that_the_look_back_touches(
    web: Web, store: Store, tmp_path: Path
) -> None:
    rows = "<ul><li class=row><a href='/{0}'>Announcement {0}</a></li></ul>"
    web.serves("/list/2026", rows.format("2026-1"))
    web.serves("/list/2025", rows.format("2025-80"))
    yearly = feed(kind="listing", listing=Listing(".row"), url=web.base + "/list/{year}", look_back=timedelta(days=400))
    assert [r.fresh for r in pipeline.poll(store, configured(tmp_path, yearly), later(hours=0))] == [2]


def test_a_form_is_posted_with_the_headers_that_the_source_wants(web: Web, store: Store, tmp_path: Path) -> None:
    web.serves("/post", answer(web.base, "出口管制"), "application/json")
    form = feed(
        kind="api",
        url=f"{web.base}/post",
        api=Api("rows", "link", "title"),
        request=Asking(form=(("columnID", "9"),), headers=(("X-Requested-With", "XMLHttpRequest"),)),
    )
    assert outcome(store, configured(tmp_path, form), later(hours=0)) == "new"


def test_robots_txt_is_obeyed_for_list_pages_and_not_asked_for_feeds(web: Web, store: Store, tmp_path: Path) -> None:
    web.serves("/robots.txt", "User-agent: *\nDisallow: /list", "text/plain")
    page = feed("page", kind="listing", listing=Listing("li"), url=web.serves("/list", "<ul><li><a href=/a>A</a></ul>"))
    fed = feed("fed", url=web.feed("/list.xml", ("One", "/a")))
    settings = configured(tmp_path, page, fed)
    assert {r.feed_id: r.outcome for r in pipeline.poll(store, settings, later(hours=0))} == {
        "page": "refused",
        "fed": "new",
    }
    assert web.asked["/list"] == 0
    assert web.asked["/robots.txt"] == 1
    pipeline.poll(store, settings, later(hours=3))
    assert web.asked["/robots.txt"] == 1, "what robots.txt says is kept for a day"


def test_a_span_in_which_a_source_was_not_seen_is_told_with_its_ends(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("One", "/a"))))
    pipeline.poll(store, settings, later(hours=0))
    web.fails("/feed", 503)
    pipeline.poll(store, settings, later(hours=3))
    health = store.gathering.health()[0]
    assert health["sight"] == "blind"
    assert "2026-11-22T13:00" <= health["blind_since"] <= "2026-11-22T15:00:00+00:00"
    web.feed("/feed", ("Two", "/b"))
    pipeline.poll(store, settings, later(days=4))
    health = store.gathering.health()[0]
    assert (health["sight"], health["blind_since"]) == ("seen", None)
    assert health["blind_intervals_30_days"] == 1


def test_a_tracker_that_was_off_was_blind_too(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.feed("/feed", ("One", "/a"))))
    pipeline.poll(store, settings, later(hours=0))
    pipeline.poll(store, settings, later(days=9))
    assert store.gathering.health()[0]["blind_intervals_30_days"] == 1


def test_each_poll_tells_when_the_next_is_to_be_and_why_it_failed(web: Web, store: Store, tmp_path: Path) -> None:
    settings = configured(tmp_path, feed(url=web.fails("/feed", 429, Retry_After="7200")))
    pipeline.poll(store, settings, later(hours=0))
    health = store.gathering.health()[0]
    assert health["last_outcome"] == "refused"
    assert "429" in health["last_reason"]
    assert store.gathering.due(NOON + timedelta(hours=1, minutes=55)) == []
