"""Stores what happened: events and the tables that find them by key, mineral, country, firm and agency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from tracker.model import Event
from tracker.store import plain, rows
from tracker.store.search import Search
from tracker.vocab import slug

LINKS = {
    "event_minerals": ("mineral", "minerals"),
    "event_firms": ("firm", "firms"),
    "event_agencies": ("agency", "agencies"),
}
BARE = f"SELECT {', '.join(rows.EVENT_COLUMNS)} FROM events"  # noqa: S608  # names from the rows' own module
UPWARDS = "SELECT event_id FROM event_keys WHERE key BETWEEN ? AND ? ORDER BY key, event_id LIMIT ?"
DOWNWARDS = "SELECT event_id FROM event_keys WHERE key BETWEEN ? AND ? ORDER BY key DESC, event_id DESC LIMIT ?"
NEAREST = 24
"""Entries read of a run of keys: whatever is stored, a lookup costs no more. An event may stand under a run twice."""
ROLES = {"actor": "actors", "target": "targets", "via": "via"}


class Events:
    """The tables ``events`` and ``event_*``, the aliases under which merged events are found among them."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker
        self._search = Search(tracker)

    def find(self, event_id: str) -> Event | None:
        """Return an event, or None."""
        event = self.bare(event_id)
        return replace(event, claims=tuple(self.claims_of(event_id))) if event else None

    def bare(self, event_id: str) -> Event | None:
        """Return an event without its claims, or None."""
        row = self._db.conn.execute(f"{BARE} WHERE id = ?", (event_id,)).fetchone()
        return rows.bare_event(tuple(row)) if row else None

    def claims_of(self, event_id: str) -> list[str]:
        """Return the ids of the claims that tell of an event."""
        sql = "SELECT id FROM claims WHERE event_id = ? AND linked >= 0 ORDER BY id"
        return [claim["id"] for claim in self._db.execute(sql, [event_id])]

    def candidates(self, keys: Iterable[str]) -> list[Event]:
        """Return the events that stand under any of the keys, by id and without their claims.

        A key ``start|from..to`` stands for all keys of its start whose last part lies between the two, `to` included;
        of those, the first :data:`NEAREST` from `from` onwards are read. A plain key is read to its end.
        """
        found: set[str] = set()
        for key in keys:
            found.update(event_id for (event_id,) in self._under(key))
        if not found:
            return []
        sql = f"{BARE} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"  # noqa: S608  # a constant of this module
        return [rows.bare_event(tuple(row)) for row in self._db.conn.execute(sql, (rows.packed(found),))]

    def _under(self, key: str) -> Iterable[tuple[str]]:
        """Run one lookup in the index of keys, whatever is stored."""
        start, _, last = key.rpartition("|")
        begin, is_run, end = last.partition("..")
        if not is_run:
            return self._db.conn.execute("SELECT event_id FROM event_keys WHERE key = ?", (key,)).fetchall()
        low, high, sql = (begin, end, UPWARDS) if begin <= end else (end, begin, DOWNWARDS)
        return self._db.conn.execute(sql, (f"{start}|{low}", f"{start}|{high}", NEAREST)).fetchall()

    def keep(self, event: Event, keys: Iterable[str]) -> None:
        """Store an event in place of what was told of it before, with all lists that find it."""
        new = plain.put(self._db, "events", rows.of_event(event))
        owner = ("event_id", event.id)
        plain.settle(self._db, "event_keys", owner, ("key",), ((key,) for key in sorted(keys)), new=new)
        for table, (column, name) in LINKS.items():
            values = (slug(value) if column == "firm" else value for value in getattr(event, name))
            plain.settle(self._db, table, owner, (column, "date"), ((each, event.date) for each in values), new=new)
        parts = ((country, role) for role, name in ROLES.items() for country in getattr(event, name))
        columns = ("country", "role", "date")
        plain.settle(self._db, "event_countries", owner, columns, ((*part, event.date) for part in parts), new=new)
        self._search.keep("event", event.id)

    def _forget_lists(self, event_id: str) -> None:
        for table in ("event_keys", "event_countries", *LINKS):
            self._db.execute(f"DELETE FROM {table} WHERE event_id = ?", [event_id])  # noqa: S608  # names from above

    def drop(self, event_id: str) -> None:
        """Forget an event that no claim tells of any more, with the other ids it went by."""
        self._forget_lists(event_id)
        self._db.execute("DELETE FROM event_aliases WHERE event_id = ?", [event_id])
        self._db.execute("DELETE FROM events WHERE id = ?", [event_id])
        self._search.drop("event", event_id)

    def named(self, prefix: str) -> list[str]:
        """Return the ids of the events that are known by an id that begins so, their own or an alias."""
        sql = """SELECT id FROM events WHERE id >= ?1 AND id < ?2
                 UNION SELECT event_id FROM event_aliases WHERE id >= ?1 AND id < ?2 ORDER BY 1"""
        return [row["id"] for row in self._db.execute(sql, [prefix, f"{prefix}\U0010ffff"])]

    def resolve(self, event_id: str) -> str:
        """Return the id that an event is known by now; an id that is no alias is its own."""
        row = self._db.execute("SELECT event_id FROM event_aliases WHERE id = ?", [event_id]).fetchone()
        return row["event_id"] if row else event_id

    def aliases_of(self, event_id: str) -> dict[str, str]:
        """Return the other ids that an event is known by, each with why."""
        sql = "SELECT id, why FROM event_aliases WHERE event_id = ? ORDER BY id"
        return {row["id"]: row["why"] for row in self._db.execute(sql, [event_id])}

    def alias(self, alias: str, event_id: str, why: str) -> None:
        """Let an event be known by another id too, whatever that led to; the id of a living event stays its own."""
        sql = """INSERT OR REPLACE INTO event_aliases (id, event_id, why)
                 SELECT ?1, ?2, ?3 WHERE NOT EXISTS (SELECT 1 FROM events WHERE id = ?1)"""
        self._db.execute(sql, [alias, event_id, why])

    def unalias(self, alias: str) -> None:
        """Let an id be an event's own again."""
        self._db.execute("DELETE FROM event_aliases WHERE id = ?", [alias])
