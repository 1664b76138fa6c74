"""Filters stand in the address, combine, repeat, and never read a large table through."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import Get
from tracker.site import listing
from tracker.site.filters import LABELS, Asked
from tracker.site.metadata import queries
from tracker.site.reading import Names
from tracker.store.schema import TRACKER

E46 = {"e46p1", "e46p2", "e46p2g"}
RARE = {"e18", "e61", "e70"}


def ids(get: Get, query: str) -> list[str]:
    answer = get(f"/events.json?{query}")
    assert answer.status_code == 200, answer.text
    return [event["event_id"] for event in answer.json()["events"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mineral=antimony", {"e46p2", "e72", "eth", "ebad"}),
        ("mineral=Antimony", {"e46p2", "e72", "eth", "ebad"}),
        ("mineral=锑", {"e46p2", "e72", "eth", "ebad"}),
        ("mineral=rare-earths", RARE),
        ("mineral=dysprosium", RARE),
        ("mineral=cobalt,graphite", {"ecd", "e46p2g", "e72"}),
        ("mineral=cobalt&mineral=graphite", {"ecd", "e46p2g", "e72"}),
        ("mineral=antimony&actor=CN&target=US", {"e46p2", "e72", "eth"}),
        ("country=US", {*E46, "e72", "eth", "eex"}),
        ("country=us&role=actor", {"eex"}),
        ("actor=United+States", {"eex"}),
        ("country=US&role=target", {*E46, "e72", "eth"}),
        ("via=TH", {"eth"}),
        ("target=*", {"e18", "e23", "e61", "e70"}),
        ("agency=cn-gacc", {"e18", "e23", "e70"}),
        ("agency=Ministry+of+Commerce&stage=announced", {"e23", "e61"}),
        ("firm=youngsun-and-essen", {"eth"}),
        ("firm=Youngsun+%26+Essen", {"eth"}),
        ("action=export_quota,circumvention", {"ecd", "eth"}),
        ("family=enforcement", {"eth", "esz"}),
        ("family=diplomacy", set()),
        ("stage=suspended", {"e72", "e70"}),
        ("official=1&mineral=antimony", {"e46p2", "e72"}),
        ("language=zh&mineral=antimony", {"e46p2", "e72"}),
        ("since=2025-11-07&until=2025-11-09", {"e70", "e72"}),
        ("until=2023-12-31", {"e23"}),
        ("instrument=CN-MOFCOM+2024/46", E46),
        ("instrument=CN-MOFCOM+2024/46&instrument=EU+2024/1252", {*E46, "eeu"}),
        ("significance=1&mineral=cobalt", {"ecd"}),
        ("mineral=&actor=&since=&sort=&action=export_quota", {"ecd"}),
        ("mineral=cobalt&utm_source=letter", {"ecd"}),
    ],
)
def test_filters_find(get: Get, query: str, found: set[str]) -> None:
    assert set(ids(get, query)) == found


def test_an_act_that_starts_later_is_found_by_the_day_it_was_told(get: Get) -> None:
    assert "ecd" in ids(get, "since=2025-09-20&until=2025-09-20")
    assert "ecd" not in ids(get, "since=2025-10-16&until=2025-10-16")


@pytest.mark.parametrize("sort", ["", "date", "significance", "seen"])
def test_every_order_goes_through_the_whole_list_once(get: Get, sort: str) -> None:
    every = ids(get, f"sort={sort}")
    paged, address = [], f"/events.json?sort={sort}&rows=4"
    while address:
        told = get(address).json()
        assert len(told["events"]) <= 4
        paged += [event["event_id"] for event in told["events"]]
        address = (told["next"] or "").removeprefix("http://localhost")
    assert paged == every
    assert len(set(paged)) == told["count"] == 14


def test_latest_first(get: Get) -> None:
    days = [event["day"] for event in get("/events.json").json()["events"]]
    assert days == sorted(days, reverse=True)


def test_page_shows_its_filters_and_the_way_to_take_each_away(get: Get) -> None:
    page = get("/events?mineral=antimony&mineral=gallium&actor=CN&since=2024-01-01&agency=cn-mofcom").text
    chips = dict(re.findall(r'<li><a href="([^"]+)"><span>([^<]+: <b>[^<]+)</b>', page[page.index('class="chips"') :]))
    assert {said.replace("<b>", "") for said in chips.values()} == {
        "Mineral: Antimony", "Mineral: Gallium", "By: China", "From: 1 Jan 2024",
        "Agency: Ministry of Commerce (CN)",
    }  # fmt: skip
    rest = next(address for address, said in chips.items() if "Antimony" in said)
    assert "antimony" not in rest
    for kept in ("mineral=gallium", "actor=CN", "since=2024-01-01", "agency=cn-mofcom"):
        assert kept in rest
    assert get(rest.replace("&amp;", "&")).status_code == 200
    assert re.search(r'<option value="gallium" selected>', page)
    assert re.search(r"<details open><summary>More filters", page)
    assert "<b>2 events</b>" in page


def test_chinese_filter_bears_its_language(get: Get) -> None:
    assert '<span lang="zh">商务部 2024</span>' in get(f"/events?instrument={quote('商务部 2024')}").text


def test_pages_of_things_lead_to_all_their_events(get: Get) -> None:
    page = get("/mineral/antimony").text
    assert 'href="/events?mineral=antimony"' in page
    assert '<span class="sub">4 events</span>' in page
    assert 'href="/events.atom?mineral=antimony"' in page


def test_old_addresses_of_a_things_next_page_lead_to_the_list(get: Get) -> None:
    answer = get("/country/CN?before=2025-01-01!x")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/events?country=CN&before=2025-01-01!x"


@pytest.mark.parametrize(
    ("vague", "exact"),
    [
        ("since=2025-01", "since=2025-01-01"),
        ("until=2024-12", "until=2024-12-31"),
        ("until=2024-02", "until=2024-02-29"),
        ("since=2024&until=2024", "since=2024-01-01&until=2024-12-31"),
    ],
)
def test_a_month_or_a_year_bounds_a_period_by_its_first_or_last_day(get: Get, vague: str, exact: str) -> None:
    told = get(f"/events.json?{vague}").json()
    assert told["filters"] == get(f"/events.json?{exact}").json()["filters"]
    assert 0 <= told["count"] < 14


@pytest.mark.parametrize("day", ["2025-13", "2025-00", "0000", "2025-1", "20250", "since"])
def test_what_is_neither_day_nor_month_nor_year_bounds_nothing(get: Get, day: str) -> None:
    assert get(f"/events.json?since={day}").status_code == 400
    assert get(f"/pictures?until={day}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "mineral=unobtainium", "country=QQ", "actor=Freedonia", "agency=none", "firm=nobody", "action=invade",
        "family=royal", "stage=finished", "language=xx", "sort=random", "role=boss&country=CN", "official=yes",
        "since=2025-02-30", "since=0000-00-00", "until=soon", "since=2025-02-01&until=2025-01-01",
        "since=2025-01-01&since=2025-01-02", "significance=-1", "significance=nan", "significance=5", "rows=-1",
        "rows=0", "rows=1e9", "rows=100000", "before=-5", "before=2025-01-01", "before=2025-01-01!a'--",
        "before=2025-01-01!a&before=2025-01-01!b", "before=2025-01-01!x&sort=significance", "minerals=antimony",
        "mineral=" + "a" * 10_000, "instrument=" + "a" * 10_000, "mineral=" + "antimony," * 41 + "x", "mineral=*",
        "mineral=a%00b", "instrument=x%0aSet-Cookie:x", "q=antimony", "mineral=" + quote("'; DROP TABLE events; --"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["", ".atom", ".csv", ".json"])
def test_wrong_filters_are_answered_with_400_and_a_way_on(get: Get, query: str, form: str) -> None:
    answer = get(f"/events{form}?{query}")
    assert answer.status_code == 400
    if form == ".json":
        assert answer.json()["ok"] is False
    else:
        assert 'action="/search"' in answer.text
    assert "Traceback" not in answer.text
    assert len(answer.text) < 20_000
    assert get("/events.json").json()["count"] == 14


@pytest.mark.parametrize(
    "query",
    ["mineral=unobtainium", "country=QQ", "agency=none", "action=invade", "basis=rumour", "state=happy",
     "on=2025-02-30", "known=x", "words=" + "a" * 10_000, "after=%00", "before=-1", "rows=-1", "colour=red",
     "mineral=" + "b" * 10_000],
)  # fmt: skip
def test_wrong_filters_of_the_register_too(get: Get, query: str) -> None:
    form = "atom" if query.startswith("before") else "json"
    assert get(f"/measures.{form}?{query}").status_code == 400


ANYTHING = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(LABELS)), value=ANYTHING, form=st.sampled_from(["", ".atom", ".csv", ".json"]))
def test_no_value_breaks_a_list(site: Any, loop: asyncio.AbstractEventLoop, name: str, value: str, form: str) -> None:
    answer = loop.run_until_complete(site.client.get(f"/events{form}", params={name: value}))
    assert answer.status_code in {200, 400}
    # Tables and JSON hold words as they are: they are text.
    assert form in (".csv", ".json") or "<script" not in answer.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("mineral=antimony", {"cn-mofcom-2024-46"}),
        ("agency=cn-gacc", {"cn-mofcom-2025-18", "cn-mofcom-2023-23"}),
        ("issuer=EU", {"eu-2024-1252"}),
        ("country=European+Union", {"eu-2024-1252"}),
        ("action=export_quota", {"cd-arecoms-2025-004"}),
        ("words=rare+EARTH", {"cn-mofcom-2025-18", "cn-mofcom-2025-61"}),
        ("words=2023/23", {"cn-mofcom-2023-23"}),
        ("words=%22rare%5C", set()),
        ("basis=register", set()),
        ("basis=learned&state=reported", {"cd-arecoms-2025-004"}),
        ("state=suspended", {"cn-mofcom-2024-46"}),
        ("state=ended&on=2026-12-01", {"cn-mofcom-2025-72"}),
        ("on=2024-06-01&known=2024-06-01", {"cn-mofcom-2023-23", "eu-2024-1252"}),
    ],
)
def test_register_is_filtered(get: Get, query: str, found: set[str]) -> None:
    clocks = "" if "on=20" in query else "&on=2026-11-22&known=2026-11-22"
    answer = get(f"/measures.json?{query}{clocks}")
    assert {scope["measure_id"] for scope in answer.json()["scopes"]} == found
    assert get(f"/measures?{query}{clocks}").status_code == 200


def test_register_shows_its_filters(get: Get) -> None:
    page = get("/measures?words=rare&state=in_force&on=2026-01-01&basis=learned").text
    for said in ("Words: <b>rare", "State: <b>in force", "State on: <b>1 Jan 2026", "Basis: <b>read from texts"):
        assert said in page
    assert 'name="words" value="rare"' in page


LARGE = re.compile(r"SCAN (events|claims|articles|mentions)\b(?! USING (COVERING )?INDEX)")
HAS_DAY = "events_day" in "".join(TRACKER.values())
LINKED = {name: {name: ("x",)} for name in listing.LINKED}
OTHERS = {name: {name: ("1",)} for name in listing.OWN}


@pytest.fixture(scope="module")
def empty() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.executescript("".join(TRACKER.values()))
    yield db
    db.close()


def plan(db: sqlite3.Connection, sql: str, parameters: dict[str, str]) -> list[str]:
    return [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]


@pytest.mark.parametrize(("linked", "sort"), [*product(sorted(LINKED), sorted(listing.ORDERS))])
def test_what_is_linked_is_found_by_index(empty: sqlite3.Connection, linked: str, sort: str) -> None:
    before = {"date": ("2025", "x"), "significance": ("0.5", "2025", "x"), "seen": ("2025", "x")}
    for more in ({}, *OTHERS.values()):
        for place in ((), before[sort]):
            asked = Asked(LINKED[linked] | more, sort, place, 40)
            walks = not more and linked in listing.WIDE
            for sql, parameters in (listing.page(asked, Names({}, {})), listing.count(asked, Names({}, {}))):
                found = plan(empty, sql, parameters)
                read = [line for line in found if line.startswith("SCAN events")]
                assert not read or (walks and all(" USING INDEX " in line for line in read)), sql


@pytest.mark.parametrize("linked", sorted(listing.WIDE))
def test_what_many_events_share_is_not_sorted(empty: sqlite3.Connection, linked: str) -> None:
    for filters in (LINKED[linked], LINKED[linked] | LINKED["mineral"]):
        found = plan(empty, *listing.page(Asked(filters, "date", (), 40), Names({}, {})))
        page = found[: found.index("SCAN page") if "SCAN page" in found else None]
        assert "SCAN events USING INDEX events_day" in "; ".join(page)
        assert not [line for line in page if line.startswith("USE TEMP B-TREE FOR ORDER")], page


@pytest.mark.skipif(not HAS_DAY, reason="the index events_day is not in the schema yet")
@pytest.mark.parametrize(("own", "sort"), [*product(["", *sorted(OTHERS)], ["date", "seen"])])
def test_what_is_not_linked_walks_an_index_in_order(empty: sqlite3.Connection, own: str, sort: str) -> None:
    asked = Asked(OTHERS.get(own, {}), sort, (), 40)
    assert not [line for line in plan(empty, *listing.page(asked, Names({}, {}))) if LARGE.match(line)]


@pytest.mark.parametrize("name", ["event_choices", "events_of", "register", "register_choices", "register_changes"])
def test_queries_of_lists_scan_no_large_table(empty: sqlite3.Connection, name: str) -> None:
    sql = queries()[name].sql
    found = plan(empty, sql, dict.fromkeys(re.findall(r":([a-z]+)\b", sql), ""))
    assert not [line for line in found if LARGE.match(line)]


def test_words_of_the_address_never_become_sql() -> None:
    hostile = "x') OR 1=1 --"
    asked = Asked(dict.fromkeys((*listing.LINKED, *listing.OWN), (hostile,)), "date", ("2025-01-01", hostile), 40)
    sql, parameters = listing.page(asked, Names({}, {}))
    assert hostile not in sql
    assert hostile in parameters["id"]
    assert hostile not in listing.count(asked, Names({}, {}))[0]


def test_the_sql_of_a_list_gives_the_same_list(get: Get, database: Path) -> None:
    page = get("/events?mineral=antimony&official=1").text
    link = re.search(r'href="(/tracker\?sql=[^"]+)"', page)
    assert link
    answer = get(link[1].replace("&amp;", "&"))
    assert answer.status_code == 200
    assert "e46p2" in answer.text
    assert "eth" not in re.findall(r"/event/(\w+)", answer.text)
