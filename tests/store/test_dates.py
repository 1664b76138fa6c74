"""The date desk, routes and threads in the store: written anew by their owner, read around a day, never doubled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.making import article, claim, event
from tracker.model import DateAhead, Measure, Quantity, Route, Scope, Thread
from tracker.store import Store

TODAY = date(2026, 11, 22)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def rows(store: Store, sql: str) -> list[dict[str, object]]:
    db = sqlite3.connect(store.home / "tracker.db")
    db.row_factory = sqlite3.Row
    found = [dict(row) for row in db.execute(sql)]
    db.close()
    return found


def line(day: date, kind: str = "pause_ends", **fields: str) -> DateAhead:
    return DateAhead(day, "cn-1", "An act", "pause runs out by its text: export licensing", kind, **fields)  # type: ignore[arg-type]


def measured(store: Store) -> None:
    scope = Scope("2:export_licensing", "export_licensing", "2", ("gallium",), ("US",))
    store.measures.keep(Measure("cn-1", "CN-MOFCOM 2024/1", "China: licensing", ("CN",), (), (scope,), (), ()), ())


def test_lines_are_read_around_a_day_with_what_they_are_about(store: Store) -> None:
    measured(store)
    days = [TODAY - timedelta(days=91), TODAY - timedelta(days=90), TODAY, TODAY + timedelta(days=91)]
    store.dates.keep("cn-1", [line(day, scope_id="2:export_licensing", source="https://a.example/") for day in days])
    found = store.dates.between(TODAY, 90, 90)
    assert [row["day"] for row in found] == ["2026-08-24", "2026-11-22"]
    assert found[0] | {"certainty": ""} == found[0] | {
        "title": "China: licensing", "actors": ["CN"], "minerals": ["gallium"], "paragraph": "2", "certainty": "",
        "action": "export_licensing", "source": "https://a.example/", "owner": "cn-1", "instrument": "CN-MOFCOM 2024/1",
    }  # fmt: skip


def test_a_pause_that_ran_out_is_unconfirmed_from_the_day_after(store: Store) -> None:
    store.dates.keep("cn-1", [line(TODAY), line(TODAY, "ends")])
    sure = {row["kind"]: row["certainty"] for row in store.dates.between(TODAY, 1, 1)}
    assert sure == {"pause_ends": "by its text", "ends": "by its text"}
    later = {row["kind"]: row["certainty"] for row in store.dates.between(TODAY + timedelta(days=1), 1, 1)}
    assert later == {"pause_ends": "unconfirmed", "ends": "by its text"}


def test_an_owner_writes_its_lines_anew_and_leaves_those_of_others(store: Store) -> None:
    store.dates.keep("cn-1", [line(TODAY), line(TODAY + timedelta(days=1))])
    store.dates.keep("e1", [line(TODAY, "closes")])
    store.dates.keep("cn-1", [line(TODAY + timedelta(days=2))])
    assert [(row["day"], row["kind"]) for row in store.dates.between(TODAY, 9, 9)] == [
        ("2026-11-22", "closes"),
        ("2026-11-24", "pause_ends"),
    ]
    store.dates.keep("cn-1", ())
    assert len(store.dates.between(TODAY, 9, 9)) == 1


def test_the_view_shows_the_days_around_today(store: Store) -> None:
    today = date.fromisoformat(str(rows(store, "SELECT date('now') AS day")[0]["day"]))
    store.dates.keep("cn-1", [line(today + timedelta(days=days)) for days in (-400, -90, -1, 0, 90, 91)])
    found = rows(store, "SELECT * FROM date_desk ORDER BY day")
    assert [(date.fromisoformat(str(row["day"])) - today).days for row in found] == [-90, -1, 0, 90]
    assert [row["certainty"] for row in found] == ["unconfirmed"] * 2 + ["by its text"] * 2


def test_a_line_of_an_event_bears_its_headline_and_the_text_that_leads_it(store: Store) -> None:
    told = article()
    made = claim(told)
    store.reading.keep(told, (), [made], in_scope=True, coder="test")
    store.events.keep(event("e1", lead=made.id), ())
    store.dates.keep("e1", [DateAhead(TODAY, "", "", "takes effect: export tax", "starts", event_id="e1")])
    (row,) = store.dates.between(TODAY, 0, 0)
    assert (row["title"], row["source"]) == (event().headline, told.url)
    assert (row["publisher"], row["minerals"]) == ("Test Wire", ["antimony"])


def test_routes_of_an_event_are_written_anew(store: Store) -> None:
    ways = [Route("e1", "c1", "CN", via, "US", "antimony", Quantity(3834.0, "t"), "2024-12") for via in ("TH", "MX")]
    store.routes.keep("e1", "2024-12", ways)
    store.routes.keep("e1", "2024-12", ways[:1])
    (row,) = rows(store, "SELECT * FROM routes")
    assert (row["transit"], row["quantity"], row["unit"], row["date"]) == ("TH", 3834.0, "t", "2024-12")


def thread(*events: str) -> Thread:
    return Thread(events[0], "China: campaign", ("CN",), ("cn-gacc",), ("antimony",), "2025-05-09", "2025-07", events)


def test_threads_take_the_place_of_those_that_their_events_stood_in(store: Store) -> None:
    store.routes.keep_threads((), [thread("a", "b"), thread("x", "y")])
    assert store.routes.threaded(["b"]) == {"a", "b"}
    store.routes.keep_threads(["b", "z"], [thread("z", "a", "b")])
    found = rows(store, "SELECT thread_id, event_id FROM thread_events ORDER BY thread_id, position")
    assert [(row["thread_id"], row["event_id"]) for row in found] == [
        ("x", "x"), ("x", "y"), ("z", "z"), ("z", "a"), ("z", "b"),
    ]  # fmt: skip
    sizes = {row["id"]: (row["size"], json.loads(str(row["agencies"]))) for row in rows(store, "SELECT * FROM threads")}
    assert sizes == {"x": (2, ["cn-gacc"]), "z": (3, ["cn-gacc"])}


def test_events_of_enforcement_are_found_by_their_day_and_state(store: Store) -> None:
    for name, key in (
        ("a", "enforcement_campaign|CN|any|d2025-05-09"),
        ("b", "enforcement_case|CN|any|d2025-05"),
        ("c", "export_prohibition|CN|any|d2025-05-10"),
        ("d", "circumvention|CN|any|d2027-01-01"),
        ("e", "circumvention|CN|any|t2025-06-01"),
        ("f", "circumvention|JP|any|d2025-06-01"),
        ("g", "enforcement_case|CN|any|d2019"),
        ("h", "enforcement_case|CN|any|u2025-06-01"),
    ):
        store.events.keep(event(name), [f"a|{key}"])
    within = date(2025, 5, 1), date(2025, 12, 31)
    actions = ("circumvention", "enforcement_campaign", "enforcement_case")
    assert store.routes.enforcement(actions, ["CN"], *within) == {"a", "b", "e", "g"}
    assert store.routes.enforcement(["circumvention"], ["CN", "JP"], *within) == {"e", "f"}


def test_stored_events_are_found_by_day_then_id(store: Store) -> None:
    for name, day in (("a", "2025-05-09"), ("b", "2025-05"), ("0", "2025-05-09")):
        store.events.keep(event(name, date=day), ())
    assert [each.id for each in store.routes.find({"a", "b", "0", "nobody"})] == ["b", "0", "a"]
