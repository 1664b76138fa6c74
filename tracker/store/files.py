"""Opens the two databases of a home and makes their transactions. Knows files, pragmas and migrations, no words."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database, Migrations

from tracker.store.schema import TRACKER, VAULT, VIEWS


class HomeError(Exception):
    """A home directory that cannot be used, said in one line."""


class HomeBusyError(HomeError):
    """Another process is at work in the home; it will be free again."""


def open_database(path: Path, name: str, migrations: Mapping[str, str], views: Mapping[str, str]) -> Database:
    """Open a database file, bring it to the newest schema and re-create its views.

    Raises :class:`HomeError` if the file is no database or cannot be written.
    """
    try:
        db = Database(sqlite3.connect(path, timeout=30, isolation_level=None), execute_plugins=False)
        db.conn.row_factory = sqlite3.Row
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        with writing(db):
            _migrate(db, name, migrations)
        for view, sql in views.items():
            db.create_view(view, sql.strip(), replace=True)
    except sqlite3.Error as error:
        raise HomeError(f"{path} cannot be used as a database: {error}") from error
    return db


def _migrate(db: Database, name: str, migrations: Mapping[str, str]) -> None:
    steps = Migrations(name)
    for step, sql in migrations.items():
        steps(name=step)(_runs(sql))
    steps.apply(db)


def _runs(sql: str):  # type: ignore[no-untyped-def]  # sqlite-utils asks for a bare callable
    def apply(db: Database) -> None:
        # Not executescript: it would commit the migration's own transaction.
        for statement in sql.split(";\n"):
            if statement.strip():
                db.execute(statement)

    return apply


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Run a block as one transaction that holds the write lock from its start; nested blocks join the outer one."""
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:  # Ctrl-C as well: a half transaction is never kept
        db.rollback()
        raise
    db.commit()


def open_tracker(home: Path) -> Database:
    """Open the public database of a home."""
    return open_database(home / "tracker.db", "tracker", TRACKER, VIEWS)


def open_vault(home: Path) -> Database:
    """Open the private database of a home; readable by its owner only."""
    path = home / "vault.db"
    path.touch(mode=0o600, exist_ok=True)
    return open_database(path, "vault", VAULT, {})


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the home for one working process. Raises :class:`HomeBusyError` if another one holds it.

    The lock is the kernel's, so a killed process leaves none behind.
    """
    with (home / "working.lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise HomeBusyError(f"another tracker (process {file.read().strip()}) is at work in {home}") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
