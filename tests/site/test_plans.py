"""How SQLite goes about what the pages ask: no page reads a large table from end to end but those that say so.

Plans are made twice: without statistics, as homes are, and with those of a home with 100,000 articles and 1,000,000
mentions (``ANALYZE`` of the one that ``tests/bench/large.py`` makes; ``tests/data/site/large_home.csv``). Datasette's
own pages of tables, which count and page through one table, are left out.
"""

from __future__ import annotations

import asyncio
import csv
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site.conftest import Get
from tests.site.test_queries import read_whole
from tracker.site import metadata
from tracker.site.pages import ROUTES
from tracker.store.schema import TRACKER, VIEWS

FIGURES = Path(__file__).parents[1] / "data" / "site" / "large_home.csv"
ADDRESSES = (
    "/", "/?on=2025-11-20&known=2025-11-20", "/matrix", "/matrix?on=2025-11-20",
    "/events", "/events?mineral=gallium", "/events?mineral=gallium&country=CN", "/events?actor=CN&target=US&rows=5",
    "/events?agency=cn-mofcom", "/events?firm=youngsun-and-essen", "/events?sort=significance&country=CN",
    "/events?action=export_licensing&since=2025-01-01", "/events?mineral=gallium&official=1", "/events?language=zh",
    "/events.atom?mineral=gallium", "/events.csv", "/events.json?family=trade+control", "/mineral/gallium.atom",
    "/measures", "/measures?state=ended", "/measures?mineral=gallium&country=CN", "/measures?words=gallium",
    "/measures.atom", "/measures.csv", "/measures.json?country=CN", "/measure/cn-mofcom-2024-46",
    "/event/e72", "/event/e72?from=2", "/event/none", "/article/n46", "/article/x23",
    "/mineral/gallium", "/mineral/rare-earths", "/country/CN", "/firm/youngsun-and-essen", "/agency/cn-mofcom",
    "/sources", "/source/mofcom", "/gaps", "/quality", "/quality.json", "/schema", "/codebook", "/codebook.json",
    "/dates", "/dates?month=2026-12", "/dates?kind=closes&country=CD", "/dates.ics", "/dates.csv", "/dates.json",
    "/pictures", "/routes", "/routes?mineral=antimony", "/threads", "/thread/esz",
    "/search", "/search?q=antimony", "/search?q=镝", "/search?q=2024/46", "/search.json?q=gallium&kind=articles",
    "/search.csv?q=gallium", "/search.atom?q=gallium",
)  # fmt: skip
EXCEPT = {
    "/events": "events are counted, no further than 10,001",
    "/events?language=zh": "no index tells in which languages an event is told; counted no further than 10,001",
}
"""Addresses that read a large table all the same, each with the reason."""
WALKED = re.compile(r"SCAN events USING INDEX events_(day|weight|seen)")
"""Lists of events walk the index of their order, newest first, until their page is full."""


@pytest.fixture(scope="module", params=["no statistics", "a large home's"])
def planner(request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.executescript("".join(TRACKER.values()))
    for name, sql in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {sql}")
    for name in ("search_words", "search_plain"):
        db.create_function(name, 1, str)
    if request.param != "no statistics":
        db.execute("ANALYZE")
        db.execute("DELETE FROM sqlite_stat1")
        with FIGURES.open(encoding="utf-8", newline="") as file:
            rows = [(row["table"], row["index"] or None, row["figures"]) for row in csv.DictReader(file)]
        db.executemany("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", rows)
        db.execute("ANALYZE sqlite_schema")
    yield db
    db.close()


@pytest.fixture(scope="module")
def asked(site: Any, loop: asyncio.AbstractEventLoop) -> dict[str, set[str]]:
    """Return what each address asks of the database."""
    database = site.get_database("tracker")
    whole, found = database.execute, dict[str, set[str]]()

    async def listening(sql: str, *given: Any, **more: Any) -> Any:
        found[path].add(sql)
        return await whole(sql, *given, **more)

    database.execute = listening
    try:
        for path in ADDRESSES:
            found[path] = set()
            assert loop.run_until_complete(site.client.get(path)).status_code in {200, 302, 404}, path
    finally:
        del database.execute
    return found


def test_every_page_of_ours_is_asked() -> None:
    paths = [address.partition("?")[0] for address in ADDRESSES]
    assert not [pattern for pattern, _ in ROUTES if not any(re.match(pattern, path) for path in paths)]


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_page_reads_a_large_table_whole(planner: sqlite3.Connection, asked: dict[str, set[str]], path: str) -> None:
    queries = metadata.queries().values()
    told = {sql: {table for each in queries if each.sql in sql for table in each.whole} for sql in asked[path]}
    found = [
        line
        for sql, tables in told.items()
        for table, line in read_whole(planner, sql)
        if table not in tables and not WALKED.match(line)
    ]
    assert not found or path in EXCEPT, found


@pytest.mark.parametrize("name", sorted(metadata.queries()))
def test_no_query_reads_a_large_table_whole_unless_it_says_so(planner: sqlite3.Connection, name: str) -> None:
    query = metadata.queries()[name]
    read = [line for table, line in read_whole(planner, query.sql) if table not in query.whole]
    assert not [line for line in read if not WALKED.match(line)]


def test_the_figures_are_of_a_large_home(planner: sqlite3.Connection, get: Get) -> None:
    with FIGURES.open(encoding="utf-8", newline="") as file:
        rows = {row["table"]: int(row["figures"].split()[0]) for row in csv.DictReader(file)}
    assert rows["articles"] >= 100_000
    assert rows["mentions"] >= 1_000_000
    tables = {row[0] for row in planner.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(rows) <= tables
