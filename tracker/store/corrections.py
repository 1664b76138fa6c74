"""Stores what people say over the coder. Nothing is ever taken away: what is undone stays, with who undid it.

Two columns hold more than their name says. A split's `field` is the id of the event that its claims became. `before` is
the value that was replaced; for a merge and for a rejected event it is what undoing needs (see `pipeline.correct`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlite_utils import Database

from tracker.model import Correction
from tracker.store import rows

ABOUT_EVENT = """(subject = 'event' AND (subject_id = :event OR (kind = 'split' AND field = :event) OR (kind = 'merge'
                  AND (value = :event OR subject_id IN (SELECT id FROM event_aliases WHERE event_id = :event)))))"""
ABOUT_ITS_CLAIMS = """(subject = 'claim' AND (subject_id IN (SELECT id FROM claims WHERE event_id = :event)
                       OR (kind = 'reject' AND before = :event)))"""


@dataclass(frozen=True, slots=True)
class Filed:
    """A correction as it is stored. Its id stays, though the claims that it names may come to bear other ids."""

    id: str
    correction: Correction
    before: str | None
    undone_at: datetime | None
    undone_by: str | None


class Corrections:
    """The table ``corrections``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def file(self, correction: Correction, before: str | None) -> Filed:
        """Store a correction with the value that it replaces; the same one again is one."""
        row = {f.name: getattr(correction, f.name) for f in fields(correction)}
        row |= {"id": correction.id, "at": _exactly(correction.at), "before": before}
        self._db.table("corrections").insert(row, ignore=True)
        return self._found("id = ?", [correction.id])[0]

    def undo(self, correction_id: str, at: datetime, by: str) -> None:
        """Take a correction back; one that is taken back already stays as it is."""
        sql = "UPDATE corrections SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL"
        self._db.execute(sql, [rows.stamp(at), by, correction_id])

    def standing(self, correction: Correction) -> Filed | None:
        """Return what was filed to the same effect and still stands, whoever said it; the latest."""
        where = "undone_at IS NULL AND kind = ? AND subject = ? AND subject_id = ? AND field = ? AND value = ?"
        same = [correction.kind, correction.subject, correction.subject_id, correction.field, correction.value]
        return next(reversed(self._found(where, same)), None)

    def named(self, prefix: str) -> list[Filed]:
        """Return the corrections whose ids begin so."""
        return self._found("id >= ? AND id < ?", [prefix, f"{prefix}\U0010ffff"])

    def of(self, event_id: str, claims: Iterable[str]) -> tuple[Correction, ...]:
        """Return what stands about an event and about these claims of it, in the order in which it was said."""
        where = """undone_at IS NULL AND ((subject = 'event' AND subject_id = ?)
                   OR (subject = 'claim' AND subject_id IN (SELECT value FROM json_each(?))))"""
        return _plain(self._found(where, [event_id, rows.packed(claims)]))

    def of_event(self, event_id: str) -> tuple[Correction, ...]:
        """Return what stands about an event and about all claims that tell of it, in the order in which it was said."""
        where = """undone_at IS NULL AND ((subject = 'event' AND subject_id = :event)
                   OR (subject = 'claim' AND EXISTS (SELECT 1 FROM claims WHERE claims.id = subject_id
                                                     AND claims.event_id = :event AND claims.linked >= 0)))"""
        return _plain(self._found(where, {"event": event_id}))

    def naming(self, claims: Iterable[str]) -> tuple[Correction, ...]:
        """Return what stands about these claims wherever they are: said of them, or of the events that they were of."""
        where = """undone_at IS NULL AND ((subject = 'claim' AND subject_id IN (SELECT value FROM json_each(?1)))
                   OR (subject = 'event' AND kind IN ('split', 'reject')
                       AND EXISTS (SELECT 1 FROM json_each(corrections.value) AS named
                                   WHERE named.value IN (SELECT value FROM json_each(?1)))))"""
        return _plain(self._found(where, [rows.packed(claims)]))

    def keeping(self, event_id: str) -> tuple[Correction, ...]:
        """Return what people say of an event that would be lost with it: all but a rejection of one of its claims."""
        where = f"undone_at IS NULL AND kind <> 'reject' AND ({ABOUT_EVENT} OR {ABOUT_ITS_CLAIMS})"
        return _plain(self._found(where, {"event": event_id}))

    def of_measure(self, measure_id: str) -> tuple[Correction, ...]:
        """Return what stands about a measure, in the order in which it was said."""
        where = "undone_at IS NULL AND subject = 'measure' AND subject_id = ?"
        return _plain(self._found(where, [measure_id]))

    def listed(self, about: str | None = None) -> list[Filed]:
        """Return all corrections of one event with its claims, or of one measure, or of everything; undone ones too."""
        if about is None:
            return self._found("1", [])
        where = f"{ABOUT_EVENT} OR {ABOUT_ITS_CLAIMS} OR (subject = 'measure' AND subject_id = :event)"
        return self._found(where, {"event": about})

    def subjects(self) -> list[str]:
        """Return the ids of the events and measures that people spoke of."""
        sql = "SELECT DISTINCT subject_id FROM corrections WHERE subject <> 'claim' ORDER BY subject_id"
        return [row["subject_id"] for row in self._db.execute(sql)]

    def measures_named(self, prefix: str) -> list[str]:
        """Return the ids of the measures that begin so."""
        sql = "SELECT id FROM measures WHERE id >= ? AND id < ? ORDER BY id"
        return [row["id"] for row in self._db.execute(sql, [prefix, f"{prefix}\U0010ffff"])]

    def scopes_of(self, measure_id: str) -> list[str]:
        """Return the ids of the scopes of a measure."""
        sql = "SELECT id FROM scopes WHERE measure_id = ? ORDER BY id"
        return [row["id"] for row in self._db.execute(sql, [measure_id])]

    def follow(self, lost: str, heir: str) -> None:
        """Let all that was said of a claim be said of the claim that took its place."""
        sql = "UPDATE corrections SET subject_id = ? WHERE subject = 'claim' AND subject_id = ?"
        self._db.execute(sql, [heir, lost])
        for column in ("value", "before"):
            self._db.execute(
                f"""UPDATE corrections SET {column} = replace({column}, ?1, ?2)
                    WHERE subject = 'event' AND kind IN ('merge', 'split', 'reject') AND instr({column}, ?1)""",  # noqa: S608
                [f'"{lost}"', f'"{heir}"'],
            )

    def _found(self, where: str, values: Sequence[str] | dict[str, str]) -> list[Filed]:
        sql = f"SELECT * FROM corrections WHERE {where} ORDER BY at, id"  # noqa: S608  # the conditions above
        return [_filed(row) for row in self._db.conn.execute(sql, values)]


def _exactly(at: datetime) -> str:
    """Return a time to the microsecond, all of one length: of two words in one second the later one holds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _filed(row: rows.Row) -> Filed:
    said = {f.name: row[f.name] for f in fields(Correction)} | {"at": rows.told(row["at"])}
    return Filed(row["id"], Correction(**said), row["before"], rows.moment(row["undone_at"]), row["undone_by"])


def _plain(filed: Iterable[Filed]) -> tuple[Correction, ...]:
    return tuple(each.correction for each in filed)
