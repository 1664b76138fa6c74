"""The command line as a person uses it: help at once, one line for what is wrong, JSON for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from tests.making import free_port
from tracker.cli import main

HEAVY = {"spacy", "datasette", "trafilatura", "aiohttp", "sqlite_utils", "apscheduler", "pydantic", "yaml", "rich"}


def run(home: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), *args])


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", [(), *commands(main)], ids=" ".join)
def test_each_command_explains_itself(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) > 3


def test_the_readme_names_each_command() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    for path in commands(main):
        assert f"tracker {' '.join(path)}" in readme, path


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, tracker.cli; print(*{name.split('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)


def test_an_empty_home_answers_without_a_trace(tmp_path: Path) -> None:
    for command in (["status"], ["measures"], ["measures", "--on", "2025-11-08", "--known", "2025-11-08"]):
        result = run(tmp_path, *command)
        assert (result.exit_code, result.exception) == (0, None), result.output


def test_a_missing_feeds_file_is_one_line(tmp_path: Path) -> None:
    result = run(tmp_path, "--feeds", str(tmp_path / "none.yaml"), "feeds", "list")
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "--feeds" in result.output


def test_a_typo_in_feeds_yaml_is_told_with_file_line_and_key(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text(
        "feeds:\n  - id: one\n    url: https://example.org/feed\n    kind: rsss\n    publisher: P\n    country: GB\n"
        "    language: en\n    tier: press\n    every: 1h\n    publish: evidence\n"
    )
    result = run(tmp_path / "home", "--feeds", str(feeds), "feeds", "check")
    assert result.exit_code == 1
    for expected in ("feeds.yaml:4", "kind", "rsss", "listing"):
        assert expected in result.output


def test_an_unknown_source_is_one_line(tmp_path: Path) -> None:
    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("feeds: []\n")
    result = run(tmp_path / "home", "--feeds", str(feeds), "poll", "nobody")
    assert result.exit_code == 1
    assert "nobody" in result.output


@pytest.mark.parametrize("address", ["nobody", "a@b", "a b@example.org", "Name <a@example.org>", "@example.org", ""])
def test_a_wrong_address_is_refused(address: str, tmp_path: Path) -> None:
    result = run(tmp_path, "subscribe", address)
    assert result.exit_code == 1
    assert "no e-mail address" in result.output


def test_a_wrong_filter_is_refused_with_what_was_meant(tmp_path: Path) -> None:
    result = run(tmp_path, "subscribe", "a@example.org", "--mineral", "antimon")
    assert result.exit_code == 1
    assert "antimony" in result.output


def test_subscribing_and_leaving(tmp_path: Path) -> None:
    assert run(tmp_path, "subscribe", "a@example.org", "--period", "weekly", "--country", "cn").exit_code == 0
    assert run(tmp_path, "unsubscribe", "a@example.org").exit_code == 0
    assert "no subscription" in run(tmp_path, "unsubscribe", "a@example.org").output


@pytest.mark.net
def test_a_taken_port_is_one_line_before_any_work(tmp_path: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", free_port()))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = run(tmp_path, "up", "--sample", "--port", port)
    assert result.exit_code == 1
    assert result.output.strip().splitlines() == [
        f"Error: port {port} is taken; choose another with --port or --sample-port"
    ]


@pytest.mark.net
def test_sample_and_live_worlds_are_never_mixed(tmp_path: Path) -> None:
    from tracker.store import Store

    with Store(tmp_path) as store:
        store.shelves.set_world("kind", "live")
    result = run(tmp_path, "up", "--sample", "--port", str(free_port()))
    assert result.exit_code == 1
    assert "holds the live world" in result.output


def test_status_speaks_json(tmp_path: Path) -> None:
    result = run(tmp_path, "status", "--json")
    assert json.loads(result.output)["counts"]["events"] == 0


def test_a_tick_waits_for_a_busy_home_and_hides_no_broken_one(tmp_path: Path) -> None:
    from threading import Event

    from tracker import config, pipeline, vocab
    from tracker.cli.desk import Desk
    from tracker.cli.working import _tick
    from tracker.store import HomeError, Store

    feeds = tmp_path / "feeds.yaml"
    feeds.write_text("feeds: []\n")
    desk, reader = Desk(tmp_path, feeds), pipeline.Reader(vocab.load(), "none")
    settings = config.load(feeds, {}, home=tmp_path)
    with Store(tmp_path) as store, store.working():
        _tick(desk, settings, reader, Event())
    (tmp_path / "tracker.db").write_bytes(b"no database at all " * 99)
    with pytest.raises(HomeError):
        _tick(desk, settings, reader, Event())
