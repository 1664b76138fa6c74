"""The installed plugins: feeds and calendars of queries, one dashboard, and nothing that they might do beside."""

from __future__ import annotations

import asyncio
import logging
import re
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import Get
from tests.site.test_pages import HOSTILE
from tracker.site import dashboard
from tracker.site.metadata import queries

ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.filterwarnings("ignore:Behaviour of str:FutureWarning")  # ics, of its own next version


def test_the_plugins_are_there(get: Get) -> None:
    found = {plugin["name"] for plugin in get("/-/plugins.json").json()}
    assert {"datasette-atom", "datasette-ics", "datasette-dashboards"} <= found


@pytest.mark.parametrize(("asked", "least"), [("", 5), ("?mineral=antimony&site=https://tracker.example", 2)])
def test_a_query_is_a_feed(get: Get, asked: str, least: int) -> None:
    answer = get(f"/tracker/events_feed.atom{asked}")
    assert answer.status_code == 200
    feed = ET.fromstring(answer.text)  # noqa: S314  # our own
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) >= least
    rows = get(f"/tracker/events_feed.json{asked or '?'}&_shape=objects").json()["rows"]
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [row["atom_id"] for row in rows]
    if "site" in asked:
        assert all(entry.find(f"{ATOM}link").attrib["href"].startswith("https://tracker.example/event/")  # type: ignore[union-attr]
                   for entry in entries)  # fmt: skip


def test_a_query_is_a_calendar(get: Get) -> None:
    answer = get("/tracker/dates_calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") == len(get("/tracker/dates_calendar.json?_shape=array").json()) > 3
    assert len(set(re.findall(r"UID:(\S+)", answer.text))) == answer.text.count("BEGIN:VEVENT")


def test_queries_say_what_else_they_are(get: Get) -> None:
    assert "events_feed.atom" in get("/tracker/events_feed").text
    assert "dates_calendar.ics" in get("/tracker/dates_calendar").text
    assert ".atom" not in get("/tracker/paused").text


@pytest.mark.parametrize(
    "path",
    ["/tracker/events_feed.atom?mineral=unobtainium", "/tracker/events.atom", "/tracker/events.ics",
     "/tracker.atom?sql=" + quote("select 1 as atom_id, 'x' as atom_updated, 3 as atom_title"),
     "/tracker.atom?sql=" + quote("select 'a' as atom_id, null as atom_updated, char(0) as atom_title"),
     "/tracker.atom?sql=" + quote("select 'a' as atom_id, '2025-01-01' as atom_updated, 'b' as atom_title"),
     "/tracker.ics?sql=" + quote("select 'a' as event_name, 'never' as event_dtstart"),
     "/tracker.ics?sql=" + quote("select 1 as event_name, '2025-01-01' as event_dtstart, 'x' as event_dtend")],
)  # fmt: skip
def test_rows_that_are_no_feed_are_refused_with_a_reason(get: Get, path: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        answer = get(path)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text
    assert answer.text.count("<h1") == 1
    assert caplog.records == []


@pytest.mark.parametrize("path", ["/vault.atom", "/vault/letters.ics", "/tracker/letters.atom", "/-/dashboards/none",
                                  "/-/dashboards/overview/none", "/-/dashboards/../vault", "/-/dashboards/~00",
                                  "/-/dashboards/none/embed"])  # fmt: skip
def test_what_is_not_there_has_no_address(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 404
    assert "secret text" not in answer.text


@pytest.mark.parametrize("path", ["/-/dashboards", "/-/dashboards/overview", "/-/dashboards/overview/embed",
                                  "/-/dashboards/overview/months", "/-/dashboards/overview/lives/embed"])  # fmt: skip
def test_dashboards_live_under_datasettes_policy(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == get("/tracker/events").headers["content-security-policy"]
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    assert not re.findall(r'(?:src|href)="(https?:)?//(?!localhost|datasette\.io)', answer.text)
    assert "secret text" not in answer.text


def test_the_dashboard_asks_named_queries_and_interprets(get: Get) -> None:
    charts = dashboard.settings(queries())["datasette-dashboards"]["overview"]["charts"]
    known = {query.sql for query in queries().values()}
    assert len(charts) == 3
    for chart in charts.values():
        assert any(sql in chart["query"] for sql in known)
        assert chart["display"]["usermeta"]["embedOptions"]["ast"] is True
        asked = get(f"/tracker.json?sql={quote(chart['query'])}&mineral=&country=&_shape=objects").json()
        assert asked["ok"]
        display = str(chart["display"])
        fields, made = (set(re.findall(rf"'{name}': '(\w+)'", display)) for name in ("field", "as"))
        assert fields - made - {"named"} <= set(asked["columns"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=HOSTILE, name=st.sampled_from(["mineral", "country", "since", "until", "x"]))
def test_no_value_breaks_the_dashboard(site: Any, loop: asyncio.AbstractEventLoop, name: str, value: str) -> None:
    answer = loop.run_until_complete(site.client.get("/-/dashboards/overview", params={name: value}))
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text
    assert not re.search(r"renderChart\('months', .*', '[^']*'[^,)]*alert", answer.text)


def test_no_host_name_breaks_out_of_the_dashboards_script(site: Any, loop: asyncio.AbstractEventLoop) -> None:
    asked = site.client.get("/-/dashboards/overview", headers={"host": "x'</script><script>alert(1)//"})
    answer = loop.run_until_complete(asked)
    assert "<script>alert(1)" not in answer.text
    assert "'x'" not in answer.text


def test_a_columns_name_makes_no_markup(get: Get) -> None:
    sql = "select '[x](https://other.example) ![y](https://other.example/y.png)' as a_markdown"
    page = get(f"/tracker?sql={quote(sql)}").text
    assert '<a href="https://other.example' not in page
    assert "<img" not in page


def test_our_own_pages_have_nothing_of_the_plugins(get: Get) -> None:
    assert "leaflet" not in get("/").text
    assert "dashboards" not in get("/measures").text
