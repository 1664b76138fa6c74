"""Dates in running text: what they mean, which part they play, and that none is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tracker.claims import dates_en, dates_zh
from tracker.claims.dates import day, local_day

TOLD = date(2025, 11, 12)  # a Wednesday

ENGLISH = [
    ("It was banned on 3 December 2024.", [("2024-12-03", "day")]),
    ("It was banned on Dec. 3, 2024.", [("2024-12-03", "day")]),
    ("Prices fell on Dec 20.", [("2024-12-20", "day")]),
    ("The rule dates from the third of May last year.", [("2024-05-03", "effective")]),
    ("It was signed on May third last year.", [("2024-05-03", "day")]),
    ("They met on Tuesday.", [("2025-11-11", "day")]),
    ("They met last Wednesday.", [("2025-11-05", "day")]),
    ("They met yesterday.", [("2025-11-11", "day")]),
    ("They agreed last month.", [("2025-10", "day")]),
    ("It was launched last August.", [("2025-08", "day")]),
    ("It was launched in August.", [("2025-08", "day")]),
    ("Since February a permit is needed.", [("2025-02", "effective")]),
    ("Since 15 September 2024 a permit is needed.", [("2024-09-15", "effective")]),
    ("The duty takes effect on 1 December.", [("2025-12-01", "effective")]),
    ("The duty takes effect in Norway on 1 January.", [("2026-01-01", "effective")]),
    ("It runs until 10 November 2026.", [("2026-11-10", "until")]),
    ("It runs until 27 November.", [("2025-11-27", "until")]),
    ("It is valid from 1 March 2026 to 30 June 2026.", [("2026-03-01", "effective"), ("2026-06-30", "until")]),
    ("Between 2019 and 2024 output rose.", [("2019", "span"), ("2024", "span")]),
    ("It will be built by 2028.", [("2028", "until")]),
    ("The tax stays until the end of 2026.", [("2026-12-31", "until")]),
    ("On 24 May 2024 it was signed and on the same day published.", [("2024-05-24", "day"), ("2024-05-24", "day")]),
    ("The mine will restart in February.", [("2026-02", "day")]),
    ("They will meet again on Friday.", [("2025-11-14", "day")]),
    ("It may restart, an official said on Monday.", [("2025-11-10", "day")]),
    ("It has forbidden the trade, effective on Tuesday.", [("2025-11-11", "effective")]),
    ("The duty takes effect just after midnight on Friday.", [("2025-11-14", "effective")]),
    ("Only two firms may sell it this year and next.", [("2025", "day"), ("2026", "day")]),
    ("96,600 tonnes for each of the years 2026 and 2027.", [("2026", "day"), ("2027", "day")]),
    ("The ceiling shall cease to operate from 01.01.2026.", [("2026-01-01", "effective")]),
    ("The decree of 28.10.25 was read out.", [("2025-10-28", "day")]),
    ("Under code 1.2.30 and version 3.11.12 nothing changes.", []),
    ("The quota runs au 16 octobre 2025.", [("2025-10-16", "day")]),
    ("It was issued on 8 Januari 2025.", [("2025-01-08", "day")]),
    ("It has put off the duty until 1 December.", [("2025-12-01", "effective")]),
    ("It was postponed by six months, to 1 December.", [("2025-12-01", "effective")]),
    ("The rule does not start until 1 December.", [("2025-12-01", "effective")]),
    ("It is a tax backdated to 1 January 2025.", [("2025-01-01", "effective")]),
    ("It was halved, retroactive to 1 July.", [("2025-07-01", "effective")]),
    ("It was extended from 31 May to 31 December.", [("2025-05-31", "effective"), ("2025-12-31", "until")]),
    ("From Thursday it lets cobalt out.", [("2025-11-13", "effective")]),
    ("From Monday it has asked for a permit.", [("2025-11-10", "effective")]),
    ("It has been in place since New Year's Day.", [("2025-01-01", "effective")]),
    ("China's 2010 embargo is remembered.", [("2010", "day")]),
    ("It has set the 2026 mining quota.", [("2026", "day")]),
    ("It kept part of the 2026 quota.", []),
    ("The average of 2022 to 2024 counts.", [("2022", "span"), ("2024", "span")]),
    ("The tax ends in January 2027.", [("2027-01", "until")]),
    ("It may rain.", []),
]
CHINESE = [
    ("2029年元旦起停止出口", [("2029-01-01", "effective")]),
    ("15日起全面停止装车", [("2025-11-15", "effective")]),
    ("28日起全面停止装车", [("2025-10-28", "effective")]),
    ("15日宣判", [("2025-10-15", "day")]),
    ("2月22日开始，10日终止", [("2025-02-22", "effective"), ("2025-11-10", "until")]),
    ("11月6日发布今年第1号公告，当日起施行", [("2025-11-06", "day"), ("2025", "day"), ("2025-11-06", "effective")]),
    ("税则已于10月23日上路", [("2025-10-23", "effective")]),
    ("2024年12月3日发布", [("2024-12-03", "day")]),
    ("二〇二五年四月四日", [("2025-04-04", "day")]),
    ("自2025年12月1日起施行", [("2025-12-01", "effective")]),
    ("自2025年12月1日起至2026年11月10日止", [("2025-12-01", "effective"), ("2026-11-10", "until")]),
    ("即日起至2026年11月10日", [("2025-11-12", "effective"), ("2026-11-10", "until")]),
    ("今年9月启动", [("2025-09", "day")]),
    ("去年9月15日起实行", [("2024-09-15", "effective")]),
    ("12月1日起须凭许可出口", [("2025-12-01", "effective")]),
    ("4月4日起凭许可出口", [("2025-04-04", "effective")]),
    ("本月8日宣布", [("2025-11-08", "day")]),
    ("昨日（11日）宣布", [("2025-11-11", "day")]),
    ("上周五宣布", [("2025-11-07", "day")]),
    ("周一宣布", [("2025-11-10", "day")]),
    ("9日在深圳开会", [("2025-11-09", "day")]),
    ("16日宣判", [("2025-10-16", "day")]),
    ("暂停到明年11月27日", [("2026-11-27", "until")]),
    ("10月9日发布，当日起施行", [("2025-10-09", "day"), ("2025-10-09", "effective")]),
    ("近日召开", [("2025-11", "day")]),
    ("明年元旦起停止出口", [("2026-01-01", "effective")]),
    ("今明两年由列名企业出口", [("2025", "effective"), ("2026", "until")]),
    ("采矿证11月9日到期，次日起停产", [("2025-11-09", "until"), ("2025-11-10", "effective")]),
    ("自114年1月1日起至118年12月31日止", [("2025-01-01", "effective"), ("2029-12-31", "until")]),
    ("矿区将于6月复产", [("2026-06", "effective")]),
    (
        "10月9日发布，将自12月1日起施行；自发布之日起须申报",
        [("2025-10-09", "day"), ("2025-12-01", "effective"), ("2025-11-12", "effective")],
    ),
    ("价格每吨16万元", []),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(when.value, when.role) for when in dates_en.find(text, TOLD)] == expected


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_chinese_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(when.value, when.role) for when in dates_zh.find(text, TOLD)] == expected


@pytest.mark.parametrize("text", ["on Tuesday", "Dec 3", "last month", "today", "in August", "by the end of the year"])
def test_no_english_date_is_invented_without_the_day_of_the_article(text: str) -> None:
    assert dates_en.find(f"They met {text}.", None) == ()


@pytest.mark.parametrize("text", ["昨日", "9月15日起", "上周五", "今年4月", "即日起", "近日", "9日"])
def test_no_chinese_date_is_invented_without_the_day_of_the_article(text: str) -> None:
    assert dates_zh.find(f"{text}宣布", None) == ()


@pytest.mark.parametrize(("text", "start", "end"), [
    ("suspended for 90 days", "2025-05-14", "2025-08-12"),
    ("halted for four months", "2025-02-22", "2025-06-22"),
    ("paused for a year", "2025-11", "2026-11"),
    ("nothing said", "2025-11", None),
])  # fmt: skip
def test_durations_end_what_they_begin(text: str, start: str, end: str | None) -> None:
    assert dates_en.until_after(text, start) == end


def test_chinese_durations() -> None:
    assert dates_zh.until_after("暂停四个月", "2025-02-22") == "2025-06-22"
    assert dates_zh.until_after("为期一年", "2025-11-10") == "2026-11-10"


def test_the_calendar_is_kept() -> None:
    assert day(2025, 2, 30) is None
    assert day(2025, 13) is None
    assert day(20025) is None
    assert dates_zh.find("二〇二五年二月三十日", TOLD) == ()


def test_the_day_is_the_publishers_own() -> None:
    late = datetime(2025, 5, 8, 20, 0, tzinfo=UTC)
    assert local_day(late, "CN") == date(2025, 5, 9)
    assert local_day(late, "US") == date(2025, 5, 8)
    assert local_day(None, "CN") is None
