"""The pure parts of the site: words for dates, the matrix, the timeline, safe links; and how serving begins."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.site import evidence, matrix, metadata, timeline, wording
from tracker.site.reading import opened


def scope(measure: str, state: str, actors: tuple[str, ...], minerals: tuple[str, ...]) -> dict[str, Any]:
    return {
        "measure_id": measure, "scope_id": "s", "state": state, "actors": actors, "minerals": minerals,
        "action": "export_licensing", "since": "2025-01-01", "until": None, "targets": ("*",),
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
    said = wording.prose("Paused by CN-MOFCOM 2025/72 until 2026-11-27.")
    assert said == "Paused by MOFCOM No. 72/2025 until 27 Nov 2026."


@pytest.mark.parametrize(
    ("name", "inline"), [("Gallium", "gallium"), ("Rare earths", "rare earths"), ("NdFeB magnets", "NdFeB magnets")]
)
def test_minerals_within_a_sentence(name: str, inline: str) -> None:
    assert wording.inline(name) == inline


def test_matrix_joins_minerals_of_which_the_same_is_told() -> None:
    made = matrix.build([scope("a", "in_force", ("CN",), ("gallium", "antimony")), scope("b", "ended", ("US",), ())])
    assert [line.minerals for line in made.lines] == [("antimony", "gallium"), ()]
    assert made.issuers == ("CN", "US")


def test_matrix_puts_rare_issuers_together_and_counts_what_it_leaves_out() -> None:
    many = [scope(code, "in_force", (code,), (f"m{code}",)) for code in ("CN", "US", "EU", "JP", "ID", "CD", "ZW")]
    made = matrix.build([*many, many[0]], lines=3)
    assert made.issuers == ("CN", "CD", "EU", "ID", "JP", "others")
    assert (len(made.lines), made.hidden) == (3, 4)
    assert all(len(line.cells) == 6 for line in made.lines)
    (others,) = [cell for line in matrix.build(many).lines for cell in line.cells if cell.actors == ("US",)]
    assert others.column == "others"


def test_what_names_no_mineral_comes_last_and_is_never_left_out() -> None:
    made = matrix.build([scope("a", "in_force", ("CN",), ()), scope("b", "reported", ("US",), ("tin",))], lines=1)
    assert [line.minerals for line in made.lines] == [("tin",), ()]
    assert made.hidden == 0


GROUPS = {
    "dysprosium": ("heavy-rare-earths",),
    "heavy-rare-earths": ("rare-earths",),
    "rare-earths": (),
    "gallium": ("minor-metals",),
    "minor-metals": (),
    "loop": ("loop",),
}


def test_families_reach_through_their_groups() -> None:
    assert matrix.families(GROUPS) == dict.fromkeys(("dysprosium", "heavy-rare-earths", "rare-earths"), "rare-earths")


def test_family_row_tells_of_its_members_but_a_lone_member_stands_by_itself() -> None:
    family_of = matrix.families(GROUPS)
    member = scope("a", "in_force", ("CN",), ("dysprosium",))
    group = scope("b", "suspended", ("CN",), ("rare-earths", "dysprosium"))
    (line,) = matrix.build([member, group], family_of).lines
    assert (line.minerals, line.members) == (("rare-earths",), ("dysprosium",))
    assert [brief.state for brief in line.cells[0].lines] == ["in_force", "suspended"]
    (alone,) = matrix.build([member], family_of).lines
    assert (alone.minerals, alone.members) == (("dysprosium",), ())


def test_cell_says_first_what_needs_a_look_and_counts_what_has_no_line() -> None:
    states = ("ended", "in_force", "suspended", "pause_ended_unconfirmed")
    made = matrix.build([scope(state, state, ("CN",), ("gallium",)) for state in states])
    (cell,) = made.lines[0].cells
    assert [each.state for each in cell.lines] == ["pause_ended_unconfirmed", "in_force"]
    assert cell.lines[1].rest == (("suspended", 1), ("ended", 1))


def test_cell_names_the_strongest_action_first_and_a_common_aim() -> None:
    cell = [
        scope("a", "suspended", ("CN",), ()) | {"until": "2026-11-27", "targets": ("US",)},
        scope("b", "in_force", ("CN",), ()),
        scope("c", "in_force", ("CN",), ()) | {"action": "export_prohibition", "targets": ("US",)},
    ]
    binding, paused = matrix.brief(cell)
    assert binding.actions == ("export_prohibition", "export_licensing")
    assert (binding.acts, binding.targets) == (2, ())
    assert (paused.until, paused.targets) == ("2026-11-27", ("US",))


def test_scopes_that_only_pause_others_are_left_out() -> None:
    pausing = scope("a", "in_force", ("CN",), ("gallium",)) | {"action": "suspension"}
    assert matrix.build([pausing]).lines == ()
    assert matrix.tally([pausing]) == []


@pytest.mark.parametrize(
    ("instrument", "cited", "short"),
    [
        ("CN-MOFCOM 2024/46", "MOFCOM Announcement No. 46 of 2024", "MOFCOM No. 46/2024"),
        ("CN-SC 785", "State Council Decree No. 785", "Decree No. 785"),
        ("US-EO 14272", "Executive Order 14272", "EO 14272"),
        ("US-PROC 11001", "Proclamation 11001", "Proclamation 11001"),
        ("US-FR 2025-06836", "Federal Register document 2025-06836", "FR 2025-06836"),
        ("US-CFR 15/744", "15 CFR part 744", "15 CFR part 744"),
        ("CD-ARECOMS 2025/005", "ARECOMS No. 005 of 2025", "ARECOMS No. 005/2025"),
        ("EU 2024/1252", "EU 2024/1252", "EU 2024/1252"),
        ("CN-Export Control Law", "Export Control Law", "Export Control Law"),
        ("", "", ""),
    ],
)
def test_instruments_are_written_as_people_cite_them(instrument: str, cited: str, short: str) -> None:
    assert wording.cited(instrument) == cited
    assert wording.cited_short(instrument) == short


@given(st.text(max_size=40))
def test_any_text_can_stand_where_an_instrument_should(text: str) -> None:
    assert isinstance(wording.cited(text) + wording.cited_short(text) + wording.point(text), str)
    assert wording.script(text) in ("en", "zh")


def claim(text: str, quote: str, **more: Any) -> dict[str, Any]:
    start = text.index(quote)
    return {"article_id": "a", "field": "text", "start": start, "end": start + len(quote), "quote": quote} | more


PARAGRAPHS = "\n".join(f"Paragraph {number} says this." for number in range(10))


def window(text: str) -> dict[str, Any]:
    return {"begins": 0, "passage": text, "length": len(text)}


def told(passage: evidence.Passage) -> str:
    return "".join(piece.text for piece in passage.pieces)


def test_passage_stands_among_two_paragraphs_on_each_side() -> None:
    (passage,) = evidence.passages([claim(PARAGRAPHS, "Paragraph 5 says")], window(PARAGRAPHS))
    assert told(passage) == "\n".join(f"Paragraph {number} says this." for number in range(3, 8))
    assert [piece.text for piece in passage.pieces if piece.marked] == ["Paragraph 5 says"]
    assert (passage.before, passage.after) == (True, True)


def test_passages_near_each_other_share_a_block_and_far_ones_do_not() -> None:
    near = [claim(PARAGRAPHS, "Paragraph 1"), claim(PARAGRAPHS, "Paragraph 3")]
    (passage,) = evidence.passages(near, window(PARAGRAPHS))
    assert [piece.text for piece in passage.pieces if piece.marked] == ["Paragraph 1", "Paragraph 3"]
    far = [claim(PARAGRAPHS, "Paragraph 0"), claim(PARAGRAPHS, "Paragraph 9")]
    assert [len(each.claims) for each in evidence.passages(far, window(PARAGRAPHS))] == [1, 1]


def test_same_quote_of_two_claims_is_shown_once() -> None:
    twice = [claim(PARAGRAPHS, "Paragraph 1", rule="x"), claim(PARAGRAPHS, "Paragraph 1", rule="y")]
    for around in (None, window(PARAGRAPHS)):
        (passage,) = evidence.passages(twice, around)
        assert len(passage.claims) == 2
        assert [piece.text for piece in passage.pieces if piece.marked] == ["Paragraph 1"]


def test_quote_that_does_not_stand_where_it_should_is_shown_alone() -> None:
    (passage,) = evidence.passages([claim(PARAGRAPHS, "Paragraph 1", start=3, end=9)], window(PARAGRAPHS))
    assert told(passage) == "Paragraph 1"


@given(st.text(alphabet="ab\n", max_size=60), st.data())
def test_surroundings_hold_the_passage_and_whole_paragraphs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = evidence.around(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert low == 0 or text[low - 1] == "\n"
    assert high == len(text) or text[high] == "\n"


def span(state: str, since: str, until: str | None) -> dict[str, Any]:
    return {"scope_id": "s", "state": state, "since": since, "until": until, "why": ""}


def test_timeline_draws_bars_that_meet() -> None:
    spans = [span("in_force", "2025-01-01", "2025-06-30"), span("suspended", "2025-07-01", None)]
    steps = [{"scope_id": "s", "date": "2025", "kind": "effective", "tier": "official"}]
    drawn = timeline.build(spans, steps, date(2025, 12, 1), None)
    assert drawn is not None
    (lane,) = drawn.lanes
    first, second = lane.bars
    assert first.x + first.width == pytest.approx(second.x, abs=0.02)
    assert second.x + second.width == pytest.approx(100, abs=0.02)
    assert lane.marks == ((first.x, "2025 effective", True),)
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


def test_pauses_that_ended_for_one_reason_are_told_once() -> None:
    ended = [scope(name, "pause_ended_unconfirmed", ("CN",), ()) | {"why": "It ran out."} for name in ("a", "a", "b")]
    ((why, measures),) = matrix.looks(ended)
    assert (why, [each["measure_id"] for each in measures]) == ("It ran out.", ["a", "b"])
