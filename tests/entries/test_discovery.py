"""Feeds that a page names: the likely before the possible, none that no feed reader could open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.making import answer
from tracker.entries import Found, discover
from tracker.entries.discovery import looks_like_feed

PAGE = """<!doctype html><html><head><base href="/site/">
<link rel="alternate" type="application/rss+xml" title="Site &raquo; Comments Feed" href="/comments/feed/">
<link rel="ALTERNATE" type="application/rss+xml; charset=utf-8" title="Site &raquo; Feed" href="feed/">
<link rel="alternate" type="application/atom+xml" href="https://other.example/atom">
<link rel="alternate" type="application/feed+json" href="/feed.json#top">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
<link rel="alternate" type="text/html" hreflang="fr" href="/fr/">
<link rel="alternate stylesheet" type="text/css" href="/feed">
<link rel="feed" href="feed:https://wire.example/news.rdf">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" type="application/rss+xml" href="ftp://wire.example/rss">
</head><body>
<a href="https://elsewhere.example/index.rdf">RDF</a>
<a href="/press/rss.xml" title="Press releases">RSS</a><a href="/press/rss.xml">again</a>
<a href="/topics?format=atom"><img src="x.png" alt="All topics"></a>
<a href="https://feedly.example/i/subscription/feed/https%3A%2F%2Fwire.example/feed">Feedly</a>
<a href="/sitemap.xml">Map</a><a href="/about">About</a><a href="mailto:a@b.example">feed</a><a href="feedback">Say</a>
</body></html>"""


def test_a_page_names_its_feeds_best_first() -> None:
    assert discover(answer(PAGE)) == (
        Found("https://wire.example/site/feed/", "Site » Feed", "application/rss+xml"),
        Found("https://other.example/atom", "", "application/atom+xml"),
        Found("https://wire.example/feed.json", "", "application/feed+json"),
        Found("https://wire.example/news.rdf", "", ""),
        Found("https://wire.example/press/rss.xml", "Press releases", ""),
        Found("https://wire.example/topics?format=atom", "All topics", ""),
        Found("https://elsewhere.example/index.rdf", "RDF", ""),
        Found("https://wire.example/comments/feed/", "Site » Comments Feed", "application/rss+xml"),
    )


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("/feed", True),
        ("/feed/", True),
        ("/en/rss", True),
        ("/rss/index.xml", True),
        ("/ml_index_release_atom.xml", True),
        ("/EN/display-feed.rss?rssId=222", True),
        ("/search/all.atom?keywords=tin", True),
        ("/?feed=rss2", True),
        ("/feedback", False),
        ("/feeds-and-fodder", False),
        ("/sitemap.xml", False),
        ("/sitemap_index.xml", False),
        ("/search?q=feed", False),
        ("/share?u=https://wire.example/feed", False),
    ],
)
def test_addresses_that_feeds_often_have(path: str, is_one: bool) -> None:
    assert looks_like_feed(f"https://wire.example{path}") is is_one


def test_a_page_full_of_links_names_no_more_than_a_person_would_try() -> None:
    page = "".join(f"<a href=/topic/{n}/feed>{n}</a>" for n in range(500))
    assert len(discover(answer(page))) == 10


@pytest.mark.parametrize("body", [None, "", "{}", "plain", "<a>" * 100_001, b"\xff\xfe\xff" * 40 + b"\x81"])
def test_what_is_no_page_names_none(body: bytes | str | None) -> None:
    assert discover(answer(body)) == ()


@given(st.text(max_size=60))
def test_whatever_a_link_says_only_web_addresses_come_out(noise: str) -> None:
    quoted = noise.replace('"', "&quot;")
    page = f'<link rel="alternate" type="application/rss+xml" href="{quoted}"><a href="{quoted}.rss">x</a>'
    assert all(each.url.startswith(("http://", "https://")) for each in discover(answer(page)))
