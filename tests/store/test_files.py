"""The files of a home: migrated once, held by one worker, refused in one line when they are no databases."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tracker.store import HomeError, Store


def test_a_home_is_made_and_opened_again(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    with Store(home) as store:
        store.shelves.set_world("kind", "sample")
    with Store(home) as store:
        assert store.shelves.world("kind") == "sample"
    assert {path.name for path in home.iterdir()} >= {"tracker.db", "vault.db"}


def test_readers_see_commits_while_the_tracker_writes(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        reader = sqlite3.connect(tmp_path / "tracker.db")
        store.shelves.set_world("kind", "live")
        assert reader.execute("SELECT value FROM world").fetchall() == [("live",)]
        reader.close()


def test_the_vault_is_its_owners_alone(tmp_path: Path) -> None:
    with Store(tmp_path):
        assert stat.S_IMODE((tmp_path / "vault.db").stat().st_mode) == 0o600


def test_a_file_that_is_no_database_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "tracker.db").write_text("this is no database, and it is long enough to look at" * 20)
    with pytest.raises(HomeError, match=r"tracker\.db cannot be used as a database"):
        Store(tmp_path)


def test_a_home_that_is_a_file_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(HomeError, match="cannot be made"):
        Store(tmp_path / "home")


def test_only_one_process_works_in_a_home_and_a_dead_one_holds_nothing(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib, time; from tracker.store import Store\n"
        "with Store(pathlib.Path(sys.argv[1])) as s, s.working():\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    with (
        Store(tmp_path) as store,
        subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE) as other,
    ):
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(HomeError, match=str(other.pid)), store.working():
            pass
        other.kill()
        other.wait()
        with store.working():
            assert True


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        with suppress(RuntimeError), store.together():
            store.shelves.set_world("kind", "half")
            raise RuntimeError
        assert store.shelves.world("kind") is None
