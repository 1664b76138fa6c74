"""Knows when: a tick every so many seconds that asks the store what is due. Knows no feed, no letter and no SQL.

Due-ness is a column in the store, so there is no job for each feed and no job store: a restart loses nothing.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

LISTENS = 0.5
"""Seconds after which a signal is heard at the latest."""
Tick = Callable[[threading.Event], None]
"""A tick is given the event that asks it to stop; it looks at it between two pieces of work."""


class Ticking:
    """A tick that comes back until it is stopped. A bug in it ends the ticking and is kept in `failure`."""

    def __init__(self, seconds: int, tick: Tick) -> None:
        self.stopping = threading.Event()
        self.ended = threading.Event()
        self.failure: BaseException | None = None
        self._scheduler = BackgroundScheduler(timezone="UTC")
        self._scheduler.add_listener(self._failed, EVENT_JOB_ERROR)
        # The default grace of one second would drop late runs without a word, hence none.
        self._scheduler.add_job(
            tick,
            IntervalTrigger(seconds=seconds),
            args=[self.stopping],
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=datetime.now(UTC),
        )

    def start(self) -> None:
        """Tick now and then every so many seconds, never twice at once."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ask the running tick to end, and wait for it."""
        self.stopping.set()
        self._scheduler.shutdown(wait=True)

    def _failed(self, event: JobExecutionEvent) -> None:
        self.failure = event.exception
        self.ended.set()


def until_told(seconds: int, tick: Tick, *, ready: Callable[[], None] = lambda: None) -> None:
    """Tick until SIGTERM or SIGINT; the piece of work at hand ends first. A bug in the tick is raised here.

    `ready` is called once a signal would be heard.
    """
    ticking = Ticking(seconds, tick)
    with _told() as heard:
        ready()
        ticking.start()
        # A signal that comes just before a wait begins does not end it, so no wait is for ever.
        while not heard and not ticking.ended.wait(LISTENS):
            pass
        ticking.stop()
    if ticking.failure:
        raise ticking.failure


@contextmanager
def beside(seconds: int, tick: Tick) -> Iterator[None]:
    """Tick in the background while the block runs. A bug in the tick is raised when the block ends."""
    ticking = Ticking(seconds, tick)
    ticking.start()
    try:
        yield
    finally:
        ticking.stop()
    if ticking.failure:
        raise ticking.failure


@contextmanager
def _told() -> Iterator[list[int]]:
    """Give a list of the signals that were heard. The handler may stand within any wait, so it takes no lock."""
    heard: list[int] = []

    def told(signum: int, frame: FrameType | None) -> None:
        heard.append(signum)

    before = {number: signal.signal(number, told) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
