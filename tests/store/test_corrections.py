"""Corrections as they are stored: nothing is lost, and what was said of a claim goes on to its heir."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.making import NOON, article, claim, event
from tracker.model import Correction
from tracker.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def said(kind: Any = "set", subject: Any = "event", subject_id: str = "e1", second: int = 0, **more: str) -> Correction:
    at = NOON + timedelta(microseconds=second)
    return Correction(kind, subject, subject_id, "Ada", "why", at, **more)


def test_a_correction_comes_back_whole_and_is_filed_once(store: Store) -> None:
    given = said(field="minerals", value='["gallium"]', quote="“gallium”", source="https://a.example/")
    for _ in range(2):
        filed = store.corrections.file(given, '["antimony"]')
    assert (filed.correction, filed.before, filed.undone_at) == (given, '["antimony"]', None)
    assert store.corrections.listed() == store.corrections.named(given.id[:5]) == [filed]


def test_of_two_words_in_one_second_the_later_comes_last(store: Store) -> None:
    late, early = said(second=2, field="stage", value="ended"), said(second=1, field="stage", value="announced")
    for each in (late, early):
        store.corrections.file(each, None)
    assert store.corrections.of("e1", []) == (early, late)


def test_what_is_taken_back_stays_but_no_longer_stands(store: Store) -> None:
    filed = store.corrections.file(said("confirm"), None)
    for by in ("Bob: wrong", "Carl: too late"):
        store.corrections.undo(filed.id, NOON, by)
    assert store.corrections.of("e1", []) == ()
    assert store.corrections.standing(filed.correction) is None
    (listed,) = store.corrections.listed("e1")
    assert (listed.undone_at, listed.undone_by) == (NOON, "Bob: wrong")


def test_claims_are_found_wherever_they_are_named(store: Store) -> None:
    split = said("split", second=1, field="own", value='["c1", "c2"]')
    rejected = said("reject", second=2, value='["c3"]')
    own = said("confirm", "claim", "c1", second=3)
    for each in (split, rejected, own):
        store.corrections.file(each, None)
    assert store.corrections.naming(["c1"]) == (split, own)
    assert store.corrections.naming(["c2", "c3"]) == (split, rejected)
    assert store.corrections.naming(["c"]) == ()


def test_an_heir_is_meant_where_the_lost_claim_was(store: Store) -> None:
    store.corrections.file(said("split", second=1, field="own", value='["c1", "c2"]'), None)
    store.corrections.file(said("merge", subject_id="e2", value="e1"), json.dumps({"claims": ["c1"], "aliases": {}}))
    store.corrections.file(said("confirm", "claim", "c1"), None)
    store.corrections.follow("c1", "c9")
    assert [c.value for c in store.corrections.naming(["c9"])] == ["", '["c9", "c2"]']
    assert store.corrections.naming(["c1"]) == ()
    (merged,) = [each for each in store.corrections.listed() if each.correction.kind == "merge"]
    assert json.loads(merged.before or "")["claims"] == ["c9"]


def test_an_event_is_found_by_the_beginning_of_any_of_its_ids(store: Store) -> None:
    store.events.keep(event("abc1"), [])
    store.events.keep(event("abd2"), [])
    store.events.alias("xyz", "abc1", "merged")
    store.events.alias("abd2", "abc1", "an id that lives leads to itself")
    assert store.events.named("ab") == ["abc1", "abd2"]
    assert store.events.named("xy") == ["abc1"]
    assert store.events.named("%") == store.events.named("b") == []
    assert [store.events.resolve(each) for each in ("xyz", "abd2", "none")] == ["abc1", "abd2", "none"]
    store.events.drop("abc1")
    assert store.events.named("xy") == []


def test_a_lost_claim_stays_aside_until_it_is_forgotten(store: Store) -> None:
    given = article()
    store.reading.keep_text(given)
    first, second = claim(given), claim(given, "Traders had expected it.")
    store.reading.keep(given, [], [first, second], in_scope=True, coder="1")
    store.reading.link(second.id, "e1")
    assert store.reading.keep(given, [], [first], in_scope=True, coder="2") == ["e1"]
    assert [(told.claim.id, event_id) for told, event_id in store.reading.lost(given.id)] == [(second.id, "e1")]
    assert store.reading.tellings_of_event("e1") == []
    assert store.events.claims_of("e1") == []
    store.reading.put_back(second.id, second)
    assert [told.claim.id for told in store.reading.tellings_of_event("e1")] == [second.id]
    store.reading.forget(second.id)
    assert store.reading.tellings([first.id, second.id])[0][0].claim == first
    assert len(store.reading.tellings([first.id, second.id])) == 1
