"""What all tests share: sockets are blocked unless a test says that it speaks to a real server on loopback."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import settings
from pytest_socket import disable_socket, enable_socket

# No test asserts a time, and a busy machine is no fault of the code.
settings.register_profile("tracker", deadline=None)
settings.load_profile("tracker")


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("net"):
        enable_socket()
    else:
        disable_socket(allow_unix_socket=True)


@pytest.fixture
def noon() -> datetime:
    """One fixed moment: the day that the sample world is looked at."""
    return datetime(2026, 11, 22, 12, tzinfo=UTC)
