"""The pictures: what they count is what their links list, whatever is asked; and nothing leaves its frame."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import Get
from tests.site.test_pages import HOSTILE, words
from tracker import vocab
from tracker.site import atlas, bars, charts, gantt, heat, pictures, ways
from tracker.site.metadata import queries
from tracker.site.wording import ACTIONS, STATES
from tracker.store.schema import TRACKER

WIDE = "since=2022-01-01&until=2026-11-22"
PAGES = ["/pictures", "/pictures?cells=events", f"/pictures?{WIDE}", f"/pictures?mineral=antimony&country=CN&{WIDE}",
         "/pictures?mineral=nickel", "/pictures?since=1990-01-01&until=2000-01-01"]  # fmt: skip
OURS = ("actions_over_time", "events_by_month", "events_by_issuer", "measures_by_issuer", "measure_lives")


def section(page: str, name: str) -> str:
    return page.partition(f'<section id="{name}"')[2].partition("</section>")[0]


def drawn(page: str) -> list[dict[str, Any]]:
    """Return the specifications of the pictures of a page."""
    return [json.loads(each) for each in re.findall(r'<script type="application/json">(.*?)</script>', page, re.S)]


def links(html: str, path: str) -> list[tuple[str, int]]:
    """Return addresses of a list with the number that stands on each link."""
    found = re.findall(rf'<a href="({re.escape(path)}[^"]*)">(?:<b>)?([\d,]+)', html)
    return [(unescape(address), int(number.replace(",", ""))) for address, number in found]


def listed(get: Get, address: str) -> int:
    """Return how many events an address lists, and with them those of which only the month or year is known.

    Such an event stands in its month in the picture; the list of a month's days leaves it out.
    """
    days = dict(re.findall(r"(since|until)=([\d-]+)", address))
    every = get(re.sub(r"&?(since|until)=[\d-]+", "", address).replace("/events?", "/events.json?") + "&rows=1000")
    partial = [row["day"] for row in every.json()["events"] if len(row["day"]) < 10]
    whole = get(address.replace("/events?", "/events.json?") + "&rows=1000").json()["events"]
    within = [day for day in partial if days["since"][: len(day)] <= day <= days["until"][: len(day)]]
    return len(whole) + len([day for day in within if day not in {row["day"] for row in whole}])


@pytest.mark.parametrize("path", PAGES[:4])
def test_a_page_of_pictures_is_one_of_ours(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    scripts = re.findall(r"<script ([^>]*)>", answer.text)
    assert {*scripts} == {'src="/assets/vega.js" defer', 'type="application/json"'}
    assert all(address.startswith("/assets/") for address in re.findall(r'<link[^>]*href="([^"]+)"', answer.text))
    assert not re.search(r"<[^>]*\s(style|on\w+)=", answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert 'href="/routes' in answer.text


@pytest.mark.parametrize("asked", [WIDE, f"mineral=antimony&{WIDE}", f"country=CN&{WIDE}",
                                   f"mineral=rare-earths&country=CN&{WIDE}", "since=1990-01-01"])  # fmt: skip
def test_each_number_of_events_over_time_is_what_its_link_lists(get: Get, asked: str) -> None:
    table = section(get(f"/pictures?{asked}").text, "over-time").partition("<details")[2]
    told = links(table, "/events?")
    assert len(told) > 2
    assert [(address, listed(get, address)) for address, _ in told] == told
    rows = re.findall(r"<tr><th scope=\"row\">.+?</tr>", table)
    assert all(sum(n for _, n in links(row, "/events?")[:-1]) == links(row, "/events?")[-1][1] for row in rows)


def test_all_events_of_the_period_stand_in_the_picture(get: Get) -> None:
    page = get(f"/pictures?{WIDE}").text
    assert f"{listed(get, f'/events?{WIDE}')} events by quarter" in words(section(page, "over-time"))


@pytest.mark.parametrize("asked", ["", "&mineral=rare-earths", "&mineral=antimony,cobalt&country=CN"])
def test_each_number_of_the_heat_map_is_what_its_link_lists(get: Get, asked: str) -> None:
    told = links(section(get(f"/pictures?cells=events&{WIDE}{asked}").text, "by-country"), "/events?")
    assert told
    assert [(address, listed(get, address)) for address, _ in told] == told
    told = links(section(get(f"/pictures?{asked}").text, "by-country"), "/measures?")
    assert told
    for address, number in told:
        scopes = get(address.replace("/measures?", "/measures.json?")).json()["scopes"]
        binding = [scope for scope in scopes if scope["action"] in ACTIONS]
        assert len({s["measure_id"] for s in binding if s["state"] == "in_force"}) == number, address


@pytest.mark.parametrize("asked", ["", f"cells=events&{WIDE}", "mineral=rare-earths,antimony&country=CN"])
def test_pictures_and_tables_say_the_same(get: Get, asked: str) -> None:
    page = get(f"/pictures?{asked}").text
    over_time, cells, lives = (spec["data"]["values"] for spec in drawn(page))
    for name, values, path in (("over-time", over_time, "/events?"), ("by-country", cells, "/")):
        told = links(section(page, name).partition("<details")[2], path)
        if name == "over-time":
            told = [(address, number) for address, number in told if "family=" in address]
        assert sorted((row["href"], row.get("events", row.get("number"))) for row in values) == sorted(told)
    table = section(page, "lives").partition("<details")[2]
    assert {row["href"] for row in lives} == set(re.findall(r'href="(/measure/[^"]+)"', table))


def test_no_name_ends_the_block_of_a_picture(site: Any) -> None:
    row = span("s", "in_force", "2025-01-01", None) | {"instrument": "x", "name": "</script><script>alert('1')"}
    spec = charts.lives(
        gantt.build([row], date(2024, 1, 1), date(2026, 1, 1)), "2024-01-01", "2026-01-01", "2025-06-01"
    )
    block = site.jinja_env.from_string("{{ spec|tojson }}").render(spec=spec)
    assert "<" not in block
    assert json.loads(block) == json.loads(json.dumps(spec))


def test_no_picture_asks_another_host_or_bears_code(get: Get) -> None:
    for spec in drawn(get(f"/pictures?{WIDE}").text) + drawn(get("/routes").text):
        for address in re.findall(r'"(?:url|href)": "([^"]+)"', json.dumps(spec)):
            assert address.startswith("/")
        assert re.search("https?:", json.dumps(spec | {"$schema": ""})) is None


def test_measures_that_stand_otherwise_are_not_lost(get: Get) -> None:
    table = section(get("/pictures?mineral=dysprosium,cobalt").text, "by-country")
    assert "+1 that stand otherwise" in words(table)
    assert 'href="/measures?mineral=cobalt&amp;country=CD">0<' in table


def test_a_family_has_one_line_and_its_members_none(get: Get) -> None:
    table = section(get("/pictures").text, "by-country")
    assert '<a href="/mineral/rare-earths">' in table
    assert '<a href="/mineral/dysprosium">' not in table
    assert '<a href="/mineral/dysprosium">' in section(get("/pictures?mineral=rare-earths").text, "by-country")


def test_each_measure_has_a_row_with_its_states_and_a_table(get: Get) -> None:
    lives = section(get("/pictures").text, "lives")
    known = {row["measure_id"] for row in get("/tracker/measure_lives.json?_shape=objects").json()["rows"]}
    assert "cn-mofcom-2024-46" in known
    for name in known:
        assert lives.count(f'href="/measure/{name}"') == 1
    (spec,) = drawn(lives)
    assert {row["state"] for row in spec["data"]["values"]} >= {"in force", "suspended"}
    assert any(row["state"].startswith("pause ended") for row in spec["data"]["values"])
    table = words(lives.partition("<details")[2])
    assert "suspended 9 Nov 2025 27 Nov 2026 Export ban, paragraph 2" in table
    assert "pause ended, unconfirmed – look 28 Nov 2026 open" in table


@pytest.mark.parametrize(
    ("asked", "there", "missing"),
    [("mineral=antimony", "cn-mofcom-2024-46", "cd-arecoms-2025-004"), ("country=CD", "cd-arecoms-2025-004", "2024-46"),
     ("mineral=samarium", "cn-mofcom-2025-18", "2023-23"), ("until=2023-12-31", "cn-mofcom-2023-23", "2024-46")],
)  # fmt: skip
def test_lives_are_filtered(get: Get, asked: str, there: str, missing: str) -> None:
    lives = section(get(f"/pictures?{asked}").text, "lives")
    assert f"/measure/{there}" in lives
    assert missing not in lives


def test_lives_go_on_page_by_page(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "A_PAGE", 3)
    found: list[str] = []
    path = "/pictures?country=CN"
    while path:
        page = section(get(path).text, "lives")
        found += re.findall(r'rowgroup" colspan="4"><a href="/measure/([^"]+)"', page)
        onward = re.search(r'<a href="([^"]+)#lives" rel="next"', page)
        path = unescape(onward[1]) if onward else ""
        assert len(found) < 20
    assert len(found) == len(set(found)) == 5
    assert "no more measures" in get("/pictures?skip=99000").text


def test_the_form_keeps_what_is_asked(get: Get) -> None:
    page = get("/pictures?mineral=antimony,gallium&country=cn&since=2025-01-01&cells=events").text
    assert '<option value="antimony,gallium" selected>Antimony, Gallium</option>' in page
    assert '<option value="CN" selected>' in page
    assert 'name="since" value="2025-01-01"' in page
    assert 'name="cells" value="events"' in page
    assert 'name="q" value=""' in page


@pytest.mark.parametrize(
    "asked",
    ["mineral=unobtainium", "country=ZZ", "since=2025-02-30", "until=x", "since=2025-01-01&until=2024-01-01", "x=1",
     "since=1001-01-01", "since=0001-01-01", "until=9999-12-31", "cells=all", "skip=-1", "skip=١", "skip=123456",
     "cells=events&cells=measures", "since=2025-01-01&since=2025-01-02", "mineral=" + "a," * 50, "country=%00"],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_with_a_reason(get: Get, asked: str) -> None:
    answer = get(f"/pictures?{asked}")
    assert answer.status_code == 400
    assert answer.text.count("<h1") == 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=HOSTILE, name=st.sampled_from(pictures.NAMES))
def test_no_address_breaks_the_pictures(site: Any, loop: asyncio.AbstractEventLoop, name: str, value: str) -> None:
    answer = loop.run_until_complete(site.client.get("/pictures", params={name: value}))
    assert answer.status_code in {200, 400}
    assert "<script>alert(1)" not in answer.text


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(since=st.dates(date(1001, 1, 1), date(2200, 12, 31)) | st.none(), until=st.dates(max_value=date(2200, 12, 31)))
def test_any_two_days_are_drawn_or_refused(
    site: Any, loop: asyncio.AbstractEventLoop, since: date | None, until: date
) -> None:
    asked = {"since": since.isoformat() if since else "", "until": until.isoformat(), "cells": "events"}
    assert loop.run_until_complete(site.client.get("/pictures", params=asked)).status_code in {200, 400}


def test_a_world_without_anything_has_its_pictures_too(get: Get) -> None:
    page = words(get("/pictures?mineral=graphite&country=MX&since=1990-01-01&until=1991-01-01").text)
    assert "Nothing is told of these days with these filters" in page
    assert "There is nothing to count with these filters" in page
    assert "No measure is known of these days with these filters" in page


def test_the_front_page_draws_activity_in_few_bytes(get: Get) -> None:
    page = get("/").text
    drawn = page.partition('<figure class="activity">')[2].partition("</figure>")[0]
    assert drawn.count("<rect") == 24
    assert len(drawn.encode()) < 15_000
    assert '<a href="/pictures">' in page
    rows = get("/tracker/events_by_month.json?_shape=objects").json()["rows"]
    assert f"most: {max(row['events'] for row in rows)}" in drawn
    for row in rows[-12:]:
        first = date.fromisoformat(f"{row['month']}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        assert len(get(f"/events.json?since={first}&until={last}").json()["events"]) == row["events"]


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.executescript("".join(TRACKER.values()))
    yield db
    db.close()


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("asked", [{}, {"mineral": "antimony"}, {"country": "CN"}, {"mineral": "x", "country": "CN"}])
def test_pictures_scan_no_large_table(empty: sqlite3.Connection, name: str, asked: dict[str, str]) -> None:
    sql = queries()[name].sql
    given = dict.fromkeys(re.findall(r":([a-z]+)\b", sql), "") | asked
    plan = [row[3] for row in empty.execute(f"EXPLAIN QUERY PLAN {sql}", given)]
    large = r"SCAN (events|about|actor|event_\w+|spans|scopes|steps|claims|articles)\b(?! VIRTUAL)"
    assert plan
    assert not [line for line in plan if re.match(large, line)]


def month(name: str, action: str, events: int) -> dict[str, Any]:
    return {"month": name, "action": action, "events": events}


def test_bars_count_by_family_and_action() -> None:
    rows = [
        month("2025-01", "ban", 3),
        month("2025-01", "tax", 1),
        month("2025-01", "deal", 1),
        month("2025-03", "deal", 2),
    ]
    families = {"ban": "trade control", "tax": "trade control", "deal": "industry"}
    counted = bars.build(rows, families, ("trade control", "industry"), date(2025, 1, 10), date(2025, 3, 5))
    first, second, third = counted.bars
    assert [(piece.family, piece.count) for piece in first.pieces] == [("trade control", 4), ("industry", 1)]
    assert first.pieces[0].actions == (("ban", 3), ("tax", 1))
    assert (first.since, first.until, third.until) == ("2025-01-10", "2025-01-31", "2025-03-05")
    assert (second.pieces, second.total, counted.total, counted.unit) == ((), 0, 7, "month")
    spec = charts.over_time(counted, lambda since, until, family: f"/{family}")
    assert [(row["order"], row["events"]) for row in spec["data"]["values"]] == [(0, 4), (1, 1), (1, 2)]


@pytest.mark.parametrize(
    ("since", "unit", "number", "name"),
    [(date(2023, 1, 1), "month", 36, "Jan 2023"), (date(2020, 2, 1), "quarter", 24, "Jan–Mar 2020"),
     (date(1962, 1, 1), "year", 64, "1962")],
)  # fmt: skip
def test_long_periods_have_longer_bars(since: date, unit: str, number: int, name: str) -> None:
    drawn = bars.build([], {}, (), since, date(2025, 12, 31))
    assert (drawn.unit, len(drawn.bars), drawn.bars[0].name) == (unit, number, name)
    with pytest.raises(bars.TooLongError):
        bars.build([], {}, (), date(1961, 12, 1), date(2025, 12, 31))


@given(st.lists(st.tuples(st.integers(0, 35), st.sampled_from("abc"), st.integers(1, 90_000)), max_size=20))
def test_no_event_is_lost_and_none_counted_twice(counts: list[tuple[int, str, int]]) -> None:
    rows = [month(f"{2023 + at // 12}-{at % 12 + 1:02}", action, events) for at, action, events in counts]
    counted = bars.build(rows, {"a": "a", "b": "b", "c": "b"}, "ab", date(2023, 1, 1), date(2025, 12, 31))
    assert counted.total == sum(events for *_, events in counts)
    assert all(bar.total == sum(n for piece in bar.pieces for _, n in piece.actions) for bar in counted.bars)


def test_the_largest_numbers_come_first_and_groups_last() -> None:
    numbers = {("tin", "CN"): (1, 0), ("zinc", "CN"): (40, 0), ("zinc", "US"): (7, 2), ("all", "CN"): (90, 0)}
    made = heat.build(numbers, {"all"})
    assert [line.mineral for line in made.lines] == ["zinc", "tin", "all"]
    assert made.countries == ("CN", "US")
    assert [cell.number for line in made.lines for cell in line.cells] == [40, 7, 1, 0, 90, 0]
    many = {(f"m{n}", f"c{n}"): (1, 0) for n in range(40)}
    assert (heat.build(many, ()).more_countries, heat.build(many, ()).more_minerals) == (32, 15)


def span(scope: str, state: str, since: str, until: str | None, now: int = 0, measure: str = "m") -> dict[str, Any]:
    return {"measure_id": measure, "scope_id": scope, "action": scope, "state": state, "since": since, "until": until,
            "now": now}  # fmt: skip


def test_scopes_that_lived_alike_share_a_lane() -> None:
    rows = [span(scope, "in_force", "2025-01-01", None, 1) for scope in ("ban", "licence")]
    rows.append(span("tax", "suspended", "2025-01-01", "2025-06-30", 1))
    (life,) = gantt.build(rows, date(2024, 1, 1), date(2025, 12, 31)).lives
    assert [lane.actions for lane in life.lanes] == [("ban", "licence"), ("tax",)]
    assert [(bar.since, bar.until) for lane in life.lanes for bar in lane.bars] == [
        ("2025-01-01", None), ("2025-01-01", "2025-06-30"),
    ]  # fmt: skip
    many = [span(f"s{n}", "in_force", f"2025-01-0{n}", None) for n in range(1, 8)]
    (life,) = gantt.build(many, date(2024, 1, 1), date(2025, 12, 31)).lives
    assert (len(life.lanes), life.hidden) == (4, 3)


DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(st.lists(st.tuples(DAYS, DAYS | st.none(), st.sampled_from([*STATES])), max_size=8), DAYS, DAYS, DAYS)
def test_no_life_leaves_its_frame(
    lives: list[tuple[date, date | None, str]], first: date, last: date, today: date
) -> None:
    since, until = min(first, last), max(first, last)
    rows = [
        span("s", state, begins.isoformat(), max(begins, ends).isoformat() if ends else None)
        | {"instrument": "CN-MOFCOM 2025/1", "name": None}
        for begins, ends, state in lives
    ]
    made = gantt.build(rows, since, until)
    spec = charts.lives(made, since.isoformat(), until.isoformat(), today.isoformat())
    ends = [spec["layer"][0]["encoding"]["x"]["scale"][end]["expr"] for end in ("domainMin", "domainMax")]
    for row in spec["data"]["values"]:
        assert int(ends[0]) <= row["from"] <= row["to"] <= int(ends[1])
    assert (len(spec["layer"]) == 4) == (since <= today <= until)


def test_every_country_has_its_point() -> None:
    assert set(ways.places()) == set(vocab.load().countries)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ways.places().values())


def way(event: str, *stages: str) -> dict[str, str]:
    return {"event_id": event, **dict(zip(ways.STAGES, stages, strict=True))}


def test_a_way_has_its_legs_and_what_is_not_said_is_not_drawn() -> None:
    made = ways.ways([way("e", "CN", "", "US"), way("f", "CN", "TH", ""), way("g", "CN", "TH", "US"),
                      way("g", "CN", "TH", "US"), way("h", "", "", "US"), way("i", "ZZ", "TH", "US")])  # fmt: skip
    assert {(leg.origin, leg.destination, leg.kind): leg.reports for leg in made.legs} == {
        ("CN", "TH", "first leg"): 2, ("TH", "US", "onward"): 2, ("CN", "US", "direct"): 1,
    }  # fmt: skip
    assert made.untold == 3
    assert ways.ways([]).legs == ()


def test_the_map_is_turned_so_that_it_cuts_the_fewest_lines() -> None:
    assert ways.centre(ways.ways([way("e", "CN", "TH", "US")])) == 150
    assert ways.centre(ways.ways([way("e", "RU", "BE", "US"), way("f", "CD", "NL", "US")])) == 10


CODES = st.sampled_from(["CN", "US", "TH", "VN", "HK", "KR", "JP", "EU", "FJ", "NZ", "RU", "CD", "RW", ""])


@given(st.lists(st.tuples(CODES, CODES, CODES), min_size=1, max_size=30))
def test_any_ways_are_drawn_within_the_world(told: list[tuple[str, str, str]]) -> None:
    made = ways.ways(way(f"e{n}", *stages) for n, stages in enumerate([*told, ("CN", "", "US")]))
    spec = atlas.way_map(made, str)
    named = [row["country"] for row in spec["layer"][3]["data"]["values"]]
    assert len(named) == len(set(named)) == len({part.country for part in made.parts})
    assert all(-90 <= y <= 90 for _, y in ways.corners(made, ways.centre(made)))


BOXES = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 20), st.integers(1, 20)).map(
    lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3])
)


@given(st.lists(BOXES, min_size=1, max_size=6), st.lists(BOXES, max_size=30))
def test_what_is_not_near_shares_nothing(boxes: list[Any], taken: list[Any]) -> None:
    near = ways._near(boxes, taken)
    for box in boxes:
        assert sum(ways._shared(box, each) for each in near) == sum(ways._shared(box, each) for each in taken)
