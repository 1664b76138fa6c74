"""Feeds of every sort of soundness: what is kept, what is told, and that nothing active or hostile comes through."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.entries.making import DATA, answer, feed, only_issue, read, told
from tracker.entries.row import absolute, plain, tidy

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


def test_a_feed_in_another_charset_than_stated_is_read_in_its_own() -> None:
    text = "商务部公告对部分物项实施出口管制的决定，企业应当按照规定办理许可，本公告自公布之日起施行。" * 2
    body = rss(f"<item><title>{text}</title></item>").replace('version="1.0"', 'version="1.0" encoding="utf-8"')
    entries, issues = read(feed(), answer(body.encode("gb18030"), content_type="text/xml", charset="utf-8"))
    assert [entry.title for entry in entries] == [text]
    assert issues == []


def test_a_few_bytes_of_another_charset_are_no_reason_to_read_all_otherwise() -> None:
    body = rss("<item><title>The ministry\x92s \x93order\x94 stands</title></item>").encode("latin-1")
    entries, _ = read(feed(), answer(body, content_type="text/xml", charset="utf-8"))
    assert entries[0].title == "The ministry’s “order” stands"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026/02/20", "2026-02-20T04:00"),
        ("2026.02.20", "2026-02-20T04:00"),
        ("2026. 2. 20.", "2026-02-20T04:00"),
        ("2026年2月20日", "2026-02-20T04:00"),
        ("2026년 2월 20일", "2026-02-20T04:00"),
        ("2026년 02월 20일  09:30:00", "2026-02-20T01:30"),
        ("2026/02/20 09:30:00", "2026-02-20T01:30"),
        ("20-02-2026", "2026-02-20T04:00"),
        ("20260220", "2026-02-20T04:00"),
        ("1771581600", "2026-02-20T10:00"),
        ("2026-02-20", "2026-02-20T04:00"),
        ("2026-02-20T10:00:00Z", "2026-02-20T10:00"),
        ("20 Feb 2026 10:00:00 EST", "2026-02-20T15:00"),
        ("Fri, 20 Feb 2026 10:00:00 GMT", "2026-02-20T10:00"),
        ("Vie, 20 feb 2026 10:00:00 -0300", "2026-02-20T13:00"),
        ("2026", None),
        ("2026-02", None),
        ("2026 Feb", None),
        ("03/02/2026", None),
    ],
)
def test_no_date_depends_on_the_day_it_is_read(raw: str, expected: str | None) -> None:
    entries, issues = read(feed(), answer(rss(f"<item><title>x</title><pubDate>{raw}</pubDate></item>")))
    published = entries[0].published
    assert (published.strftime("%Y-%m-%dT%H:%M") if published else None) == expected
    assert [issue.kind for issue in issues] == ([] if expected else ["bad_date"])


@pytest.mark.parametrize(
    ("guid", "number"),
    [
        ("CELEX:32026R2001", "EU 2026/2001"),
        ("CELEX:32009L0028", "EU 2009/28"),
        ("CELEX:32024D0123", "EU 2024/123"),
        ("CELEX:32024R1252R(01)", None),
        ("CELEX:32024R1252(01)", None),
        ("CELEX:52023PC0160", None),
        ("CELEX:32024H0123", None),
        ("CELEX:02024R1252-20240503", None),
        ("https://wire.example/32026R2001", None),
    ],
)
def test_a_guid_of_the_official_journal_names_its_act(guid: str, number: str | None) -> None:
    entries, _ = read(feed(), answer(rss(f"<item><title>x</title><guid isPermaLink='false'>{guid}</guid></item>")))
    assert [(entry.guid, entry.number) for entry in entries] == [(guid, number)]


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


def test_a_body_that_is_the_name_of_a_file_opens_none(tmp_path: Path) -> None:
    inside = tmp_path / "feed.xml"
    inside.write_text(rss(ITEM.format("secret")))
    issue = only_issue(read(feed(), answer(str(inside).encode())))
    assert issue.kind == "wrong_shape"


def test_a_guid_is_kept_as_published_and_does_not_hang_on_the_address_of_the_feed() -> None:
    body = rss("<item><title>A</title><link>/a</link><guid>17</guid></item>")
    here, _ = read(feed(), answer(body))
    there, _ = read(feed(), answer(body, final_url="https://cdn.example/feed"))
    assert [entry.guid for entry in here] == ["17"]
    assert here[0].id == there[0].id
    assert [entry.url for entry in (*here, *there)] == ["https://wire.example/a", "https://cdn.example/a"]


@pytest.mark.parametrize("attribute", ["xml:base", "base"])
def test_bases_that_a_document_states_hold_for_their_own_element_only(attribute: str) -> None:
    entry = (
        '<entry{0}><title>{1}</title><id>tag:{1}</id><link href="x{1}"/><updated>2025-05-09T08:00:00Z</updated></entry>'
    )
    atom = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attribute}="/blog/">{entry.format("", 1)}'
        f"{entry.format(f' {attribute}={chr(34)}2026/{chr(34)}', 2)}{entry.format('', 3)}</feed>"
    )
    entries, _ = read(feed(), answer(atom))
    assert [entry.url.removeprefix("https://wire.example/") for entry in entries] == [
        "blog/x1",
        "blog/2026/x2",
        "blog/x3",
    ]


@given(st.text(st.characters(exclude_categories=()), max_size=30), st.sampled_from(["", "<b>", "&amp;", "<p>&lt;"]))
def test_any_text_becomes_one_line_that_can_be_stored(noise: str, markup: str) -> None:
    for line in (plain(markup + noise), tidy(noise)):
        assert line.encode("utf-8").decode("utf-8") == line
        assert line == " ".join(line.split())
        assert not re.search(r"[\x00-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]", line)


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1"),
        (" HTTPS://a.example/x y ", "https://a.example/x%20y"),
        ("//b.example/c", "https://b.example/c"),
        ("../d", "https://wire.example/d"),
        ("?page=2", "https://wire.example/news/feed?page=2"),
        ("http://", ""),
        ("https:///e", "https://wire.example/e"),
        ("javascript:alert(1)", ""),
        ("http://[::1", ""),
        ("mailto:desk@wire.example", ""),
    ],
)
def test_links_become_absolute_addresses_or_nothing(link: str, url: str) -> None:
    assert absolute(link, "https://wire.example/news/feed") == url


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
