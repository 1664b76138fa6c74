"""Ways around a control: one row for each way, the amount of goods and never a price, the same whatever the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.making import event
from tracker.events.routes import amount_of, routes
from tracker.model import Claim, Event, Evidence, Quantity, Source, Telling


def way(name: str, *, tier: Any = "press", day: int = 1, **fields: Any) -> Telling:
    claim = Claim(name, "circumvention", "occurred", "asserted", Evidence("text", 0, 1, "x"), "test", "test", **fields)
    at = datetime(2025, 6, day, tzinfo=UTC)
    return Telling(claim, Source(name, name, tier, "en", at, at))


def told(event: Event, *tellings: Telling) -> list[tuple[str, str, str, str, float | None]]:
    found = routes(event, {each.claim.id: each for each in tellings})
    return [
        (each.origin, each.transit, each.destination, each.mineral, each.quantity.value if each.quantity else None)
        for each in found
    ]


EVASION = event(
    action="circumvention", stage="occurred", actors=("CN",), via=("MX", "TH"), targets=("US",), minerals=("antimony",),
    effective="2024-12", until="2025-04",
)  # fmt: skip
WHOLE: dict[str, Any] = {"actors": ("CN",), "via": ("TH", "MX"), "targets": ("US",), "minerals": ("antimony",)}


def test_each_transit_country_is_a_way_and_all_bear_the_amount_and_period() -> None:
    claim = way("a", quantities=(Quantity(3834.0, "t"),), effective="2024-12", until="2025-04", **WHOLE)
    assert told(EVASION, claim) == [("CN", "MX", "US", "antimony", 3834.0), ("CN", "TH", "US", "antimony", 3834.0)]
    (first, _) = routes(EVASION, {claim.claim.id: claim})
    assert (first.since, first.until, first.claim_id) == ("2024-12", "2025-04", claim.claim.id)


def test_a_claim_without_places_takes_those_of_the_event() -> None:
    assert told(EVASION, way("a", minerals=("antimony",))) == [
        ("CN", "MX", "US", "antimony", None),
        ("CN", "TH", "US", "antimony", None),
    ]


def test_a_way_of_which_less_is_said_is_left_out() -> None:
    vague = replace(EVASION, via=(), targets=("US",))
    assert told(vague, way("a", **(WHOLE | {"via": ()})), way("b", **(WHOLE | {"via": ("TH",)}))) == [
        ("CN", "TH", "US", "antimony", None)
    ]


def test_the_amount_of_the_best_source_is_taken() -> None:
    press = way("a", quantities=(Quantity(9.0, "t"),), **WHOLE)
    office = way("b", tier="official", day=5, quantities=(Quantity(7.0, "t"),), **WHOLE)
    assert {amount for *_, amount in told(EVASION, press, office)} == {7.0}
    silent = way("c", tier="official", day=5, **WHOLE)
    assert {amount for *_, amount in told(EVASION, press, silent)} == {9.0}


def test_a_price_a_share_and_money_are_no_amount() -> None:
    said = (Quantity(50_000.0, "USD/t"), Quantity(90.0, "%"), Quantity(4e7, "USD"), Quantity(12.0, "kg"))
    assert amount_of(said) == Quantity(12.0, "kg")
    assert amount_of(said[:3]) is None


def test_what_a_person_has_set_counts_more_than_a_claim() -> None:
    fixed = replace(EVASION, via=("LA",), corrected=("via",))
    assert told(fixed, way("a", **WHOLE)) == [("CN", "LA", "US", "antimony", None)]


def test_another_action_and_a_denial_have_no_way() -> None:
    assert told(replace(EVASION, action="enforcement_case"), way("a", **WHOLE)) == []
    denied = way("a", **WHOLE)
    assert told(EVASION, replace(denied, claim=replace(denied.claim, certainty="denied"))) == []


def test_nowhere_to_go_is_no_way() -> None:
    assert told(replace(EVASION, via=(), targets=("*",)), way("a", actors=("CN",), minerals=("antimony",))) == []


PLACES = st.sampled_from([(), ("TH",), ("MX", "TH"), ("VN",)])
TELLINGS = st.lists(
    st.builds(
        lambda name, tier, via, amount: way(
            name, tier=tier, via=via, actors=("CN",), targets=("US",), minerals=("antimony",),
            quantities=(Quantity(amount, "t"),) if amount else (),
        ),
        st.sampled_from("abcdef"), st.sampled_from(["official", "press"]), PLACES, st.sampled_from([0.0, 1.0, 2.0]),
    ),
    max_size=6,
)  # fmt: skip


@given(TELLINGS, st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_does_not_matter(tellings: list[Telling], chance: Any) -> None:
    shuffled = list({each.claim.id: each for each in tellings}.values())
    unique = list(shuffled)
    chance.shuffle(shuffled)
    assert told(EVASION, *unique) == told(EVASION, *shuffled)
