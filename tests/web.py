"""A web of a test's own on loopback, with a small language: it serves bytes at a path, fails at a path, and counts."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Web:
    """What the server answers; tests change it while it runs."""

    base: str = ""
    pages: dict[str, tuple[int, str, bytes, dict[str, str]]] = field(default_factory=dict)
    asked: Counter[str] = field(default_factory=Counter)
    posted: list[tuple[str, str]] = field(default_factory=list)
    """Path and body of each POST. A page served at ``/list page=2`` answers the form ``page=2`` at ``/list`` alone."""
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    """What came with the last request for each path."""

    def serves(self, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> str:
        """Answer a path with a body; returns the address."""
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = (200, kind, raw, {name.replace("_", "-"): value for name, value in headers.items()})
        return self.base + path

    def fails(self, path: str, status: int, **headers: str) -> str:
        """Answer a path with an error; returns the address."""
        self.pages[path] = (status, "text/plain", b"no\n", {n.replace("_", "-"): v for n, v in headers.items()})
        return self.base + path

    def feed(self, path: str, *items: tuple[str, str], **headers: str) -> str:
        """Serve an RSS feed of (title, path) items; returns the address."""
        rows = "".join(f"<item><title>{title}</title><link>{self.base}{to}</link></item>" for title, to in items)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>{rows}</channel></rss>'
        return self.serves(path, body, "application/rss+xml", **headers)

    def article(self, path: str, title: str, *paragraphs: str) -> str:
        """Serve a page with a title and paragraphs; returns the address."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        page = f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><nav>Menu</nav>'
        return self.serves(path, f"{page}<article><h1>{title}</h1>{body}</article></body></html>")


@contextmanager
def serving() -> Iterator[Web]:
    """Run a test's web on loopback for a block."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the library's name
            self.answer(web.pages.get(self.path))

        def do_POST(self) -> None:  # the library's name
            form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            web.posted.append((self.path, form))
            self.answer(web.pages.get(f"{self.path} {form}") or web.pages.get(self.path))

        def answer(self, page: tuple[int, str, bytes, dict[str, str]] | None) -> None:
            """Send a page, or that there is none."""
            web.asked[self.path] += 1
            web.headers[self.path] = dict(self.headers)
            status, kind, body, headers = page or (404, "text/plain", b"nothing here\n", {})
            if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            self.send_response(status)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
