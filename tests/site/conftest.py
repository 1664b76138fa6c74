"""The site over the small world, asked in process: no socket is opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.site import world

Answer = Any
Get = Callable[[str], Answer]


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One loop for all requests, as a server has; making a loop opens a pair of Unix sockets only."""
    made = asyncio.new_event_loop()
    yield made
    made.run_until_complete(made.shutdown_default_executor())
    made.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world.build(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def site(database: Path, loop: asyncio.AbstractEventLoop) -> Any:
    from tracker.site import app

    async def made() -> Any:
        return app(database)

    return loop.run_until_complete(made())


@pytest.fixture
def get(site: Any, loop: asyncio.AbstractEventLoop) -> Get:
    """Ask the site for an address; the answer has `status_code`, `text`, `headers`, `json()`."""
    return lambda path: loop.run_until_complete(site.client.get(path))
