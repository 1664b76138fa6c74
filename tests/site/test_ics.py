"""A calendar that any program can read: RFC 5545's breaks, folds and escapes, whatever the words are."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tracker.site.ics import LONGEST, Entry, calendar, escaped, folded

ENTRY = Entry(
    "a@b", "2026-11-27", "Pause ends: gallium, antimony; look", "How sure\nSource", "https://a.example/?b=1,2"
)


def unfolded(text: str) -> list[str]:
    """Read the lines of a calendar as RFC 5545, 3.1 says."""
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_one_entry() -> None:
    assert unfolded(calendar("Dates", [ENTRY], "2026-11-22")) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//critical-minerals-tracker//date desk//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Dates",
        "BEGIN:VEVENT",
        "UID:a@b",
        "DTSTAMP:20261122T000000Z",
        "DTSTART;VALUE=DATE:20261127",
        r"SUMMARY:Pause ends: gallium\, antimony\; look",
        r"DESCRIPTION:How sure\nSource",
        "URL:https://a.example/?b=1,2",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_an_empty_calendar_is_a_calendar() -> None:
    assert calendar("Dates", [], "2026-11-22").count("\r\n") == 7


def test_a_long_line_is_folded_between_characters() -> None:
    line = "SUMMARY:" + "锑" * 60
    pieces = folded(line).split("\r\n")
    assert len(pieces) == 3
    assert all(len(piece.encode()) <= LONGEST for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert folded("x" * 75) == "x" * 75


def test_a_break_in_an_address_begins_no_line() -> None:
    made = calendar("Dates", [Entry("a", "2026-11-27", "s", url="https://a.example/\r\nATTENDEE:x")], "2026-11-22")
    assert "\r\nATTENDEE" not in made


WORDS = st.text(alphabet=st.characters(codec="utf-8") | st.sampled_from("\r\n\\;,:\x00\u2028\x85 "), max_size=120)


@given(WORDS, WORDS, WORDS)
def test_any_words_make_a_readable_calendar(summary: str, description: str, uid: str) -> None:
    made = calendar(summary, [Entry(uid, "2026-11-27", summary, description, description, uid)], "2026-11-22")
    assert "\n" not in made.replace("\r\n", "")
    assert "\r" not in made.replace("\r\n", "")
    assert all(len(line.encode()) <= LONGEST for line in made.split("\r\n"))
    assert all(re.match(r"[A-Z-]+(;VALUE=DATE)?:", line) for line in unfolded(made))
    assert unfolded(made).count("BEGIN:VEVENT") == 1


@given(WORDS)
def test_an_escaped_text_can_be_read_back(text: str) -> None:
    plain = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
    back = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], escaped(text))
    assert back == plain
