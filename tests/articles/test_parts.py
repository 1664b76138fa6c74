"""The small parts: addresses, languages and scripts, metadata dates, titles, text set in lines of print."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.making import NOW
from tracker.articles.address import canonical, identity, stated_number
from tracker.articles.dates import page_date
from tracker.articles.language import language, script
from tracker.articles.page import read_page
from tracker.articles.plain import unwrapped


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
        ("https://a.example/x", "https://[", "https://a.example/x"),
        ("https://amp.a.example/x/amp/", "https://www.a.example/x/", "https://www.a.example/x/"),
        ("https://a-example.cdn.ampproject.org/c/s/a.example/x?amp=1", None, "https://a.example/x"),
        ("https://www.google.com/amp/s/a.example/x", None, "https://a.example/x"),
        ("http://a.example/x", "https://a.example/x", "http://a.example/x"),
        (
            "https://a.example/iteminfo.jsp?id=3",
            "https://a.example/iteminfo.jsp",
            "https://a.example/iteminfo.jsp?id=3",
        ),
        ("https://a.example/x?ref=list", "https://a.example/x", "https://a.example/x"),
        ("https://a.example/x", "https://a.example/404.html", "https://a.example/x"),
        ("https://a.example/x", "https://a.example/index.html", "https://a.example/x"),
    ],
)
def test_one_page_has_one_address(url: str, stated: str | None, expected: str) -> None:
    assert canonical(url, stated) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/x", "https://www.a.example/x"),
        ("https://m.a.example/x?id=1", "https://www.a.example/x?id=1"),
        ("https://wap.a.example/x", "https://www.a.example/x"),
        ("https://www.a.example/x/amp", "https://www.a.example/x"),
        ("https://www.a.example/x/amp/", "https://www.a.example/x/"),
        ("https://www.a.example/x.amp.html", "https://www.a.example/x.html"),
        ("https://www.a.example/x/index.html", "https://www.a.example/x/"),
        ("http://www.a.example:80/", "https://www.a.example/index.shtml?utm_source=y#top"),
    ],
)
def test_one_page_has_one_identity(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://m.example/x", "https://www.example/x"),
        ("https://a.example/amplifier", "https://a.example/lifier"),
        ("file:a.txt", "file:b.txt"),
        ("https://[", "https://]"),
    ],
)
def test_two_pages_have_two(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32024R1252", "EU 2024/1252"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32009L0028&from=EN", "EU 2009/28"),
        ("https://publications.europa.eu/resource/celex/32013R0952", "EU 2013/952"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:L_202401252", "EU 2024/1252"),
        ("https://eur-lex.europa.eu/eli/reg/2024/1252/oj", "EU 2024/1252"),
        ("http://data.europa.eu/eli/reg_impl/2026/123/oj/eng", "EU 2026/123"),
        ("https://www.federalregister.gov/documents/2025/11/07/2025-19813/final-list", "US-FR 2025-19813"),
        ("https://www.federalregister.gov/documents/full_text/text/2026/03/02/2026-90001.txt", "US-FR 2026-90001"),
        ("https://www.federalregister.gov/d/2025-19813", "US-FR 2025-19813"),
        ("https://www.govinfo.gov/content/pkg/FR-2025-11-07/pdf/2025-19813.pdf", "US-FR 2025-19813"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32024R1252R(01)", None),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52023PC0160", None),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:02024R1252-20240503", None),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:L_202490123", None),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:C_202601234", None),
        ("https://www.federalregister.gov/documents/2025/11/07", None),
        ("https://a.example/2025-19813", None),
    ],
)
def test_some_addresses_state_the_number_of_the_act(url: str, number: str | None) -> None:
    assert stated_number(url) == number


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z.]{1,12}/(eli/reg|CELEX:3)[0-9RL/()]{0,12}", fullmatch=True))
def test_no_address_makes_it_raise(url: str) -> None:
    assert stated_number(url) is None or stated_number(url.strip()) is not None
    assert identity(identity(url)) == identity(url)


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
    ("text", "expected"),
    [
        ("商务部宣布对锑实施出口管制，企业应当申请许可。", "Hans"),
        ("商務部宣布對銻實施出口管制，業者應申請許可。", "Hant"),
        ("台北的企業說，里長與皇后都在家，面對管制只好等許可。", "Hant"),
        ("经济日报引述《經濟》一词，企业应当依法申请许可，接受检查。", "Hans"),
        ("經濟 经济", ""),
        ("公告", ""),
        ("锑", ""),
        ("経済産業省は、レアアースの輸出についての発表をしました。", ""),
        ("China has banned exports of antimony, 商務部 said, and the price is rising.", ""),
        ("", ""),
    ],
)
def test_the_script_is_told_by_letters_that_only_one_has(text: str, expected: str) -> None:
    assert script(text) == expected


@pytest.mark.parametrize(
    ("html", "official", "expected"),
    [
        ("<meta name=ArticleTitle content=A><h1>B</h1><title>C</title>", True, ["A", "B", "C"]),
        ("<meta property=og:title content=O><h1>B</h1><title>C - Site</title>", True, ["B", "O", "C"]),
        ("<meta property=og:title content=O><h1>B</h1><title>C - Site</title>", False, ["O", "B", "C"]),
        ("<h1>样本部</h1><title>公告第1号_样本部</title>", True, ["公告第1号"]),
        ("<h1><img></h1><h1>B</h1>", True, ["B"]),
        ("<title> | Site</title>", True, ["| Site"]),
        ("<p>none</p>", True, []),
    ],
)
def test_titles_come_in_order(html: str, official: bool, expected: list[str]) -> None:
    assert list(read_page(html, "https://a.example/", None, official=official).titles) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<br>b</p>", ["a", "b"]),
        ("<p>seen <span style='display: none'>unseen</span></p><p hidden>unseen</p>", ["seen"]),
        ("<table><tr><td>(1)</td><td><p>One.</p><p>Two.</p></td></tr></table>", ["(1) One.", "Two."]),
        ("<table><tr><td>—</td><td>dash</td></tr></table>", ["— dash"]),
        ("<table><tr><td>1</td><td>tin</td></tr></table>", ["1 | tin"]),
        ("<table><tr><td>(1)</td><td></td></tr></table><p>next</p>", ["(1) next"]),
        ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", ["a | b", "c"]),
        ("<pre>one\ntwo</pre>", ["one", "two"]),
    ],
)
def test_lines_are_those_that_a_reader_sees(html: str, expected: list[str]) -> None:
    assert read_page(f"<div id=c>{html}</div>", "https://a.example/", "#c").text.split("\n") == expected


PRINTED = """SUMMARY: The office asks for comments on the quantity of ore that it should
keep, and on where it should keep it, now that the old store on the hill is
full.

    First paragraph, which is set in lines of print and broken by a page that

[[Page 12]]

turns in the middle of it.
    Second paragraph, which is not.

Ore                         Tons
lead....................... 12
"""


def test_print_is_set_anew_as_paragraphs() -> None:
    assert unwrapped(PRINTED).split("\n") == [
        "SUMMARY: The office asks for comments on the quantity of ore that it should "
        "keep, and on where it should keep it, now that the old store on the hill is full.",
        "First paragraph, which is set in lines of print and broken by a page that turns in the middle of it.",
        "[[Page 12]]",
        "Second paragraph, which is not.",
        "Ore                         Tons",
        "lead....................... 12",
    ]


@given(st.lists(st.text(max_size=30)).map("\n".join))
def test_text_that_is_not_set_in_print_stays(text: str) -> None:
    assert unwrapped(text) == text


@given(st.text(alphabet="ab .-[P]\n", max_size=600))
def test_setting_print_anew_loses_nothing(text: str) -> None:
    assert sorted("".join(unwrapped(text).split())) == sorted("".join(text.split()))


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
