"""Makes one answer of one question: follows redirects, asks robots.txt first where told to, keeps caps, judges."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from tracker import challenge
from tracker.model import Fetched, Issue, Pairs
from tracker.web import answers, bodies
from tracker.web.addresses import (
    PrivateAddressError,
    Resolver,
    fault_of,
    host_of,
    is_private,
    joined,
    public_socket,
)
from tracker.web.answers import FOR_GOOD, KEPT, REDIRECTS, Hop
from tracker.web.bodies import BadBodyError, Body, TooLargeError
from tracker.web.questions import Asked, Step, downgrades
from tracker.web.robots import MAX_BYTES as ROBOTS_BYTES
from tracker.web.robots import Robots, RobotsText
from tracker.web.turns import Manners, Turns

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/xml;q=0.9, "
    "application/json;q=0.9, text/html;q=0.9, */*;q=0.5"
)
LOOK_BYTES = 64 * 1024
LOOK_SECONDS = 5.0
"""How much of a refusal is read, and how long, to tell a wall from the server itself."""
FIELD_BYTES = 32 * 1024
"""Longest header: some offices send content policies of 10 kB and more."""
TROUBLE = (
    TimeoutError,
    OSError,
    aiohttp.ClientError,
    TooLargeError,
    BadBodyError,
    UnicodeError,
    ValueError,
)


@dataclass(slots=True)
class Web:
    """Fetches addresses politely. An async context manager; one instance serves many feeds at once.

    `robots` keeps what hosts answered when asked for robots.txt, from one run to the next if the caller stores it.
    """

    manners: Manners
    now: Callable[[], datetime] = field(kw_only=True)
    robots: MutableMapping[str, RobotsText] | None = field(kw_only=True, default=None)
    _guarded: aiohttp.ClientSession = field(init=False, repr=False)
    _open: aiohttp.ClientSession = field(init=False, repr=False)
    _turns: Turns = field(init=False, repr=False)
    _rules: Robots = field(init=False, repr=False)

    async def __aenter__(self) -> Self:
        # Two pools, so that no guarded request can ride on a connection that was opened to a private address.
        names = Resolver(self.manners.total, guarded=True)
        self._guarded = self._session(
            aiohttp.TCPConnector(resolver=names, socket_factory=public_socket, limit=0, ttl_dns_cache=300)
        )
        self._open = self._session(
            aiohttp.TCPConnector(resolver=Resolver(self.manners.per_host, guarded=False), limit=0)
        )
        self._turns = Turns(self.manners)
        self._rules = Robots({} if self.robots is None else self.robots, self.manners.user_agent)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._guarded.close()
        await self._open.close()

    def _session(self, connector: aiohttp.TCPConnector) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": self.manners.user_agent, "Accept": ACCEPT, "Accept-Encoding": bodies.ENCODINGS},
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(),  # the cap of this room counts, not one within it
            max_field_size=FIELD_BYTES,
        )

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        allow_private: bool = False,
        form: Pairs = (),
        headers: Pairs = (),
        robots: bool = False,
    ) -> Fetched | Issue:
        """Return what stands at `url`, or why not. ``Fetched.body`` is None where it is as the validators say.

        A `form` is sent as a POST, url-encoded UTF-8, without validators. `headers` are the source's own (Referer,
        Accept, X-Requested-With); one that says who asks raises ValueError. With `robots` the robots.txt of each host
        on the way is obeyed. Redirects are followed up to the cap, each under the same rules. The time cap counts only
        time spent on the wire, not time spent waiting for a polite turn.
        """
        asked = Asked(
            url,
            self.manners.max_bytes,
            etag=etag,
            last_modified=last_modified,
            allow_private=allow_private,
            form=form,
            headers=headers,
            robots=robots,
        )
        found = await self._follow(asked)
        return found if isinstance(found, Issue) else self._judge(asked, *found)

    async def _follow(self, asked: Asked) -> tuple[Hop, bool] | Issue:
        """Return the last answer on the way, and whether the whole way is a lasting move."""
        step, seconds, lasting = asked.first, self.manners.timeout, True
        been = set()
        for hops in range(self.manners.max_redirects + 1):
            if fault := fault_of(step.url):
                return self._issue(asked.url, "bad_url", fault)
            been.add((step.method, step.url))
            barred = await self._barred(asked, step) if asked.robots else None
            answer = barred or await self._ask(asked, step, seconds)
            if isinstance(answer, Issue):
                return answer
            hop, seconds = answer
            if hop.status not in REDIRECTS or not hop.headers.get("Location"):
                return hop, lasting and hops > 0
            onward = joined(step.url, hop.headers["Location"])
            lasting = lasting and hop.status in FOR_GOOD and not _leads_down(step.url, onward)
            step = step.redirected(hop.status, onward)
            if (step.method, step.url) in been:
                break
        return hop, False

    async def _barred(self, asked: Asked, step: Step) -> Issue | None:
        """Ask a host for its robots.txt if it is time to, and return what it has against a step."""
        host = host_of(step.url)
        queue = self._turns.host(host)
        trouble = None
        async with queue.reading_robots:
            if self._rules.stale(host, self.now()):
                trouble = await self._learn(step.url, host, asked.allow_private)
            queue.delay = max(self.manners.host_delay, self._rules.delay(host))
        if trouble and trouble.kind == "private_address":
            return self._issue(asked.url, trouble.kind, trouble.reason)
        reason = self._rules.bars(step.url, host, self.now(), trouble.reason if trouble else "")
        return self._issue(asked.url, "robots", reason) if reason else None

    async def _learn(self, url: str, host: str, allow_private: bool) -> Issue | None:
        """Ask for a host's robots.txt; return what befell it where no answer came."""
        where = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/robots.txt"
        found = await self._follow(Asked(where, ROBOTS_BYTES, allow_private=allow_private, cut=True))
        if isinstance(found, Issue):
            self._rules.learn(host, 0, b"", self.now())
            return found
        self._rules.learn(host, found[0].status, found[0].body, self.now())
        return None

    async def _ask(self, asked: Asked, step: Step, seconds: float) -> tuple[Hop, float] | Issue:
        """Wait for a polite turn and ask once; return the answer with the seconds that are left."""
        async with self._turns.turn(host_of(step.url), spared=not asked.allow_private):
            clock = asyncio.get_running_loop().time
            start = clock()
            try:
                async with asyncio.timeout(max(seconds, 0.001)):
                    hop = await self._once(asked, step)
            except TROUBLE as problem:
                return self._failure(asked, step.url, problem)
            return hop, seconds - (clock() - start)

    async def _once(self, asked: Asked, step: Step) -> Hop:
        if fault := step.fault:
            raise ValueError(fault)
        session = self._open if asked.allow_private else self._guarded
        # What is plain ASCII goes out as it was written: servers differ on re-quoted query strings.
        url = URL(step.url, encoded=bool(re.fullmatch(r"[\x21-\x7e]+", step.url)))
        if not asked.allow_private and url.host and is_private(url.host):
            raise PrivateAddressError(f"{url.host} is not on the public internet")
        async with session.request(
            step.method, url, headers=step.fields(), data=step.data, allow_redirects=False
        ) as response:
            body = await _read(response, asked)
            kind = response.content_type or ""
            return Hop(step.url, response.status, response.headers, response.charset, kind, body)

    def _judge(self, asked: Asked, hop: Hop, lasting: bool) -> Fetched | Issue:
        if hop.status == HTTPStatus.NOT_MODIFIED and asked.is_conditional:
            return self._fetched(asked, hop, None, lasting)
        shows = hop.status not in KEPT or hop.content_type in {"", "text/plain"} or "html" in hop.content_type
        if wall := challenge.named(hop.body if shows else b"", hop.status, hop.headers):
            reason = f"{wall} answered with {hop.status} in the page's stead"
            return self._issue(asked.url, "challenge", reason + answers.waiting(hop, self.now()))
        if hop.status in KEPT:
            return self._fetched(asked, hop, hop.body, lasting)
        if hop.status in REDIRECTS and hop.headers.get("Location"):
            reason = f"redirected in a circle or more than {self.manners.max_redirects} times, last by {hop.url[:200]}"
            return self._issue(asked.url, "error", reason)
        return self._issue(asked.url, *answers.refusal(hop, asked.url, self.now()))

    def _fetched(self, asked: Asked, hop: Hop, body: bytes | None, lasting: bool) -> Fetched:
        now = self.now()
        etag, changed = (answers.validator(hop.headers.get(name)) for name in ("ETag", "Last-Modified"))
        return Fetched(
            url=asked.url,
            final_url=hop.url,
            status=hop.status,
            at=now,
            body=body,
            content_type=hop.content_type,
            charset=hop.charset,
            etag=etag or (asked.etag if body is None else None),
            last_modified=changed or (asked.last_modified if body is None else None),
            fresh_for=answers.fresh_for(hop.headers, now),
            moved_for_good=lasting,
        )

    def _failure(self, asked: Asked, address: str, problem: BaseException) -> Issue:
        where = "" if address == asked.url else f" at {address[:200]}"
        chain = [problem, problem.__cause__, getattr(problem, "os_error", None)]
        private = next((each for each in chain if isinstance(each, PrivateAddressError)), None)
        if private is not None:
            return self._issue(asked.url, "private_address", f"{private}{where}")
        if isinstance(problem, TooLargeError):
            return self._issue(asked.url, "too_large", f"more than {asked.cap:,} bytes{where}")
        if isinstance(problem, TimeoutError):
            return self._issue(asked.url, "timeout", f"no whole answer in {self.manners.timeout:g} s{where}")
        kind = "bad_url" if isinstance(problem, aiohttp.InvalidURL) else "error"
        return self._issue(asked.url, kind, f"{_said(problem)}{where}")

    def _issue(self, url: str, kind: str, reason: str) -> Issue:
        return Issue("web", url, kind, reason, self.now())


async def _read(response: aiohttp.ClientResponse, asked: Asked) -> bytes:
    """Return the body of an answer where it is one to keep, the head of one that shows who refuses."""
    if response.status in KEPT:
        return await _whole(response, asked.cap, cut=asked.cut)
    return await _head(response) if answers.is_worth_a_look(response.status) else b""


async def _whole(response: aiohttp.ClientResponse, cap: int, *, cut: bool) -> bytes:
    if (response.content_length or 0) > cap and not cut:
        raise TooLargeError
    body = Body(response.headers.get("Content-Encoding", ""), cap)
    try:
        async for chunk in response.content.iter_chunked(bodies.CHUNK):
            body.feed(chunk)
    except TooLargeError:
        if not cut:
            raise
        return bytes(body.content[:cap])
    return body.finish()


async def _head(response: aiohttp.ClientResponse) -> bytes:
    """Return the first 64 kB at most; what goes wrong on the way is no news of an answer that is a refusal already."""
    try:
        body = Body(response.headers.get("Content-Encoding", ""), LOOK_BYTES)
    except BadBodyError:
        return b""
    try:
        async with asyncio.timeout(LOOK_SECONDS):
            async for chunk in response.content.iter_chunked(bodies.CHUNK):
                body.feed(chunk)
    except (TimeoutError, OSError, aiohttp.ClientError, TooLargeError, BadBodyError):
        pass
    return bytes(body.content[:LOOK_BYTES])


def _leads_down(base: str, onward: str) -> bool:
    return fault_of(onward) is None and downgrades(base, onward)


def _said(problem: BaseException) -> str:
    if isinstance(problem, aiohttp.ClientConnectorCertificateError):
        return f"TLS: {problem.certificate_error}"
    if isinstance(problem, aiohttp.ClientConnectorDNSError):
        return f"the name of the host is not known: {problem.os_error}"
    if isinstance(problem, aiohttp.ClientConnectorSSLError):
        return f"TLS: {problem.os_error}"
    words = " ".join(str(problem).split()) or type(problem).__name__
    if isinstance(problem, BadBodyError):
        return words[:300]
    return f"{type(problem).__name__}: {words}"[:300]
