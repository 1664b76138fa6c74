"""List pages: rows, links, titles, dates and charsets as the selectors say, and blindness told apart from no news."""

from __future__ import annotations

import json

import pytest

from tests.entries.making import DATA, answer, feed, only_issue, read, told
from tracker.model import Listing

PAGE = (DATA / "ministry.html").read_text("utf-8")
EXPECTED = json.loads((DATA / "ministry.json").read_text("utf-8"))
URL = "https://www.ministry.example/zcfb/index.html"


@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "none"])
def test_a_ministry_page_gives_its_notices(declared: str) -> None:
    page = PAGE.replace('<meta charset="gb2312">', f'<meta charset="{declared}">' if declared != "none" else "")
    body = page.encode("utf-8" if declared == "utf-8" else "gb18030")
    entries, issues = read(feed("listing"), answer(body, final_url=URL, content_type="text/html"))
    assert told(entries, "url", "title", "published") == EXPECTED
    assert [issue.kind for issue in issues] == ["bad_date"]


def test_the_charset_of_the_header_serves_where_the_page_declares_none() -> None:
    body = "<ul class=txtList_01><li><a href=/zcfb/x/art_1.html>レアアース</a></ul>".encode("cp932")
    entries, _ = read(feed("listing"), answer(body, charset="Shift_JIS"))
    assert entries[0].title == "レアアース"


def test_a_byte_order_mark_beats_the_declaration() -> None:
    body = b"\xef\xbb\xbf" + PAGE.encode("utf-8")
    entries, _ = read(feed("listing"), answer(body, final_url=URL))
    assert [entry.title for entry in entries] == [row["title"] for row in EXPECTED]


def test_a_stray_byte_stays_visible_and_the_rest_is_sound() -> None:
    page = PAGE.replace("gb2312", "utf-8").encode("utf-8") * 3
    entries, _ = read(
        feed("listing"), answer(page.replace("号 公布".encode(), "号".encode() + b"\xff", 1), final_url=URL)
    )
    assert "商务部公告2025年第70号\\xff" in entries[0].title


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<title>Checking your browser</title><div>wait</div>",
            "no element matches 'ul.txtList_01 > li' on the page 'Checking",
        ),
        ("<ul class=txtList_01><li><a href=/about>us</a><li>text</ul>", "2 rows match"),
        (b"\xff\xfe\xff" * 40 + b"\x81", "the bytes fit no charset"),
    ],
)
def test_a_page_of_another_shape_is_told(body: bytes | str, reason: str) -> None:
    issue = only_issue(read(feed("listing"), answer(body)))
    assert issue.kind == "wrong_shape"
    assert reason in issue.reason


def test_bare_links_may_be_the_rows() -> None:
    page = '<base href="/deep/"><a href="zx/a/t20260110_1.htm">刚果（金）</a><a href="/about">关于</a>'
    source = feed("listing", listing=Listing(item="a", link_pattern=r"/zx/.+/t\d{8}_\d+\.html?$"))
    entries, _ = read(source, answer(page))
    assert told(entries, "url", "title") == [
        {"url": "https://wire.example/deep/zx/a/t20260110_1.htm", "title": "刚果（金）"}
    ]


def test_title_and_date_may_stand_in_their_own_elements() -> None:
    page = (
        '<div class="berita-item"><h4 class="title"><a href="/id/a">Harga</a></h4><p>Harga nikel naik</p>'
        '<div class="date mb-3"><small>14 Oktober 2026</small></div></div>'
    )
    stated = Listing(item="div.berita-item", link="h4.title a", title="p", date="div.date small")
    entries, issues = read(feed("listing", listing=stated, zone="Asia/Jakarta"), answer(page))
    assert told(entries, "title", "published") == [
        {"title": "Harga nikel naik", "published": "2026-10-14T05:00:00+00:00"}
    ]
    assert issues == []
