"""Dates as sources write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.entries.moment import moment

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
        ("December 3, 2024", "UTC", "2024-12-03T12:00"),
        ("令和8年4月1日", "Asia/Tokyo", "2026-04-01T03:00"),
        ("令和元年5月7日", "Asia/Tokyo", "2019-05-07T03:00"),
        ("2025. 7. 1", "Asia/Seoul", "2025-07-01T03:00"),
        (1733200000, "UTC", "2024-12-03T04:26"),
        ("1733200000000", "UTC", "2024-12-03T04:26"),
    ],
)
def test_a_date_is_read(text: object, zone: str, expected: str) -> None:
    found = moment(text, zone, NOW)
    assert found is not None
    assert found.strftime("%Y-%m-%dT%H:%M") == expected
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["", None, True, "soon", "2025-13-45", "2099-01-01", "1970-01-01", "32 May 2025", 1e300]
)
def test_what_is_no_date_is_none(text: object) -> None:
    assert moment(text, "UTC", NOW) is None


def test_a_stated_format_is_the_only_one() -> None:
    assert moment("24/12/03", "Asia/Tokyo", NOW, "%y/%m/%d") == datetime(2024, 12, 3, 3, tzinfo=UTC)
    assert moment("2024-12-03", "Asia/Tokyo", NOW, "%y/%m/%d") is None


def test_today_is_not_after_the_fetch() -> None:
    assert moment("2026-11-22", "America/New_York", NOW) == NOW


@given(st.text(max_size=40) | st.integers() | st.floats())
def test_nothing_raises_or_lies_in_the_future(value: object) -> None:
    found = moment(value, "Asia/Shanghai", NOW)
    assert found is None or found <= NOW + timedelta(days=2)
