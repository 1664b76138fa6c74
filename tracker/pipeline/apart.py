"""Reads pages in other processes where they are many or large: the wire is served meanwhile, and reading ends.

How a page is read is the business of `entries`; this module carries pages there and entries back. Nothing is read
elsewhere that is quicker read here. A page that is still being read after `LONGEST` is given up with its process, so a
hostile document costs one source one poll.

Run as a file it is the other process, and ends with its standard input: it outlives neither a killed parent nor a
finished one. It is not run as a module, for that would first import the whole pipeline.
"""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
import traceback
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from tracker import entries
from tracker.model import Entry, Feed, Fetched, Issue, Question

FEW = 12
"""Small pages read here first: starting another process takes as long as reading about twenty."""
LARGE = 128 * 1024
"""Bytes of a page that is not read here, for it would hold up everything else."""
LONGEST = 30.0
"""Seconds that reading one page may take."""
MOST_HELD = 32 * 1024 * 1024
"""Bytes of pages that may wait for other processes; beyond it we read here, and ask for no more meanwhile."""
MOST_OTHERS = 2
QUEUE = 4
"""Pages sent to one process before it has answered: one being read, the others so that it never waits."""
_HEAD = 4

Reply = tuple[list[Entry], list[Issue], Question | None, timedelta | None]


@dataclass(frozen=True, slots=True)
class Parsed:
    """One page of a source, read: entries, issues, the question for the next page, and how long it says it is fresh."""

    found: tuple[Entry, ...]
    issues: tuple[Issue, ...]
    following: Question | None
    ttl: timedelta | None


def parse(feed: Feed, question: Question, page: Fetched) -> Parsed:
    """Read one page of a source, here and now."""
    return _parsed(_read(feed, question, page))


def _read(feed: Feed, question: Question, page: Fetched) -> Reply:
    found, issues = entries.read(feed, page)
    return found, issues, entries.following(feed, question, page), entries.ttl(feed, page)


def _parsed(reply: Reply) -> Parsed:
    found, issues, following, ttl = reply
    return Parsed(tuple(found), tuple(issues), following, ttl)


class _InnocentError(Exception):
    """The process ended over another page; this one may be read by the next."""


@dataclass(slots=True)
class _Other:
    """Another process; answers come in the order of the questions, so whoever waits longest reads first."""

    process: asyncio.subprocess.Process
    source: asyncio.StreamReader
    sink: asyncio.StreamWriter
    waiting: int = 0
    ended: bool = False
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, *job: object) -> Reply:
        """Return the reply to a job; TimeoutError or EOFError if it was this job that ended the process."""
        self.waiting += 1
        self._send(pickle.dumps(job))
        try:
            async with self.turn:
                if self.ended:
                    raise _InnocentError
                async with asyncio.timeout(LONGEST):
                    reply = pickle.loads(await self._receive())  # noqa: S301 - from our own child
        except BaseException as problem:  # cancelled, too: the next in turn would take our reply for its own
            if not isinstance(problem, _InnocentError):
                self.end()
            raise
        finally:
            self.waiting -= 1
        if isinstance(reply, str):
            raise RuntimeError(f"reading a page failed in another process:\n{reply}")
        return reply  # type: ignore[no-any-return]

    def _send(self, job: bytes) -> None:
        self.sink.write(len(job).to_bytes(_HEAD) + job)

    async def _receive(self) -> bytes:
        return await self.source.readexactly(int.from_bytes(await self.source.readexactly(_HEAD)))

    def end(self) -> None:
        """Kill the process; reading has no effect that could be left half done."""
        self.ended = True
        if self.process.returncode is None:
            self.process.kill()


@dataclass(slots=True)
class _Lane:
    """Up to `most` processes and the queue before them."""

    most: int
    others: list[_Other] = field(default_factory=list)
    room: asyncio.Semaphore = field(init=False)
    starting: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.room = asyncio.Semaphore(QUEUE * self.most)

    async def ask(self, *job: object) -> Reply:
        """Return the reply to a job, from whichever process; raises what :meth:`_Other.ask` does."""
        async with self.room:
            while True:
                other = await self._other()
                try:
                    return await other.ask(*job)
                except _InnocentError:
                    continue

    async def _other(self) -> _Other:
        """Return the process with the shortest queue; start one more while all are busy and there may be more."""
        async with self.starting:
            living = [other for other in self.others if not other.ended]
            if len(living) < self.most and all(other.waiting for other in living):
                living.append(await _started())
                self.others.append(living[-1])
        return min(living, key=lambda other: other.waiting)

    async def end(self) -> None:
        """End all processes."""
        for other in self.others:
            other.end()
        for other in self.others:
            await other.process.wait()


class Readers:
    """Reads pages here or elsewhere. An async context manager; leaves no process behind."""

    def __init__(self, others: int | None = None) -> None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        wanted = min(cores, MOST_OTHERS) if others is None else others
        self._alone = wanted < (2 if others is None else 1)  # on one core, another process is no help
        self._many = _Lane(max(wanted, 1))
        self._heavy = _Lane(1)  # its own, for small pages must not wait behind large ones
        self._read = self._held = 0

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._many.end()
        await self._heavy.end()

    async def parse(self, feed: Feed, question: Question, page: Fetched) -> Parsed:
        """Read one page of a source. A page that ends its process, or never ends, is an issue."""
        size = len(page.body or b"")
        self._read += 1
        heavy = _is_heavy(page)
        if self._held > MOST_HELD or (not heavy and (self._alone or self._read <= FEW)):
            return parse(feed, question, page)
        lane = self._heavy if heavy else self._many
        self._held += size
        try:
            return _parsed(await lane.ask(feed, question, page))
        except TimeoutError:
            return _given_up(feed, page, "timeout", f"reading the answer took more than {LONGEST:g} s")
        except OSError:  # no other process can be had: slower, but read
            self._alone = True
            return parse(feed, question, page)
        except EOFError:
            return _given_up(feed, page, "error", "reading the answer ended the process that read it")
        finally:
            self._held -= size


def _is_heavy(page: Fetched) -> bool:
    """Say whether reading a page may take long: it is large, or declares entities of its own, which may multiply."""
    body = page.body or b""
    return len(body) >= LARGE or b"<!ENTITY" in body


async def _started() -> _Other:
    root = str(Path(entries.__file__).parents[2])
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))}
    # A session of its own, so that Ctrl-C reaches us alone.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", __file__,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, env=environment, start_new_session=True,
    )  # fmt: skip
    if process.stdout is None or process.stdin is None:
        raise OSError("a process without pipes")
    return _Other(process, process.stdout, process.stdin)


def _given_up(feed: Feed, page: Fetched, kind: str, reason: str) -> Parsed:
    return Parsed((), (Issue("entries", feed.id, kind, reason, page.at),), None, None)


def answer(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer one question after another until there are no more."""
    while head := source.read(_HEAD):
        job = source.read(int.from_bytes(head))
        try:
            reply: Reply | str = _read(*pickle.loads(job))  # noqa: S301 - from our own parent
        except Exception:  # a bug, to be raised where it is seen
            reply = traceback.format_exc()
        raw = pickle.dumps(reply)
        sink.write(len(raw).to_bytes(_HEAD) + raw)
        sink.flush()


if __name__ == "__main__":
    answer(sys.stdin.buffer, sys.stdout.buffer)
