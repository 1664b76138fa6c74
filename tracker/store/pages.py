"""Stores what becomes of pages over time: when to look again, revisions, annexes, and what texts are alike.

Decides nothing. Likenesses stand in the vault, for they are made of whole texts; the rest is public.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from tracker.model import Article, ControlledItem, Difference, Likeness, ListedEntity
from tracker.store import rows
from tracker.store.files import writing
from tracker.store.search import Search

LISTS = ("controlled_items", "listed_entities")
MOST_ALIKE = 200
"""Articles looked at for one likeness; a band that more share says nothing."""

NUMBERING = (
    "UPDATE articles SET instrument = ? WHERE part_of = ?",
    """UPDATE controlled_items SET instrument = ?
       WHERE article_id IN (SELECT id FROM articles WHERE part_of = ?)""",
    """UPDATE listed_entities SET instrument = ?
       WHERE article_id IN (SELECT id FROM articles WHERE part_of = ?)""",
)


class Pages:
    """The tables ``revisions``, ``controlled_items``, ``listed_entities``; in the vault ``likenesses``."""

    def __init__(self, tracker: Database, vault: Database) -> None:
        self._db = tracker
        self._vault = vault

    def due(self, now: datetime, limit: int) -> list[tuple[str, str, int, str | None, str | None]]:
        """Return the pages to look at again, longest due first: id, feed id, looks so far, ETag, Last-Modified."""
        sql = """SELECT id, feed_id, checks, etag, last_modified FROM articles
                 WHERE next_check_at <= ? AND feed_id IS NOT NULL ORDER BY next_check_at LIMIT ?"""
        found = self._db.execute(sql, [rows.stamp(now), limit]).fetchall()
        return [(row["id"], row["feed_id"], row["checks"], row["etag"], row["last_modified"]) for row in found]

    def look_again(
        self,
        article_id: str,
        at: datetime | None,
        *,
        checks: int,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> None:
        """Say when a page is to be looked at again, None for never, and how many looks it has had."""
        row = {"next_check_at": rows.stamp(at), "checks": checks, "etag": etag, "last_modified": last_modified}
        with writing(self._db):
            self._db.table("articles").update(article_id, row)

    def gone(self, article_id: str, since: datetime | None) -> None:
        """Say that a page is gone since a time, or with None that it is there."""
        sql = """UPDATE articles SET gone_at = CASE WHEN ?1 IS NULL THEN NULL ELSE coalesce(gone_at, ?1) END
                 WHERE id = ?2"""
        with writing(self._db):
            self._db.execute(sql, [rows.stamp(since), article_id])

    def keep_revision(self, article: Article, change: Difference) -> None:
        """Store that a page has changed; the wording of the change only where the text may be shown."""
        row = {
            "article_id": article.id,
            "revision": article.revision,
            "at": rows.stamp(article.fetched),
            "sha256": article.sha256,
            "title": article.title,
            "added": change.added,
            "removed": change.removed,
            "diff": change.diff if article.publish == "full" else None,
        }
        with writing(self._db):
            self._db.table("revisions").insert(row, replace=True)

    def keep_annexes(self, article_id: str, items: Iterable[ControlledItem], entities: Iterable[ListedEntity]) -> None:
        """Store the rows of an article's lists in place of those of an earlier reading."""
        with writing(self._db):
            for table, records in (("controlled_items", items), ("listed_entities", entities)):
                self._db.table(table).delete_where("article_id = ?", [article_id])
                self._db.table(table).insert_all([rows.of_annex(each) for each in records], replace=True)

    def number_annexes(self, article_id: str, instrument: str | None) -> None:
        """Give the annexes of an act, and their rows, the number of the act."""
        with writing(self._db):
            for sql in NUMBERING:
                self._db.execute(sql, [instrument, article_id])
            for row in self._db.execute("SELECT id FROM articles WHERE part_of = ?", [article_id]).fetchall():
                Search(self._db).keep("article", row["id"])

    def items(self, instrument: str) -> list[rows.Row]:
        """Return the controlled items that an act and its annexes list."""
        sql = """SELECT controlled_items.* FROM controlled_items
                 JOIN articles ON articles.id = controlled_items.article_id
                 WHERE controlled_items.instrument = ? ORDER BY articles.part_of IS NOT NULL, articles.told, position"""
        return [rows.annexed(row) for row in self._db.execute(sql, [instrument])]

    def entities(self, instrument: str) -> list[rows.Row]:
        """Return the firms and bodies that an act and its annexes list."""
        sql = """SELECT listed_entities.* FROM listed_entities
                 JOIN articles ON articles.id = listed_entities.article_id
                 WHERE listed_entities.instrument = ? ORDER BY articles.part_of IS NOT NULL, articles.told, position"""
        return [rows.annexed(row) for row in self._db.execute(sql, [instrument])]

    def listed(self, article_id: str) -> list[rows.Row]:
        """Return all rows of the lists in one article, items and entities, whether or not its act has a number."""
        questions = [f"SELECT * FROM {table} WHERE article_id = ?" for table in LISTS]  # noqa: S608
        return [rows.annexed(row) for question in questions for row in self._db.execute(question, [article_id])]

    def revisions(self, article_id: str) -> list[rows.Row]:
        """Return the revisions of an article after its first, oldest first."""
        sql = "SELECT * FROM revisions WHERE article_id = ? ORDER BY revision"
        return [dict(row) for row in self._db.execute(sql, [article_id])]

    def keep_likeness(self, likeness: Likeness) -> None:
        """Store what an article's text is compared by, in place of an earlier revision's."""
        with writing(self._vault):
            signature = json.dumps(likeness.signature)
            row = {"article_id": likeness.article_id, "size": likeness.size, "signature": signature}
            self._vault.table("likenesses").insert(row, pk="article_id", replace=True)
            self._vault.execute("DELETE FROM likeness_bands WHERE article_id = ?", [likeness.article_id])
            self._vault.conn.executemany(
                "INSERT OR IGNORE INTO likeness_bands (band, article_id) VALUES (?, ?)",
                [(band, likeness.article_id) for band in likeness.bands],
            )

    def alike(self, likeness: Likeness) -> list[Likeness]:
        """Return the likenesses of other articles that share a band with this one, in the order of ids."""
        sql = """SELECT DISTINCT likenesses.* FROM likeness_bands
                 JOIN likenesses ON likenesses.article_id = likeness_bands.article_id
                 WHERE likeness_bands.band IN (SELECT value FROM json_each(?)) AND likeness_bands.article_id <> ?
                 ORDER BY likenesses.article_id LIMIT ?"""
        found = self._vault.execute(sql, [rows.packed(likeness.bands), likeness.article_id, MOST_ALIKE])
        return [Likeness(row["article_id"], row["size"], tuple(json.loads(row["signature"])), ()) for row in found]
