"""Writes rows in plain SQL where it is done for every claim. Knows how to write only what differs, and no table.

sqlite-utils asks the file for a table's schema before each write, each time anew, and makes its SQL anew. That is
nothing for a page, and most of the time of linking a claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlite_utils import Database

Values = tuple[Any, ...]


def insert(db: Database, table: str, given: Sequence[Mapping[str, Any]], *, instead: str = "INSERT") -> None:
    """Write rows that have all the same columns; `instead` says what else than INSERT (``INSERT OR IGNORE``)."""
    if given:
        values = [tuple(row.values()) for row in given]
        db.conn.executemany(_into(instead, table, tuple(given[0])), values)


def put(db: Database, table: str, row: Mapping[str, Any]) -> bool:
    """Write a row in place of the one of its ``id``, of which the columns that are not given stay; say if it is new.

    One that stands there as it is is not written again.
    """
    columns = tuple(row)
    values = tuple(row.values())
    found = db.conn.execute(_of_id(table, columns), (row["id"],)).fetchone()
    if found is None or tuple(found) != values:
        db.conn.execute(_upsert(table, columns), values)
    return found is None


def settle(
    db: Database,
    table: str,
    owner: tuple[str, str],
    columns: tuple[str, ...],
    wanted: Iterable[Values],
    *,
    new: bool = False,
) -> None:
    """Let a table hold of an owner (column and id) just the wanted rows; those that stand there are not written again.

    Of rows that the table's own key makes one, the first stands. Of a `new` owner it holds nothing yet.
    """
    kept = dict.fromkeys(wanted)
    before: set[Values] = set()
    if not new:
        before = {tuple(row) for row in db.conn.execute(_of_owner(table, owner[0], columns), (owner[1],))}
    gone = before.difference(kept)
    if gone:
        db.conn.executemany(_out_of(table, owner[0], columns), [(owner[1], *row) for row in gone])
    if fresh := [(owner[1], *row) for row in kept if row not in before]:
        db.conn.executemany(_into("INSERT OR IGNORE", table, (owner[0], *columns)), fresh)


@cache
def _into(instead: str, table: str, columns: tuple[str, ...]) -> str:
    return f"{instead} INTO {table} ({_listed(columns)}) VALUES ({', '.join('?' * len(columns))})"


@cache
def _upsert(table: str, columns: tuple[str, ...]) -> str:
    told = ", ".join(f'"{name}" = excluded."{name}"' for name in columns)
    return f"{_into('INSERT', table, columns)} ON CONFLICT (id) DO UPDATE SET {told}"


@cache
def _of_id(table: str, columns: tuple[str, ...]) -> str:
    return f"SELECT {_listed(columns)} FROM {table} WHERE id = ?"  # noqa: S608  # names from the store's own code


@cache
def _of_owner(table: str, owner: str, columns: tuple[str, ...]) -> str:
    return f"SELECT {_listed(columns)} FROM {table} WHERE {owner} = ?"  # noqa: S608


@cache
def _out_of(table: str, owner: str, columns: tuple[str, ...]) -> str:
    where = " AND ".join(f'"{name}" IS ?' for name in (owner, *columns))
    return f"DELETE FROM {table} WHERE {where}"  # noqa: S608


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
