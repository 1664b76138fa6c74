"""Feeds of every sort of soundness: what is kept, what is told, and that nothing active or hostile comes through."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.entries.making import DATA, answer, feed, only_issue, read, told

ITEM = "<item><title>{0}</title><link>https://wire.example/{0}</link></item>"


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def test_a_feed_gives_plain_absolute_dated_entries() -> None:
    entries, issues = read(feed(), answer((DATA / "wire.xml").read_bytes()))
    assert told(entries, "guid", "url", "title", "published", "summary") == json.loads((DATA / "wire.json").read_text())
    assert [(issue.kind, issue.reason) for issue in issues] == [
        ("bad_row", "1 items say nothing at all"),
        ("bad_date", "1 items have a date nobody can read"),
    ]


def test_the_same_document_gives_the_same_ids() -> None:
    body = (DATA / "wire.xml").read_bytes()
    first, _ = read(feed(), answer(body))
    again, _ = read(feed(), answer(body))
    other, _ = read(feed(id="elsewhere"), answer(body))
    assert [entry.id for entry in first] == [entry.id for entry in again]
    assert not {entry.id for entry in first} & {entry.id for entry in other}


def test_a_304_gives_nothing_and_no_issue() -> None:
    assert read(feed(), answer(None, status=304)) == ([], [])


def test_wrong_charset_declarations_lose_nothing() -> None:
    body = rss(ITEM.format("희토류")).replace('version="1.0"', 'version="1.0" encoding="us-ascii"').encode()
    entries, _ = read(feed(), answer(body, content_type="text/xml", charset="us-ascii"))
    assert entries[0].title == "희토류"


def test_a_truncated_feed_keeps_what_came() -> None:
    entries, issues = read(feed(), answer(rss(*(ITEM.format(n) for n in range(5)))[:-150]))
    assert [entry.title for entry in entries][:3] == ["0", "1", "2"]
    assert issues == []


def test_atom_and_rdf_are_feeds_too() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">A &amp;lt;i&amp;gt;b</title>'
        '<id>tag:x</id><link rel="self" href="/self"/><link href="/a"/>'
        "<updated>2025-05-09T08:00:00Z</updated></entry></feed>"
    )
    entries, _ = read(feed(), answer(atom))
    assert told(entries, "url", "title", "published") == [
        {"url": "https://wire.example/a", "title": "A b", "published": "2025-05-09T08:00:00+00:00"}
    ]


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"", "empty", "no bytes"),
        (b" \n ", "empty", "no bytes"),
        (
            "<!doctype html><html><head><title>Checking your browser</title></head></html>",
            "wrong_shape",
            "Checking your",
        ),
        ('{"a": 1}', "wrong_shape", "JSON instead of a feed"),
        ("%PDF-1.7 binary", "wrong_shape", "no feed: it begins '%PDF-1.7"),
        (rss(), "empty", "a feed without items"),
        (b"<a>" * 1_700_000, "wrong_shape", "more than 250,000 tags"),
        (b"<item>" * 900_000, "wrong_shape", "more than 250,000 tags"),
        (b"\xff\xfe\x00\x00" * 50, "wrong_shape", "no feed"),
        ("<rss><channel>", "wrong_shape", "and it is broken"),
    ],
)
def test_what_is_no_feed_is_told_with_its_reason(body: bytes | str, kind: str, reason: str) -> None:
    issue = only_issue(read(feed(), answer(body)))
    assert issue.kind == kind
    assert reason in issue.reason


def test_a_feed_that_may_be_empty_is_no_trouble_when_it_is() -> None:
    assert read(feed(may_be_empty=True), answer(rss())) == ([], [])


def test_entity_bombs_stay_small() -> None:
    steps = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
    bomb = f"<!DOCTYPE r [<!ENTITY e0 'bomb'>{steps}]>" + rss("<item><title>&e9;</title></item>").split("?>")[1]
    entries, _ = read(feed(), answer(f'<?xml version="1.0"?>{bomb}'))
    assert all(len(entry.title) <= 600 for entry in entries)


def test_external_entities_are_not_read() -> None:
    hostile = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(ITEM.format("&x;")).split("?>")[1]
    entries, _ = read(feed(), answer(f'<?xml version="1.0"?>{hostile}'))
    assert not any("root:" in entry.title for entry in entries)


ACTIVE = re.compile(r"<[a-z/!?]|javascript:", re.IGNORECASE)
PIECES = st.sampled_from(
    ["<script>", "</script>", "&lt;", "&amp;lt;", "<img onerror=x>", "script", ">", "<", "a", " ", "&"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_mark_up_survives_however_it_is_escaped(noise: str) -> None:
    entries, _ = read(feed(), answer(rss(f"<item><guid>1</guid><title><![CDATA[{noise}]]></title></item>")))
    assert not any(ACTIVE.search(entry.title) for entry in entries)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_raise(noise: bytes, headed: bool) -> None:
    entries, issues = read(feed(), answer((b"<rss><channel><item><title>" if headed else b"") + noise))
    assert entries or issues
