"""More rows for the small world: what only a browser shows, such as words in two languages and a crowded table."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from tests.site.world import insert, packed
from tracker.store.search import Search

ISSUERS = ("AR", "AU", "BR", "CD", "EU", "ID", "IN", "JP", "KR", "MM", "US", "ZW")
ACTIONS = ("export_prohibition", "entity_listing", "technology_control")
STATES = ("in_force", "announced", "proposed")
TOLD = "2025-06-02T08:00:00+00:00"


def fill(db: sqlite3.Connection) -> None:
    """Add two articles that say dysprosium, and an act of twelve issuers, in all states and at fourteen targets."""
    for name, language, title, surface in (
        ("dyen", "en", "Dysprosium oxide climbs", "Dysprosium"),
        ("dyzh", "zh", "氧化镝价格上涨", "镝"),
    ):
        _article(db, name, language, title, surface)
    for issuer in ISSUERS:
        for action, state in zip(ACTIONS, STATES, strict=True):
            _act(db, issuer, action, state)
    db.row_factory = sqlite3.Row
    index = Search(Database(db))
    for table, kind in (("articles", "article"), ("measures", "measure")):
        for (name,) in db.execute(f"SELECT id FROM {table}").fetchall():
            index.keep(kind, name)
    db.commit()


def _article(db: sqlite3.Connection, name: str, language: str, title: str, surface: str) -> None:
    insert(
        db, "articles", id=name, url=f"https://news.example/{name}", title=title, language=language, kind="news",
        publisher="Price Post", country="SG", tier="trade", publish="evidence", fetched=TOLD, told=TOLD, revision=1,
        sha256="0" * 64, in_scope=1, coder="rules-1",
    )  # fmt: skip
    start = title.index(surface)
    insert(
        db, "mentions", id=f"m-{name}", article_id=name, field="title", start=start, end=start + len(surface),
        kind="mineral", term="dysprosium", surface=surface, method="vocabulary", score=1.0,
    )  # fmt: skip


def _act(db: sqlite3.Connection, issuer: str, action: str, state: str) -> None:
    name = f"{issuer.lower()}-made-up-{action}"
    instrument, targets = f"{issuer}-MADE-UP 2025/{len(action)}", [other for other in ISSUERS if other != issuer]
    insert(db, "measures", id=name, instrument=instrument, title=instrument, actors=packed([issuer]), agencies="[]")
    insert(
        db, "scopes", measure_id=name, id=action, action=action, paragraph=None, minerals=packed(["graphite"]),
        targets=packed(targets),
    )  # fmt: skip
    insert(db, "scope_minerals", mineral="graphite", measure_id=name, scope_id=action)
    insert(
        db, "steps", id=f"{name}/0", measure_id=name, scope_id=action, kind="effective", date="2025-01-02", until=None,
        known="2025-01-02", by=instrument, event_id="eeu", claim_id="ceu", tier="official",
    )  # fmt: skip
    insert(
        db, "spans", measure_id=name, scope_id=action, state=state, since="2025-01-02", until=None,
        known_since="2025-01-02", known_until=None, next_change=None, why="Made up to fill a table.",
        step_id=f"{name}/0",
    )  # fmt: skip
