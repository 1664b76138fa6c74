"""The lines of the date desk: from the spans of real acts, from events without number, and from calls for comment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.measures.test_lives import VOCAB, event, made
from tracker.measures import ahead, build, lines, of_event
from tracker.model import DateAhead, Event, Measure
from tracker.vocab import register

FIRST = "CN-MOFCOM 2024/46"
PAUSE: dict[str, Any] = {
    "instrument": "CN-MOFCOM 2025/72",
    "affects": (f"{FIRST}#2",),
    "actors": ("CN",),
    "announced": "2025-11-09",
}


def short(found: Iterable[DateAhead]) -> list[tuple[str, str, str]]:
    return [(line.day.isoformat(), line.kind, line.certainty) for line in found]


def ban() -> list[Event]:
    own: dict[str, Any] = {"actors": ("CN",), "minerals": ("gallium",), "instrument": FIRST, "effective": "2024-12-03"}
    return [event("export_prohibition", "in_force", "2024-12-03", paragraph="2", announced="2024-12-03", **own)]


def test_a_start_a_pause_and_its_end_are_three_lines() -> None:
    pause = event("export_prohibition", "suspended", "2025-11-09", effective="2025-11-09", until="2026-11-27", **PAUSE)
    found = lines(made(FIRST, [*ban(), pause]))
    assert short(found) == [
        ("2024-12-03", "starts", "by its text"),
        ("2025-11-09", "starts", "by its text"),
        ("2026-11-27", "pause_ends", "by its text"),
    ]
    assert found[1].what == "pause begins until 2026-11-27: export prohibition (paragraph 2)"
    assert found[2].event_id == pause.id
    assert {line.scope_id for line in found} == {"2:export_prohibition"}


def test_a_later_text_that_resumes_takes_the_end_of_the_pause_away() -> None:
    pause = event("export_prohibition", "suspended", "2025-11-09", effective="2025-11-09", until="2026-11-27", **PAUSE)
    back = event(
        "export_prohibition", "in_force", "2026-11-20", instrument="CN-MOFCOM 2026/80", affects=(f"{FIRST}#2",),
        actors=("CN",), announced="2026-11-20", effective="2026-11-28", relation="resumes",
    )  # fmt: skip
    found = short(lines(made(FIRST, [*ban(), pause, back])))
    assert found[-1] == ("2026-11-28", "resumes", "by its text")
    assert "pause_ends" not in {kind for _, kind, _ in found}


def test_a_term_ends_on_its_last_day() -> None:
    own: dict[str, Any] = {
        "actors": ("CD",),
        "minerals": ("cobalt",),
        "instrument": "CD-ARECOMS 2025/001",
        "announced": "2025-02-24",
    }
    act = event("export_prohibition", "in_force", "2025-02-24", effective="2025-02-22", until="2025-06-22", **own)
    assert short(lines(made("CD-ARECOMS 2025/001", [act]))) == [
        ("2025-02-22", "starts", "by its text"),
        ("2025-06-22", "ends", "by its text"),
    ]


def test_what_only_the_press_tells_is_only_reported() -> None:
    own: dict[str, Any] = {"actors": ("CN",), "minerals": ("gallium",), "instrument": "CN-MOFCOM 2027/1"}
    act = event("export_licensing", "announced", "2027-01-02", official=False, effective="2027-03", **own)
    (line,) = lines(made("CN-MOFCOM 2027/1", [act]))
    assert (line.day, line.kind, line.certainty) == (date(2027, 3, 1), "starts", "reported")
    assert line.what == "takes effect (the text says 2027-03): export licensing"


def test_a_proposal_with_a_start_is_no_line_of_its_act_but_its_comments_are() -> None:
    own: dict[str, Any] = {
        "actors": ("US",),
        "minerals": ("gallium",),
        "instrument": "US-FR 2026-01234",
        "closes": "2026-12-15",
    }
    draft = event("export_licensing", "proposed", "2026-11-10", effective="2027-01-01", **own)
    assert lines(made("US-FR 2026-01234", [draft])) == ()
    (line,) = of_event(draft)
    assert (line.day, line.kind, line.measure_id) == (date(2026, 12, 15), "closes", "us-fr-2026-01234")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"effective": "2026-12-15"}, [("2026-12-15", "starts", "by its text")]),
        ({"effective": "2026-12-15", "official": False}, [("2026-12-15", "starts", "reported")]),
        ({"effective": "2026-12-15", "until": "2027"}, [("2026-12-15", "starts", "by its text"),
                                                        ("2027-12-31", "ends", "by its text")]),
        ({"effective": "2024-12-03"}, []),  # a recap
        ({"effective": "2026-12-15", "instrument": "CN-MOFCOM 2026/9"}, []),  # its measure tells it
        ({"effective": "2026-13-45"}, []),
        ({"effective": "2027-01-01", "until": "2026-12-01"}, [("2027-01-01", "starts", "by its text")]),
        ({"closes": "2026-12"}, [("2026-12-31", "closes", "by its text")]),
    ],
)  # fmt: skip
def test_an_event_without_number_tells_its_own_days(
    fields: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    told = event("export_tax", "announced", "2026-11-12", **({"actors": ("ID",), "minerals": ("nickel",)} | fields))
    assert short(of_event(told)) == expected


def test_a_planned_start_is_expected_and_an_occasion_starts_nothing() -> None:
    draft = event("export_tax", "proposed", "2026-11-12", effective="2027-01-01")
    assert short(of_event(draft)) == [("2027-01-01", "starts", "expected")]
    assert of_event(replace(draft, action="project")) == ()
    assert of_event(replace(draft, stage="occurred")) == ()


def shipped() -> list[Measure]:
    return [found for each in register.load() if (found := build(each.id, [], VOCAB, each))]


def test_the_register_gives_each_line_once_with_a_source() -> None:
    for measure in shipped():
        found = lines(measure)
        assert len({(line.day, line.scope_id, line.kind) for line in found}) == len(found)
        assert all(line.source.startswith("http") and line.measure_id == measure.id for line in found), measure.id


def test_the_pauses_of_november_2025_run_out_one_by_one() -> None:
    ends = {
        (measure.id, line.day.isoformat())
        for measure in shipped()
        for line in lines(measure)
        if line.kind == "pause_ends" and line.day.year == 2026
    }
    assert ("cn-mofcom-2024-46", "2026-11-27") in ends
    assert {day for name, day in ends if name.startswith("cn-mofcom-2025-")} == {"2026-11-10"}
    assert ("us-fr-2025-19001", "2026-11-09") in ends


def test_what_the_digest_looks_ahead_to_stands_on_the_desk_too() -> None:
    on = date(2026, 6, 1)
    for measure in shipped():
        desk = {line.day for line in lines(measure)}
        for each in ahead([measure], on, 365):
            # What an act that only pauses others does is told by those. A day of repeal stands on the desk itself; the
            # digest gives the last day before it.
            assert each.what.endswith(": suspension") or each.day in desk or each.day + timedelta(days=1) in desk, (
                measure.id,
                each,
            )
