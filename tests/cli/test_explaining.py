"""`tracker explain` and `tracker check` as a person and a program use them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.making import article
from tracker import config, pipeline, vocab
from tracker.pipeline.keep import keep_article
from tracker.store import Store

TEXT = "China on Tuesday banned exports of antimony and gallium to the United States, the commerce ministry said."


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one article that was read and linked."""
    path = tmp_path_factory.mktemp("home")
    reader = pipeline.Reader(vocab.load(), config.english_model({}))
    with Store(path) as store:
        with store.together():
            keep_article(store, reader, article(TEXT))
        pipeline.link(store, reader.vocab)
    return path


def events(home: Path) -> list[str]:
    with sqlite3.connect(home / "tracker.db") as db:
        return [row[0] for row in db.execute("SELECT id FROM events ORDER BY id")]


def test_an_event_is_explained_in_words(home: Path) -> None:
    (event, *_) = events(home)
    result = run(home, "explain", event[:6])
    assert result.exit_code == 0, result.output
    assert "China" in result.output.splitlines()[0]
    for expected in (
        "\naction: export_prohibition",
        "banned",
        "only one claim tells of it",
        "\nsignificance: ",
        "[Tuesday]",
    ):
        assert expected in result.output.replace("[on Tuesday]", "[Tuesday]"), expected


def test_the_same_as_data(home: Path) -> None:
    (event, *_) = events(home)
    told = json.loads(run(home, "explain", event, "--json").output)
    assert told["event"]["id"] == event
    assert {each["field"] for each in told["fields"]} >= {"action", "stage", "minerals"}
    assert sum(each["points"] for each in told["significance"]) == pytest.approx(
        told["event"]["significance"], abs=0.002
    )
    (claim,) = told["claims"].values()
    evidence = [each["evidence"] for each in claim["reasons"] if each["evidence"]]
    assert all(TEXT[each["start"] : each["end"]] == each["quote"] for each in evidence if each["field"] == "text")
    assert told["joined"][0]["how"] == "the only claim that asserts it"


@pytest.mark.parametrize("wrong", ["zz", ""])
def test_an_unknown_event_is_one_line_and_exit_1(home: Path, wrong: str) -> None:
    result = run(home, "explain", wrong)
    assert result.exit_code == 1
    assert result.output == f"Error: no event has an id that begins with {wrong!r}\n"


def test_a_whole_home_is_checked(home: Path) -> None:
    result = run(home, "check")
    assert result.exit_code == 0, result.output
    assert result.output.endswith("passages looked up, 0 not in their text\n")


def test_an_empty_home_has_nothing_wrong(tmp_path: Path) -> None:
    assert json.loads(run(tmp_path, "check", "--json").output) == {"passages": 0, "faults": []}


def test_a_wrong_passage_is_printed_and_exit_1(home: Path, tmp_path: Path) -> None:
    for name in ("tracker.db", "vault.db"):
        with sqlite3.connect(home / name) as before, sqlite3.connect(tmp_path / name) as after:
            before.backup(after)
    with sqlite3.connect(tmp_path / "tracker.db") as db:
        db.execute("UPDATE claim_reasons SET quote = 'Chile' WHERE field = 'action'")
    result = run(tmp_path, "check")
    assert result.exit_code == 1
    assert "action export_prohibition: “Chile” is not in the text" in result.output
