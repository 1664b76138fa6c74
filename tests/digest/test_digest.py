"""Digests and letters: who gets what, in which order, and what a reader sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser

import pytest

from tests.making import NOON, event, subscription
from tracker import digest, vocab
from tracker.model import DateAhead, DigestLine, Event, Letter, Subscription

WORDS = vocab.load()
SINCE = NOON - timedelta(days=1)


def line(given: Event, quote: str = "China banned exports of antimony.") -> DigestLine:
    return DigestLine(given, quote, "Test Wire", "https://wire.example/1", datetime(2024, 12, 3, tzinfo=UTC))


def letter(*lines: DigestLine, given: Subscription | None = None, ahead: tuple[DateAhead, ...] = ()) -> Letter:
    made = digest.compose(given or subscription(), SINCE, NOON, lines, ahead, WORDS)
    return digest.letter(made, WORDS, site_url="https://tracker.example/")


@pytest.mark.parametrize(
    ("period", "now", "since", "until"),
    [
        ("daily", "2026-11-22T12:00", "2026-11-21T00:00", "2026-11-22T00:00"),
        ("daily", "2026-11-22T00:00", "2026-11-21T00:00", "2026-11-22T00:00"),
        ("weekly", "2026-11-22T12:00", "2026-11-09T00:00", "2026-11-16T00:00"),
        ("weekly", "2026-11-23T00:00", "2026-11-16T00:00", "2026-11-23T00:00"),
    ],
)
def test_a_period_is_a_utc_day_or_a_week_from_monday(period: str, now: str, since: str, until: str) -> None:
    times = [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, since, until)]
    assert digest.period_before(period, times[0]) == (times[1], times[2])


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, True),
        ({"minerals": ("antimony",)}, True),
        ({"minerals": ("gallium",)}, False),
        ({"countries": ("US",)}, True),
        ({"countries": ("JP",)}, False),
        ({"actions": ("export_prohibition",), "countries": ("CN",)}, True),
        ({"actions": ("talks",)}, False),
    ],
)
def test_filters_must_all_hold(filters: dict[str, tuple[str, ...]], expected: bool) -> None:
    assert digest.wanted(subscription(**filters), event(), WORDS) is expected


@pytest.mark.parametrize(("asked", "told"), [("rare-earths", "dysprosium"), ("dysprosium", "rare-earths")])
def test_a_group_and_its_members_find_each_other(asked: str, told: str) -> None:
    assert digest.wanted(subscription(minerals=(asked,)), event(minerals=(told,)), WORDS)


def test_the_heaviest_event_comes_first_and_names_the_letter() -> None:
    light = event("light", significance=0.1, headline="A price moved", action="price_move")
    heavy = event("heavy", significance=0.9, headline="Exports were banned")
    made = letter(line(light), line(heavy))
    assert made.subject == "Critical minerals: Exports were banned (+1 more)"
    assert made.text.index("Exports were banned") < made.text.index("A price moved")


def test_what_does_not_fit_is_counted_not_dropped_in_silence() -> None:
    lines = [line(event(f"e{n}")) for n in range(digest.MOST_LINES + 3)]
    made = digest.compose(subscription(), SINCE, NOON, lines, (), WORDS)
    assert (len(made.lines), made.left_out) == (digest.MOST_LINES, 3)
    assert "3 more" in digest.letter(made, WORDS, site_url="").text


def test_both_parts_show_evidence_link_and_dates_ahead() -> None:
    ahead = DateAhead(date(2026, 11, 27), "cn-mofcom-2024-46", "Announcement 46 of 2024", "the pause ends")
    made = letter(line(event()), ahead=(ahead,))
    for part in (made.text, made.html):
        for expected in (
            "China banned exports of antimony.",
            "https://wire.example/1",
            "https://tracker.example/event/e1",
            "https://tracker.example/measure/cn-mofcom-2024-46",
            "2026-11-27",
        ):
            assert expected in part


def test_an_act_that_sleeps_today_is_not_told_as_in_force() -> None:
    asleep = replace(line(event()), states=(("suspended", date(2026, 11, 27)),))
    made = letter(asleep)
    for part in (made.text, made.html):
        assert "suspended until 2026-11-27" in part
    lost = replace(line(event()), states=(("pause_ended_unconfirmed", None),))
    assert "pause ended, unconfirmed" in letter(lost).text


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


def test_nothing_from_the_web_becomes_mark_up_or_a_script_link() -> None:
    hostile = event(headline="<script>alert(1)</script>")
    evil = DigestLine(hostile, "<img src=x onerror=alert(1)>", "<b>Wire</b>", "javascript:alert(1)", None)
    tags = Tags()
    tags.feed(letter(evil).html)
    assert not tags.seen & {"script", "img", "b"}
    assert not [link for link in tags.links if link.startswith("javascript")]


def test_the_same_period_makes_the_same_letter() -> None:
    assert letter(line(event())).id == letter(line(event())).id
    assert letter(given=subscription(id="s2")).id != letter().id
