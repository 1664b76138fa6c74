"""Events and the tables that find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.making import event
from tracker.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def rows(store: Store, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(store.home / "tracker.db") as public:
        return public.execute(sql).fetchall()


def test_an_event_comes_back_and_is_found_by_each_of_its_keys(store: Store) -> None:
    given = event(languages=("en", "zh"), instrument="CN-MOFCOM 2024/46", affects=("CN-MOFCOM 2023/23",))
    store.events.keep(given, ["a", "b"])
    assert store.events.find("e1") == given
    assert store.events.candidates(["b", "a", "c"]) == [given]
    assert store.events.candidates(["c"]) == []


def test_an_event_told_anew_leaves_no_old_entry_behind(store: Store) -> None:
    store.events.keep(event(minerals=("gallium",)), ["old"])
    store.events.keep(event(minerals=("antimony",)), ["new"])
    assert store.events.candidates(["old"]) == []
    assert rows(store, "SELECT mineral FROM event_minerals") == [("antimony",)]


def test_lookup_tables_name_roles_and_firms_by_slug(store: Store) -> None:
    store.events.keep(event(via=("TH",), firms=("Lynas Rare Earths",), agencies=("cn-mofcom",)), [])
    found = rows(store, "SELECT country, role FROM event_countries ORDER BY country")
    assert found == [("CN", "actor"), ("TH", "via"), ("US", "target")]
    assert rows(store, "SELECT firm FROM event_firms") == [("lynas-rare-earths",)]


def test_a_dropped_event_leaves_nothing(store: Store) -> None:
    store.events.keep(event(), ["a"])
    store.events.drop("e1")
    for table in ("events", "event_keys", "event_minerals", "event_countries"):
        assert rows(store, f"SELECT * FROM {table}") == []
