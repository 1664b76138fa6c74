"""Polls 500 feeds on loopback beside `reader` (and newsboat, if it is installed) and prints times, ratios and memory.

Run by hand, on a quiet machine::

    python3 -m venv ELSEWHERE && ELSEWHERE/bin/pip install reader==3.26 sgmllib3k
    .venv/bin/python -m tests.bench.feeds --reader ELSEWHERE/bin/python

One server, in a process of its own, answers all contestants the same bytes. Each pass of each contestant is a fresh
process, and the contestants take turns, round by round. A time is that of the update call alone: imports, opening the
database and listing the feeds come before it. The first pass starts from an empty home; the second finds every feed
unchanged (304). Our side takes the road of the product: ``feeds.yaml``, a store on disk, ``pipeline.poll``.

Imports of the standard library only at the top: the same file runs under the other contestant's interpreter.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

AIMS = {"first": 0.5, "again": 0.25}
"""Our share of reader's time that a pass may take: the first one, and the one where nothing is new."""
MEMORY_AIM = 200.0
PASSES = ("first", "again")
NAMES = {"first": "first pass", "again": "304 pass"}
START = datetime(2026, 11, 1, 8, tzinfo=UTC)
TEXT = (
    "the ministry of commerce said exports antimony gallium rare earth magnets licence quota under review after talks "
    "producers in Inner Mongolia and Kalimantan expect prices to rise while buyers wait for a notice on germanium "
    "shipments fell by third last month according to customs data analysts told a conference smelter nickel ore ban "
    "remains until further decision joint venture announced plant graphite anode tariff cobalt Congo suspended"
)
WORDS = TEXT.split()
# One of twelve items is Chinese, one has an entity, all have mark-up: as feeds of this field do.
HAN = "商务部公布对稀土相关物项实施出口管制的决定自公布之日起正式施行镓锗锑石墨企业许可申请审查"

Figures = dict[str, float]


# --- the documents ---------------------------------------------------------------------------------------------------


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."


def _item(chance: random.Random, feed: int, item: int) -> tuple[str, str, str, str]:
    """Return title, link, date in ISO 8601 and summary as HTML of one item."""
    title = f"{_sentence(chance, 9)[:-1]} {feed}-{item}"
    if item % 12 == 5:
        title = "".join(chance.choices(HAN, k=24)) + f" {feed}-{item}"
    link = f"https://source{feed}.example/news/2026/11/{chance.randrange(10**9)}-{item}.html?utm_source=rss&id={item}"
    body = " ".join(_sentence(chance, 10) for _ in range(3))
    more = f'<a href="{link.replace("&", "&amp;")}">Continue &rarr;</a>'
    summary = (
        f'<p><img src="https://source{feed}.example/i/{item}.jpg" alt=""/>{body}</p>\n<p>AT&amp;T &mdash; {more}</p>'
    )
    return title, link, (START - timedelta(minutes=61 * item)).isoformat(), summary


def document(feed: int, items: int) -> bytes:
    """Return one feed, about 24 kB at 30 items: RSS 2.0 for even numbers, Atom for odd ones."""
    chance = random.Random(feed)
    rows = [_item(chance, feed, item) for item in range(items)]
    return (_atom if feed % 2 else _rss)(feed, rows).encode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rss(feed: int, rows: Sequence[tuple[str, str, str, str]]) -> str:
    items = "".join(
        f"<item>\n<title>{_escaped(title)}</title>\n<link>{_escaped(link)}</link>\n"
        f'<guid isPermaLink="false">{feed}:{n}</guid>\n<dc:creator><![CDATA[Desk]]></dc:creator>\n'
        f"<pubDate>{datetime.fromisoformat(at):%a, %d %b %Y %H:%M:%S +0000}</pubDate>\n<category>Metals</category>\n"
        f"<description><![CDATA[{summary}]]></description>\n</item>\n"
        for n, (title, link, at, summary) in enumerate(rows)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>\n<title>Source {feed}</title>\n<link>https://source{feed}.example/</link>\n"
        f"<description>News</description>\n<language>en</language>\n{items}</channel></rss>\n"
    )


def _atom(feed: int, rows: Sequence[tuple[str, str, str, str]]) -> str:
    items = "".join(
        f'<entry>\n<title>{_escaped(title)}</title>\n<link rel="alternate" href="{_escaped(link)}"/>\n'
        f"<id>tag:source{feed}.example,2026:{n}</id>\n<updated>{at}</updated>\n<published>{at}</published>\n"
        f'<author><name>Desk</name></author>\n<summary type="html">{_escaped(summary)}</summary>\n</entry>\n'
        for n, (title, link, at, summary) in enumerate(rows)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Source {feed}</title>\n<id>tag:source{feed}.example,2026:</id>\n<updated>{rows[0][2]}</updated>\n"
        f'<link rel="self" href="https://source{feed}.example/feed"/>\n{items}</feed>\n'
    )


# --- the server, a process of its own --------------------------------------------------------------------------------


class Answering(asyncio.Protocol):
    """Answers GET of ``/feed/N``, kept alive, 304 where the ETag is ours. Little more than a loop over bytes."""

    def __init__(self, documents: dict[bytes, bytes]) -> None:
        self._documents, self._read = documents, b""

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while (end := self._read.find(b"\r\n\r\n")) >= 0:
            head, self._read = self._read[:end], self._read[end + 4 :]
            self._transport.write(self._answer(head))

    def _answer(self, head: bytes) -> bytes:
        path = head.split(b" ", 2)[1]
        body = self._documents.get(path)
        if body is None:
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        etag = b'"%s"' % path
        if b"if-none-match: " + etag in head.lower():
            return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
        kind = b"Content-Type: application/xml; charset=utf-8"
        return b"HTTP/1.1 200 OK\r\n%s\r\nETag: %s\r\nContent-Length: %d\r\n\r\n%s" % (kind, etag, len(body), body)


def serve(feeds: int, items: int) -> None:
    """Serve the documents on a free port of loopback, say which, and stop when standard input ends."""

    async def run() -> None:
        documents = {f"/feed/{n}".encode(): document(n, items) for n in range(feeds)}
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: Answering(documents), "127.0.0.1", 0, backlog=1024)
        size = sum(map(len, documents.values())) / max(feeds, 1)
        print(json.dumps({"port": server.sockets[0].getsockname()[1], "mean_bytes": round(size)}), flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(run())


# --- the contestants, each pass a process of its own -----------------------------------------------------------------


def _measured(work: Callable[[], Figures]) -> Figures:
    start, spent = time.perf_counter(), time.process_time()
    told = work()
    seconds = time.perf_counter() - start
    own, workers = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return told | {
        "seconds": seconds,
        "cpu": time.process_time() - spent + workers.ru_utime + workers.ru_stime,
        "peak_mb": own.ru_maxrss / 1024,
    }


def ours(home: Path, base: str, feeds: int) -> Figures:
    """Poll through the pipeline; return the figures with the number of entries that were new."""
    from tracker import config, pipeline
    from tracker.store import Store

    source = (
        "{{id: s{0}, url: '{1}/feed/{0}', publisher: S{0}, country: CN, language: en, tier: trade, every: 1h, {2}}}"
    )
    extra = "kind: feed, publish: evidence, allow_private: true"
    path = home / "feeds.yaml"
    path.write_text("feeds:\n" + "".join(f"- {source.format(n, base, extra)}\n" for n in range(feeds)), "utf-8")
    settled = config.load(path, {}, home=home)
    everyone = [feed.id for feed in settled.feeds]

    def work() -> Figures:
        results = pipeline.poll(store, settled, lambda: datetime.now(UTC), only=everyone)
        wrong = [result.reason for result in results if result.outcome not in {"new", "unchanged"}]
        return {"fresh": sum(result.fresh for result in results), "wrong": len(wrong)}

    with Store(home) as store:
        return _measured(work)


def reader(home: Path, base: str, feeds: int, workers: int) -> Figures:
    """Update through reader's own call, feeds added before; return the figures."""
    from reader import make_reader  # type: ignore[import-not-found]  # lives in the other interpreter

    with make_reader(str(home / "reader.sqlite")) as made:
        for n in range(feeds):
            made.add_feed(f"{base}/feed/{n}", exist_ok=True)

        def work() -> Figures:
            fresh = wrong = 0
            for result in made.update_feeds_iter(scheduled=False, workers=workers):
                fresh += result.updated_feed.new if result.updated_feed else 0
                wrong += result.error is not None
            return {"fresh": fresh, "wrong": wrong}

        return _measured(work)


def newsboat(home: Path, base: str, feeds: int) -> Figures:
    """Reload with newsboat: no call to time, so the whole process is."""
    (home / "urls").write_text("".join(f"{base}/feed/{n}\n" for n in range(feeds)))
    (home / "config").write_text("reload-threads 2\nmax-items 0\n")
    call = ["newsboat", "-u", f"{home}/urls", "-c", f"{home}/cache.db", "-C", f"{home}/config", "-x", "reload"]
    start = time.perf_counter()
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"seconds": seconds, "cpu": used.ru_utime + used.ru_stime, "peak_mb": used.ru_maxrss / 1024}


# --- the run ---------------------------------------------------------------------------------------------------------


@contextmanager
def serving(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Run the server for a block; yield what it says of itself."""
    process = subprocess.Popen(_call("server", options), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()


def _call(role: str, options: argparse.Namespace, *more: str) -> list[str]:
    python = options.reader if role.startswith("reader") else sys.executable
    plan = ["--feeds", str(options.feeds), "--items", str(options.items), *more]
    return [python, str(Path(__file__).resolve()), "--as", role, *plan]


def contestants(options: argparse.Namespace) -> list[str]:
    """Return who takes part: we, reader with each number of workers, and newsboat if it is there."""
    theirs = [f"reader:{workers}" for workers in options.workers] if options.reader else []
    return ["ours", *theirs, *(["newsboat"] if shutil.which("newsboat") else [])]


def rounds(options: argparse.Namespace, base: str) -> dict[str, dict[str, list[Figures]]]:
    """Return the figures of every contestant, pass and round; who comes first changes from round to round."""
    names = contestants(options)
    told: dict[str, dict[str, list[Figures]]] = {name: {each: [] for each in PASSES} for name in names}
    for turn in range(options.rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            with TemporaryDirectory() as home:
                for each in PASSES:
                    call = _call(name, options, "--base", base, "--home", home)
                    told[name][each].append(watched(call))
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return told


def watched(call: Sequence[str]) -> Figures:
    """Run one pass; return what it says of itself, its whole time, and the most memory that all its processes had."""
    start, most = time.perf_counter(), 0.0
    with subprocess.Popen(call, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        while process.poll() is None:
            most = max(most, sum(map(_resident, _family(process.pid))))
            time.sleep(0.02)
        seconds = time.perf_counter() - start
        assert process.stdout
        told = process.stdout.read().splitlines()
    if process.returncode or not told:
        raise SystemExit(f"{' '.join(call)} ended with {process.returncode}")
    figures: Figures = json.loads(told[-1])
    return figures | {"process": seconds, "family_mb": most}


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # gone meanwhile, or no Linux
        return []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except OSError:
        return 0.0


def summary(told: dict[str, dict[str, list[Figures]]]) -> list[dict[str, Any]]:
    """Return one row for each pass and contestant: medians, and the time as a share of reader's best."""
    rows = []
    for each in PASSES:
        middle = {name: {k: statistics.median(f[k] for f in p[each]) for k in p[each][0]} for name, p in told.items()}
        theirs = [figures["seconds"] for name, figures in middle.items() if name.startswith("reader")]
        for name, figures in middle.items():
            seconds = [figure["seconds"] for figure in told[name][each]]
            share = figures["seconds"] / min(theirs) if theirs else None
            row: dict[str, Any] = {
                "pass": each,
                "name": name,
                "share": share,
                "low": min(seconds),
                "high": max(seconds),
            }
            rows.append(row | figures)
    return rows


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Return the rows as a Markdown table; ``×`` is the share of the best reader's time."""
    lines = [
        "| pass | who | seconds (range) | × reader | whole process, s | CPU, s | peak MB | with helpers | new |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        share = f"{row['share']:.2f}" if row["share"] else ""
        cells = (
            NAMES[row["pass"]], row["name"], f"{row['seconds']:.2f} ({row['low']:.2f}–{row['high']:.2f})", share,
            f"{row['process']:.2f}", f"{row['cpu']:.2f}", f"{row['peak_mb']:.0f}",
            f"{row['family_mb']:.0f}", f"{row['fresh']:,.0f}" if "fresh" in row else "",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def verdict(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Return one line for each aim: the figure beside what was aimed at."""
    mine = {row["pass"]: row for row in rows if row["name"] == "ours"}
    lines = [f"{NAMES[p]}: {mine[p]['share']:.2f} × reader, aim {AIMS[p]}" for p in PASSES if mine[p]["share"]]
    peak = max(row["peak_mb"] for row in mine.values())
    return [*lines, f"memory of the polling process: {peak:.0f} MB, aim {MEMORY_AIM:.0f} MB"]


def _options() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reader", help="the interpreter of a venv that has reader 3.26; without it we run alone")
    asked.add_argument("--workers", type=int, nargs="+", default=[1, 4], help="reader's workers; 1 is its own default")
    asked.add_argument("--feeds", type=int, default=500)
    asked.add_argument("--items", type=int, default=30)
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--json", type=Path, help="write all figures here")
    asked.add_argument("--as", dest="role", help=argparse.SUPPRESS)
    asked.add_argument("--base", help=argparse.SUPPRESS)
    asked.add_argument("--home", help=argparse.SUPPRESS)
    return asked.parse_args()


def _take_part(options: argparse.Namespace) -> Figures:
    home, (name, _, workers) = Path(options.home), options.role.partition(":")
    if name == "reader":
        return reader(home, options.base, options.feeds, int(workers))
    return {"ours": ours, "newsboat": newsboat}[name](home, options.base, options.feeds)


def main() -> None:
    """Run one role, or all of them and print the table."""
    options = _options()
    if options.role == "server":
        return serve(options.feeds, options.items)
    if options.role:
        return print(json.dumps(_take_part(options)))
    with serving(options) as said:
        told = rounds(options, f"http://127.0.0.1:{said['port']}")
    rows = summary(told)
    print(
        f"{options.feeds} feeds of {options.items} items, {said['mean_bytes']:,} bytes each; {options.rounds} rounds\n"
    )
    print(table(rows), "", *verdict(rows), sep="\n")
    if options.json:
        options.json.write_text(json.dumps({"rows": rows, "rounds": told}, indent=1), "utf-8")
    return None


if __name__ == "__main__":
    main()
