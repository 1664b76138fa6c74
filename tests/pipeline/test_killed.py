"""Killing the process at any moment and running again loses nothing and doubles nothing."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.making import free_port
from tracker import sample

pytestmark = [pytest.mark.net, pytest.mark.slow]
KILLS = 6
WORK = """
import os, sys, pathlib
from datetime import datetime, UTC
from tracker import config, pipeline, sample, vocab
from tracker.store import Store
home, base = pathlib.Path(sys.argv[1]), sys.argv[2]
settings = config.load(sample.FEEDS, os.environ, home=home, base_url=base)
now = lambda: datetime.now(UTC)
with Store(home) as store, store.working():
    reader = pipeline.Reader(vocab.load(), config.english_model(os.environ))
    pipeline.poll(store, settings, now)
    pipeline.read(store, settings, reader, now)
    pipeline.link(store, reader.vocab)
"""
WHAT = {
    "entries": "SELECT id, state FROM entries ORDER BY id",
    "articles": "SELECT id, revision, sha256 FROM articles ORDER BY id",
    "mentions": "SELECT id FROM mentions ORDER BY id",
    "claims": "SELECT id, event_id, linked FROM claims ORDER BY id",
    "events": "SELECT id, headline, sources, official FROM events ORDER BY id",
    "steps": "SELECT id FROM steps ORDER BY id",
    "spans": "SELECT measure_id, scope_id, state, since, until, known_since FROM spans ORDER BY 1, 2, 4, 6",
}


def work(home: Path, base: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORK, str(home), base])


def stored(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / "tracker.db") as db:
        return {name: db.execute(sql).fetchall() for name, sql in WHAT.items()}


def test_killed_at_any_moment_the_next_run_makes_the_same_world(tmp_path: Path) -> None:
    with sample.serve(free_port()) as web:
        started = time.monotonic()
        assert work(tmp_path / "whole", web.base).wait() == 0
        whole = time.monotonic() - started
        killed = tmp_path / "killed"
        chance = random.Random(7)  # moments, not secrets
        for _ in range(KILLS):
            process = work(killed, web.base)
            time.sleep(chance.uniform(0.15, 0.9) * whole)
            process.kill()
            process.wait()
        assert work(killed, web.base).wait() == 0
    expected, found = stored(tmp_path / "whole"), stored(killed)
    for name in WHAT:
        assert found[name] == expected[name], name
    assert expected["events"]
    assert expected["spans"]
