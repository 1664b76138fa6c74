"""Stores what the pollers see: feeds, polls, entries. Decides nothing; due-ness is a column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from tracker.model import Entry, Feed, Outcome
from tracker.store import rows
from tracker.store.files import writing


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the last polls left behind for the next one."""

    id: str
    etag: str | None
    last_modified: str | None
    failures: int
    next_poll_at: datetime | None
    last_success_at: datetime | None


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll of one feed and what it came to; `validators` are the ETag and Last-Modified to send next time."""

    feed_id: str
    at: datetime
    outcome: Outcome
    next_poll_at: datetime
    status: int | None = None
    bytes: int = 0
    validators: tuple[str | None, str | None] | None = None
    entries: Sequence[Entry] = ()

    @property
    def worked(self) -> bool:
        """Whether the source was seen, with or without news."""
        return self.outcome in {"new", "unchanged"}


class Gathering:
    """The tables ``feeds``, ``polls`` and ``entries``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def keep_feeds(self, feeds: Iterable[Feed]) -> None:
        """Bring the feeds table to the configuration; a feed that left it stays, disabled, for its history."""
        with writing(self._db):
            self._db.execute("UPDATE feeds SET enabled = 0")
            self._db.table("feeds").upsert_all([rows.of_feed(feed) for feed in feeds], pk="id")

    def states(self) -> dict[str, FeedState]:
        """Return every feed's state by id."""
        sql = "SELECT id, etag, last_modified, failures, next_poll_at, last_success_at FROM feeds"
        return {
            row["id"]: FeedState(
                row["id"],
                row["etag"],
                row["last_modified"],
                row["failures"],
                rows.moment(row["next_poll_at"]),
                rows.moment(row["last_success_at"]),
            )
            for row in self._db.execute(sql)
        }

    def due(self, now: datetime) -> list[str]:
        """Return the ids of enabled feeds whose time has come, longest waiting first."""
        sql = """SELECT id FROM feeds WHERE enabled = 1 AND (next_poll_at IS NULL OR next_poll_at <= ?)
                 ORDER BY next_poll_at"""
        return [row["id"] for row in self._db.execute(sql, [rows.stamp(now)])]

    def keep_poll(self, poll: Poll) -> int:
        """Store a poll, its new entries and the feed's next date as one; return how many entries were new."""
        with writing(self._db):
            fresh = self._keep_entries(poll.entries, poll.at)
            row = {
                "feed_id": poll.feed_id,
                "at": rows.stamp(poll.at),
                "outcome": "unchanged" if poll.outcome == "new" and not fresh else poll.outcome,
                "status": poll.status,
                "bytes": poll.bytes,
                "seen": len(poll.entries),
                "fresh": fresh,
            }
            self._db.table("polls").insert(row)
            self._db.table("feeds").update(poll.feed_id, self._after(poll))
        return fresh

    def _keep_entries(self, entries: Sequence[Entry], at: datetime) -> int:
        before = self._db.conn.total_changes
        for entry in entries:
            self._db.execute(
                """INSERT INTO entries (id, feed_id, guid, url, title, published, number, seen_at)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
                [
                    entry.id,
                    entry.feed_id,
                    entry.guid,
                    entry.url,
                    entry.title,
                    rows.stamp(entry.published),
                    entry.number,
                    rows.stamp(at),
                ],
            )
        return self._db.conn.total_changes - before

    def _after(self, poll: Poll) -> rows.Row:
        sql = "SELECT failures FROM feeds WHERE id = ?"
        failures = self._db.execute(sql, [poll.feed_id]).fetchone()["failures"]
        row: rows.Row = {
            "next_poll_at": rows.stamp(poll.next_poll_at),
            "failures": 0 if poll.worked else failures + 1,
        }
        if poll.worked:
            row["last_success_at"] = rows.stamp(poll.at)
        if poll.validators:
            row["etag"], row["last_modified"] = poll.validators
        return row

    def unread(self, now: datetime, limit: int) -> list[tuple[Entry, int]]:
        """Return entries whose page is to be read now, oldest first, each with the number of tries so far."""
        sql = """SELECT * FROM entries WHERE state = 'new' AND (next_try_at IS NULL OR next_try_at <= ?)
                 ORDER BY published IS NULL, published, id LIMIT ?"""
        return [
            (
                Entry(
                    row["id"],
                    row["feed_id"],
                    row["guid"],
                    row["url"],
                    row["title"],
                    rows.moment(row["published"]),
                    number=row["number"],
                ),
                row["tries"],
            )
            for row in self._db.execute(sql, [rows.stamp(now), limit])
        ]

    def close_entry(self, entry_id: str, state: str, article_id: str | None = None) -> None:
        """Say what became of an entry: ``read``, ``out_of_scope`` or ``failed``."""
        self._db.table("entries").update(entry_id, {"state": state, "article_id": article_id})

    def put_off(self, entry_id: str, until: datetime) -> None:
        """Count a try and read the entry again later."""
        sql = "UPDATE entries SET tries = tries + 1, next_try_at = ? WHERE id = ?"
        self._db.execute(sql, [rows.stamp(until), entry_id])
