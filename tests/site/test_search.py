"""The search: finds in both languages, takes whatever is written, marks without running it, scans no large table."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import Get
from tracker.site import metadata
from tracker.site.metadata import DATABASE
from tracker.site.reading import Names
from tracker.site.search import KINDS, excerpt, suggested
from tracker.vocab.bigrams import sought

LARGE = ("articles", "events", "measures", "mentions", "claims", "search_docs")
HOSTILE = [
    '"', '""', '"a', 'a"b', "*", "a*", "*a", "^a", "a^", ":", "title:", "title:a", "-", "-a", "+", "OR", "a OR",
    "OR OR", "AND", "NOT", "a NOT b", "NEAR", "NEAR(", "NEAR(a b, 2)", "(", ")", "((((", "{title names}:a", "';--",
    "\\", "%", "_", "a\tb\nc", "<b>", "‘’“”「」", "\u202e", "\U0001f9f2", "0", "null",
]  # fmt: skip


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", page))


def ids(get: Get, asked: str) -> set[str]:
    return {row["id"] for row in get(f"/search.json?q={quote(asked)}").json()["found"]}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("dysprosium", {"dysprosium", "cn-mofcom-2025-18"}),
        ("镝", {"dysprosium"}),
        ("2024/46", {"cn-mofcom-2024-46", "a46"}),
        ("46/2024", {"cn-mofcom-2024-46"}),
        ("CN-MOFCOM 2024/46", {"cn-mofcom-2024-46"}),
        ('"gallium, germanium, antimony"', {"n72"}),
        ("antim", {"antimony", "n46", "n72"}),
        ("暂停实施", {"a72"}),
        ("暫停實施", {"a72"}),
        ("最终用途审查", {"a46"}),
    ],
)
def test_words_find_what_holds_them(get: Get, asked: str, found: set[str]) -> None:
    assert found <= ids(get, asked)


def test_a_phrase_finds_less_than_its_words(get: Get) -> None:
    assert "n72" not in ids(get, '"antimony, gallium and germanium"')
    assert "n46" in ids(get, '"antimony, gallium and germanium"')


@pytest.mark.parametrize("asked", HOSTILE)
@pytest.mark.parametrize("path", ["/search", "/search.json", "/search.csv", "/tracker/search_events.json"])
def test_nothing_that_is_written_is_grammar(get: Get, path: str, asked: str) -> None:
    assert get(f"{path}?q={quote(asked)}").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=st.text(alphabet=st.sampled_from("ab镓稀土 \"*^:-()NEARORD<>&'/46"), max_size=40))
def test_no_question_fails(site: Any, loop: asyncio.AbstractEventLoop, asked: str) -> None:
    answer = loop.run_until_complete(site.client.get("/search", params={"q": asked}))
    assert answer.status_code == 200
    assert "<script" not in answer.text


def test_words_are_marked_and_nothing_else_is(get: Get) -> None:
    page = get("/search?q=antimony").text
    assert "<mark>antimony</mark>" in page
    assert "<mark>锑</mark>" in page
    assert "<mark>锑</mark>" in get("/search?q=%E9%94%91").text
    for asked in ("script", "img", "alert", "lt", "b"):
        page = get(f"/search?q={asked}").text
        assert "<script>" not in page
        assert "<img" not in page
        assert not re.search(r"<[^>]*<mark>", page)


def test_a_public_text_shows_where_the_words_stand(get: Get) -> None:
    assert "实施更<mark>严格的最终</mark>用户" in get(f"/search?q={quote('严格的最终')}").text


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_is_shown_alone(get: Get, kind: str) -> None:
    page = get(f"/search?q=antimony&kind={kind}").text
    shown = {each for each in KINDS if f"<h2>{each.capitalize()} " in page}
    assert shown <= {kind}
    kinds = {row["kind"] for row in get(f"/search.json?q=antimony&kind={kind}").json()["found"]}
    assert kinds <= ({"mineral", "country", "agency", "firm"} if kind == "names" else {kind.removesuffix("s")})


@pytest.mark.parametrize("query", ["kind=letters", "kind=%27", "after=1", "after=x!y", "after=1!2;--"])
def test_what_cannot_be_asked_is_told(get: Get, query: str) -> None:
    for path in ("/search", "/search.json", "/search.csv"):
        assert get(f"{path}?q=antimony&{query}").status_code == 400


def test_a_list_goes_on_where_it_stopped(get: Get) -> None:
    whole = get("/tracker/search_events.json?_shape=array&q=china").json()
    assert len(whole) > 3
    seen: list[str] = []
    after = ""
    for _ in range(len(whole)):
        rows = get(f"/tracker/search_events.json?_shape=array&q=china&rows=2&after={quote(after)}").json()
        if not rows:
            break
        seen += [row["event_id"] for row in rows]
        after = rows[-1]["cursor"]
        assert rows[0]["found"] == len(whole)
    assert seen == [row["event_id"] for row in whole]
    assert get(f"/search?q=china&kind=events&after={quote(after)}").status_code == 200
    assert "no more that holds" in words(get("/search?q=china&kind=events&after=9999!1").text)


def test_counts_and_the_way_to_all_of_a_kind(get: Get) -> None:
    from tracker.site import search

    page = get("/search?q=china").text
    total = get("/tracker/search_events.json?_shape=array&q=china&rows=1").json()[0]["found"]
    assert f'Events <span class="sub">{total}</span>' in page
    assert (total > search.FEW["events"]) == (f"All {total} events" in words(page))


def test_csv_and_json_tell_the_same(get: Get) -> None:
    answer = get("/search.json?q=antimony").json()
    assert (answer["q"], answer["kind"], answer["next"]) == ("antimony", "", None)
    told = answer["found"]
    assert answer["counts"]["measures"] == len([row for row in told if row["kind"] == "measure"]) > 0
    answer = get("/search.csv?q=antimony")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["kind"], row["id"]) for row in rows] == [(row["kind"], row["id"]) for row in told]
    assert not any(value[:1] in {"=", "+", "-", "@"} for row in rows for value in row.values())


def test_files_tell_where_they_go_on(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.site import search

    whole = [row["id"] for row in get("/search.json?q=china&kind=events").json()["found"]]
    monkeypatch.setattr(search, "MANY", 2)
    seen: list[str] = []
    path = "/search.json?q=china&kind=events"
    while path:
        answer = get(path)
        told = answer.json()
        seen += [row["id"] for row in told["found"]]
        path = (told["next"] or "").removeprefix("http://localhost")
        assert ('rel="next"' in answer.headers.get("link", "")) == bool(path)
    assert seen == whole
    page = get("/search?q=china&kind=events").text
    assert 'rel="next">More events' in page


def test_nothing_found_is_helped_on(get: Get) -> None:
    page = words(get("/search?q=galium").text)
    assert "Nothing holds these words" in page
    assert "Did you mean" in page
    assert "Gallium 镓" in page
    assert "among the measures" in words(get("/search?q=galium&kind=measures").text)
    assert "Did you mean" not in get("/search?q=qqqqqqqq").text


def test_names_are_suggested_by_their_beginning_and_their_spelling() -> None:
    called = Names(
        {("mineral", name.lower()): {"kind": "mineral", "id": name.lower(), "name": name, "name_zh": zh}
         for name, zh in (("Neodymium", "钕"), ("Dysprosium", "镝"), ("Nickel", "镍"))}, {},
    )  # fmt: skip
    assert [row["id"] for row in suggested(sought("neod"), called)] == ["neodymium"]
    assert [row["id"] for row in suggested(sought("disprosium x nickle"), called)] == ["dysprosium", "nickel"]


def test_words_beyond_the_most_are_told(get: Get) -> None:
    page = words(get("/search?q=" + "+".join(f"w{number}" for number in range(40))).text)
    assert "Only the first 32 words count; left out: w32" in page


def test_a_question_too_long_is_answered_with_a_page(get: Get) -> None:
    for asked in ("a" * 10_000, "a " * 5_000, quote("镓") * 5_000, '"' * 10_000):
        answer = get(f"/search?q={asked}")
        assert answer.status_code == 400
        assert 'action="/search"' in answer.text
    assert get("/tracker/search_events.json?q=" + "a+" * 5_000).status_code == 200


def test_an_excerpt_begins_before_the_first_word_found() -> None:
    text = "x" * 500 + " dysprosium " + "y" * 500
    cut = excerpt(text, sought("dysprosium"))
    assert cut.startswith("… x")
    assert cut.endswith("y …")
    assert "dysprosium" in cut
    assert excerpt("short", sought("none")) == "short"


@pytest.mark.parametrize("name", [*KINDS.values(), "search_texts"])
def test_no_large_table_is_scanned(site: Any, loop: asyncio.AbstractEventLoop, name: str) -> None:
    sql = metadata.queries()[name].sql
    asked = {"q": "rare earths", "rows": "10", "after": "-3!4", "articles": '["a46"]'}
    database = site.get_database(DATABASE)
    plan = loop.run_until_complete(database.execute(f"EXPLAIN QUERY PLAN {sql}", asked))
    steps = [str(row["detail"]) for row in plan.rows]
    assert steps
    assert not [step for step in steps if re.match(rf"SCAN ({'|'.join(LARGE)})\b", step)]
    # A walk through the index of words has its question and its stretch: "M" and the bounds of the place.
    walks = [step for step in steps if step.startswith("SCAN search ")]
    assert all(re.search(r"VIRTUAL TABLE INDEX \d+:.*M", step) for step in walks)
    assert bool(walks) == (name in {"search_events", "search_measures", "search_articles"})


def test_sql_may_ask_the_index(get: Get) -> None:
    sql = """select kind, id from search join search_docs on place = search.rowid
             where search match search_words('镓 "antimony') order by rank"""
    rows = get(f"/tracker.json?_shape=array&sql={quote(sql)}").json()
    assert {"kind": "measure", "id": "cn-mofcom-2024-46"} in rows


def test_the_index_tells_no_text(get: Get) -> None:
    rows = get("/tracker/search.json?_shape=array&_size=3").json()
    assert rows
    assert all(row[column] is None for row in rows for column in ("title", "number", "names", "body"))


def test_the_inner_tables_are_out_of_sight(get: Get) -> None:
    tables = {row["name"]: row["hidden"] for row in get("/tracker.json").json()["tables"]}
    assert all(hidden for name, hidden in tables.items() if name.startswith("search"))
    assert "search_data" in tables
