"""The small parts: addresses, languages, dates of pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.making import NOW
from tracker.articles.address import canonical
from tracker.articles.dates import page_date, parse
from tracker.articles.language import language


@pytest.mark.parametrize(
    ("url", "stated", "expected"),
    [
        ("HTTPS://A.example:443/x?utm_source=y&id=3&fbclid=z#part", None, "https://a.example/x?id=3"),
        ("https://a.example", None, "https://a.example/"),
        ("https://a.example/x?id=3", "/story", "https://a.example/story"),
        ("https://m.a.example/x", "https://www.a.example/story", "https://www.a.example/story"),
        ("https://a.example/x", "https://b.example/story", "https://a.example/x"),
        ("https://a.example/x", "https://a.example/", "https://a.example/x"),
        ("https://a.example/x", "javascript:void(0)", "https://a.example/x"),
        ("file:///a.txt", None, "file:///a.txt"),
        ("https://[", None, "https://["),
    ],
)
def test_one_page_has_one_address(url: str, stated: str | None, expected: str) -> None:
    assert canonical(url, stated) == expected


@given(st.from_regex(r"https?://[a-z]{1,8}\.example(/[a-z?&=_#]{0,20})?", fullmatch=True))
def test_a_canonical_address_is_its_own(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("China has banned exports of antimony to the United States, and the price is rising.", "en"),
        ("商务部公告2024年第46号，对锑实施出口管制，MP Materials等企业受影响。", "zh"),
        ("商務部宣布對銻實施出口管制。", "zh"),
        ("経済産業省は、レアアースの輸出についての発表をしました。", "other"),
        ("산업통상자원부는 희토류 수출 통제를 발표했다.", "other"),
        ("La ministre a annoncé la suspension des exportations de cobalt pour quatre mois dans le pays.", "other"),
        ("Kementerian ESDM akan membatasi ekspor bijih nikel dari Indonesia untuk tahun ini.", "other"),
        ("El gobierno de Chile publicó las bases para el litio en el salar.", "other"),
        ("", "other"),
    ],
)
def test_the_language_is_told_by_the_text(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta name="PubDate" content="2025-04-04 16:13">', "2025-04-04T08:13"),
        (
            '<meta name=date content="2020-01-01"><meta property="article:published_time" content="2025-04-04T16:13Z">',
            "2025-04-04T16:13",
        ),
        ('<meta itemprop="datePublished" content="2025-04-04">', "2025-04-04T04:00"),
        (
            '<script type="application/ld+json">[{"datePublished": "2025-04-04T10:00:00+08:00"}]</script>',
            "2025-04-04T02:00",
        ),
        (
            '<script type="application/ld+json">{broken</script><time datetime="2025-04-04">4 April</time>',
            "2025-04-04T04:00",
        ),
        ('<meta name="PubDate" content="not yet"><time datetime="2025-04-05">x</time>', "2025-04-05T04:00"),
        ('<meta name="PubDate" content="2099-01-01">', None),
        ("<title>2025-04-04</title>", None),
    ],
)
def test_a_page_states_its_date_in_many_ways(head: str, expected: str | None) -> None:
    found = page_date(BeautifulSoup(f"<html><head>{head}</head></html>", "lxml"), "Asia/Shanghai", NOW)
    assert (found.strftime("%Y-%m-%dT%H:%M") if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二四年十二月三日", datetime(2024, 12, 3, 4, tzinfo=UTC)),
        ("二○二五年十月二十日", datetime(2025, 10, 20, 4, tzinfo=UTC)),
        ("3 December 2024", datetime(2024, 12, 3, 4, tzinfo=UTC)),
        ("December 3, 2024", datetime(2024, 12, 3, 4, tzinfo=UTC)),
        ("二〇二四年十三月三日", None),
    ],
)
def test_dates_are_read_in_words(text: str, expected: datetime | None) -> None:
    assert parse(text, "Asia/Shanghai", NOW) == expected


@given(st.text(max_size=30, alphabet="二〇十一三年月日0123456789-: T"))
def test_no_text_makes_the_date_reader_raise(text: str) -> None:
    assert parse(text, "UTC", NOW) is None or parse(text, "UTC", NOW) <= NOW.replace(day=25)  # type: ignore[operator]
