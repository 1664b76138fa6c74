"""Makes a home as large as years of news make it: 100,000 articles, 30,000 events, 2,000 measures, 1,000,000 mentions.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/large.py HOME [ARTICLES]``. The schema, the vocabulary, and the
shipped register come in by the product's own doors; the rest is written in bulk, in one transaction, the index of words
with it. Skewed as news is: few minerals, countries and acts make most of it, recent years more than early ones, most
events are told a few times and a handful hundreds of times; a third of the articles is Chinese, a twelfth is official
text in full. What is written is consistent (links, keys, spans), but it is nonsense: only its shape is meant.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from time import perf_counter
from typing import Any

from tracker import vocab
from tracker.pipeline.register import bring_in
from tracker.pipeline.shelve import shelve
from tracker.store import Store
from tracker.store.search import DAY, KIND, PLACES, Words
from tracker.vocab.spelling import slug

Row = dict[str, Any]
FIRST = date(2019, 1, 1)
FEEDS = 200
MENTIONS = 10
TOLD_TIMES = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 14)
"""How often events are told; about three times on average."""
HOT = (800, 400, 300, 200, 150, 100, 100, 80)
"""How often the few events are told that everybody tells."""
ACTIONS = {
    "export_licensing": 10, "price_move": 9, "project": 9, "corporate_deal": 8, "talks": 7, "public_finance": 7,
    "export_prohibition": 7, "supply_disruption": 6, "import_tariff": 6, "law_or_strategy": 6, "trade_investigation": 4,
    "agreement": 4, "enforcement_case": 4, "enforcement_campaign": 2, "circumvention": 2, "entity_listing": 3,
    "technology_control": 3, "export_quota": 3, "import_restriction": 2, "stockpiling": 2, "designation": 2,
    "production_quota": 1, "permitting": 2, "dispute": 1, "export_tax": 1,
}  # fmt: skip
BINDING = ("export_licensing", "export_prohibition", "export_quota", "import_tariff", "technology_control",
           "entity_listing", "import_restriction", "law_or_strategy", "public_finance", "stockpiling")  # fmt: skip
HEADS = {
    "mineral": ("rare-earths", "gallium", "lithium", "germanium", "cobalt", "antimony", "graphite", "dysprosium",
                "nickel", "tungsten", "critical-minerals", "copper"),
    "country": ("CN", "US", "EU", "JP", "AU", "CD", "ID", "CA", "CL", "KR"),
}  # fmt: skip
ISSUERS = ("CN", "CN", "CN", "CN", "CN", "US", "US", "US", "EU", "EU", "CD", "ID", "AU", "JP", "CA", "IN", "CL", "KR")
SERIES = {"CN": "CN-MOFCOM {year}/{number}", "US": "US-FR {year}-{number:05d}", "EU": "EU {year}/{number}"}
ENGLISH = (
    "china export controls rare earths licence ministry of commerce announces new ban on shipments to the united "
    "states prices supply chain magnet producers said market mine output quota tariff deal agreement stake battery "
    "lithium cobalt refinery smelter customs buyers await approval after talks in washington and brussels"
)
CHINESE = (
    "中国商务部公告对稀土相关物项实施出口管制措施自公布之日起正式施行企业应当依照规定申请许可镓锗锑石墨关键矿产供应链"
    "价格上涨市场产量配额美国欧盟日本进口海关总署国务院公布镝钐钨钼铟铋"
)
SYLLABLES = "ta ri on men der ka lo pe st ing ur al ex mi no ce"


@dataclass
class Tables:
    """The rows that are to be written, by table; columns that a row does not name keep their default."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> Row:
        self.rows.setdefault(table, []).append(row)
        return row

    def write(self, db: sqlite3.Connection) -> None:
        """Write all rows; those of one table need not name the same columns."""
        for table, rows in self.rows.items():
            names = tuple(dict.fromkeys(name for name in rows[0]))
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            given = (tuple(row[name] for name in names) for row in rows)
            db.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", given)


def packed(values: Iterable[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


class World:
    """Makes the rows of a large home. The same seed and day make the same world."""

    def __init__(self, terms: Iterable[Row], articles: int, seed: int = 7) -> None:
        self.random = random.Random(seed)
        self.today = datetime.now(UTC).date()
        self.size = articles
        self.terms = {(row["kind"], row["id"]): row for row in terms}
        self.ids = {kind: self._ranked(kind) for kind in ("mineral", "country", "agency", "firm")}
        self.weights = {k: list(accumulate(1 / (n + 1) ** 1.05 for n in range(len(v)))) for k, v in self.ids.items()}
        self.of_country: dict[str, list[str]] = {}
        for kind, term in self.terms:
            if kind == "agency":
                self.of_country.setdefault(self.terms[kind, term]["country"], []).append(term)
        draw = self.random
        self.plain = ENGLISH.split()
        self.words = ["".join(draw.choices(SYLLABLES.split(), k=draw.randint(2, 4))) for _ in range(20_000)]
        self.tables = Tables()
        self.docs: list[tuple[str, str, str, Words]] = []

    def _ranked(self, kind: str) -> list[str]:
        heads = [term for term in HEADS.get(kind, ()) if (kind, term) in self.terms]
        return heads + [term for of, term in self.terms if of == kind and term not in heads]

    def some(self, kind: str, most: int = 1) -> list[str]:
        """Return one to `most` different ids of a kind, the frequent ones more often."""
        found = self.random.choices(self.ids[kind], cum_weights=self.weights[kind], k=self.random.randint(1, most))
        return list(dict.fromkeys(found))

    def id(self) -> str:
        return f"{self.random.getrandbits(64):016x}"

    def named(self, kind: str, ids: Iterable[str]) -> str:
        return ", ".join(self.terms[kind, each]["name"] for each in ids if (kind, each) in self.terms)

    def english(self, words: int) -> str:
        draw = self.random
        rare = (self.words[int(draw.random() ** 2 * len(self.words))] for _ in range(words))
        return " ".join(each if draw.random() < 0.4 else draw.choice(self.plain) for each in rare)

    def chinese(self, length: int) -> str:
        found, draw = "", self.random
        while len(found) < length:
            at = draw.randrange(len(CHINESE) - 6)
            found += CHINESE[at : at + draw.randint(2, 6)]
        return found

    def day(self) -> date:
        """Return a day since 2019; the news of the last years is more than that of the first."""
        return FIRST + timedelta(days=int((self.today - FIRST).days * self.random.random() ** 0.6))

    def at(self, day: date) -> str:
        return f"{day}T{self.random.randrange(24):02}:{self.random.randrange(60):02}:00+00:00"

    def keep_words(self, kind: str, row_id: str, day: str, words: Words) -> None:
        self.docs.append((kind, row_id, day, words))

    def told_names(self, **ids: Iterable[str]) -> str:
        """Return names in all languages and ids, as the index of words holds them."""
        known = [(kind, each) for kind, some in ids.items() for each in some if (kind, each) in self.terms]
        return " / ".join(f"{self.terms[one]['name']} {self.terms[one]['name_zh']} {one[1]}" for one in known)


def sources(world: World) -> None:
    """Add feeds with their polls, entries that became nothing, blind intervals, issues, and gaps."""
    draw, add = world.random, world.tables.add
    now = datetime.now(UTC)
    for number in range(FEEDS):
        official = number < 30
        name, failures = f"outlet-{number:03}", draw.choice((0,) * 15 + (3,))
        seen = (now - timedelta(minutes=draw.randrange(60))).isoformat(timespec="seconds")
        add(
            "feeds", id=name, url=f"https://{name}.example/feed.xml", kind="feed", publisher=f"Outlet {number}",
            country=draw.choice(ISSUERS), language="zh" if number % 3 == 1 else "en",
            tier="official" if official else draw.choice(("press", "trade", "wire")),
            publish="full" if official else "evidence", every_seconds=3600, expect_weekly=7.0, last_success_at=seen,
            first_success_at="2019-01-01T00:00:00+00:00", next_poll_at=seen, failures=failures, enabled=1,
        )  # fmt: skip
        for hours in range(500):
            polled = (now - timedelta(hours=hours)).isoformat(timespec="seconds")
            add("polls", feed_id=name, at=polled, outcome="unchanged" if hours % 3 else "new", status=200, bytes=20480,
                seen=20, fresh=int(hours % 3 == 0), next_poll_at=polled)  # fmt: skip
        for months in range(draw.randint(0, 12)):
            since = now - timedelta(days=30 * months + 1)
            until = since + timedelta(hours=draw.randint(2, 40)) if months or not failures else None
            add("blind_intervals", feed_id=name, since=since.isoformat(timespec="seconds"), why="500 Server Error",
                until=until.isoformat(timespec="seconds") if until else None)  # fmt: skip
    for number in range(3000):
        then = world.at(world.day())
        add("issues", id=world.id(), room=draw.choice(("web", "articles", "entries", "watch")), kind="no_text",
            subject=f"https://outlet-{number % FEEDS:03}.example/lost/{number}", reason="a page without text",
            first_at=then, last_at=then, times=1, resolved_at=None if number % 3 else then)  # fmt: skip
    for number in range(400):
        series = f"CN-MOFCOM {draw.randint(2019, 2026)}"
        add("number_gaps", instrument=f"{series}/{100 + number}", why="skipped", series=series, cited_by=None)


def stories(world: World) -> list[Row]:
    """Add events with what they are linked to; return them, each with how often and since when it is told."""
    count = world.size * 3 // 10
    actions, weights = list(ACTIONS), list(ACTIONS.values())
    found = []
    for number in range(count):
        action = world.random.choices(actions, weights)[0]
        times = HOT[number] if number < len(HOT) else world.random.choice(TOLD_TIMES)
        found.append({"times": times, "row": _story(world, action, times)})
    return found


def _story(world: World, action: str, times: int) -> Row:
    draw, told = world.random, world.day()
    actor = draw.choice(ISSUERS)
    minerals = world.some("mineral", 4)
    targets = [each for each in world.some("country", 2) if each != actor] if draw.random() < 0.5 else []
    agencies = draw.sample(every, min(len(every), draw.randint(0, 2))) if (every := world.of_country.get(actor)) else []
    firms = [world.terms["firm", each]["name"] for each in world.some("firm", 2)] if draw.random() < 0.35 else []
    via = world.some("country", 2) if action == "circumvention" else []
    effective = told + timedelta(days=draw.randint(0, 90)) if draw.random() < 0.4 else None
    official = int(draw.random() < 0.3) + int(times > 50)
    number = SERIES.get(actor, actor + "-GOV {year}/{number}").format(year=told.year, number=draw.randint(1, 9000))
    headline = f"{world.named('country', [actor])}: {action.replace('_', ' ')} on {world.named('mineral', minerals)}"
    stage = draw.choice(("in_force", "announced", "announced", "suspended", "proposed", "occurred"))
    return {
        "id": world.id(), "headline": headline, "date": str(effective or told), "action": action, "stage": stage,
        "actors": packed([actor]), "agencies": packed(agencies), "targets": packed(targets), "via": packed(via),
        "minerals": packed(minerals), "firms": packed(firms), "instrument": number if draw.random() < 0.3 else None,
        "measure_id": None, "announced": str(told), "effective": str(effective) if effective else None, "until": None,
        "affects": "[]", "sources": max(1, times // 2), "official": official, "languages": '["en", "zh"]',
        "told": world.at(told), "told_officially": world.at(told) if official else None, "seen": world.at(told),
        "significance": round(draw.random() ** 2, 3), "lead": "",
    }  # fmt: skip


def file_event(world: World, row: Row, quote: str) -> None:
    """Add an event with its lead known, and the tables that find it."""
    add, event, day = world.tables.add, row["id"], row["date"]
    add("events", **row)
    unpacked = {name: json.loads(row[name]) for name in ("minerals", "actors", "targets", "via", "agencies", "firms")}
    for mineral in unpacked["minerals"]:
        add("event_minerals", mineral=mineral, event_id=event, date=day)
    for role, name in (("actor", "actors"), ("target", "targets"), ("via", "via")):
        for country in unpacked[name]:
            add("event_countries", country=country, role=role, event_id=event, date=day)
    for agency in unpacked["agencies"]:
        add("event_agencies", agency=agency, event_id=event, date=day)
    for firm in unpacked["firms"]:
        add("event_firms", firm=slug(firm), event_id=event, date=day)
    actor = unpacked["actors"][0]
    keys = {f"a|{row['action']}|{actor}|{each}|d{day[:7]}" for each in (*unpacked["minerals"], "any")}
    for key in sorted(keys | ({f"i|{row['instrument']}"} if row["instrument"] else set())):
        add("event_keys", key=key, event_id=event)
    if row["effective"] is None and world.random.random() < 0.02:
        add("dates", day=str(date.fromisoformat(day) + timedelta(days=60)), owner=event, scope_id="", kind="closes",
            measure_id="", event_id=event, what="comments close", certainty="by its text")  # fmt: skip
    names = world.told_names(mineral=unpacked["minerals"], country=unpacked["actors"] + unpacked["targets"],
                             agency=unpacked["agencies"])  # fmt: skip
    world.keep_words("event", event, day, Words(row["headline"], row["instrument"] or "", names, quote))


def articles(world: World, told: Sequence[Row]) -> None:
    """Add articles, each with its entry, mentions and words; those that tell of an event with a claim of it."""
    plan = [story["row"] for story in told for _ in range(story["times"])]
    world.random.shuffle(plan)
    plan, first = plan[: int(world.size * 1.15)], set[str]()
    for number in range(world.size):
        tells = plan[number :: world.size]
        article = _article(world, number, tells)
        for place, event in enumerate(tells):
            claim = _claim(world, article, event, place)
            if event["id"] not in first:
                first.add(event["id"])
                file_event(world, event | {"lead": claim["id"]}, claim["quote"])


def _article(world: World, number: int, tells: Sequence[Row]) -> Row:
    draw, add = world.random, world.tables.add
    official, chinese, of = draw.random() < 0.08, draw.random() < 0.33, world.id()
    feed = draw.randrange(30) if official else 30 + int((FEEDS - 30) * draw.random() ** 2)
    since = date.fromisoformat(tells[0]["told"][:10]) if tells else world.day()
    day = min(world.today, since + timedelta(days=int(draw.expovariate(0.3))))
    url, at = f"https://outlet-{feed:03}.example/{number}", world.at(day)
    title = world.chinese(24) if chinese else world.english(10).capitalize()
    text = None if not official else world.chinese(1500) if chinese else world.english(450)
    copied = world.tables.rows["articles"][-1]["id"] if number and draw.random() < 0.1 else None
    row = add(
        "articles", id=of, url=url, title=title, language="zh" if chinese else "en", publisher=f"Outlet {feed}",
        kind="notice" if official else "news", country="CN" if chinese else "US",
        publish="full" if text else "evidence",
        tier="official" if official else "press", published=at, fetched=at, told=at, feed_id=f"outlet-{feed:03}",
        instrument=tells[0]["instrument"] if official and tells else None, revision=1, sha256="0" * 64, in_scope=1,
        coder="rules-2", text=text, dated_by="feed", copy_of=copied,
    )  # fmt: skip
    add("entries", id=world.id(), feed_id=f"outlet-{feed:03}", guid=url, url=url, title=title, published=at, seen_at=at,
        state="read", article_id=of)  # fmt: skip
    minerals = json.loads(tells[0]["minerals"]) if tells else []
    for place in range(MENTIONS):
        kind = draw.choice(("mineral", "mineral", "mineral", "country", "country", "agency", "firm", "quantity"))
        term = "" if kind == "quantity" else minerals[0] if kind == "mineral" and minerals else world.some(kind)[0]
        add("mentions", id=world.id(), article_id=of, field="text", start=place * 50, end=place * 50 + 8, kind=kind,
            term=term, surface=term, method="gazetteer", score=1.0)  # fmt: skip
    if official:
        _official(world, row)
    world.keep_words("article", of, at[:10], Words(title, row["instrument"] or "", world.told_names(mineral=minerals),
                                                   text or title))  # fmt: skip
    return row


def _official(world: World, article: Row) -> None:
    """Add what official texts bring: revisions, lists of goods, lists of firms."""
    draw, add, of = world.random, world.tables.add, article["id"]
    add("revisions", article_id=of, revision=1, at=article["told"], sha256="0" * 64, title=article["title"], added=0,
        removed=0)  # fmt: skip
    if draw.random() < 0.2:
        add("revisions", article_id=of, revision=2, at=article["told"], sha256="1" * 64, title=article["title"],
            added=40, removed=10)  # fmt: skip
    for place in range(draw.choice((0, 0, 0, 0, 0, 0, 0, 3, 12))):
        add("controlled_items", id=world.id(), article_id=of, instrument=article["instrument"], position=place,
            number=str(place + 1), name=world.english(4), name_zh=world.chinese(8),
            hs_codes=packed([str(draw.randint(2500, 9900))]),
            control_codes=packed([f"{place % 10}C{draw.randint(1, 999):03}"]),
            threshold="", minerals=packed(world.some("mineral")), field="text", start=0, end=40,
            quote=article["text"][:40])  # fmt: skip
    for place in range(draw.choice((0,) * 20 + (20,))):
        add("listed_entities", id=world.id(), article_id=of, instrument=article["instrument"], position=place,
            number=str(place + 1), name=world.english(3).title(), name_zh=world.chinese(8), country="US", address="",
            field="text", start=0, end=40, quote=article["text"][:40])  # fmt: skip


LISTS = ("actors", "agencies", "targets", "via", "minerals", "firms", "affects")
SAME = (*LISTS, "instrument", "announced", "effective", "until", "action", "stage")


def _claim(world: World, article: Row, event: Row, place: int) -> Row:
    draw, add = world.random, world.tables.add
    text = article["text"]
    start = min(place * 200, len(text) - 90) if text else 100 + place * 200
    quote = (
        text[start : start + 90] if text else world.chinese(50) if article["language"] == "zh" else world.english(25)
    )
    row = add(
        "claims", id=world.id(), article_id=article["id"], event_id=event["id"],
        certainty="asserted" if draw.random() < 0.9 else "expected", field="text", start=start, end=start + len(quote),
        quote=quote, rule=f"{article['language']}:{event['action']}", coder="rules-2", linked=1,
        **{name: event[name] for name in SAME},
    )  # fmt: skip
    if draw.random() < 0.25:
        for position, name in enumerate(("action", "stage", "minerals", "actors", "certainty", "announced")):
            add("claim_reasons", claim_id=row["id"], position=position, field=name,
                value=str(event.get(name, "asserted")), rule="cue: words of the cue table", part="text",
                start=start, end=start + 30, quote=quote[:30])  # fmt: skip
    return row


def register(world: World, known: int) -> None:
    """Add measures until there are 2,000 for 100,000 articles: scopes, steps, spans, dates, and ties among them."""
    events = [row for row in world.tables.rows["events"] if row["action"] in BINDING]
    count = max(0, world.size // 50 - known)
    ids = [f"bench-{number:05}" for number in range(count)]
    for measure, event in zip(ids, world.random.sample(events, count), strict=True):
        _measure(world, measure, event)
        if world.random.random() < 0.4:
            kind = world.random.choice(("suspends", "amends", "replaces", "extends", "implements", "ended_by"))
            world.tables.add("measure_links", measure_id=measure, kind=kind, other_id=world.random.choice(ids))


def _measure(world: World, measure: str, event: Row) -> None:
    draw, add = world.random, world.tables.add
    minerals = json.loads(event["minerals"])
    title = f"Controls on {world.named('mineral', minerals)}"
    event["measure_id"] = measure
    add("measures", id=measure, instrument=event["instrument"] or measure, title=title, actors=event["actors"],
        agencies=event["agencies"], name=f"{title} of {event['announced']}", basis="learned")  # fmt: skip
    add("event_keys", key=f"measure:{measure}", event_id=event["id"])
    for number in range(draw.choice((1, 1, 1, 1, 2, 2, 3, 7))):
        scope = event["action"] if not number else f"{number + 1}:{event['action']}"
        add("scopes", measure_id=measure, id=scope, action=event["action"],
            paragraph=str(number + 1) if number else None, minerals=event["minerals"],
            targets=event["targets"])  # fmt: skip
        for mineral in minerals:
            add("scope_minerals", mineral=mineral, measure_id=measure, scope_id=scope)
        _life(world, measure, scope, event)
    names = world.told_names(mineral=minerals, country=json.loads(event["actors"]))
    world.keep_words("measure", measure, event["announced"], Words(title, event["instrument"] or "", names))


LIVES = (
    (("announced", "announced"),),
    (("announced", "announced"), ("effective", "in_force")),
    (("announced", "announced"), ("effective", "in_force")),
    (("announced", "announced"), ("effective", "in_force"), ("suspended", "suspended"), ("resumed", "in_force")),
    (("announced", "announced"), ("effective", "in_force"), ("ended", "ended")),
    (("proposed", "proposed"), ("announced", "announced"), ("effective", "in_force")),
)


def _life(world: World, measure: str, scope: str, event: Row) -> None:
    """Add the steps of a scope and its spans as known since each step: what was known before is closed then."""
    draw, add, known = world.random, world.tables.add, date.fromisoformat(event["announced"])
    life, day = draw.choice(LIVES), known
    before: Row | None = None
    for kind, state in life:
        step = world.id()
        add("steps", id=step, measure_id=measure, scope_id=scope, kind=kind, date=str(day), until=None,
            known=str(known), by=None, event_id=event["id"], claim_id=event["lead"], tier="official")  # fmt: skip
        if before is not None:
            if before["known_since"] < str(known):  # as it was known until then: without an end
                add("spans", **before | {"known_until": str(known - timedelta(days=1))})
            before |= {"until": str(day - timedelta(days=1)), "known_since": str(known), "next_change": str(day)}
            add("spans", **before)
        why = f"{kind.capitalize()} on {day}."
        before = {"measure_id": measure, "scope_id": scope, "state": state, "since": str(day), "until": None,
                  "known_since": str(known), "known_until": None, "next_change": None, "why": why,
                  "step_id": step}  # fmt: skip
        if kind != "announced":
            add("dates", day=str(day), owner=measure, scope_id=scope, kind="ends" if kind == "ended" else "starts",
                measure_id=measure, event_id=event["id"], what=f"takes effect: {event['action']}",
                certainty="by its text")  # fmt: skip
        day += timedelta(days=draw.randint(20, 400))
        known = min(day - timedelta(days=draw.randint(0, 19)), world.today)
    add("spans", **before or {})


def enforcement(world: World) -> None:
    """Add threads of enforcement and the ways around controls."""
    add, draw = world.tables.add, world.random
    acts = ("enforcement_campaign", "enforcement_case", "circumvention")
    events = sorted((row for row in world.tables.rows["events"] if row["action"] in acts), key=lambda row: row["date"])
    place = 0
    while place < len(events):
        thread = events[place : place + draw.choice((1, 1, 2, 3, 6, 15))]
        place += len(thread)
        head = thread[0]
        add("threads", id=head["id"], title=head["headline"], countries=head["actors"], agencies=head["agencies"],
            minerals=head["minerals"], since=head["date"], latest=thread[-1]["date"], size=len(thread))  # fmt: skip
        for position, row in enumerate(thread, 1):
            add("thread_events", thread_id=head["id"], position=position, event_id=row["id"])
    for row in events:
        for via in json.loads(row["via"]):
            add("routes", id=world.id(), event_id=row["id"], claim_id=row["lead"], date=row["date"], origin="CN",
                transit=via, destination="US", mineral=json.loads(row["minerals"])[0], quantity=None, unit=None,
                since=None, until=None)  # fmt: skip


def words(world: World, db: sqlite3.Connection) -> None:
    """Fill the index of words in the order of its places, as the store lays it out."""
    numbers: dict[int, int] = {}
    placed = []
    for kind, row_id, day, told in world.docs:
        first = PLACES[kind] * KIND + date.fromisoformat(day).toordinal() * DAY
        numbers[first] = numbers.get(first, 99) + 1  # the shipped acts have the first places
        placed.append((first + numbers[first], kind, row_id, day, told.packed()))
    placed.sort()
    db.executemany("INSERT INTO search_docs VALUES (?, ?, ?, ?, ?)", placed)
    given = ((row[0], *json.loads(zlib.decompress(row[4]))) for row in placed)
    db.executemany("INSERT INTO search (rowid, title, number, names, body) VALUES (?, ?, ?, ?, ?)", given)


def build(home: Path, size: int = 100_000) -> dict[str, int]:
    """Make the home, which must be empty; return how many rows the tables have."""
    with Store(home) as store:
        known = vocab.load()
        shelve(store, known)
        bring_in(store, known)
        store.shelves.set_world("kind", "live")
    db = sqlite3.connect(home / "tracker.db", isolation_level=None)
    db.row_factory = sqlite3.Row
    for pragma in ("cache_size = -600000", "synchronous = OFF", "temp_store = MEMORY"):
        db.execute(f"PRAGMA {pragma}")
    world = World(map(dict, db.execute("SELECT * FROM terms")), size)
    sources(world)
    articles(world, stories(world))
    register(world, db.execute("SELECT count(*) FROM measures").fetchone()[0])
    enforcement(world)
    db.execute("BEGIN IMMEDIATE")
    world.tables.write(db)
    words(world, db)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    names = [*world.tables.rows, "search_docs"]
    counts = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
    db.close()
    return counts


if __name__ == "__main__":
    began = perf_counter()
    print(build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000))
    print(f"{perf_counter() - began:.0f} s")
