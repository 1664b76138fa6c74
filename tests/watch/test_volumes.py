"""A week out of the ordinary is told by the source's own history, and false alarms are as rare as stated."""

from __future__ import annotations

import random
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.watch import Alarm, volume
from tracker.watch.volumes import FALSE_ALARMS

WEEKS = st.lists(st.none() | st.integers(0, 400), max_size=40)


def kind(found: Alarm | None) -> str | None:
    return found.kind if found else None


@pytest.mark.parametrize(
    ("weeks", "expect", "expected"),
    [
        ([20, 22, 18, 21, 19, 2], None, "volume_drop"),
        ([20, 22, 18, 21, 19, 0], None, "volume_drop"),
        ([20, 22, 18, 21, 19, 60], None, "volume_spike"),
        ([20, 22, 18, 21, 19, 15], None, None),
        ([20, 22, 18, 21, 19, 27], None, None),
        ([1, 0, 2, 0, 1, 0, 0], None, None),  # normally quiet
        ([0, 0, 0, 0, 0, 0, 2], None, None),
        ([0, 0, 0, 0, 0, 0, 9], None, "volume_spike"),
        ([0, 40, 0, 0, 45, 0, 38, 0], None, None),  # comes in batches
        ([40, 41, 0], None, None),  # too little history
        ([0], 60.0, "volume_drop"),
        ([0], 5.0, None),
        ([25], 60.0, None),  # a guess may be wrong by a factor of two
        ([100], 60.0, None),
        ([0], None, None),
        ([0], 0.0, None),
        ([20, None, 18, None, 19, 21, 0], None, "volume_drop"),
        ([20, None, None, None, 19, 0], None, None),
        ([20, 22, 18, 21, 19, None], None, None),
        ([], 20.0, None),
    ],
)
def test_a_drop_and_a_spike_are_told_against_the_history(
    weeks: list[int | None], expect: float | None, expected: str | None
) -> None:
    assert kind(volume(weeks, expect)) == expected


def test_an_alarm_says_why() -> None:
    found = volume([20, 22, 18, 21, 19, 2])
    assert found is not None
    assert found.count == 2
    assert 19 < found.expected < 21
    assert found.reason.startswith("2 entries in a week where about 20")


def test_weeks_of_blindness_change_nothing() -> None:
    seen = volume([20, 22, 18, 21, 19, 2])
    assert volume([20, None, 22, 18, None, None, 21, 19, 2]) == seen


@given(WEEKS, st.none() | st.floats(0.01, 500))
def test_any_history_is_judged(weeks: list[int | None], expect: float | None) -> None:
    found = volume(weeks, expect)
    if found:
        assert 0 <= found.odds < FALSE_ALARMS
        assert (found.kind == "volume_drop") == (found.count < found.expected)
        assert found.reason


@given(st.lists(st.integers(0, 60), min_size=4, max_size=26), st.integers(0, 200), st.integers(0, 200))
def test_fewer_is_never_less_of_a_drop(history: list[int], count: int, fewer: int) -> None:
    if fewer <= count and kind(volume([*history, count])) == "volume_drop":
        assert kind(volume([*history, fewer])) == "volume_drop"


def poisson(dice: random.Random, mean: float) -> int:
    """Draw by Knuth's way."""
    limit, count, product = exp(-mean), 0, dice.random()
    while product > limit:
        count += 1
        product *= dice.random()
    return count


@pytest.mark.parametrize("mean", [0.5, 3.0, 12.0, 60.0])
def test_false_alarms_are_as_rare_as_stated(mean: float) -> None:
    dice = random.Random(7)
    rounds = 3_000
    alarms = sum(volume([poisson(dice, mean) for _ in range(12)]) is not None for _ in range(rounds))
    assert alarms / rounds < 2 * FALSE_ALARMS + 0.001  # a drop and a spike, and chance
