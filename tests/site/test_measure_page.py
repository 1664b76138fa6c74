"""The page of a measure answers what a lawyer asks: how it is known, what is unsure, state, steps, ties, warnings."""

from __future__ import annotations

import asyncio
import html
import re
import sqlite3
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.site import world
from tests.site.conftest import Get
from tracker import pipeline, vocab
from tracker.model import Issue
from tracker.pipeline import correct, register
from tracker.site import acts, app, timeline
from tracker.store import Store

VOCAB = vocab.load()
AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
HOSTILE = "<script>alert('x')</script> {{ 7 * 7 }} \"><img src=x onerror=alert(1)>"
WORD = correct.Word("Ada Lovelace", f"The notice says so. {HOSTILE}", AT, "恢复实施", "https://www.mofcom.example/90")
RETURNED = "cn-mofcom-2025-56"
REGISTER = sorted(register.shipped())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped register with nothing read, a step that a person has set, one that was taken back, and conflicts."""
    where = tmp_path_factory.mktemp("register")
    with Store(where) as store:
        pipeline.shelve(store, VOCAB)
        register.bring_in(store, VOCAB)
        correct.step(store, VOCAB, RETURNED, correct.Stepped("resumed", "2026-11-12"), WORD)
        wrong = correct.step(store, VOCAB, RETURNED, correct.Stepped("ended", "2026-11-13"), WORD)
        correct.undo(store, VOCAB, wrong.id, correct.Word("Bob", "it was not so", AT))
        doubt = f"2:export_prohibition: texts give two starts, 2024-12-03 and 2024-12-05 {HOSTILE}"
        store.issues.add(Issue("measures", "cn-mofcom-2024-46", "contradiction", doubt, AT))
        for kind in ("retraction", "double_number", "implausible_date"):
            store.issues.add(Issue("measures", "cn-mofcom-2024-46", kind, f"told of {kind}", AT))
        store.measures.settle("cn-mofcom-2024-46", ["retraction"], AT)
        store.issues.add(Issue("web", "cn-mofcom-2024-46", "busy", "of another room", AT))
    return where / "tracker.db"


def asking(path: Path, loop: asyncio.AbstractEventLoop) -> Get:
    async def made() -> Any:
        return app(path)

    site = loop.run_until_complete(made())
    return lambda address: loop.run_until_complete(site.client.get(address))


@pytest.fixture(scope="module")
def shipped(home: Path, loop: asyncio.AbstractEventLoop) -> Get:
    return asking(home, loop)


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def within(page: str, start: str, end: str) -> str:
    return page[page.index(start) : page.index(end, page.index(start))]


def test_an_act_that_no_text_has_told_is_a_whole_page(shipped: Get) -> None:
    page = shipped("/measure/cn-mofcom-2025-55").text
    said = words(page)
    assert "Known from the shipped register alone; no text that was read here tells of it yet" in said
    assert "high confidence: several sources" in said
    assert "the register's sources were read up to 5 Jul 2026" in said
    assert "Note. Paused on the day before it was to start" in said
    assert "Ministry of Commerce (CN), General Administration of Customs (CN)" in said
    assert "Events about it none" in said
    assert "No text that was read here tells of this act" in said
    assert 'rel="noopener nofollow">chemradar.com</a>' in page
    assert "Official act, from the shipped register, high confidence · source chemradar.com · known since" in said


@pytest.mark.parametrize("measure_id", REGISTER)
def test_every_act_of_the_register_has_its_page(shipped: Get, measure_id: str) -> None:
    answer = shipped(f"/measure/{measure_id}")
    assert answer.status_code == 200
    assert not re.search(r"\bNone\b|\bUndefined\b|\[\]", words(answer.text))
    assert " style=" not in answer.text
    assert "<script" not in answer.text
    ids = re.findall(r' id="([^"]+)"', answer.text)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("measure_id", "language", "title"),
    [
        ("cn-mofcom-2024-46", "zh", "商务部公告2024年第46号 关于加强相关两用物项对美国出口管制的公告"),
        ("ru-dec-2024-1544", "ru", "Постановление"),
        ("cd-arecoms-2025-001", "fr", "Décision n° 001/ARECOMS/2025"),
        ("zw-si-2022-213", "en", "Statutory Instrument 213 of 2022"),
    ],
)
def test_the_official_title_stands_in_its_own_language(
    shipped: Get, measure_id: str, language: str, title: str
) -> None:
    assert f'<span lang="{language}">{title}' in shipped(f"/measure/{measure_id}").text


def test_an_act_goes_by_its_number_or_else_by_its_name(shipped: Get) -> None:
    page = shipped("/measure/cn-mofcom-2024-46").text
    assert words(within(page, "<h1", "</h1>")) == "MOFCOM Announcement No. 46 of 2024 CN-MOFCOM 2024/46"
    page = shipped("/measure/cd-2025-ext1").text
    assert words(within(page, "<h1", "</h1>")) == "Cobalt export suspension extended by three months"
    assert "Without an official number; here called cd-2025-ext1" in words(page)
    assert "by “Pause of entity measures" in words(shipped("/measure/cn-mofcom-2025-21").text)


def test_a_title_that_only_repeats_the_number_is_left_out(shipped: Get) -> None:
    assert 'class="official-title"' not in shipped("/measure/us-eo-14272").text


def test_a_pause_that_ran_out_is_told_in_words_and_asks_for_a_look(shipped: Get) -> None:
    page = shipped("/measure/cn-mofcom-2025-55?on=2026-11-22&known=2026-11-22").text
    said = words(page)
    assert "A pause has run out, and what holds since 11 Nov 2026 is not confirmed." in said
    assert "Please look for a text of the issuer" in said
    assert "pause ended, unconfirmed – look" in words(within(page, 'class="verdicts"', "</ul>"))
    assert "in force" not in words(within(page, 'class="verdicts"', "</ul>"))


@pytest.mark.parametrize(
    ("query", "states"),
    [
        ("on=2025-11-08&known=2025-11-08", ["in force", "in force", "in force"]),
        ("on=2025-11-09&known=2025-11-08", ["in force", "in force", "in force"]),
        ("on=2025-11-09&known=2025-11-09", ["in force", *["suspended until 27 Nov 2026"] * 2]),
        ("on=2026-11-28&known=2026-11-22", ["in force", *["pause ended, unconfirmed – look"] * 2]),
    ],
)
def test_each_part_has_its_state_under_two_clocks(shipped: Get, query: str, states: list[str]) -> None:
    page = shipped(f"/measure/cn-mofcom-2024-46?{query}").text
    found = [words(each) for each in re.findall(r'<p class="verdict">(.*?)</p>', page, re.DOTALL)]
    assert found == states


def test_the_next_change_says_what_it_brings(shipped: Get) -> None:
    said = words(shipped("/measure/cn-mofcom-2024-46?on=2026-11-22&known=2026-11-22").text)
    assert "Next change 28 Nov 2026: the pause will have run out, and no text says yet what follows." in said
    assert "Paragraph 2: export licensing on Graphite → United States" in said


def test_what_sources_leave_open_is_marked_where_it_stands(shipped: Get) -> None:
    page = shipped("/measure/us-noaa-2026").text
    verdict = words(within(page, 'class="verdicts"', "</ul>"))
    assert "Law or strategy kind unsure minerals unsure → United States target unsure" in verdict
    said = words(page)
    assert "No source settles what kind of act it is, the minerals it covers, whom it is aimed at," in said
    assert "unsure: no source settles this day" in said
    assert "title unsure" in shipped("/measure/cn-2026-scinv").text
    assert "number unsure" in shipped("/measure/cn-mofcom-2025-1").text
    assert "unsure: no source settles the last day" in words(shipped("/measure/cn-uel-2025-8").text)
    assert 'class="unsure"' not in shipped("/measure/cn-mofcom-2025-55").text


def test_low_confidence_is_a_warning_and_moves_the_reader_to_look(shipped: Get) -> None:
    said = words(shipped("/measure/cn-2026-scinv").text)
    assert "Look before you rely on it" in said
    assert "low confidence: one weak source or an unconfirmed report" in said
    assert "Look before you rely on it" not in words(shipped("/measure/cn-mofcom-2025-18").text)


def test_ties_stand_in_words_in_both_directions_with_the_others_state(shipped: Get) -> None:
    now = "?on=2026-11-22&known=2026-11-22"
    pausing = words(shipped(f"/measure/cn-mofcom-2025-72{now}").text)
    assert "What it does to other acts suspends MOFCOM No. 46/2024" in pausing
    assert "a pause from 9 Nov 2025 until 27 Nov 2026 today" in pausing
    page = shipped(f"/measure/cn-mofcom-2025-55{now}").text
    assert "What other acts do to it is suspended by MOFCOM No. 70/2025" in words(page)
    assert 'href="/measure/cn-mofcom-2025-70"' in page
    longer = words(shipped("/measure/cd-2025-ext1").text)
    assert "extends ARECOMS No. 001/2025" in longer
    cobalt = words(shipped("/measure/cd-arecoms-2025-001").text)
    assert "is extended by Cobalt export suspension extended by three months" in cobalt
    assert "is replaced by ARECOMS No. 004/2025" in cobalt
    assert "implements ARECOMS No. 004/2025" in words(shipped("/measure/cd-arecoms-2025-005").text)


def test_a_tie_is_not_told_before_it_could_be_known(shipped: Get) -> None:
    before = words(shipped("/measure/cn-mofcom-2024-46?on=2025-11-08&known=2025-11-08").text)
    assert "is suspended by" not in before
    assert "1 tie left out: not known yet on 8 Nov 2025" in before
    assert "2 later steps left out: not known yet on 8 Nov 2025" in before


def test_a_start_while_paused_says_that_it_did_not_apply(shipped: Get) -> None:
    steps = words(shipped("/measure/cn-mofcom-2025-55").text)
    assert "Effective: export licensing – but suspended on that day, so it did not apply" in steps


def test_a_step_set_by_hand_is_marked_with_who_and_where(shipped: Get) -> None:
    page = shipped(f"/measure/{RETURNED}?on=2026-11-22&known=2026-11-22").text
    said = words(page)
    assert "Resumed: export licensing ✎ Set by hand by Ada Lovelace on 20 Nov 2026 · source mofcom.example" in said
    assert "Confirmed by people" in said
    assert "✎ Resumed 12 Nov 2026: every part. The notice says so." in said
    assert "20 Nov 2026 Ada Lovelace (taken back)" in said
    assert "taken back 20 Nov 2026 by Bob: it was not so" in said
    assert '<span lang="zh">恢复实施</span>' in page
    assert 'href="https://www.mofcom.example/90" rel="noopener nofollow"' in page
    assert words(within(page, 'class="verdict"', "</p>")).endswith("in force")
    assert "Ended: export licensing" not in said
    assert "<img src=x" not in page


def test_open_conflicts_are_warnings_and_settled_ones_are_not(shipped: Get) -> None:
    page = shipped("/measure/cn-mofcom-2024-46").text
    said = words(within(page, 'class="beware"', "</section>"))
    assert "Sources contradict each other. Export ban, paragraph 2: texts give two starts, 3 Dec 2024" in said
    assert "Another act bears the same number. Told of double_number" in said
    assert "A date cannot be right." in said
    assert "Open since 20 Nov 2026; it moves no state." in said
    assert "takes back" not in said
    assert "of another room" not in said
    assert "&lt;script&gt;alert(" in page
    assert "{{ 7 * 7 }}" in html.unescape(page)


def test_the_drawing_says_in_words_and_in_a_table_what_it_shows(shipped: Get, home: Path) -> None:
    page = shipped("/measure/cn-mofcom-2025-55").text
    assert 'role="img" aria-label="Export licensing: announced from 9 Oct 2025 to 6 Nov 2025; suspended from' in page
    table = within(page, 'class="rows states"', "</table>")
    assert "announced 9 Oct 2025 6 Nov 2025 Announced on 9 Oct 2025; takes effect 8 Nov 2025." in words(
        table.replace("</td><td", "</td> <td")
    )
    with sqlite3.connect(home) as db:
        sql = """SELECT count(*) FROM spans WHERE measure_id = 'cn-mofcom-2025-55' AND known_until IS NULL"""
        ((count,),) = db.execute(sql)
    assert table.count('<span class="state ') == count


def test_a_link_to_a_turning_day_keeps_the_other_clock(shipped: Get) -> None:
    page = shipped("/measure/cn-mofcom-2024-46?known=2025-12-01").text
    assert 'href="/measure/cn-mofcom-2024-46?on=2025-11-09&amp;known=2025-12-01"' in page


@pytest.mark.parametrize("query", ["measure_caused", "measure_events", "measure_ties", "measure_warnings"])
def test_the_pages_questions_look_rows_up_and_scan_no_table(home: Path, query: str) -> None:
    from tracker.site.metadata import queries

    asked = {"measure": "cn-mofcom-2025-70", "known": ""}
    with sqlite3.connect(home) as db:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {queries()[query].sql}", asked)]
    assert not [line for line in plan if re.match(r"SCAN (?!tied|CONSTANT)", line) and "USING" not in line]


def test_an_act_that_texts_tell_shows_events_and_no_confidence(get: Get) -> None:
    page = get("/measure/cn-mofcom-2025-61").text
    said = words(page)
    assert "Known only from texts that were read here" in said
    assert "confidence" not in words(within(page, "known-from", "</p>"))
    assert "China puts rare-earth items made abroad under export licensing" in said
    assert 'href="/event/e70"' in page
    assert "from the shipped register, " not in said


def test_listed_firms_stand_on_the_page_as_text(get: Get) -> None:
    page = get("/measure/cn-mofcom-2024-46").text
    assert "Listed firms and bodies 2" in words(page)
    assert "Example Optics &lt;b&gt;Inc&lt;/b&gt;" in page


def test_a_register_that_lies_about_addresses_leads_nowhere(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    path = world.build(tmp_path)
    with sqlite3.connect(path) as db:
        db.execute(
            "UPDATE measures SET basis = 'both', confidence = 'odd', unsure = 'no list', note = ?, sources = ?",
            (HOSTILE, '["javascript:alert(1)", "https://www.example.org/a"]'),
        )
        db.execute(
            "UPDATE steps SET event_id = NULL, claim_id = NULL, source = 'javascript:alert(2)', date = '2025-99'"
        )
        row = {
            "subject": "measure",
            "subject_id": "cn-mofcom-2025-18",
            "field": "effective",
            "reason": "r",
            "quote": "",
        }
        world.insert(db, "corrections", id="c", at=AT.isoformat(), author="A", kind="confirm", value="no json",
                     source="javascript:alert(3)", **row)  # fmt: skip
    db.close()
    page = asking(path, loop)("/measure/cn-mofcom-2025-18").text
    assert "javascript:" not in page
    assert ">example.org</a>" in page
    assert "<img src=x" not in page
    assert "no address that can be linked" in page


def test_names_of_years_keep_apart_from_today_and_each_other() -> None:
    span = {"scope_id": "s", "state": "in_force", "since": "2011-01-01", "until": None, "why": ""}
    drawn = timeline.build([span], [], date(2026, 11, 22), None)
    assert drawn is not None
    places = [x for x, _ in drawn.years]
    assert len(drawn.ticks) > len(places) > 3
    assert all(later - first >= timeline.APART for first, later in pairwise(places))
    assert all(x + timeline.APART <= drawn.today - timeline.APART or x >= drawn.today for x in places)
    assert drawn.lanes[0].bars[0].word == "in force"
    assert drawn.states == ("in_force",)


def test_of_two_ties_only_the_more_exact_is_told() -> None:
    row = {"measure_id": "a", "instrument": "XX 1", "name": "", "title": "t", "state": None, "first_known": None}
    found = acts.ties([row | {"kind": "amends"}, row | {"kind": "extends"}, row | {"kind": "ended_by"}], [], [])
    assert [each["said"] for each in found] == ["extends", "is ended by"]


def test_acts_without_number_are_called_by_name_in_sentences() -> None:
    others = [{"instrument": "cn-x-1", "name": r"A \1 pause", "title": ""}]
    assert acts.by_name("Suspended by cn-x-1, not cn-x-12.", others) == r"Suspended by “A 1 pause”, not cn-x-12."
