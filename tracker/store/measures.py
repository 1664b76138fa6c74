"""Stores what is in force: measures with their scopes, steps, links and the spans of legal state under two clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlite_utils import Database

from tracker.model import Measure, Scope, Span, Step
from tracker.store import plain, rows
from tracker.store.search import Search

DAYS = ("since", "until", "known_since", "known_until", "next_change")
SCOPE = ("id", "action", "paragraph", "minerals", "targets")
STEP = ("id", "scope_id", "kind", "date", "until", "known", "by", "event_id", "claim_id", "tier", "source")
SPAN = ("scope_id", "state", "why", "step_id", *DAYS)


class Measures:
    """The tables ``measures``, ``scopes``, ``scope_minerals``, ``steps``, ``spans`` and ``measure_links``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker
        self._search = Search(tracker)

    def keep(self, measure: Measure, own_events: Iterable[str]) -> None:
        """Store a measure in place of what was known of it before, and tie the events of the act itself to it.

        What stands as it did is not written again.
        """
        new = plain.put(self._db, "measures", _measure(measure))
        steps = {step.id(measure.id): step for step in reversed(measure.steps)}
        parts: dict[str, tuple[tuple[str, ...], Iterable[plain.Values]]] = {
            "scopes": (SCOPE, (_values(SCOPE, _scope(scope)) for scope in measure.scopes)),
            "scope_minerals": (
                ("mineral", "scope_id"),
                ((m, scope.id) for scope in measure.scopes for m in scope.minerals),
            ),
            "steps": (STEP, (_values(STEP, _step(step_id, step)) for step_id, step in reversed(steps.items()))),
            "spans": (SPAN, (_values(SPAN, _span(span)) for span in measure.spans)),
            "measure_links": (("kind", "other_id"), measure.links),
        }
        for table, (columns, wanted) in parts.items():
            plain.settle(self._db, table, ("measure_id", measure.id), columns, wanted, new=new)
        self._tie(measure.id, set(own_events))
        self._search.keep("measure", measure.id)

    def _tie(self, measure_id: str, own_events: set[str]) -> None:
        """Let just these events be those of the act itself."""
        tied = {row["id"] for row in self._db.conn.execute("SELECT id FROM events WHERE measure_id = ?", (measure_id,))}
        moved: list[plain.Values] = [(None, each) for each in sorted(tied - own_events)]
        moved += [(measure_id, each) for each in sorted(own_events - tied)]
        self._db.conn.executemany("UPDATE events SET measure_id = ? WHERE id = ?", moved)

    def drop(self, measure_id: str) -> None:
        """Forget a measure; what the events still tell of it is built again."""
        for table in ("measure_links", "spans", "steps", "scope_minerals", "scopes"):
            self._db.conn.execute(f"DELETE FROM {table} WHERE measure_id = ?", (measure_id,))  # noqa: S608
        self._db.conn.execute("UPDATE events SET measure_id = NULL WHERE measure_id = ?", (measure_id,))
        self._db.conn.execute("DELETE FROM measures WHERE id = ?", (measure_id,))
        self._search.drop("measure", measure_id)

    def ids(self) -> list[str]:
        """Return the ids of all measures that are stored."""
        return [row["id"] for row in self._db.execute("SELECT id FROM measures ORDER BY id")]

    def links(self) -> list[rows.Row]:
        """Return every link between acts, as plain rows."""
        found = self._db.execute("SELECT measure_id, kind, other_id FROM measure_links ORDER BY 1, 2, 3")
        return [dict(row) for row in found]

    def denied(self, event_ids: Iterable[str]) -> list[str]:
        """Return those of the events that a source denies, one line each: who, and on which day."""
        sql = """SELECT DISTINCT articles.publisher, substr(articles.told, 1, 10) AS day
                 FROM claims JOIN articles ON articles.id = claims.article_id
                 WHERE claims.certainty = 'denied' AND claims.linked = 1
                   AND claims.event_id IN (SELECT value FROM json_each(?))
                 ORDER BY day, articles.publisher"""
        found = self._db.execute(sql, [rows.packed(event_ids)])
        return [f"{row['publisher']} on {row['day']} denies what is told of it" for row in found]

    def gone(self, event_ids: Iterable[str]) -> list[str]:
        """Return the events whose official pages have all gone from their addresses, one line each."""
        sql = """SELECT max(articles.publisher) AS publisher, max(articles.gone_at) AS at FROM claims
                 JOIN articles ON articles.id = claims.article_id
                 WHERE articles.tier = 'official' AND claims.certainty = 'asserted' AND claims.linked = 1
                   AND claims.event_id IN (SELECT value FROM json_each(?))
                 GROUP BY claims.event_id HAVING count(*) = count(articles.gone_at) ORDER BY claims.event_id"""
        found = self._db.execute(sql, [rows.packed(event_ids)])
        return [f"the page of {row['publisher']} that tells it has been gone since {row['at'][:10]}" for row in found]

    def odd_dates(self, event_ids: Iterable[str]) -> list[str]:
        """Return the dates that no calendar has and that the events are told with, one line each.

        An event does not bear them: what is no date has no say in the fold.
        """
        sql = """SELECT DISTINCT given.value, articles.publisher, substr(articles.told, 1, 10) AS day
                 FROM claims JOIN articles ON articles.id = claims.article_id
                      JOIN json_each(json_array(claims.announced, claims.effective, claims.until)) AS given
                 WHERE claims.linked = 1 AND claims.event_id IN (SELECT value FROM json_each(?))
                   AND given.value IS NOT NULL AND NOT (length(given.value) IN (4, 7, 10)
                       AND substr(given.value || '-01-01', 1, 10)
                           IS date(substr(given.value || '-01-01', 1, 10), '+0 days'))
                 ORDER BY given.value, day"""
        found = self._db.execute(sql, [rows.packed(event_ids)])
        return [
            f"{row['value']}, told by {row['publisher']} on {row['day']}, cannot be right and is not counted"
            for row in found
        ]

    def told_abroad(self, event_ids: Iterable[str], country: str) -> set[str]:
        """Return those of the events that authorities tell of, but none of the given country."""
        sql = """SELECT claims.event_id FROM claims JOIN articles ON articles.id = claims.article_id
                 WHERE articles.tier = 'official' AND claims.certainty = 'asserted' AND claims.linked = 1
                   AND claims.event_id IN (SELECT value FROM json_each(?))
                 GROUP BY claims.event_id HAVING sum(articles.country = ?) = 0"""
        return {row["event_id"] for row in self._db.execute(sql, [rows.packed(event_ids), country])}

    def conflicts(self, measure_id: str) -> dict[str, str]:
        """Return the open conflicts of a measure: kind → reason."""
        sql = "SELECT kind, reason FROM issues WHERE room = 'measures' AND subject = ? AND resolved_at IS NULL"
        return {row["kind"]: row["reason"] for row in self._db.execute(sql, [measure_id])}

    def settle(self, measure_id: str, kinds: Iterable[str], at: datetime | None) -> None:
        """Close conflicts of a measure that are no more; without a time, at the one when they were last seen."""
        sql = """UPDATE issues SET resolved_at = coalesce(?1, last_at)
                 WHERE room = 'measures' AND subject = ?2 AND resolved_at IS NULL
                   AND kind IN (SELECT value FROM json_each(?3))"""
        self._db.execute(sql, [rows.stamp(at), measure_id, rows.packed(kinds)])

    def on(self, on: date, known: date) -> list[rows.Row]:
        """Return the state of every scope on a date as known on a date, as plain rows."""
        sql = """SELECT spans.measure_id, measures.instrument, measures.title, measures.name, measures.actors,
                        spans.scope_id, scopes.action, scopes.paragraph, scopes.minerals, scopes.targets, spans.state,
                        spans.since, spans.until, spans.next_change, spans.why, measures.basis, measures.confidence
                 FROM spans JOIN measures ON measures.id = spans.measure_id
                      JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
                 WHERE spans.since <= :on AND (spans.until IS NULL OR :on <= spans.until)
                   AND spans.known_since <= :known AND (spans.known_until IS NULL OR :known <= spans.known_until)
                 ORDER BY spans.measure_id, spans.scope_id"""
        found = self._db.execute(sql, {"on": on.isoformat(), "known": known.isoformat()})
        lists = ("actors", "minerals", "targets")
        return [dict(row) | {name: list(rows.unpacked(row[name])) for name in lists} for row in found]


def _measure(measure: Measure) -> rows.Row:
    names = ("id", "instrument", "title", "name", "official_title", "basis", "confidence", "note")
    row = {name: getattr(measure, name) for name in names}
    row |= {name: rows.packed(getattr(measure, name)) for name in ("actors", "agencies", "sources", "unsure")}
    return row | {"evidence_until": measure.evidence_until.isoformat() if measure.evidence_until else None}


def _scope(scope: Scope) -> rows.Row:
    row = {name: getattr(scope, name) for name in ("id", "action", "paragraph")}
    return row | {"minerals": rows.packed(scope.minerals), "targets": rows.packed(scope.targets)}


def _step(step_id: str, step: Step) -> rows.Row:
    row = {name: getattr(step, name) for name in STEP if name not in {"id", "known"}}
    return row | {"id": step_id, "known": step.known.isoformat()}


def _span(span: Span) -> rows.Row:
    days = {name: getattr(span, name) for name in DAYS}
    row = {name: day.isoformat() if day else None for name, day in days.items()}
    return row | {name: getattr(span, name) for name in SPAN if name not in DAYS}


def _values(columns: tuple[str, ...], row: rows.Row) -> plain.Values:
    return tuple(row[name] for name in columns)
