"""Stores what is in force: measures with their scopes, steps, links and the spans of legal state under two clocks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from tracker.model import Measure, Span
from tracker.store import rows

DAYS = ("since", "until", "known_since", "known_until", "next_change")


class Measures:
    """The tables ``measures``, ``scopes``, ``scope_minerals``, ``steps``, ``spans`` and ``measure_links``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def keep(self, measure: Measure, own_events: Iterable[str]) -> None:
        """Store a measure in place of what was known of it before, and tie the events of the act itself to it."""
        self.drop(measure.id)
        self._db.table("measures").insert(
            {
                "id": measure.id,
                "instrument": measure.instrument,
                "title": measure.title,
                "actors": rows.packed(measure.actors),
                "agencies": rows.packed(measure.agencies),
            }
        )
        self._keep_scopes(measure)
        self._keep_steps(measure)
        links = [{"measure_id": measure.id, "kind": kind, "other_id": other} for kind, other in measure.links]
        self._db.table("measure_links").insert_all(links, ignore=True)
        for event_id in own_events:
            self._db.execute("UPDATE events SET measure_id = ? WHERE id = ?", [measure.id, event_id])

    def _keep_scopes(self, measure: Measure) -> None:
        for scope in measure.scopes:
            self._db.table("scopes").insert(
                {
                    "measure_id": measure.id,
                    "id": scope.id,
                    "action": scope.action,
                    "paragraph": scope.paragraph,
                    "minerals": rows.packed(scope.minerals),
                    "targets": rows.packed(scope.targets),
                }
            )
            minerals = [{"mineral": m, "measure_id": measure.id, "scope_id": scope.id} for m in set(scope.minerals)]
            self._db.table("scope_minerals").insert_all(minerals)

    def _keep_steps(self, measure: Measure) -> None:
        for step in measure.steps:
            row = {"id": step.id(measure.id), "measure_id": measure.id, "known": step.known.isoformat()}
            names = ("scope_id", "kind", "date", "until", "by", "event_id", "claim_id", "tier")
            self._db.table("steps").insert(row | {name: getattr(step, name) for name in names}, ignore=True)
        for span in measure.spans:
            self._db.table("spans").insert(_span(measure.id, span))

    def drop(self, measure_id: str) -> None:
        """Forget a measure; what the events still tell of it is built again."""
        for table in ("measure_links", "spans", "steps", "scope_minerals", "scopes"):
            self._db.execute(f"DELETE FROM {table} WHERE measure_id = ?", [measure_id])  # noqa: S608
        self._db.execute("UPDATE events SET measure_id = NULL WHERE measure_id = ?", [measure_id])
        self._db.execute("DELETE FROM measures WHERE id = ?", [measure_id])

    def on(self, on: date, known: date) -> list[rows.Row]:
        """Return the state of every scope on a date as known on a date, as plain rows."""
        sql = """SELECT spans.measure_id, measures.instrument, measures.title, measures.actors, spans.scope_id,
                        scopes.action, scopes.paragraph, scopes.minerals, scopes.targets, spans.state, spans.since,
                        spans.until, spans.next_change, spans.why
                 FROM spans JOIN measures ON measures.id = spans.measure_id
                      JOIN scopes ON scopes.measure_id = spans.measure_id AND scopes.id = spans.scope_id
                 WHERE spans.since <= :on AND (spans.until IS NULL OR :on <= spans.until)
                   AND spans.known_since <= :known AND (spans.known_until IS NULL OR :known <= spans.known_until)
                 ORDER BY spans.measure_id, spans.scope_id"""
        found = self._db.execute(sql, {"on": on.isoformat(), "known": known.isoformat()})
        lists = ("actors", "minerals", "targets")
        return [dict(row) | {name: list(rows.unpacked(row[name])) for name in lists} for row in found]


def _span(measure_id: str, span: Span) -> rows.Row:
    days = {name: getattr(span, name) for name in DAYS}
    row = {name: day.isoformat() if day else None for name, day in days.items()}
    names = ("scope_id", "state", "why", "step_id")
    return row | {name: getattr(span, name) for name in names} | {"measure_id": measure_id}
