"""The long-running commands as real processes: they come up, serve, and end cleanly when told."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.making import free_port

pytestmark = [pytest.mark.net, pytest.mark.slow]
LONG = 120


@contextmanager
def tracker(home: Path, *args: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tracker", "--home", str(home), *args]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def wait_for_line(process: subprocess.Popen[str], words: str) -> list[str]:
    assert process.stdout
    seen = []
    for line in process.stdout:
        seen.append(line)
        if words in line:
            return seen
    raise AssertionError("".join(seen))


def page(url: str) -> str:
    deadline = time.monotonic() + LONG
    while True:
        try:
            with urllib.request.urlopen(url, timeout=LONG) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def test_up_fills_the_sample_world_serves_it_and_is_quick_the_second_time(tmp_path: Path) -> None:
    port, sample_port = str(free_port()), str(free_port())
    for run in range(2):
        with tracker(tmp_path, "up", "--sample", "--port", port, "--sample-port", sample_port) as process:
            said = "".join(wait_for_line(process, f"http://127.0.0.1:{port}/"))
            assert ("due sources answered" in said) == (run == 0)
            assert ("No source is due, 0 articles kept" in said) == (run == 1)
            assert "antimony" in page(f"http://127.0.0.1:{port}/").lower()
            assert "mofcom" in page(f"http://127.0.0.1:{sample_port}/").lower()
            process.send_signal(signal.SIGTERM)
            assert process.wait(LONG) == 0


def test_run_follows_the_sources_until_told_to_stop(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("feeds: []\n")
    with tracker(tmp_path / "home", "--feeds", str(feeds), "run", "--every", "5") as process:
        wait_for_line(process, "Following 0 sources")
        process.send_signal(signal.SIGTERM)
        wait_for_line(process, "Stopped")
        assert process.wait(LONG) == 0


def test_a_wrong_feeds_file_ends_the_run_at_once(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("feeds:\n  - id: [\n")
    with tracker(tmp_path / "home", "--feeds", str(feeds), "run") as process:
        assert process.wait(LONG) == 1
        assert process.stdout
        assert "feeds.yaml:" in process.stdout.read()
