"""The date desk, the ways around controls and the threads, as people and calendars see them."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.site.conftest import Get
from tests.site.test_pages import words
from tests.site.world import day
from tracker.site import desk
from tracker.site.lines import KINDS, SURE, grouped
from tracker.site.strip import strip
from tracker.site.wording import day as said

PAGES = ["/dates", "/dates?kind=closes", "/dates?mineral=cobalt&country=CD", "/routes", "/routes?mineral=antimony",
         "/routes?country=VN", "/threads", "/thread/esz"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_each_page_is_one_of_ours(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert {*re.findall(r"<script ([^>]*)>", answer.text)} <= {'src="/assets/vega.js" defer', 'type="application/json"'}
    assert not re.search(r"<[^>]*\s(style|on\w+)=", answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_desk_tells_what_comes_and_what_was(get: Get) -> None:
    page = words(get("/dates").text)
    coming, past = page.split("Last 90 days latest first")
    assert f"{said(day(5))} Pause runs out by its text" in coming
    assert "Stricter control of dual-use exports to the United States" in coming
    assert "Comments close" in coming
    assert "Ends (the text says Feb 2027)" in coming
    assert "reported only: no official text was read" in coming
    assert "unconfirmed: no later text says what follows" in past
    assert "unconfirmed" not in coming.split("Next 90 days")[1]
    assert "1 pause ran out by its own text" in page
    assert "Export control of certain medium and heavy rare earths" not in page


def test_a_month_is_told_whole_and_keeps_the_filters(get: Get) -> None:
    month = day(5)[:7]
    page = get(f"/dates?month={month}&kind=pause_ends").text
    assert f"<h2>{said(month)}</h2>" in page
    assert f'id="d{day(5)}"' in page
    assert "Last 90 days" not in page
    assert f'href="/dates?month={month}&amp;kind=pause_ends" aria-current="true">{said(month)}</a>' in page
    assert 'href="/dates?kind=pause_ends">around today</a>' in page
    assert f'<input type="hidden" name="month" value="{month}">' in page
    assert "Nothing is dated in this month" in get("/dates?month=2001-01").text
    for wrong in ("2026-13", "2026", "26-01", "x"):
        assert get(f"/dates?month={wrong}").status_code == 400


def test_the_desk_shows_days_until_there_are_lines_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    days = [{"day": day, "lines": lines} for day, lines in (("05", 9), ("06", 2), ("06", 3), ("07", 1), ("09", 4))]
    monkeypatch.setattr(desk, "SHOWN", 4)
    assert desk.reach(days, "07") == ("06", "09")
    assert desk.reach(days, "05") == ("", "05")
    monkeypatch.setattr(desk, "SHOWN", 40)
    assert desk.reach(days, "07") == ("", "")
    assert desk.months([{"day": "2026-12-01", "lines": 2}, {"day": "2026-12-31", "lines": 3}]) == [("2026-12", 5)]


def test_what_is_not_shown_stands_under_its_month(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "stand under their months" not in get("/dates").text
    monkeypatch.setattr(desk, "SHOWN", 1)
    page = get("/dates").text
    assert "Later days stand under their months above" in page
    assert page.count('class="day"') == 2


def test_scopes_of_one_act_are_told_once(get: Get) -> None:
    coming = get("/dates").text.partition("Last 90 days")[0]
    assert coming.count('href="/measure/cn-mofcom-2024-46"') == 1


def test_what_outlets_say_is_escaped(get: Get) -> None:
    assert "&lt;script&gt;alert(" in get("/dates").text


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("kind=pause_ends", {"cn-mofcom-2024-46", "cn-mofcom-2025-61"}),
        ("mineral=cobalt", {"cd-arecoms-2025-004"}),
        ("mineral=samarium", {"cn-mofcom-2025-61"}),
        ("country=cd", {"cd-arecoms-2025-004"}),
        ("kind=ends,closes&country=CD", {"cd-arecoms-2025-004"}),
        ("mineral=nickel", set()),
    ],
)
def test_filters_stand_in_the_address_of_each_form(get: Get, asked: str, titles: set[str]) -> None:
    told = get(f"/dates.json?{asked}").json()["dates"]
    assert {row["measure_id"] for row in told} == titles
    rows = list(csv.DictReader(io.StringIO(get(f"/dates.csv?{asked}").text)))
    assert [row["measure_id"] for row in rows] == [row["measure_id"] for row in told]
    found = get(f"/dates.ics?{asked}").text
    assert found.count("BEGIN:VEVENT") == len(titles)
    page = get(f"/dates?{asked}").text
    assert {name for name in titles if f"/measure/{name}" in page} == titles
    assert f'href="/dates.ics?{asked.replace("&", "&amp;")}"' in page


def test_an_empty_desk_says_so(get: Get) -> None:
    page = words(get("/dates?mineral=nickel").text)
    assert "Nothing of what you chose is dated in the next 90 days." in page
    assert "Nothing of what you chose was dated in the last 90 days." in page


@pytest.mark.parametrize("asked", ["kind=nonsense", "kind=closes,x", "mineral=<b>", "country=%27", "kind=;"])
@pytest.mark.parametrize("form", ["", ".ics", ".json", ".csv"])
def test_what_cannot_be_asked_is_said(get: Get, asked: str, form: str) -> None:
    assert get(f"/dates{form}?{asked}").status_code == 400


def test_the_calendar_says_how_sure_and_by_which_source(get: Get) -> None:
    answer = get("/dates.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    told = answer.text.replace("\r\n ", "")
    assert f"DTSTART;VALUE=DATE:{day(-12).replace('-', '')}" in told
    assert "How sure: unconfirmed" in told
    assert "Source: https://notice.example/61" in told
    assert re.search(r"URL:http://\S+/measure/cn-mofcom-2025-61\r\n", told)
    assert "https://news.example/a72" in told
    ids = re.findall(r"UID:(\S+)", told)
    assert len(ids) == len(set(ids)) == 4
    assert re.findall(r"UID:(\S+)", get("/dates.ics").text.replace("\r\n ", "")) == ids
    assert "javascript:" not in told


def test_no_cell_is_a_formula(get: Get) -> None:
    assert not re.search(r"(^|,)[=+@]", get("/dates.csv").text, re.MULTILINE)


def test_ways_share_the_amount_of_the_passage(get: Get) -> None:
    page = words(get("/routes").text)
    assert page.count("3,834 t together") == 1
    assert "Mexico, Thailand" in page
    assert "Dec 2024 to Apr 2025" in page


def test_ways_are_drawn_and_told(get: Get) -> None:
    html = get("/routes").text
    spec = json.loads(html.partition('<script type="application/json">')[2].partition("</script>")[0])
    arcs = spec["layer"][1]["data"]["values"]
    assert {(arc["way"], arc["leg"]) for arc in arcs} == {
        ("China → Thailand", "first leg"), ("Thailand → United States", "onward"),
        ("China → Mexico", "first leg"), ("Mexico → United States", "onward"),
    }  # fmt: skip
    assert get(spec["layer"][0]["data"]["url"]).json()["objects"]["countries"]
    assert "No report of such a way has been read." in get("/routes?country=VN").text
    assert "<script" not in get("/routes?country=VN").text


def test_a_thread_tells_its_events_in_order(get: Get) -> None:
    page = words(get("/thread/esz").text)
    assert page.index("campaign against smuggling of strategic minerals") < page.index("by way of Thailand and Mexico")
    assert "9 May 2025 to 10 Jul 2025 · 2 events" in page
    assert "/thread/esz" in get("/threads").text


def test_any_event_of_a_thread_leads_to_it(get: Get) -> None:
    answer = get("/thread/eth")
    assert (answer.status_code, answer.headers["location"]) == (302, "/thread/esz")
    assert get("/thread/none").status_code == 404


def test_an_event_shows_its_neighbours_and_one_alone_shows_none(get: Get) -> None:
    page = get("/event/eth").text
    assert 'href="/thread/esz"' in page
    assert 'href="/event/esz"' in page
    assert "/thread/" not in get("/event/e72").text


def test_lines_are_grouped_by_act_day_and_words() -> None:
    row = {"day": "2026-11-27", "owner": "m", "kind": "pause_ends", "what": "pause ends: a", "certainty": "by its text",
           "action": "export_licensing", "paragraph": "2", "minerals": ("gallium",)}  # fmt: skip
    lines = grouped([row, row | {"what": "pause ends: b", "minerals": ("antimony",)}, row | {"certainty": "reported"}])
    assert [line["minerals"] for line in lines] == [("gallium", "antimony"), ("gallium",)]
    assert [line["look"] for line in lines] == ["suspended", "reported"]
    assert json.dumps([KINDS, SURE])


def test_the_strip_has_today_in_its_middle_and_marks_within() -> None:
    lines = [{"day": day, "look": "in_force", "lines": 1} for day in ("2026-08-24", "2026-11-22", "2027-02-20")]
    drawn = strip(lines, "2026-11-22", 90)
    assert drawn.today == drawn.width / 2
    assert [mark.x for mark in drawn.marks][1] == drawn.today
    assert all(0 < mark.x < drawn.width for mark in drawn.marks)
    assert len(drawn.months) == 6
