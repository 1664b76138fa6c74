"""The register as the ground: what texts add to it, what they cannot move, and that both evidences stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.making import SOURCE, VOCAB, act, event, states, step
from tracker.measures import build, steps, weigh
from tracker.measures.plausible import sound
from tracker.measures.scopes import ACTS
from tracker.model import Event, Scope

NAME = "CN-MOFCOM 2025/55"
SLUG = "cn-mofcom-2025-55"
PAUSE = "CN-MOFCOM 2025/70"
LICENCE = act(NAME, [step("announced", "2025-10-09"), step("effective", "2025-11-08", known="2025-10-09")])
TOLD: dict[str, Any] = {
    "instrument": NAME,
    "announced": "2025-10-09",
    "effective": "2025-11-08",
    "minerals": ("gallium",),
    "actors": ("CN",),
}
PAUSED: dict[str, Any] = {
    "instrument": PAUSE,
    "affects": (NAME,),
    "announced": "2025-11-07",
    "effective": "2025-11-07",
    "until": "2026-11-10",
}


def test_an_act_that_only_the_register_knows_has_a_life() -> None:
    built = build(SLUG, [], VOCAB, LICENCE)
    assert built is not None
    assert (built.basis, built.name, built.official_title) == ("register", "Controls on gallium", "关于镓的公告")
    assert built.title == "China: export licensing on gallium"
    assert states(built, "2025-10-08") == {}
    assert states(built, "2025-11-07") == {"export_licensing": "announced"}
    assert states(built, "2025-11-08") == {"export_licensing": "in_force"}
    assert states(built, "2025-11-08", "2025-10-08") == {}


def test_the_same_step_told_by_both_is_one_with_both_evidences() -> None:
    text = event("export_licensing", "announced", "2025-10-09", **TOLD)
    built = build(SLUG, [text], VOCAB, LICENCE)
    assert built is not None
    assert built.basis == "both"
    assert [scope.id for scope in built.scopes] == ["export_licensing"]
    assert [(each.kind, each.date, each.event_id, each.source) for each in built.steps] == [
        ("announced", "2025-10-09", text.id, SOURCE),
        ("effective", "2025-11-08", text.id, SOURCE),
    ]
    assert built.sources == (SOURCE,)


def test_a_learned_pause_reaches_the_registers_scopes() -> None:
    pause = event("export_licensing", "suspended", "2025-11-07", **PAUSED)
    built = build(SLUG, [pause], VOCAB, LICENCE)
    assert states(built, "2025-11-08") == {"export_licensing": "suspended"}
    assert states(built, "2025-11-08", "2025-11-06") == {"export_licensing": "in_force"}
    assert states(built, "2026-11-11") == {"export_licensing": "pause_ended_unconfirmed"}
    assert built is not None
    assert ("suspended_by", "cn-mofcom-2025-70") in built.links


def test_a_learned_end_reaches_the_registers_scopes() -> None:
    end = event(
        "export_licensing", "ended", "2026-08-01", instrument="CN-MOFCOM 2026/40", affects=(NAME,),
        announced="2026-08-01", effective="2026-08-01",
    )  # fmt: skip
    assert states(build(SLUG, [end], VOCAB, LICENCE), "2026-08-02") == {"export_licensing": "ended"}


def test_a_learned_extension_moves_the_registers_term() -> None:
    term = act("CD-X 2025/1", [step("announced", "2025-02-24"), step("effective", "2025-02-24", until="2025-06-22")])
    longer = event(
        "export_licensing", "amended", "2025-06-21", instrument="CD-X 2025/3", affects=("CD-X 2025/1",),
        announced="2025-06-21", until="2025-09-21", minerals=("gallium",),
    )  # fmt: skip
    built = build("cd-x-2025-1", [longer], VOCAB, term)
    assert states(built, "2025-09-21") == {"export_licensing": "in_force"}
    assert states(built, "2025-07-01", "2025-06-01") == {"export_licensing": "ended"}
    assert built is not None
    assert ("extended_by", "cd-x-2025-3") in built.links


SLEEPS = act(NAME, [*LICENCE.steps, step("suspended", "2025-11-07", until="2026-11-10", by=PAUSE)])


def test_the_registers_pause_reaches_a_part_that_only_texts_tell_of() -> None:
    """A text on goods that the register does not list must not stay "in force" beside the register's pause."""
    text = event("technology_control", "in_force", "2025-10-09", instrument=NAME, announced="2025-10-09",
                 minerals=("antimony",))  # fmt: skip
    built = build(SLUG, [text], VOCAB, SLEEPS)
    assert states(built, "2025-10-10") == {"export_licensing": "announced", "technology_control": "announced"}
    assert set(states(built, "2026-01-01").values()) == {"suspended"}
    assert set(states(built, "2026-11-11").values()) == {"pause_ended_unconfirmed"}


@pytest.mark.parametrize("official", [True, False])
@pytest.mark.parametrize("minerals", [(), ("gallium",)])
def test_the_same_goods_under_another_name_are_no_second_treatment(minerals: tuple[str, ...], official: bool) -> None:
    text = event("entity_listing", "in_force", "2025-10-09", official=official, instrument=NAME, minerals=minerals,
                 announced="2025-10-09", effective="2025-10-09")  # fmt: skip
    built, conflicts = weigh(SLUG, [text], VOCAB, LICENCE)
    assert states(built, "2025-10-10") == {"export_licensing": "announced"}
    assert built is not None
    assert [each.event_id for each in built.steps if each.kind == "announced"] == [text.id]
    assert conflicts == ()


def test_after_the_registers_horizon_an_act_may_hold_something_new() -> None:
    text = event("export_quota", "in_force", "2026-09-01", instrument=NAME, effective="2026-09-01")
    assert states(build(SLUG, [text], VOCAB, LICENCE), "2026-09-02") == {
        "export_licensing": "in_force", "export_quota": "in_force",
    }  # fmt: skip


P1 = Scope("1:export_prohibition", "export_prohibition", "1", (), ("US",))
P2 = Scope("2:export_prohibition", "export_prohibition", "2", ("antimony", "gallium"), ("US",))
P2_REVIEW = Scope("2:export_licensing", "export_licensing", "2", ("graphite",), ("US",))
BAN = act(
    "CN-MOFCOM 2024/46",
    [
        *(step(kind, "2024-12-03", scope.id) for scope in (P1, P2, P2_REVIEW) for kind in ("announced", "effective")),
        *(
            step("suspended", "2025-11-09", scope.id, until="2026-11-27", by="CN-MOFCOM 2025/72")
            for scope in (P2, P2_REVIEW)
        ),
    ],
    (P1, P2, P2_REVIEW),
)


@pytest.mark.parametrize("named", ["CN-MOFCOM 2024/46", "CN-MOFCOM 2024/46#1"])
def test_what_the_register_knows_to_sleep_in_part_does_not_sleep_as_a_whole(named: str) -> None:
    """A copy with shuffled paragraphs, or one that leaves the paragraph out, cannot put the other part to sleep."""
    pause = event(
        "export_prohibition", "suspended", "2025-11-09", instrument="CN-MOFCOM 2025/72", affects=(named,),
        announced="2025-11-09", effective="2025-11-09", until="2026-11-27",
    )  # fmt: skip
    built, conflicts = weigh("cn-mofcom-2024-46", [pause], VOCAB, BAN)
    assert states(built, "2026-01-01") == {
        "1:export_prohibition": "in_force",
        "2:export_licensing": "suspended",
        "2:export_prohibition": "suspended",
    }
    assert [each.kind for each in conflicts] == (["contradiction"] if "#" in named else [])


def test_paragraphs_are_found_by_their_minerals_where_a_text_does_not_number_them() -> None:
    texts = [
        event(action, "in_force", "2024-12-03", instrument="CN-MOFCOM 2024/46", effective="2024-12-03",
              announced="2024-12-03", minerals=minerals)
        for action, minerals in (
            ("export_prohibition", ()), ("export_prohibition", ("gallium",)), ("export_licensing", ("graphite",)),
        )
    ]  # fmt: skip
    built = build("cn-mofcom-2024-46", texts, VOCAB, BAN)
    assert built is not None
    assert [scope.id for scope in built.scopes] == [P1.id, P2_REVIEW.id, P2.id]
    assert {each.event_id for each in built.steps if each.scope_id == P1.id} == {texts[0].id}


def test_a_text_that_contradicts_the_register_is_kept_and_moves_nothing() -> None:
    early = event("export_licensing", "in_force", "2025-10-09", **(TOLD | {"effective": "2025-10-09"}))
    built, conflicts = weigh(SLUG, [early], VOCAB, LICENCE)
    assert states(built, "2025-10-20") == {"export_licensing": "announced"}
    assert built is not None
    assert ("effective", "2025-10-09", "press") in {(each.kind, each.date, each.tier) for each in built.steps}
    assert [(each.measure_id, each.kind) for each in conflicts] == [(SLUG, "contradiction")]
    assert "2025-10-09" in conflicts[0].reason


def test_a_text_after_the_registers_horizon_may_say_otherwise() -> None:
    late = event(
        "export_licensing", "in_force", "2026-08-01", **(TOLD | {"effective": "2026-09-01", "announced": None})
    )
    built, conflicts = weigh(SLUG, [late], VOCAB, act(NAME, LICENCE.steps[:1]))
    assert states(built, "2026-08-31") == {"export_licensing": "announced"}
    assert states(built, "2026-09-01") == {"export_licensing": "in_force"}
    assert conflicts == ()


def test_what_the_register_holds_for_unsure_waits_for_an_official_text() -> None:
    unsure = act(NAME, LICENCE.steps, confidence="low")
    assert states(build(SLUG, [], VOCAB, unsure), "2026-01-01") == {"export_licensing": "reported"}
    text = event("export_licensing", "announced", "2025-10-20", **(TOLD | {"announced": "2025-10-20"}))
    built = build(SLUG, [text], VOCAB, unsure)
    assert states(built, "2026-01-01") == {"export_licensing": "in_force"}
    assert states(built, "2026-01-01", "2025-10-19") == {"export_licensing": "reported"}


def test_a_newspaper_that_was_first_does_not_keep_the_issuer_from_raising_an_unsure_act() -> None:
    unsure = act(NAME, LICENCE.steps, confidence="low")
    news = event("export_licensing", "announced", "2025-10-09", official=False, **TOLD)
    text = event("export_licensing", "announced", "2025-10-20", **(TOLD | {"announced": None}))
    built = build(SLUG, [news, text], VOCAB, unsure)
    assert states(built, "2026-01-01") == {"export_licensing": "in_force"}
    assert built is not None
    assert {each.event_id for each in built.steps if each.kind == "effective"} == {text.id}


def test_an_act_that_gathers_older_ones_leaves_them_in_force() -> None:
    """A list that takes over older controls repeals their announcements, not the controls: the register knows."""
    older = act(
        "CN-MOFCOM 2023/23",
        [step("announced", "2023-07-03"), step("effective", "2023-08-01"),
         step("amended", "2024-12-01", by="CN-MOFCOM 2024/51")],
    )  # fmt: skip
    gathers = event(
        "export_licensing", "ended", "2024-11-15", instrument="CN-MOFCOM 2024/51", affects=("CN-MOFCOM 2023/23",),
        announced="2024-11-15", effective="2024-12-01",
    )  # fmt: skip
    built, conflicts = weigh("cn-mofcom-2023-23", [gathers], VOCAB, older)
    assert states(built, "2025-01-01") == {"export_licensing": "in_force"}
    assert [each.kind for each in conflicts] == ["contradiction"]


def test_a_register_act_ends_on_its_last_day_unless_a_text_gives_the_term() -> None:
    steps = [step("announced", "2025-02-24"), step("effective", "2025-02-24"), step("ended", "2025-10-15")]
    ground = act("CD-X 2025/1", steps)
    assert states(build("cd-x-2025-1", [], VOCAB, ground), "2025-10-15") == {"export_licensing": "ended"}
    text = event(
        "export_licensing", "amended", "2025-09-20", instrument="CD-X 2025/4", affects=("CD-X 2025/1",),
        announced="2025-09-20", until="2025-10-15", minerals=("gallium",),
    )  # fmt: skip
    built = build("cd-x-2025-1", [text], VOCAB, ground)
    assert states(built, "2025-10-15") == {"export_licensing": "in_force"}
    assert states(built, "2025-10-16") == {"export_licensing": "ended"}


DAYS = st.sampled_from(["2025-09-01", "2025-10-09", "2025-11-07", "2025-11-08", "2026-01-01", "2026-11-10"])


@st.composite
def texts(draw: st.DrawFn, *, official: bool | None = None) -> Event:
    stage = draw(st.sampled_from(["proposed", "announced", "in_force", "amended", "eased", "suspended", "ended"]))
    own = draw(st.booleans())
    return event(
        draw(st.sampled_from(["export_licensing", "technology_control"])),
        stage,
        draw(DAYS),
        official=draw(st.booleans()) if official is None else official,
        instrument=NAME if own else draw(st.sampled_from([None, PAUSE])),
        affects=() if own else (draw(st.sampled_from([NAME, f"{NAME}#2"])),),
        minerals=draw(st.sampled_from([(), ("gallium",), ("graphite",)])),
        announced=draw(st.none() | DAYS),
        effective=draw(st.none() | DAYS),
        until=draw(st.none() | DAYS),
    )


@given(st.lists(texts(official=False), max_size=5, unique_by=lambda each: each.id))
def test_no_unofficial_text_moves_the_register(rumours: list[Event]) -> None:
    built = build(SLUG, rumours, VOCAB, LICENCE)
    for day in ("2025-10-08", "2025-10-09", "2025-11-07", "2025-11-08", "2026-11-11"):
        assert states(built, day).get("export_licensing") == states(LICENCE_ALONE, day).get("export_licensing")
    assert built is not None
    official = {each.scope_id for each in built.steps if each.tier == "official"}
    assert official == {"export_licensing"}


LICENCE_ALONE = build(SLUG, [], VOCAB, LICENCE)


@given(st.lists(texts(), max_size=5, unique_by=lambda each: each.id), st.randoms(use_true_random=False))
def test_over_the_register_too_the_order_of_events_does_not_matter(events: list[Event], random: Any) -> None:
    shuffled = random.sample(events, len(events))
    assert weigh(SLUG, events, VOCAB, SLEEPS) == weigh(SLUG, shuffled, VOCAB, SLEEPS)


@given(st.lists(texts(), max_size=5, unique_by=lambda each: each.id))
def test_over_the_register_too_a_scope_is_in_one_state_at_a_time(events: list[Event]) -> None:
    built = build(SLUG, events, VOCAB, SLEEPS)
    assert built is not None
    days = {span.since for span in built.spans} | {span.until for span in built.spans if span.until}
    knowns = {span.known_since for span in built.spans}
    steps = {each.id(SLUG) for each in built.steps}
    assert len(steps) == len(built.steps)
    assert {span.step_id for span in built.spans} <= steps
    for on in days:
        for known in knowns:
            held = [
                span.scope_id
                for span in built.spans
                if span.since <= on <= (span.until or on) and span.known_since <= known <= (span.known_until or known)
            ]
            assert len(held) == len(set(held))


CLEAR = (
    texts(official=True)
    .filter(lambda each: bool(each.affects) or each.stage in ACTS)
    .map(lambda each: replace(each, action="export_licensing", minerals=("gallium",)))
)
"""Texts that are read alike whatever else is known: of one part, and changes that name what they change."""


@given(st.lists(CLEAR, max_size=4, unique_by=lambda each: each.id), CLEAR, DAYS)
def test_what_is_told_later_never_changes_what_could_be_known(events: list[Event], late: Event, on: str) -> None:
    before = steps.known(sound(late)) - timedelta(days=1)
    early = [each for each in events if steps.known(sound(each)) <= before and each.id != late.id]
    now, then = build(SLUG, [*early, late], VOCAB, SLEEPS), build(SLUG, early, VOCAB, SLEEPS)
    assert states(now, on, before).get("export_licensing") == states(then, on, before).get("export_licensing")
