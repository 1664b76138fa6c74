"""Makes one answer of one address: the only room that reads the net. Has manners and caps; no idea what a feed is.

Expected failure is a value: whatever a server, a resolver or a wire does becomes an :class:`Issue` whose kind is one of
``refused``, ``busy``, ``not_found``, ``gone``, ``timeout``, ``too_large``, ``private_address``, ``bad_url``, ``error``.

Private addresses are refused where the socket is made, when the address is known for certain: a literal address, an
answer of the DNS and the target of a redirect all pass there. The resolver refuses the same earlier, to say so clearly.
"""

from __future__ import annotations

import asyncio
import email.utils
import ipaddress
import re
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from tracker.model import Fetched, Issue

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "application/json;q=0.9, text/html;q=0.9, */*;q=0.5"
)
CHUNK = 64 * 1024
REDIRECTS = {301, 302, 303, 307, 308}
FOR_GOOD = {301, 308}
KINDS = {
    401: "refused",
    402: "refused",
    403: "refused",
    404: "not_found",
    407: "refused",
    410: "gone",
    412: "refused",  # the answer of several Chinese government firewalls to a client without a browser
    429: "busy",
    451: "refused",
    503: "busy",
}
_RETRY = re.compile(r"asks to wait (\d+) s$")
_EMBEDDED = ipaddress.ip_network("64:ff9b::/96")


class Manners(Protocol):
    """What this room needs to know of the configuration: times in seconds, sizes in bytes after decompression."""

    @property
    def user_agent(self) -> str: ...
    @property
    def timeout(self) -> float: ...
    @property
    def per_host(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def max_bytes(self) -> int: ...
    @property
    def max_redirects(self) -> int: ...
    @property
    def host_delay(self) -> float: ...


class PrivateAddressError(OSError):
    """A connection to an address that is not on the public internet was asked for, and refused."""


@dataclass(frozen=True, slots=True)
class _Request:
    """One wish for one address, as it was asked for."""

    url: str
    etag: str | None
    last_modified: str | None
    allow_private: bool

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional GET."""
        wanted = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in wanted.items() if value}


@dataclass(frozen=True, slots=True)
class _Hop:
    """What one address said: a status, headers, and a body where it is one to keep."""

    url: str
    status: int
    headers: Any
    charset: str | None
    content_type: str
    body: bytes


@dataclass(slots=True)
class _Host:
    """The queue before one host."""

    slots: asyncio.Semaphore
    next_start: float = 0.0


class _TooLargeError(Exception):
    """The body passed the cap."""


@dataclass(slots=True)
class Web:
    """Fetches addresses politely. An async context manager; one instance serves many feeds at once."""

    manners: Manners
    now: Callable[[], datetime] = field(kw_only=True)
    _guarded: aiohttp.ClientSession = field(init=False, repr=False)
    _open: aiohttp.ClientSession = field(init=False, repr=False)
    _total: asyncio.Semaphore = field(init=False, repr=False)
    _hosts: dict[str, _Host] = field(init=False, repr=False, default_factory=dict)

    async def __aenter__(self) -> Self:
        # Two pools, so that no guarded request can ride on a connection that was opened to a private address.
        self._guarded = self._session(
            aiohttp.TCPConnector(resolver=_PublicResolver(), socket_factory=_public_socket, limit=0, ttl_dns_cache=300)
        )
        self._open = self._session(aiohttp.TCPConnector(resolver=aiohttp.ThreadedResolver(), limit=0))
        self._total = asyncio.Semaphore(self.manners.total)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._guarded.close()
        await self._open.close()

    def _session(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        headers = {"User-Agent": self.manners.user_agent, "Accept": ACCEPT}
        return aiohttp.ClientSession(
            connector=connector, headers=headers, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
        )

    async def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None, allow_private: bool = False
    ) -> Fetched | Issue:
        """Return what stands at `url`, or why not. ``Fetched.body`` is None where it is as the validators say.

        Redirects are followed up to the cap, each under the same rules. The time cap counts only time spent on the
        wire, not time spent waiting for a polite turn.
        """
        request = _Request(url, etag, last_modified, allow_private)
        address, seconds, permanent = url, self.manners.timeout, True
        for hops in range(self.manners.max_redirects + 1):
            if fault := _bad_url(address):
                return self._issue(url, "bad_url", fault)
            answer = await self._turn(request, address, seconds)
            if isinstance(answer, Issue):
                return answer
            hop, seconds = answer
            if hop.status not in REDIRECTS or not hop.headers.get("Location"):
                return self._judge(request, hop, moved_for_good=permanent and hops > 0)
            permanent = permanent and hop.status in FOR_GOOD
            address = _joined(address, hop.headers["Location"])
        return self._issue(url, "error", f"more than {self.manners.max_redirects} redirects, last to {address[:200]}")

    async def _turn(self, request: _Request, address: str, seconds: float) -> tuple[_Hop, float] | Issue:
        """Wait for a polite turn and ask once; return the answer with the seconds that are left."""
        async with self._polite(address, request.allow_private):
            start = asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(max(seconds, 0.001)):
                    hop = await self._ask(request, address)
            except (TimeoutError, OSError, aiohttp.ClientError, _TooLargeError, UnicodeError, ValueError) as problem:
                return self._failure(request.url, address, problem)
            return hop, seconds - (asyncio.get_running_loop().time() - start)

    @asynccontextmanager
    async def _polite(self, address: str, allow_private: bool) -> AsyncIterator[None]:
        """Hold one of the host's places and one of the total; hosts of our own network are not spared."""
        if allow_private:
            async with self._total:
                yield
            return
        host = self._hosts.setdefault(urlsplit(address).netloc.lower(), _Host(asyncio.Semaphore(self.manners.per_host)))
        async with host.slots:
            clock = asyncio.get_running_loop().time
            start = max(clock(), host.next_start)
            host.next_start = start + self.manners.host_delay
            await asyncio.sleep(max(0.0, start - clock()))
            async with self._total:
                yield

    async def _ask(self, request: _Request, address: str) -> _Hop:
        session = self._open if request.allow_private else self._guarded
        # What is plain ASCII goes out as it was written: servers differ on re-quoted query strings.
        url = URL(address, encoded=bool(re.fullmatch(r"[\x21-\x7e]+", address)))
        if not request.allow_private and url.host and _is_private(url.host):
            raise PrivateAddressError(f"{url.host} is not on the public internet")
        async with session.get(url, headers=request.headers(), allow_redirects=False) as response:
            body = await self._body(response) if response.status in {200, 203} else b""
            return _Hop(address, response.status, response.headers, response.charset, response.content_type or "", body)

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        if (response.content_length or 0) > self.manners.max_bytes:
            raise _TooLargeError
        body = bytearray()
        async for chunk in response.content.iter_chunked(CHUNK):
            body += chunk
            if len(body) > self.manners.max_bytes:
                raise _TooLargeError
        return bytes(body)

    def _judge(self, request: _Request, hop: _Hop, *, moved_for_good: bool) -> Fetched | Issue:
        if hop.status == HTTPStatus.NOT_MODIFIED and request.headers():
            return self._fetched(request, hop, None, moved_for_good)
        if hop.status in {200, 203}:
            return self._fetched(request, hop, hop.body, moved_for_good)
        reason = f"{hop.status} {_phrase(hop.status)}"
        if hop.url != request.url:
            reason += f" at {hop.url[:200]}"
        wait = _wait(hop.headers.get("Retry-After"), self.now())
        if wait is not None:
            reason += f"; asks to wait {wait} s"
        return self._issue(request.url, KINDS.get(hop.status, "error"), reason)

    def _fetched(self, request: _Request, hop: _Hop, body: bytes | None, moved_for_good: bool) -> Fetched:
        now = self.now()
        return Fetched(
            url=request.url,
            final_url=hop.url,
            status=hop.status,
            at=now,
            body=body,
            content_type=hop.content_type,
            charset=hop.charset,
            etag=hop.headers.get("ETag") or (request.etag if body is None else None),
            last_modified=hop.headers.get("Last-Modified") or (request.last_modified if body is None else None),
            fresh_for=_fresh_for(hop.headers, now),
            moved_for_good=moved_for_good,
        )

    def _failure(self, url: str, address: str, problem: BaseException) -> Issue:
        where = "" if address == url else f" at {address[:200]}"
        chain = [problem, problem.__cause__, getattr(problem, "os_error", None)]
        private = next((each for each in chain if isinstance(each, PrivateAddressError)), None)
        if private is not None:
            return self._issue(url, "private_address", f"{private}{where}")
        if isinstance(problem, _TooLargeError):
            return self._issue(url, "too_large", f"more than {self.manners.max_bytes:,} bytes{where}")
        if isinstance(problem, TimeoutError):
            return self._issue(url, "timeout", f"no whole answer in {self.manners.timeout:g} s{where}")
        kind = "bad_url" if isinstance(problem, aiohttp.InvalidURL) else "error"
        return self._issue(url, kind, f"{_said(problem)}{where}")

    def _issue(self, url: str, kind: str, reason: str) -> Issue:
        return Issue("web", url, kind, reason, self.now())


def retry_after(issue: Issue) -> timedelta | None:
    """Return how long the server of an issue asked to be left alone, if it said so."""
    match = _RETRY.search(issue.reason)
    return timedelta(seconds=int(match[1])) if match else None


class _PublicResolver(AbstractResolver):
    """Resolves names to public addresses only."""

    def __init__(self) -> None:
        self._resolver = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        public = [each for each in found if not _is_private(each["host"])]
        if found and not public:
            raise PrivateAddressError(f"{host} is at {found[0]['host']}, not on the public internet")
        return public

    async def close(self) -> None:
        await self._resolver.close()


def _public_socket(address: tuple[Any, Any, int, str, tuple[Any, ...]]) -> socket.socket:
    family, kind, protocol, _, target = address
    if _is_private(str(target[0])):
        raise PrivateAddressError(f"{target[0]} is not on the public internet")
    return socket.socket(family=family, type=kind, proto=protocol)


def _is_private(host: str) -> bool:
    """Say whether a literal address is outside the public internet; names are no addresses and pass here."""
    try:
        address = ipaddress.ip_address(host.strip("[]").split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _EMBEDDED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = inner or address
    return not address.is_global or address.is_multicast


def _joined(base: str, location: str) -> str:
    """Return where a redirect leads; what cannot be joined stays as it is, to be told as a bad address."""
    try:
        return urljoin(base, location.strip()).split("#")[0]
    except ValueError:
        return location


def _bad_url(url: str) -> str | None:
    """Return what is wrong with an address before anybody is asked, or None."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as problem:
        return str(problem)
    if parts.scheme not in {"http", "https"}:
        return f"only http and https are read, not {parts.scheme or 'an address without a scheme'!r}"
    if not host or port == 0:
        return "no host in the address"
    if parts.username is not None or parts.password is not None:
        return "a name or password stands in the address"
    return None


def _said(problem: BaseException) -> str:
    if isinstance(problem, aiohttp.ClientConnectorCertificateError):
        return f"TLS: {problem.certificate_error}"
    if isinstance(problem, aiohttp.ClientConnectorDNSError):
        return f"the name of the host is not known: {problem.os_error}"
    if isinstance(problem, aiohttp.ClientConnectorSSLError):
        return f"TLS: {problem.os_error}"
    words = " ".join(str(problem).split()) or type(problem).__name__
    return f"{type(problem).__name__}: {words}"[:300]


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "(no known status)"


def _wait(value: str | None, now: datetime) -> int | None:
    """Return the seconds of a Retry-After header, which is a number or an HTTP date; None if absent or odd."""
    if not value:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return min(int(value), 10**9)
    when = _http_date(value)
    return max(0, round((when - now).total_seconds())) if when else None


def _http_date(value: str | None) -> datetime | None:
    try:
        when = email.utils.parsedate_to_datetime(value or "")
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)


def _fresh_for(headers: Any, now: datetime) -> timedelta | None:
    """Return how long the answer may be used unasked, by max-age, else Expires less Date; at most a year."""
    control = headers.get("Cache-Control", "")
    if re.search(r"no-(?:store|cache)", control, re.IGNORECASE):
        return timedelta(0)
    if match := re.search(r"max-age\s*=\s*\"?(\d{1,10})", control, re.IGNORECASE):
        return timedelta(seconds=min(int(match[1]), 365 * 86400))
    expires = _http_date(headers.get("Expires"))
    if expires is None:
        return None
    left = expires - (_http_date(headers.get("Date")) or now)
    return min(max(left, timedelta(0)), timedelta(days=365))
