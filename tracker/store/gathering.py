"""Stores what the pollers see: feeds, polls, entries, blind intervals. Decides nothing; due-ness is a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from tracker.model import Entry, Feed, Outcome
from tracker.store import rows
from tracker.store.files import writing

WORKED = ("new", "unchanged")
"""The outcomes of a poll that saw its source."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """What the last polls left behind for the next one.

    `validated_url` is the address that the validators and `body_sha256` belong to; `adopted_url` is where a permanent
    redirect led.
    """

    id: str
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    next_poll_at: datetime | None = None
    last_success_at: datetime | None = None
    first_success_at: datetime | None = None
    adopted_url: str | None = None
    validated_url: str | None = None
    body_sha256: str | None = None
    retired_at: datetime | None = None

    @property
    def whole(self) -> bool:
        """Whether the last poll that worked read every page it wanted, so that known entries mean known pages."""
        return bool(self.validated_url)


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells next time that the first page of a source is as it was; an empty `url` forgets what was known."""

    url: str
    etag: str | None
    last_modified: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Poll:
    """One poll of one feed and what it came to; `adopted` is an address to ask from now on."""

    feed_id: str
    at: datetime
    outcome: Outcome
    next_poll_at: datetime
    status: int | None = None
    bytes: int = 0
    reason: str = ""
    validators: Validators | None = None
    entries: Sequence[Entry] = ()
    adopted: str | None = None
    retired: bool = False

    @property
    def worked(self) -> bool:
        """Whether the source was seen, with or without news."""
        return self.outcome in WORKED


@dataclass(frozen=True, slots=True)
class Asked:
    """One poll of the past: when, whether it saw the source, and when the next was to be."""

    at: datetime
    worked: bool
    next_at: datetime | None


class Gathering:
    """The tables ``feeds``, ``polls``, ``entries``, ``blind_intervals`` and ``robots``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def keep_feeds(self, feeds: Iterable[Feed]) -> None:
        """Bring the feeds table to the configuration; a feed that left it stays, disabled, for its history.

        What was learnt of an address (validators, a redirect, that it is gone) is forgotten with the address.
        """
        wanted = [rows.of_feed(feed) for feed in feeds]
        with writing(self._db):
            moved = [
                row["id"]
                for row in wanted
                if (known := self._db.execute("SELECT url FROM feeds WHERE id = ?", [row["id"]]).fetchone())
                and known["url"] != row["url"]
            ]
            self._db.execute("UPDATE feeds SET enabled = 0")
            self._db.table("feeds").upsert_all(wanted, pk="id")
            for feed_id in moved:
                self._db.table("feeds").update(feed_id, dict.fromkeys(LEARNT))

    def states(self) -> dict[str, FeedState]:
        """Return every feed's state by id."""
        return {row["id"]: _state(row) for row in self._db.execute("SELECT * FROM feeds")}

    def due(self, now: datetime) -> list[str]:
        """Return the ids of enabled feeds whose time has come, longest waiting first; a retired one has no time."""
        sql = """SELECT id FROM feeds
                 WHERE enabled = 1 AND retired_at IS NULL AND (next_poll_at IS NULL OR next_poll_at <= ?)
                 ORDER BY next_poll_at"""
        return [row["id"] for row in self._db.execute(sql, [rows.stamp(now)])]

    def known(self, entry_ids: Sequence[str]) -> set[str]:
        """Return those of the entries that are stored already."""
        sql = "SELECT id FROM entries WHERE id IN (SELECT value FROM json_each(?))"
        return {row["id"] for row in self._db.execute(sql, [rows.packed(entry_ids)])}

    def keep_poll(self, poll: Poll) -> int:
        """Store a poll, its new entries and the feed's next date as one; return how many entries were new."""
        with writing(self._db):
            fresh = self._keep_entries(poll.entries, poll.at)
            outcome = "unchanged" if poll.outcome == "new" and not fresh else poll.outcome
            self._db.execute(
                """INSERT INTO polls (feed_id, at, outcome, status, bytes, seen, fresh, next_poll_at, reason)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                [
                    poll.feed_id, rows.stamp(poll.at), outcome, poll.status, poll.bytes, len(poll.entries), fresh,
                    rows.stamp(poll.next_poll_at), poll.reason[:500],
                ],
            )  # fmt: skip
            self._after(poll)
        return fresh

    def _keep_entries(self, entries: Sequence[Entry], at: datetime) -> int:
        before = self._db.conn.total_changes
        seen = rows.stamp(at)
        self._db.conn.executemany(
            """INSERT INTO entries (id, feed_id, guid, url, title, published, number, part_of, seen_at)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING""",
            [
                (e.id, e.feed_id, e.guid, e.url, e.title, rows.stamp(e.published), e.number, e.part_of, seen)
                for e in entries
            ],
        )
        return int(self._db.conn.total_changes - before)

    def keep_entries(self, entries: Sequence[Entry], at: datetime) -> int:
        """Store entries that no poll told of, such as a notice's annexes; return how many were new."""
        with writing(self._db):
            return self._keep_entries(entries, at)

    def _after(self, poll: Poll) -> None:
        at = rows.stamp(poll.at)
        if not poll.worked:
            self._db.execute(
                """UPDATE feeds SET next_poll_at = ?, failures = failures + 1, retired_at = CASE WHEN ? THEN ? END
                   WHERE id = ?""",
                [rows.stamp(poll.next_poll_at), int(poll.retired), at, poll.feed_id],
            )
            return
        self._db.execute(
            """UPDATE feeds SET next_poll_at = ?, failures = 0, last_success_at = ?, retired_at = NULL,
                      first_success_at = coalesce(first_success_at, ?), adopted_url = coalesce(?, adopted_url)
               WHERE id = ?""",
            [rows.stamp(poll.next_poll_at), at, at, poll.adopted, poll.feed_id],
        )
        if poll.validators:
            new = poll.validators
            self._db.execute(
                "UPDATE feeds SET validated_url = ?, etag = ?, last_modified = ?, body_sha256 = ? WHERE id = ?",
                [new.url, new.etag, new.last_modified, new.sha256, poll.feed_id],
            )

    def asked(self, feed_id: str, limit: int) -> list[Asked]:
        """Return the last polls of a feed, oldest first."""
        sql = "SELECT at, outcome, next_poll_at FROM polls WHERE feed_id = ? ORDER BY id DESC LIMIT ?"
        found = self._db.execute(sql, [feed_id, limit]).fetchall()
        return [
            Asked(rows.told(row["at"]), row["outcome"] in WORKED, rows.moment(row["next_poll_at"]))
            for row in reversed(found)
        ]

    def keep_blind(
        self, feed_id: str, since: datetime, intervals: Iterable[tuple[datetime, datetime | None, str]]
    ) -> None:
        """Store the blind intervals of a feed in place of those that began at `since` or later."""
        with writing(self._db):
            sql = "DELETE FROM blind_intervals WHERE feed_id = ? AND (since >= ? OR until IS NULL)"
            self._db.execute(sql, [feed_id, rows.stamp(since)])
            for begin, end, why in intervals:
                row = {"feed_id": feed_id, "since": rows.stamp(begin), "until": rows.stamp(end), "why": why}
                self._db.table("blind_intervals").insert(row, replace=True)

    def rhythm(self, feed_id: str, most: int) -> list[datetime]:
        """Return when the last polls of a feed that brought something new were, newest first."""
        sql = "SELECT at FROM polls WHERE feed_id = ? AND fresh > 0 ORDER BY at DESC LIMIT ?"
        return [rows.told(row["at"]) for row in self._db.execute(sql, [feed_id, most])]

    def weekly(self, now: datetime, weeks: int) -> dict[str, list[int | None]]:
        """Return for each feed the entries first seen in each whole week since its first success, newest last.

        The first poll's backlog is no week's news; a week in which the source was not seen is None.
        """
        sql = """SELECT id, first_success_at FROM feeds
                 WHERE enabled = 1 AND retired_at IS NULL AND first_success_at IS NOT NULL"""
        found: dict[str, list[int | None]] = {}
        for row in self._db.execute(sql).fetchall():
            counts: list[int | None] = []
            for ago in range(weeks, 0, -1):
                begin, end = now - timedelta(weeks=ago), now - timedelta(weeks=ago - 1)
                if begin >= rows.told(row["first_success_at"]):
                    blind = self._was_blind(row["id"], begin, end)
                    counts.append(None if blind else self._seen_between(row["id"], begin, end, row["first_success_at"]))
            found[row["id"]] = counts
        return found

    def _seen_between(self, feed_id: str, begin: datetime, end: datetime, first: str) -> int:
        sql = """SELECT count(*) AS n FROM entries
                 WHERE feed_id = ? AND seen_at >= ? AND seen_at < ? AND seen_at > ? AND part_of IS NULL"""
        return int(self._db.execute(sql, [feed_id, rows.stamp(begin), rows.stamp(end), first]).fetchone()["n"])

    def _was_blind(self, feed_id: str, begin: datetime, end: datetime) -> bool:
        """Say whether more than half of a span was blind."""
        sql = """SELECT since, coalesce(until, ?2) AS until FROM blind_intervals
                 WHERE feed_id = ?3 AND since < ?2 AND (until IS NULL OR until > ?1)"""
        dark = timedelta()
        for row in self._db.execute(sql, [rows.stamp(begin), rows.stamp(end), feed_id]):
            dark += min(rows.told(row["until"]), end) - max(rows.told(row["since"]), begin)
        return dark * 2 > end - begin

    def unread(self, now: datetime, limit: int) -> list[tuple[Entry, int]]:
        """Return entries whose page is to be read now, oldest first, each with the number of tries so far."""
        sql = """SELECT * FROM entries WHERE state = 'new' AND (next_try_at IS NULL OR next_try_at <= ?)
                 ORDER BY published IS NULL, published, id LIMIT ?"""
        return [(_entry(row), row["tries"]) for row in self._db.execute(sql, [rows.stamp(now), limit])]

    def close_entry(
        self, entry_id: str, state: str, article_id: str | None = None, *, number: str | None = None
    ) -> None:
        """Say what became of an entry (``read``, ``out_of_scope`` or ``failed``), and which act it turned out to be."""
        sql = "UPDATE entries SET state = ?, article_id = ?, number = coalesce(?, number) WHERE id = ?"
        with writing(self._db):
            self._db.execute(sql, [state, article_id, number, entry_id])

    def put_off(self, entry_id: str, until: datetime) -> None:
        """Count a try and read the entry again later."""
        sql = "UPDATE entries SET tries = tries + 1, next_try_at = ? WHERE id = ?"
        with writing(self._db):
            self._db.execute(sql, [rows.stamp(until), entry_id])

    def lead_on(self, entry_id: str, url: str) -> None:
        """Read the entry at another address from now on: its page is only a signpost."""
        with writing(self._db):
            self._db.execute("UPDATE entries SET url = ?, tries = tries + 1 WHERE id = ?", [url, entry_id])

    def seen_numbers(self) -> set[str]:
        """Return the numbers of all acts that official sources were seen to publish, in scope or not."""
        sql = """SELECT instrument AS number FROM articles WHERE kind = 'notice' AND instrument IS NOT NULL
                 UNION SELECT entries.number FROM entries JOIN feeds ON feeds.id = entries.feed_id
                 WHERE entries.number IS NOT NULL AND feeds.tier = 'official'"""
        return {row["number"] for row in self._db.execute(sql)}

    def cited_numbers(self) -> dict[str, tuple[int, str]]:
        """Return the numbers that articles cite: how many articles do, and one of them."""
        sql = """SELECT mentions.term, count(DISTINCT mentions.article_id) AS times, min(mentions.article_id) AS one
                 FROM mentions JOIN articles ON articles.id = mentions.article_id
                 WHERE mentions.kind = 'instrument' AND articles.in_scope = 1 GROUP BY mentions.term"""
        return {row["term"]: (row["times"], row["one"]) for row in self._db.execute(sql)}

    def keep_gaps(self, gaps: Iterable[rows.Row]) -> None:
        """Store the numbers that we know of but did not see, in place of the former ones."""
        with writing(self._db):
            self._db.execute("DELETE FROM number_gaps")
            self._db.table("number_gaps").insert_all(list(gaps), replace=True)

    def robots(self) -> list[rows.Row]:
        """Return the robots.txt of each host as last seen: host, at, status, text."""
        return [dict(row) | {"at": rows.told(row["at"])} for row in self._db.execute("SELECT * FROM robots")]

    def keep_robots(self, host: str, at: datetime, status: int, text: str) -> None:
        """Store a host's robots.txt."""
        with writing(self._db):
            row = {"host": host, "at": rows.stamp(at), "status": status, "text": text}
            self._db.table("robots").insert(row, pk="host", replace=True)

    def health(self) -> list[rows.Row]:
        """Return a row of the view ``sources`` for each feed, the blind ones first."""
        sql = """SELECT * FROM sources
                 ORDER BY CASE sight WHEN 'blind' THEN 0 WHEN 'seen' THEN 1 WHEN 'not asked yet' THEN 2
                                     WHEN 'retired' THEN 3 ELSE 4 END, blind_since, id"""
        return [dict(row) for row in self._db.execute(sql)]

    def gaps(self) -> list[rows.Row]:
        """Return the numbers that we know of but did not see."""
        return [dict(row) for row in self._db.execute("SELECT * FROM number_gaps ORDER BY series, instrument, why")]


LEARNT = ("etag", "last_modified", "next_poll_at", "adopted_url", "validated_url", "body_sha256", "retired_at")


def _state(row: Mapping[str, str]) -> FeedState:
    return FeedState(
        id=row["id"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        failures=int(row["failures"]),
        next_poll_at=rows.moment(row["next_poll_at"]),
        last_success_at=rows.moment(row["last_success_at"]),
        first_success_at=rows.moment(row["first_success_at"]),
        adopted_url=row["adopted_url"],
        validated_url=row["validated_url"],
        body_sha256=row["body_sha256"],
        retired_at=rows.moment(row["retired_at"]),
    )


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        id=row["id"],
        feed_id=row["feed_id"],
        guid=row["guid"],
        url=row["url"],
        title=row["title"],
        published=rows.moment(row["published"]),
        number=row["number"],
        part_of=row["part_of"],
    )
