"""Stores what the site needs to name things, and what a letter needs to quote them: terms, the world, event lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlite_utils import Database

from tracker.model import DateAhead, DigestLine, State
from tracker.store import rows
from tracker.store.events import Events
from tracker.store.files import writing
from tracker.store.search import Search


class Shelves:
    """The tables ``terms`` and ``world``, and readings across tables for letters."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def world(self, key: str) -> str | None:
        """Return what this home says of itself, such as ``kind`` = ``sample`` or ``live``."""
        found = self._db.execute("SELECT value FROM world WHERE key = ?", [key]).fetchone()
        return str(found["value"]) if found else None

    def set_world(self, key: str, value: str) -> None:
        """Say something of this home."""
        with writing(self._db):
            self._db.table("world").insert({"key": key, "value": value}, pk="key", replace=True)

    def keep_terms(self, terms: Iterable[rows.Row]) -> None:
        """Store the display names of the vocabulary in place of the former ones; the index of words learns them."""
        with writing(self._db):
            before = self._terms()
            self._db.execute("DELETE FROM terms")
            packed = [term | {"groups": rows.packed(term["groups"])} for term in terms]
            self._db.table("terms").insert_all(packed, ignore=True)
            Search(self._db).rename({(term[0], term[1]) for term in before ^ self._terms()})

    def _terms(self) -> set[tuple[str, ...]]:
        """Return what the index of words knows of each term, its kind and id first."""
        return {tuple(row) for row in self._db.execute("SELECT kind, id, name, name_zh, groups FROM terms")}

    def lines(self, since: datetime, until: datetime) -> list[DigestLine]:
        """Return the events first seen in a period, each with the passage, outlet and link that lead it."""
        sql = """SELECT events.*, claims.quote, articles.publisher, articles.url, articles.published
                 FROM events JOIN claims ON claims.id = events.lead JOIN articles ON articles.id = claims.article_id
                 WHERE events.seen >= ? AND events.seen < ? ORDER BY events.date DESC, events.id"""
        found = self._db.execute(sql, [rows.stamp(since), rows.stamp(until)]).fetchall()
        return [
            DigestLine(
                rows.event(row, Events(self._db).claims_of(row["id"])),
                row["quote"],
                row["publisher"],
                row["url"],
                rows.moment(row["published"]),
                self._states(row["id"], until.date()),
            )
            for row in found
        ]

    def _states(self, event_id: str, on: date) -> tuple[tuple[State, date | None], ...]:
        """Return the states that the scopes which an event moved are in on a day, as known on that day."""
        sql = """SELECT DISTINCT spans.state, CASE spans.state WHEN 'suspended' THEN spans.until END AS until
                 FROM steps JOIN spans ON spans.measure_id = steps.measure_id AND spans.scope_id = steps.scope_id
                 WHERE steps.event_id = :event AND spans.since <= :on AND (spans.until IS NULL OR :on <= spans.until)
                   AND spans.known_since <= :on AND (spans.known_until IS NULL OR :on <= spans.known_until)
                 ORDER BY 1, 2"""
        found = self._db.execute(sql, {"event": event_id, "on": on.isoformat()})
        return tuple((row["state"], date.fromisoformat(row["until"]) if row["until"] else None) for row in found)

    def told(self, article_id: str) -> rows.Row:
        """Return what one article tells: its facts, how many mentions it has, and its claims with their evidence."""
        row = dict(self._db.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone())
        count = self._db.execute("SELECT count(*) AS n FROM mentions WHERE article_id = ?", [article_id]).fetchone()
        sql = "SELECT * FROM claims WHERE article_id = ? ORDER BY field DESC, start, id"
        claims = [
            dict(claim) | {name: list(rows.unpacked(claim[name])) for name in rows.CLAIM_LISTS}
            for claim in self._db.execute(sql, [article_id])
        ]
        names = ("id", "url", "title", "language", "kind", "publisher", "published", "instrument")
        return {name: row[name] for name in names} | {"mentions": count["n"], "claims": claims}

    def ahead(self, on: date, until: date) -> list[DateAhead]:
        """Return the changes of state that the texts known on a day announce for the days up to another."""
        sql = """SELECT DISTINCT spans.next_change, spans.measure_id, measures.title, spans.why
                 FROM spans JOIN measures ON measures.id = spans.measure_id
                 WHERE spans.since <= :on AND (spans.until IS NULL OR :on <= spans.until)
                   AND spans.known_since <= :on AND (spans.known_until IS NULL OR :on <= spans.known_until)
                   AND spans.next_change > :on AND spans.next_change <= :until
                 ORDER BY spans.next_change, spans.measure_id"""
        found = self._db.execute(sql, {"on": on.isoformat(), "until": until.isoformat()})
        return [
            DateAhead(date.fromisoformat(row["next_change"]), row["measure_id"], row["title"], row["why"])
            for row in found
        ]
