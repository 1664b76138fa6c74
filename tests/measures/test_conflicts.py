"""What is told and never acted on: contradictions, two acts with one number, dates that cannot be."""

from __future__ import annotations

from typing import Any

import pytest

from tests.measures.making import VOCAB, act, event, states, step
from tracker.measures import weigh
from tracker.model import Event

NAME = "CN-MOFCOM 2025/18"
SLUG = "cn-mofcom-2025-18"


def control(**changes: Any) -> Event:
    facts: dict[str, Any] = {
        "instrument": NAME, "announced": "2025-04-04", "effective": "2025-04-04", "minerals": ("dysprosium",),
    }  # fmt: skip
    return event("export_licensing", "in_force", "2025-04-04", **(facts | changes))


def kinds(*events: Event, **more: Any) -> list[str]:
    return [each.kind for each in weigh(SLUG, events, VOCAB, **more)[1]]


def test_plain_tellings_are_no_conflict() -> None:
    pause = event("export_licensing", "suspended", "2025-11-07", instrument="CN-MOFCOM 2025/70", affects=(NAME,))
    assert kinds(control(), pause) == []


@pytest.mark.parametrize("date", ["20025-04-04", "2025-13-01", "2025-02-30", "1925-04-04", "2087-01-01"])
@pytest.mark.parametrize("field", ["announced", "effective", "until"])
def test_a_date_that_cannot_be_is_told_and_not_counted(field: str, date: str) -> None:
    odd = control(**{field: date})
    built, conflicts = weigh(SLUG, [odd], VOCAB)
    assert [each.kind for each in conflicts] == ["implausible_date"]
    assert date in conflicts[0].reason
    assert states(built, "2025-05-01") == {"export_licensing": "in_force"}
    assert built is not None
    assert date not in {each.date for each in built.steps} | {each.until for each in built.steps}


def test_a_ban_of_thirty_years_is_no_slip() -> None:
    assert kinds(control(until="2055-12-31")) == []


def test_two_acts_under_one_number_the_first_keeps_it() -> None:
    other = event(
        "entity_listing", "in_force", "2025-09-20", instrument=NAME, announced="2025-09-20", effective="2025-09-20",
        minerals=("graphite",),
    )  # fmt: skip
    built, conflicts = weigh(SLUG, [control(), other], VOCAB)
    assert [each.kind for each in conflicts] == ["double_number"]
    assert states(built, "2025-10-01") == {"export_licensing": "in_force", "entity_listing": "reported"}


def test_the_registers_act_keeps_its_number() -> None:
    ground = act(NAME, [step("announced", "2025-04-04"), step("effective", "2025-04-04")])
    other = event(
        "export_licensing", "in_force", "2025-01-20", instrument=NAME, announced="2025-01-20", effective="2025-01-20",
        minerals=("graphite",),
    )  # fmt: skip
    built, conflicts = weigh(SLUG, [other], VOCAB, ground)
    assert "double_number" in {each.kind for each in conflicts}
    assert states(built, "2025-02-01") == {}


def test_parts_of_one_act_are_no_second_act() -> None:
    parts = [
        control(minerals=minerals, paragraph=paragraph)
        for paragraph, minerals in (("1", ("gallium",)), ("2", ("graphite",)))
    ]
    assert kinds(*parts) == []


def test_what_only_others_tell_of_an_official_act_is_a_contradiction() -> None:
    lifted = event("export_licensing", "ended", "2025-11-02", official=False, affects=(NAME,), announced="2025-11-01")
    built, conflicts = weigh(SLUG, [control(), lifted], VOCAB)
    assert [each.kind for each in conflicts] == ["contradiction"]
    assert "no text of the issuer" in conflicts[0].reason
    assert states(built, "2025-12-01") == {"export_licensing": "in_force"}


def test_a_rumour_of_an_act_that_is_still_to_start_is_told_too() -> None:
    ground = act(NAME, [step("announced", "2025-04-04"), step("effective", "2027-01-01", known="2025-04-04")])
    dropped = event("export_licensing", "ended", "2025-11-02", official=False, affects=(NAME,), announced="2025-11-01")
    assert kinds(dropped, baseline=ground) == ["contradiction"]
    same_day = event("export_licensing", "ended", "2025-04-05", official=False, affects=(NAME,), announced="2025-04-04")
    assert kinds(same_day, baseline=ground) == []


def test_it_is_none_once_the_issuer_says_so() -> None:
    lifted = event("export_licensing", "ended", "2025-11-02", official=False, affects=(NAME,), announced="2025-11-01")
    text = event(
        "export_licensing", "ended", "2025-11-05", instrument="CN-MOFCOM 2025/69", affects=(NAME,),
        announced="2025-11-05", effective="2025-11-05",
    )  # fmt: skip
    built, conflicts = weigh(SLUG, [control(), lifted, text], VOCAB)
    assert conflicts == ()
    assert states(built, "2025-12-01") == {"export_licensing": "ended"}


def test_two_starts_of_one_part_are_told() -> None:
    later = event("export_licensing", "in_force", "2025-04-05", instrument=NAME, effective="2025-12-01")
    assert kinds(control(minerals=()), later) == ["contradiction"]


def test_reasons_of_one_kind_are_one_conflict() -> None:
    rumours = [
        event("export_licensing", "ended", f"2025-{month}-01", official=False, affects=(NAME,))
        for month in ("06", "08", "10", "12")
    ]
    (conflict,) = weigh(SLUG, [control(), *rumours], VOCAB)[1]
    assert conflict.reason.endswith("; and 1 more")
    assert conflict.reason.count(";") == 3


def test_a_listing_posted_and_withdrawn_on_one_day_is_ended() -> None:
    posted = event(
        "entity_listing", "announced", "2026-02-13", instrument="US-DOD 2026/1", announced="2026-02-13",
    )  # fmt: skip
    withdrawn = event(
        "entity_listing", "ended", "2026-02-13", affects=("US-DOD 2026/1",), agencies=("us-dod",),
        announced="2026-02-13", effective="2026-02-13",
    )  # fmt: skip
    built, conflicts = weigh("us-dod-2026-1", [posted, withdrawn], VOCAB)
    assert states(built, "2026-02-13") == {"entity_listing": "ended"}
    assert conflicts == ()


def test_who_suspends_exports_bans_them() -> None:
    """A decision that "suspends exports" is the ban itself, not a pause of the ban that it makes."""
    facts: dict[str, Any] = {"instrument": "CD-X 2025/1", "announced": "2025-02-24", "minerals": ("gallium",)}
    ban = event("export_prohibition", "in_force", "2025-02-24", effective="2025-02-22", until="2025-06-22", **facts)
    halt = event("export_prohibition", "suspended", "2025-02-24", until="2025-06-24", **facts)
    built = weigh("cd-x-2025-1", [ban, halt], VOCAB)[0]
    assert states(built, "2025-06-22") == {"export_prohibition": "in_force"}
    assert states(built, "2025-06-23") == {"export_prohibition": "ended"}
