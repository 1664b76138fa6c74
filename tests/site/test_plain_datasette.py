"""Below the pages stands plain Datasette: described, labelled, queryable, and with no way to the vault."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.site.conftest import Get
from tracker.site import metadata
from tracker.store.schema import TRACKER, VIEWS

QUERIES = metadata.queries()
QUESTIONS = [query for query in QUERIES.values() if query.title.endswith("?")]


def schema() -> dict[str, set[str]]:
    db = sqlite3.connect(":memory:")
    db.executescript("".join(TRACKER.values()))
    for name, sql in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {sql}")
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    found = {table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in tables}
    db.close()
    return found


@pytest.mark.parametrize(("table", "columns"), sorted(schema().items()))
def test_every_table_and_column_is_described(table: str, columns: set[str]) -> None:
    told = metadata.load()["databases"]["tracker"]["tables"].get(table, {})
    assert told.get("description"), f"describe the table {table} in tracker/site/metadata.json"
    assert set(told["columns"]) == columns
    assert all(told["columns"].values())


def test_no_query_hides_a_table() -> None:
    assert not set(QUERIES) & set(schema())


def test_nothing_is_described_that_does_not_exist() -> None:
    told = metadata.load()["databases"]["tracker"]["tables"]
    assert {name for name, table in told.items() if not table.get("hidden")} == set(schema())


def test_metadata_is_fresh_each_time() -> None:
    metadata.load()["databases"]["tracker"]["tables"].clear()
    assert metadata.load()["databases"]["tracker"]["tables"]


def test_no_table_has_a_rule_of_its_own() -> None:
    """Datasette is not given what it would read such rules from: the plugin's `get_metadata` says why."""
    told = metadata.load()["databases"]["tracker"]["tables"]
    assert not [name for name, table in told.items() if {"allow", "facet_size"} & set(table)]


def test_the_words_of_tables_reach_their_pages(get: Get) -> None:
    told = metadata.load()["databases"]["tracker"]["tables"]["articles"]
    page = get("/tracker/articles").text
    assert told["description"] in page
    assert told["columns"]["copy_of"] in page
    assert 'data-column="language"' in page
    rows = get("/tracker/articles.json?_shape=array").json()
    assert [row["told"] for row in rows] == sorted((row["told"] for row in rows), reverse=True)


def test_there_are_questions_enough() -> None:
    assert len(QUESTIONS) >= 8


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_every_named_query_runs_with_empty_parameters(get: Get, name: str) -> None:
    assert QUERIES[name].title
    assert QUERIES[name].description.endswith(".")
    answer = get(f"/tracker/{name}.json?_shape=objects")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("paused?", "cn-mofcom-2025-61"),
        ("changed_between?since=2025-11-01&until=2025-11-30", "CN-MOFCOM 2025/72"),
        ("ways_around?", "TH"),
        ("crackdowns?", "enforcement campaign"),
        ("date_lines?kind=closes", "comments close"),
        ("single_source?days=9999", "esz"),
        ("evidence_on?mineral=antimony&country=US", "Thailand and Mexico"),
        ("hedged?action=", "Analysts expect"),
        ("silent_sources?", "gazette"),
        ("open_issues?", "503 again"),
        ("restricted_minerals?", "dysprosium"),
    ],
)
def test_questions_are_answered(get: Get, question: str, found: str) -> None:
    name, _, parameters = question.partition("?")
    assert found in get(f"/tracker/{name}.csv?{parameters}").text


@pytest.mark.parametrize("table", sorted(schema()))
def test_every_table_page_opens(get: Get, table: str) -> None:
    answer = get(f"/tracker/{table}")
    assert answer.status_code == 200
    assert "/assets/tables.css" in answer.text


def test_foreign_keys_are_labelled_and_lead_to_pages(get: Get) -> None:
    page = get("/tracker/steps").text
    assert '<a href="/event/e72">China suspends its export ban' in page
    assert '<a href="/measure/cn-mofcom-2024-46">Stricter control' in page


def test_ids_of_sources_and_articles_lead_to_pages(get: Get) -> None:
    assert '<a href="/source/mofcom">Mofcom</a>' in get("/tracker/polls").text
    assert '<a href="/source/gazette">' in get("/tracker/blind_lately").text
    assert '<a href="/article/n72">' in get("/tracker/number_gaps").text


def test_lists_lead_to_pages(get: Get) -> None:
    page = get("/tracker/events").text
    assert '<a href="/mineral/antimony">antimony</a>' in page
    assert ">[]<" not in page


def test_rows_of_events_lead_to_their_page(get: Get) -> None:
    assert 'href="/event/e72"' in get("/tracker/events/e72").text


def test_tables_escape_what_outlets_write(get: Get) -> None:
    for path in ("/tracker/articles", "/tracker/claims", "/tracker/events", "/tracker/reports"):
        text = get(path).text
        assert "<script>alert('" not in text
        assert "<img src=x" not in text


def test_datasettes_own_pages_ask_no_other_host(get: Get) -> None:
    policy = get("/tracker/events").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_database_page_begins_with_questions(get: Get) -> None:
    page = get("/tracker").text
    assert page.index("What is suspended today") < page.index('id="tables"')


@pytest.mark.parametrize(
    "path",
    ["/vault", "/vault.db", "/vault/letters", "/tracker/letters", "/tracker/texts", "/assets/../vault.db",
     "/assets/%2e%2e/%2e%2e/vault.db", "/-/databases.json", "/-/databases", "/-/threads", "/_internal"],
)  # fmt: skip
def test_the_vault_has_no_address(get: Get, path: str) -> None:
    answer = get(path)
    assert answer.status_code in {302, 403, 404}
    assert "secret text" not in answer.text


@pytest.mark.parametrize(
    "sql",
    ["select * from vault.texts", "select * from texts", "attach database 'vault.db' as vault",
     "select load_extension('x')", "select readfile('vault.db')", "delete from events", "pragma journal_mode = delete",
     "select 1; attach database 'vault.db' as v"],
)  # fmt: skip
def test_no_sql_reaches_the_vault_or_writes(get: Get, sql: str, database: Path) -> None:
    for address in (f"/tracker?sql={quote(sql)}", f"/tracker.json?sql={quote(sql)}"):
        answer = get(address)
        assert answer.status_code == 400
        assert "secret text" not in answer.text
        assert str(database.parent) not in answer.text


def test_broken_characters_are_said_to_be_no_text(get: Get) -> None:
    sql = quote("select cast(x'ff' as text)")
    answer = get(f"/tracker.json?sql={sql}")
    assert answer.status_code == 400
    assert "UTF-8" in answer.json()["error"]


def test_database_cannot_be_downloaded(get: Get) -> None:
    assert get("/tracker.db").status_code == 403
    assert "Download:" not in get("/tracker").text


def test_long_sql_is_stopped(loop: asyncio.AbstractEventLoop, database: Path) -> None:
    from tracker.site import app

    endless = "with recursive c(n) as (select 1 union all select n + 1 from c) select count(*) from c"

    async def asked() -> Any:
        return await app(database, settings={"sql_time_limit_ms": 20}).client.get(f"/tracker?sql={quote(endless)}")

    answer = loop.run_until_complete(asked())
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_limits_are_set(get: Get) -> None:
    told = get("/-/settings.json").json()
    assert (told["sql_time_limit_ms"], told["max_returned_rows"], told["allow_download"]) == (1000, 1000, False)


def test_programs_get_json_for_trouble(get: Get) -> None:
    answer = get("/tracker/none.json")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False


def test_what_is_broken_is_logged_but_not_shown(
    loop: asyncio.AbstractEventLoop, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from tracker.site import app

    empty = tmp_path / "other.db"
    sqlite3.connect(empty).close()
    empty.touch()

    async def asked() -> Any:
        return await app(empty).client.get("/")

    with caplog.at_level(logging.CRITICAL, "tracker.site"):
        answer = loop.run_until_complete(asked())
    assert answer.status_code == 500
    assert "no such table" not in answer.text
    assert "Something is broken here" in answer.text
