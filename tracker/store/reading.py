"""Stores what was read: snapshots and texts in the vault, articles and their claims in public. Decides nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

from tracker.model import Article, Claim, Mention, Telling
from tracker.store import rows
from tracker.store.files import writing

TELLINGS = """SELECT claims.*, articles.publisher, articles.tier, articles.language, articles.told, articles.fetched,
                     coalesce(nullif(origins.wire, ''), articles.copy_of, nullif(articles.wire, '')) AS origin
              FROM claims JOIN articles ON articles.id = claims.article_id
              LEFT JOIN articles AS origins ON origins.id = articles.copy_of"""


class Reading:
    """The tables ``articles``, ``aliases``, ``mentions``, ``claims``; in the vault ``snapshots`` and ``texts``."""

    def __init__(self, tracker: Database, vault: Database) -> None:
        self._db = tracker
        self._vault = vault

    def keep_snapshot(self, sha256: str, url: str, at: datetime, content_type: str, body: bytes) -> None:
        """Keep the raw bytes of a page, compressed; the same bytes are kept once."""
        row = {
            "sha256": sha256,
            "url": url,
            "at": rows.stamp(at),
            "content_type": content_type,
            "body": zlib.compress(body, 6),
        }
        self._vault.table("snapshots").insert(row, ignore=True)

    def snapshot(self, sha256: str) -> bytes | None:
        """Return the raw bytes that were read, or None if they were never kept."""
        found = self._vault.execute("SELECT body FROM snapshots WHERE sha256 = ?", [sha256]).fetchone()
        return zlib.decompress(found["body"]) if found else None

    def keep_text(self, article: Article) -> None:
        """Keep the full text in the vault; the vault comes first, so a crash leaves no public row without its text."""
        row = {
            "article_id": article.id,
            "revision": article.revision,
            "title": article.title,
            "text": article.text,
            "furniture": json.dumps(article.furniture),
        }
        self._vault.table("texts").insert(row, replace=True)

    def find(self, article_id: str) -> Article | None:
        """Return the newest revision of an article, or None."""
        row = self._db.execute("SELECT * FROM articles WHERE id = ?", [article_id]).fetchone()
        return self._whole(row) if row else None

    def at(self, url: str) -> Article | None:
        """Return the article that is known at an address, its own or an alias, or None."""
        row = self._db.execute("SELECT article_id FROM aliases WHERE url = ?", [url]).fetchone()
        return self.find(row["article_id"]) if row else None

    def same_act(self, instrument: str, language: str) -> list[Article]:
        """Return the notices that are known under one official number, in one language, annexes aside."""
        sql = """SELECT id FROM articles WHERE instrument = ? AND language = ? AND kind = 'notice' AND part_of IS NULL
                 ORDER BY told, id"""
        return self._found(sql, [instrument, language])

    def same_title(self, publisher: str, title: str, day: str) -> list[Article]:
        """Return the articles of a publisher that bear one title and were published on one day (YYYY-MM-DD)."""
        sql = """SELECT id FROM articles WHERE publisher = ? AND title = ? AND substr(published, 1, 10) = ?
                 AND part_of IS NULL ORDER BY told, id"""
        return self._found(sql, [publisher, title, day])

    def parts(self, article_id: str) -> list[Article]:
        """Return the annexes of an article that were read."""
        return self._found("SELECT id FROM articles WHERE part_of = ? ORDER BY url", [article_id])

    def _found(self, sql: str, values: Sequence[str]) -> list[Article]:
        return [whole for row in self._db.execute(sql, values).fetchall() if (whole := self.find(row["id"]))]

    def _whole(self, row: rows.Row) -> Article:
        sql = "SELECT * FROM texts WHERE article_id = ? AND revision = ?"
        text = self._vault.execute(sql, [row["id"], row["revision"]]).fetchone()
        aliases = self._db.execute("SELECT url FROM aliases WHERE article_id = ? ORDER BY url", [row["id"]])
        return rows.article(row, text, [alias["url"] for alias in aliases])

    def keep(
        self, article: Article, mentions: Sequence[Mention], claims: Sequence[Claim], *, in_scope: bool, coder: str
    ) -> list[str]:
        """Store an article with all that was found in it, in place of what an earlier coding found.

        Returns the ids of events that lose a claim by it. A claim that comes out the same keeps its event.
        """
        with writing(self._db):
            self._db.table("articles").upsert(rows.of_article(article, in_scope=in_scope, coder=coder), pk="id")
            self.learn_aliases(article.id, {article.url, *article.aliases})
            self._db.execute("DELETE FROM mentions WHERE article_id = ?", [article.id])
            self._db.table("mentions").insert_all([rows.of_mention(m) for m in mentions], ignore=True)
            return self._keep_claims(article.id, claims)

    def _keep_claims(self, article_id: str, claims: Sequence[Claim]) -> list[str]:
        sql = "SELECT id, event_id FROM claims WHERE article_id = ?"
        before = {row["id"]: row["event_id"] for row in self._db.execute(sql, [article_id])}
        self._db.execute("DELETE FROM claims WHERE article_id = ?", [article_id])
        for claim in claims:
            row = rows.of_claim(claim) | {"event_id": before.get(claim.id), "linked": 0}
            self._db.table("claims").insert(row, replace=True)
        kept = {claim.id for claim in claims}
        return sorted({event for claim, event in before.items() if event and claim not in kept})

    def stale(self, coder: str) -> Iterator[Article]:
        """Yield every article that another version of the coder read, oldest telling first."""
        sql = "SELECT id FROM articles WHERE coder IS NOT ? ORDER BY told, id"
        for row in self._db.execute(sql, [coder]).fetchall():
            found = self.find(row["id"])
            if found:
                yield found

    def unlinked(self) -> list[str]:
        """Return ids of articles with claims that no event has taken up yet, in the order they were told."""
        sql = """SELECT DISTINCT articles.id, articles.told FROM claims JOIN articles ON articles.id = claims.article_id
                 WHERE claims.linked = 0 ORDER BY articles.told, articles.id"""
        return [row["id"] for row in self._db.execute(sql)]

    def tellings_of_article(self, article_id: str, *, linked: bool = False) -> list[tuple[Telling, str | None]]:
        """Return an article's claims in text order, linked ones or those still to link, each with its event."""
        sql = f"""{TELLINGS} WHERE claims.article_id = ? AND claims.linked = ?
                  ORDER BY claims.field DESC, claims.start, claims.id"""
        return [(rows.telling(row), row["event_id"]) for row in self._db.execute(sql, [article_id, int(linked)])]

    def mentions_of_article(self, article_id: str) -> list[Mention]:
        """Return an article's mentions in text order, the title's first."""
        sql = """SELECT * FROM mentions WHERE article_id = ? ORDER BY field DESC, start"""
        return [rows.mention(row) for row in self._db.execute(sql, [article_id])]

    def learn_aliases(self, article_id: str, urls: Iterable[str]) -> None:
        """Store further addresses of an article."""
        for url in sorted(set(urls)):
            self._db.table("aliases").insert({"url": url, "article_id": article_id}, replace=True)

    def tellings_of_event(self, event_id: str) -> list[Telling]:
        """Return every claim that tells of an event."""
        return [rows.telling(row) for row in self._db.execute(f"{TELLINGS} WHERE claims.event_id = ?", [event_id])]

    def link(self, claim_id: str, event_id: str | None) -> None:
        """Say which event a claim tells of; a claim may tell of none."""
        self._db.table("claims").update(claim_id, {"event_id": event_id, "linked": 1})
