"""Stores what was read: snapshots and texts in the vault, articles and their claims in public. Decides nothing."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlite_utils import Database

from tracker.model import Article, Claim, Mention, Reason, Telling
from tracker.store import rows
from tracker.store.files import writing
from tracker.store.search import Search

OF_TELLINGS = {
    **{name: f"articles.{name}" for name in ("publisher", "tier", "language", "told", "fetched")},
    "origin": "coalesce(nullif(origins.wire, ''), articles.copy_of, nullif(articles.wire, ''))",
    "end": 'claims."end"',
}
"""Columns of a telling that are none of its claim's, or whose name SQL knows otherwise."""

FROM = """FROM claims JOIN articles ON articles.id = claims.article_id
          LEFT JOIN articles AS origins ON origins.id = articles.copy_of"""
TELLINGS = f"""SELECT {", ".join(OF_TELLINGS.get(name, f"claims.{name}") for name in rows.TELLING_COLUMNS)},
                      claims.event_id {FROM}"""  # the rows' own names

LOST = -1
"""In ``claims.linked``: a claim that its article's newest coding does not make. Linking the article clears it away."""


class Reading:
    """The tables ``articles``, ``aliases``, ``mentions``, ``claims``; in the vault ``snapshots`` and ``texts``."""

    def __init__(self, tracker: Database, vault: Database) -> None:
        self._db = tracker
        self._vault = vault
        self._search = Search(tracker)

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

        Returns the ids of events that lose a claim by it. A claim that comes out the same keeps its event. A claim
        that does not stays aside as :meth:`lost` until the article is linked, for people may have spoken of it.
        """
        with writing(self._db):
            self._db.table("articles").upsert(rows.of_article(article, in_scope=in_scope, coder=coder), pk="id")
            self.learn_aliases(article.id, {article.url, *article.aliases})
            self._db.execute("DELETE FROM mentions WHERE article_id = ?", [article.id])
            self._db.table("mentions").insert_all([rows.of_mention(m) for m in mentions], ignore=True)
            orphaned = self._keep_claims(article.id, claims)
            self._search.keep("article", article.id)
            return orphaned

    def _keep_claims(self, article_id: str, claims: Sequence[Claim]) -> list[str]:
        sql = "SELECT id, event_id FROM claims WHERE article_id = ?"
        before = {row["id"]: row["event_id"] for row in self._db.execute(sql, [article_id])}
        kept = {claim.id for claim in claims}
        lost = before.keys() - kept
        self._db.execute(
            "UPDATE claims SET linked = ? WHERE id IN (SELECT value FROM json_each(?))", [LOST, rows.packed(lost)]
        )
        self._forget_reasons(kept)
        for claim in claims:
            reasons = [rows.of_reason(claim.id, number, each) for number, each in enumerate(claim.reasons)]
            self._db.table("claim_reasons").insert_all(reasons, replace=True)
            row = rows.of_claim(claim) | {"event_id": before.get(claim.id), "linked": 0}
            self._db.table("claims").insert(row, replace=True)
        return sorted({before[claim] for claim in lost if before[claim]})

    def _forget_reasons(self, claims: Iterable[str]) -> None:
        sql = "DELETE FROM claim_reasons WHERE claim_id IN (SELECT value FROM json_each(?))"
        self._db.execute(sql, [rows.packed(claims)])

    def lost(self, article_id: str) -> list[tuple[Telling, str | None]]:
        """Return the claims of an article that its newest coding does not make, each with the event it told of."""
        found = self._db.conn.execute("SELECT 1 FROM claims WHERE article_id = ? AND linked = ?", (article_id, LOST))
        if found.fetchone() is None:
            return []
        sql = f"{TELLINGS} WHERE claims.article_id = ? AND claims.linked = ? ORDER BY claims.id"
        return self._tellings(sql, [article_id, LOST])

    def forget(self, claim_id: str) -> None:
        """Forget a claim with its reasons."""
        self._forget_reasons([claim_id])
        self._db.execute("DELETE FROM claims WHERE id = ?", [claim_id])

    def put_back(self, claim_id: str, claim: Claim) -> None:
        """Keep a lost claim after all, perhaps with its passage moved, which gives it another id."""
        self._db.execute("UPDATE claim_reasons SET claim_id = ? WHERE claim_id = ?", [claim.id, claim_id])
        where = {"id": claim.id, "start": claim.evidence.start, "end": claim.evidence.end, "linked": 1}
        self._db.table("claims").update(claim_id, where | {"field": claim.evidence.field})
        self._search.keep("article", claim.article_id)

    def bequeath(self, heir: str, event_id: str | None) -> None:
        """Let a claim that is still to be linked tell of the event of the claim whose place it takes."""
        self._db.table("claims").update(heir, {"event_id": event_id})

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
        return self._tellings(sql, [article_id, int(linked)])

    def mentions_of_article(self, article_id: str) -> list[Mention]:
        """Return an article's mentions in text order, the title's first."""
        sql = """SELECT * FROM mentions WHERE article_id = ? ORDER BY field DESC, start"""
        return [rows.mention(row) for row in self._db.execute(sql, [article_id])]

    def reasons(self, claim_id: str) -> list[Reason]:
        """Return why a claim's fields have their values, in the order of its fields."""
        sql = "SELECT * FROM claim_reasons WHERE claim_id = ? ORDER BY position"
        return [rows.reason(row) for row in self._db.execute(sql, [claim_id])]

    def learn_aliases(self, article_id: str, urls: Iterable[str]) -> None:
        """Store further addresses of an article."""
        for url in sorted(set(urls)):
            self._db.table("aliases").insert({"url": url, "article_id": article_id}, replace=True)

    def tellings_of_event(self, event_id: str) -> list[Telling]:
        """Return every claim that tells of an event, those aside that its article's newest coding lost."""
        sql = f"{TELLINGS} WHERE claims.event_id = ? AND claims.linked >= 0"
        return [telling for telling, _ in self._tellings(sql, [event_id])]

    def is_crowded(self, event_id: str, most: int) -> bool:
        """Say whether more claims than that tell of an event."""
        sql = "SELECT 1 FROM claims WHERE event_id = ? LIMIT 1 OFFSET ?"
        return self._db.conn.execute(sql, (event_id, most)).fetchone() is not None

    def crowd(self, event_id: str) -> list[tuple[str, str, str, str, int, str, str, str]]:
        """Return who asserts an event, a telling each: when it was told, claim, article, publisher, whether it is
        official, language, when it was fetched, and what it repeats; the times as they are stored."""
        sql = f"""SELECT articles.told, claims.id, claims.article_id, articles.publisher, articles.tier = 'official',
                         articles.language, articles.fetched, coalesce({OF_TELLINGS["origin"]}, '')
                  {FROM} WHERE claims.event_id = ? AND claims.linked >= 0 AND claims.certainty = 'asserted'
                  """  # constants of this module
        return list(map(tuple, self._db.conn.execute(sql, (event_id,))))

    def tellings(self, claims: Iterable[str]) -> list[tuple[Telling, str | None]]:
        """Return those of the claims that are stored, by id, each with the event it tells of."""
        sql = f"""{TELLINGS} WHERE claims.linked >= 0 AND claims.id IN (SELECT value FROM json_each(?))
                  ORDER BY claims.id"""  # noqa: S608  # a constant of this module
        return self._tellings(sql, [rows.packed(claims)])

    def _tellings(self, sql: str, values: Sequence[str | int]) -> list[tuple[Telling, str | None]]:
        found = map(tuple, self._db.conn.execute(sql, values))
        return [(rows.telling(row[:-1]), row[-1]) for row in found]

    def link(self, claim_id: str, event_id: str | None) -> None:
        """Say which event a claim tells of; a claim may tell of none."""
        self._db.conn.execute("UPDATE claims SET event_id = ?, linked = 1 WHERE id = ?", (event_id, claim_id))
