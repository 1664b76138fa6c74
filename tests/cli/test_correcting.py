"""``tracker correct`` as a person uses it: one line for what is wrong, and everything can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.making import article, claim
from tracker import vocab
from tracker.cli import main
from tracker.model import content_id
from tracker.pipeline import link
from tracker.store import Store

STORY = article()
BAN = claim(STORY)
OTHER = claim(STORY, action="talks", actors=("OM", "CN"), targets=(), effective=None)
SIGNED = ("--author", "Ada Lovelace", "--reason", "The notice says so.")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store(tmp_path) as store:
        store.reading.keep_text(STORY)
        store.reading.keep(STORY, [], [BAN, OTHER], in_scope=True, coder="test")
        link(store, vocab.load())
    return tmp_path


def run(home: Path, *args: str, **env: str) -> Result:
    env = {"TRACKER_AUTHOR": ""} | env
    return CliRunner().invoke(main, ["--home", str(home), "correct", *args], env=env)


def minerals(home: Path) -> tuple[str, ...]:
    with Store(home) as store:
        found = store.events.find(BAN.id)
        assert found
        return found.minerals


def test_a_field_is_set_listed_and_given_back(home: Path) -> None:
    result = run(home, BAN.id[:8], "--set", "minerals=Ga,antimony", *SIGNED)
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert "minerals: antimony → gallium, antimony" in result.output
    assert minerals(home) == ("gallium", "antimony")
    (listed,) = json.loads(run(home, BAN.id, "--list", "--json").output)
    assert (listed["author"], listed["reason"], listed["kind"]) == ("Ada Lovelace", "The notice says so.", "set")
    assert listed["id"] in run(home, "--list").output
    undone = run(home, "--undo", listed["id"][:10], *SIGNED)
    assert "taken back" in undone.output
    assert minerals(home) == ("antimony",)
    again = run(home, "--undo", listed["id"], *SIGNED)
    assert again.exit_code == 1
    assert "was taken back already, by Ada Lovelace" in again.output


def test_several_fields_are_set_all_or_none(home: Path) -> None:
    result = run(home, BAN.id, "--set", "minerals=gallium", "--set", "minerals=unobtainium", *SIGNED)
    assert result.exit_code == 1
    assert result.output.startswith("Error: no mineral is known as 'unobtainium'")
    assert result.output.count("\n") == 1
    assert minerals(home) == ("antimony",)
    assert "Nothing was corrected" in run(home, "--list").output


def test_merge_split_reject_and_confirm(home: Path) -> None:
    assert run(home, BAN.id, "--merge", OTHER.id, *SIGNED).exit_code == 0
    assert "made event" in run(home, OTHER.id, "--split", OTHER.id, *SIGNED).output
    assert "confirmed" in run(home, BAN.id, "--confirm", *SIGNED).output
    assert "event " in run(home, BAN.id, "--reject", *SIGNED).output
    gone = run(home, BAN.id, "--confirm", *SIGNED)
    assert gone.exit_code == 1
    assert "no event has an id" in gone.output
    kinds = [each["kind"] for each in json.loads(run(home, BAN.id, "--list", "--json").output)]
    assert kinds == ["merge", "split", "confirm", "reject"]


def test_the_author_may_stand_in_the_environment_and_is_needed(home: Path) -> None:
    result = run(home, BAN.id, "--confirm", "--reason", "seen")
    assert (result.exit_code, result.output) == (1, "Error: --author is needed (or TRACKER_AUTHOR)\n")
    result = run(home, BAN.id, "--confirm", "--reason", "seen", TRACKER_AUTHOR="Grace")
    assert "Grace: seen" in result.output
    assert run(home, BAN.id, "--confirm", "--author", "Ada").output == "Error: --reason is needed\n"


def test_a_step_of_a_measure_of_the_register(home: Path) -> None:
    shown = ("--quote", "恢复实施", "--source", "https://ministry.example/46")
    result = run(home, "cn-mofcom-2024-46", "--confirm", "--step", "resumed=2026-11-28", *shown, *SIGNED)
    assert (result.exit_code, result.exception) == (0, None), result.output
    assert "measure cn-mofcom-2024-46: resumed date 2026-11-28" in result.output
    (listed,) = json.loads(run(home, "cn-mofcom-2024-46", "--list", "--json").output)
    assert json.loads(listed["value"]) == {"date": "2026-11-28", "until": None, "scope": "", "known": None}


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "say one of"),
        (("x", "--confirm", "--merge", "y"), "say one of"),
        (("--confirm",), "name the event"),
        (("x", "--step", "ended=2026"), "goes with --confirm"),
        (("x", "--set", "minerals"), "FIELD=VALUE"),
        (("x", "--confirm", "--until", "2026"), "go with --step"),
        (("x", "--merge", "y", "--claim", "z"), "--claim goes with"),
        (("x", "--confirm", "--step", "ended"), "KIND=DATE"),
    ],
)
def test_what_does_not_go_together_is_said(home: Path, args: tuple[str, ...], told: str) -> None:
    result = run(home, *args, *SIGNED)
    assert result.exit_code == 2
    assert told in result.output


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "'; DROP TABLE events; --", "\x1b[31mred\x1b[0m", "\u202e"]
)
def test_hostile_words_do_nothing(home: Path, hostile: str) -> None:
    for args in ((hostile, "--confirm"), (BAN.id, "--merge", hostile), (BAN.id, "--set", f"minerals={hostile}")):
        result = run(home, *args, *SIGNED)
        assert result.exit_code in {0, 1}
        assert not result.exception or isinstance(result.exception, SystemExit)
    result = run(home, BAN.id, "--confirm", "--author", f"a{hostile}", "--reason", f"b{hostile}")
    assert result.exit_code == 0
    assert "\x1b" not in result.output
    assert minerals(home) == ("antimony",)


def test_an_id_is_no_pattern(home: Path) -> None:
    assert content_id("x")[:4] != BAN.id[:4]
    for prefix in ("%", "_", "*", content_id("x")):
        assert "no event has an id" in run(home, prefix, "--confirm", *SIGNED).output
