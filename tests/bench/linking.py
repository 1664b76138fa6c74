"""Measures linking a new claim beside 10,000 and 1,000,000 stored ones, in one run, and a hot event and a hot measure.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/linking.py [SMALL] [LARGE] [PROBES]``. Both homes hold the news
of the same six years, so that the large one has a hundred times as many events under a day and a mineral. Stories are
skewed as news is: few countries, acts and minerals make most of it, most events are told once, some fifty times; a
quarter of the tellings are recaps, half of those without a date. Events are folded and filed as the linker does it, but
written in bulk. Then new articles of one claim are linked by turns in both homes, each in a transaction of its own.
"""

from __future__ import annotations

import random
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from tracker import events, measures, vocab
from tracker.model import Article, Claim, Evidence, Source, Telling, content_id
from tracker.pipeline.link import link_articles, retell
from tracker.pipeline.register import bring_in, measure_key
from tracker.store import Store, rows
from tracker.vocab import Vocab

FIRST = date(2020, 11, 22)
DAYS = 6 * 365
BATCH = 20_000
TOLD_TIMES = (1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 8, 14, 50)
"""How often events are told; on average six times, mostly within days."""
FAMILIES = {
    "occurred": ("project", "corporate_deal", "price_move", "talks", "supply_disruption", "enforcement_case"),
    "announced": (
        "export_licensing", "export_prohibition", "public_finance", "import_tariff", "trade_investigation",
        "law_or_strategy", "agreement", "export_quota", "permitting", "stockpiling",
    ),
}  # fmt: skip
SERIES = {"CN": "CN-MOFCOM {year}/{number}", "US": "US-FR {year}-{number:05d}", "EU": "EU {year}/{number}"}
OWN = ("id", "article_id", "announced", "effective", "instrument")
"""In what the tellings of one story differ."""
TEXT = "A passage of a news article that tells what was done, by whom, and since when it holds."


@dataclass(frozen=True)
class Story:
    """What happened: the fields that its tellings have in common, and when they are told."""

    claim: Claim
    day: date
    times: int


class World:
    """Makes stories and tellings. The same seed makes the same world."""

    def __init__(self, words: Vocab, seed: int) -> None:
        self.dice = random.Random(seed)
        self.actions = [each for kind in FAMILIES.values() for each in kind]
        self.dice.shuffle(countries := sorted(words.countries))
        self.countries = ["CN", "US", "AU", "EU", "ID", "CD", "CL", *countries]
        self.minerals = ["rare-earths", "lithium", "cobalt", "nickel", "gallium", *sorted(words.minerals)]
        self.firms = [f"Firm {number} Minerals" for number in range(4_000)]
        self.number = 0
        self.weights: dict[int, list[float]] = {}
        self.latest: list[Story] = []
        self.older: list[Story] = []

    def one(self, things: Sequence[str]) -> str:
        """Return one of the things, each less often than the one before it."""
        if len(things) not in self.weights:
            self.weights[len(things)] = list(accumulate(1 / (rank + 2) for rank in range(len(things))))
        return self.dice.choices(things, cum_weights=self.weights[len(things)])[0]

    def story(self, day: date) -> Story:
        action = self.one(self.actions)
        occurred = action in FAMILIES["occurred"]
        actor = self.one(self.countries)
        fields: dict[str, Any] = {
            "minerals": tuple({self.one(self.minerals) for _ in range(self.dice.choice((1, 1, 1, 2, 3)))}),
            "announced": day.isoformat(),
        }
        if action != "price_move":
            fields["actors"] = (actor,)
        if occurred and self.dice.random() < 0.7:
            fields["firms"] = (self.one(self.firms),)
        if not occurred:
            fields["effective"] = (day + timedelta(days=self.dice.choice((0, 0, 0, 7, 30, 60)))).isoformat()
            if actor in SERIES and self.dice.random() < 0.25:
                self.number += 1
                fields["instrument"] = SERIES[actor].format(year=day.year, number=self.number)
            if self.dice.random() < 0.3:
                fields["targets"] = (self.one(self.countries),)
        stage: Any = "occurred" if occurred else self.dice.choice(("announced", "in_force"))
        claim = Claim("", action, stage, "asserted", Evidence("text", 0, len(TEXT), TEXT), "bench", "bench", **fields)
        return Story(claim, day, self.dice.choice(TOLD_TIMES))

    def remember(self, story: Story) -> None:
        """Keep some of the stored stories to be told again."""
        age = (FIRST + timedelta(days=DAYS) - story.day).days
        if age <= 20 and len(self.latest) < 1_000:
            self.latest.append(story)
        elif 60 < age < 700 and len(self.older) < 1_000:
            self.older.append(story)

    def tellings(self, story: Story, article: Callable[[], str]) -> Iterator[Telling]:
        for turn in range(story.times):
            official = turn == 0 and story.claim.instrument is not None
            recap = turn > 0 and self.dice.random() < 0.25
            day = story.day + timedelta(days=self.dice.randint(20, 500) if recap else self.dice.randint(0, 3))
            yield self.telling(story, day, article(), official=official, recap=recap)

    def telling(self, story: Story, day: date, article: str, *, official: bool = False, recap: bool = False) -> Telling:
        claim, given = story.claim, {"article_id": article}
        if recap:
            vague = {"announced": None if self.dice.random() < 0.5 else story.day.isoformat()[:7]}
            claim = replace(claim, effective=None, instrument=None, **given, **vague)
        elif not official and self.dice.random() < 0.7:
            claim = replace(claim, instrument=None, **given)
        else:
            claim = replace(claim, **given)
        told = datetime(day.year, day.month, day.day, self.dice.randrange(24), tzinfo=UTC)
        publisher = f"Paper {self.dice.randrange(400)}"
        tier: Any = "official" if official else self.dice.choice(("press", "press", "trade", "wire"))
        return Telling(claim, Source(article, publisher, tier, self.dice.choice(("en", "en", "zh")), told, told))


def article(telling: Telling) -> Article:
    source = telling.source
    url = f"https://paper.example/{source.article_id}"
    return Article(
        source.article_id, url, "Title", TEXT, source.language, "news", source.publisher, "GB", source.tier, "evidence",
        source.told, source.told, "0",
    )  # fmt: skip


def fill(home: Path, size: int, words: Vocab, seed: int) -> World:
    """Write a home with so many claims, all linked, in one transaction; return the world they come from."""
    world = World(words, seed)
    with Store(home) as store:
        bring_in(store, words)
    db = sqlite3.connect(home / "tracker.db", isolation_level=None)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -400000")
    db.execute("BEGIN")
    waiting: dict[str, list[dict[str, Any]]] = {}
    for number, (table, row) in enumerate(told(world, size, words)):
        waiting.setdefault(table, []).append(row)
        if number % BATCH == 0:
            flush(db, waiting)
    flush(db, waiting)
    db.execute("COMMIT")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return world


def flush(db: sqlite3.Connection, waiting: dict[str, list[dict[str, Any]]]) -> None:
    for table, given in waiting.items():
        names = ", ".join(f'"{name}"' for name in given[0])
        values = ", ".join("?" * len(given[0]))
        db.executemany(f"INSERT INTO {table} ({names}) VALUES ({values})", [tuple(row.values()) for row in given])
    waiting.clear()


def told(world: World, size: int, words: Vocab) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the rows of all tables, event by event."""
    made = 0

    def name() -> str:
        nonlocal made
        made += 1
        return content_id("bench", str(made))

    while made < size:
        story = world.story(FIRST + timedelta(days=world.dice.randrange(DAYS)))
        world.remember(story)
        tellings = list(world.tellings(story, name))
        event = events.tell(tellings[0].claim.id, tellings, words)
        yield "events", rows.of_event(event)
        filed = {*events.event_keys(event), *(measure_key(each) for each in measures.touched(event))}
        yield from (("event_keys", {"key": key, "event_id": event.id}) for key in sorted(filed))
        common = rows.of_claim(story.claim) | {"event_id": event.id, "linked": 1}
        for each in tellings:
            yield "articles", rows.of_article(article(each), in_scope=True, coder="bench")
            own = {name: getattr(each.claim, name) for name in OWN}
            yield "claims", common | own


def probes(world: World, number: int) -> list[Telling]:
    """Make new tellings: of the last days' stored news, recaps of older stored acts, and a third of new events."""
    last = FIRST + timedelta(days=DAYS)
    made = []
    for turn in range(number):
        kind = world.dice.randrange(3)
        story = world.dice.choice((world.latest, world.older)[kind]) if kind < 2 else world.story(last)
        made.append(world.telling(story, last, content_id("probe", str(turn)), recap=kind == 1))
    return made


def link(store: Store, words: Vocab, telling: Telling) -> float:
    """Keep one article with its claim and return the milliseconds of linking it."""
    store.reading.keep(article(telling), [], [telling.claim], in_scope=True, coder="bench")
    begun = perf_counter()
    with store.together():
        link_articles(store, words, [telling.source.article_id])
    return 1000 * (perf_counter() - begun)


def told_of(times: Sequence[float]) -> str:
    return f"median {median(times):6.2f} ms, p95 {quantiles(times, n=20)[-1]:6.2f} ms"


def side_by_side(homes: Iterable[Path], worlds: Iterable[World], words: Vocab, number: int) -> None:
    """Link new claims by turns in the homes and print the figures of each and their ratio."""
    stores = [Store(home) for home in homes]
    streams = [probes(world, number) for world in worlds]
    times: list[list[float]] = [[] for _ in stores]
    found: list[list[float]] = [[] for _ in stores]
    for turn in range(number):
        for which, store in enumerate(stores):
            probe = streams[which][turn]
            found[which].append(len(store.events.candidates(events.keys(probe))))
            times[which].append(link(store, words, probe))
    warm = number // 5
    for store, taken, near in zip(stores, times, found, strict=True):
        count = store.counts()
        title = f"{count['claims']:>9,} claims, {count['events']:>7,} events"
        print(f"{title}: {told_of(taken[warm:])}; candidates: median {median(near):g}, most {max(near):g}")
    small, large = (taken[warm:] for taken in times)
    print(f"ratio of medians {median(large) / median(small):.2f}, of means {sum(large) / sum(small):.2f}")


def hot(home: Path, words: Vocab, sizes: Sequence[int]) -> None:
    """Link new tellings of one event that was told ever more often, then of one act that ever more events touch."""
    world = World(words, 5)
    day = date(2025, 4, 4)
    act = replace(
        world.story(day).claim, action="export_licensing", stage="in_force", actors=("CN",), firms=(), targets=(),
        minerals=("rare-earths",), announced="2025-04-04", effective="2025-04-04", instrument="CN-MOFCOM 2025/18",
    )  # fmt: skip
    with Store(home) as store:
        made = [world.telling(Story(act, day, 1), day, content_id("hot", str(n))) for n in range(sizes[-1] + 100)]
        link(store, words, made[0])
        for size in sizes:
            heap_up(home, store, made[1:size], made[0].claim.id)
            retell(store, words, [made[0].claim.id])
            times = [link(store, words, each) for each in made[size : size + 20]]
            print(f"an event told {size:>5,} times: {told_of(times)}")
        touched = iter(range(1, 1_000))
        for size, more in ((10, 10), (100, 90), (500, 400)):
            taken = [link(store, words, _change(world, act, next(touched))) for _ in range(more)]
            print(f"an act touched by {size:>3} events: {told_of(taken[-9:])}")


def heap_up(home: Path, store: Store, tellings: Sequence[Telling], event_id: str) -> None:
    """Store tellings as linked to an event, all at once."""
    with store.together():
        for each in tellings:
            store.reading.keep(article(each), [], [each.claim], in_scope=True, coder="bench")
    with sqlite3.connect(home / "tracker.db") as db:
        db.execute("UPDATE claims SET event_id = ?, linked = 1", [event_id])


def _change(world: World, act: Claim, number: int) -> Telling:
    """Make the telling of a change of an act on a day of its own."""
    day = date.fromisoformat("2025-04-04") + timedelta(days=5 * number)
    since = day.isoformat()
    change = replace(
        act, stage="amended", instrument=None, affects=("CN-MOFCOM 2025/18",), announced=since, effective=since,
        until=(day + timedelta(days=40)).isoformat(),
    )  # fmt: skip
    return world.telling(Story(change, day, 1), day, content_id("change", str(number)), official=True)


def main() -> None:
    """Print the figures."""
    small, large, number = (int(each) for each in (*sys.argv[1:], *("10000", "1000000", "400")[len(sys.argv) - 1 :]))
    words = vocab.load()
    with TemporaryDirectory(prefix="tracker-bench-") as folder:
        homes, worlds = [Path(folder) / "small", Path(folder) / "large"], []
        for home, size in zip(homes, (small, large), strict=True):
            begun = perf_counter()
            worlds.append(fill(home, size, words, 11))
            megabytes = (home / "tracker.db").stat().st_size / 2**20
            print(f"{size:>9,} claims made in {perf_counter() - begun:.0f} s, {megabytes:,.0f} MB")
        side_by_side(homes, worlds, words, number)
        hot(Path(folder) / "hot", words, (100, 1_000, 5_000))


if __name__ == "__main__":
    main()
