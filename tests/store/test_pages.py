"""What becomes of pages over time: looks, revisions, rows of annexes, and texts that are alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.making import NOON, article
from tracker.model import Article, ControlledItem, Difference, Evidence, Likeness, ListedEntity
from tracker.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def kept(store: Store, **changes: object) -> Article:
    made = replace(article(), **changes)  # type: ignore[arg-type]
    store.reading.keep_text(made)
    store.reading.keep(made, [], [], in_scope=True, coder="test")
    return made


def item(of: Article, start: int = 0) -> ControlledItem:
    evidence = Evidence("text", start, start + 5, of.text[start : start + 5])
    return ControlledItem(of.id, of.instrument, 1, evidence, hs_codes=("811010",), minerals=("antimony",))


def test_a_page_is_due_at_its_time_and_never_after_its_last_look(store: Store) -> None:
    page = kept(store, feed_id="wire")
    store.pages.look_again(page.id, NOON + timedelta(hours=1), checks=0, etag='"v1"')
    assert store.pages.due(NOON, 10) == []
    assert store.pages.due(NOON + timedelta(hours=1), 10) == [(page.id, "wire", 0, '"v1"', None)]
    store.pages.look_again(page.id, None, checks=4)
    assert store.pages.due(NOON + timedelta(days=999), 10) == []


def test_a_page_is_gone_since_it_was_first_missed_until_it_is_back(store: Store) -> None:
    page = kept(store)
    store.pages.gone(page.id, NOON)
    store.pages.gone(page.id, NOON + timedelta(days=1))
    assert gone_at(store) == "2026-11-22T12:00:00+00:00"
    store.pages.gone(page.id, None)
    assert gone_at(store) is None


def gone_at(store: Store) -> object:
    return store._tracker.execute("SELECT gone_at FROM articles").fetchone()["gone_at"]


@pytest.mark.parametrize(("publish", "shown"), [("full", "-a\n+b"), ("evidence", None)])
def test_the_wording_of_a_change_is_public_only_where_the_text_is(store: Store, publish: str, shown: object) -> None:
    page = kept(store, publish=publish, revision=2)
    store.pages.keep_revision(page, Difference(1, 1, "-a\n+b"))
    (row,) = store.pages.revisions(page.id)
    assert (row["revision"], row["added"], row["removed"], row["diff"]) == (2, 1, 1, shown)


def test_rows_of_lists_are_replaced_and_take_the_number_of_their_act(store: Store) -> None:
    act = kept(store, id="act", instrument="CN-MOFCOM 2025/90")
    annex = kept(store, id="annex", part_of="act", instrument=None, url="http://a.example/annex")
    store.pages.keep_annexes(annex.id, [item(annex), item(annex, 6)], [])
    store.pages.keep_annexes(annex.id, [item(annex)], [ListedEntity(annex.id, None, 1, item(annex).evidence, name="X")])
    assert store.pages.items("CN-MOFCOM 2025/90") == []
    store.pages.number_annexes(act.id, act.instrument)
    (row,) = store.pages.items("CN-MOFCOM 2025/90")
    assert row["hs_codes"] == ["811010"]
    assert [each["name"] for each in store.pages.entities("CN-MOFCOM 2025/90")] == ["X"]


def test_texts_are_found_by_a_band_they_share(store: Store) -> None:
    first = Likeness("a", 100, (1, 2, 3), ("00:x", "01:y"))
    second = Likeness("b", 90, (1, 2, 4), ("00:x", "01:z"))
    store.pages.keep_likeness(first)
    store.pages.keep_likeness(second)
    assert [each.article_id for each in store.pages.alike(second)] == ["a"]
    store.pages.keep_likeness(replace(first, bands=("00:q",)))
    assert store.pages.alike(second) == []


def test_an_article_is_found_by_address_number_and_title(store: Store) -> None:
    page = kept(store, kind="notice", instrument="CN-MOFCOM 2025/90", aliases=("http://b.example/x",))
    found = [
        store.reading.at("http://b.example/x"),
        *store.reading.same_act("CN-MOFCOM 2025/90", "en"),
        *store.reading.same_title("Test Wire", page.title, "2024-12-03"),
    ]
    assert [each.id for each in found if each] == [page.id] * 3
    assert store.reading.at("http://c.example/") is None
    assert store.reading.same_act("CN-MOFCOM 2025/90", "zh") == []
