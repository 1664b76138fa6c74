"""The pure parts of the site: words for dates, the matrix, the timeline, safe links; and how serving begins."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.site import matrix, metadata, timeline, wording
from tracker.site.reading import opened


def scope(measure: str, state: str, actors: tuple[str, ...], minerals: tuple[str, ...]) -> dict[str, Any]:
    return {
        "measure_id": measure, "scope_id": "s", "state": state, "actors": actors, "minerals": minerals,
        "action": "export_licensing", "since": "2025-01-01", "until": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [("2025-05-09", "9 May 2025"), ("2025-05", "May 2025"), ("2025", "2025"),
     ("2025-05-09T08:00:00+00:00", "9 May 2025"),
     (None, ""), ("", ""), ("2025-13-01", "2025-13-01"), ("soon", "soon")],
)  # fmt: skip
def test_days_are_said_as_exactly_as_they_are_known(given: str | None, said: str) -> None:
    assert wording.day(given) == said


@given(st.text(max_size=30))
def test_any_text_can_stand_where_a_day_should(text: str) -> None:
    assert isinstance(wording.day(text), str)
    assert isinstance(wording.clock(text), str)


@given(st.text(max_size=60))
def test_only_web_addresses_become_links(text: str) -> None:
    assert wording.web(text) in ("", text)
    assert not wording.web("javascript:" + text)
    assert not wording.web("data:" + text)
    assert wording.web("https://news.example/x") == "https://news.example/x"


@given(st.none() | st.text(max_size=60))
def test_lists_open_whatever_stands_in_the_column(text: str | None) -> None:
    assert all(isinstance(each, str) for each in opened(text))


def test_sentences_say_their_days() -> None:
    assert wording.prose("Paused until 2026-11-27.") == "Paused until 27 Nov 2026."


@pytest.mark.parametrize(
    ("name", "inline"), [("Gallium", "gallium"), ("Rare earths", "rare earths"), ("NdFeB magnets", "NdFeB magnets")]
)
def test_minerals_within_a_sentence(name: str, inline: str) -> None:
    assert wording.inline(name) == inline


def test_matrix_joins_minerals_under_the_same_scopes() -> None:
    made = matrix.build([scope("a", "in_force", ("CN",), ("dysprosium", "terbium")), scope("b", "ended", ("US",), ())])
    assert [line.minerals for line in made.lines] == [("dysprosium", "terbium"), ()]
    assert made.issuers == ("CN", "US")


def test_matrix_puts_rare_issuers_together_and_counts_what_it_leaves_out() -> None:
    many = [scope(code, "in_force", (code,), (f"m{code}",)) for code in ("CN", "US", "EU", "JP", "ID", "CD", "ZW")]
    made = matrix.build([*many, many[0]], lines=3)
    assert made.issuers == ("CN", "CD", "EU", "ID", "JP", "others")
    assert (len(made.lines), made.hidden) == (3, 4)
    assert all(len(line.cells) == 6 for line in made.lines)


def test_matrix_says_first_what_needs_a_look() -> None:
    states = ("ended", "in_force", "suspended", "pause_ended_unconfirmed")
    made = matrix.build([scope(state, state, ("CN",), ("gallium",)) for state in states])
    ((_, cell),) = made.lines[0].cells
    assert [each["state"] for each in cell] == ["pause_ended_unconfirmed", "in_force", "suspended", "ended"]


def span(state: str, since: str, until: str | None) -> dict[str, Any]:
    return {"scope_id": "s", "state": state, "since": since, "until": until, "why": ""}


def test_timeline_draws_bars_that_meet() -> None:
    spans = [span("in_force", "2025-01-01", "2025-06-30"), span("suspended", "2025-07-01", None)]
    steps = [{"scope_id": "s", "date": "2025", "kind": "effective"}]
    drawn = timeline.build(spans, steps, date(2025, 12, 1), None)
    assert drawn is not None
    (lane,) = drawn.lanes
    first, second = lane.bars
    assert first.x + first.width == pytest.approx(second.x, abs=0.02)
    assert second.x + second.width == pytest.approx(100, abs=0.02)
    assert lane.marks == ((first.x, "2025 effective"),)
    assert second.x < drawn.today < 100


def test_timeline_of_nothing_is_nothing() -> None:
    assert timeline.build([], [], date(2025, 1, 1), None) is None


def test_last_day_of_a_state_belongs_to_it() -> None:
    spans = [span("in_force", "2025-01-01", "2025-06-30"), span("suspended", "2025-07-01", None)]
    assert timeline.states_on(spans, date(2025, 6, 30))["s"]["state"] == "in_force"
    assert timeline.states_on(spans, date(2025, 7, 1))["s"]["state"] == "suspended"
    assert timeline.states_on(spans, date(2024, 12, 31)) == {}


def test_every_state_and_link_of_the_model_has_its_words() -> None:
    from typing import get_args

    from tracker.model import State

    assert set(wording.STATES) == set(get_args(State))


def test_queries_without_their_two_lines_are_refused(tmp_path: Path) -> None:
    bare = tmp_path / "bare.sql"
    bare.write_text("SELECT 1\nFROM x\n", "utf-8")
    with pytest.raises(ValueError, match="must begin"):
        metadata._read(bare)


def test_no_site_without_a_database(tmp_path: Path) -> None:
    from tracker.site import app, serve

    with pytest.raises(FileNotFoundError, match="no database"):
        app(tmp_path / "tracker.db")
    with pytest.raises(FileNotFoundError, match="no database"):
        serve(tmp_path / "tracker.db", 1)


@pytest.mark.net
def test_taken_port_is_one_clear_line(database: Path) -> None:
    from tracker.site import serve

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"port {port} on 127.0.0.1 cannot be used"):
            serve(database, port)


def test_a_cell_is_told_in_a_line_for_each_state() -> None:
    cell = [
        scope("a", "suspended", ("CN",), ("antimony",)) | {"until": "2026-11-27"},
        scope("b", "in_force", ("CN",), ("antimony",)),
        scope("c", "in_force", ("CN",), ("antimony",)) | {"action": "export_prohibition"},
        scope("d", "in_force", ("CN",), ("antimony",)) | {"action": "suspension"},
    ]
    told = {each.state: each for each in matrix.brief(cell)}
    assert (told["suspended"].until, told["suspended"].only) == ("2026-11-27", "a")
    assert (told["in_force"].count, told["in_force"].only) == (2, None)
    assert told["in_force"].actions == ("export_prohibition", "export_licensing")


def test_pauses_that_ended_for_one_reason_are_told_once() -> None:
    ended = [scope(name, "pause_ended_unconfirmed", ("CN",), ()) | {"why": "It ran out."} for name in ("a", "a", "b")]
    ((why, measures),) = matrix.looks(ended)
    assert (why, [each["measure_id"] for each in measures]) == ("It ran out.", ["a", "b"])
