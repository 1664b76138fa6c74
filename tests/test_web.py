"""The web room against real servers on loopback: what each trouble of the wire becomes, and how politely it asks."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web as server
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.config import Manners
from tracker.model import Fetched, Issue
from tracker.web import Web, retry_after

pytestmark = pytest.mark.net

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Handler = Callable[[server.Request], Awaitable[server.StreamResponse]]


def manners(**changes: Any) -> Manners:
    values = {"timeout": 5.0, "max_bytes": 100_000, "max_redirects": 3, "host_delay": 0.0}
    return Manners("tracker-test (+desk@tracker.example)", **{**values, **changes})


@asynccontextmanager
async def serving(**routes: Handler) -> AsyncIterator[str]:
    app = server.Application()
    for name, handler in routes.items():
        app.router.add_get(f"/{name}", handler)
    runner = server.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = server.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def speaking(raw: bytes, *, reset: bool = False, drip: float | None = None) -> AsyncIterator[str]:
    """Serve the same raw bytes to everybody: a server that need not keep to any protocol."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1024)
        try:
            for byte in raw if drip else ():
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(drip or 0)
            writer.write(b"" if drip else raw)
            await writer.drain()
            if reset:
                linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"  # on, 0 seconds: the close is a reset
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        except ConnectionError:
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    finally:
        listener.close()


async def ask(
    url: str, *, allow_private: bool = True, wish: Manners | None = None, **validators: str
) -> Fetched | Issue:
    async with Web(wish or manners(), now=lambda: NOW) as web:
        return await web.get(url, allow_private=allow_private, **validators)


def says(status: int = 200, text: str = "hello", **headers: str) -> Handler:
    async def answer(_: server.Request) -> server.Response:
        return server.Response(status=status, text=text, headers={n.replace("_", "-"): v for n, v in headers.items()})

    return answer


def issue(result: Fetched | Issue) -> Issue:
    assert isinstance(result, Issue), result
    assert result.room == "web"
    assert result.at == NOW
    return result


def fetched(result: Fetched | Issue) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def test_a_page_comes_with_what_the_server_says_of_it() -> None:
    async def run() -> None:
        seen: list[server.Request] = []

        async def page(request: server.Request) -> server.Response:
            seen.append(request)
            headers = {"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026 00:00:00 GMT", "Cache-Control": "max-age=600"}
            return server.Response(
                body="稀土".encode("gb18030"), headers=headers, content_type="text/html", charset="gbk"
            )

        async with serving(page=page) as base:
            found = fetched(await ask(f"{base}/page?fields[]=a&q=%22b+c%22"))
        assert found.body == "稀土".encode("gb18030")
        assert (found.status, found.content_type, found.charset) == (200, "text/html", "gbk")
        assert (found.etag, found.last_modified) == ('"1"', "Sat, 21 Nov 2026 00:00:00 GMT")
        assert (found.fresh_for, found.at, found.moved_for_good) == (timedelta(minutes=10), NOW, False)
        assert seen[0].headers["User-Agent"] == "tracker-test (+desk@tracker.example)"
        assert seen[0].raw_path == "/page?fields[]=a&q=%22b+c%22"  # as it was written
        assert "gzip" in seen[0].headers["Accept-Encoding"]

    asyncio.run(run())


def test_a_conditional_get_is_a_304_without_body() -> None:
    async def run() -> None:
        async def page(request: server.Request) -> server.Response:
            same = request.headers.get("If-None-Match") == '"1"' and "If-Modified-Since" in request.headers
            return server.Response(status=304 if same else 200, text=None if same else "new")

        async with serving(page=page) as base:
            validators = {"etag": '"1"', "last_modified": "Sat, 21 Nov 2026 00:00:00 GMT"}
            known = fetched(await ask(f"{base}/page", **validators))
            fresh = fetched(await ask(f"{base}/page", etag='"0"'))
        assert (known.body, known.status, known.etag) == (None, 304, '"1"')
        assert fresh.body == b"new"

    asyncio.run(run())


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (304, "error"),
        (401, "refused"),
        (403, "refused"),
        (404, "not_found"),
        (410, "gone"),
        (412, "refused"),
        (429, "busy"),
        (451, "refused"),
        (500, "error"),
        (503, "busy"),
        (204, "error"),
        (599, "error"),
    ],
)
def test_each_refusal_has_its_kind(status: int, kind: str) -> None:
    async def run() -> None:
        async with serving(page=says(status, "" if status in {204, 304} else "no")) as base:
            found = issue(await ask(f"{base}/page"))
        assert (found.kind, found.subject) == (kind, f"{base}/page")
        assert found.reason.startswith(str(status))
        assert retry_after(found) is None

    asyncio.run(run())


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Sun, 22 Nov 2026 13:00:00 GMT", timedelta(hours=1)),
        ("Sun, 22 Nov 2026 11:00:00 GMT", timedelta(0)),
        ("soon", None),
        ("-5", None),
    ],
)
def test_retry_after_is_told_and_read_back(header: str, wait: timedelta | None) -> None:
    async def run() -> None:
        async with serving(page=says(429, Retry_After=header)) as base:
            found = issue(await ask(f"{base}/page"))
        assert found.kind == "busy"
        assert retry_after(found) == wait

    asyncio.run(run())


def moves(status: int, to: str) -> Handler:
    return says(status, "", Location=to)


def test_redirects_are_followed_and_a_lasting_move_is_told() -> None:
    async def run() -> None:
        routes = {"a": moves(301, "/b#part"), "b": moves(308, "/c"), "c": says(), "d": moves(302, "/c")}
        async with serving(**routes) as base:
            lasting = fetched(await ask(f"{base}/a"))
            passing = fetched(await ask(f"{base}/d"))
        assert (lasting.url, lasting.final_url, lasting.moved_for_good) == (f"{base}/a", f"{base}/c", True)
        assert (passing.final_url, passing.moved_for_good) == (f"{base}/c", False)

    asyncio.run(run())


@pytest.mark.parametrize(
    ("to", "kind"),
    [
        ("/loop", "error"),
        ("file:///etc/passwd", "bad_url"),
        ("http://u:p@host.example/", "bad_url"),
        ("//[", "bad_url"),
    ],
)
def test_a_redirect_that_leads_nowhere_good_is_an_issue(to: str, kind: str) -> None:
    async def run() -> None:
        async with serving(loop=moves(302, to)) as base:
            assert issue(await ask(f"{base}/loop")).kind == kind

    asyncio.run(run())


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/page",
        "http://localhost:{port}/page",
        "http://[::1]:{port}/page",
        "http://[::ffff:127.0.0.1]:{port}/page",
        "http://0.0.0.0:{port}/page",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://[64:ff9b::7f00:1]/",
        "http://[fd00::1]/",
        "http://224.0.0.1/",
    ],
)
def test_private_addresses_are_refused_by_name_and_by_number(url: str) -> None:
    async def run() -> None:
        async with serving(page=says()) as base:
            found = issue(await ask(url.format(port=base.rsplit(":", 1)[1]), allow_private=False))
        assert found.kind == "private_address"

    asyncio.run(run())


@pytest.mark.parametrize("url", ["http://2130706433/", "http://127.1/", "http://0x7f000001/"])
def test_odd_spellings_of_loopback_reach_nothing(url: str) -> None:
    found = issue(asyncio.run(ask(url, allow_private=False)))
    assert found.kind in {"private_address", "bad_url", "error"}


def test_the_socket_itself_refuses_a_private_address_that_the_resolver_let_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run() -> None:
        async with serving(page=says()) as base:
            # The seal behind the early checks: as if the DNS had changed its answer in between.
            monkeypatch.setattr("tracker.web._PublicResolver.resolve", lambda *_, **__: _loopback(base))
            found = issue(await ask(base.replace("127.0.0.1", "rebinding.example") + "/page", allow_private=False))
        assert found.kind == "private_address"
        assert "127.0.0.1" in found.reason

    async def _loopback(base: str) -> list[dict[str, Any]]:
        port = int(base.rsplit(":", 1)[1])
        family = socket.AF_INET
        return [{"hostname": "x", "host": "127.0.0.1", "port": port, "family": family, "proto": 0, "flags": 0}]

    asyncio.run(run())


def test_an_open_connection_to_a_private_address_is_not_shared_with_guarded_requests() -> None:
    async def run() -> None:
        async with serving(page=says()) as base, Web(manners(), now=lambda: NOW) as web:
            fetched(await web.get(f"{base}/page", allow_private=True))
            assert issue(await web.get(f"{base}/page")).kind == "private_address"

    asyncio.run(run())


@pytest.mark.parametrize(
    "url",
    ["ftp://a.example/x", "file:///etc/passwd", "wire.example", "", "http://", "http://[", "http://a:b@c.example/"],
)
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    assert issue(asyncio.run(ask(url))).kind == "bad_url"


def test_a_body_without_end_stops_at_the_cap() -> None:
    async def run() -> None:
        async def endless(request: server.Request) -> server.StreamResponse:
            response = server.StreamResponse()
            await response.prepare(request)
            try:
                while True:
                    await response.write(b"x" * 65536)
            except ConnectionError:
                return response

        async with serving(endless=endless) as base:
            found = issue(await ask(f"{base}/endless"))
        assert (found.kind, "100,000 bytes" in found.reason) == ("too_large", True)

    asyncio.run(run())


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_compression_bomb_stops_at_the_cap(encoding: str) -> None:
    async def run() -> None:
        whole = b"\0" * 50_000_000
        packed = gzip.compress(whole) if encoding == "gzip" else zlib.compress(whole)

        async def bomb(_: server.Request) -> server.Response:
            return server.Response(body=packed, headers={"Content-Encoding": encoding})

        async with serving(bomb=bomb) as base:
            assert len(packed) < 100_000
            assert issue(await ask(f"{base}/bomb")).kind == "too_large"

    asyncio.run(run())


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
def test_compressed_pages_come_unpacked(encoding: str) -> None:
    async def run() -> None:
        import brotli
        from backports import zstd

        pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}[encoding]

        async def page(request: server.Request) -> server.Response:
            assert encoding in request.headers["Accept-Encoding"]
            return server.Response(body=pack(b"antimony" * 100), headers={"Content-Encoding": encoding})

        async with serving(page=page) as base:
            assert fetched(await ask(f"{base}/page")).body == b"antimony" * 100

    asyncio.run(run())


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (HEAD + b"Content-Length: 500\r\n\r\nshort", "error"),
        (HEAD + b"Content-Length: 999999999\r\n\r\nshort", "too_large"),
        (HEAD + b"Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\nnotgzip", "error"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nbroken", "error"),
        (b"", "error"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "error"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 50_000 + b"\r\n\r\n", "error"),
    ],
)
def test_a_broken_answer_is_an_issue(raw: bytes, kind: str) -> None:
    async def run() -> None:
        async with speaking(raw) as base:
            assert issue(await ask(f"{base}/")).kind == kind

    asyncio.run(run())


def test_a_reset_is_an_issue() -> None:
    async def run() -> None:
        async with speaking(HEAD + b"Content-Length: 500\r\n\r\n", reset=True) as base:
            assert issue(await ask(f"{base}/")).kind == "error"

    asyncio.run(run())


def test_a_slow_drip_ends_at_the_time_cap_while_others_are_served() -> None:
    async def run() -> None:
        drip = HEAD + b"Content-Length: 5000\r\n\r\n" + b"x" * 5000
        async with (
            speaking(drip, drip=0.05) as slow,
            serving(page=says()) as base,
            Web(manners(timeout=2), now=lambda: NOW) as web,
        ):
            dripping = asyncio.create_task(web.get(slow, allow_private=True))
            others = await asyncio.gather(*(web.get(f"{base}/page", allow_private=True) for _ in range(20)))
            assert not dripping.done()
            assert issue(await dripping).kind == "timeout"
        assert all(isinstance(other, Fetched) for other in others)

    asyncio.run(run())


def test_tls_to_a_port_that_speaks_none_is_an_issue() -> None:
    async def run() -> None:
        async with serving(page=says()) as base:
            found = issue(await ask(base.replace("http:", "https:") + "/page"))
        assert (found.kind, found.reason.startswith("TLS")) == ("error", True)

    asyncio.run(run())


def test_a_closed_port_and_an_unknown_host_are_issues() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert issue(asyncio.run(ask(f"http://127.0.0.1:{port}/"))).kind == "error"
    assert issue(asyncio.run(ask("http://no-such-host.invalid/", allow_private=False))).kind == "error"


def test_one_host_is_asked_a_few_at_a_time_and_all_hosts_no_more_than_the_total() -> None:
    async def run(wish: Manners, *, guarded: bool) -> int:
        busy = most = 0

        async def page(_: server.Request) -> server.Response:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.02)
            busy -= 1
            return server.Response(text="ok")

        async with serving(page=page) as base, Web(wish, now=lambda: NOW) as web:
            if guarded:  # the queue of a public host, over the open pool: loopback is all there is to ask
                web._guarded, web._open = web._open, web._guarded
            host = base.replace("127.0.0.1", "localhost") if guarded else base
            await asyncio.gather(*(web.get(f"{host}/page", allow_private=not guarded) for _ in range(12)))
        return most

    assert asyncio.run(run(manners(per_host=2, total=8), guarded=True)) == 2
    assert asyncio.run(run(manners(per_host=2, total=5), guarded=False)) == 5


def test_two_requests_to_one_host_start_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    pause = asyncio.sleep

    async def noted(seconds: float) -> None:
        waits.append(seconds)
        await pause(0)

    async def run() -> None:
        async with serving(page=says()) as base, Web(manners(host_delay=100), now=lambda: NOW) as web:
            web._guarded, web._open = web._open, web._guarded
            host = base.replace("127.0.0.1", "localhost")
            monkeypatch.setattr("tracker.web.asyncio.sleep", noted)
            await asyncio.gather(*(web.get(f"{host}/page") for _ in range(3)))

    asyncio.run(run())
    assert [round(wait / 100) for wait in sorted(waits) if wait > 50 or wait == 0][-3:] == [0, 1, 2]


@pytest.mark.parametrize(
    ("headers", "fresh"),
    [
        ({}, None),
        ({"Cache_Control": "public, max-age=60"}, timedelta(seconds=60)),
        ({"Cache_Control": "no-cache, max-age=60"}, timedelta(0)),
        ({"Cache_Control": "max-age=99999999999999"}, timedelta(days=365)),
        ({"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "Expires": "Sun, 22 Nov 2026 13:00:00 GMT"}, timedelta(hours=1)),
        ({"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "Expires": "0"}, None),
    ],
)
def test_freshness_is_read(headers: dict[str, str], fresh: timedelta | None) -> None:
    async def run() -> None:
        async with serving(page=says(**headers)) as base:
            assert fetched(await ask(f"{base}/page")).fresh_for == fresh

    asyncio.run(run())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.booleans())
def test_no_bytes_make_it_raise(noise: bytes, headed: bool) -> None:
    async def run() -> None:
        async with speaking((HEAD if headed else b"") + noise) as base:
            assert isinstance(await ask(f"{base}/", wish=manners(timeout=1)), Fetched | Issue)

    asyncio.run(run())
