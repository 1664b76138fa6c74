"""OPML in and out: what other readers write is read, what is written survives the round trip, bombs are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.making import NOW, feed
from tracker.entries import Outline, read_opml, write_opml
from tracker.entries.row import tidy

LIST = """<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="1.1"><head><title>Mine</title></head><body>
<outline text="News"><outline text="Deep"><outline text="Br\u00fbl\u00e9" title="" type="rss"
 xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example/"/></outline>
<outline title="Again" xmlUrl="https://a.example/feed?x=1&amp;y=2"/></outline>
<outline text="&lt;b&gt;Bold&lt;/b&gt;" xmlurl="http://b.example/rss" htmlUrl="javascript:alert(1)"/>
<outline xmlUrl="https://c.example/atom"/>
<outline text="Local" xmlUrl="file:///etc/passwd"/>
<outline text="A note" type="link" url="https://d.example/"/>
</body></opml>"""


def test_the_lists_of_other_readers_are_read() -> None:
    outlines, issues = read_opml(LIST.encode("latin-1"), NOW)
    assert outlines == [
        Outline("Brûlé", "https://a.example/feed?x=1&y=2", "https://a.example/"),
        Outline("Bold", "http://b.example/rss", ""),
        Outline("https://c.example/atom", "https://c.example/atom", ""),
    ]
    assert [(issue.kind, issue.reason, issue.at) for issue in issues] == [
        ("bad_row", "1 outlines have no http(s) address", NOW)
    ]


ROW = '<outline text="T{0}" xmlUrl="https://a.example/{0}"/>'
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l1 "&lol;&lol;&lol;&lol;&lol;&lol;">]>'
    '<opml><body><outline text="&l1;" xmlUrl="https://a.example/"/></body></opml>'
)
REACHING = (
    '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<opml><body><outline text="&x;" xmlUrl="https://a.example/"/></body></opml>'
)


@pytest.mark.parametrize(
    ("text", "kind", "reason"),
    [
        (BOMB, "wrong_shape", "entities of its own"),
        (BOMB.encode("utf-16"), "wrong_shape", "entities of its own"),
        (REACHING, "wrong_shape", "entities of its own"),
        ("<opml>" + "<outline/>" * 70_000 + "</opml>", "wrong_shape", "more than 60,000 tags"),
        ("<html><body>no list</body></html>", "wrong_shape", "no <opml>"),
        ("feeds:\n- id: a", "wrong_shape", "no OPML: it begins 'feeds:"),
        ("", "wrong_shape", "no OPML"),
        ("<opml><body></body></opml>", "empty", "no outline names a feed"),
        (b"\xff\xfe\xff" * 40 + b"\x81", "mojibake", "the bytes make sense in no charset"),
    ],
)
def test_what_is_no_list_or_a_hostile_one_is_told(text: str | bytes, kind: str, reason: str) -> None:
    outlines, issues = read_opml(text.encode() if isinstance(text, str) else text, NOW)
    assert outlines == []
    assert [issue.kind for issue in issues] == [kind]
    assert reason in issues[0].reason


def test_a_broken_list_gives_what_can_be_read_and_tells_of_the_rest() -> None:
    rows = "".join(ROW.format(n) for n in range(6))
    outlines, issues = read_opml(f"<opml><body>{rows}</body></opml>"[:-60].encode(), NOW)
    assert [outline.title for outline in outlines] == ["T0", "T1", "T2", "T3", "T4"]
    assert [issue.reason for issue in issues] in ([], ["1 outlines lost: the document is broken"])


def test_a_list_nested_beyond_reason_is_told_not_lost_in_silence() -> None:
    deep = "<outline text='g'>" * 3_000 + ROW.format(1) + "</outline>" * 3_000
    outlines, issues = read_opml(f"<opml><body>{ROW.format(0)}{deep}</body></opml>".encode(), NOW)
    assert outlines[0].url == "https://a.example/0"
    assert len(outlines) == 2 or issues


def test_feeds_are_written_by_tier_and_what_is_no_feed_as_a_link() -> None:
    written = write_opml(
        [
            feed(id="b", tier="press", publisher='P & "Q" <r>', url="https://p.example/?a=1&b=2"),
            feed("listing", id="a", tier="official", publisher="Ministry", url="https://m.example/{year}/"),
            feed(id="c", tier="official", publisher="Agency", url="https://g.example/feed"),
        ],
        "Critical minerals",
    )
    assert [line.strip() for line in written.splitlines() if "outline " in line] == [
        '<outline text="official">',
        '<outline text="Agency" title="Agency" type="rss" xmlUrl="https://g.example/feed" language="zh"/>',
        '<outline text="Ministry" title="Ministry" type="link" url="https://m.example/{year}/" language="zh"/>',
        '<outline text="press">',
        '<outline text="P &amp; &quot;Q&quot; &lt;r&gt;" title="P &amp; &quot;Q&quot; &lt;r&gt;" type="rss" '
        'xmlUrl="https://p.example/?a=1&amp;b=2" language="zh"/>',
    ]
    outlines, issues = read_opml(written.encode(), NOW)
    assert [outline.url for outline in outlines] == ["https://g.example/feed", "https://p.example/?a=1&b=2"]
    assert issues == []


# A publisher is a name; what looks like mark-up in it is read as mark-up, as in every other title.
NAME = st.text(st.characters(exclude_characters="<&\x85\xa0", exclude_categories=["Cc", "Cs", "Cn"]), max_size=40)
PATH = st.text(st.characters(codec="ascii", min_codepoint=33, exclude_characters="#\\"), max_size=40)


@given(st.lists(st.tuples(NAME, PATH), max_size=6), st.text(max_size=40))
def test_what_is_written_is_read_again(feeds: list[tuple[str, str]], title: str) -> None:
    made = [
        feed(id=f"f{n}", publisher=name, url=f"https://wire.example/{n}/{path}") for n, (name, path) in enumerate(feeds)
    ]
    outlines, issues = read_opml(write_opml(made, title).encode(), NOW)
    told = {(tidy(each.publisher) or each.url, each.url.rstrip()) for each in made}
    assert {outline.url.split("/")[3] for outline in outlines} == {each.url.split("/")[3] for each in made}
    assert {outline.title for outline in outlines if not outline.title.startswith("http")} <= {name for name, _ in told}
    assert [issue.kind for issue in issues] == ([] if made else ["empty"])


@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise(noise: bytes, headed: bool) -> None:
    outlines, issues = read_opml((b"<opml><body><outline xmlUrl='" if headed else b"") + noise, NOW)
    assert outlines or issues
