"""Makes the words and drawings that tell how well a source is seen. Pure; knows no query, no clock and no template."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.site.reading import Row
from tracker.site.wording import MONTHS, words

STRIP_DAYS = 90

OUTCOMES = {
    "new": "It answered, and something was new.",
    "unchanged": "It answered, and nothing was new.",
    "empty": "It answered with no item at all, which this source never does when all is well.",
    "refused": "It answered, but would not give the page.",
    "challenge": "It answered with a check for robots in place of the page.",
    "wrong_shape": "It answered with a page that is not built as expected: the site has changed, or this is not it.",
    "mojibake": "It answered in characters that cannot be read without loss.",
    "timeout": "It did not answer in time.",
    "error": "It could not be reached, or what it said could not be used.",
}
"""For each outcome of a poll what it means, in a sentence."""

BRIEF = {
    "new": "new items",
    "unchanged": "nothing new",
    "empty": "no item at all",
    "refused": "refused",
    "challenge": "a check for robots",
    "wrong_shape": "a page of another shape",
    "mojibake": "unreadable characters",
    "timeout": "no answer in time",
    "error": "an error",
}
SEEN = frozenset({"new", "unchanged"})

READ_AS = {
    "feed": "a feed (RSS, Atom or RDF)",
    "listing": "a list page, by the places of its rows, links and dates",
    "api": "an interface that answers in JSON",
}

DATED_BY = {
    "feed": "told by the feed",
    "meta": "page metadata",
    "text": "stated in the text",
    "url": "from the address",
}

SCRIPTS = {"Hans": "Simplified", "Hant": "Traditional"}

STATES_OF_ENTRIES = {
    "new": "waits to be read",
    "out_of_scope": "not about critical minerals",
    "failed": "could not be read",
}

GAPS = {"skipped": "skipped in its series", "cited": "cited, but never seen"}

WIRES = {
    "ap": "AP", "afp": "AFP", "dpa": "dpa", "upi": "UPI", "cna": "CNA", "tass": "TASS", "efe": "EFE", "pti": "PTI",
    "ians": "IANS", "ani": "ANI", "xinhua": "Xinhua",
}  # fmt: skip
"""Agencies whose names are not simply the id with a capital."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a strip; `x` and `width` in percent. `open` if it has no end yet."""

    x: float
    width: float
    since: str
    until: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The last days of a source: from where in percent it is followed, when it was blind, where months begin."""

    begins: float
    blind: tuple[Stretch, ...]
    ticks: tuple[tuple[float, str], ...]
    share: float
    """Part of the days followed that it was seen, 0 to 1."""


def strip(intervals: Iterable[Row], first: str | None, now: str) -> Strip:
    """Draw the blind intervals of the days up to now; `first` is when the source first answered."""
    end = moment(now)
    start = end - timedelta(days=STRIP_DAYS)

    def place(at: datetime) -> float:
        return round(100 * min(max((at - start) / (end - start), 0.0), 1.0), 2)

    begins = place(moment(first)) if first else 100.0
    found = [_stretch(row, place, begins) for row in intervals if row["until"] is None or moment(row["until"]) > start]
    dark = sum(each.width for each in found)
    share = max(0.0, 1 - dark / (100 - begins)) if begins < 100 else 0.0
    months = [_month(start, number) for number in range(1, 5)]
    ticks = tuple((place(at), MONTHS[at.month - 1]) for at in months if at < end)
    return Strip(begins, tuple(found), ticks, share)


def _stretch(row: Row, place, begins: float) -> Stretch:  # type: ignore[no-untyped-def]  # the caller's own scale
    x = max(place(moment(row["since"])), begins if begins < 100 else 0.0)
    width = max((place(moment(row["until"])) if row["until"] else 100.0) - x, 0.0)
    return Stretch(x, round(width, 2), row["since"], row["until"], row["why"])


def _month(start: datetime, ahead: int) -> datetime:
    months = start.year * 12 + start.month - 1 + ahead
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=start.tzinfo)


def moment(stamp: str) -> datetime:
    """Read a stored UTC time."""
    return datetime.fromisoformat(stamp)


def weeks(counts: Sequence[Row], today: str, many: int = 26) -> list[Row]:
    """Return one row for each of the last weeks, oldest first: its Monday and how many entries, also where none."""
    by_week = {row["week"]: row["entries"] for row in counts}
    day = date.fromisoformat(today)
    monday = day - timedelta(days=day.weekday())
    mondays = [(monday - timedelta(weeks=ago)).isoformat() for ago in range(many - 1, -1, -1)]
    return [{"week": each, "entries": by_week.get(each, 0)} for each in mondays]


def counted(rows: Iterable[Row], column: str) -> dict[str, int]:
    """Count the rows by a column's value, the most first."""
    found: dict[str, int] = {}
    for row in rows:
        found[row[column]] = found.get(row[column], 0) + 1
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def quiet(row: Row) -> bool:
    """Say whether a source that is seen has told nothing in a week in which it should have told several things."""
    return row["sight"] == "seen" and not row["entries_7_days"] and (row["expect_weekly"] or 0) >= 3


def meant(outcome: str) -> str:
    """Say what an outcome means; whatever is no outcome is words already."""
    return OUTCOMES.get(outcome, outcome)


def brief(outcome: str) -> str:
    """Say an outcome in a few words."""
    return BRIEF.get(outcome, words(outcome))


def lasting(hours: float | None) -> str:
    """Say a length of time given in hours: ``20 min``, ``6 h``, ``3 days``."""
    if hours is None:
        return ""
    if hours < 1:
        minutes = max(round(hours * 60), 0)
        return f"{minutes} min" if minutes else "under a minute"
    return f"{round(hours)} h" if hours < 48 else f"{round(hours / 24)} days"


def between(since: str, until: str) -> str:
    """Say how long it is from one stored time to another."""
    return lasting((moment(until) - moment(since)) / timedelta(hours=1))


def number(value: float | None) -> str:
    """Write a number without decimals that say nothing."""
    return f"{value:g}" if value is not None else ""


def percent(share: float) -> str:
    """Write a share in percent; what is not quite all is never rounded up to all."""
    rounded = round(share * 100)
    return "over 99 %" if rounded == 100 and share < 1 else f"{rounded} %"


FILTERS = {
    "meant": meant, "percent": percent, "brief_outcome": brief, "lasting": lasting, "number": number,
    "read_as": lambda kind: READ_AS.get(kind, words(kind)),
    "dated_by": lambda value: DATED_BY.get(value, words(value)),
    "script_name": lambda value: SCRIPTS.get(value, value),
    "entry_state": lambda value: STATES_OF_ENTRIES.get(value, words(value)),
    "gap": lambda why: GAPS.get(why, words(why)),
    "wire": lambda value: WIRES.get(value, value.replace("-", " ").title()),
}  # fmt: skip
"""What templates may use by name."""
