"""Makes the drawing of a measure's life from its spans and steps: bars and marks in percent of the width. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.site.reading import Row
from tracker.site.wording import cited_short, day, state, words

MARGIN = 60
"""Days of air before the first day and after the last."""
APART = 12.5
"""Percent of the width that a year's name needs on a phone, so that it touches neither its neighbour nor today."""
LETTER = 2.0
"""Percent of the width that a letter of a bar's name needs on a phone."""

Place = Callable[[date], float]
"""Where a day stands, in percent of the width."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One state of one scope; `x` and `width` in percent, `until` None if it has no last day.

    `word` names the state where the bar is long enough for it, else it is empty.
    """

    state: str
    x: float
    width: float
    since: str
    until: str | None
    why: str
    word: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One scope's bars, and its steps: where in percent, what it is, and whether it is official."""

    scope_id: str
    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: years with their place, today's place, the chosen day's place, and a lane for each scope.

    `years` are those ticks whose names stand far enough apart; `states` all that the bars show, in their order.
    """

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    chosen: float | None
    years: tuple[tuple[float, str], ...] = ()
    states: tuple[str, ...] = ()


def build(spans: Sequence[Row], steps: Iterable[Row], today: date, chosen: date | None) -> Timeline | None:
    """Draw the spans known on one day; None if there is nothing to draw."""
    if not spans:
        return None
    known = [date.fromisoformat(span[name]) for span in spans for name in ("since", "until") if span[name]]
    known += [today, *([chosen] if chosen else [])]
    first, last = min(known).toordinal() - MARGIN, max(known).toordinal() + MARGIN

    def place(on: date) -> float:
        return round(100 * (on.toordinal() - first) / (last - first), 2)

    days = [(step, _whole(step["date"])) for step in steps]
    marks = [(of["scope_id"], place(on), _said(of), of["tier"] == "official") for of, on in days if on]
    lanes = [
        Lane(
            scope,
            tuple(_bar(span, place) for span in spans if span["scope_id"] == scope),
            tuple(dict.fromkeys((x, said, sure) for of, x, said, sure in marks if of == scope and 0 <= x <= 100)),
        )
        for scope in dict.fromkeys(span["scope_id"] for span in spans)
    ]
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    ticks = tuple((place(date(year, 1, 1)), str(year)) for year in years)
    here, then = place(today), place(chosen) if chosen else None
    states = sorted({span["state"] for span in spans}, key=lambda value: state(value).rank)
    return Timeline(tuple(lanes), ticks, here, then, _named(ticks, here), tuple(states))


def _bar(span: Row, place: Place) -> Bar:
    x = place(date.fromisoformat(span["since"]))
    # The last day belongs to the bar: it is drawn to the end of that day.
    end = place(date.fromordinal(date.fromisoformat(span["until"]).toordinal() + 1)) if span["until"] else 100.0
    width = round(max(end - x, 0.3), 2)
    word = state(span["state"]).brief
    return Bar(
        span["state"], x, width, span["since"], span["until"], span["why"], word if width >= LETTER * len(word) else ""
    )


def _named(ticks: Iterable[tuple[float, str]], today: float) -> tuple[tuple[float, str], ...]:
    """Return the years whose names touch neither one another nor the word at today's place."""
    # The word stands before today's line where there is room before it, else behind.
    low, high = (today - APART, today) if today > 60 else (today, today + APART)
    found: list[tuple[float, str]] = []
    for x, year in ticks:
        free = x + APART <= low or x >= high
        if free and x + APART <= 100 and (not found or x - found[-1][0] >= APART):
            found.append((x, year))
    return tuple(found)


def _said(step: Row) -> str:
    by = f" by {cited_short(step['cause']['instrument'])}" if step.get("cause") else ""
    official = "" if step["tier"] == "official" else ", told by unofficial sources"
    return f"{day(step['date'])} {words(step['kind'])}{by}{official}"


def _whole(partial: str) -> date | None:
    """Return the first day that a partial date can mean; None for one that no calendar has."""
    try:
        return date.fromisoformat(partial + "-01-01"[len(partial) - 4 :] if len(partial) in {4, 7, 10} else partial)
    except ValueError:
        return None


def states_on(spans: Iterable[Row], on: date) -> dict[str, Row]:
    """Return the span that holds on a day for each scope; nothing for a scope that did not live yet."""
    text = on.isoformat()
    return {s["scope_id"]: s for s in spans if s["since"] <= text and (s["until"] is None or text <= s["until"])}
