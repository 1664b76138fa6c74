"""The date desk on the command line: as lines, as JSON, as a calendar."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.making import event
from tracker.cli import main
from tracker.model import DateAhead
from tracker.store import Store

TODAY = datetime.now(UTC).date()


def run(home: Path, *args: str) -> Result:
    return CliRunner().invoke(main, ["--home", str(home), "dates", *args])


def at(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store(tmp_path) as store:
        store.events.keep(event("e1", minerals=("dysprosium",), actors=("CN",)), ())
        store.events.keep(event("e2", minerals=("nickel",), actors=("ID",)), ())
        store.dates.keep(
            "e1", [DateAhead(at(-10), "", "", "pause runs out by its text: x", "pause_ends", event_id="e1")]
        )
        store.dates.keep("e2", [DateAhead(at(40), "", "", "takes effect: x", "starts", event_id="e2")])
    return tmp_path


def test_what_lies_behind_and_ahead_with_today_between(home: Path) -> None:
    lines = run(home).output.splitlines()
    days = [line[:10] for line in lines if not line.startswith(" ")]
    assert days == [at(-10).isoformat(), "----------", at(40).isoformat()]
    assert "    unconfirmed" in lines


def test_how_far_is_asked(home: Path) -> None:
    assert at(40).isoformat() not in run(home, "--days", "39").output
    assert at(-10).isoformat() not in run(home, "--past", "9").output


def test_filters(home: Path) -> None:
    told = json.loads(run(home, "--json", "--mineral", "rare-earths").output)
    assert [(row["owner"], row["certainty"]) for row in told] == [("e1", "unconfirmed")]
    assert [row["owner"] for row in json.loads(run(home, "--json", "--country", "id").output)] == ["e2"]


def test_a_calendar_is_written_and_nothing_said(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "dates.ics"
    result = run(home, "--ics", str(path))
    assert (result.exit_code, result.output) == (0, "")
    told = path.read_bytes().decode()
    assert told.count("BEGIN:VEVENT\r\n") == 2
    assert f"DTSTART;VALUE=DATE:{at(40):%Y%m%d}\r\n" in told


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    assert "tracker link" in run(tmp_path).output


def test_a_file_that_cannot_be_written_is_said_in_one_line(home: Path) -> None:
    result = run(home, "--ics", str(home / "none" / "x.ics"))
    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
