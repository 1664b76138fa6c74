"""Numbers and amounts: what is one, where it begins and ends, what it is worth."""

from __future__ import annotations

import pytest

from tracker.mentions import numerals, quantities
from tracker.mentions.spans import read
from tracker.vocab import fold


def amounts(text: str, home: str = "CN") -> list[tuple[str, float | None, str]]:
    found = sorted(quantities.find(read(text, fold(text)), home), key=lambda each: each.start)
    return [(text[each.start : each.end], each.value, each.unit) for each in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四十六", 46),
        ("二〇二四", 2024),
        ("十", 10),
        ("三千二百", 3200),
        ("两万五千", 25000),
        ("一百零五", 105),
        ("两亿三千万", 230_000_000),
    ],
)
def test_chinese_numerals(text: str, value: float) -> None:
    assert numerals.chinese(text) == value


def test_what_is_no_numeral_has_no_value() -> None:
    assert numerals.chinese("四十x") is None
    assert numerals.plain("1.2.3") is None
    assert numerals.integer("x") is None


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("some 2,450 metric tons of ore", "2,450 metric tons", 2450, "t"),
        ("more than 1.5 million tonnes a year", "1.5 million tonnes", 1_500_000, "t"),
        ("a lot of 30 to 45 kg left", "30 to 45 kg", 30, "kg"),
        ("fell 7.5 per cent on Monday", "7.5 per cent", 7.5, "%"),
        ("a 12% duty", "12%", 12, "%"),
        ("twelve percent of it", "twelve percent", 12, "%"),
        ("a loan of US$320 million to the mine", "US$320 million", 320_000_000, "USD"),
        ("paid $4.2bn in cash", "$4.2bn", 4_200_000_000, "USD"),
        ("quoted at $31.50/lb in May", "$31.50/lb", 31.5, "USD/lb"),
        ("at RMB 95,000-97,500 a tonne", "RMB 95,000-97,500 a tonne", 95_000, "CNY/t"),
        ("worth 81 million yuan", "81 million yuan", 81_000_000, "CNY"),
        ("Rs 1,200 crore for it", "Rs 1,200 crore", 12_000_000_000, "INR"),
        ("about 600 short tons", "600 short tons", 600, "short ton"),
        ("C$75 million for the mill", "C$75 million", 75_000_000, "CAD"),
        ("€1.3 billion of loans", "€1.3 billion", 1_300_000_000, "EUR"),
        ("between 2-3 percent", "2-3 percent", 2, "%"),
    ],
)
def test_english_amounts(text: str, surface: str, value: float, unit: str) -> None:
    assert amounts(text) == [(surface, value, unit)]


@pytest.mark.parametrize(
    ("text", "surface", "value", "unit"),
    [
        ("约1.2万吨钴", "1.2万吨", 12_000, "t"),
        ("查获3.5公噸", "3.5公噸", 3.5, "t"),
        ("跌至每吨8.6万元", "每吨8.6万元", 86_000, "CNY/t"),
        ("报12.3万元/吨", "12.3万元/吨", 123_000, "CNY/t"),
        ("罚款720万元", "720万元", 7_200_000, "CNY"),
        ("投資15億美元", "15億美元", 1_500_000_000, "USD"),
        ("占比达百分之三十五", "百分之三十五", 35, "%"),
        ("上涨2.75%", "2.75%", 2.75, "%"),
        ("进口占七成以上", "七成", 70, "%"),
        ("每磅24美元", "每磅24美元", 24, "USD/lb"),
    ],
)
def test_chinese_amounts(text: str, surface: str, value: float, unit: str) -> None:
    assert amounts(text) == [(surface, value, unit)]


def test_a_change_from_one_amount_to_another_is_two_amounts() -> None:
    assert amounts("rose from 4 % to 9 % and from $20 to $35 a kilo") == [
        ("4 %", 4, "%"),
        ("9 %", 9, "%"),
        ("$20", 20, "USD"),
        ("$35 a kilo", 35, "USD/kg"),
    ]


def test_a_bare_yuan_is_the_money_of_the_papers_own_country() -> None:
    assert amounts("售价800元", "TW") == [("800元", 800, "TWD")]
    assert amounts("售价800元", "CN") == [("800元", 800, "CNY")]


@pytest.mark.parametrize(
    "text",
    [
        "for 12 months, until 27 November 2026, three people and 14 firms",
        "in 5G phones and a 7 T magnet",
        "12个月内、2026年11月27日前、14家企业",
        "完成三成就",
    ],
)
def test_durations_dates_and_counts_are_no_amounts(text: str) -> None:
    assert amounts(text) == []
