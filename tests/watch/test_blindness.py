"""The times in which a source was not seen: failing polls and the tracker's own silence, merged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.watch import Blind, blind
from tracker.watch.blindness import FAILING, SILENT, Poll

DAWN = datetime(2026, 11, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(hours: float) -> datetime:
    return DAWN + hours * HOUR


def poll(hours: float, worked: bool = True, wait: float | None = 1) -> Poll:
    return at(hours), worked, None if wait is None else at(hours + wait)


@pytest.mark.parametrize(
    ("polls", "now", "expected"),
    [
        ([], 50, []),
        ([poll(0), poll(1), poll(2)], 3, []),
        ([poll(0), poll(1, False), poll(2)], 3, [(1, 2, FAILING)]),
        ([poll(0), poll(1, False), poll(2, False), poll(3)], 4, [(1, 3, FAILING)]),
        ([poll(0), poll(1, False)], 2, [(1, None, FAILING)]),
        ([poll(0), poll(1, False), poll(2), poll(3, False)], 4, [(1, 2, FAILING), (3, None, FAILING)]),
        ([poll(0), poll(10)], 11, [(1, 10, SILENT)]),
        ([poll(0), poll(1.9)], 2, []),
        ([poll(0)], 30, [(1, None, SILENT)]),
        ([poll(0, wait=24), poll(47)], 48, []),
        ([poll(0, wait=24), poll(49)], 50, [(24, 49, SILENT)]),
        ([poll(0), poll(10, False), poll(11)], 12, [(1, 11, f"{SILENT}; {FAILING}")]),
        ([poll(0), poll(1, False), poll(20)], 21, [(1, 20, f"{FAILING}; {SILENT}")]),
        ([poll(0, wait=None)], 900, []),
        ([poll(0, False, None)], 900, [(0, None, FAILING)]),
        ([poll(2), poll(1, False), poll(0)], 3, [(1, 2, FAILING)]),
        ([poll(0), poll(1, False)], 0.5, []),
    ],
)
def test_blind_intervals(polls: list[Poll], now: float, expected: list[tuple[float, float | None, str]]) -> None:
    wanted = tuple(Blind(at(a), None if b is None else at(b), why) for a, b, why in expected)
    assert blind(polls, at(now)) == wanted


POLLS = st.lists(
    st.builds(poll, st.integers(0, 300), st.booleans(), st.none() | st.integers(1, 30)),
    max_size=25,
    unique_by=lambda each: each[0],
)


@given(POLLS, st.integers(0, 400))
def test_intervals_are_ordered_apart_and_true_to_the_polls(polls: list[Poll], hours: int) -> None:
    now = at(hours)
    found = blind(polls, now)
    for each, following in pairwise(found):
        assert each.until is not None
        assert each.since < each.until < following.since
    for each in found:
        assert each.since <= now
        assert each.until is None or each.since < each.until <= now
    for when, worked, _ in polls:
        if when <= now:
            inside = any(each.since <= when and (each.until is None or when < each.until) for each in found)
            assert inside or worked
