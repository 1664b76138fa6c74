"""In whatever order texts are read, the same tellings come together; ids stay; copies and wires are counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.test_events import ITEMS, NOTICE, NUMBER, TO_US, VOCAB, link, telling
from tracker.events import tell
from tracker.events.origins import independent
from tracker.model import Telling

ACTS: list[dict[str, Any]] = [
    {"actors": ("CN",), "minerals": ("gallium",), "announced": "2023-07-03", "effective": "2023-08-01"},
    {"actors": ("CN",), "minerals": ("graphite",), "announced": "2023-10-20", "effective": "2023-12-01"},
    {"actors": ("CN",), "minerals": ("antimony",), "announced": "2024-08-15", "effective": "2024-09-15"},
    {"actors": ("CN",), "minerals": ("rare-earths",), "announced": "2025-04-04", "effective": "2025-04-04"},
    {"actors": ("CD",), "minerals": ("cobalt",), "announced": "2025-02-24", "effective": "2025-02-22"},
]


@st.composite
def streams(draw: st.DrawFn) -> list[tuple[int, Telling]]:
    """Tellings of a few acts, each with one date of its act at least, read in any order."""
    made = []
    for number in range(draw(st.integers(2, 9))):
        which = draw(st.integers(0, len(ACTS) - 1))
        act = dict(ACTS[which])
        left_out = draw(st.sampled_from(["", "announced" if act["announced"] == act["effective"] else ""]))
        act.pop(left_out, None)
        day = draw(st.sampled_from(["2025-05-02", "2025-07-09", "2025-11-11", "2026-02-03"]))
        made.append((which, telling(day, "export_licensing", article=f"a{number}", publisher=f"p{number}", **act)))
    return draw(st.permutations(made))


@given(streams())
def test_dated_tellings_come_together_in_any_order_of_reading(stream: list[tuple[int, Telling]]) -> None:
    found = link(told for _, told in stream)
    acts = {which for which, _ in stream}
    assert len(found) == len(acts)
    for event_id, told in found.items():
        assert len({which for which, each in stream if each in told}) == 1
        assert event_id == told[0].claim.id, "the id of the claim that was read first, for ever"


def parted(stream: Sequence[Telling]) -> set[frozenset[str]]:
    return {frozenset(each.claim.article_id for each in told) for told in link(stream).values()}


def test_recaps_numbers_and_notices_come_together_in_every_order() -> None:
    stream = [
        NOTICE,
        telling("2024-12-03", article="b", minerals=ITEMS, announced="2024-12-03", effective="2024-12-03", **TO_US),
        telling("2025-07-09", article="c", minerals=ITEMS, announced="2024-12", **TO_US),
        telling("2025-11-11", article="d", minerals=ITEMS, instrument=NUMBER, **TO_US),
        telling("2025-01-09", article="e", minerals=("tungsten",), announced="2025-01-09", actors=("CN",)),
    ]
    assert {frozenset(parted(order)) for order in permutations(stream)} == {frozenset(parted(stream))}


def test_a_late_claim_joins_and_does_not_rename() -> None:
    early = telling("2024-12-01", article="early", minerals=ITEMS, effective="2024-12-03", **TO_US)
    assert list(link([NOTICE, early])) == [NOTICE.claim.id]
    assert list(link([early, NOTICE])) == [early.claim.id]


def test_a_pause_with_another_end_is_another_pause() -> None:
    pause: dict[str, Any] = {"stage": "suspended", "actors": ("CN",), "minerals": ("gallium", "graphite")}
    one = telling("2025-11-07", article="a", effective="2025-11-07", until="2026-11-10", **pause)
    other = telling("2025-11-09", article="b", effective="2025-11-09", until="2026-11-27", **pause)
    assert len(link([one, other])) == 2


def test_what_begins_after_all_that_is_told_of_it_is_not_in_force() -> None:
    ban: dict[str, Any] = {"actors": ("ZW",), "minerals": ("lithium",), "announced": "2026-02-25"}
    early = telling("2026-02-25", article="a", stage="announced", effective="2027-01", **ban)
    late = telling("2026-02-26", article="b", stage="in_force", **ban)
    ((event_id, heard),) = link([early, late]).items()
    found = tell(event_id, heard, VOCAB)
    assert (found.stage, found.effective) == ("announced", "2027-01")
    assert "in force" not in found.headline


def test_two_months_or_years_are_two_dates() -> None:
    price: dict[str, Any] = {"action": "price_move", "stage": "occurred", "minerals": ("antimony",)}
    june, july = (telling("2025-07-15", announced=month, **price) for month in ("2025-06", "2025-07"))
    assert len(link([june, july])) == 2
    assert len(link([july, telling("2025-07-16", announced="2025-07-10", **price)])) == 1


def test_syndicated_copies_in_two_languages_are_one_origin_and_authorities_are_counted_apart() -> None:
    def told(article: str, publisher: str, language: str, origin: str = "", tier: Any = "press") -> Telling:
        made = telling("2024-12-04", article=article, publisher=publisher, language=language, tier=tier, **TO_US)
        return replace(made, source=replace(made.source, article_id=article, origin=origin))

    wire = [told("1", "Paper", "en", "reuters"), told("2", "报纸", "zh", "reuters"), told("3", "Zeitung", "de", "1")]
    assert independent(wire) == 1
    assert independent([*wire, told("4", "Other", "zh")]) == 2
    assert independent([*wire, told("5", "MOFCOM", "zh", tier="official"), told("6", "新闻", "zh", "5")]) == 1
