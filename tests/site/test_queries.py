"""The questions under "Tables & SQL", and those of the page that teaches SQL: each runs, is explained, and looks its
rows up instead of reading whole large tables."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.site.conftest import Get
from tracker import pipeline, vocab
from tracker.pipeline import register
from tracker.site import app, metadata
from tracker.site.metadata import Query
from tracker.store import Store
from tracker.store.schema import TRACKER

PUBLIC = sorted((query for query in metadata.queries().values() if query.public), key=lambda query: query.name)
LARGE = {"events", "claims", "articles", "mentions", "entries", "claim_reasons", "spans", "steps", "polls",
         "event_keys", "event_minerals", "event_countries", "event_firms", "event_agencies", "search_docs"}  # fmt: skip
PAGE = Path(__file__).parents[2] / "docs" / "asking-in-sql.md"

HOLDS = {
    "acts_on_acts": "CN-MOFCOM 2025/72",
    "agency_acts": "e18",
    "between_two": "e46p1",
    "coding_rules": "circumvention.occurred",
    "evidence_for_measure": "Beijing will suspend",
    "firms_in_events": "youngsun-and-essen",
    "follow_ups": "Thailand and Mexico",
    "hedged": "Analysts expect",
    "known_of_measure": "pause_ended_unconfirmed",
    "life_of_a_number": "e72",
    "measures_since": "cn-mofcom-2025-61",
    "mineral_controls": "cn-mofcom-2024-46",
    "minerals_rising": "dysprosium",
    "pauses_run_out": "2026-11-27",
    "read_differently": "in_force",
    "told_first": "Harbour Wire",
    "told_in_one_language": "e61",
    "transit_countries": "TH",
    "who_against_whom": "CN,US",
}
"""What the answers over the small world hold, asked with the example values."""


def by_name(query: Query) -> str:
    return query.name


def lessons() -> dict[str, tuple[str, list[list[str]]]]:
    """Return the page's questions by number: the SQL, and the table of its answer, heads first."""
    parts = re.findall(r"^### (\d+)\. .*?```sql\n(.*?)```\n\n(\|.*?)\n(?:\n|\Z)", PAGE.read_text("utf-8"), re.M | re.S)
    return {
        number: (sql, [line.strip("| ").split(" | ") for line in table.split("\n") if not line.startswith("|---")])
        for number, sql, table in parts
    }


LESSONS = lessons()
OF_THE_REGISTER = ("1", "2", "3", "4")
"""Questions of the page whose answers rest on the shipped register alone."""


def scans(db: sqlite3.Connection, sql: str) -> set[str]:
    """Return the large tables that a query reads from end to end, through an index or not."""
    return {table for table, _ in read_whole(db, sql)}


def read_whole(db: sqlite3.Connection, sql: str) -> list[tuple[str, str]]:
    """Return the large tables that a query reads from end to end, each with the line of the plan that says so."""
    named = re.findall(r":(\w+)", re.sub(r"'[^']*'", "", sql))
    called = {alias: table for table, alias in re.findall(r"\b(?:FROM|JOIN|,)\s+(\w+) AS (\w+)", sql)}
    plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", dict.fromkeys(named, ""))]
    read = [(found[1], line) for line in plan if (found := re.match(r"SCAN (\w+)", line))]
    tables = [(called.get(name, name), line) for name, line in read]
    return [(table, line) for table, line in tables if table in LARGE]


@pytest.fixture
def small(database: Path) -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    db.create_function("search_words", 1, str)
    yield db
    db.close()


def test_there_are_questions_enough_and_each_is_asked_once() -> None:
    assert len(PUBLIC) >= 25
    assert len({query.title for query in PUBLIC}) == len(PUBLIC)


@pytest.mark.parametrize("query", PUBLIC, ids=by_name)
def test_every_parameter_is_explained(query: Query) -> None:
    used = set(re.findall(r":(\w+)", re.sub(r"'[^']*'|--[^\n]*", "", query.sql)))
    assert {each.name for each in query.parameters} == used
    assert all(each.meaning.endswith(".") for each in query.parameters)


@pytest.mark.parametrize("query", PUBLIC, ids=by_name)
def test_every_question_runs_with_its_example_values(get: Get, query: Query) -> None:
    answer = get(query.example(".json") + ("&" if "?" in query.example() else "?") + "_shape=objects")
    assert answer.status_code == 200
    told = answer.json()
    assert told["ok"] is True
    assert not told["truncated"]


@pytest.mark.parametrize("name", sorted(HOLDS))
def test_the_example_values_give_an_answer(get: Get, name: str) -> None:
    assert HOLDS[name] in get(metadata.queries()[name].example(".csv")).text


@pytest.mark.parametrize("query", PUBLIC, ids=by_name)
def test_no_question_reads_a_large_table_whole_unless_it_says_so(small: sqlite3.Connection, query: Query) -> None:
    assert scans(small, query.sql) <= set(query.whole)
    assert all(f"It reads all {table}." in query.description for table in query.whole)


def test_a_scan_is_seen_under_another_name(small: sqlite3.Connection) -> None:
    assert scans(small, "SELECT * FROM claims AS c, events AS e WHERE e.id = c.event_id AND c.quote = :quote") == {
        "claims"
    }
    assert scans(small, "SELECT headline FROM events ORDER BY date") == {"events"}
    assert scans(small, "SELECT headline FROM events WHERE date > :since") == set()


def test_the_page_has_ten_questions_and_shows_all_its_sql() -> None:
    assert list(LESSONS) == [str(number) for number in range(1, 11)]
    assert PAGE.read_text("utf-8").count("```sql") == len(LESSONS)


@pytest.mark.parametrize("number", LESSONS)
def test_every_query_of_the_page_runs_and_gives_the_columns_that_it_shows(get: Get, number: str) -> None:
    sql, (heads, *_) = LESSONS[number]
    answer = get(f"/tracker.json?sql={quote(sql)}")
    assert answer.status_code == 200
    assert answer.json()["columns"] == heads
    assert answer.json()["rows"], "the small world has an answer to each"


@pytest.mark.parametrize("number", LESSONS)
def test_no_query_of_the_page_reads_a_large_table_whole(small: sqlite3.Connection, number: str) -> None:
    assert scans(small, LESSONS[number][0]) == set()


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, loop: asyncio.AbstractEventLoop) -> Get:
    """The shipped register with nothing read."""
    where, words = tmp_path_factory.mktemp("register"), vocab.load()
    with Store(where) as store:
        pipeline.shelve(store, words)
        register.bring_in(store, words)

    async def made() -> Any:
        return app(where / "tracker.db")

    site = loop.run_until_complete(made())
    return lambda path: loop.run_until_complete(site.client.get(path))


@pytest.mark.parametrize("number", OF_THE_REGISTER)
def test_the_page_shows_what_the_register_answers(shipped: Get, number: str) -> None:
    sql, (_, *rows) = LESSONS[number]
    assert [[str(cell) for cell in row] for row in shipped(f"/tracker.json?sql={quote(sql)}").json()["rows"]] == rows


def test_addresses_of_the_page_answer(get: Get) -> None:
    addresses = re.findall(r"^\| `(/[^`]+)` \|", PAGE.read_text("utf-8"), re.M)
    assert len(addresses) == 5
    for address in addresses:
        asked = address.replace("SELECT+…", "select+1")
        assert get(asked).status_code == 200, asked


def test_a_question_is_explained_on_its_page(get: Get) -> None:
    page = get("/tracker/mineral_controls").text
    assert "<dt><code>known</code></dt>" in page
    assert "For example: germanium" in page
    assert 'href="/tracker/mineral_controls?mineral=germanium&amp;on=2025-10-20&amp;known=2025-10-20"' in page


def test_what_is_asked_most_comes_first() -> None:
    offered = list(metadata.load()["databases"]["tracker"]["queries"])
    assert tuple(offered[: len(metadata.FIRST)]) == metadata.FIRST
    assert all(metadata.queries()[name].public for name in offered[: len(PUBLIC)])


def test_a_question_with_an_end_says_so() -> None:
    assert metadata.queries()["between_two"].description.endswith("newest first. At most 500 rows.")
    assert "At most" not in metadata.queries()["in_force"].description


def test_the_two_clocks_differ(get: Get) -> None:
    known = {day: get(f"/tracker/mineral_controls.csv?mineral=germanium&on=2026-06-01&known={day}").text
             for day in ("2025-11-01", "2025-11-15")}  # fmt: skip
    assert "suspended" not in known["2025-11-01"]
    assert ",suspended,2025-11-09" in known["2025-11-15"]


def test_a_query_without_its_words_is_a_mistake(tmp_path: Path) -> None:
    for number, text in enumerate(("-- A title?\nSELECT 1\n", "-- A?\n-- B.\n-- :x without example\nSELECT :x\n")):
        path = tmp_path / f"{number}.sql"
        path.write_text(text)
        with pytest.raises(ValueError, match=path.name):
            metadata._read(path)


def test_the_schema_shows_and_links_every_table(get: Get) -> None:
    answer = get("/schema")
    assert answer.status_code == 200
    assert "'unsafe-inline'" not in answer.headers["content-security-policy"]
    assert " style=" not in answer.text
    for table in metadata.load()["databases"]["tracker"]["tables"]:
        assert f'<a class="name" href="/tracker/{table}">{table}</a>' in answer.text
        assert answer.text.count(f'<li id="{table}">') == 1


def test_the_schema_tells_keys_drawn_and_in_words(get: Get) -> None:
    page = get("/schema").text
    assert "<title>claims (event_id) points to events</title>" in page
    assert "<title>spans (measure_id, scope_id) points to scopes</title>" in page
    assert '<code>measure_id, scope_id</code> <span class="quiet">points to</span> <a href="#scopes">scopes</a>' in page
    assert '<a href="/schema">' in get("/tracker").text


def test_company_counts_the_newest_thousand_events_of_a_group_once_each() -> None:
    db = sqlite3.connect(":memory:")
    db.executescript("".join(TRACKER.values()))
    for term, groups in (("tin", '["metals"]'), ("zinc", '["metals"]'), ("metals", "[]")):
        db.execute("INSERT INTO terms (kind, id, name, groups) VALUES ('mineral', ?, ?, ?)", (term, term, groups))
    days = {number: f"20{10 + number % 13}-0{1 + number % 9}-11" for number in range(2600)}
    for number, day in days.items():
        about = ("tin",) if number % 5 else ("tin", "zinc")
        rows = [(each, f"e{number:04}", day) for each in about]
        db.executemany("INSERT INTO event_minerals (mineral, event_id, date) VALUES (?, ?, ?)", rows)
        role = (f"C{number % 3}", "actor", f"e{number:04}", day)
        db.execute("INSERT INTO event_countries (country, role, event_id, date) VALUES (?, ?, ?, ?)", role)
    newest = sorted(days, key=lambda number: (days[number], number), reverse=True)[:1000]
    told = db.execute(metadata.queries()["company"].sql, {"kind": "mineral", "id": "metals"}).fetchall()
    counts = {name: events for kind, name, events in told if kind == "country"}
    assert counts == {f"C{rest}": sum(number % 3 == rest for number in newest) for rest in range(3)}
    assert {name: events for kind, name, events in told if kind == "mineral"} == {
        "tin": 1000, "zinc": sum(number % 5 == 0 for number in newest),
    }  # fmt: skip
