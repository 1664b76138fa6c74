"""Makes the drawing of a measure's life from its spans and steps: bars and marks in percent of the width. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.site.reading import Row

MARGIN = 60
"""Days of air before the first day and after the last."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One state of one scope; `x` and `width` in percent. `open` if it has no last day."""

    state: str
    x: float
    width: float
    since: str
    until: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One scope's bars, and its steps: where in percent, what it is, and whether it is official."""

    scope_id: str
    bars: tuple[Bar, ...]
    marks: tuple[tuple[float, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: years with their place, today's place, the chosen day's place, and a lane for each scope."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    chosen: float | None


def build(spans: Sequence[Row], steps: Iterable[Row], today: date, chosen: date | None) -> Timeline | None:
    """Draw the spans known on one day; None if there is nothing to draw."""
    if not spans:
        return None
    known = [date.fromisoformat(span[name]) for span in spans for name in ("since", "until") if span[name]]
    known += [today, *([chosen] if chosen else [])]
    first, last = min(known).toordinal() - MARGIN, max(known).toordinal() + MARGIN

    def place(on: date) -> float:
        return round(100 * (on.toordinal() - first) / (last - first), 2)

    marks = [(step["scope_id"], place(_whole(step["date"])), _said(step), step["tier"] == "official") for step in steps]
    lanes = [
        Lane(
            scope,
            tuple(_bar(span, place) for span in spans if span["scope_id"] == scope),
            tuple((x, said, official) for of, x, said, official in marks if of == scope and 0 <= x <= 100),
        )
        for scope in dict.fromkeys(span["scope_id"] for span in spans)
    ]
    years = range(date.fromordinal(first).year + 1, date.fromordinal(last).year + 1)
    ticks = tuple((place(date(year, 1, 1)), str(year)) for year in years)
    return Timeline(tuple(lanes), ticks, place(today), place(chosen) if chosen else None)


def _bar(span: Row, place) -> Bar:  # type: ignore[no-untyped-def]  # the caller's own scale
    x = place(date.fromisoformat(span["since"]))
    # The last day belongs to the bar: it is drawn to the end of that day.
    end = place(date.fromordinal(date.fromisoformat(span["until"]).toordinal() + 1)) if span["until"] else 100.0
    return Bar(span["state"], x, round(max(end - x, 0.3), 2), span["since"], span["until"], span["why"])


def _said(step: Row) -> str:
    return f"{step['date']} {step['kind']}" + ("" if step["tier"] == "official" else ", told by unofficial sources")


def _whole(partial: str) -> date:
    """Return the first day that a partial date can mean."""
    return date.fromisoformat((partial + "-01-01")[:10] if len(partial) < 7 else (partial + "-01")[:10])


def states_on(spans: Iterable[Row], on: date) -> dict[str, Row]:
    """Return the span that holds on a day for each scope; nothing for a scope that did not live yet."""
    text = on.isoformat()
    return {s["scope_id"]: s for s in spans if s["since"] <= text and (s["until"] is None or text <= s["until"])}
