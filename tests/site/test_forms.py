"""The shorter lists as feed, CSV and JSON: the same rows under the same filter, and nothing under one that is wrong."""

from __future__ import annotations

import csv
import io

import feedparser
import pytest

from tests.site.conftest import Get
from tests.site.world import day

LISTS = ["dates", "routes", "threads", "sources"]


@pytest.mark.parametrize("asked", [*LISTS, "dates?mineral=cobalt", "routes?country=TH", "sources?tier=official"])
def test_all_forms_hold_the_rows_of_one_filter(get: Get, asked: str) -> None:
    name, _, filters = asked.partition("?")
    told = get(f"/{name}.json?{filters}").json()[name]
    rows = list(csv.DictReader(io.StringIO(get(f"/{name}.csv?{filters}").text)))
    assert told
    assert len(rows) == len(told)
    assert set(rows[0]) == set(told[0])
    page = get(f"/{name}?{filters}").text
    for form in ("atom", "csv", "json"):
        assert f'href="/{name}.{form}{"?" if filters else ""}{filters}"' in page


@pytest.mark.parametrize("asked", LISTS)
def test_each_feed_is_read_by_a_reader(get: Get, asked: str) -> None:
    found = feedparser.parse(get(f"/{asked}.atom").content)
    assert not found.bozo
    assert found.entries
    assert all(each.id.startswith("urn:uuid:") and each.link.startswith("http") for each in found.entries)
    assert len({each.id for each in found.entries}) == len(found.entries)
    moments = [each.updated_parsed for each in found.entries]
    assert moments == sorted(moments, reverse=True)


def test_a_filter_narrows_the_feed(get: Get) -> None:
    every, some = (feedparser.parse(get(f"/dates.atom{asked}").content) for asked in ("", "?country=CD"))
    assert 0 < len(some.entries) < len(every.entries)
    assert "CD" in some.feed.title


def test_a_date_is_told_when_it_comes_within_reach(get: Get) -> None:
    (entry,) = feedparser.parse(get("/dates.atom?kind=pause_ends&country=CN&mineral=gallium").content).entries
    assert entry.updated.startswith(day(5 - 90))
    assert "Pause runs out by its text" in entry.title


def test_only_blind_sources_are_news(get: Get) -> None:
    blind = [row for row in get("/sources.json").json()["sources"] if row["sight"] == "blind" and row["blind_since"]]
    told = feedparser.parse(get("/sources.atom").content).entries
    assert {each.link.rpartition("/")[2] for each in told} == {row["feed_id"] for row in blind}


def test_a_search_is_a_feed_too(get: Get) -> None:
    found = feedparser.parse(get("/search.atom?q=antimony").content)
    assert not found.bozo
    ids = {row["id"] for row in get("/search.json?q=antimony").json()["found"] if row["day"]}
    assert {each.link.rpartition("/")[2] for each in found.entries} == ids
    assert ids


def test_a_search_without_words_is_an_empty_feed(get: Get) -> None:
    found = feedparser.parse(get("/search.atom").content)
    assert not found.bozo
    assert not found.entries


@pytest.mark.parametrize(
    "asked",
    ["dates.atom?kind=nonsense", "routes.csv?mineral=%3Cscript%3E", "sources.json?tier=a%00b", "threads.atom?mineral=x",
     "dates.csv?kid=ends", "search.atom?kind=x"],
)  # fmt: skip
def test_what_cannot_be_asked_is_said(get: Get, asked: str) -> None:
    answer = get(f"/{asked}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


def test_a_form_that_a_list_has_not_is_not_found(get: Get) -> None:
    assert get("/routes.ics").status_code == 404
    assert get("/sources.xml").status_code == 404
