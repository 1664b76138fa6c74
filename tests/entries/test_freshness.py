"""How long feeds wish to be left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.entries.making import answer, feed
from tracker.entries import ttl

SY = "xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'"


@pytest.mark.parametrize(
    ("head", "wished"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<ttl> <![CDATA[ 15 ]]> </ttl>", timedelta(minutes=15)),
        ("<TTL>1440.0</TTL>", timedelta(days=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>999999999</ttl>", timedelta(days=31)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<sy:updatePeriod>\n daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", timedelta(hours=6)),
        ("<syn:updatePeriod>weekly</syn:updatePeriod>", timedelta(days=7)),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", None),
        ("<sy:updatePeriod>now and then</sy:updatePeriod>", None),
        ("<ttl>0</ttl><sy:updatePeriod>daily</sy:updatePeriod>", timedelta(days=1)),
        ("<item><ttl>60</ttl></item>", None),
        ("", None),
    ],
)
def test_a_feed_states_its_wish_in_its_head(head: str, wished: timedelta | None) -> None:
    assert ttl(feed(), answer(f"<rss {SY}><channel>{head}</channel></rss>")) == wished


def test_utf_16_is_read_too_and_only_feeds_are() -> None:
    body = '<?xml version="1.0" encoding="utf-16"?><rss><channel><ttl>60</ttl></channel></rss>'
    assert ttl(feed(), answer(body.encode("utf-16"))) == timedelta(hours=1)
    assert ttl(feed("listing"), answer(body)) is None
    assert ttl(feed(), answer(None)) is None


@given(st.binary(max_size=300))
def test_nothing_raises(noise: bytes) -> None:
    found = ttl(feed(), answer(b"<ttl>" + noise))
    assert found is None or timedelta(0) < found <= timedelta(days=31)
