"""Dates in every form that the sources write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.moment import moment, written

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        ("2025-04-04", "Asia/Shanghai", "2025-04-04T04:00"),
        ("[2025-04-04]", "Asia/Shanghai", "2025-04-04T04:00"),
        ("2025年4月4日", "Asia/Shanghai", "2025-04-04T04:00"),
        ("2025-04-04 16:13", "Asia/Shanghai", "2025-04-04T08:13"),
        ("2025/4/4 16:13:05", "Asia/Shanghai", "2025-04-04T08:13"),
        ("2025-04-04T16:13:00+02:00", "Asia/Shanghai", "2025-04-04T14:13"),
        ("2025-04-04T16:13:00.123Z", "Asia/Shanghai", "2025-04-04T16:13"),
        ("14 Oktober 2026", "Asia/Jakarta", "2026-10-14T05:00"),
        ("3 de diciembre de 2024", "America/Santiago", "2024-12-03T15:00"),
        ("12 août 2025", "Africa/Kinshasa", "2025-08-12T11:00"),
        ("12 aou\u0302t 2025", "Africa/Kinshasa", "2025-08-12T11:00"),
        ("December 3, 2024", "UTC", "2024-12-03T12:00"),
        ("令和8年4月1日", "Asia/Tokyo", "2026-04-01T03:00"),
        ("㋿8年4月1日", "Asia/Tokyo", "2026-04-01T03:00"),
        ("2026年（令和8年）4月1日", "Asia/Tokyo", "2026-04-01T03:00"),
        ("令和元年5月7日", "Asia/Tokyo", "2019-05-07T03:00"),
        ("令和８年４月１日", "Asia/Tokyo", "2026-04-01T03:00"),
        ("R8.4.1", "Asia/Tokyo", "2026-04-01T03:00"),
        ("平成31年4月30日", "Asia/Tokyo", "2019-04-30T03:00"),
        ("H30.12.25", "Asia/Tokyo", "2018-12-25T03:00"),
        ("二〇二六年三月二日", "Asia/Shanghai", "2026-03-02T04:00"),
        ("二○二五年十一月二十二日", "Asia/Shanghai", "2025-11-22T04:00"),
        ("二零二四年十二月三十日", "Asia/Shanghai", "2024-12-30T04:00"),
        ("二O二四年十二月三十日", "Asia/Shanghai", "2024-12-30T04:00"),
        ("二〇二四年十月廿一日", "Asia/Shanghai", "2024-10-21T04:00"),
        ("二〇二四年十月卅一日", "Asia/Shanghai", "2024-10-31T04:00"),
        ("２０２５年４月４日　１６：１３", "Asia/Shanghai", "2025-04-04T08:13"),
        ("【2025-04-04】", "Asia/Shanghai", "2025-04-04T04:00"),
        ("3 Nopember 2025", "Asia/Jakarta", "2025-11-03T05:00"),
        ("Jumat, 29 Agustus 2025", "Asia/Jakarta", "2025-08-29T05:00"),
        ("14-Okt-2026", "Asia/Jakarta", "2026-10-14T05:00"),
        ("1º de março de 2025", "America/Sao_Paulo", "2025-03-01T15:00"),
        ("15 de enero del 2025", "America/Santiago", "2025-01-15T15:00"),
        ("1er décembre 2025", "Africa/Kinshasa", "2025-12-01T11:00"),
        ("2. März 2026", "Europe/Berlin", "2026-03-02T11:00"),
        ("3 Disember 2025", "Asia/Kuala_Lumpur", "2025-12-03T04:00"),
        ("2nd April 2025", "UTC", "2025-04-02T12:00"),
        ("2025년 7월 1일", "Asia/Seoul", "2025-07-01T03:00"),
        ("2025. 7. 1", "Asia/Seoul", "2025-07-01T03:00"),
        ("2025년 7월 1일 오후 2:30", "Asia/Seoul", "2025-07-01T05:30"),
        ("2026年3月2日下午2时30分", "Asia/Shanghai", "2026-03-02T06:30"),
        ("2026年3月2日 下午14:30", "Asia/Shanghai", "2026-03-02T06:30"),
        ("16:13, 4 April 2025", "Asia/Shanghai", "2025-04-04T08:13"),
        ("4 April 2025 | source: a wire | 16:13", "Asia/Shanghai", "2025-04-04T08:13"),
        ("4 April 2025 | open 08:00 to 16:00", "Asia/Shanghai", "2025-04-04T04:00"),
        ("2026-03-02 10:00 GMT+8", "UTC", "2026-03-02T02:00"),
        ("2026-03-02 10:00 UTC-0330", "UTC", "2026-03-02T13:30"),
        ("14/10/2026", "UTC", "2026-10-14T12:00"),
        ("20260302", "Asia/Shanghai", "2026-03-02T04:00"),
        ("20260302093000", "Asia/Shanghai", "2026-03-02T01:30"),
        ("20260302T093000Z", "Asia/Shanghai", "2026-03-02T09:30"),
        (1733200000, "UTC", "2024-12-03T04:26"),
        (1733200000.5, "UTC", "2024-12-03T04:26"),
        ("1733200000000", "UTC", "2024-12-03T04:26"),
    ],
)
def test_a_date_is_read_in_its_zone(text: object, zone: str, expected: str) -> None:
    found = moment(text, zone, NOW)
    assert found is not None
    assert found.strftime("%Y-%m-%dT%H:%M") == expected
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-02", "2026-03-02T12:00"),
        ("[2026/3/2]", "2026-03-02T12:00"),
        ("2026.03.02.", "2026-03-02T12:00"),
        ("2026. 3. 2.", "2026-03-02T12:00"),
        ("2026年3月2日 09:30", "2026-03-02T09:30"),
        ("2026年3月2日（星期一）9时30分", "2026-03-02T09:30"),
        ("2026년 3월 2일", "2026-03-02T12:00"),
        ("二〇二六年三月二十一日", "2026-03-21T12:00"),
        ("2 Maret 2026 10:15", "2026-03-02T10:15"),
        ("1er août 2026", "2026-08-01T12:00"),
        ("2 de marzo de 2026", "2026-03-02T12:00"),
        ("2 de março de 2026, 10h05", "2026-03-02T10:05"),
        ("March 2nd, 2026 at 4:05 p.m.", "2026-03-02T16:05"),
        ("Mar. 2, 2026 12:10 AM", "2026-03-02T00:10"),
        ("Mon, 02 Mar 2026 10:00:00 GMT", "2026-03-02T10:00"),
        ("2026-03-02T10:00:00.123+08:00", "2026-03-02T02:00"),
        ("2026-03-02T10:00:00-0500", "2026-03-02T15:00"),
        ("2026-03-02-10:00:00", "2026-03-02T10:00"),
        ("2026-03-02 99:99", "2026-03-02T12:00"),
        ("10/14/2026", "2026-10-14T12:00"),
        ("03/03/2026", "2026-03-03T12:00"),
        ("2.3.2026", "2026-03-02T12:00"),
    ],
)
def test_a_date_is_read_as_it_is_written(text: str, expected: str) -> None:
    found = moment(text, "UTC", NOW)
    assert found is not None
    assert found.strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize(
    "text",
    ["", None, True, [], "soon", "2025-13-45", "2099-01-01", "1970-01-01", "1889-03-02", "32 May 2025", 1e300, 10**400],
)
def test_what_is_no_date_is_none(text: object) -> None:
    assert moment(text, "UTC", NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "二〇二五年十三月一日",
        "二〇二五年一二月一日",
        "二〇二六年十十月一日",
        "令和99年1月1日",
        "令和8年13月2日",
        "12 2025",
        "5 apples 2024",
        "5 Sampuary 2026",
        "Decree 12 2024",
        "[05-13]",
        "2025",
        "03/02/2026",
        "13/13/2026",
        "2026-02-30",
        "no. 12.2026.4512",
    ],
)
def test_half_a_date_is_none(text: object) -> None:
    assert moment(text, "UTC", NOW) is None


def test_a_stated_format_is_the_only_one() -> None:
    assert moment("24/12/03", "Asia/Tokyo", NOW, "%y/%m/%d") == datetime(2024, 12, 3, 3, tzinfo=UTC)
    assert moment("[24/12/03]", "Asia/Tokyo", NOW, "%y/%m/%d") == datetime(2024, 12, 3, 3, tzinfo=UTC)
    assert moment("[24/12/03]", "Asia/Tokyo", NOW, "[%y/%m/%d]") == datetime(2024, 12, 3, 3, tzinfo=UTC)
    assert moment("24/12/03 0930", "Asia/Tokyo", NOW, "%y/%m/%d %H%M") == datetime(2024, 12, 3, 0, 30, tzinfo=UTC)
    assert moment("2024-12-03", "Asia/Tokyo", NOW, "%y/%m/%d") is None


def test_the_first_date_of_a_line_counts_and_knows_its_place() -> None:
    found = written("filed 2 March 2026, due 2026-04-01")
    assert found is not None
    assert (found.start, found.end, found.local) == (6, 18, datetime(2026, 3, 2))  # noqa: DTZ001 - as written
    line = "发布时间：２０２６年３月２日（星期一）来源"
    wide = written(line)
    assert wide is not None
    assert line[wide.start : wide.end] == "２０２６年３月２日（星期一）"


def test_today_is_not_after_the_fetch() -> None:
    assert moment("2026-11-22", "America/New_York", NOW) == NOW
    early = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert moment("2026-03-02", "Asia/Shanghai", early) == early


@given(
    st.text(max_size=60, alphabet="〇十一廿三年月日令和R0123456789-/:.() Tmaretjun|（星期下午时GMT+Z")
    | st.text(max_size=250)
    | st.integers()
    | st.floats()
)
def test_nothing_raises_or_lies_in_the_future(value: object) -> None:
    found = moment(value, "Asia/Shanghai", NOW)
    assert found is None or found <= NOW + timedelta(days=2)


@given(
    st.dates(date(1991, 1, 1), date(2026, 11, 21)),
    st.sampled_from(["%Y-%m-%d", "%Y年%m月%d日", "%d %B %Y", "%Y%m%d"]),
)
def test_each_day_comes_back_as_it_was_written(day: date, form: str) -> None:
    found = moment(day.strftime(form), "UTC", NOW)
    assert found is not None
    assert found.date() == day
