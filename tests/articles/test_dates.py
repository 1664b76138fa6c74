"""Which of a page's dates is that of its publication."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.making import NOW, article, entry, feed, page
from tracker.articles import from_text, read
from tracker.articles.dates import address_date, signature_date
from tracker.model import Article

BODY = "<p>The office has decided to ask for licences, and will publish the form before the order takes effect.</p>" * 3


@given(st.text(max_size=60, alphabet="〇十一三年月日令和R0123456789-/:. Tmaretjun|(（星期") | st.text(max_size=60))
def test_no_signature_makes_it_raise(text: str) -> None:
    found = signature_date(f"{text}\n{text}", "UTC", NOW)
    assert found is None or found <= NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2026/03/02/story", "2026-03-02"),
        ("/2026/3/2/", "2026-03-02"),
        ("/zc/202603/t20260302_123.html", "2026-03-02"),
        ("/2026-03/02/content_1.htm", "2026-03-02"),
        ("/2026-03-02/story", "2026-03-02"),
        ("/202603/02/1.html", "2026-03-02"),
        ("/20260302/1.html", "2026-03-02"),
        ("/documents/full_text/text/2026/03/02/2026-90001.txt", "2026-03-02"),
        ("/2026/13/02/story", None),
        ("/2026/03/story", None),
        ("/story-20260302", None),
        ("/id/202699021", None),
        ("/story?date=/2026/03/02/", None),
    ],
)
def test_an_address_may_bear_a_whole_day(path: str, day: str | None) -> None:
    found = address_date(f"https://a.example{path}", "UTC", NOW)
    assert (found.date().isoformat() if found else None) == day
    assert address_date("https://[", "UTC", NOW) is None


def official(html: str, url: str = "https://a.example/order", **changes: Any) -> Article:
    told = feed(**{"tier": "official", "zone": "UTC", **changes})
    return article(read(entry(title="An order"), told, page(html, url=url, final_url=url)))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<h1>An order</h1><p>Published: 2 March 2026</p>", ("2026-03-02", "text")),
        ("<h1>An order</h1><p>Effective date: 2 March 2026</p>", (None, None)),
        ("<h1>An order</h1><p>Updated 2 March 2026</p>", (None, None)),
        ("<h1>An order</h1><p>来源：某部 2026-03-02</p>", ("2026-03-02", "text")),
        ("<h1>An order</h1><p>【发文日期】2026年3月2日</p>", ("2026-03-02", "text")),
        ("<h1>An order</h1><p>成文日期：2026年2月1日</p><p>发布日期：2026年3月2日</p>", ("2026-03-02", "text")),
        ("<h1>An order</h1><p>截止日期：2026年3月2日</p>", (None, None)),
        ("<p>1 January 2026</p><h1>An order</h1><p>2 March 2026</p>", ("2026-03-02", "text")),
        ("<p>Mines | 2 March 2026</p><h1>An order</h1>", ("2026-03-02", "text")),
        (
            "<meta name=pubdate content='2026-03-02'><h1>An order</h1><p>Published: 2 March 2026</p>",
            ("2026-03-02", "meta"),
        ),
        (
            "<meta name=pubdate content='2026-03-05'><h1>An order</h1><p>Published: 2 March 2026</p>",
            ("2026-03-02", "text"),
        ),
        ("<meta name=pubdate content='2026-03-05'><h1>An order</h1><p>2 March 2026</p>", ("2026-03-05", "meta")),
    ],
)
def test_an_official_page_prints_its_date_beside_its_title(head: str, expected: tuple[str | None, str | None]) -> None:
    found = official(f"<html><body>{head}{BODY}</body></html>")
    assert (found.published.date().isoformat() if found.published else None, found.dated_by) == expected


def test_dates_of_other_news_below_the_story_do_not_count() -> None:
    found = official(
        f"<html><body><h1>An order</h1>{BODY}<ul><li>Other news</li><li>发布日期：2026-03-01</li></ul></body></html>"
    )
    assert found.published is None


def test_the_feed_knows_best_and_the_address_least() -> None:
    told = datetime(2026, 3, 1, tzinfo=UTC)
    html = f"<html><body><article><h1>An order</h1>{BODY}</article></body></html>"
    url = "https://a.example/2026/03/02/order"
    first = article(read(entry(published=told), feed(), page(html, url=url, final_url=url)))
    assert (first.published, first.dated_by) == (told, "feed")
    second = article(read(entry(), feed(), page(html, url=url, final_url=url)))
    assert (second.published, second.dated_by) == (datetime(2026, 3, 2, 12, tzinfo=UTC), "url")


def test_chinese_offices_write_beijing_time() -> None:
    html = (
        f"<html><head><meta name=PubDate content='2026-03-02 01:00'></head><body><h1>An order</h1>{BODY}</body></html>"
    )
    assert official(html, country="CN").published == datetime(2026, 3, 1, 17, tzinfo=UTC)
    assert official(html, country="CN", tier="press").published == datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "line",
    ["Jakarta, 2 Maret 2026", "Fait à Kinshasa, le 2 mars 2026", "Done at Brussels, 2 March 2026.", "（2026年3月2日）"],
)
def test_a_signature_may_name_its_place(line: str) -> None:
    found = article(from_text(f"An order\n{'It stands. ' * 20}\n{line}", url="x", fetched=NOW, tier="official"))
    assert found.published == datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert found.dated_by == "text"
