"""The lives of real acts as hand-written events, asked on many days under both clocks; and what must hold of all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measures.making import FAR, VOCAB, event
from tracker.measures import ahead, build, meant, measure_id, state, touched
from tracker.model import Event, Measure


def made(instrument: str, events: Iterable[Event]) -> Measure:
    name = measure_id(instrument)
    measure = build(name, [each for each in events if name in touched(each)], VOCAB)
    assert measure is not None
    return measure


def states(measure: Measure, on: str | date, known: str | date = FAR) -> dict[str, str]:
    days = [date.fromisoformat(each) if isinstance(each, str) else each for each in (on, known)]
    return {span.scope_id: span.state for span in state(measure, *days)}


def only(measure: Measure, on: str, known: str | date = FAR) -> str | None:
    found = states(measure, on, known)
    assert len(found) <= 1
    return next(iter(found.values()), None)


# Chain 1: gallium, germanium, antimony, graphite to the United States

BAN = "CN-MOFCOM 2024/46"
TO_US: dict[str, Any] = {"actors": ("CN",), "targets": ("US",)}
ITEMS = ("antimony", "gallium", "germanium")
PAUSE: dict[str, Any] = {
    "instrument": "CN-MOFCOM 2025/72",
    "effective": "2025-11-09",
    "until": "2026-11-27",
    "announced": "2025-11-09",
}
CHAIN_1 = [
    event(
        "export_licensing",
        "announced",
        "2023-07-03",
        actors=("CN",),
        minerals=("gallium", "germanium"),
        instrument="CN-MOFCOM 2023/23",
        announced="2023-07-03",
        effective="2023-08-01",
    ),
    *(
        event(
            action,
            "in_force",
            "2024-12-03",
            instrument=BAN,
            announced="2024-12-03",
            effective="2024-12-03",
            paragraph=paragraph,
            minerals=minerals,
            **TO_US,
        )
        for action, paragraph, minerals in [
            ("export_prohibition", "1", ()),
            ("export_prohibition", "2", ITEMS),
            ("export_licensing", "2", ("graphite",)),
        ]
    ),
    event("export_prohibition", "suspended", "2025-11-09", affects=(f"{BAN}#2",), minerals=ITEMS, **PAUSE, **TO_US),
]


def test_a_paused_paragraph_sleeps_while_the_other_stands() -> None:
    ban = made(BAN, CHAIN_1)
    assert [scope.id for scope in ban.scopes] == ["1:export_prohibition", "2:export_licensing", "2:export_prohibition"]
    assert states(ban, "2024-12-02") == {}
    assert set(states(ban, "2024-12-03").values()) == {"in_force"}
    for day in ("2025-11-09", "2026-03-01", "2026-11-27"):
        assert states(ban, day) == {
            "1:export_prohibition": "in_force",
            "2:export_licensing": "suspended",
            "2:export_prohibition": "suspended",
        }
    assert states(ban, "2026-11-28")["2:export_prohibition"] == "pause_ended_unconfirmed"
    assert states(ban, "2026-11-28")["1:export_prohibition"] == "in_force"


def test_nobody_could_know_the_pause_before_it_was_published() -> None:
    ban = made(BAN, CHAIN_1)
    assert states(ban, "2025-12-01", "2025-11-08")["2:export_prohibition"] == "in_force"
    assert states(ban, "2025-12-01", "2025-11-09")["2:export_prohibition"] == "suspended"
    assert states(ban, "2026-11-28", "2025-11-08")["2:export_prohibition"] == "in_force"
    assert states(ban, "2024-12-03", "2024-12-02") == {}
    assert states(ban, "2025-01-01", "2025-12-01")["2:export_prohibition"] == "in_force"


def test_licences_still_apply_while_the_ban_sleeps() -> None:
    licence = made("CN-MOFCOM 2023/23", CHAIN_1)
    assert only(licence, "2023-07-03") == "announced"
    assert only(licence, "2023-07-31") == "announced"
    assert only(licence, "2023-08-01") == "in_force"
    assert only(licence, "2026-06-01") == "in_force"


def test_the_pausing_act_is_no_ban() -> None:
    """Its own scope is a suspension: "in force" there must never be read as a ban in force."""
    pause = made("CN-MOFCOM 2025/72", CHAIN_1)
    assert [(scope.id, scope.action) for scope in pause.scopes] == [("suspension", "suspension")]
    assert only(pause, "2026-01-01") == "in_force"
    assert only(pause, "2026-11-28") == "ended"
    assert pause.links == (("suspends", "cn-mofcom-2024-46"),)
    assert made(BAN, CHAIN_1).links == (("suspended_by", "cn-mofcom-2025-72"),)


def test_each_state_says_why_and_what_comes_next() -> None:
    ban = made(BAN, CHAIN_1)
    span = next(s for s in state(ban, date(2026, 1, 1), FAR) if s.scope_id == "2:export_prohibition")
    assert span.why == "Suspended from 2025-11-09 until 2026-11-27 by CN-MOFCOM 2025/72."
    assert (span.since, span.until, span.next_change) == (date(2025, 11, 9), date(2026, 11, 27), date(2026, 11, 28))
    after = next(s for s in state(ban, date(2026, 12, 1), FAR) if s.scope_id == "2:export_prohibition")
    assert "no later text says what follows" in after.why
    steps = {step.id(ban.id): step for step in ban.steps}
    assert {each.step_id for each in ban.spans} <= set(steps)
    assert steps[span.step_id].by == "CN-MOFCOM 2025/72"
    assert ban.title == (
        "China: export prohibition, export licensing on antimony, gallium, germanium, graphite (United States)"
    )


def test_a_later_text_resumes_or_prolongs() -> None:
    prolonged = event(
        "export_prohibition",
        "suspended",
        "2026-11-20",
        instrument="CN-MOFCOM 2026/90",
        affects=(f"{BAN}#2",),
        announced="2026-11-20",
        effective="2026-11-28",
        until="2027-11-27",
    )
    ban = made(BAN, [*CHAIN_1, prolonged])
    assert states(ban, "2026-12-01")["2:export_prohibition"] == "suspended"
    assert states(ban, "2026-12-01", "2026-11-19")["2:export_prohibition"] == "pause_ended_unconfirmed"
    resumed = event(
        "export_prohibition",
        "in_force",
        "2026-11-20",
        instrument="CN-MOFCOM 2026/91",
        affects=(f"{BAN}#2",),
        announced="2026-11-20",
        effective="2026-11-28",
    )
    ban = made(BAN, [*CHAIN_1, resumed])
    assert states(ban, "2026-11-27")["2:export_prohibition"] == "suspended"
    assert states(ban, "2026-11-28")["2:export_prohibition"] == "in_force"
    assert ("resumed_by", "cn-mofcom-2026-91") in ban.links
    why = next(s.why for s in state(ban, date(2027, 1, 1), FAR) if s.scope_id == "2:export_prohibition")
    assert why == "Back in force after a pause since 2026-11-28 by CN-MOFCOM 2026/91."


def test_without_paragraphs_a_pause_meets_what_it_lists() -> None:
    """Where no text numbers the paragraphs, the part that lists its minerals is told from the one that lists none."""
    bare = [
        event("export_prohibition", "in_force", "2024-12-03", instrument=BAN, effective="2024-12-03", minerals=minerals)
        for minerals in ((), ITEMS)
    ]
    pause = event("export_prohibition", "suspended", "2025-11-09", affects=(BAN,), minerals=("gallium",), **PAUSE)
    assert states(made(BAN, [*bare, pause]), "2026-01-01") == {
        "export_prohibition": "suspended",
        "unlisted:export_prohibition": "in_force",
    }


# Chain 2: October 2025

OCTOBER = ["2025/55", "2025/56", "2025/57", "2025/58", "2025/61", "2025/62"]
STARTS = dict.fromkeys(OCTOBER[:4], "2025-11-08") | {"2025/61": "2025-12-01", "2025/62": "2025-10-09"}
ALL_SIX = tuple(f"CN-MOFCOM {number}" for number in OCTOBER)
CHAIN_2 = [
    *(
        event(
            "technology_control" if number in {"2025/56", "2025/62"} else "export_licensing",
            "in_force" if start == "2025-10-09" else "announced",
            "2025-10-09",
            instrument=f"CN-MOFCOM {number}",
            announced="2025-10-09",
            effective=start,
            minerals=("rare-earths",),
        )
        for number, start in STARTS.items()
    ),
    *(
        event(
            action,
            "suspended",
            "2025-11-07",
            instrument="CN-MOFCOM 2025/70",
            affects=ALL_SIX,
            announced="2025-11-07",
            effective="2025-11-07",
            until="2026-11-10",
            minerals=("dysprosium", "graphite"),
        )
        for action in ("export_licensing", "technology_control")
    ),
]


@pytest.mark.parametrize("number", OCTOBER)
def test_the_october_acts_sleep_from_7_november(number: str) -> None:
    act = made(f"CN-MOFCOM {number}", CHAIN_2)
    began = STARTS[number] == "2025-10-09"
    assert only(act, "2025-11-06") == ("in_force" if began else "announced")
    for day in ("2025-11-07", "2025-11-08", "2025-12-01", "2026-11-10"):
        assert only(act, day) == "suspended"
    assert only(act, "2026-11-11") == "pause_ended_unconfirmed"
    assert only(act, STARTS[number], "2025-11-06") == "in_force", "before the pause was known, it was to start"


def test_acts_paused_a_day_before_they_began_were_never_in_force() -> None:
    act = made("CN-MOFCOM 2025/55", CHAIN_2)
    day = date(2025, 10, 1)
    while day < date(2026, 12, 31):
        assert only(act, day.isoformat()) != "in_force"
        day += timedelta(days=1)


def test_one_pausing_act_with_two_events_is_one_suspension() -> None:
    pause = made("CN-MOFCOM 2025/70", CHAIN_2)
    assert [scope.id for scope in pause.scopes] == ["suspension"]
    assert [kind for kind, _ in pause.links] == ["suspends"] * 6
    assert only(pause, "2025-11-07") == "in_force"


def test_what_lies_ahead_of_a_day() -> None:
    measures = [made(name, CHAIN_2) for name in (*ALL_SIX, "CN-MOFCOM 2025/70")]
    coming = ahead(measures, date(2025, 10, 20), 30)
    assert [(each.day.isoformat(), each.measure_id[-2:]) for each in coming] == [
        ("2025-11-08", number[-2:]) for number in OCTOBER[:4]
    ]
    assert {each.what for each in coming} == {
        "takes effect: export licensing",
        "takes effect: technology control",
    }
    ends = ahead(measures, date(2026, 10, 1), 90)
    assert {each.day for each in ends} == {date(2026, 11, 10)}
    assert sum(each.what.startswith("pause runs out by its text") for each in ends) == 6
    assert sum(each.what == "ends: suspension" for each in ends) == 1
    assert ahead(measures, date(2026, 11, 10), 365) == ()


# Chain 3: another government says that a control is gone


def test_another_governments_word_lifts_no_control() -> None:
    name = "CN-MOFCOM 2025/18"
    control = event("export_licensing", "in_force", "2025-04-04", instrument=name, effective="2025-04-04")
    removed = event("export_licensing", "ended", "2025-11-01", affects=(name,), actors=("CN",), announced="2025-11-01")
    by_the_issuer = event("export_licensing", "ended", "2025-11-01", affects=(name,), agencies=("cn-mofcom",))
    foreign_act = event("export_licensing", "ended", "2025-11-01", affects=(name,), instrument="US-EO 14300")
    assert only(made(name, [control, removed]), "2026-01-01") == "in_force"
    assert only(made(name, [control, foreign_act]), "2026-01-01") == "in_force"
    assert only(made(name, [control, by_the_issuer]), "2026-01-01") == "ended"


# Chain 4: a rule that sleeps for a year and returns by its text

RULE = "US-BIS affiliates rule"
CHAIN_4 = [
    event("entity_listing", "in_force", "2025-09-29", instrument=RULE, announced="2025-09-29", effective="2025-09-29"),
    event(
        "entity_listing",
        "suspended",
        "2025-11-10",
        instrument="US-BIS suspension of the affiliates rule",
        affects=(RULE,),
        announced="2025-11-10",
        effective="2025-11-10",
        until="2026-11-09",
    ),
]


def test_a_rule_that_sleeps_for_a_year_needs_a_look_when_it_should_wake() -> None:
    rule = made(RULE, CHAIN_4)
    expected = {
        "2025-09-28": None,
        "2025-09-29": "in_force",
        "2025-11-09": "in_force",
        "2025-11-10": "suspended",
        "2026-11-09": "suspended",
        "2026-11-10": "pause_ended_unconfirmed",
        "2027-05-01": "pause_ended_unconfirmed",
    }
    assert {day: only(rule, day) for day in expected} == expected
    assert only(rule, "2026-01-01", "2025-11-09") == "in_force"


# Chain 7: cobalt

STOP, QUOTA = "CD-ARECOMS 2025/001", "CD-ARECOMS 2025/004"
COBALT: dict[str, Any] = {"actors": ("CD",), "agencies": ("cd-arecoms",), "minerals": ("cobalt",)}
CHAIN_7 = [
    event(
        "export_prohibition",
        "in_force",
        "2025-02-24",
        instrument=STOP,
        announced="2025-02-24",
        effective="2025-02-22",
        until="2025-06-22",
        **COBALT,
    ),
    event(
        "export_prohibition",
        "amended",
        "2025-06-21",
        affects=(STOP,),
        announced="2025-06-21",
        until="2025-09-21",
        **COBALT,
    ),
    event(
        "export_prohibition",
        "amended",
        "2025-09-20",
        instrument=QUOTA,
        affects=(STOP,),
        announced="2025-09-20",
        effective="2025-09-21",
        until="2025-10-15",
        **COBALT,
    ),
    event(
        "export_quota",
        "announced",
        "2025-09-20",
        instrument=QUOTA,
        announced="2025-09-20",
        effective="2025-10-16",
        until="2027",
        **COBALT,
    ),
    event(
        "export_quota",
        "eased",
        "2025-12-31",
        affects=(QUOTA,),
        announced="2025-12-31",
        until="2026-03-31",
        **COBALT,
    ),
]


def test_the_cobalt_stop_was_in_force_before_it_was_announced() -> None:
    stop = made(STOP, CHAIN_7)
    assert only(stop, "2025-02-21") is None
    assert only(stop, "2025-02-22") == "in_force"
    assert only(stop, "2025-02-23", "2025-02-23") is None, "nobody could know yet"
    assert only(stop, "2025-02-23", "2025-02-24") == "in_force"


def test_the_cobalt_stop_ends_when_each_text_said_by_then() -> None:
    stop = made(STOP, CHAIN_7)
    ends = {"2025-03-01": "2025-06-22", "2025-06-21": "2025-09-21", "2025-09-20": "2025-10-15"}
    for known, last in ends.items():
        assert only(stop, last, known) == "in_force"
        after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
        assert only(stop, after, known) == "ended"
    assert [kind for kind, _ in stop.links] == ["extended_by"]


def test_the_quotas_follow_and_a_carry_over_is_no_end() -> None:
    quota = made(QUOTA, CHAIN_7)
    assert states(quota, "2025-10-15")["export_quota"] == "announced"
    assert states(quota, "2025-10-16")["export_quota"] == "in_force"
    assert states(quota, "2026-04-01")["export_quota"] == "in_force"
    assert states(quota, "2027-12-31")["export_quota"] == "in_force"
    assert states(quota, "2028-01-01", "2028-01-01")["export_quota"] == "ended"
    assert states(quota, "2025-10-01")["amendment"] == "in_force"
    assert states(quota, "2025-10-16")["amendment"] == "ended"


# Single rules


def test_a_proposal_is_never_in_force() -> None:
    bill = event("export_prohibition", "proposed", "2025-02-03", instrument="PH-SB 2826", effective="2025-06-01")
    measure = made("PH-SB 2826", [bill])
    assert {only(measure, day) for day in ("2025-02-03", "2025-06-01", "2026-06-01")} == {"proposed"}
    dropped = event("export_prohibition", "ended", "2025-06-11", instrument="PH-SB 2826", announced="2025-06-11")
    assert only(made("PH-SB 2826", [bill, dropped]), "2025-06-11") == "ended"


def test_a_proposal_to_change_an_act_changes_nothing() -> None:
    proposal = event(
        "export_prohibition", "proposed", "2025-05-01", affects=(STOP,), announced="2025-05-01", until="2030"
    )
    assert only(made(STOP, [CHAIN_7[0], proposal]), "2025-07-01") == "ended"
    assert build(measure_id(STOP), [proposal], VOCAB) is None


def test_an_announced_act_without_a_start_stays_announced() -> None:
    act = event("export_licensing", "announced", "2025-01-10", instrument="CN-MOFCOM 2025/3", announced="2025-01-10")
    measure = made("CN-MOFCOM 2025/3", [act])
    assert only(measure, "2027-01-01") == "announced"
    assert state(measure, FAR, FAR)[0].why == "Announced on 2025-01-10; no day of effect is known."


def test_an_act_said_to_bind_without_a_start_binds_since_it_was_told() -> None:
    act = event("entity_listing", "in_force", "2026-02-24", instrument="CN-MOFCOM 2026/11")
    measure = made("CN-MOFCOM 2026/11", [act])
    assert only(measure, "2026-02-23") is None
    assert only(measure, "2026-02-24") == "in_force"
    assert "at the latest since 2026-02-24" in state(measure, FAR, FAR)[0].why


def test_unofficial_sources_give_no_legal_state() -> None:
    rumour = event("export_quota", "in_force", "2026-01-05", official=False, instrument=QUOTA, effective="2025-10-16")
    measure = made(QUOTA, [rumour])
    assert only(measure, "2026-01-04") is None
    assert only(measure, "2026-01-05") == "reported"
    assert "no legal state" in state(measure, FAR, FAR)[0].why
    act = event("export_quota", "in_force", "2026-02-01", instrument=QUOTA, effective="2025-10-16")
    both = made(QUOTA, [rumour, act])
    assert only(both, "2026-01-10", "2026-01-31") == "reported"
    assert only(both, "2026-01-10", "2026-02-01") == "in_force"


def test_an_unofficial_pause_does_not_move_an_official_act() -> None:
    rumour = event("entity_listing", "suspended", "2025-10-20", official=False, affects=(RULE,), effective="2025-10-20")
    assert only(made(RULE, [CHAIN_4[0], rumour]), "2025-10-25") == "in_force"


def test_a_pause_of_an_unknown_act_is_kept() -> None:
    measure = made(RULE, CHAIN_4[1:])
    assert only(measure, "2025-10-01") is None
    assert only(measure, "2025-11-10") == "suspended"
    assert only(measure, "2026-11-10") == "pause_ended_unconfirmed"
    assert measure.instrument == RULE
    assert measure.actors == ("US",)


def test_a_change_to_an_unknown_act_says_no_more_than_that() -> None:
    measure = made(STOP, CHAIN_7[1:2])
    assert only(measure, "2026-01-01") == "announced"
    assert "its own text is not known here" in state(measure, FAR, FAR)[0].why


def test_months_count_from_their_first_day_and_say_so() -> None:
    act = event("export_licensing", "in_force", "2023-12-20", instrument="CN-MOFCOM 2023/39", effective="2023-12")
    measure = made("CN-MOFCOM 2023/39", [act])
    assert only(measure, "2023-12-01") == "in_force"
    assert state(measure, FAR, FAR)[0].why == "In force since 2023-12-01 (the text says 2023-12)."


def test_a_recalled_act_was_known_from_the_day_it_was_published() -> None:
    recap = event(
        "export_licensing",
        "in_force",
        "2025-11-09",
        instrument="CN-MOFCOM 2024/33",
        announced="2024-08-15",
        effective="2024-09-15",
    )
    assert only(made("CN-MOFCOM 2024/33", [recap]), "2024-10-01", "2024-10-01") == "in_force"
    misread = event(
        "entity_listing", "suspended", "2025-11-10", instrument="US-BIS 2025/9", affects=(RULE,), announced="2024-09-29"
    )
    assert only(made(RULE, [CHAIN_4[0], misread]), "2025-10-10") == "in_force"
    assert only(made(RULE, [CHAIN_4[0], misread]), "2025-11-10") == "suspended"


def test_an_act_ended_and_made_anew() -> None:
    name = "US-BIS 2025/9"
    events = [
        event("entity_listing", "in_force", "2025-01-05", instrument=name, effective="2025-01-05"),
        event("entity_listing", "ended", "2025-03-01", affects=(name,), agencies=("us-bis",), effective="2025-03-01"),
        event(
            "entity_listing", "in_force", "2025-06-01", instrument=name, effective="2025-06-01", announced="2025-06-01"
        ),
    ]
    measure = made(name, events)
    assert [only(measure, f"2025-{month}-15") for month in ("01", "03", "06")] == ["in_force", "ended", "in_force"]


def test_ends_before_starts_and_impossible_dates_are_no_dates() -> None:
    odd = event("export_quota", "in_force", "2025-02-01", instrument=QUOTA, effective="2025-02-01", until="2024-01-01")
    assert only(made(QUOTA, [odd]), "2026-01-01") == "in_force"
    wild = event(
        "export_quota", "announced", "2025-02-01", instrument=QUOTA, announced="2025-02-01", effective="20025-02-31"
    )
    assert only(made(QUOTA, [wild]), "2026-01-01") == "announced"


def test_numbered_talks_and_cases_are_no_measures() -> None:
    case = event("enforcement_case", "occurred", "2025-08-21", instrument="CN-GACC 2025/0417")
    talks = event("talks", "announced", "2026-01-14", instrument="US-PROC 11001")
    assert build("cn-gacc-2025-0417", [case], VOCAB) is None
    assert build("us-proc-11001", [talks], VOCAB) is None
    assert build("nothing", [], VOCAB) is None


@pytest.mark.parametrize(
    ("instrument", "slug"),
    [
        ("CN-MOFCOM 2024/46", "cn-mofcom-2024-46"),
        ("CN-MOFCOM 2024/46#2", "cn-mofcom-2024-46"),
        ("US-FR 2025-06836", "us-fr-2025-06836"),
        ("VN-Law on Geology and Minerals", "vn-law-on-geology-and-minerals"),
    ],
)
def test_a_measure_is_named_for_its_instrument(instrument: str, slug: str) -> None:
    assert measure_id(instrument) == slug


def test_an_event_touches_its_own_act_and_those_it_affects_once() -> None:
    pause = event("talks", "suspended", "2025-11-09", instrument="A-B 1/2", affects=("A-B 1/1#2", "A-B 1/1", "A-B 1/2"))
    assert touched(pause) == ("a-b-1-2", "a-b-1-1")


# What must hold of any life

DAYS = st.dates(date(2025, 1, 1), date(2025, 12, 31)).map(date.isoformat)
SOME_DAY = st.none() | DAYS | st.sampled_from(["2025-06", "2025", "2026-02"])


@st.composite
def any_event(draw: st.DrawFn) -> Event:
    stage = draw(st.sampled_from(["proposed", "announced", "in_force", "amended", "eased", "suspended", "ended"]))
    own = draw(st.booleans())
    return event(
        draw(st.sampled_from(["export_quota", "export_tax"])),
        stage,
        draw(DAYS),
        official=draw(st.sampled_from([True, True, False])),
        instrument="X-Y 2025/1" if own else draw(st.sampled_from([None, "X-Y 2025/2"])),
        affects=() if own else (draw(st.sampled_from(["X-Y 2025/1", "X-Y 2025/1#2"])),),
        paragraph=draw(st.sampled_from([None, None, "1", "2"])),
        minerals=draw(st.sampled_from([(), ("gallium",), ("rare-earths",), ("dysprosium",)])),
        announced=draw(SOME_DAY),
        effective=draw(SOME_DAY),
        until=draw(SOME_DAY),
    )


LIVES = st.lists(any_event(), min_size=1, max_size=6, unique_by=lambda each: each.id)


@given(LIVES, st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(events: list[Event], random: Any) -> None:
    shuffled = random.sample(events, len(events))
    assert build("x-y-2025-1", events, VOCAB) == build("x-y-2025-1", shuffled, VOCAB)


@given(LIVES)
def test_spans_of_a_scope_never_overlap_and_state_agrees_with_them(events: list[Event]) -> None:
    measure = build("x-y-2025-1", events, VOCAB)
    if measure is None:
        return
    edges = {span.since for span in measure.spans} | {span.until for span in measure.spans if span.until}
    knowns = {span.known_since for span in measure.spans} | {
        span.known_until for span in measure.spans if span.known_until
    }
    for known in sorted(knowns):
        for on in sorted(edges):
            held = [
                span
                for span in measure.spans
                if span.since <= on
                and (span.until is None or on <= span.until)
                and span.known_since <= known
                and (span.known_until is None or known <= span.known_until)
            ]
            assert len({span.scope_id for span in held}) == len(held)
            assert set(state(measure, on, known)) == set(held)


@given(LIVES)
def test_no_life_is_in_force_without_an_official_act(events: list[Event]) -> None:
    measure = build("x-y-2025-1", events, VOCAB)
    steps = {step.id(measure.id): step for step in measure.steps} if measure else {}
    assert len(steps) == len(measure.steps if measure else ())
    for span in measure.spans if measure else ():
        assert span.until is None or span.since <= span.until
        assert span.known_until is None or span.known_since <= span.known_until
        step = steps[span.step_id]
        assert step.tier == "official" or span.state == "reported"
        if span.state == "in_force":
            assert step.kind in {"effective", "resumed"}
        if span.next_change is not None:
            assert span.until == span.next_change - timedelta(days=1)


HALT = {"actors": ("CD",), "minerals": ("graphite",)}


def test_an_extension_without_a_number_means_the_only_act_that_it_fits() -> None:
    halt = event(
        "export_prohibition", "in_force", "2025-02-24", instrument="CD-X 2025/001", effective="2025-02-22",
        until="2025-06-22", **HALT,
    )  # fmt: skip
    longer = event(
        "export_prohibition", "amended", "2025-06-20", instrument="CD-X 2025/004", until="2025-10-15", **HALT
    )
    assert meant(longer, [halt]) == ("CD-X 2025/001",)
    twin = event("export_prohibition", "in_force", "2025-03-01", instrument="CD-X 2025/002", until="2025-07-01", **HALT)
    endless = event("export_prohibition", "in_force", "2025-03-01", instrument="CD-X 2025/003", **HALT)
    rumour = event(
        "export_prohibition", "amended", "2025-06-20", official=False, until="2025-10-15", **HALT
    )  # fmt: skip
    assert meant(longer, [halt, twin]) == ()
    assert meant(longer, [halt, endless]) == ("CD-X 2025/001",)
    assert meant(rumour, [halt]) == ()


def test_an_older_rule_that_ends_on_the_day_an_act_starts_does_not_end_the_act() -> None:
    act = event(
        "export_licensing", "announced", "2023-10-20", instrument="CN-X 2023/9", announced="2023-10-20",
        effective="2023-12-01", minerals=("graphite",),
    )  # fmt: skip
    older = event(
        "export_licensing", "ended", "2023-10-20", instrument="CN-X 2023/9", effective="2023-12-01",
        minerals=("graphite",),
    )  # fmt: skip
    later = event(
        "export_licensing", "ended", "2025-01-10", instrument="CN-X 2023/9", effective="2025-02-01",
        minerals=("graphite",),
    )  # fmt: skip
    assert states(made("CN-X 2023/9", [act, older]), "2024-01-01")["export_licensing"] == "in_force"
    assert states(made("CN-X 2023/9", [act, older, later]), "2025-03-01")["export_licensing"] == "ended"
