"""Serves the sample world on loopback. Everything is made at start and looked up by address: no file is ever opened
for a request, so no address can reach out of the sample world. Knows nothing of the tracker that polls it.
"""

from __future__ import annotations

import errno
import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from threading import Thread
from types import MappingProxyType, TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tracker.sample import indexes, layouts
from tracker.sample.content import Outlet, load

HOST = "127.0.0.1"
OLDEST = datetime(2023, 1, 1, tzinfo=UTC)
"""Last-Modified of what has no date of its own."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One address of the sample web, ready to send."""

    body: bytes
    content_type: str
    modified: datetime = OLDEST
    status: int = 200

    @property
    def etag(self) -> str:
        """A strong validator: it changes with the bytes and with nothing else."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'


def site(outlets: tuple[Outlet, ...], base: str) -> dict[str, Answer]:
    """Return every address (path, with ``?page=N`` for later pages of the API) with its answer."""
    feed_paths = {outlet.id: feed_path(outlet) for outlet in outlets}
    front = layouts.front_html(outlets, feed_paths)
    addresses = {
        "/": Answer(front.encode(), "text/html; charset=utf-8"),
        "/robots.txt": Answer(b"User-agent: *\nAllow: /\n", "text/plain; charset=utf-8"),
    }
    for outlet in outlets:
        addresses |= _feed_answers(outlet, base)
        for page in outlet.pages:
            html = layouts.page_html(outlet, page, base)
            addresses[f"/{outlet.id}/{page.path}"] = Answer(html.encode(outlet.encoding), "text/html", page.published)
    return addresses


def feed_path(outlet: Outlet) -> str:
    """Return where the outlet's feed, list page or API is asked for."""
    if outlet.kind == "api":
        return f"/{outlet.id}/{indexes.API_PATH}"
    if outlet.kind == "listing":
        return f"/{outlet.id}/{outlet.section}/index.html" if outlet.section else f"/{outlet.id}/index.html"
    return f"/{outlet.id}/feed.xml"


def _feed_answers(outlet: Outlet, base: str) -> dict[str, Answer]:
    path = feed_path(outlet)
    modified = max((page.published for page in outlet.pages), default=OLDEST)
    if outlet.fault == "unavailable":
        return {path: Answer(b"Service unavailable\n", "text/plain", status=503)}
    if outlet.fault == "html" or outlet.kind == "listing":
        html = layouts.listing_html(outlet)
        return {path: Answer(html.encode(outlet.encoding), "text/html", modified)}
    if outlet.kind == "api":
        answers = indexes.api_answers(outlet, base)
        return {address: Answer(text.encode(), "application/json", modified) for address, text in answers}
    text = indexes.rss(outlet, base) if outlet.kind == "rss" else indexes.atom(outlet, base)
    return {path: Answer(text.encode(outlet.encoding), f"application/{outlet.kind}+xml", modified)}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    addresses: Mapping[str, Answer] = MappingProxyType({})

    def server_bind(self) -> None:
        """Bind without asking the resolver for this machine's name, which may hang where there is no network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay quiet when a poller hangs up; tell everything else."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "sample"
    sys_version = ""
    wbufsize = -1  # head and body leave in one packet
    disable_nagle_algorithm = True
    timeout = 30

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the base class names it so)
        """Say nothing: the tracker's own log tells what it asked for."""

    def _answer(self, *, with_body: bool) -> None:
        answer = self.server.addresses.get(_address(self.path))
        if answer is None:
            answer = Answer(b"Not found\n", "text/plain", status=404)
        elif answer.status == 200 and self._unchanged(answer):
            self._head(304, answer)
            return
        self._head(answer.status, answer)
        if with_body:
            self.wfile.write(answer.body)

    def _head(self, status: int, answer: Answer) -> None:
        self.send_response(status)
        if status == 200:
            self.send_header("Content-Type", answer.content_type)
        if status in {200, 304}:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", format_datetime(answer.modified.astimezone(UTC), usegmt=True))
        if status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        if status == 503:
            self.send_header("Retry-After", "3600")
        self.end_headers()

    def _unchanged(self, answer: Answer) -> bool:
        """Weigh If-None-Match first and If-Modified-Since only without it, as RFC 9110 has it."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return answer.etag in {tag.strip().removeprefix("W/") for tag in known.split(",")} or known.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return answer.modified <= parsedate_to_datetime(since)
        except (ValueError, TypeError):
            return False


def _address(target: str) -> str:
    """Return the address that a request names: the path, and the page where one past the first is asked for."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return target
    page = parse_qs(parts.query).get("page", ["1"])[-1]
    return parts.path if page == "1" else f"{parts.path}?page={page}"


class SampleWeb:
    """The sample web while it is served, as a context manager; ``base`` is its address, without a slash at the end."""

    def __init__(self, port: int, outlets: tuple[Outlet, ...]) -> None:
        """Bind `port` (0 takes any free one) and serve from a thread. Raises OSError if the port is taken."""
        try:
            self._server = _Server((HOST, port), _Handler)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            raise OSError(errno.EADDRINUSE, f"port {port} on {HOST} is taken by another program") from error
        self.outlets = outlets
        self.port = self._server.server_port
        self.base = f"http://{HOST}:{self.port}"
        self._server.addresses = site(outlets, self.base)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="sample-web", daemon=True)
        self._thread.start()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address that answers, below `base`."""
        return tuple(self._server.addresses)

    def close(self) -> None:
        """Stop serving and free the port; may be called twice."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> SampleWeb:
        """Return the web, which serves already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop serving."""
        self.close()


def serve(port: int) -> SampleWeb:
    """Serve the sample world on 127.0.0.1 at `port` (0 takes any free one), until closed.

    Raises OSError with one clear line if the port is taken.
    """
    return SampleWeb(port, load())
