"""Reading in other processes: the same entries, nothing lost when one ends, and none left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tracker.model import Feed, Fetched, Question
from tracker.pipeline import apart
from tracker.pipeline.apart import FEW, Parsed, Readers, parse

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://wire.example/feed"
QUESTION = Question(URL)


def feed(name: str = "s") -> Feed:
    return Feed(name, URL, "feed", "S", "CN", "en", "trade", timedelta(hours=1), "evidence")


def page(body: bytes) -> Fetched:
    return Fetched(URL, URL, 200, NOW, body, "application/rss+xml")


def rss(*titles: str) -> bytes:
    rows = "".join(f"<item><title>{title}</title><link>/{title}</link></item>" for title in titles)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><ttl>90</ttl>{rows}</channel></rss>'.encode()


def endless() -> bytes:
    """A document that takes seconds to read; few enough tags to be tried."""
    return rss("a")[:-16] + b"<item><title>a</title></item>" * 60_000


@pytest.fixture
def all_in_one_lane(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LARGE", 100_000_000)


async def read(readers: Readers, bodies: list[bytes]) -> list[Parsed]:
    return list(await asyncio.gather(*(readers.parse(feed(f"s{n}"), QUESTION, page(b)) for n, b in enumerate(bodies))))


def test_few_small_pages_are_read_here_and_many_elsewhere_with_the_same_result() -> None:
    bodies = [rss(f"title {n}", f"other {n}") for n in range(FEW + 30)]

    async def run() -> tuple[list[Parsed], int, list[Parsed], list[int | None]]:
        async with Readers(others=2) as readers:
            few = await read(readers, bodies[:FEW])
            none = len(readers._many.others)
            many = await read(readers, bodies)
        return few, none, many, [other.process.returncode for other in readers._many.others]

    few, none, many, codes = asyncio.run(run())
    assert none == 0
    assert few == many[:FEW]
    assert many == [parse(feed(f"s{n}"), QUESTION, page(body)) for n, body in enumerate(bodies)]
    assert many[0].ttl == timedelta(minutes=90)
    assert len(codes) == 2
    assert all(code is not None for code in codes), "a process was left behind"


@pytest.mark.usefixtures("all_in_one_lane")
def test_a_page_that_never_ends_costs_its_own_source_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 2.0)
    bodies = [rss("before"), endless(), *(rss(f"after {n}") for n in range(6))]

    async def run() -> list[Parsed]:
        async with Readers(others=1) as readers:
            readers._read = FEW
            return await read(readers, bodies)

    told = asyncio.run(run())
    assert [issue.kind for issue in told[1].issues] == ["timeout"]
    assert [len(each.found) for each in told] == [1, 0, 1, 1, 1, 1, 1, 1]


def test_small_pages_do_not_wait_behind_a_large_one() -> None:
    ended = []

    async def run() -> None:
        async with Readers(others=1) as readers:
            readers._read = FEW

            async def one(name: str, body: bytes) -> None:
                await readers.parse(feed(), QUESTION, page(body))
                ended.append(name)

            await asyncio.gather(one("large", endless()), *(one("small", rss(str(n))) for n in range(20)))

    asyncio.run(run())
    assert ended == ["small"] * 20 + ["large"]


@pytest.mark.usefixtures("all_in_one_lane")
def test_a_process_that_is_killed_costs_one_page() -> None:
    bodies = [endless(), *(rss(f"after {n}") for n in range(6))]

    async def run() -> list[Parsed]:
        async with Readers(others=1) as readers:
            readers._read = FEW
            reading = asyncio.ensure_future(read(readers, bodies))
            while not readers._many.others:  # noqa: ASYNC110 - it tells nobody when it starts a process
                await asyncio.sleep(0.01)
            readers._many.others[0].process.kill()
            return await reading

    told = asyncio.run(run())
    assert [issue.kind for issue in told[0].issues] == ["error"]
    assert [len(each.found) for each in told[1:]] == [1] * 6


def test_where_no_process_can_be_had_pages_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    async def run() -> list[Parsed]:
        async with Readers(others=2) as readers:
            return await read(readers, [rss(str(n)) for n in range(FEW + 3)])

    assert [len(each.found) for each in asyncio.run(run())] == [1] * (FEW + 3)


def test_a_bug_is_raised_here(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        async with Readers(others=1) as readers:
            readers._read = FEW
            await readers.parse(None, QUESTION, page(rss("a")))  # type: ignore[arg-type]

    with pytest.raises(RuntimeError, match="failed in another process"):
        asyncio.run(run())


PARENT = """
import asyncio, sys
sys.path.insert(0, {root!r})
from tests.pipeline.test_apart import *

async def run():
    async with Readers(others=1) as readers:
        readers._read = FEW
        await readers.parse(feed(), QUESTION, page(rss("a")))
        print(readers._many.others[0].process.pid, flush=True)
        await asyncio.sleep(60)

asyncio.run(run())
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_its_parent(how: signal.Signals) -> None:
    code = PARENT.format(root=str(Path(__file__).parents[2]))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.send_signal(how)
        parent.wait(20)
    for _ in range(500):
        if not _lives(child):
            return
        time.sleep(0.02)
    raise AssertionError(f"process {child} outlived its parent")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
