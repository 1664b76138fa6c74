"""Subscriptions and letters: one letter for each period, waiting until the server took it, all of it in the vault."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.making import NOON, subscription
from tracker.model import Digest, Letter
from tracker.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path) as opened:
        opened.letters.subscribe(subscription())
        yield opened


def digest() -> Digest:
    return Digest(subscription(), NOON - timedelta(days=1), NOON, ())


def letter() -> Letter:
    return Letter(digest().id, "analyst@example.org", "Subject", "text", "<p>html</p>")


def test_a_letter_waits_until_it_is_sent_and_is_kept_once(store: Store) -> None:
    store.letters.keep(digest(), letter(), NOON)
    store.letters.keep(digest(), letter(), NOON)
    assert store.letters.waiting() == [letter()]
    store.letters.not_sent(letter().id, "no server")
    assert store.letters.waiting() == [letter()]
    store.letters.sent(letter().id, NOON)
    assert store.letters.waiting() == []
    assert store.letters.counts() == {"sent": 1}


def test_a_dealt_with_period_moves_the_subscription_on(store: Store) -> None:
    store.letters.keep(digest(), None, NOON)
    assert store.letters.subscriptions() == [(subscription(), NOON)]
    assert store.letters.waiting() == []


def test_subscribing_again_wakes_the_old_subscription_where_it_was(store: Store) -> None:
    store.letters.keep(digest(), None, NOON)
    assert store.letters.unsubscribe("analyst@example.org", NOON) == 1
    assert store.letters.subscriptions() == []
    store.letters.subscribe(subscription(created=NOON))
    assert store.letters.subscriptions() == [(subscription(), NOON)]


def test_nobody_who_left_gets_a_waiting_letter(store: Store) -> None:
    store.letters.keep(digest(), letter(), NOON)
    store.letters.unsubscribe("analyst@example.org", NOON)
    assert store.letters.waiting() == []


def test_no_address_stands_in_the_public_database(store: Store) -> None:
    store.letters.keep(digest(), letter(), NOON)
    with sqlite3.connect(store.home / "tracker.db") as public:
        assert "analyst@example.org" not in "\n".join(public.iterdump())
