"""Stores the date desk: the days on which something starts, ends, resumes or closes, each owned by what tells it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from sqlite_utils import Database

from tracker.model import DateAhead
from tracker.store import plain, rows
from tracker.store.schema import desk

LISTS = ("actors", "minerals")
DESK = f"{desk(':today')} WHERE day >= :since AND day <= :until ORDER BY day, kind, title, scope_id"


class Dates:
    """The table ``dates``, and the desk that joins it with what the lines are about."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def keep(self, owner: str, lines: Iterable[DateAhead]) -> None:
        """Store the lines of a measure or an event, by its id, in place of those that it had."""
        self._db.conn.execute("DELETE FROM dates WHERE owner = ?", (owner,))
        plain.insert(self._db, "dates", [_row(owner, line) for line in lines], instead="INSERT OR REPLACE")

    def between(self, today: date, past: int, ahead: int) -> list[rows.Row]:
        """Return the lines from `past` days before a day to `ahead` days after it, with titles; both ends included.

        The end of a pause that lies before the day is ``unconfirmed``: no later text says what followed.
        """
        days = {"today": today, "since": today - timedelta(days=past), "until": today + timedelta(days=ahead)}
        found = self._db.execute(DESK, {name: day.isoformat() for name, day in days.items()})
        return [dict(row) | {name: list(rows.unpacked(row[name])) for name in LISTS} for row in found]


def _row(owner: str, line: DateAhead) -> rows.Row:
    names = ("kind", "measure_id", "scope_id", "event_id", "what", "certainty", "source")
    return {name: getattr(line, name) for name in names} | {"day": line.day.isoformat(), "owner": owner}
