"""Stores where goods went around a control, and which events of enforcement follow from one another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product

from sqlite_utils import Database

from tracker.model import Event, Route, Thread
from tracker.store import plain, rows
from tracker.store.events import BARE

LISTS = ("countries", "agencies", "minerals")


class Routes:
    """The tables ``routes``, ``threads`` and ``thread_events``, and the readings that threads are made of."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def keep(self, event_id: str, day: str, routes: Iterable[Route]) -> None:
        """Store the routes of an event in place of those that it had; `day` is the event's."""
        self._db.conn.execute("DELETE FROM routes WHERE event_id = ?", (event_id,))
        plain.insert(self._db, "routes", [_row(day, route) for route in routes], instead="INSERT OR REPLACE")

    def threaded(self, event_ids: Iterable[str]) -> set[str]:
        """Return the ids of all events that stand in a thread together with one of these."""
        sql = """SELECT event_id FROM thread_events WHERE thread_id IN (
                 SELECT thread_id FROM thread_events WHERE event_id IN (SELECT value FROM json_each(?)))"""
        return {row["event_id"] for row in self._db.execute(sql, [rows.packed(event_ids)])}

    def enforcement(self, actions: Iterable[str], parties: Iterable[str], since: date, until: date) -> set[str]:
        """Return the ids of the events of some actions and states that may be dated between two days, both included.

        Read from the index of keys alone: there every event stands under its days, or the day on which it was told, or
        the year of its number. Whatever gives only a year is found, wherever the year lies.
        """
        # A text that gives only a year or a month stands before all days of it; so the year is taken whole.
        low, high = since.isoformat()[:4], until.isoformat()
        sql = """SELECT event_id FROM event_keys WHERE key BETWEEN ?1 || 'd' AND ?1 || 'e'
                                                   AND (key BETWEEN ?1 || 'd' || ?2 AND ?1 || 'd' || ?3
                                                        OR length(key) = length(?1) + length('d2024'))
                 UNION SELECT event_id FROM event_keys WHERE key BETWEEN ?1 || 't' || ?2 AND ?1 || 't' || ?3"""
        found: set[str] = set()
        for action, party in product(actions, parties):
            found.update(row[0] for row in self._db.conn.execute(sql, (f"a|{action}|{party}|any|", low, high)))
        return found

    def find(self, event_ids: Iterable[str]) -> list[Event]:
        """Return those of the events that are stored, by date, then id, without their claims."""
        sql = f"{BARE} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY date, id"  # noqa: S608  # a constant of the store
        return [rows.bare_event(tuple(row)) for row in self._db.conn.execute(sql, (rows.packed(event_ids),))]

    def passages(self, event_ids: Iterable[str]) -> dict[str, list[str]]:
        """Return the passages that tell of each event, with the titles over them."""
        sql = """SELECT claims.event_id, claims.quote, articles.title FROM claims
                 JOIN articles ON articles.id = claims.article_id
                 WHERE claims.linked >= 0 AND claims.event_id IN (SELECT value FROM json_each(?)) ORDER BY claims.id"""
        found: dict[str, list[str]] = {}
        for row in self._db.execute(sql, [rows.packed(event_ids)]):
            found.setdefault(row["event_id"], []).extend((row["title"], row["quote"]))
        return found

    def keep_threads(self, instead_of: Iterable[str], threads: Iterable[Thread]) -> None:
        """Store threads in place of all those in which one of these events stood."""
        sql = "SELECT DISTINCT thread_id FROM thread_events WHERE event_id IN (SELECT value FROM json_each(?))"
        old = rows.packed(row["thread_id"] for row in self._db.execute(sql, [rows.packed(instead_of)]))
        self._db.execute("DELETE FROM thread_events WHERE thread_id IN (SELECT value FROM json_each(?))", [old])
        self._db.execute("DELETE FROM threads WHERE id IN (SELECT value FROM json_each(?))", [old])
        for thread in threads:
            row = {name: getattr(thread, name) for name in ("id", "title", "since", "latest")}
            row |= {name: rows.packed(getattr(thread, name)) for name in LISTS} | {"size": len(thread.events)}
            plain.insert(self._db, "threads", [row])
            places = enumerate(thread.events, 1)
            members = [{"thread_id": thread.id, "position": place, "event_id": event} for place, event in places]
            plain.insert(self._db, "thread_events", members)


def _row(day: str, route: Route) -> rows.Row:
    names = ("id", "event_id", "claim_id", "origin", "transit", "destination", "mineral", "since", "until")
    amount = route.quantity
    return {name: getattr(route, name) for name in names} | {
        "date": day,
        "quantity": amount.value if amount else None,
        "unit": amount.unit if amount else None,
    }
