"""When a source is asked again: by its wish, its manners, its failures and its rhythm, never more often than wished."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model import Tier
from tracker.watch import next_poll
from tracker.watch.timing import rhythm

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG_AGO = NOW - 300 * DAY
NEAR = timedelta(seconds=1)
SPANS = st.timedeltas(min_value=timedelta(minutes=5), max_value=timedelta(days=7))
ASKED = st.none() | st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))


def spaced(gap: timedelta, count: int) -> list[datetime]:
    return [NOW - gap * n for n in range(1, count + 1)]


def asked_for(wait: timedelta, wanted: timedelta) -> bool:
    return wanted <= wait <= wanted * 1.1 + NEAR


def poll(every: timedelta = HOUR, tier: Tier = "press", **more: object) -> timedelta:
    return next_poll(now=NOW, feed_id="a", every=every, tier=tier, **more)  # type: ignore[arg-type]


def test_a_source_is_asked_at_its_wish() -> None:
    assert asked_for(poll(), HOUR)


@pytest.mark.parametrize(("failures", "hours"), [(1, 2), (2, 4), (3, 8), (4, 16), (5, 24), (60, 24), (10**6, 24)])
def test_each_failure_doubles_the_wait_up_to_a_day(failures: int, hours: int) -> None:
    assert poll(failures=failures) == pytest.approx(hours * HOUR, rel=0.101)


def test_a_wish_of_more_than_a_day_is_kept_in_failure() -> None:
    assert asked_for(poll(7 * DAY, failures=3), 7 * DAY)


def test_what_a_server_asks_for_is_obeyed_up_to_a_week() -> None:
    assert asked_for(poll(failures=1, asked=3 * DAY), 3 * DAY)
    assert asked_for(poll(failures=1, asked=400 * DAY), 7 * DAY)
    assert asked_for(poll(failures=4, asked=HOUR), 16 * HOUR) or poll(failures=4, asked=HOUR) > 14 * HOUR
    assert poll(failures=1, asked=-DAY) < 3 * HOUR


def test_freshness_is_obeyed_up_to_a_day() -> None:
    assert asked_for(poll(fresh_for=5 * HOUR), 5 * HOUR)
    assert asked_for(poll(ttl=6 * HOUR, fresh_for=5 * HOUR), 6 * HOUR)
    assert asked_for(poll(fresh_for=365 * DAY), DAY)
    assert asked_for(poll(fresh_for=timedelta(0)), HOUR)


@pytest.mark.parametrize(
    ("every", "gap", "tier", "wanted"),
    [
        (HOUR, 30 * DAY, "press", 4 * HOUR),  # once a month
        (HOUR, DAY, "press", 2.63 * HOUR),  # once a day
        (HOUR, 2 * HOUR, "press", HOUR),  # lively
        (12 * HOUR, 80 * DAY, "press", 48 * HOUR),
        (12 * HOUR, 80 * DAY, "official", DAY),
        (2 * DAY, 80 * DAY, "official", 2 * DAY),
    ],
)
def test_a_source_that_speaks_seldom_is_asked_less_often(
    every: timedelta, gap: timedelta, tier: Tier, wanted: timedelta
) -> None:
    found = rhythm(now=NOW, every=every, tier=tier, recent=spaced(gap, 90 * DAY // gap), since=LONG_AGO)
    assert found == pytest.approx(wanted, rel=0.02)


def test_a_source_that_wakes_is_asked_at_its_new_rhythm() -> None:
    quiet = rhythm(now=NOW, every=HOUR, tier="press", recent=[NOW - 60 * DAY], since=LONG_AGO)
    awake = rhythm(now=NOW, every=HOUR, tier="press", recent=[NOW - 60 * DAY, *spaced(8 * HOUR, 21)], since=LONG_AGO)
    assert quiet == 4 * HOUR
    assert awake < 1.1 * HOUR


def test_a_batch_is_one_occasion() -> None:
    batches = [when - timedelta(minutes=n) for when in spaced(10 * DAY, 8) for n in range(40)]
    assert rhythm(now=NOW, every=HOUR, tier="press", recent=batches, since=LONG_AGO) == 4 * HOUR


def test_a_new_source_is_asked_at_its_wish() -> None:
    assert rhythm(now=NOW, every=HOUR, tier="press", recent=[], since=None) == HOUR
    assert rhythm(now=NOW, every=HOUR, tier="press", recent=[], since=NOW - 6 * DAY) == HOUR
    assert rhythm(now=NOW, every=HOUR, tier="press", recent=[], since=NOW - 60 * DAY) == 4 * HOUR


@given(
    SPANS,
    st.sampled_from(["official", "press"]),
    st.integers(0, 2000),
    ASKED,
    ASKED,
    st.lists(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))),  # noqa: DTZ001
    st.text(),
)
def test_no_source_is_asked_sooner_than_wished_nor_forgotten(
    every: timedelta,
    tier: Tier,
    failures: int,
    asked: timedelta | None,
    fresh: timedelta | None,
    recent: list[datetime],
    name: str,
) -> None:
    def wait() -> timedelta:
        return next_poll(
            now=NOW,
            feed_id=name,
            every=every,
            tier=tier,
            failures=failures,
            asked=asked,
            fresh_for=fresh,
            recent=recent,
            since=LONG_AGO,
        )

    found = wait()
    assert found == wait()
    assert found >= every
    assert found >= min(asked or timedelta(), 7 * DAY)
    longest = max(4 * every, DAY, min(asked or timedelta(), 7 * DAY))
    assert found <= longest * 1.1 + NEAR


def test_sources_of_one_interval_do_not_march_in_step() -> None:
    waits = [next_poll(now=NOW, feed_id=f"f{n}", every=HOUR, tier="press").total_seconds() for n in range(200)]
    assert len(set(waits)) == 200
    assert pstdev(waits) > 60
    assert max(b - a for a, b in pairwise(sorted(waits))) < 30
