"""Articles, mentions and claims: what comes out is what went in, and full texts stay where they belong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.making import NOON, article, claim, mention
from tracker.model import Article
from tracker.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        yield opened


def keep(store: Store, given: Article, *claims: object) -> list[str]:
    store.reading.keep_text(given)
    found = [mention(given, "antimony")]
    return store.reading.keep(given, found, claims, in_scope=True, coder="test")  # type: ignore[arg-type]


def test_an_article_comes_back_whole(store: Store) -> None:
    given = article(furniture=((3, 9),), aliases=("http://127.0.0.1:9/article", "http://127.0.0.1:9/other"))
    keep(store, given, claim(given))
    assert store.reading.find(given.id) == given
    assert store.reading.mentions_of_article(given.id) == [mention(given, "antimony")]
    assert [t.claim for t, _ in store.reading.tellings_of_article(given.id)] == [claim(given)]


@pytest.mark.parametrize(("publish", "shown"), [("evidence", None), ("full", article().text)])
def test_full_text_is_public_only_where_the_feed_allows_it(store: Store, publish: str, shown: str | None) -> None:
    given = article(publish=publish)
    keep(store, given)
    with sqlite3.connect(store.home / "tracker.db") as public:
        assert public.execute("SELECT text FROM articles").fetchall() == [(shown,)]
    found = store.reading.find(given.id)
    assert found
    assert found.text == given.text


def test_coding_again_replaces_what_was_found_and_names_the_orphaned_events(store: Store) -> None:
    given = article()
    first, second = claim(given), claim(given, "Traders had expected it.")
    keep(store, given, first, second)
    store.reading.link(first.id, "event-1")
    store.reading.link(second.id, "event-2")
    assert keep(store, given, first) == ["event-2"]
    assert [(t.claim.id, event) for t, event in store.reading.tellings_of_article(given.id)] == [(first.id, "event-1")]


def test_only_what_another_coder_read_is_stale(store: Store) -> None:
    keep(store, article())
    assert list(store.reading.stale("test")) == []
    assert [found.id for found in store.reading.stale("newer")] == [article().id]


def test_unlinked_articles_come_in_the_order_they_were_told(store: Store) -> None:
    late, early = article("Late news. It is."), article("Early news. It is.", published=NOON.replace(year=2020))
    for each in (late, early):
        store.reading.keep_text(each)
        store.reading.keep(each, [], [claim(each, minerals=())], in_scope=True, coder="test")
    assert store.reading.unlinked() == [early.id, replace(late).id]


def test_a_snapshot_is_kept_once_and_comes_back(store: Store) -> None:
    for _ in range(2):
        store.reading.keep_snapshot("ab", "http://127.0.0.1:9/", NOON, "text/html", b"<p>page</p>")
    assert store.reading.snapshot("ab") == b"<p>page</p>"
    assert store.reading.snapshot("cd") is None
