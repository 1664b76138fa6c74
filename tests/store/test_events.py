"""Events and the tables that find them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.making import event
from tracker.store import Store
from tracker.store.events import DOWNWARDS, NEAREST, UPWARDS
from tracker.store.schema import TRACKER


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


def test_a_run_of_keys_gives_the_nearest_of_what_lies_between(store: Store) -> None:
    for day in range(10, 29):
        store.events.keep(event(f"e{day}"), [f"a|ban|CN|tin|d2024-12-{day}", f"a|ban|CN|tin|u2024-12-{day}"])
    found = store.events.candidates(["a|ban|CN|tin|d2024-12-12..d2024-12-10"])
    assert [each.id for each in found] == ["e10", "e11", "e12"]
    found = store.events.candidates(["a|ban|CN|tin|d2024-12-26+..d2025-01-10"])
    assert [each.id for each in found] == ["e27", "e28"]


def test_however_many_stand_under_a_run_the_nearest_are_read(store: Store) -> None:
    for number in range(NEAREST + 20):
        store.events.keep(event(f"e{number:03}"), [f"a|ban|CN|any|d2024-{1 + number // 28:02}-{1 + number % 28:02}"])
    found = store.events.candidates(["a|ban|CN|any|d2024-12-31..d2021-01-01"])
    assert [each.id for each in found] == [f"e{number:03}" for number in range(20, NEAREST + 20)]
    found = store.events.candidates(["a|ban|CN|any|d2024-01-01..d2024-12-31"])
    assert [each.id for each in found] == [f"e{number:03}" for number in range(NEAREST)]


@pytest.mark.parametrize("sql", [UPWARDS, DOWNWARDS])
def test_a_run_is_read_from_the_index_alone_and_not_sorted(store: Store, sql: str) -> None:
    plan = " ".join(str(row[-1]) for row in rows(store, f"EXPLAIN QUERY PLAN {sql.replace('?', '1')}"))
    assert "SEARCH event_keys USING" in plan
    assert "TEMP B-TREE" not in plan


def test_an_event_told_the_same_again_is_not_written_again(store: Store) -> None:
    store.events.keep(event(), ["a", "b"])
    seen: list[str] = []
    store.events._db.conn.set_trace_callback(seen.append)
    store.events.keep(event(), ["b", "a"])
    assert not [sql for sql in seen if sql.startswith(("DELETE", "INSERT INTO event_"))]


def test_old_keys_are_brought_to_the_new_form(tmp_path: Path) -> None:
    with Store(tmp_path) as opened:
        opened.events.keep(event(announced="2024-12-03", effective="2024-12-10", until="2025-06"), [])
        opened.events.keep(event("e2"), [])
    path = tmp_path / "tracker.db"
    old = ["a|export_prohibition|CN|2024-12|antimony", "a|export_prohibition|CN|y2024|any", "i|X 1", "measure:x-1"]
    with sqlite3.connect(path) as db:
        db.executemany("INSERT INTO event_keys (key, event_id) VALUES (?, 'e1')", [(key,) for key in old])
        db.execute("INSERT INTO event_keys VALUES ('a|export_prohibition|CN|y2024|any', 'e2')")
        for statement in TRACKER["0003_the_register"].split(";\n"):
            if "event_keys" in statement:
                db.execute(statement)
        found = {row[0] for row in db.execute("SELECT key FROM event_keys WHERE event_id = 'e1'")}
        undated = [row[0] for row in db.execute("SELECT key FROM event_keys WHERE event_id = 'e2'")]
    dated = {f"a|export_prohibition|CN|{s}|{d}" for s in ("any", "antimony") for d in ("d2024-12-03", "d2024-12-10")}
    ends = {f"a|export_prohibition|CN|{subject}|u2025-06" for subject in ("any", "antimony")}
    assert found == dated | ends | {"i|X 1", "measure:x-1"}
    assert undated == ["a|export_prohibition|CN|any|t2024-12-03"]
