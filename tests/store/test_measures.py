"""Measures as rows: what goes in comes out, under both clocks; what is asked of tellings and of open conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.making import NOON, article, claim, event
from tests.measures.making import VOCAB, act, step
from tracker.measures import build
from tracker.model import Issue, Measure, content_id
from tracker.store import Store

SLUG = "cn-mofcom-2025-55"
PAUSE = step("suspended", "2025-11-07", until="2026-11-10", by="CN-MOFCOM 2025/70")
GROUND = act(
    "CN-MOFCOM 2025/55",
    [step("announced", "2025-10-09"), step("effective", "2025-11-08", known="2025-10-09"), PAUSE],
    links=(("suspended_by", "cn-mofcom-2025-70"),),
    unsure=("until",),
    note="A note.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def measure(store: Store) -> Measure:
    built = build(SLUG, [], VOCAB, GROUND)
    assert built is not None
    with store.together():
        store.measures.keep(built, ())
    return built


@pytest.mark.parametrize(
    ("on", "known", "state"),
    [
        ("2025-10-08", "2025-10-09", None),
        ("2025-10-09", "2025-10-09", "announced"),
        ("2025-11-08", "2025-11-06", "in_force"),
        ("2025-11-08", "2025-11-07", "suspended"),
        ("2026-11-11", "2026-11-11", "pause_ended_unconfirmed"),
    ],
)
def test_a_state_is_found_under_both_clocks(
    on: str, known: str, state: str | None, store: Store, measure: Measure
) -> None:
    found = store.measures.on(date.fromisoformat(on), date.fromisoformat(known))
    assert [row["state"] for row in found] == ([state] if state else [])


def test_a_row_says_what_it_is_and_how_surely(store: Store, measure: Measure) -> None:
    (row,) = store.measures.on(date(2026, 1, 1), date(2026, 1, 1))
    assert (row["name"], row["basis"], row["confidence"]) == ("Controls on gallium", "register", "high")
    assert (row["minerals"], row["targets"], row["actors"]) == (["gallium"], ["*"], ["CN"])
    assert store.measures.links() == [
        {"measure_id": SLUG, "kind": "suspended_by", "other_id": "cn-mofcom-2025-70"},
    ]


def test_kept_again_it_stands_once_and_dropped_it_is_gone(store: Store, measure: Measure) -> None:
    for _ in range(2):
        with store.together():
            store.measures.keep(replace(measure, links=()), ())
    assert store.measures.ids() == [SLUG]
    assert store.measures.links() == []
    assert len(store.measures.on(date(2026, 1, 1), date(2026, 1, 1))) == 1
    store.measures.drop(SLUG)
    assert store.measures.ids() == []
    assert store.measures.on(date(2026, 1, 1), date(2026, 1, 1)) == []


def tell(store: Store, name: str, **fields: Any) -> None:
    """Let an article tell of the event e1."""
    facts = {"tier": "official", "country": "CN", "publish": "full"} | fields.pop("of", {})
    told = article(id=content_id(name), url=f"http://127.0.0.1:9/{name}", publisher=name, **facts)
    made = claim(told, **fields)
    store.reading.keep_text(told)
    store.reading.keep(told, (), (made,), in_scope=True, coder="test")
    with store.together():
        if store.events.find("e1") is None:
            store.events.keep(event("e1", lead=made.id), [])
        store.reading.link(made.id, "e1")


def test_who_denies_is_named(store: Store) -> None:
    tell(store, "issuer")
    assert store.measures.denied(["e1"]) == []
    tell(store, "other", certainty="denied")
    assert store.measures.denied(["e1"]) == ["other on 2024-12-03 denies what is told of it"]
    assert store.measures.denied(["e2"]) == []


def test_an_event_is_gone_only_when_every_official_page_of_it_is(store: Store) -> None:
    tell(store, "one")
    tell(store, "two")
    store.pages.gone(content_id("one"), NOON)
    assert store.measures.gone(["e1"]) == []
    store.pages.gone(content_id("two"), NOON)
    (line,) = store.measures.gone(["e1"])
    assert "2026-11-22" in line
    store.pages.gone(content_id("two"), None)
    assert store.measures.gone(["e1"]) == []


@pytest.mark.parametrize("odd", ["20025-11-08", "2025-02-30", "2025-13", "soon"])
def test_dates_of_no_calendar_are_found(odd: str, store: Store) -> None:
    tell(store, "one", effective=odd)
    (line,) = store.measures.odd_dates(["e1"])
    assert line.startswith(odd)


@pytest.mark.parametrize("sound", ["2025", "2025-11", "2025-11-08", None])
def test_sound_dates_are_not(sound: str | None, store: Store) -> None:
    tell(store, "one", effective=sound, announced=sound, until=sound)
    assert store.measures.odd_dates(["e1"]) == []


def test_what_only_authorities_abroad_tell_is_known_for_it(store: Store) -> None:
    tell(store, "white-house", of={"country": "US"})
    tell(store, "paper", of={"country": "CN", "tier": "press"})
    assert store.measures.told_abroad(["e1"], "CN") == {"e1"}
    tell(store, "mofcom")
    assert store.measures.told_abroad(["e1"], "CN") == set()


def test_open_conflicts_are_settled_by_kind(store: Store) -> None:
    for kind in ("contradiction", "retraction"):
        store.issues.add(Issue("measures", SLUG, kind, "why", NOON))
    store.issues.add(Issue("articles", SLUG, "unread_part", "why", NOON))
    store.measures.settle(SLUG, ["contradiction"], NOON)
    assert store.measures.conflicts(SLUG) == {"retraction": "why"}
    store.measures.settle(SLUG, ["retraction"], None)
    assert [row["room"] for row in store.issues.open()] == ["articles"]
