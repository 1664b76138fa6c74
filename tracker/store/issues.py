"""Stores what could not be done, so that nothing is swallowed: seen again is counted, done after all is resolved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from tracker.model import Issue
from tracker.store import rows
from tracker.store.files import writing


class Issues:
    """The table ``issues``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def add(self, issue: Issue) -> None:
        """Store an issue; the same one again raises its count and opens it anew."""
        at = rows.stamp(issue.at)
        with writing(self._db):
            self._db.execute(
                """INSERT INTO issues (id, room, subject, kind, reason, first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET reason = excluded.reason, last_at = excluded.last_at,
                                                  times = times + 1, resolved_at = NULL""",
                [issue.id, issue.room, issue.subject, issue.kind, issue.reason[:1000], at, at],
            )

    def resolve(self, subject: str, now: datetime, *, rooms: Sequence[str] = ()) -> None:
        """Close what was open about a subject that has worked now; with `rooms`, only what those rooms had to say."""
        sql = """UPDATE issues SET resolved_at = ?1 WHERE subject = ?2 AND resolved_at IS NULL
                 AND (?3 = '[]' OR room IN (SELECT value FROM json_each(?3)))"""
        with writing(self._db):
            self._db.execute(sql, [rows.stamp(now), subject, rows.packed(rooms)])

    def open(self) -> list[rows.Row]:
        """Return open issues, last seen first."""
        sql = "SELECT * FROM issues WHERE resolved_at IS NULL ORDER BY last_at DESC, id"
        return [dict(row) for row in self._db.execute(sql)]
