"""Measures in the order of their states: counted and put in order without reading what is not shown."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.site.test_measure_page import home  # noqa: F401  # the shipped register as a fixture
from tracker.site import app, matrix
from tracker.site.reading import read
from tracker.site.standing import ranked, standing, told
from tracker.site.wording import ACTIONS

ASKED = {
    "register": dict.fromkeys(("on", "known", "mineral", "country", "agency", "action", "state", "basis", "words"), ""),
    "measures_of": {"kind": "country", "id": "CN", "on": "", "known": ""},
}
Ask = Callable[[Callable[[Any], Coroutine[Any, Any, Any]]], Any]


@pytest.fixture(scope="module")
def ask(home: Any, loop: asyncio.AbstractEventLoop) -> Ask:  # noqa: F811
    async def made() -> Any:
        site = app(home)
        await site.invoke_startup()
        return site

    site = loop.run_until_complete(made())
    return lambda question: loop.run_until_complete(question(site))


@pytest.mark.parametrize("name", sorted(ASKED))
def test_order_and_counts_are_those_of_all_scopes(ask: Ask, name: str) -> None:
    scopes = ask(lambda site: read(site, name, **ASKED[name]))
    found = ask(lambda site: standing(site, name, **ASKED[name]))
    whole = matrix.by_measure([scope for scope in scopes if scope["action"] in ACTIONS])
    assert len(found.binding) > 20
    assert list(found.binding) == [group[0]["measure_id"] for group in whole]
    assert list(found.tally) == matrix.tally(scopes)
    assert {*found.binding, *found.pausing} == {scope["measure_id"] for scope in scopes}


@pytest.mark.parametrize("name", sorted(ASKED))
def test_scopes_are_told_of_those_that_are_asked_for(ask: Ask, name: str) -> None:
    chosen = ask(lambda site: standing(site, name, **ASKED[name])).binding[3:9]
    groups = ask(lambda site: told(site, name, chosen, **ASKED[name]))
    scopes = ask(lambda site: read(site, name, **ASKED[name]))
    assert tuple(group[0]["measure_id"] for group in groups) == chosen
    every = sorted((scope for scope in scopes if scope["measure_id"] in chosen), key=str)
    assert sorted((scope for group in groups for scope in group), key=str) == every
    assert ask(lambda site: told(site, name, (), **ASKED[name])) == []


def test_one_state_is_listed_while_all_are_counted(ask: Ask) -> None:
    every = ask(lambda site: standing(site, "register", **ASKED["register"]))
    found = ask(lambda site: standing(site, "register", only="suspended", **ASKED["register"]))
    assert found.tally == every.tally
    assert len(found.binding) == dict(every.tally)["suspended"] < len(every.binding)


def test_what_restricts_stands_by_the_scopes_that_do() -> None:
    def row(measure: str, state: str, since: str, binds: int) -> dict[str, Any]:
        return {"measure_id": measure, "state": state, "since": since, "binds": binds}

    rows = [
        row("new", "announced", "2026-01-01", 1),
        row("old", "in_force", "2020-01-01", 1),
        row("pauses", "in_force", "2025-01-01", 0),
        row("mixed", "in_force", "2026-02-02", 0),
        row("mixed", "suspended", "2024-01-01", 1),
    ]
    assert ranked(rows) == [("pauses", False), ("old", True), ("mixed", True), ("new", True)]


def test_a_page_shows_the_first_and_says_where_the_others_stand(ask: Ask) -> None:
    for path, whole in (
        ("/mineral/rare-earths", 'href="/measures?mineral=rare-earths">All '),
        ("/country/US", 'href="/measures?country=US">All that United States issued'),
    ):
        page = ask(lambda site, path=path: site.client.get(path)).text
        assert page.count("<tbody>") == 25
        assert whole in page
        assert "in force</span>" in page.partition('class="summary"')[2].partition("</div>")[0]
    assert "all_measures" not in page
