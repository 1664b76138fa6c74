"""Plain writes: only what differs is written, and what is not told stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlite_utils import Database

from tracker.store import plain


@pytest.fixture
def db() -> Iterator[Database]:
    opened = Database(memory=True)
    opened.execute('CREATE TABLE acts (id TEXT PRIMARY KEY, title TEXT, "end" INTEGER, note TEXT)')
    opened.execute("CREATE TABLE parts (act TEXT, part TEXT, size INTEGER, PRIMARY KEY (act, part))")
    yield opened
    opened.close()


def changes(db: Database) -> int:
    return int(db.conn.total_changes)


def test_a_row_that_stands_is_not_written_again_and_other_columns_stay(db: Database) -> None:
    assert plain.put(db, "acts", {"id": "a", "title": "One", "end": None})
    db.execute("UPDATE acts SET note = 'kept'")
    before = changes(db)
    assert not plain.put(db, "acts", {"id": "a", "title": "One", "end": None})
    assert changes(db) == before
    assert not plain.put(db, "acts", {"id": "a", "title": "Two", "end": 3})
    assert list(db.execute("SELECT * FROM acts")) == [("a", "Two", 3, "kept")]


def test_just_the_wanted_rows_stand_and_only_the_difference_is_written(db: Database) -> None:
    columns = ("part", "size")
    plain.settle(db, "parts", ("act", "x"), columns, [("other", 1)])
    plain.settle(db, "parts", ("act", "a"), columns, [("one", 1), ("two", None), ("one", 1)], new=True)
    before = changes(db)
    plain.settle(db, "parts", ("act", "a"), columns, [("two", None), ("one", 1)])
    assert changes(db) == before
    plain.settle(db, "parts", ("act", "a"), columns, [("one", 5), ("three", 3), ("one", 6)])
    found = set(db.execute("SELECT * FROM parts"))
    assert found == {("x", "other", 1), ("a", "one", 5), ("a", "three", 3)}
    plain.settle(db, "parts", ("act", "a"), columns, ())
    assert list(db.execute("SELECT * FROM parts")) == [("x", "other", 1)]


def test_no_rows_are_no_write(db: Database) -> None:
    plain.insert(db, "parts", [])
    plain.insert(db, "parts", [{"act": "a", "part": "one"}])
    plain.insert(db, "parts", [{"act": "a", "part": "one"}], instead="INSERT OR IGNORE")
    assert list(db.execute("SELECT * FROM parts")) == [("a", "one", None)]
