"""What holds for every kind of source: no bytes raise, silence is never taken for news, a bot check is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.entries.making import answer, feed, only_issue, read
from tracker.model import Api, Feed, Listing

CHECK = "<!doctype html><html><head><title>Just a moment...</title><script>window._cf_chl_opt={}</script></head></html>"
SOURCES = [
    feed(),
    feed("listing", listing=Listing(item="li, a", date="span", count="p", proof=None)),
    feed("listing", listing=Listing(item="*:has(> a)", link="a:not([rel])", title="b", inside="data.html")),
    feed("api"),
    feed("api", api=Api(items="*.*", link="0", title="1", date="2")),
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["results", "data", "html", "title", "html_url", "success"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)
HTML = st.lists(
    st.sampled_from(
        ["<li>", "</li>", "<a href=", "'/1'", ">", "<", "<b>", "<?xml ?>", "<!--", "-->", "<base href='http://[::1'>"]
    )
    | st.sampled_from(
        ["<p>7</p>", "<span>2025-01-01</span>", "text", "\x00", "&#0;", "<![CDATA[", "<svg>", "<table>", "<select>"]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.kind)
@settings(max_examples=120)
@given(noise=st.binary(max_size=300) | HTML.map(str.encode) | JSON.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_raise_and_nothing_is_passed_over_in_silence(source: Feed, noise: bytes) -> None:
    entries, issues = read(source, answer(noise, content_type="", charset=None))
    assert entries or issues
    assert all(entry.url == "" or entry.url.startswith(("http://", "https://")) for entry in entries)


@pytest.mark.parametrize("may_be_empty", [False, True])
@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.kind)
def test_a_bot_check_is_named_for_each_kind(source: Feed, may_be_empty: bool) -> None:
    quiet = feed(source.kind, listing=source.listing, api=source.api, may_be_empty=may_be_empty)
    issue = only_issue(read(quiet, answer(CHECK)))
    assert issue.kind == "challenge"
    assert issue.reason == "Cloudflare instead of the source"


def test_a_list_that_tells_of_bot_checks_is_no_bot_check() -> None:
    page = (
        "<title>News</title><ul class=txtList_01><li><a href=/zcfb/a/art_1.html>Checking your browser: a guide</a></ul>"
    )
    entries, issues = read(feed("listing"), answer(page))
    assert [entry.title for entry in entries] == ["Checking your browser: a guide"]
    assert issues == []
