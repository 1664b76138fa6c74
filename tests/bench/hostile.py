"""Polls a hostile server beside 100 healthy feeds and prints how each case ended, when, and when the others were done.

Run by hand: ``.venv/bin/python -m tests.bench.hostile [--timeout SECONDS] [--times N]``. The server is a process of its
own. The healthy feeds are polled alone first, then beside everything that a server can do to a client; both times
through ``pipeline.poll`` and a store on disk. The last lines say what was not as it should be; the exit status counts
them.

Our loopback server stands for the public internet in the two cases where a public address leads to a private one.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import json
import shutil
import socket
import ssl
import struct
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.bench.feeds import document
from tracker import config, pipeline
from tracker.store import Poll, Store
from tracker.web import addresses

HEALTHY = 100
MAX_BYTES = 2 * 1024 * 1024
TIMEOUT = 5.0
PARSING = 40.0
"""Seconds that a document may take after it came: the cap on reading one, and something for the machine."""
POLITE = 10.0
"""Seconds of waiting between two questions to one host, which the cap does not count."""
SLACK = 2.0
"""Seconds over the time cap that are the machine's: starting, storing, other feeds' turns."""

Writer = asyncio.StreamWriter
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"


@dataclass(frozen=True, slots=True)
class Case:
    """What a server does to us, and what has to come of it: the outcome, the kind of issue, and within how long."""

    does: Callable[[Writer], Awaitable[None]]
    outcome: str
    kind: str
    extra: float = 0.0
    scheme: str = "http"
    guarded: bool = False


# --- what the server does --------------------------------------------------------------------------------------------


async def drips(writer: Writer) -> None:
    """Send a byte now and then, for ever."""
    writer.write(OK + b"Content-Length: 100000\r\n\r\n<?xml")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.2)


async def drips_headers(writer: Writer) -> None:
    """Never come to the end of the headers."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X: y\r\n")
        await writer.drain()
        await asyncio.sleep(0.5)


async def says_nothing(_: Writer) -> None:
    """Take the question and never answer."""
    await asyncio.sleep(3600)


async def never_ends(writer: Writer) -> None:
    """Send chunk after chunk as fast as they are taken."""
    writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        await writer.drain()


async def bombs(writer: Writer) -> None:
    """Send a quarter of a megabyte that unpacks to a quarter of a gigabyte."""
    body = bomb()
    writer.write(OK + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    await writer.drain()


async def breaks_off(writer: Writer) -> None:
    """Promise more than is sent."""
    writer.write(OK + b"Content-Length: 100000\r\n\r\n" + document(1, 2))
    await writer.drain()


async def breaks_chunks(writer: Writer) -> None:
    """Leave the last chunk out."""
    body = document(1, 2)
    writer.write(OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n")
    await writer.drain()


async def resets(writer: Writer) -> None:
    """Throw the connection away in mid-sentence."""
    writer.write(OK + b"Content-Length: 100000\r\n\r\n<rss>")
    await writer.drain()
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def answers(head: str, body: bytes = b"") -> Callable[[Writer], Awaitable[None]]:
    """Return the doing of one plain answer."""

    async def plain(writer: Writer) -> None:
        writer.write(f"HTTP/1.1 {head}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()

    return plain


def bomb() -> bytes:
    """Return 256 MiB of zeros, packed."""
    zeros = gzip.compress(bytes(1024 * 1024), 9)
    return zeros * 256  # members of one gzip file, one after the other


def _laughs() -> bytes:
    steps = "".join(f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, 10))
    item = "<item><title>&e9;</title><link>https://wire.example/1</link></item>"
    return f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e0 'x'>{steps}]><rss><channel>{item}</channel></rss>".encode()


def _crowded() -> bytes:
    return b"<rss version='2.0'><channel>" + b"<item><title>a</title></item>" * 60_000


FEED = "200 OK\r\nContent-Type: application/rss+xml"
CASES: Mapping[str, Case] = {
    "slow drip": Case(drips, "timeout", "timeout"),
    "slow headers": Case(drips_headers, "timeout", "timeout"),
    "silence": Case(says_nothing, "timeout", "timeout"),
    "endless body": Case(never_ends, "error", "too_large"),
    "gzip bomb": Case(bombs, "error", "too_large"),
    "redirect loop": Case(answers("302 Found\r\nLocation: /redirect-loop"), "error", "error"),
    "less than promised": Case(breaks_off, "error", "error"),
    "no last chunk": Case(breaks_chunks, "error", "error"),
    "reset": Case(resets, "error", "error"),
    "429, Retry-After 1 h": Case(answers("429 Too Many Requests\r\nRetry-After: 3600"), "refused", "busy"),
    "no TLS on https": Case(answers(FEED, document(1, 2)), "error", "error", scheme="https"),
    "own certificate": Case(answers(FEED, document(1, 2)), "error", "error", scheme="tls"),
    "redirect to 10.0.0.1": Case(
        answers("302 Found\r\nLocation: http://10.0.0.1/secret"), "error", "private_address", extra=POLITE, guarded=True
    ),
    "redirect to loopback": Case(
        answers("302 Found\r\nLocation: http://127.0.0.2:{port}/secret"),
        "error",
        "private_address",
        extra=POLITE,
        guarded=True,
    ),
    "240,000 tags": Case(answers(FEED, _crowded()), "new", "", extra=PARSING),
    "billion laughs": Case(answers(FEED, _laughs()), "new", "", extra=PARSING),
    "the name of a file": Case(answers(FEED, b"/dev/zero"), "wrong_shape", "wrong_shape"),
}


def path_of(name: str) -> str:
    """Return the path that a case stands at."""
    return "/" + "-".join("".join(char if char.isalnum() else " " for char in name).split())


async def _serve() -> None:
    doing = {path_of(name): case.does for name, case in CASES.items()}
    healthy = {f"/feed/{n}": answers(FEED, document(n, 30)) for n in range(HEALTHY)}
    port = 0

    async def handle(reader: asyncio.StreamReader, writer: Writer) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, IndexError):
            first = await reader.readexactly(1)
            if first == b"\x16":  # a TLS hello, which this port does not understand
                await answers("400 Bad Request")(writer)
                return writer.close()
            path = (first + await reader.readuntil(b"\r\n\r\n")).split()[1].decode().partition("?")[0]
            does = (doing | healthy).get(path, answers("404 Not Found"))
            if path == path_of("redirect to loopback"):
                does = answers(f"302 Found\r\nLocation: http://127.0.0.2:{port}/feed/1")
            await does(writer)
        return writer.close()

    with TemporaryDirectory() as folder:
        plain = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=1024)
        port = plain.sockets[0].getsockname()[1]
        ports = {"http": port, "https": port}
        if certified := _certificate(Path(folder)):
            own = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=certified)
            ports["tls"] = own.sockets[0].getsockname()[1]
        print(json.dumps(ports), flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


def _certificate(folder: Path) -> ssl.SSLContext | None:
    """Return a context with a certificate that nobody signed, or None where there is no openssl to make it."""
    if not shutil.which("openssl"):
        return None
    key, made = folder / "key.pem", folder / "made.pem"
    what = [
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    call = ["openssl", "req", "-x509", *what, "-keyout", str(key), "-out", str(made)]
    subprocess.run(call, check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    return context


# --- our side --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ended:
    """How one source's poll ended: `seconds` after the beginning, and asked again in `again` minutes."""

    outcome: str
    kind: str
    reason: str
    seconds: float
    again: float


@contextmanager
def serving() -> Iterator[dict[str, int]]:
    """Run the server for a block; yield its ports."""
    call = [sys.executable, "-m", "tests.bench.hostile", "--serve"]
    with subprocess.Popen(
        call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    ) as process:
        assert process.stdout
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.kill()


def sources(ports: Mapping[str, int], times: int, *, hostile: bool) -> str:
    """Return the ``feeds.yaml`` of a run."""
    line = (
        "- {{id: {}, url: '{}://127.0.0.1:{}{}', publisher: S, country: CN, language: en, tier: trade, every: 1h, "
        "kind: feed, publish: evidence, allow_private: {}}}\n"
    )
    healthy = [line.format(f"healthy-{n}", "http", ports["http"], f"/feed/{n}", "true") for n in range(HEALTHY)]
    rows = []
    for name, case in CASES.items() if hostile else ():
        scheme = "https" if case.scheme == "tls" else case.scheme
        guard = "false" if case.guarded else "true"
        if case.scheme in ports:
            path = path_of(name)
            rows += [
                line.format(f"{path[1:].lower()}-{n}", scheme, ports[case.scheme], f"{path}?{n}", guard)
                for n in range(times)
            ]
    return "feeds:\n" + "".join(rows + healthy)


def polled(yaml: str, timeout: float) -> dict[str, Ended]:
    """Poll all sources once in a home of its own; return how each ended."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "feeds.yaml").write_text(yaml, "utf-8")
        settled = config.load(home / "feeds.yaml", {}, home=home)
        settled = replace(settled, manners=replace(settled.manners, timeout=timeout, max_bytes=MAX_BYTES))
        with Store(home) as store:
            return _poll(store, settled)


def _poll(store: Store, settled: config.Config) -> dict[str, Ended]:
    kept: dict[str, tuple[float, Poll]] = {}
    keep = store.gathering.keep_poll
    start = time.perf_counter()

    def noting(poll: Poll) -> int:
        kept[poll.feed_id] = (time.perf_counter() - start, poll)
        return keep(poll)

    with patch.object(store.gathering, "keep_poll", noting):
        results = pipeline.poll(store, settled, lambda: datetime.now(UTC))
    kinds = {row["subject"]: row["kind"] for row in store.issues.open()}
    told = {}
    for result in results:
        seconds, poll = kept[result.feed_id]
        again = (poll.next_poll_at - poll.at).total_seconds() / 60
        told[result.feed_id] = Ended(result.outcome, kinds.get(result.feed_id, ""), result.reason, seconds, again)
    return told


@contextmanager
def loopback_is_public() -> Iterator[None]:
    """Take 127.0.0.1, and no other private address, for a public one."""

    def judged(host: str) -> bool:
        return host != "127.0.0.1" and judge(host)

    judge = addresses.is_private
    with patch("tracker.web.addresses.is_private", judged), patch("tracker.web.client.is_private", judged):
        yield


# --- the report ------------------------------------------------------------------------------------------------------


def faults(name: str, case: Case, ended: Ended, timeout: float) -> list[str]:
    """Return what was not as it should be."""
    cap = timeout + SLACK + case.extra
    found: list[str] = []
    if (ended.outcome, ended.kind) != (case.outcome, case.kind):
        found.append(f"{name}: {ended.outcome}/{ended.kind or '-'} instead of {case.outcome}/{case.kind or '-'}")
    if ended.seconds > cap:
        found.append(f"{name}: {ended.seconds:.1f} s, cap {cap:.1f} s")
    if case.kind == "busy" and ended.again < 60:
        found.append(f"{name}: asked again in {ended.again:.0f} min, the server asked for 60")
    return found


def report(alone: Mapping[str, Ended], beside: Mapping[str, Ended], timeout: float) -> list[str]:
    """Print the tables; return all faults."""
    print("| case | outcome | issue | s | cap, s | again in | reason |\n|---|---|---|---|---|---|---|")
    wrong = []
    for name, case in CASES.items():
        ends = [ended for key, ended in beside.items() if key.rpartition("-")[0] == path_of(name)[1:].lower()]
        if not ends:
            print(f"| {name} | not tried | | | | | |")
            continue
        worst = max(ends, key=lambda ended: ended.seconds)
        cap = timeout + SLACK + case.extra
        cells = (name, worst.outcome, worst.kind, f"{worst.seconds:.2f}", f"{cap:.0f}", f"{worst.again:.0f} min")
        print(f"| {' | '.join(cells)} | {worst.reason[:90]} |")
        wrong += [each for ended in ends for each in faults(name, case, ended, timeout)]
    for label, run in (("alone", alone), ("beside them", beside)):
        healthy = [ended for key, ended in run.items() if key.startswith("healthy-")]
        well = sum(ended.outcome == "new" for ended in healthy)
        print(f"\n{HEALTHY} healthy feeds {label}: {well} read, the last after {max(e.seconds for e in healthy):.2f} s")
        wrong += [] if well == HEALTHY else [f"{HEALTHY - well} healthy feeds {label} were not read"]
    return wrong


def main() -> int:
    """Serve, or poll twice and report; return the number of faults."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--timeout", type=float, default=TIMEOUT, help="seconds for one answer; the product's own: 30")
    asked.add_argument("--times", type=int, default=1, help="how many sources of each hostile case")
    asked.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.serve:
        asyncio.run(_serve())
        return 0
    with serving() as ports, loopback_is_public():
        alone = polled(sources(ports, 0, hostile=False), options.timeout)
        beside = polled(sources(ports, options.times, hostile=True), options.timeout)
    wrong = report(alone, beside, options.timeout)
    print("\n" + ("\n".join(wrong) if wrong else "every case ended as it should, within its cap"))
    return len(wrong)


if __name__ == "__main__":
    sys.exit(main())
