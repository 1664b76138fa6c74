"""The register in a home: brought in once, safely, and laid under what texts tell; conflicts told and closed again."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.making import NOON, article, claim
from tests.measures.making import act, step
from tracker import measures, pipeline, site, vocab
from tracker.cli import main
from tracker.events import crowd
from tracker.model import Article, Claim, Correction, Measure, Scope, content_id
from tracker.pipeline import register
from tracker.pipeline.link import retell
from tracker.store import Store

TODAY = date(2026, 11, 22)
NAME, PAUSE = "CN-MOFCOM 2025/55", "CN-MOFCOM 2025/70"
SLUG = "cn-mofcom-2025-55"
LICENCE = act(
    NAME,
    [step("announced", "2025-10-09", "export_prohibition"), step("effective", "2025-11-08", "export_prohibition")],
    [Scope("export_prohibition", "export_prohibition", None, ("antimony",), ("US",))],
)
VOCAB = vocab.load()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> dict[str, Measure]:
    """A register of one act, in place of the shipped one."""
    shipped = {SLUG: LICENCE}
    monkeypatch.setattr(register, "shipped", lambda: shipped)
    return shipped


def tell(store: Store, name: str, on: str, *, tier: Any = "official", country: str = "CN", **fields: Any) -> Article:
    """Let a source tell one claim on a day and link it."""
    at = datetime.fromisoformat(f"{on}T08:00:00+00:00")
    told = article(
        id=content_id(name), url=f"http://127.0.0.1:9/{name}", published=at, fetched=at, tier=tier, country=country,
        publish="full", publisher=f"{name} office",
    )  # fmt: skip
    facts: dict[str, Any] = {"announced": on, "effective": on, "instrument": NAME}
    store.reading.keep_text(told)
    keep(store, told, claim(told, **(facts | fields)))
    return told


def keep(store: Store, told: Article, *claims: Claim) -> list[str]:
    with store.together():
        lost = store.reading.keep(told, (), claims, in_scope=True, coder="test")
        retell(store, VOCAB, lost)
    pipeline.link(store, VOCAB)
    return list(lost)


def state(store: Store, on: date = TODAY) -> set[str]:
    return {row["state"] for row in store.measures.on(on, on) if row["measure_id"] == SLUG}


def issues(store: Store) -> dict[str, str]:
    return {row["kind"]: row["subject"] for row in store.issues.open() if row["room"] == "measures"}


def test_who_else_tells_it_builds_no_measure_anew_but_a_doubt_does(
    store: Store, small: dict[str, Measure], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(store, "act", "2025-10-09", effective="2025-11-08")
    built: list[str] = []
    weigh = measures.weigh
    monkeypatch.setattr(measures, "weigh", lambda name, *more: built.append(name) or weigh(name, *more))
    story = {"tier": "press", "announced": "2025-10-09", "effective": "2025-11-08"}
    tell(store, "paper", "2025-10-10", **story)
    (event,) = store.events.candidates([register.measure_key(SLUG)])
    assert (event.sources, built) == (1, [])
    with sqlite3.connect(store.home / "tracker.db") as db:
        assert db.execute("SELECT measure_id FROM events").fetchall() == [(SLUG,)]
    tell(store, "denial", "2025-10-11", certainty="denied", **story)
    assert (built, issues(store)) == ([SLUG], {"retraction": SLUG})
    tell(store, "slip", "2025-10-12", **(story | {"until": "2025-02-31"}))
    assert built == [SLUG, SLUG]
    tell(store, "gazette", "2025-10-13", announced="2025-10-09", effective="2025-11-08")
    assert built == [SLUG, SLUG, SLUG]


def test_of_an_event_that_hundreds_tell_all_are_counted(
    store: Store, small: dict[str, Measure], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crowd, "CROWD", 6)
    monkeypatch.setattr(crowd, "HEARD", 2)
    for number in range(10):
        story = {"tier": "press" if number else "official", "announced": "2025-10-09", "effective": "2025-11-08"}
        tell(store, f"paper {number}", f"2025-10-{10 + number}", **story)
    (event,) = store.events.candidates([register.measure_key(SLUG)])
    assert (event.sources, event.official, event.told.day, event.seen.day) == (9, 1, 10, 10)
    whole = replace(event)
    monkeypatch.setattr(crowd, "CROWD", 100)
    retell(store, VOCAB, [event.id])
    assert store.events.bare(event.id) == whole


def test_an_empty_home_shows_what_is_in_force(store: Store) -> None:
    assert pipeline.link(store, VOCAB) == 0
    rows = store.measures.on(TODAY, TODAY)
    assert {row["basis"] for row in rows} == {"register"}
    assert {row["measure_id"] for row in rows if row["state"] == "suspended"} == {"cn-mofcom-2024-46"}
    assert len(rows) > 140


def test_it_is_brought_in_once(store: Store) -> None:
    first = register.bring_in(store, VOCAB)
    assert first == len(store.measures.ids())
    assert register.bring_in(store, VOCAB) == 0


def test_another_edition_is_brought_in_anew_and_leaves_nothing_of_the_old(
    store: Store, small: dict[str, Measure]
) -> None:
    assert register.bring_in(store, VOCAB) == 1
    small["cn-mofcom-2025-56"] = replace(LICENCE, id="cn-mofcom-2025-56", instrument="CN-MOFCOM 2025/56")
    assert register.bring_in(store, VOCAB) == 2
    del small[SLUG]
    assert register.bring_in(store, VOCAB) == 2
    assert store.measures.ids() == ["cn-mofcom-2025-56"]


def test_killed_half_way_it_is_whole_after_the_next_run(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = store.measures.keep
    seen: list[str] = []

    def dies(measure: Measure, own: Any) -> None:
        seen.append(measure.id)
        if len(seen) == register.BATCH + 3:
            raise KeyboardInterrupt
        kept(measure, own)

    monkeypatch.setattr(store.measures, "keep", dies)
    with pytest.raises(KeyboardInterrupt):
        register.bring_in(store, VOCAB)
    assert len(store.measures.ids()) == register.BATCH
    register.bring_in(store, VOCAB)
    with Store(tmp_path / "other") as other:
        register.bring_in(other, VOCAB)
        assert store.measures.on(TODAY, TODAY) == other.measures.on(TODAY, TODAY)


def test_a_home_whose_steps_and_spans_a_migration_dropped_gets_them_back(
    store: Store, small: dict[str, Measure], tmp_path: Path
) -> None:
    """A measure that only texts tell of is built again too."""
    other = "CN-MOFCOM 2024/46"
    tell(store, "notice", "2024-12-03", instrument=other)
    with sqlite3.connect(tmp_path / "home" / "tracker.db") as db:
        for table in ("spans", "steps"):
            db.execute(f"DELETE FROM {table}")  # names from above
        db.execute("DELETE FROM world WHERE key = 'register'")
    assert store.measures.on(TODAY, TODAY) == []
    assert pipeline.link(store, VOCAB) == 0
    found = {row["instrument"]: row["state"] for row in store.measures.on(TODAY, TODAY)}
    assert found == {NAME: "in_force", other: "in_force"}


def test_a_text_is_laid_over_the_register(store: Store, small: dict[str, Measure]) -> None:
    tell(store, "notice", "2025-10-09", effective="2025-11-08", stage="announced")
    (row,) = store.measures.on(TODAY, TODAY)
    assert (row["state"], row["basis"], row["name"]) == ("in_force", "both", "Controls on gallium")
    tell(store, "pause", "2025-11-07", stage="suspended", instrument=PAUSE, affects=(NAME,), until="2026-11-10")
    assert state(store, date(2026, 1, 1)) == {"suspended"}
    assert state(store) == {"pause_ended_unconfirmed"}


def test_another_governments_page_lifts_nothing(store: Store, small: dict[str, Measure]) -> None:
    lifted: dict[str, Any] = {
        "stage": "ended", "instrument": None, "affects": (NAME,), "agencies": ("cn-mofcom",), "actors": ("CN",),
    }  # fmt: skip
    tell(store, "fact-sheet", "2025-12-01", country="US", **lifted)
    assert state(store) == {"in_force"}
    assert issues(store) == {"contradiction": SLUG}
    tell(store, "issuer", "2025-12-03", country="CN", **lifted)
    assert state(store) == {"ended"}
    assert issues(store) == {}


def test_a_conflict_is_told_once_and_closed_when_it_is_gone(store: Store, small: dict[str, Measure]) -> None:
    odd = tell(store, "notice", "2025-10-09", stage="announced", effective="20025-11-08")
    assert issues(store) == {"implausible_date": SLUG}
    assert state(store) == {"in_force"}
    for _ in range(2):
        with store.together():
            register.build(store, VOCAB, [SLUG])
    (issue,) = [row for row in store.issues.open() if row["room"] == "measures"]
    assert issue["times"] == 1
    sound = replace(claim(odd, stage="announced", announced="2025-10-09", effective="2025-11-08"), instrument=NAME)
    keep(store, odd, sound)
    assert issues(store) == {}


def test_a_source_that_takes_it_back_is_told_and_moves_nothing(store: Store, small: dict[str, Measure]) -> None:
    tell(store, "notice", "2025-10-09", effective="2025-11-08", stage="announced")
    tell(store, "denial", "2025-10-12", certainty="denied", stage="announced", announced="2025-10-09",
         effective="2025-11-08")  # fmt: skip
    assert issues(store) == {"retraction": SLUG}
    assert state(store) == {"in_force"}


def test_an_official_page_that_is_gone_is_told(store: Store, small: dict[str, Measure]) -> None:
    told = tell(store, "notice", "2025-10-09", effective="2025-11-08", stage="announced")
    store.pages.gone(told.id, NOON)
    with store.together():
        register.build(store, VOCAB, [SLUG])
    assert issues(store) == {"retraction": SLUG}
    assert state(store) == {"in_force"}


def test_both_acts_tell_of_their_link_whichever_comes_first(store: Store, small: dict[str, Measure]) -> None:
    new: dict[str, Any] = {"instrument": PAUSE, "announced": "2025-11-07", "effective": "2025-11-07"}
    tell(store, "end", "2025-11-07", stage="ended", affects=(NAME,), **new)
    tell(store, "rule", "2025-11-08", stage="in_force", **new)
    links = {(row["measure_id"], row["kind"], row["other_id"]) for row in store.measures.links()}
    assert ("cn-mofcom-2025-70", "replaces", SLUG) in links
    assert (SLUG, "replaced_by", "cn-mofcom-2025-70") in links


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Store(tmp_path / "home") as store:
        register.bring_in(store, VOCAB)
    return tmp_path / "home"


def shown(home: Path, *options: str) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(main, ["--home", str(home), "measures", "--on", "2025-11-08", *options, "--json"])
    assert ran.exit_code == 0, ran.output
    found: list[dict[str, Any]] = json.loads(ran.output)
    return found


def test_the_command_filters_and_has_two_clocks(home: Path) -> None:
    (row,) = shown(home, "--instrument", "cn-mofcom 2025/55")
    assert (row["state"], row["confidence"]) == ("suspended", "high")
    (row,) = shown(home, "--instrument", NAME, "--known", "2025-11-06")
    assert row["state"] == "in_force"
    assert {row["actors"][0] for row in shown(home, "--issuer", "cd")} == {"CD"}
    paused = shown(home, "--state", "suspended", "--issuer", "CN", "--mineral", "graphite")
    assert {row["measure_id"] for row in paused} == {"cn-mofcom-2025-58"}
    assert shown(home, "--state", "proposed", "--issuer", "CN") == []


def test_the_command_tells_people_the_name_and_how_sure_it_is(home: Path) -> None:
    ran = CliRunner().invoke(main, ["--home", str(home), "measures", "--instrument", NAME, "--on", "2026-11-22"])
    assert "PAUSE ENDED, UNCONFIRMED" in ran.output
    assert "(register, high confidence)" in ran.output


def test_the_view_and_the_sites_query_answer_from_the_register(home: Path) -> None:
    sql = (Path(site.__file__).parent / "queries" / "in_force.sql").read_text("utf-8")
    with sqlite3.connect(home / "tracker.db") as db:
        db.row_factory = sqlite3.Row
        asked = {"on": "2025-11-08", "known": "2025-11-06"}
        found = {row["instrument"]: row["state"] for row in db.execute(sql, asked)}
        assert found[NAME] == "in_force"
        (view,) = db.execute("SELECT name, basis, confidence FROM measure_state WHERE instrument = 'CN-MOFCOM 2023/23'")
        assert (view["basis"], view["confidence"]) == ("register", "high")
        assert view["name"]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_change_without_a_number_reaches_the_act_of_the_register_that_it_means(
    store: Store, small: dict[str, Measure]
) -> None:
    plain: dict[str, Any] = {"instrument": None, "agencies": ("cn-mofcom",), "minerals": ("antimony",)}
    tell(store, "end", "2026-09-01", stage="ended", **plain)
    assert state(store, date(2026, 8, 31)) == {"in_force"}
    assert state(store) == {"ended"}


def test_a_step_that_a_person_confirms_settles_a_pause_that_ran_out(store: Store, small: dict[str, Measure]) -> None:
    tell(store, "pause", "2025-11-07", stage="suspended", instrument=PAUSE, affects=(NAME,), until="2026-11-10")
    assert state(store) == {"pause_ended_unconfirmed"}
    value = json.dumps({"date": "2026-11-11", "until": None, "scope": "", "known": "2026-11-11"})
    said = Correction(
        "confirm", "measure", SLUG, "A. Reader", "the gazette has it", datetime(2026, 11, 12, tzinfo=UTC),
        field="resumed", value=value, source="https://example.org/gazette",
    )  # fmt: skip
    with store.together():
        store.corrections.file(said, None)
        register.build(store, VOCAB, [SLUG])
    assert state(store) == {"in_force"}
