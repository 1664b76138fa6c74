"""Official numbers in all printed forms, brought to one normal form."""

from __future__ import annotations

import pytest

from tracker.mentions import instruments
from tracker.mentions.spans import read, resolve
from tracker.vocab import fold


def numbers(text: str, year: int | None = 2025, state: str = "CN") -> list[tuple[str, str]]:
    reading = read(text, fold(text))
    found = instruments.find([reading], year, [lambda position: state])[0]
    return [(text[each.start : each.end], each.term) for each in resolve(found)]


@pytest.mark.parametrize(
    ("text", "surface", "term"),
    [
        ("under Announcement No. 10 of 2025 licences", "Announcement No. 10 of 2025", "CN-MOFCOM 2025/10"),
        ("MOFCOM Announcement No. 61 [2025] says", "MOFCOM Announcement No. 61 [2025]", "CN-MOFCOM 2025/61"),
        ("GACC Announcement No. 98 of 2024", "GACC Announcement No. 98 of 2024", "CN-GACC 2024/98"),
        ("Announcement No. 12 of the Ministry of Commerce", "Announcement No. 12", "CN-MOFCOM 2025/12"),
        ("State Council Decree No. 785", "State Council Decree No. 785", "CN-SC 785"),
        ("signed Executive Order 14285 on deep seas", "Executive Order 14285", "US-EO 14285"),
        ("E.O. 14156 declared", "E.O. 14156", "US-EO 14156"),
        ("Proclamation 10896 of February", "Proclamation 10896", "US-PROC 10896"),
        ("(FR Doc. 2025-06836)", "FR Doc. 2025-06836", "US-FR 2025-06836"),
        ("amends 15 CFR part 744", "15 CFR part 744", "US-CFR 15/744"),
        ("see 15 CFR 744.21(a)", "15 CFR 744.21(a)", "US-CFR 15/744"),
        ("Regulation (EU) 2024/1252", "Regulation (EU) 2024/1252", "EU 2024/1252"),
        ("Council Regulation (EU) No 833/2014", "Council Regulation (EU) No 833/2014", "EU 2014/833"),
        ("Directive (EU) 2023/2413", "Directive (EU) 2023/2413", "EU 2023/2413"),
        ("Decision No. 001/ARECOMS/2025", "Decision No. 001/ARECOMS/2025", "CD-ARECOMS 2025/001"),
        ("Statutory Instrument 57 of 2023", "Statutory Instrument 57 of 2023", "ZW-SI 2023/57"),
        ("Indonesia: ESDM Regulation No. 7 of 2023", "ESDM Regulation No. 7 of 2023", "ID-ESDM 2023/7"),
        ("the Defense Production Act", "Defense Production Act", "US-Defense Production Act"),
        ("the Trade Expansion Act of 1962", "Trade Expansion Act of 1962", "US-Trade Expansion Act of 1962"),
    ],
)
def test_english_forms(text: str, surface: str, term: str) -> None:
    state = "US" if term.startswith("US") else "CN"
    assert numbers(text, state=state) == [(surface, term)]


@pytest.mark.parametrize(
    ("text", "surface", "term"),
    [
        ("商务部公告2025年第61号", "商务部公告2025年第61号", "CN-MOFCOM 2025/61"),
        ("商务部 海关总署公告2024年第33号", "商务部 海关总署公告2024年第33号", "CN-MOFCOM 2024/33"),
        ("海关总署公告2023年第190号", "海关总署公告2023年第190号", "CN-GACC 2023/190"),
        ("商務部公告二〇二三年第二十三號", "商務部公告二〇二三年第二十三號", "CN-MOFCOM 2023/23"),
        ("按〔2024〕46号公告办理", "〔2024〕46号公告", "CN-MOFCOM 2024/46"),
        ("依2025年第10号公告", "2025年第10号公告", "CN-MOFCOM 2025/10"),
        ("国务院令第792号", "国务院令第792号", "CN-SC 792"),
        ("按照《中华人民共和国出口管制法》", "中华人民共和国出口管制法", "CN-Export Control Law"),
        ("签署第14241号行政命令", "第14241号行政命令", "US-EO 14241"),
        ("第003/ARECOMS/2025号决定", "第003/ARECOMS/2025号决定", "CD-ARECOMS 2025/003"),
        ("赣商务函〔2024〕15号", "赣商务函〔2024〕15号", "CN-JIANGXI-COMMERCE 2024/15"),
    ],
)
def test_chinese_forms(text: str, surface: str, term: str) -> None:
    assert numbers(text) == [(surface, term)]


def test_members_of_a_list_inherit_issuer_and_year() -> None:
    found = numbers("暂停商务部 海关总署公告2025年第55号、56号、57号。", 2026)
    assert found == [
        ("商务部 海关总署公告2025年第55号", "CN-MOFCOM 2025/55"),
        ("56号", "CN-MOFCOM 2025/56"),
        ("57号", "CN-MOFCOM 2025/57"),
    ]
    terms = [term for _, term in numbers("Announcements Nos 55, 56 and 57 of 2025 are suspended.", 2026)]
    assert terms == ["CN-MOFCOM 2025/55", "CN-MOFCOM 2025/56", "CN-MOFCOM 2025/57"]


def test_a_bare_number_takes_the_year_the_article_gives_it_elsewhere() -> None:
    text = "Announcement No. 46 of 2024 was suspended. Paragraph one of No. 46 stands."
    assert numbers(text) == [
        ("Announcement No. 46 of 2024", "CN-MOFCOM 2024/46"),
        ("No. 46", "CN-MOFCOM 2024/46"),
    ]


def test_a_relative_year_counts_from_the_articles_year() -> None:
    assert numbers("去年第46号公告", 2025) == [("第46号公告", "CN-MOFCOM 2024/46")]
    assert numbers("管制始于2006年，依据当年第50号公告", 2023) == [("第50号公告", "CN-MOFCOM 2006/50")]


@pytest.mark.parametrize(
    "text",
    [
        "China is the No. 1 producer of gallium, and export controls bite.",
        "an inquiry under section 232 and Section 301",
        "the order of 9 October, the third this year",
    ],
)
def test_ranks_and_sections_are_no_instruments(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The October 2025 package, Nos. 55 and 56 of the ministry of commerce, sleeps.", ["2025/55", "2025/56"]),
        ("Until 10 November 2027 Announcement No. 55 is paused, the ministry of commerce said.", ["2026/55"]),
        ("In force since August 2023 are licences under Announcement No. 23.", ["2023/23"]),
    ],
)
def test_a_bare_number_takes_the_year_its_sentence_speaks_of_unless_that_is_to_come(
    text: str, expected: list[str]
) -> None:
    assert [term.removeprefix("CN-MOFCOM ") for _, term in numbers(text, 2026)] == expected
