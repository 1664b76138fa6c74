"""Makes the page of pictures: events over time, minerals by issuing countries, and the lives of measures.

Each picture and its table are made of the rows of one named query. Knows no SQL and no markup.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from datasette.utils.asgi import Response

from tracker import vocab
from tracker.site import bars, charts, gantt, heat, matrix
from tracker.site.asking import PageError, address, as_words, asked_bound, common, show
from tracker.site.filters import MOST_VALUES, VALUE, given_values, known_names, resolved
from tracker.site.listing import members
from tracker.site.reading import Names, Row, read
from tracker.site.wording import NARROW, stepped

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

KINDS = ("mineral", "country")
NAMES = (*KINDS, "since", "until", "cells", "skip")
CELLS = {"measures": "measures in force", "events": "events"}
A_PAGE = 40
MONTHS_SHOWN, MONTHS_COUNTED = 36, 12
YEARS_BEFORE, YEARS_AFTER = 3, 1
LAST_YEAR = 2200
"""No picture reaches beyond; a later day is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an address asks for; days are empty if they are not given."""

    mineral: tuple[str, ...]
    country: tuple[str, ...]
    since: str
    until: str
    cells: str
    skip: int

    def kept(self) -> dict[str, str]:
        """Return the parameters of the same page without the place in the list."""
        given = {"mineral": ",".join(self.mineral), "country": ",".join(self.country)}
        return given | {
            "since": self.since,
            "until": self.until,
            "cells": self.cells if self.cells != "measures" else "",
        }


def wanted(request: Request, called: Names) -> Wanted:
    """Return what an address asks for. Raises :class:`PageError` (400) for what is no filter or no value of it."""
    known_names(request, NAMES)
    mineral, country = (_terms(request, kind, called) for kind in KINDS)
    for name in ("since", "until", "cells", "skip"):
        if len({value for value in request.args.getlist(name) if value}) > 1:
            raise PageError(400, f"“{name}” is given twice", "Give it once.")
    since, until = asked_bound(request, "since"), asked_bound(request, "until")
    if any(day and not 1000 < int(day[:4]) <= LAST_YEAR for day in (since, until)):
        raise PageError(400, "No picture reaches so far", f"Choose days up to the year {LAST_YEAR}.")
    cells, skip = request.args.get("cells") or "measures", request.args.get("skip") or "0"
    if cells not in CELLS:
        raise PageError(400, "There is no such number", f"The table counts one of: {', '.join(CELLS)}.")
    if not re.fullmatch(r"\d{1,5}", skip, re.ASCII):
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return Wanted(mineral, country, since, until, cells, int(skip))


def _terms(request: Request, kind: str, called: Names) -> tuple[str, ...]:
    given = given_values(request, kind)
    if len(given) > MOST_VALUES or not all(VALUE.fullmatch(value) for value in given):
        raise PageError(400, f"That is too much of {kind}", f"At most {MOST_VALUES} values, none of them long.")
    found = tuple(dict.fromkeys(term for value in given for term in resolved(kind, value, called)))
    for term in found:
        if (kind, term) not in called.terms:
            message = f"Nothing is known of a {kind} called “{term[:80]}”. Search for it, or look at the tables."
            raise PageError(400, f"There is no such {kind}", message, as_words(term))
    return found


def period(asked: Wanted, today: str, months: int) -> tuple[str, str]:
    """Return the first and the last day to count events of: so many months to the last day if none is given."""
    until = asked.until or max(today, asked.since)
    since = asked.since or _first_day(date.fromisoformat(until), months - 1).isoformat()
    if since > until:
        raise PageError(400, "That period ends before it begins", "Choose a first day that is not after the last.")
    return since, until


def _first_day(of: date, back: int) -> date:
    month = of.year * 12 + of.month - 1 - back
    return date(month // 12, month % 12 + 1, 1)


def window(asked: Wanted, today: str) -> tuple[str, str]:
    """Return the days between which measures are drawn: some years before today, and one after, if none is given."""
    now = date.fromisoformat(today)
    until = asked.until or max(
        date(now.year + YEARS_AFTER, now.month, 1).isoformat(), stepped(asked.since or today, 30)
    )
    since = asked.since or min(date(now.year - YEARS_BEFORE, 1, 1).isoformat(), stepped(until, -365))
    return since, until


async def pictures(request: Request, datasette: Datasette) -> Response:
    """The page: a form, and the three pictures with a table for each."""
    shared = await common(datasette)
    called: Names = shared["names"]
    asked = wanted(request, called)
    since, until = period(asked, shared["today"], MONTHS_SHOWN)
    first, last = window(asked, shared["today"])
    given = {"mineral": ",".join(sorted(members(asked.mineral, called.groups()))), "country": ",".join(asked.country)}
    kin = called.kin_of(asked.mineral)
    about = given | {"since": since, "until": until}
    laws = given | {"mineral": kin, "since": first, "until": last, "rows": str(A_PAGE), "skip": str(asked.skip)}
    happened, lived, (counts, numbers), of_events, of_measures = await asyncio.gather(
        read(datasette, "actions_over_time", **about),
        read(datasette, "measure_lives", **laws),
        cells(datasette, called, asked, shared["today"]),
        read(datasette, "event_choices"),
        read(datasette, "register_choices"),
    )
    counted = over_time(happened, since, until)
    laid = heat.build(numbers, wholes(called, asked))
    lived_so = gantt.build(lived, date.fromisoformat(first), date.fromisoformat(last))
    context = {
        # Not “asked”: under that name the search box of the masthead is told what was searched for.
        "wanted": asked,
        "kept": asked.kept(),
        "choices": choices([*of_events, *of_measures], called),
        "bars": counted,
        "drawn": {
            "over_time": charts.over_time(counted, partial(events_at, asked)),
            "heat": charts.heat(laid, partial(called.of, "mineral"), narrow(called), partial(cell_at, asked, counts)),
            "lives": charts.lives(lived_so, first, last, shared["today"]),
        },
        "events_at": partial(events_at, asked),
        "cell_at": partial(cell_at, asked, counts),
        "events_query": about,
        "heat": laid,
        "counts": counts,
        "gantt": lived_so,
        "lives_query": laws,
        "in_all": lived[0]["measures_in_all"] if lived else 0,
        "a_page": A_PAGE,
        "window": (first, last),
    }
    return await show(datasette, request, "pictures.html", shared | context)


def events_at(asked: Wanted, since: str, until: str, family: str = "", mineral: str = "", country: str = "") -> str:
    """Return the address that lists the events which a number counts."""
    about = {"mineral": mineral or ",".join(asked.mineral), "actor": country or ",".join(asked.country)}
    return address("/events", **about, family=family, since=since, until=until)


def cell_at(asked: Wanted, counts: dict[str, str], line: heat.Line, cell: heat.Cell) -> str:
    """Return the address that lists what a cell counts; where no measure is in force, those that stand otherwise."""
    if asked.cells == "events":
        return events_at(asked, counts["since"], counts["until"], "", line.mineral, cell.country)
    binding = "in_force" if cell.number else ""
    return address("/measures", mineral=line.mineral, country=cell.country, state=binding)


def narrow(called: Names) -> charts.Named:
    """Return how countries are called where there is little room."""
    return lambda code: NARROW.get(code) or called.of("country", code)


def over_time(rows: list[Row], since: str, until: str) -> bars.Bars:
    """Count events by family. Raises :class:`PageError` (400) for a period that is too long to be drawn."""
    book = vocab.codebook()
    family_of = {each.id: each.family for each in book.actions.values()}
    try:
        return bars.build(rows, family_of, tuple(book.families), date.fromisoformat(since), date.fromisoformat(until))
    except bars.TooLongError:
        raise PageError(400, "That period is too long to be drawn", "Choose at most 64 years.") from None


async def cells(site: Datasette, called: Names, asked: Wanted, today: str) -> tuple[dict[str, str], heat.Numbers]:
    """Return the query that the table of minerals and countries counts by, with the days of events, and its numbers."""
    about = {"mineral": ",".join(lines_of(called, asked)), "country": ",".join(asked.country)}
    if asked.cells == "events":
        since, until = period(asked, today, MONTHS_COUNTED)
        about |= {"since": since, "until": until}
        rows = await read(site, "events_by_issuer", **about)
        return about, {(row["mineral"], row["country"]): (row["events"], 0) for row in rows}
    rows = await read(site, "measures_by_issuer", **about)
    return about, {(row["mineral"], row["country"]): (row["in_force"], row["otherwise"]) for row in rows}


def lines_of(called: Names, asked: Wanted) -> tuple[str, ...]:
    """Return which minerals have a line: those asked for with their members, else all, members of a family as one."""
    if asked.mineral:
        return tuple(sorted(members(asked.mineral, called.groups())))
    family_of = matrix.families(called.groups())
    return tuple(sorted({family_of.get(mineral, mineral) for mineral in called.groups()}))


def wholes(called: Names, asked: Wanted) -> frozenset[str]:
    """Return the groups whose line sums up others: told apart, for they would stand above all their members."""
    groups = called.groups()
    above = {group for of in groups.values() for group in of}
    return frozenset(above - (set() if asked.mineral else set(matrix.FAMILIES)))


def choices(rows: list[Row], called: Names) -> dict[str, dict[str, str]]:
    """Return what can be chosen, by name: minerals and acting countries of any event or measure."""
    filters = {"mineral": "mineral", "actor": "country", "country": "country"}
    found: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for row in rows:
        kind = filters.get(row["filter"])
        if kind and (kind, row["id"]) in called.terms:
            found[kind][row["id"]] = called.of(kind, row["id"])
    return {kind: dict(sorted(names.items(), key=lambda pair: pair[1].lower())) for kind, names in found.items()}
