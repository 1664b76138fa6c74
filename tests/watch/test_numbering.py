"""Numbers that must exist and were not seen, and acts that are cited and were not seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.watch import Gap, gaps

NUMBERS = st.sets(st.integers(1, 120), max_size=40)


def mofcom(*numbers: int, year: int = 2025) -> list[str]:
    return [f"CN-MOFCOM {year}/{n}" for n in numbers]


def test_a_hole_in_a_yearly_series_is_told() -> None:
    assert gaps(mofcom(55, 56, 58, 61), {}) == tuple(
        Gap(f"CN-MOFCOM 2025/{n}", "CN-MOFCOM 2025", "skipped") for n in (57, 59, 60)
    )


def test_years_and_issuers_are_apart() -> None:
    seen = [*mofcom(9, year=2024), *mofcom(11), "CN-GACC 2025/13", "CN-GACC 2025/14"]
    assert gaps(seen, {}) == ()


@pytest.mark.parametrize("issuer", ["US-FR 2025-0", "EU 2025/", "CN-MIIT 2025/", "ID-ESDM 2025/"])
def test_other_series_have_no_holes_to_us(issuer: str) -> None:
    assert gaps([f"{issuer}1201", f"{issuer}1203"], {}) == ()


def test_a_cited_act_that_was_not_seen_is_told() -> None:
    cited = {
        "CN-MOFCOM 2025/46": (3, "a1"),
        "CN-MOFCOM 2025/55": (9, "a2"),
        "US-FR 2025-06836": (1, "a3"),
        "CN-SC 785": (2, "a4"),
        "US-CFR 15/744": (5, "a5"),
    }
    assert gaps(["CN-MOFCOM 2025/55", "US-FR 2025-6837"], cited) == (
        Gap("CN-MOFCOM 2025/46", "CN-MOFCOM 2025", "cited", "a1", 3),
        Gap("CN-SC 785", "CN-SC", "cited", "a4", 2),
        Gap("US-FR 2025-06836", "US-FR 2025", "cited", "a3", 1),
    )


def test_an_act_may_be_skipped_and_cited() -> None:
    found = gaps(mofcom(55, 57), {"CN-MOFCOM 2025/56": (1, "a")})
    assert [each.why for each in found] == ["skipped", "cited"]
    assert {each.instrument for each in found} == {"CN-MOFCOM 2025/56"}


def test_a_series_of_which_little_is_seen_is_not_told_number_by_number() -> None:
    assert gaps(["CN-GACC 2025/12", "CN-GACC 2025/231"], {}) == ()
    assert gaps(mofcom(1, 2, 3, 785, 999_999), {}) == ()
    assert len(gaps(mofcom(*range(1, 31), 51), {})) == 20


@given(NUMBERS, NUMBERS)
def test_nothing_that_was_seen_is_missing(seen: set[int], cited: set[int]) -> None:
    found = gaps(mofcom(*seen), dict.fromkeys(mofcom(*cited), (1, "a")))
    names = set(mofcom(*seen))
    assert not any(each.instrument in names for each in found)
    skipped = {int(each.instrument.split("/")[1]) for each in found if each.why == "skipped"}
    assert all(min(seen) < number < max(seen) for number in skipped)
    assert {each.instrument for each in found if each.why == "cited"} == set(mofcom(*cited)) - names


@given(st.lists(st.text(max_size=20)))
def test_odd_ids_are_passed_over(names: list[str]) -> None:
    assert gaps(names, dict.fromkeys(names, (1, "a"))) == gaps(reversed(names), {})
