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
            "<title>Page not found</title><div>gone</div>",
            "no element matches 'ul.txtList_01 > li' on the page 'Page not found'",
        ),
        ("<ul class=txtList_01><li><a href=/about>us</a><li>text</ul>", "2 rows match"),
        ('{"a": 1}', "no mark-up: it begins '{\"a\": 1}'"),
        ("<a>" * 100_001, "more than 100,000 tags"),
        ("<div>" * 2_000, "elements nested more than 300 deep"),
        ("<ul class=txtList_01>" + "<li>" * 10_001, "more than 10,000 rows"),
        ("<meta http-equiv=Refresh content='0; url=/new/'>", "the page sends its readers on to /new/"),
        ("<script>location.replace('/new/')</script>", "the page sends its readers on to /new/"),
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


def test_bytes_of_no_charset_are_mojibake() -> None:
    assert only_issue(read(feed("listing"), answer(b"\xff\xfe\xff" * 40 + b"\x81"))).kind == "mojibake"


LINKS = "<p>{0}</p><ul><li><a href=/1>eins</a><li><a href=/2>zwei</a><li class=empty></ul>"


@pytest.mark.parametrize(
    ("stated", "reason"),
    [
        ("2 notices", None),
        ("共 2 条", None),
        ("1,094 notices", "2 rows found, but the page states 1094"),
        ("3 notices", "2 rows found, but the page states 3"),
        ("many notices", "2 rows found, but no number of rows at 'p'"),
    ],
)
def test_the_rows_found_are_compared_with_those_stated(stated: str, reason: str | None) -> None:
    source = feed("listing", listing=Listing(item="li", count="p"))
    entries, issues = read(source, answer(LINKS.format(stated)))
    assert [entry.title for entry in entries] == ["eins", "zwei"]
    assert [(issue.kind, issue.reason) for issue in issues] == ([("wrong_shape", reason)] if reason else [])


@pytest.mark.parametrize(
    ("listing", "body", "kind"),
    [
        (Listing(item="li", count="p"), "<p>0</p><ul></ul>", "empty"),
        (Listing(item="li", count="p"), "<p>7</p><ul></ul>", "wrong_shape"),
        (Listing(item="li", proof="ul.list"), "<ul class=list></ul>", "empty"),
        (Listing(item="li", proof="ul.list"), "<ul></ul>", "wrong_shape"),
        (Listing(item="li", proof="ul.list"), "<ul><li><a href=/1>sign in</a></ul>", "wrong_shape"),
    ],
)
def test_a_page_may_prove_that_it_is_the_right_one(listing: Listing, body: str, kind: str) -> None:
    assert only_issue(read(feed("listing", listing=listing), answer(body))).kind == kind


def test_a_source_that_may_be_empty_must_still_prove_and_count() -> None:
    quiet = feed("listing", listing=Listing(item="li", proof="ul.list", count="p"), may_be_empty=True)
    assert read(quiet, answer("<ul class=list></ul><p>0</p>")) == ([], [])
    assert only_issue(read(quiet, answer("<ul></ul><p>0</p>"))).kind == "wrong_shape"
    assert only_issue(read(quiet, answer("<ul class=list></ul><p>9</p>"))).kind == "wrong_shape"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('{"success": true, "data": {"html": null}}', "null where HTML should be, at 'data.html'"),
        ('{"success": true, "data": {}}', "null where HTML should be"),
        ('{"success": true, "data": {"html": 3}}', "no text where HTML should be"),
        ('{"success": false, "data": {"html": "<ul></ul>"}}', "the answer says that it failed"),
        ("<html><body>maintenance</body></html>", "an HTML or XML page instead of JSON"),
    ],
)
def test_html_that_should_stand_within_json_but_does_not_is_told(body: str, reason: str) -> None:
    source = feed("listing", listing=Listing(item="li", inside="data.html"), may_be_empty=True)
    issue = only_issue(read(source, answer(body)))
    assert issue.kind == "wrong_shape"
    assert reason in issue.reason


def test_links_of_pictures_and_image_maps_are_named_by_their_words() -> None:
    page = (
        "<map><area href=/a alt='Wolfram'></map><ul><li><a href=/b><img src=x alt='Antimon'></a>"
        "<li><a href='\\c\\d'>Zinn</a><li><a href='  /e '> Kobalt </a></ul>"
    )
    entries, issues = read(feed("listing", listing=Listing(item="area, li")), answer(page))
    assert [(entry.url.removeprefix("https://wire.example"), entry.title) for entry in entries] == [
        ("/a", "Wolfram"),
        ("/b", "Antimon"),
        ("/c/d", "Zinn"),
        ("/e", "Kobalt"),
    ]
    assert issues == []


def test_an_xhtml_page_may_begin_with_an_xml_declaration() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n<html><body><ul><li><a href="/1">eins</a></li></ul></body></html>'
    entries, _ = read(feed("listing", listing=Listing(item="li")), answer(page))
    assert [entry.title for entry in entries] == ["eins"]


@pytest.mark.parametrize("selector", ["div div div a", "div > div div > a", "div:has(a) div:not(p) a", "* * * *"])
def test_nested_pages_are_refused_before_any_selector_climbs_them(selector: str) -> None:
    page = ("<div>" * 290 + "<a href=/1>x</a>" + "</div>" * 290) * 40
    read(feed("listing", listing=Listing(item=selector, date="a span")), answer(page))
    issue = only_issue(read(feed("listing", listing=Listing(item=selector)), answer("<div>" * 40_000)))
    assert issue.reason == "elements nested more than 300 deep"


@pytest.mark.parametrize(
    "head", ['<?xml version="1.0"?><rss>', "<?xml<?xml ?>", "<?xmlml<b>", "<?<?xmlxml<b>", "\n<?XML ?><b>"]
)
def test_xml_in_place_of_a_page_is_told_without_a_warning(head: str) -> None:
    assert only_issue(read(feed("listing"), answer(head))).kind == "wrong_shape"
