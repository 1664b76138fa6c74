"""An explained event says who decided what: the values, the votes, the weights and the parts agree with the event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.making import NOON, article, claim
from tracker import vocab
from tracker.events import choice
from tracker.events.corrected import tell
from tracker.events.explain import Decided, Explained, explain
from tracker.model import Correction, Source, Telling

VOCAB = vocab.load()
DAY = datetime(2024, 12, 3, 10, tzinfo=UTC)


def telling(name: str, tier: Any = "press", days: int = 0, **changes: Any) -> Telling:
    text = f"{name}: China banned exports of antimony to the United States. Nothing else."
    made = claim(article(text, id=name), **changes)
    source = Source(name, f"The {name}", tier, "en", DAY + timedelta(days=days), DAY + timedelta(days=days))
    return Telling(made, source)


def explained(*tellings: Telling, said: tuple[Correction, ...] = ()) -> Explained:
    first = min(tellings, key=lambda each: each.source.told)
    event = tell(first.claim.id, tellings, said, VOCAB)
    assert event is not None
    return explain(event, tellings, said, VOCAB)


def field(found: Explained, name: str) -> Decided:
    return next(each for each in found.decided if each.field == name)


PRESS = telling("Paper", targets=("US", "JP"), effective="2024-12", minerals=("antimony",))
OFFICE = telling("Ministry", "official", 1, minerals=("antimony", "gallium"), instrument="CN-MOFCOM 2024/46")
WIRE = telling("Wire", "wire", 2, effective="2024-12-05", instrument="CN-MOFCOM 2024/46")


def test_official_sources_go_before_others() -> None:
    found = field(explained(PRESS, OFFICE, WIRE), "minerals")
    assert found.values == ("antimony", "gallium")
    assert found.rule.endswith("official sources go before all others")
    assert [(vote.publisher, vote.counted, vote.won) for vote in found.votes] == [
        ("The Paper", False, False),
        ("The Ministry", True, True),
        ("The Wire", False, False),
    ]


def test_every_value_of_the_event_was_voted_for_by_a_vote_that_won() -> None:
    found = explained(PRESS, OFFICE, WIRE)
    for each in found.decided:
        won = {value for vote in each.votes if vote.won for value in vote.values}
        assert set(each.values) <= won, each.field
        assert each.values == ((value,) if isinstance(value := getattr(found.event, each.field), str) else tuple(value))


def test_agreement_and_a_single_voice_are_named() -> None:
    found = explained(PRESS, WIRE)
    assert field(found, "action").rule == "all that tell of it agree"
    assert field(found, "instrument").rule == "only one claim tells of it"
    assert field(found, "effective").rule.startswith("the most exact date")


def test_the_shares_add_up_to_the_significance() -> None:
    found = explained(PRESS, OFFICE, WIRE)
    assert sum(share.points for share in found.shares) == pytest.approx(found.event.significance, abs=0.001)
    assert sum(share.share for share in found.shares) == pytest.approx(1.0)


def test_the_parts_add_up_to_the_weight_that_the_choice_gives() -> None:
    found = explained(PRESS, OFFICE, WIRE)
    assert {each.claim_id for each in found.joined} == {each.claim.id for each in (PRESS, OFFICE, WIRE)}
    for each in found.joined:
        assert sum(part.weight for part in each.parts) == pytest.approx(each.weight)
    wire = found.joined[2]
    assert wire.weight >= choice.ENOUGH
    assert wire.parts[0].what == "same instrument CN-MOFCOM 2024/46"


def test_one_claim_alone_is_said_to_be_alone() -> None:
    (joined,) = explained(PRESS).joined
    assert (joined.how, joined.weight) == ("the only claim that asserts it", 0.0)


def test_a_denial_votes_for_nothing_but_is_explained() -> None:
    denial = telling("Rival", days=3, certainty="denied", targets=("KR",))
    found = explained(PRESS, WIRE, denial)
    assert all(vote.publisher != "The Rival" for each in found.decided for vote in each.votes)
    assert found.joined[-1].publisher == "The Rival"


def test_a_claim_that_fits_no_more_keeps_its_place() -> None:
    found = explained(OFFICE, telling("Stray", days=4, targets=("KR",), announced="2021-01-01", effective="2021-01-01"))
    stray = found.joined[-1]
    assert (stray.weight, stray.parts) == (0.0, ())
    assert "keeps its place" in stray.how


def test_what_a_person_set_is_said_to_be_set() -> None:
    event_id = PRESS.claim.id
    word = Correction("set", "event", event_id, "Ada", "the notice says so", NOON, "effective", "2024-12-04")
    found = field(explained(PRESS, OFFICE, said=(word,)), "effective")
    assert (found.values, found.rule) == (("2024-12-04",), "set by Ada on 2026-11-22: the notice says so")


def test_a_merge_is_the_reason_where_the_weights_are_none() -> None:
    stray = telling("Stray", days=4, targets=("KR",), announced="2021-01-01", effective="2021-01-01")
    word = Correction("merge", "event", OFFICE.claim.id, "Ada", "one act", NOON, value=stray.claim.id)
    found = explain(explained(OFFICE, stray).event, (OFFICE, stray), (word,), VOCAB)
    assert found.joined[-1].how == "joined by Ada: one act"


def test_the_order_of_the_tellings_does_not_matter() -> None:
    event = explained(PRESS, OFFICE, WIRE).event
    assert explain(event, (WIRE, PRESS, OFFICE), (), VOCAB) == explain(event, (PRESS, OFFICE, WIRE), (), VOCAB)
    assert explain(replace(event, minerals=()), (PRESS,), (), VOCAB).decided
