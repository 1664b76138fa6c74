"""Stores what happened: events and the tables that find them by key, mineral, country, firm and agency."""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from tracker.model import Event
from tracker.store import rows
from tracker.vocab import slug

LINKS = {
    "event_minerals": ("mineral", "minerals"),
    "event_firms": ("firm", "firms"),
    "event_agencies": ("agency", "agencies"),
}
ROLES = {"actor": "actors", "target": "targets", "via": "via"}


class Events:
    """The tables ``events`` and ``event_*``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def find(self, event_id: str) -> Event | None:
        """Return an event, or None."""
        row = self._db.execute("SELECT * FROM events WHERE id = ?", [event_id]).fetchone()
        return self._event(row) if row else None

    def _event(self, row: rows.Row) -> Event:
        return rows.event(row, self.claims_of(row["id"]))

    def claims_of(self, event_id: str) -> list[str]:
        """Return the ids of the claims that tell of an event."""
        sql = "SELECT id FROM claims WHERE event_id = ? ORDER BY id"
        return [claim["id"] for claim in self._db.execute(sql, [event_id])]

    def candidates(self, keys: Iterable[str]) -> list[Event]:
        """Return the events that stand under any of the keys, by id. One index lookup a key, whatever is stored."""
        found: dict[str, Event] = {}
        sql = "SELECT events.* FROM event_keys JOIN events ON events.id = event_keys.event_id WHERE event_keys.key = ?"
        for key in keys:
            for row in self._db.execute(sql, [key]):
                found.setdefault(row["id"], self._event(row))
        return [found[event_id] for event_id in sorted(found)]

    def keep(self, event: Event, keys: Iterable[str]) -> None:
        """Store an event in place of what was told of it before, with all lists that find it."""
        self._forget_lists(event.id)
        self._db.table("events").upsert(rows.of_event(event), pk="id")
        self._db.table("event_keys").insert_all([{"key": k, "event_id": event.id} for k in sorted(set(keys))])
        common = {"event_id": event.id, "date": event.date}
        for table, (column, name) in LINKS.items():
            values = {slug(value) if column == "firm" else value for value in getattr(event, name)}
            self._db.table(table).insert_all([common | {column: value} for value in sorted(values)])
        for role, name in ROLES.items():
            countries = sorted(set(getattr(event, name)))
            self._db.table("event_countries").insert_all([common | {"country": c, "role": role} for c in countries])

    def _forget_lists(self, event_id: str) -> None:
        for table in ("event_keys", "event_countries", *LINKS):
            self._db.execute(f"DELETE FROM {table} WHERE event_id = ?", [event_id])  # noqa: S608  # names from above

    def drop(self, event_id: str) -> None:
        """Forget an event that no claim tells of any more."""
        self._forget_lists(event_id)
        self._db.execute("DELETE FROM events WHERE id = ?", [event_id])
