"""Keeps the full-text index over events, measures and articles, in the transaction that changes them. Decides nothing.

The index stands in ``search`` and holds words alone; ``search_docs`` says of which row they are and keeps them packed,
because the index forgets a row only if it is told the row's words. A row whose words have not changed is not written
again. All words come out of ``tracker.db``: of texts that may not be shown, the index knows what the claims quote.

A row's place in the index is made of its kind and its day, so that a search for one kind, newest first, is a walk
along one stretch of the index.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlite_utils import Database

from tracker.store import rows
from tracker.store.files import writing
from tracker.vocab.bigrams import indexed
from tracker.vocab.spelling import slug

EDITION = 1
"""How the index is made, as ``user_version`` says. A home that was indexed otherwise, or never, is indexed anew."""
RANK = "bm25(8.0, 8.0, 4.0, 1.0)"
"""What a word counts in the title, in a number, in a name of what the row is about, in the rest."""

PLACES = {"event": 1, "measure": 2, "article": 3}
"""Place in the index = kind · 2⁴⁰ + day · 2²⁰ + number; a day is counted as Python's ``date.toordinal`` does."""
DAY, KIND = 1 << 20, 1 << 40

REMEMBERED = 4096
"""Words and names that are kept for the next time: an event that is told again mostly has the words that it had."""

TABLES = {"event": "events", "measure": "measures", "article": "articles"}
NAMED = ("minerals", "actors", "targets", "via", "agencies")
KINDS = {"minerals": "mineral", "actors": "country", "targets": "country", "via": "country", "agencies": "agency"}
NUMBERED = re.compile(r"(\d{4})/(\d+)")
PRINTED = re.compile(r"(\d{4})\s*年\s*第\s*(\d+)\s*[号號]")

OF_EVENT = f"""
SELECT headline, date, instrument, action, firms, affects, {", ".join(NAMED)},
       (SELECT quote FROM claims WHERE claims.id = events.lead) AS quote
FROM events WHERE id = ?
"""  # noqa: S608  # names from above

NAMES = """
WITH RECURSIVE wanted(kind, id, level) AS (
    SELECT ?, ?, 0
    UNION
    SELECT 'mineral', above.value, 1 FROM wanted JOIN terms ON terms.kind = 'mineral' AND terms.id = wanted.id
        JOIN json_each(terms.groups) AS above WHERE wanted.kind = 'mineral'
)
SELECT wanted.level, wanted.kind, wanted.id, coalesce(terms.name, ''), coalesce(terms.name_zh, '')
FROM wanted LEFT JOIN terms ON terms.kind = wanted.kind AND terms.id = wanted.id
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What the index holds of a row: its title, its official numbers, names of what it is about, and the rest."""

    title: str
    number: str = ""
    names: str = ""
    body: str = ""

    def packed(self) -> bytes:
        """Return the words as they are kept beside the index."""
        return _packed(self.title, self.number, self.names, self.body)


@lru_cache(maxsize=REMEMBERED)
def _packed(*fields: str) -> bytes:
    return zlib.compress(json.dumps([indexed(each) for each in fields], ensure_ascii=False).encode(), 1)


Term = tuple[str, str]
Names = frozenset[tuple[int, str, str, str, str]]
"""What a term is found by: level (1 for groups above it), kind, id, and its names in both languages."""
_named: WeakKeyDictionary[Database, tuple[int, dict[Term, Names]]] = WeakKeyDictionary()
"""The names of terms as they were looked up, of each open database, and the version of the file that they are of.

The version changes with what others write; what is written here is told by :meth:`Search.rename`.
"""


class Search:
    """The tables ``search`` and ``search_docs``."""

    def __init__(self, tracker: Database) -> None:
        self._db = tracker

    def build(self) -> None:
        """Index all that is stored, in one transaction, unless this edition of the index is there already."""
        if self._edition() == EDITION:
            return
        with writing(self._db):
            if self._edition() == EDITION:  # another process was faster
                return
            self._db.execute("INSERT INTO search (search) VALUES ('delete-all')")
            self._db.execute("DELETE FROM search_docs")
            for kind, table in TABLES.items():
                for row in self._db.execute(f"SELECT id FROM {table} ORDER BY id").fetchall():  # noqa: S608
                    self.keep(kind, row["id"])
            self._db.execute("INSERT INTO search (search, rank) VALUES ('rank', ?)", [RANK])
            self._db.execute(f"PRAGMA user_version = {EDITION}")

    def _edition(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()["user_version"])

    def keep(self, kind: str, id: str) -> None:  # noqa: A002  # the word of the tables
        """Let the index hold what is stored now of an event, a measure or an article; nothing if nothing is stored."""
        makers = {"event": self._event, "measure": self._measure, "article": self._article}
        found = makers[kind](id)
        if found is None:
            self.drop(kind, id)
            return
        day, words = found
        packed = words.packed()
        sql = "SELECT place, day, words FROM search_docs WHERE kind = ? AND id = ?"
        before = self._db.conn.execute(sql, (kind, id)).fetchone()
        if before and before["words"] == packed and before["day"] == day:
            return
        with writing(self._db):
            self._forget(before)
            place = self._place(kind, day)
            self._db.conn.execute("INSERT INTO search_docs VALUES (?, ?, ?, ?, ?)", [place, kind, id, day, packed])
            sql = "INSERT INTO search (rowid, title, number, names, body) VALUES (?, ?, ?, ?, ?)"
            self._db.conn.execute(sql, [place, *_unpacked(packed)])

    def drop(self, kind: str, id: str) -> None:  # noqa: A002
        """Let the index forget an event, a measure or an article."""
        with writing(self._db):
            sql = "SELECT * FROM search_docs WHERE kind = ? AND id = ?"
            self._forget(self._db.execute(sql, [kind, id]).fetchone())

    def rename(self, terms: Iterable[tuple[str, str]]) -> None:
        """Index anew what concerns terms of the vocabulary (kind, id) whose names have changed."""
        _named.pop(self._db, None)
        given = rows.packed(terms)
        for kind, sql in CONCERNED.items():
            for row in self._db.execute(sql, [given]).fetchall():
                self.keep(kind, row["id"])

    def _forget(self, doc: rows.Row | None) -> None:
        if doc is None:
            return
        sql = "INSERT INTO search (search, rowid, title, number, names, body) VALUES ('delete', ?, ?, ?, ?, ?)"
        self._db.conn.execute(sql, [doc["place"], *_unpacked(doc["words"])])
        self._db.conn.execute("DELETE FROM search_docs WHERE place = ?", [doc["place"]])

    def _place(self, kind: str, day: str) -> int:
        """Return the next free place of a kind on a day."""
        first = PLACES[kind] * KIND + _ordinal(day) * DAY
        sql = "SELECT max(place) AS last FROM search_docs WHERE place >= ? AND place < ?"
        last = self._db.conn.execute(sql, (first, first + DAY)).fetchone()["last"]
        return first if last is None else last + 1

    def _event(self, event_id: str) -> tuple[str, Words] | None:
        row = self._db.conn.execute(OF_EVENT, (event_id,)).fetchone()
        if row is None:
            return None
        terms = [(KINDS[name], value) for name in NAMED for value in rows.unpacked(row[name])]
        firms = rows.unpacked(row["firms"])
        terms += [("firm", slug(firm)) for firm in firms]
        own, groups = self._names([*terms, ("action", row["action"])])
        affected = " ".join(_numbers(each) for each in rows.unpacked(row["affects"]))
        body = f"{row['quote'] or ''} {groups} {affected}"
        return row["date"], Words(row["headline"], _numbers(row["instrument"]), " / ".join((own, *firms)), body)

    def _measure(self, measure_id: str) -> tuple[str, Words] | None:
        row = self._db.execute("SELECT * FROM measures WHERE id = ?", [measure_id]).fetchone()
        if row is None:
            return None
        scopes = self._db.execute("SELECT * FROM scopes WHERE measure_id = ? ORDER BY id", [measure_id]).fetchall()
        terms = [(KINDS[name], value) for name in ("actors", "agencies") for value in rows.unpacked(row[name])]
        for scope in scopes:
            terms += [(KINDS[name], value) for name in ("minerals", "targets") for value in rows.unpacked(scope[name])]
            terms.append(("action", scope["action"]))
        own, groups = self._names(terms)
        sql = "SELECT max(date) AS day FROM steps WHERE measure_id = ?"
        day = self._db.execute(sql, [measure_id]).fetchone()["day"]
        title = " / ".join(dict.fromkeys(each for each in (row["name"], row["title"], row["official_title"]) if each))
        return day or "", Words(title, _numbers(row["instrument"]), own, f"{row['note']} {groups}")

    def _article(self, article_id: str) -> tuple[str, Words] | None:
        sql = "SELECT id, title, told, instrument, text FROM articles WHERE id = ? AND in_scope = 1"
        row = self._db.execute(sql, [article_id]).fetchone()
        if row is None:
            return None
        body = row["text"]
        if body is None:
            sql = "SELECT quote FROM claims WHERE article_id = ? AND linked >= 0 ORDER BY field DESC, start, id"
            body = "\n".join(dict.fromkeys(claim["quote"] for claim in self._db.execute(sql, [article_id])))
        sql = """SELECT DISTINCT kind, term FROM mentions
                 WHERE article_id = ? AND kind IN ('mineral', 'agency', 'firm')"""
        own, groups = self._names((row["kind"], row["term"]) for row in self._db.execute(sql, [article_id]).fetchall())
        printed = " ".join(f"{found[1]}/{found[2]}" for found in PRINTED.finditer(row["title"]))
        words = Words(row["title"], f"{_numbers(row['instrument'])} {printed}", own, f"{body} {groups}")
        return row["told"][:10], words

    def _names(self, terms: Iterable[Term]) -> tuple[str, str]:
        """Return the names of terms, in all languages and as ids, and beside them those of the groups above them."""
        known = self._known()
        found: set[tuple[int, str, str, str, str]] = set()
        for term in set(terms):
            if term not in known:
                known[term] = frozenset(map(tuple, self._db.conn.execute(NAMES, term)))
            found |= known[term]
        each_once = dict.fromkeys((level, term_id, name, name_zh) for level, _, term_id, name, name_zh in sorted(found))
        own = (" ".join((name, name_zh, term_id)) for level, term_id, name, name_zh in each_once if not level)
        return " / ".join(own), " / ".join(f"{name} {name_zh} " for level, _, name, name_zh in each_once if level)

    def _known(self) -> dict[Term, Names]:
        """Return the names that were looked up since the file was last changed by others."""
        (version,) = self._db.conn.execute("PRAGMA data_version").fetchone()
        known = _named.get(self._db)
        if known is None or known[0] != version or len(known[1]) > REMEMBERED:
            known = _named[self._db] = (version, {})
        return known[1]


GIVEN = """
WITH RECURSIVE given(kind, id) AS (
    SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)
    UNION
    SELECT 'mineral', terms.id FROM given JOIN terms ON terms.kind = 'mineral'
        JOIN json_each(terms.groups) AS above ON above.value = given.id WHERE given.kind = 'mineral'
)
"""
"""Terms with the members of those that are groups: a member is found by its group's name."""

CONCERNED = {
    "event": f"""{GIVEN}
SELECT event_id AS id FROM given JOIN event_minerals ON kind = 'mineral' AND mineral = given.id
UNION SELECT event_id FROM given JOIN event_countries ON kind = 'country' AND country = given.id
UNION SELECT event_id FROM given JOIN event_agencies ON kind = 'agency' AND agency = given.id
UNION SELECT event_id FROM given JOIN event_firms ON kind = 'firm' AND firm = given.id
UNION SELECT events.id FROM given JOIN events ON kind = 'action' AND action = given.id
""",  # noqa: S608  # a constant of this module
    "measure": "SELECT id FROM measures WHERE ?1 <> '[]'",
    "article": f"""{GIVEN}
SELECT DISTINCT article_id AS id FROM given JOIN mentions ON mentions.kind = given.kind AND mentions.term = given.id
WHERE given.kind IN ('mineral', 'agency', 'firm')
""",  # noqa: S608
}


def _unpacked(words: bytes) -> list[str]:
    found: list[str] = json.loads(zlib.decompress(words))
    return found


def _ordinal(day: str) -> int:
    """Return a day as a number; one that is not exact counts as its first day, and one that is none as 0."""
    whole = f"{day}-01-01"[:10] if len(day) < 10 else day[:10]
    try:
        return date.fromisoformat(whole).toordinal()
    except ValueError:
        return 0


def _numbers(instrument: str | None) -> str:
    """Return an official number in each order that people write its parts in: 2024/46, 46/2024, 2024年第46号."""
    if not instrument:
        return ""
    found = NUMBERED.search(instrument)
    return f"{instrument} {found[2]}/{found[1]} {found[1]}年第{found[2]}号" if found else instrument
