"""The schedule: a tick at once and again, never two at a time, a clean end on SIGTERM, and no bug swallowed."""

from __future__ import annotations

import os
import signal
import threading

import pytest

from tracker import schedule


def test_ticks_come_at_once_and_again_and_stop() -> None:
    twice = threading.Event()
    seen: list[int] = []

    def tick(stopping: threading.Event) -> None:
        seen.append(1)
        if len(seen) == 2:
            twice.set()

    with schedule.beside(1, tick):
        assert twice.wait(20)
    count = len(seen)
    assert not threading.Event().wait(1.2)
    assert len(seen) == count


def test_a_signal_at_the_moment_of_waiting_is_heard() -> None:
    """The tick begins as the waiting does; a signal that fell between the two used to be lost."""

    def tick(stopping: threading.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopping.wait(20)

    for _ in range(25):
        schedule.until_told(60, tick)


def test_sigterm_lets_the_running_tick_end_and_then_stops() -> None:
    done: list[str] = []

    def tick(stopping: threading.Event) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        assert stopping.wait(20)
        done.append("ended")

    before = signal.getsignal(signal.SIGTERM)
    schedule.until_told(60, tick)
    assert done == ["ended"]
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.filterwarnings("ignore")
def test_a_bug_in_a_tick_ends_the_run_and_is_raised() -> None:
    def tick(stopping: threading.Event) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        schedule.until_told(60, tick)
