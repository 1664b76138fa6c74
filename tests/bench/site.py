"""Measures the site over a large home: the time of every page, form and named query, then twenty readers at once.

Run by hand: ``PYTHONPATH=. .venv/bin/python tests/bench/site.py [HOME] [--only WORD] [--no-crowd]``. A home that is not
there is made (:mod:`tests.bench.large`), a temporary one without HOME. The site is served as ``tracker serve`` does, in
a process of its own, and asked over real sockets on one kept connection; each address kind is asked :data:`TIMES` times
after two to warm up, in rounds, so that a busy moment of the machine does not fall on one page alone. Time runs from
the request to the last byte; beside it stands the processor time of the serving process, which other work does not
stretch. Each request bears a cookie, so that no answer that was kept for others is given. Then twenty readers without
cookies ask for a mixture of thousands of pages while another process links new articles as the pipeline does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import os
import random
import socket
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from threading import Barrier, Thread
from time import perf_counter, sleep
from urllib.parse import quote, urlencode

from tests.bench import large

TIMES, WARM = 20, 2
MEDIAN, P95 = 60.0, 150.0
"""Milliseconds that a page may take."""
FRONT_BYTES, PAGES_A_SECOND = 200_000, 60
USERS, SECONDS = 20, 20
ARTICLES_A_SECOND = 5
"""What the writing process links beside the readers; a whole pipeline on one core reads fewer."""
MIXTURE = ("front", "front", "events", "events filtered", "event", "event", "event", "measures", "measure", "measure",
           "mineral", "country", "firm", "article", "article", "dates", "search en", "search zh", "events.json",
           "sources")  # fmt: skip
"""What readers ask for, the frequent ones more often."""
ROLES = ("actor", "target", "country")
WORDS = ("export", "ban", "quota", "licence", "China", "price", "tariff", "mine", "2025", "supply")

Addresses = Mapping[str, Sequence[str]]


def pages(db: sqlite3.Connection, many: int = TIMES) -> dict[str, list[str]]:
    """Return addresses of every kind of page: at most `many` at random, the heaviest under names of their own."""
    draw = random.Random(3)

    from tracker.site.metadata import load

    tables = [f"/tracker/{each}" for each in load()["databases"]["tracker"]["tables"]]

    def some(sql: str, prefix: str) -> list[str]:
        found = [str(row[0]) for row in db.execute(sql)]
        return [f"{prefix}{quote(each, safe='')}" for each in draw.sample(found, min(many, len(found)))]

    def most(column: str, table: str) -> str:
        return str(db.execute(f"SELECT {column} FROM {table} GROUP BY 1 ORDER BY count(*) DESC").fetchone()[0])

    hot = most("event_id", "claims WHERE event_id IS NOT NULL")
    wide = most("measure_id", "scopes")
    today = datetime.now(UTC).date()
    top = [
        row[0] for row in db.execute("SELECT mineral FROM event_minerals GROUP BY 1 ORDER BY count(*) DESC LIMIT 40")
    ]
    return {
        "front": ["/"],
        "front, looking back": ["/?on=2025-06-01&known=2025-06-01"],
        "matrix": ["/matrix"],
        "events": ["/events"],
        "events filtered": [f"/events?mineral={each}&country=CN" for each in top[:10]]
        + [f"/events?action=export_licensing&since=202{n}-01-01" for n in range(6)]
        + [f"/events?family=trade+control&official=1&sort=significance&language={n}" for n in ("en", "zh")],
        "events of CN": ["/events?country=CN"],
        "event": some("SELECT id FROM events", "/event/"),
        "event told 800 times": [f"/event/{hot}"],
        "event told 800 times, later": [f"/event/{hot}?from={place}" for place in (31, 301, 601)],
        "measures": ["/measures"],
        "measures of a state": [f"/measures?state={each}" for each in ("in_force", "suspended", "announced", "ended")],
        "measures by words": [f"/measures?words={each}" for each in ("rare+earths", "gallium", "controls")],
        "measures filtered": [f"/measures?mineral={each}" for each in top[:20]],
        "measure": some("SELECT id FROM measures", "/measure/"),
        "measure, most scopes": [f"/measure/{wide}"],
        "mineral": [f"/mineral/{each}" for each in top[1:21]],
        "mineral rare-earths": ["/mineral/rare-earths"],
        "country": [f"/country/{each}" for each in ("JP", "AU", "CD", "ID", "CA", "CL", "KR", "IN")],
        "country CN": ["/country/CN"],
        "firm": some("SELECT DISTINCT firm FROM event_firms", "/firm/"),
        "agency": some("SELECT DISTINCT agency FROM event_agencies", "/agency/"),
        "agency, busiest": [f"/agency/{most('agency', 'event_agencies')}"],
        "article": some("SELECT id FROM articles", "/article/"),
        "article, whole text": some("SELECT id FROM articles WHERE text IS NOT NULL", "/article/"),
        "sources": ["/sources"],
        "source": some("SELECT id FROM feeds", "/source/"),
        "gaps": ["/gaps"],
        "quality": ["/quality"],
        "codebook": ["/codebook"],
        "search en": [f"/search?{urlencode({'q': q})}" for q in ("dysprosium", "export ban", "cobalt", "china")],
        "search zh": [f"/search?{urlencode({'q': q})}" for q in ("镝", "出口管制 镓", "稀土", "商务部公告")],
        "search articles": ["/search?q=rare+earths&kind=articles"],
        "dates": ["/dates"],
        "dates of a month": [f"/dates?month={today + timedelta(days=30 * each):%Y-%m}" for each in (-2, -1, 0, 1, 2)],
        "pictures": ["/pictures"],
        "pictures, events": ["/pictures?cells=events"],
        "dates.ics": ["/dates.ics"],
        "routes": ["/routes"],
        "threads": ["/threads"],
        "thread": some("SELECT id FROM threads WHERE size > 5", "/thread/"),
        "events.atom": ["/events.atom"],
        "events.json": ["/events.json"],
        "events.csv, 1,000 rows": ["/events.csv"],
        "measures.atom": ["/measures.atom"],
        "measures.csv, 1,000 rows": ["/measures.csv"],
        "table events": ["/tracker/events"],
        "table claims": ["/tracker/claims"],
        "table articles": ["/tracker/articles"],
        "table mentions": ["/tracker/mentions"],
        "table spans": ["/tracker/spans"],
        # Each table once in the rounds.
        **{f"tables from no. {first + 1}": tables[first : first + TIMES] for first in range(0, len(tables), TIMES)},
        "schema": ["/tracker"],
    }


def questions(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the address of every named query as JSON: with its examples, or as a page would ask it."""
    from tracker.site.metadata import queries

    event, claim = db.execute(
        "SELECT event_id, article_id FROM claims GROUP BY 1 HAVING count(*) = 5 LIMIT 1"
    ).fetchone()
    measure, instrument = db.execute("SELECT id, instrument FROM measures ORDER BY basis, id LIMIT 1").fetchone()
    general = {
        "event": event, "article": claim, "measure": measure, "instrument": instrument, "source": "outlet-040",
        "q": "rare earths", "articles": json.dumps([claim]),
    }  # fmt: skip
    of = {name: {"kind": "country", "id": "CN"} for name in ("events_of", "activity", "company", "measures_of")}
    found = {}
    for name, query in queries().items():
        given = {each.name: each.example for each in query.parameters} if query.public else general | of.get(name, {})
        used = {key: value for key, value in given.items() if f":{key}" in query.sql}
        found[f"query {name}"] = [f"/tracker/{name}.json?{urlencode({'_shape': 'array', **used})}"]
    return found


def serve(home: Path, port: int) -> None:
    from tracker.site import serve as serve_site

    serve_site(home / "tracker.db", port)


@contextmanager
def serving(home: Path) -> Iterator[tuple[int, int]]:
    """Serve the home in another process; give its port and process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(home, port), daemon=True)
    process.start()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            sleep(0.1)
    try:
        yield port, process.pid or 0
    finally:
        process.terminate()
        process.join()


def cpu(pid: int) -> float:
    """Return the milliseconds of processor time that all threads of a process have had; Linux says it."""
    spent = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        spent += int((task / "schedstat").read_text().split()[0])
    return spent / 1e6


class Reader:
    """One kept connection; `alone` asks for answers that are made for this reader."""

    def __init__(self, port: int, *, alone: bool = False) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Accept-Encoding": "gzip"} | ({"Cookie": "reader=bench"} if alone else {})

    def get(self, address: str) -> tuple[int, bytes, str]:
        """Return status, body as it was sent, and how it was packed."""
        self._connection.request("GET", address, headers=self._headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read(), answer.getheader("Content-Encoding") or ""


def measure(port: int, pid: int, addresses: Addresses) -> bool:
    """Ask for all addresses in rounds, print a line for each kind, and say whether all hold the bars."""
    reader = Reader(port, alone=True)
    taken: dict[str, list[tuple[float, float]]] = {kind: [] for kind in addresses}
    sizes: dict[str, int] = {}
    wrong: dict[str, int] = {}
    for turn in range(-WARM, TIMES):
        for kind, some in addresses.items():
            address = some[turn % len(some)]
            spent, begun = cpu(pid), perf_counter()
            status, body, _ = reader.get(address)
            if turn >= 0:
                taken[kind].append((1000 * (perf_counter() - begun), cpu(pid) - spent))
            sizes[kind] = len(body)
            if status != 200:
                wrong[f"{kind} {address}"] = status
    print(f"{'':34} median     p95     cpu      kB")
    good = not wrong
    for kind, times in sorted(taken.items(), key=lambda pair: -median(wall for wall, _ in pair[1])):
        wall, used = [each for each, _ in times], [each for _, each in times]
        middle, late = median(wall), quantiles(wall, n=20)[-1]
        slow = "  <-- slow" if middle > MEDIAN or late > P95 else ""
        good = good and not slow
        print(f"{kind:34} {middle:6.1f}  {late:6.1f}  {median(used):6.1f}  {sizes[kind] / 1000:6.1f}{slow}")
    for kind, status in wrong.items():
        print(f"{status}: {kind}")
    return good


def front(port: int) -> bool:
    """Print what the front page with its styles and scripts weighs, and say whether it holds the bar."""
    import re

    reader = Reader(port)
    _, body, packing = reader.get("/")
    html = gzip.decompress(body) if packing == "gzip" else body
    parts = {"/": len(body)}
    for each in sorted(set(re.findall(r'(?:href|src)="(/assets/[^"]+)"', html.decode()))):
        parts[each] = len(reader.get(each)[1])
    total = sum(parts.values())
    print(f"front page: {total / 1000:.0f} kB in {len(parts)} parts ({packing or 'not packed'}): {parts}")
    return total <= FRONT_BYTES


def write(home: Path, seconds: float) -> None:
    """Link new articles of today, each in a transaction, as the pipeline does; print how many and how long it took."""
    from tests.bench import linking
    from tracker import vocab
    from tracker.model import content_id
    from tracker.store import Store

    words = vocab.load()
    world = linking.World(words, 23)
    taken: list[float] = []
    today = datetime.now(UTC).date()
    with Store(home) as store:
        end = perf_counter() + seconds
        while perf_counter() < end:
            name = f"{os.getpid()}-{len(taken)}"
            story = world.story(today - timedelta(days=world.dice.randrange(30)))
            taken.append(linking.link(store, words, world.telling(story, today, content_id("write", name))))
            sleep(max(0.0, 1 / ARTICLES_A_SECOND - taken[-1] / 1000))
    print(f"the writer linked {len(taken)} articles meanwhile: {linking.told_of(taken)}")


def crowd(home: Path, port: int, pid: int, addresses: Addresses) -> bool:
    """Let many readers ask at once while a process writes; print the pages a second and say if they are enough."""
    taken: list[float] = []
    wrong: list[int] = []
    start = Barrier(USERS + 1)
    ends = [0.0]

    def user(number: int) -> None:
        reader, draw = Reader(port), random.Random(number)
        start.wait()
        while perf_counter() < ends[0]:
            begun = perf_counter()
            status, _, _ = reader.get(draw.choice(addresses[draw.choice(MIXTURE)]))
            taken.append(1000 * (perf_counter() - begun))
            if status != 200:
                wrong.append(status)

    writer = multiprocessing.get_context("spawn").Process(target=write, args=(home, SECONDS + 4))
    users = [Thread(target=user, args=(number,)) for number in range(USERS)]
    writer.start()
    for each in users:
        each.start()
    sleep(4)  # the writer reads the vocabulary first
    ends[0] = perf_counter() + SECONDS
    spent = cpu(pid)
    start.wait()
    for each in users:
        each.join()
    writer.join()
    rate, used = len(taken) / SECONDS, (cpu(pid) - spent) / SECONDS / 10
    times = f"median {median(taken):.0f} ms, p95 {quantiles(taken, n=20)[-1]:.0f} ms"
    print(f"{USERS} readers: {rate:.0f} pages/s, {times}, {len(wrong)} failed; "
          f"the site used {used:.0f} % of a core, {used * 10 / rate:.1f} ms a page")  # fmt: skip
    return rate >= PAGES_A_SECOND and not wrong


def asked_kinds(home: Path, only: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what the readers ask for, and what is measured alone: all, or kinds with a word in their name."""
    db = sqlite3.connect(f"file:{home / 'tracker.db'}?mode=ro", uri=True)
    wide = pages(db, many=5000)
    minerals = [each.rpartition("/")[2] for each in wide["mineral"]]
    filters = [f"mineral={each}&{kind}={land}" for each in minerals for kind in ROLES for land in large.ISSUERS]
    wide["events filtered"] = [f"/events?{each}" for each in filters]
    wide["search en"] = [f"/search?q={each}+{word}" for each in minerals for word in WORDS]
    chosen = {kind: some for kind, some in (pages(db) | questions(db)).items() if only in kind}
    db.close()
    return wide, chosen


def run(home: Path, only: str, *, with_crowd: bool) -> bool:
    if not (home / "tracker.db").exists():
        begun = perf_counter()
        print(large.build(home), f"{perf_counter() - begun:.0f} s")
    every, chosen = asked_kinds(home, only)
    with serving(home) as (port, pid):
        load = os.getloadavg()[0]
        verdicts = [measure(port, pid, chosen), front(port)]
        if with_crowd:
            verdicts.append(crowd(home, port, pid, every))
        print(f"load of the machine before and after: {load:.1f}, {os.getloadavg()[0]:.1f}")
    return all(verdicts)


def main() -> None:
    """Print the table; end with 1 if a bar is not held."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("home", nargs="?", type=Path)
    asked.add_argument("--only", default="", help="measure only kinds with this word in their name")
    asked.add_argument("--no-crowd", action="store_true", help="leave the twenty readers out")
    given = asked.parse_args()
    with TemporaryDirectory(prefix="tracker-bench-") as folder:
        raise SystemExit(not run(given.home or Path(folder), given.only, with_crowd=not given.no_crowd))


if __name__ == "__main__":
    main()
