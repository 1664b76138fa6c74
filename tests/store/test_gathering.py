"""Feeds, polls and entries: due-ness is a column, entries are kept once, failures are counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.making import NOON, entry, feed
from tracker.store import Poll, Store, Validators


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        opened.gathering.keep_feeds([feed("wire"), feed("off", enabled=False)])
        yield opened


def poll(**changes: object) -> Poll:
    given = {"feed_id": "wire", "at": NOON, "outcome": "new", "next_poll_at": NOON + timedelta(hours=1)}
    return Poll(**(given | changes))  # type: ignore[arg-type]


def test_a_new_feed_is_due_and_a_disabled_one_is_not(store: Store) -> None:
    assert store.gathering.due(NOON) == ["wire"]


def test_a_polled_feed_is_due_again_only_when_its_time_has_come(store: Store) -> None:
    store.gathering.keep_poll(poll(entries=[entry()]))
    assert store.gathering.due(NOON + timedelta(minutes=59)) == []
    assert store.gathering.due(NOON + timedelta(hours=1)) == ["wire"]


def test_an_entry_seen_again_is_kept_once(store: Store) -> None:
    assert store.gathering.keep_poll(poll(entries=[entry("1"), entry("2")])) == 2
    assert store.gathering.keep_poll(poll(entries=[entry("2"), entry("3")])) == 1
    assert [e.guid for e, _ in store.gathering.unread(NOON, 10)] == sorted(
        ("1", "2", "3"), key=lambda guid: entry(guid).id
    )


def test_a_feed_that_left_the_configuration_stays_for_its_history_but_is_not_polled(store: Store) -> None:
    store.gathering.keep_feeds([feed("other")])
    assert store.gathering.due(NOON) == ["other"]
    assert "wire" in store.gathering.states()


def test_failures_are_counted_and_forgotten_after_a_success(store: Store) -> None:
    store.gathering.keep_poll(poll(outcome="timeout"))
    store.gathering.keep_poll(poll(outcome="error"))
    assert store.gathering.states()["wire"].failures == 2
    assert store.gathering.states()["wire"].last_success_at is None
    store.gathering.keep_poll(poll(outcome="unchanged"))
    assert store.gathering.states()["wire"].failures == 0
    assert store.gathering.states()["wire"].last_success_at == NOON


def test_validators_stay_when_an_answer_brings_none(store: Store) -> None:
    store.gathering.keep_poll(poll(validators=Validators("http://a.example/", '"v1"', None, None)))
    store.gathering.keep_poll(poll(outcome="unchanged"))
    assert store.gathering.states()["wire"].etag == '"v1"'


def test_an_entry_put_off_comes_back_with_its_tries(store: Store) -> None:
    store.gathering.keep_poll(poll(entries=[entry()]))
    store.gathering.put_off(entry().id, NOON + timedelta(minutes=10))
    assert store.gathering.unread(NOON, 10) == []
    assert [tries for _, tries in store.gathering.unread(NOON + timedelta(minutes=10), 10)] == [1]


def test_a_closed_entry_is_not_read_again(store: Store) -> None:
    store.gathering.keep_poll(poll(entries=[entry()]))
    store.gathering.close_entry(entry().id, "out_of_scope")
    assert store.gathering.unread(NOON + timedelta(days=9), 10) == []
