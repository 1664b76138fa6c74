"""Gives the same answer again to whoever asks the same within the few seconds that it is said to hold.

Pages say ``max-age=5``; what a browser may keep that long, the server may as well. Many who ask for one page at once
wait for one to be made. Knows no page: it looks at the answer's own ``Cache-Control``, and nothing that carries a
cookie or a password goes in or out. Its clock only measures seconds.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from time import monotonic
from typing import Any

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Callable[[], Awaitable[Message]], Send], Awaitable[None]]
Key = tuple[object, ...]

MOST = 200
"""Answers that are kept."""
LONGEST = 1_000_000
"""Bytes of an answer that is kept."""
PRIVATE = frozenset({b"cookie", b"authorization", b"range", b"if-none-match", b"if-modified-since"})
"""Headers of requests that are answered for themselves."""
VARY = frozenset({b"host", b"accept", b"x-forwarded-proto", b"x-forwarded-host"})
MAX_AGE = re.compile(rb"max-age=(\d+)")


class Kept:
    """An ASGI application that keeps the answers of another."""

    def __init__(self, inner: App) -> None:
        self._inner = inner
        self._held: OrderedDict[Key, tuple[float, list[Message]]] = OrderedDict()
        self._made: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        """Answer a request, from what is kept if that still holds."""
        key = _key(scope)
        if key is None:
            await self._inner(scope, receive, send)
            return
        if key in self._made:
            await self._made[key].wait()
        if found := self._held.get(key):
            if monotonic() < found[0]:
                for message in found[1]:
                    await send(dict(message))
                return
            del self._held[key]
        await self._make(key, scope, receive, send)

    async def _make(self, key: Key, scope: Message, receive: Callable[[], Awaitable[Message]], send: Send) -> None:
        told: list[Message] = []
        size = 0

        async def sending(message: Message) -> None:
            nonlocal size
            size += len(message.get("body", b""))
            if size <= LONGEST:  # a long stream passes through and is not gathered up
                told.append(dict(message))
            await send(message)

        done = self._made.setdefault(key, asyncio.Event())
        try:
            await self._inner(scope, receive, sending)
            if size <= LONGEST and (holds := _seconds(told)):
                self._held[key] = (monotonic() + holds, told)
                while len(self._held) > MOST:
                    self._held.popitem(last=False)
        finally:
            done.set()
            if self._made.get(key) is done:
                del self._made[key]


def _key(scope: Message) -> Key | None:
    """Return by what requests are the same, or None for one that must be answered for itself."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    headers = scope["headers"]
    if any(name in PRIVATE for name, _ in headers):
        return None
    told = tuple(sorted((name, value) for name, value in headers if name in VARY))
    return (scope.get("raw_path") or scope["path"], scope["query_string"], *told)


def _seconds(told: list[Message]) -> int:
    """Return how many seconds an answer may be given again; 0 for none."""
    if not told or told[0].get("status") != 200 or told[-1].get("more_body"):
        return 0
    headers = {name.lower(): value for name, value in told[0]["headers"]}
    found = MAX_AGE.search(headers.get(b"cache-control", b""))
    if b"set-cookie" in headers or not found:
        return 0
    return int(found[1])
