"""Does several things at once, and stops them all at the first bug or wish to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any


async def at_once(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Run coroutines side by side; raise what the first of them raises, with the others cancelled."""
    try:
        async with asyncio.TaskGroup() as group:
            for each in work:
                group.create_task(each)
    except BaseExceptionGroup as problems:
        raise problems.exceptions[0] from None
