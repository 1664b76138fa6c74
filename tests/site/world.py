"""A small public database with real acts in it, told by rows written by hand: what the site's tests look at.

The chain 46/2024 -> 72/2025 is whole: paragraph 1 binds, paragraph 2 sleeps from 2025-11-09 to 2026-11-27. The outlets
and passages are made up; the acts, numbers and dates are real.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from tests.site.rows import (
    ALIASES,
    ARTICLES,
    BLIND,
    CLAIMS,
    ENTITIES,
    ENTRIES,
    EVENTS,
    FEEDS,
    GAPS,
    ITEMS,
    LINKS,
    LIVES,
    MEASURES,
    MORE,
    REVISIONS,
    TERMS,
    TOLD,
)
from tracker.store.schema import TRACKER, VAULT, VIEWS
from tracker.store.search import Search

NOW = datetime.now(UTC)
TIERS = {claim[0]: ARTICLES[claim[1]][2] for claim in CLAIMS}


def packed(values: list[str]) -> str:
    return json.dumps(values, ensure_ascii=False)


def insert(db: sqlite3.Connection, table: str, **row: object) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))


def build(home: Path) -> Path:
    """Make ``tracker.db`` and beside it a ``vault.db`` with a secret in it; return the path of the former."""
    vault = sqlite3.connect(home / "vault.db")
    vault.executescript("".join(VAULT.values()))
    insert(vault, "texts", article_id="n46", revision=1, title="t", text="the vault's secret text", furniture="[]")
    vault.commit()
    vault.close()
    path = home / "tracker.db"
    db = sqlite3.connect(path)
    db.executescript("PRAGMA journal_mode = WAL;" + "".join(TRACKER.values()))
    for name, sql in VIEWS.items():
        db.execute(f"CREATE VIEW {name} AS {sql}")
    for fill in (_terms, _sources, _articles, _claims, _events, _measures, _lives, _watched, _annexes, _desk):
        fill(db)
    db.row_factory = sqlite3.Row
    db.commit()
    Search(Database(db)).build()
    db.commit()
    db.close()
    return path


def _terms(db: sqlite3.Connection) -> None:
    insert(db, "world", key="kind", value="sample")
    insert(db, "world", key="vocabulary", value="edition-1")
    for kind, terms in TERMS.items():
        for term, (name, name_zh, groups) in terms.items():
            country = term[:2].upper() if kind == "agency" else None
            insert(db, "terms", kind=kind, id=term, name=name, name_zh=name_zh, country=country, groups=packed(groups))


def ago(hours: float | None) -> str | None:
    """Return the time some hours before now, as it is stored: the pages look back from SQLite's own clock."""
    return (NOW - timedelta(hours=hours)).isoformat(timespec="seconds") if hours is not None else None


def _sources(db: sqlite3.Connection) -> None:
    for feed in FEEDS:
        polls = feed["polls"]
        well = [hours for hours, outcome, *_ in polls if outcome in ("new", "unchanged")]
        insert(
            db, "feeds", id=feed["id"], url=f"https://{feed['id']}.example/", kind=feed["kind"],
            publisher=feed["publisher"], country=feed["country"], language=feed["language"], tier=feed["tier"],
            publish="full" if feed["tier"] == "official" else "evidence", every_seconds=3600,
            expect_weekly=feed.get("expect_weekly"), enabled=feed.get("enabled", 1), failures=feed["failures"],
            first_success_at=ago(feed["first"]), last_success_at=ago(well[-1] if well else None),
            next_poll_at=ago(feed.get("next", -1)) if polls else None, retired_at=ago(feed.get("retired")),
        )  # fmt: skip
        for hours, outcome, status, reason in polls:
            insert(
                db, "polls", feed_id=feed["id"], at=ago(hours), outcome=outcome, status=status, reason=reason,
                next_poll_at=ago(hours - 1), bytes=20480, seen=20, fresh=int(outcome == "new"),
            )  # fmt: skip
    insert(
        db, "issues", id="i1", room="web", subject="gazette", kind="busy", reason="503 again",
        first_at="2026-11-19T05:00:00+00:00", last_at="2026-11-22T01:00:00+00:00", times=3,
    )  # fmt: skip
    insert(
        db, "issues", id="i2", room="watch", subject="wire", kind="volume_drop", reason="2 entries where 20 are usual",
        first_at="2026-11-20T05:00:00+00:00", last_at="2026-11-22T01:00:00+00:00",
    )  # fmt: skip
    insert(
        db, "issues", id="i3", room="articles", subject="https://mofcom.example/t3", kind="no_text",
        reason="a scan <b>without</b> text", first_at="2026-11-20T05:00:00+00:00", last_at="2026-11-22T01:00:00+00:00",
    )  # fmt: skip


def _watched(db: sqlite3.Connection) -> None:
    for feed, since, until, why in BLIND:
        insert(db, "blind_intervals", feed_id=feed, since=ago(since), until=ago(until), why=why)
    for entry in ENTRIES:
        row = {**entry, "published": ago(entry["published"]), "seen_at": ago(entry["seen"])}
        del row["seen"]
        insert(db, "entries", guid=row["id"], url=f"https://mofcom.example/{row['id']}", **row)
    for instrument, why, series, cited_by, times in GAPS:
        insert(db, "number_gaps", instrument=instrument, why=why, series=series, cited_by=cited_by, times=times)
    insert(db, "robots", host="mofcom.example", at=ago(5), status=200, text="User-agent: *\nDisallow: /private")


def _annexes(db: sqlite3.Connection) -> None:
    of = {"a23": "2023/23", "x23": "2023/23", "a18": "2025/18", "a46": "2024/46"}
    for table, rows in (("controlled_items", ITEMS), ("listed_entities", ENTITIES)):
        for row in rows:
            lists = {name: packed(row.get(name, [])) for name in ("control_codes", "hs_codes", "minerals")}
            other = {"threshold": row.get("threshold", ""), **lists} if table == "controlled_items" else {
                "country": row.get("country"), "address": row.get("address", "")}  # fmt: skip
            insert(
                db, table, id=f"{row['article_id']}-{row['position']}", article_id=row["article_id"],
                instrument=f"CN-MOFCOM {of[row['article_id']]}", position=row["position"], number=row["number"],
                name=row["name"], name_zh=row["name_zh"], field="text", start=0, end=9,
                quote=f"{row['number']} {row['name_zh']}", **other,
            )  # fmt: skip
    for url, article in ALIASES:
        insert(db, "aliases", url=url, article_id=article)
    for article, revision, added, removed, diff in REVISIONS:
        insert(
            db, "revisions", article_id=article, revision=revision, at="2026-01-02T08:00:00+00:00", sha256="1" * 64,
            title=ARTICLES[article][5], added=added, removed=removed, diff=diff,
        )  # fmt: skip


def _articles(db: sqlite3.Connection) -> None:
    for name, (publisher, country, tier, language, told, title, text) in ARTICLES.items():
        url = "javascript:alert('url')" if name == "bad" else f"https://news.example/{name}"
        at = f"{told}T08:00:00+00:00"
        row = {
            "id": name, "url": url, "title": title, "language": language, "kind": "notice" if text else "news",
            "publisher": publisher, "country": country, "tier": tier, "publish": "full" if text else "evidence",
            "published": at, "fetched": at, "told": at, "revision": 1, "sha256": "0" * 64, "in_scope": 1,
            "coder": "rules-1", "text": text,
        }  # fmt: skip
        insert(db, "articles", **row | MORE.get(name, {}))
    insert(
        db, "mentions", id="m1", article_id="n46", field="title", start=11, end=19, kind="mineral", term="antimony",
        surface="antimony", method="vocabulary", score=1.0,
    )  # fmt: skip


def _claims(db: sqlite3.Connection) -> None:
    for name, article, event, action, stage, quote, more in CLAIMS:
        text = ARTICLES[article][6]
        start = text.index(quote) if text else 100
        about = EVENTS[event] if event else EVENTS["e72"]
        row = {"certainty": "asserted", "instrument": about[9], "announced": about[1], "effective": None, "until": None,
               "paragraph": None, "affects": "[]"} | more  # fmt: skip
        insert(
            db, "claims", id=name, article_id=article, event_id=event, action=action, stage=stage,
            actors=packed(about[4]), agencies=packed(about[5]), targets=packed(about[6]), via=packed(about[7]),
            minerals=packed(about[8]), firms="[]", field="text", start=start, end=start + len(quote), quote=quote,
            rule=f"{action}.{stage}", coder="rules-1", linked=1, **row,
        )  # fmt: skip


def _events(db: sqlite3.Connection) -> None:
    for name, event in EVENTS.items():
        headline, day, action, stage, actors, agencies, targets, via, minerals, instrument, *rest = event
        sources, official, languages, lead = rest
        firms = ["youngsun-and-essen"] if name == "eth" else []
        told = f"{TOLD[name]}T08:00:00+00:00"
        measure = next((key for key, value in MEASURES.items() if value[0] == instrument), None)
        insert(
            db, "events", id=name, headline=headline, date=day, action=action, stage=stage, actors=packed(actors),
            agencies=packed(agencies), targets=packed(targets), via=packed(via), minerals=packed(minerals),
            firms=packed(firms), instrument=instrument, measure_id=measure, announced=TOLD[name], effective=None,
            until="2026-11-27" if name == "e72" else None,
            affects=packed(["CN-MOFCOM 2024/46#2"] if name == "e72" else []), paragraph=None, sources=sources,
            official=official, languages=packed(languages), told=told, told_officially=told if official else None,
            seen=told, significance=1.0, lead=lead,
        )  # fmt: skip
        for mineral in minerals:
            insert(db, "event_minerals", mineral=mineral, event_id=name, date=day)
        for role, countries in (("actor", actors), ("target", targets), ("via", via)):
            for country in countries:
                insert(db, "event_countries", country=country, role=role, event_id=name, date=day)
        if instrument:
            insert(db, "event_keys", key=f"i|{instrument}", event_id=name)
        for agency in agencies:
            insert(db, "event_agencies", agency=agency, event_id=name, date=day)
        for firm in firms:
            insert(db, "event_firms", firm=firm, event_id=name, date=day)


def _measures(db: sqlite3.Connection) -> None:
    for name, (instrument, title, actors, agencies) in MEASURES.items():
        insert(
            db,
            "measures",
            id=name,
            instrument=instrument,
            title=title,
            actors=packed(actors),
            agencies=packed(agencies),
        )
    for measure, kind, other in LINKS:
        insert(db, "measure_links", measure_id=measure, kind=kind, other_id=other)


def _lives(db: sqlite3.Connection) -> None:
    for measure, scope, action, paragraph, minerals, targets, steps, spans in LIVES:
        insert(
            db, "scopes", measure_id=measure, id=scope, action=action, paragraph=paragraph, minerals=packed(minerals),
            targets=packed(targets),
        )  # fmt: skip
        for mineral in minerals:
            insert(db, "scope_minerals", mineral=mineral, measure_id=measure, scope_id=scope)
        ids = [f"{measure}/{scope}/{number}" for number in range(len(steps))]
        for step_id, (kind, day, known, by, event, claim, until) in zip(ids, steps, strict=True):
            insert(
                db, "steps", id=step_id, measure_id=measure, scope_id=scope, kind=kind, date=day, until=until,
                known=known, by=by, event_id=event, claim_id=claim, tier=TIERS[claim],
            )  # fmt: skip
        for state, since, until, known_since, known_until, following, why, step in spans:
            insert(
                db, "spans", measure_id=measure, scope_id=scope, state=state, since=since, until=until,
                known_since=known_since, known_until=known_until, next_change=following, why=why, step_id=ids[step],
            )  # fmt: skip


def day(days: int) -> str:
    """Return the day some days from today, as SQLite's clock has it."""
    return (NOW + timedelta(days=days)).date().isoformat()


PAUSE = "pause runs out by its text: x"


def _desk(db: sqlite3.Connection) -> None:
    """Dates around today, the ways of the detour, and a thread of the drive with a case."""
    for owner, scope, days, kind, what, certainty, event in (
        ("cn-mofcom-2024-46", "2:export_prohibition", 5, "pause_ends", PAUSE, "by its text", "e72"),
        ("cn-mofcom-2024-46", "2:export_licensing", 5, "pause_ends", PAUSE, "by its text", "e72"),
        ("cn-mofcom-2025-61", "export_licensing", -12, "pause_ends", PAUSE, "by its text", None),
        ("cd-arecoms-2025-004", "export_quota", 85, "ends", "ends (the text says 2027-02): x", "reported", "ecd"),
        ("ebad", "", 30, "closes", "comments close: x", "by its text", "ebad"),
        ("cn-mofcom-2025-18", "export_licensing", -300, "starts", "takes effect: x", "by its text", "e18"),
    ):  # fmt: skip
        insert(
            db, "dates", day=day(days), kind=kind, measure_id=owner if "-" in owner else "", scope_id=scope, what=what,
            event_id=event, certainty=certainty, source="" if event else "https://notice.example/61", owner=owner,
        )  # fmt: skip
    for via in ("TH", "MX"):
        insert(
            db, "routes", id=f"r{via}", event_id="eth", claim_id="cth", date="2025-07-10", origin="CN", transit=via,
            destination="US", mineral="antimony", quantity=3834.0, unit="t", since="2024-12", until="2025-04",
        )  # fmt: skip
    insert(
        db, "threads", id="esz", title="China: enforcement campaign on critical minerals", countries=packed(["CN"]),
        agencies=packed(["cn-export-control-office"]), minerals=packed(["critical-minerals", "antimony"]),
        since="2025-05-09", latest="2025-07-10", size=2,
    )  # fmt: skip
    for position, event in enumerate(("esz", "eth"), 1):
        insert(db, "thread_events", thread_id="esz", position=position, event_id=event)
