"""The web room against real servers on loopback: what each trouble of the wire becomes, and how politely it asks."""

from __future__ import annotations

import asyncio
import gzip
import ipaddress
import socket
import ssl
import threading
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from aiohttp import web as server
from backports import zstd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.config import Manners
from tracker.model import Fetched, Issue
from tracker.web import RobotsText, Web, retry_after
from tracker.web.addresses import is_private
from tracker.web.bodies import BadBodyError, Body, TooLargeError
from tracker.web.questions import Asked, Step
from tracker.web.robots import PATIENCE, Robots

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
        app.router.add_route("*", f"/{name.replace('robots_txt', 'robots.txt')}", handler)
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


async def ask(url: str, *, allow_private: bool = True, wish: Manners | None = None, **question: Any) -> Fetched | Issue:
    async with Web(wish or manners(), now=lambda: NOW) as web:
        return await web.get(url, allow_private=allow_private, **question)


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
            validators: dict[str, Any] = {"etag": '"1"', "last_modified": "Sat, 21 Nov 2026 00:00:00 GMT"}
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
            monkeypatch.setattr("tracker.web.addresses.Resolver.resolve", lambda *_, **__: _loopback(base))
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


def raw_deflate(whole: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(whole) + packer.flush()


PACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip, br": lambda whole: brotli.compress(gzip.compress(whole)),
    "gzip, gzip": lambda whole: gzip.compress(gzip.compress(whole)),
}


def packed(encoding: str, body: bytes, **more: str) -> Handler:
    async def page(_: server.Request) -> server.Response:
        return server.Response(body=body, headers={"Content-Encoding": encoding, **more})

    return page


@pytest.mark.parametrize("encoding", PACK)
def test_a_compression_bomb_stops_at_the_cap(encoding: str) -> None:
    async def run() -> None:
        body = PACK[encoding](b"\0" * 50_000_000)
        async with serving(bomb=packed(encoding, body)) as base:
            assert len(body) < 100_000
            assert issue(await ask(f"{base}/bomb")).kind == "too_large"

    asyncio.run(run())


@pytest.mark.parametrize("encoding", PACK)
def test_compressed_pages_come_unpacked(encoding: str) -> None:
    async def run() -> None:
        whole = "锑 antimony ".encode() * 5000
        async with serving(page=packed(encoding, PACK[encoding](whole))) as base:
            assert fetched(await ask(f"{base}/page")).body == whole
        async with serving(page=packed(encoding, b"")) as base:
            assert fetched(await ask(f"{base}/page")).body == b""

    asyncio.run(run())


@pytest.mark.parametrize("encoding", PACK)
@pytest.mark.parametrize("kept", [0.5, 0.999])
def test_a_packed_page_whose_end_is_missing_is_an_error(encoding: str, kept: float) -> None:
    async def run() -> None:
        body = PACK[encoding](bytes(i * i % 251 for i in range(20_000)))
        async with serving(page=packed(encoding, body[: int(len(body) * kept)])) as base:
            found = issue(await ask(f"{base}/page"))
        assert found.kind == "error"
        assert "cut off" in found.reason

    asyncio.run(run())


@pytest.mark.parametrize("encoding", PACK)
def test_a_page_that_is_not_packed_as_it_says_is_an_error(encoding: str) -> None:
    async def run() -> None:
        async with serving(page=packed(encoding, b"<html>plain as day</html>" * 9)) as base:
            assert issue(await ask(f"{base}/page")).kind == "error"

    asyncio.run(run())


@pytest.mark.parametrize("encoding", ["identity", "none", "utf-8", "", "snappy"])
def test_a_coding_that_nobody_knows_is_passed_over(encoding: str) -> None:
    async def run() -> None:
        async with serving(page=packed(encoding, b"plain")) as base:
            assert fetched(await ask(f"{base}/page")).body == b"plain"

    asyncio.run(run())


def test_members_frames_padding_and_nests_are_unpacked_within_limits() -> None:
    def unpacked(encoding: str, *chunks: bytes) -> bytes:
        body = Body(encoding, 1000)
        for chunk in chunks:
            body.feed(chunk)
        return body.finish()

    assert unpacked("gzip", gzip.compress(b"a") + gzip.compress(b"b"), gzip.compress(b"c"), b"\0" * 9) == b"abc"
    assert unpacked("zstd", zstd.compress(b"a") + zstd.compress(b"b"), zstd.compress(b"c")) == b"abc"
    assert unpacked("br", *(bytes([each]) for each in brotli.compress(b"abc")), b"padding") == b"abc"
    with pytest.raises(BadBodyError):
        Body("gzip, gzip, gzip, gzip", 10)
    streamed = zstd.ZstdCompressor(options={zstd.CompressionParameter.window_log: 27})
    wide = streamed.compress(b"a" * 99) + streamed.flush()
    with pytest.raises(BadBodyError):  # a window of 128 MB for 99 bytes
        unpacked("zstd", wide)
    with pytest.raises(TooLargeError):  # packed bytes count, too
        unpacked("gzip", gzip.compress(b"") * 60)


@given(st.sampled_from(sorted(PACK)), st.binary(max_size=3000), st.integers(1, 500))
def test_any_page_is_unpacked_however_it_is_chopped(encoding: str, whole: bytes, size: int) -> None:
    body, packed_whole = Body(encoding, 10_000), PACK[encoding](whole)
    for start in range(0, len(packed_whole), size):
        body.feed(packed_whole[start : start + size])
    assert body.finish() == whole


@given(st.sampled_from(sorted(PACK)), st.lists(st.binary(max_size=50), max_size=5))
def test_noise_is_badly_packed_or_small(encoding: str, noise: list[bytes]) -> None:
    body = Body(encoding, 10_000)
    try:
        for each in noise:
            body.feed(each)
        assert len(body.finish()) <= 10_000
    except (BadBodyError, TooLargeError):
        assert any(noise)


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
            monkeypatch.setattr("tracker.web.turns.asyncio.sleep", noted)
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
        ({"Date": "Sun, 22 Nov 2026 12:00:00 GMT", "Expires": "0"}, timedelta(0)),
        ({"Cache_Control": "max-age=600, s-maxage=60, private", "Age": "540"}, timedelta(seconds=60)),
        ({"Cache_Control": "s-maxage=60", "Age": "10"}, timedelta(seconds=50)),
        ({"Cache_Control": "max-age=60", "Age": "900"}, timedelta(0)),
        ({"Cache_Control": "max-age=60", "Age": "old"}, timedelta(seconds=60)),
        ({"Cache_Control": 'max-age="60", no-transform'}, timedelta(seconds=60)),
        ({"Cache_Control": "NO-STORE"}, timedelta(0)),
        ({"Cache_Control": "max-age=soon, x-max-age=60"}, None),
        ({"Cache_Control": "max-age=0", "Expires": "Sun, 22 Nov 2099 13:00:00 GMT"}, timedelta(0)),
        ({"Expires": "Sun, 22 Nov 9999 13:00:00 GMT"}, timedelta(days=365)),
    ],
)
def test_freshness_is_read(headers: dict[str, Any], fresh: timedelta | None) -> None:
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


# --- Forms, headers, redirects ---------------------------------------------------------------------------------------


@asynccontextmanager
async def recording(**routes: Handler) -> AsyncIterator[tuple[str, list[tuple[str, str, str, dict[str, str]]]]]:
    """Serve routes, and write down method, path, body and headers of each request."""
    seen: list[tuple[str, str, str, dict[str, str]]] = []

    def noting(answer: Handler) -> Handler:
        async def handler(request: server.Request) -> server.StreamResponse:
            body = (await request.read()).decode("ascii")
            seen.append((request.method, request.path, body, dict(request.headers)))
            return await answer(request)

        return handler

    async with serving(**{name: noting(handler) for name, handler in routes.items()}) as base:
        yield base, seen


FORM = (("pageNumber", "1"), ("title", "稀土 & 锑"), ("columnID", "9"))


def test_a_form_is_posted_as_utf_8_with_its_own_headers_and_without_validators() -> None:
    async def run() -> None:
        async with recording(list=says(200, "[]", ETag='"1"')) as (base, seen):
            headers = (("X-Requested-With", "XMLHttpRequest"), ("Accept", "application/json"), ("Referer", f"{base}/"))
            found = fetched(await ask(f"{base}/list", form=FORM, headers=headers, etag='"1"', last_modified="x"))
        method, _, body, sent = seen[0]
        assert (found.body, found.etag, method) == (b"[]", '"1"', "POST")
        assert parse_qsl(body) == list(FORM)
        assert sent["Content-Type"] == "application/x-www-form-urlencoded; charset=UTF-8"
        assert (sent["Accept"], sent["X-Requested-With"], sent["Referer"]) == (
            "application/json",
            "XMLHttpRequest",
            f"{base}/",
        )
        assert sent["User-Agent"] == "tracker-test (+desk@tracker.example)"
        assert not {"If-None-Match", "If-Modified-Since", "Cookie", "Authorization"} & set(sent)

    asyncio.run(run())


def test_a_304_to_a_form_is_no_answer() -> None:
    async def run() -> None:
        async with serving(list=says(304, "")) as base:
            assert issue(await ask(f"{base}/list", form=FORM, etag='"1"')).kind == "error"

    asyncio.run(run())


@pytest.mark.parametrize(("status", "second"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
def test_a_form_is_repeated_only_where_the_redirect_says_so(status: int, second: str) -> None:
    async def run() -> None:
        async with recording(a=moves(status, "/b"), b=says()) as (base, seen):
            found = fetched(await ask(f"{base}/a", form=FORM, headers=(("X-Requested-With", "x"),)))
        (_, _, first, _), (method, path, again, sent) = seen
        assert (method, path, again == first, bool(again)) == (second, "/b", second == "POST", second == "POST")
        assert ("Content-Type" in sent, sent["X-Requested-With"]) == (second == "POST", "x")
        assert found.moved_for_good is (status in {301, 308})

    asyncio.run(run())


@pytest.mark.parametrize(
    ("statuses", "lasting"), [((301, 308), True), ((301, 302), False), ((302, 301), False), ((308, 307), False)]
)
def test_a_move_is_for_good_only_if_every_hop_is(statuses: tuple[int, int], lasting: bool) -> None:
    async def run() -> None:
        routes = {"a": moves(statuses[0], "/b"), "b": moves(statuses[1], "/c"), "c": says()}
        async with serving(**routes) as base:
            assert fetched(await ask(f"{base}/a")).moved_for_good is lasting

    asyncio.run(run())


def test_a_redirect_without_an_address_is_an_error_and_a_circle_is_walked_once() -> None:
    async def run() -> None:
        routes = {"a": moves(302, "/b"), "b": moves(302, "/a"), "nowhere": says(302, "")}
        async with recording(**routes) as (base, seen):
            assert "in a circle" in issue(await ask(f"{base}/a", wish=manners(max_redirects=50))).reason
            assert [path for _, path, _, _ in seen] == ["/a", "/b"]
            assert issue(await ask(f"{base}/nowhere")).reason.startswith("302")

    asyncio.run(run())


def test_ever_new_redirects_end_at_the_cap() -> None:
    async def run() -> None:
        async def further(request: server.Request) -> server.Response:
            return server.Response(status=302, headers={"Location": f"/on?n={request.query.get('n', '')}1"})

        async with recording(on=further) as (base, seen):
            assert "more than 3" in issue(await ask(f"{base}/on")).reason
        assert len(seen) == 4

    asyncio.run(run())


def test_another_host_gets_only_the_harmless_headers() -> None:
    async def run() -> None:
        async with recording(there=says()) as (other, seen), serving(here=moves(307, f"{other}/there")) as base:
            headers = (("X-Api-Key", "of the first host"), ("Referer", "http://a.example/"))
            here = base.replace("127.0.0.1", "localhost") + "/here"
            fetched(await ask(here, headers=headers))
            fetched(await ask(f"{base}/here", headers=headers))
        assert [(sent.get("X-Api-Key"), sent["Referer"]) for _, _, _, sent in seen] == [
            (None, "http://a.example/"),
            ("of the first host", "http://a.example/"),
        ]

    asyncio.run(run())


@pytest.mark.parametrize(
    "name", ["Host", "cookie", "AUTHORIZATION", "User-Agent", "Content-Length", "If-None-Match", "Sec-Ch-Ua", "Proxy-X"]
)
def test_a_source_cannot_say_who_asks(name: str) -> None:
    async def run() -> None:
        with pytest.raises(ValueError, match=name):
            await ask("http://a.example/", headers=((name, "x"),))

    asyncio.run(run())


@pytest.mark.parametrize("header", [("X-A", "a\r\nX-B: b"), ("X-A", "\ud800"), ("X A", "a"), ("", "a"), ("X-A", "锑")])
def test_a_header_that_cannot_be_sent_is_an_issue(header: tuple[str, str]) -> None:
    async def run() -> None:
        async with recording(page=says()) as (base, seen):
            assert issue(await ask(f"{base}/page", headers=(header,))).kind == "error"
            assert issue(await ask(f"{base}/page", form=(("a", "\ud800"),))).kind == "error"
        assert not seen

    asyncio.run(run())


def test_a_cookie_is_never_sent_back() -> None:
    async def run() -> None:
        cookie = {"Set-Cookie": "session=1; path=/"}
        routes = {"a": says(302, "", Location="/b", **cookie), "b": says(200, "", **cookie)}
        async with recording(**routes) as (base, seen), Web(manners(), now=lambda: NOW) as web:
            await web.get(f"{base}/a", allow_private=True)
            await web.get(f"{base}/a", allow_private=True)
        assert len(seen) == 4
        assert not any("Cookie" in sent for _, _, _, sent in seen)

    asyncio.run(run())


def test_validators_that_no_header_can_hold_are_let_go() -> None:
    async def run() -> None:
        raw = b'HTTP/1.1 200 OK\r\nETag: "\xff\xfe"\r\nLast-Modified: ' + b"x" * 2000 + b"\r\nContent-Length: 0\r\n\r\n"
        async with speaking(raw) as base:
            found = fetched(await ask(f"{base}/", etag='"\udcff"', last_modified="a\nb"))
        assert (found.etag, found.last_modified) == (None, None)

    asyncio.run(run())


# --- TLS -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """Return a server's context with a certificate that it signed itself for 127.0.0.1, and the certificate."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "loopback")])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    pem, secret = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    return context, pem


@asynccontextmanager
async def serving_tls(context: ssl.SSLContext, location: str) -> AsyncIterator[str]:
    """Serve a lasting redirect by TLS."""
    answer = f"HTTP/1.1 301 Moved\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer.encode())
        await writer.drain()
        writer.close()

    listener = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context)
    try:
        yield f"https://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    finally:
        listener.close()


def test_a_certificate_that_nobody_vouches_for_is_an_issue(tls: tuple[ssl.SSLContext, Path]) -> None:
    async def run() -> None:
        async with serving_tls(tls[0], "/") as base:
            found = issue(await ask(f"{base}/"))
        assert found.kind == "error"
        assert found.reason.startswith("TLS: ")
        assert "self-signed certificate" in found.reason

    asyncio.run(run())


def test_a_downgrade_is_followed_but_never_adopted(
    tls: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run() -> None:
        trusting = ssl.create_default_context(cafile=str(tls[1]))
        monkeypatch.setattr("aiohttp.connector._SSL_CONTEXT_VERIFIED", trusting)
        async with recording(page=says()) as (plain, seen), serving_tls(tls[0], f"{plain}/page") as base:
            found = fetched(await ask(f"{base}/", headers=(("X-Api-Key", "secret"), ("Accept", "text/html"))))
        assert (found.final_url, found.moved_for_good) == (f"{plain}/page", False)
        assert ("X-Api-Key" in seen[0][3], seen[0][3]["Accept"]) == (False, "text/html")

    asyncio.run(run())


# --- Addresses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    ["::ffff:10.0.0.1", "::127.0.0.1", "2002:7f00:1::", "fec0::1", "fe80::1%eth0", "64:ff9b::a00:1", "192.0.2.1", "::"],
)
def test_private_addresses_in_disguise_are_known(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host", ["93.184.215.14", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8", "example.com", "127.1", ""]
)
def test_public_addresses_and_names_pass(host: str) -> None:
    assert not is_private(host)


@given(st.text(max_size=60))
def test_no_text_makes_the_address_check_raise(text: str) -> None:
    assert is_private(text) in {True, False}
    assert issue(asyncio.run(ask(text))).kind in {"bad_url", "error"}


@pytest.fixture
def only_127_0_0_1_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if our loopback server stood on the public internet: all the rest of 127.0.0.0/8 stays private."""

    def judged(host: str) -> bool:
        return host != "127.0.0.1" and is_private(host)

    for module in ("addresses", "client"):
        monkeypatch.setattr(f"tracker.web.{module}.is_private", judged)


@pytest.mark.usefixtures("only_127_0_0_1_is_public")
@pytest.mark.parametrize("host", ["127.0.0.2", "[::1]", "[::ffff:127.0.0.2]", "10.0.0.1", "169.254.169.254"])
def test_a_redirect_into_a_private_network_is_refused(host: str) -> None:
    async def run() -> None:
        async with recording(secret=says(200, "secret")) as (inner, seen):
            port = inner.rsplit(":", 1)[1]
            async with serving(page=moves(301, f"http://{host}:{port}/secret")) as base:
                found = issue(await ask(f"{base}/page", allow_private=False))
        assert (found.kind, host in found.reason) == ("private_address", True)
        assert not seen

    asyncio.run(run())


@pytest.mark.usefixtures("only_127_0_0_1_is_public")
def test_name_servers_that_hang_do_not_hold_up_other_lookups(monkeypatch: pytest.MonkeyPatch) -> None:
    answered, looked_up = threading.Event(), socket.getaddrinfo

    def slow(host: str, *rest: Any, **more: Any) -> Any:
        if host.startswith("hangs"):
            answered.wait(60)
            raise socket.gaierror(-3, "Temporary failure in name resolution")
        return looked_up("127.0.0.1" if host == "works.example" else host, *rest, **more)

    async def run() -> None:
        monkeypatch.setattr("tracker.web.addresses.socket.getaddrinfo", slow)
        async with serving(page=says()) as base, Web(manners(total=12, timeout=60), now=lambda: NOW) as web:
            hanging = [asyncio.create_task(web.get(f"http://hangs{n}.example/")) for n in range(11)]
            await asyncio.sleep(0)
            found = await web.get(base.replace("127.0.0.1", "works.example") + "/page")
            assert fetched(found).body == b"hello"
            assert not any(each.done() for each in hanging)
            answered.set()
            assert {issue(each).kind for each in await asyncio.gather(*hanging)} == {"error"}

    try:
        asyncio.run(run())
    finally:
        answered.set()


# --- Walls -----------------------------------------------------------------------------------------------------------

WALL = """<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript</noscript>
<script>window._cf_chl_opt={cType:'managed'};</script></body></html>"""


@pytest.mark.parametrize("status", [200, 202, 203, 209, 401, 402, 403, 405, 412, 429, 451, 500, 503, 521])
def test_a_wall_is_told_from_a_refusal_by_any_status(status: int) -> None:
    async def wall(_: server.Request) -> server.Response:
        return server.Response(
            status=status, body=gzip.compress(WALL.encode()), headers={"Content-Encoding": "gzip", "Retry-After": "9"},
            content_type="text/html",
        )  # fmt: skip

    async def run() -> None:
        async with serving(page=wall, plain=says(status, "<html><p>No.</p></html>")) as base:
            found, plain = issue(await ask(f"{base}/page")), await ask(f"{base}/plain")
        assert (found.kind, "Cloudflare" in found.reason) == ("challenge", True)
        assert retry_after(found) == timedelta(seconds=9)
        assert isinstance(plain, Fetched) or plain.kind in {"refused", "busy", "error"}

    asyncio.run(run())


def test_a_header_alone_tells_a_wall_and_data_is_never_one() -> None:
    async def run() -> None:
        routes = {
            "said": says(403, "{}", **{"cf-mitigated": "challenge"}),
            "json": packed("", WALL.encode(), **{"Content-Type": "application/json"}),
        }
        async with serving(**routes) as base:
            assert issue(await ask(f"{base}/said")).kind == "challenge"
            assert fetched(await ask(f"{base}/json")).body == WALL.encode()

    asyncio.run(run())


@pytest.mark.parametrize(
    "tail",
    [
        b"Content-Length: 500\r\n\r\n<html>cut",
        b"Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\nnotgzip",
        b"Content-Encoding: gzip,gzip,gzip,gzip\r\nContent-Length: 1\r\n\r\nx",
        b"Content-Length: 99000000\r\n\r\n" + b"x" * 200_000,
    ],
)
def test_a_refusal_whose_body_is_broken_is_still_a_refusal(tail: bytes) -> None:
    async def run() -> None:
        async with speaking(b"HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\n" + tail) as base:
            assert issue(await ask(f"{base}/")).kind == "refused"

    asyncio.run(run())


def test_a_refusal_that_drips_is_looked_at_for_a_while_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.web.client.LOOK_SECONDS", 0.05)

    async def run() -> None:
        head = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 5000\r\n\r\n"
        release = asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(1024)
            writer.write(head + b"<html>")
            await release.wait()
            writer.close()

        listener = await asyncio.start_server(answer, "127.0.0.1", 0)
        found = issue(await ask(f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}/", wish=manners(timeout=100)))
        release.set()
        listener.close()
        assert found.kind == "refused"

    asyncio.run(run())


# --- robots.txt ------------------------------------------------------------------------------------------------------

RULES = "User-agent: *\nDisallow: /private/\nDisallow: /form\n\nUser-agent: tracker-test\nDisallow: /kept\n"


async def obey(web: Web, url: str, **question: Any) -> Fetched | Issue:
    return await web.get(url, allow_private=True, robots=True, **question)


def test_robots_txt_is_asked_once_for_a_host_obeyed_and_kept() -> None:
    async def run() -> None:
        known: dict[str, RobotsText] = {}
        now = NOW
        async with recording(robots_txt=says(200, RULES), page=says(), kept=says()) as (base, seen):
            host = base.removeprefix("http://")
            async with Web(manners(), now=lambda: now, robots=known) as web:
                found = await asyncio.gather(*(obey(web, f"{base}/page?n={n}") for n in range(8)))
                assert all(isinstance(each, Fetched) for each in found)
                barred = issue(await obey(web, f"{base}/kept"))
                assert barred.kind == "robots"
                assert barred.reason == f"robots.txt of {host} forbids it to tracker-test"
                assert retry_after(barred) is None
                assert known == {host: RobotsText(host, NOW, 200, RULES)}
                fetched(await web.get(f"{base}/kept", allow_private=True))  # a feed asks nobody's leave
            now += timedelta(hours=23)
            async with Web(manners(), now=lambda: now, robots=known) as web:
                await obey(web, f"{base}/page")
            now += timedelta(hours=1)
            async with Web(manners(), now=lambda: now, robots=known) as web:
                await obey(web, f"{base}/page")
        asked = [path for _, path, _, _ in seen]
        assert (asked.count("/robots.txt"), asked.count("/kept"), asked[0]) == (2, 1, "/robots.txt")
        assert known[host].at == now

    asyncio.run(run())


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (says(404, "nothing"), True),
        (says(403, "no"), True),
        (says(401, "no"), True),
        (says(410, "no"), True),
        (moves(302, "/robots.txt"), True),
        (moves(301, "/rules"), False),
        (says(200, "<!doctype html><p>User-agent: *</p>\nUser-agent: *\nDisallow: /"), True),
        (says(200, ""), True),
        (says(200, "\ufeffUser-agent: *\nDisallow: /"), False),
        (says(200, "User-agent: *\r\nDisallow: /page$\r\n"), False),
        (says(200, "User-agent: *\nDisallow: /\nAllow: /pa*e\n"), True),
        (says(200, "User-agent: another\nDisallow: /\n"), True),
        (says(200, "User-agent: *\nDisallow: /page\n" + "#" * 2_000_000), False),
        (says(200, "#" * 600_000 + "\nUser-agent: *\nDisallow: /page\n"), True),
        (says(500, "no"), False),
        (says(503, "no"), False),
        (says(429, "no"), False),
    ],
)
def test_what_robots_txt_says_or_does_not_say_holds(answer: Handler, allowed: bool) -> None:
    async def run() -> None:
        routes = {"robots_txt": answer, "rules": says(200, "User-agent: *\nDisallow: /page"), "page": says()}
        async with serving(**routes) as base, Web(manners(), now=lambda: NOW) as web:
            found = await obey(web, f"{base}/page")
        assert isinstance(found, Fetched) if allowed else issue(found).kind == "robots"

    asyncio.run(run())


def test_a_host_whose_robots_txt_cannot_be_read_is_left_alone_and_asked_again_later() -> None:
    async def run() -> None:
        known: dict[str, RobotsText] = {}
        now, status = NOW, 503

        async def rules(_: server.Request) -> server.Response:
            return server.Response(status=status, text="User-agent: *\nDisallow: /kept")

        async with (
            recording(robots_txt=rules, page=says(), kept=says()) as (base, seen),
            Web(manners(), now=lambda: now, robots=known) as web,
        ):
            found = issue(await obey(web, f"{base}/page"))
            assert (found.kind, "answers 503" in found.reason) == ("robots", True)
            assert retry_after(found) == timedelta(hours=1)
            assert isinstance(await obey(web, f"{base}/page"), Issue)
            assert [path for _, path, _, _ in seen] == ["/robots.txt"]
            now, status = NOW + timedelta(hours=1), 200
            assert isinstance(await obey(web, f"{base}/page"), Fetched)
            # What was once known holds on while the host cannot be asked.
            now, status = NOW + timedelta(days=40), 500
            assert isinstance(await obey(web, f"{base}/page"), Fetched)
            assert isinstance(await obey(web, f"{base}/kept"), Issue)
        assert [path for _, path, _, _ in seen].count("/robots.txt") == 3

    asyncio.run(run())


def test_a_host_that_gives_no_robots_txt_for_a_month_has_no_rules() -> None:
    async def run() -> None:
        known: dict[str, RobotsText] = {}
        times = [NOW, NOW + timedelta(days=1), NOW + PATIENCE - timedelta(minutes=1), NOW + PATIENCE]
        async with serving(robots_txt=says(500, "no"), page=says()) as base:
            found = []
            for each in times:
                async with Web(manners(), now=lambda at=each: at, robots=known) as web:  # type: ignore[misc]
                    found.append(await obey(web, f"{base}/page"))
        assert [type(each) for each in found] == [Issue, Issue, Issue, Fetched]

    asyncio.run(run())


def test_an_unreachable_host_and_a_private_one_are_told_as_such() -> None:
    async def run() -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        async with Web(manners(), now=lambda: NOW) as web:
            found = issue(await obey(web, f"http://127.0.0.1:{port}/page"))
            assert (found.kind, "does not come (ClientConnectorError" in found.reason) == ("robots", True)
            assert "(as before)" in issue(await obey(web, f"http://127.0.0.1:{port}/page")).reason
        async with Web(manners(), now=lambda: NOW) as web:
            found = issue(await web.get(f"http://127.0.0.1:{port}/page", robots=True))
            assert (found.kind, found.subject) == ("private_address", f"http://127.0.0.1:{port}/page")

    asyncio.run(run())


def test_a_redirect_to_another_host_asks_that_hosts_robots_txt() -> None:
    async def run() -> None:
        barring = recording(robots_txt=says(200, "User-agent: *\nDisallow: /there"), there=says())
        async with barring as (other, seen), serving(here=moves(302, f"{other}/there")) as base:
            found = issue(await ask(f"{base}/here", robots=True))
        assert (found.kind, found.subject) == ("robots", f"{base}/here")
        assert [path for _, path, _, _ in seen] == ["/robots.txt"]

    asyncio.run(run())


def test_robots_txt_is_asked_for_under_the_same_rules() -> None:
    async def run() -> None:
        endless = says(200, "User-agent: *\nDisallow: /page\n", **{"Content-Encoding": "br"})  # it is not
        async with serving(robots_txt=endless, page=says()) as base, Web(manners(), now=lambda: NOW) as web:
            assert issue(await obey(web, f"{base}/page")).kind == "robots"
        bomb = packed("gzip", gzip.compress(b"User-agent: *\nDisallow: /page\n" + b"#" * 50_000_000))
        async with serving(robots_txt=bomb, page=says()) as base, Web(manners(), now=lambda: NOW) as web:
            assert "forbids" in issue(await obey(web, f"{base}/page")).reason

    asyncio.run(run())


@pytest.mark.usefixtures("only_127_0_0_1_is_public")
@pytest.mark.parametrize(
    ("rule", "delay"),
    [
        ("Crawl-delay: 7", 7),
        ("Crawl-delay: 86400", 30),
        ("Request-rate: 1/9", 9),
        ("Crawl-delay: soon", 0.5),
        ("", 0.5),
    ],
)
def test_a_crawl_delay_is_kept_up_to_a_sane_limit(monkeypatch: pytest.MonkeyPatch, rule: str, delay: float) -> None:
    async def run() -> None:
        text = f"User-agent: *\n{rule}\nDisallow: /private\n"
        wish = manners(host_delay=0.5)
        async with serving(robots_txt=says(200, text), page=says()) as base, Web(wish, now=lambda: NOW) as web:
            fetched(await web.get(f"{base}/page", robots=True))
            assert web._turns.host(base.removeprefix("http://")).delay == delay

    pause = asyncio.sleep
    monkeypatch.setattr("tracker.web.turns.asyncio.sleep", lambda _: pause(0))
    asyncio.run(run())


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(
            st.tuples(
                st.sampled_from(["User-agent", "Disallow", "Allow", "Crawl-delay", "Request-rate", "Visit-time", "x"]),
                st.one_of(st.text(max_size=12), st.sampled_from(["*", "/", "/*", "nan", "inf", "-1", "1/0", "1/0s"])),
            ),
            max_size=12,
        ).map(lambda lines: "\n".join(f"{name}: {value}" for name, value in lines).encode("utf-8", "replace")),
    ),
    st.text(max_size=20),
)
def test_no_robots_txt_makes_it_raise(body: bytes, path: str) -> None:
    rules = Robots({}, "tracker-test (+desk@tracker.example)")
    rules.learn("a.example", 200, body, NOW)
    assert rules.bars(f"http://a.example/{path}", "a.example", NOW) is None or rules.known["a.example"].text
    assert 0 <= rules.delay("a.example") <= 30


@given(st.dictionaries(st.sampled_from(["Content-Type", "ETag", "Age", "Expires", "Cache-Control", "Retry-After",
    "Date", "Last-Modified", "Content-Encoding", "Location"]), st.text(st.characters(codec="latin-1"), max_size=30)),
    st.sampled_from([200, 301, 304, 403, 429, 521]))  # fmt: skip
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_headers_make_it_raise(headers: dict[str, str], status: int) -> None:
    lines = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in headers.items())
    raw = f"HTTP/1.1 {status} X\r\n{lines}Content-Length: 6\r\n\r\n<html>".encode("latin-1")

    async def run() -> None:
        async with speaking(raw) as base:
            assert isinstance(await ask(f"{base}/", wish=manners(timeout=1), etag='"1"'), Fetched | Issue)

    asyncio.run(run())


@given(st.text(max_size=30), st.text(max_size=30))
def test_what_is_sent_on_is_decided_for_any_address(url: str, onward: str) -> None:
    step = Step(url, (("a", "b"),), (("X-Api-Key", "k"), ("Accept", "a")))
    assert ("X-Api-Key", "k") not in step.redirected(302, onward).headers or "//" in url
    assert step.redirected(303, onward).form == ()
    assert Asked(url, 1, form=(("a", "b"),), etag='"1"').is_conditional is False


# --- The hostile and the good, side by side --------------------------------------------------------------------------

Speaks = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
CAP = 600.0
"""Seconds. No machine is so slow that a good answer takes as long; the test moves the clock instead of waiting."""


class Loop(asyncio.SelectorEventLoop):
    """An event loop whose clock a test can move."""

    ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead


class Den:
    """Hostile servers. Each takes its caller in and then waits for the gate; the worst do nothing even then."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self.tls = tls
        self.gate = asyncio.Event()
        self.callers = 0
        self.all_in = asyncio.Event()
        self.ways = self.made()

    async def keeps(self) -> None:
        """Count a caller and hold it until the gate opens."""
        self.callers += 1
        if self.callers == len(self.ways):
            self.all_in.set()
        await self.gate.wait()

    def says(self, raw: bytes) -> Speaks:
        """Answer with raw bytes once the gate is open, then close."""

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            await self.keeps()
            writer.write(raw)
            await writer.drain()

        return answer

    def drips(self, raw: bytes) -> Speaks:
        """Send a little, and then a byte now and again for ever."""

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(raw)
            await self.keeps()
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.01)

        return answer

    async def silent(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self.keeps()
        await reader.read()

    async def floods(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await self.keeps()
        writer.write(HEAD + b"\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    async def resets(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await self.keeps()
        linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)

    async def forges(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Bring a certificate that nobody vouches for."""
        writer.transport.pause_reading()  # type: ignore[attr-defined]  # the caller's hello is for the TLS layer
        await self.keeps()
        await writer.start_tls(self.tls)
        await reader.read(1)

    async def leads_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Redirect to ever new addresses."""
        line = await reader.readline()
        if line.startswith(b"GET / "):
            await self.keeps()
        onward = line.split()[1] + b"x"
        writer.write(b"HTTP/1.1 302 Found\r\nLocation: " + onward + b"\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    def made(self) -> dict[str, tuple[Speaks, str]]:
        """Return what each does, and the kind of issue that it must end in."""
        moved = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: "
        bombs = {name: PACK[name](b"\0" * 20_000_000) for name in ("gzip", "deflate", "br", "zstd")}
        return {
            "silence": (self.silent, "timeout"),
            "noise": (self.drips(b""), "error"),
            "a dripping body": (self.drips(HEAD + b"Content-Length: 90000\r\n\r\n"), "timeout"),
            "a dripping head": (self.drips(HEAD + b"X-Long: "), "timeout"),
            "a body without end": (self.floods, "too_large"),
            "a circle": (self.says(moved + b"/\r\n\r\n"), "error"),
            "a way without end": (self.leads_on, "error"),
            "a way inside": (self.says(moved + b"http://127.0.0.2/\r\n\r\n"), "private_address"),
            "a wrong length": (self.says(HEAD + b"Content-Length: 500\r\n\r\nshort"), "error"),
            "a reset": (self.resets, "error"),
            "a busy host": (self.says(b"HTTP/1.1 429 No\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"), "busy"),
            "a wall": (self.says(b"HTTP/1.1 403 No\r\n\r\n" + WALL.encode()), "challenge"),
            "a huge head": (self.says(HEAD + b"X: " + b"y" * 90_000 + b"\r\n\r\n"), "error"),
            "many heads": (self.says(HEAD + b"X: y\r\n" * 90_000 + b"\r\n"), "error"),
            "bad TLS": (self.forges, "error"),
            **{
                f"a {name} bomb": (self.says(HEAD + f"Content-Encoding: {name}\r\n\r\n".encode() + bomb), "too_large")
                for name, bomb in bombs.items()
            },
        }


@asynccontextmanager
async def listening(speak: Speaks, scheme: str = "http") -> AsyncIterator[str]:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await speak(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the caller has hung up, as it should, or the test is over
        finally:
            writer.close()

    listener = await asyncio.start_server(answer, "127.0.0.1", 0)
    try:
        yield f"{scheme}://127.0.0.1:{listener.sockets[0].getsockname()[1]}/"
    finally:
        listener.close()


@pytest.mark.usefixtures("only_127_0_0_1_is_public")
def test_the_hostile_end_each_in_its_own_way_and_hold_nobody_up(tls: tuple[ssl.SSLContext, Path]) -> None:
    async def run() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, Loop)
        den = Den(tls[0])
        ways = den.ways
        async with AsyncExitStack() as stack:
            hostile = {
                name: await stack.enter_async_context(listening(speak, "https" if "TLS" in name else "http"))
                for name, (speak, _) in ways.items()
            }
            good = [await stack.enter_async_context(serving(page=says(200, f"good {n}"))) for n in range(20)]
            web = await stack.enter_async_context(Web(manners(timeout=CAP), now=lambda: NOW))
            held = {name: asyncio.create_task(web.get(url)) for name, url in hostile.items()}
            await den.all_in.wait()
            answers = await asyncio.gather(*(web.get(f"{base}/page") for base in good))
            # All the good are answered while all the hostile still hang.
            assert [fetched(each).body for each in answers] == [f"good {n}".encode() for n in range(20)]
            assert not any(task.done() for task in held.values())
            den.gate.set()
            dripping = {name for name, (_, kind) in ways.items() if kind == "timeout"}
            await asyncio.wait([task for name, task in held.items() if name not in dripping])
            assert {name for name, task in held.items() if not task.done()} == dripping
            loop.ahead += CAP
            ends = {name: issue(await task) for name, task in held.items()}
        assert {name: found.kind for name, found in ends.items()} == {name: kind for name, (_, kind) in ways.items()}
        assert {name: found.subject for name, found in ends.items()} == hostile
        assert "self-signed certificate" in ends["bad TLS"].reason
        assert retry_after(ends["a busy host"]) == timedelta(minutes=1)

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(run())
