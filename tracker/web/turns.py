"""Makes everybody wait for a polite turn: a few questions to one host at a time, apart from each other, and a total.

It must not know what is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol


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


@dataclass(slots=True)
class Host:
    """The queue before one host. `delay` is in seconds between two starts, `next_start` by the loop's clock.

    `reading_robots` is held while the host's robots.txt is asked for, so that it is asked for once.
    """

    slots: asyncio.Semaphore
    delay: float
    next_start: float = 0.0
    reading_robots: asyncio.Lock = field(default_factory=asyncio.Lock)


class Turns:
    """The queues before all hosts."""

    def __init__(self, manners: Manners) -> None:
        self._manners = manners
        self._total = asyncio.Semaphore(manners.total)
        self._hosts: dict[str, Host] = {}

    def host(self, name: str) -> Host:
        """Return the queue before a host."""
        if name not in self._hosts:
            self._hosts[name] = Host(asyncio.Semaphore(self._manners.per_host), self._manners.host_delay)
        return self._hosts[name]

    @asynccontextmanager
    async def turn(self, name: str, *, spared: bool) -> AsyncIterator[None]:
        """Hold one of the host's places and one of the total; a host of our own network is not spared."""
        if not spared:
            async with self._total:
                yield
            return
        host = self.host(name)
        async with host.slots:
            clock = asyncio.get_running_loop().time
            start = max(clock(), host.next_start)
            host.next_start = start + host.delay
            await asyncio.sleep(max(0.0, start - clock()))
            async with self._total:
                yield
