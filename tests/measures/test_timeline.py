"""What must hold of any turns of one scope, under both clocks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.measures.timeline import spans
from tracker.measures.turns import Turn, turn
from tracker.model import Span, Step

DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31))
TOLD = date(2024, 12, 1)


@st.composite
def any_turn(draw: st.DrawFn) -> Turn:
    kinds = ["proposed", "announced", "effective", "amended", "eased", "suspended", "resumed", "ended"]
    number = draw(st.integers(0, 10**6))
    step = Step(
        scope_id="s",
        kind=draw(st.sampled_from(kinds)),
        date=draw(DAYS.map(date.isoformat) | st.sampled_from(["2025", "2025-06"])),
        known=draw(DAYS),
        by=draw(st.sampled_from([None, "X-Y 2025/2"])),
        event_id=draw(st.sampled_from([None, f"e{number}"])),
        claim_id=None,
        tier=draw(st.sampled_from(["official", "official", "press"])),
        until=draw(st.none() | DAYS.map(date.isoformat)),
        source=f"https://example.org/{number}" if draw(st.booleans()) else "",
    )
    return turn(step, "x-y-2025-1", sure=draw(st.booleans()))


TURNS = st.lists(any_turn(), min_size=1, max_size=6, unique_by=lambda each: each.id)


def held(found: tuple[Span, ...], on: date, known: date) -> list[tuple[str, str]]:
    return [
        (span.state, span.step_id)
        for span in found
        if span.since <= on <= (span.until or on) and span.known_since <= known <= (span.known_until or known)
    ]


@given(TURNS, DAYS, DAYS)
def test_spans_never_overlap(turns: list[Turn], on: date, known: date) -> None:
    assert len(held(spans("s", turns, TOLD), on, known)) <= 1


@given(TURNS, any_turn(), DAYS)
def test_what_becomes_known_later_never_changes_what_was_known_before(turns: list[Turn], late: Turn, on: date) -> None:
    before = late.step.known - timedelta(days=1)
    known = [each for each in turns if each.step.known <= before]
    if not known:
        return
    assert held(spans("s", [*turns, late], TOLD), on, before) == held(spans("s", turns, TOLD), on, before)


@given(TURNS, st.randoms(use_true_random=False))
def test_the_order_of_turns_does_not_matter(turns: list[Turn], random: object) -> None:
    shuffled = random.sample(turns, len(turns))  # type: ignore[attr-defined]
    assert spans("s", shuffled, TOLD) == spans("s", turns, TOLD)


@given(TURNS, DAYS)
def test_in_force_needs_an_official_start_that_no_end_or_pause_follows(turns: list[Turn], on: date) -> None:
    official = [each for each in turns if each.step.tier == "official"]
    states = [state for state, _ in held(spans("s", turns, TOLD), on, date(2026, 1, 1))]
    if states == ["in_force"]:
        starts = [each.first for each in official if each.kind in {"effective", "resumed"} and each.first <= on]
        assert starts
        pauses = [each for each in official if each.kind == "suspended" and each.first <= on]
        back = max((each.first for each in official if each.kind == "resumed" and each.first <= on), default=date.min)
        assert all(each.first <= back for each in pauses)
