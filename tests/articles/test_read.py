"""Pages as articles: text, title, date, language, address, and what cannot be read told."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.making import DATA, NOW, URL, article, entry, feed, issue, page
from tracker.articles import read
from tracker.model import Article, Issue

MINISTRY = {
    "tier": "official",
    "country": "CN",
    "language": "zh",
    "zone": "Asia/Shanghai",
    "publish": "full",
    "container": "div.art-con",
}
NOTICE = (DATA / "notice.html").read_text("utf-8")
NEWS = (DATA / "news.html").read_text("utf-8")
NOTICE_URL = "https://www.ministry.example/gg/art/2025/art_1.html"


def notice(html: str = NOTICE, **changes: str) -> Article:
    told = entry(url=NOTICE_URL, title="工业部公告2025年第99号 关于对某物项…")
    return article(read(told, feed(**{**MINISTRY, **changes}), page(html.encode("gb18030"), final_url=NOTICE_URL)))


def test_an_official_page_is_its_container() -> None:
    found = notice()
    expected = json.loads((DATA / "notice.json").read_text("utf-8"))
    assert found.text.split("\n") == expected["text"]
    assert (found.title, found.url) == (expected["title"], expected["url"])
    assert (found.language, found.kind, found.publish) == (expected["language"], expected["kind"], "full")
    assert found.published is not None
    assert found.published.isoformat() == expected["published"]
    assert list(found.furniture) == expected["furniture"]
    assert found.instrument is None


def test_a_container_that_the_page_lacks_is_no_blindness() -> None:
    assert "一、出口经营者应当申请许可。" in notice(container="div.renamed").text


def test_a_notice_without_metadata_has_the_date_beneath_its_signature() -> None:
    bare = NOTICE.replace("PubDate", "x").replace("【发文日期】2025年4月4日", "")
    assert notice(bare).published == datetime(2025, 4, 4, 4, tzinfo=UTC)
    han = bare.replace("2025年4月4日", "二〇二五年四月十四日")
    assert notice(han).published == datetime(2025, 4, 14, 4, tzinfo=UTC)


def test_a_press_page_is_what_its_author_wrote() -> None:
    found = article(read(entry(), feed(), page(NEWS)))
    kept = [line for line in found.text.split("\n") if not found.is_furniture(*span(found.text, line))]
    assert len(kept) == 3
    assert kept[0].startswith("The zinc smelter")
    assert kept[2].endswith("concentrate.")
    assert (found.title, found.language, found.kind) == ("Smelter restarts after strike", "en", "news")
    assert found.published == datetime(2025, 6, 2, 5, 30, tzinfo=UTC)
    assert found.url == "https://gazette.example/2025/06/smelter?ref=list"
    assert found.aliases == ("https://gazette.example/2025/06/smelter?id=7", URL)
    assert (found.fetched, found.feed_id, found.publisher) == (NOW, "gazette", "Harbour Gazette")


def span(text: str, line: str) -> tuple[int, int]:
    start = text.index(line)
    return start, start + len(line)


def test_the_entry_knows_the_date_better_than_the_page() -> None:
    told = datetime(2025, 6, 1, 22, tzinfo=UTC)
    assert article(read(entry(published=told), feed(), page(NEWS))).published == told


def test_news_without_a_stated_date_stays_undated() -> None:
    text = "<p>The council met on 3 June 2025 and adjourned without a vote, as it had the week before.</p>" * 4
    found = article(
        read(entry(), feed(), page(f"<html><body><article>{text}<p>3 June 2025</p></article></body></html>"))
    )
    assert found.published is None


def test_the_page_gives_the_title_where_the_entry_has_none() -> None:
    assert article(read(entry(title=""), feed(), page(NEWS))).title == "Smelter restarts after strike"


def test_a_list_that_cuts_a_title_without_a_sign_is_completed_by_the_page() -> None:
    told = entry(url=NOTICE_URL, title="工业部公告2025年第99号")
    found = article(read(told, feed(**MINISTRY), page(NOTICE.encode("gb18030"), final_url=NOTICE_URL)))
    assert found.title == "工业部公告2025年第99号 关于对某物项实施许可管理的公告"
    press = entry(title="Smelter restarts")
    assert article(read(press, feed(), page(NEWS))).title == "Smelter restarts"


def test_a_notice_without_its_container_must_have_something_to_say() -> None:
    short = "<html><body><p>The page is being rebuilt, please come back later.</p></body></html>"
    told = issue(read(entry(), feed(tier="official", container="#gone"), page(short)))
    assert (told.kind, "#gone" in told.reason) == ("wrong_shape", True)
    assert isinstance(read(entry(), feed(container="#gone"), page(short)), Article)


def word(*lines: str) -> bytes:
    from docx import Document

    made, written = Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(written)
    return written.getvalue()


def test_a_document_is_an_article_whatever_its_header_says() -> None:
    body = word("样本部公告2026年第5号", "一、对样本物项实施许可管理。", "样本部", "2026年3月2日")
    url = "https://www.ministry.example/f/5.docx"
    told = entry(url=url, title="", part_of="0123456789abcdef")
    found = article(read(told, feed(**MINISTRY), page(body, url=url, final_url=url, content_type="application/zip")))
    assert found.title == "样本部公告2026年第5号"
    assert found.text.split("\n")[1:] == ["一、对样本物项实施许可管理。", "样本部", "2026年3月2日"]
    assert (found.published, found.dated_by) == (datetime(2026, 3, 2, 4, tzinfo=UTC), "text")
    assert (found.part_of, found.script, found.kind) == ("0123456789abcdef", "Hans", "notice")


def test_the_credited_agency_is_told() -> None:
    html = NEWS.replace("</body>", "") + "</body>"
    assert article(read(entry(), feed(), page(html))).wire == ""
    text = "LONDON, June 2 (Reuters) - The smelter has restarted, its owner said, after a strike of two years."
    told = article(read(entry(), feed(), page(f"<html><body><article><p>{text}</p></article></body></html>")))
    assert told.wire == "reuters"


def test_the_same_page_over_http_and_for_telephones_is_one_article() -> None:
    addresses = ("http://www.gazette.example/x", "https://m.gazette.example/x", "https://www.gazette.example/x")
    assert len({article(read(entry(), feed(), page(NEWS, final_url=each))).id for each in addresses}) == 3 - 2


def test_plain_text_pages_are_read_too() -> None:
    told = page("DEPARTMENT OF HARBOURS\r\n\r\nNotice of a berth.\r\n", content_type="text/plain")
    found = article(read(entry(title="Notice of a berth"), feed(tier="official"), told))
    assert found.text == "DEPARTMENT OF HARBOURS\nNotice of a berth."


@pytest.mark.parametrize(
    ("body", "changes", "kind"),
    [
        (b"", {}, "no_text"),
        ("<html><body><script>var a = 1;</script></body></html>", {}, "no_text"),
        (b"%PDF-1.7 ...", {}, "unsupported"),
        (b"PK\x03\x04 docx", {}, "unsupported"),
        ("x", {"content_type": "image/png"}, "unsupported"),
        (b"<a>" * 300_000, {}, "wrong_shape"),
        (b"\xff\xfe\xff" * 40 + b"\x81", {}, "mojibake"),
    ],
)
def test_what_cannot_be_read_is_an_issue(body: bytes | str, changes: dict[str, str], kind: str) -> None:
    found = issue(read(entry(), feed(), page(body, **changes)))
    assert (found.kind, found.subject) == (kind, URL)


def test_xml_where_a_page_should_be_is_read_as_it_stands() -> None:
    item = f"<item><title>One</title><p>{'The pit closes. ' * 20}</p></item>"
    feed_of_news = f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>"
    assert isinstance(read(entry(), feed(tier="official", container="item"), page(feed_of_news)), Article)


def test_deep_nesting_is_read_without_falling_over() -> None:
    deep = "<div>" * 20_000 + "<p>bottom</p>"
    assert isinstance(read(entry(), feed(container="body"), page(deep)), Article | Issue)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_raise(noise: bytes, contained: bool) -> None:
    body = b"<html><body><div id=c><p>The harbour was closed for the day.</p>" + noise
    found = read(entry(), feed(container="#c" if contained else None), page(body))
    assert isinstance(found, Article | Issue)
    if isinstance(found, Article):
        assert found.text.encode("utf-8")
        assert all(0 <= start < end <= len(found.text) for start, end in found.furniture)
