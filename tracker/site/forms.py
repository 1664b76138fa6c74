"""Gives the shorter lists as Atom, CSV and JSON of the same filter: dates, ways around controls, crackdowns, sources.

Writes no SQL and no markup. The lists of events and of measures go on over many pages and have forms of their own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.site import desk, feeds, files, routes
from tracker.site.asking import address, as_text, asked_ids, common, in_forms
from tracker.site.filters import known_names
from tracker.site.lines import entry as line_entry
from tracker.site.lines import grouped
from tracker.site.reading import Names, Row, read
from tracker.site.sight import meant
from tracker.site.sources import fits
from tracker.site.wording import day, stepped, web

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    Filters = Mapping[str, tuple[str, ...]]

NEWEST = 100
"""Entries of a feed."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: what its feed is called, the columns of a row, what can be asked, and how it is read and told."""

    title: str
    fields: tuple[str, ...]
    asked: Callable[[Request], Filters]
    rows: Callable[[Datasette, Names, Filters], Awaitable[list[Row]]]
    entries: Callable[[list[Row], Names, str], Iterable[feeds.Entry]]


async def other_form(request: Request, datasette: Datasette) -> Response:
    """Answer with a list in the form that the address ends with. Raises :class:`tracker.site.asking.PageError`."""
    name, form = request.url_vars["list"], request.url_vars["form"]
    told = LISTS[name]
    shared = await common(datasette)
    asked = told.asked(request)
    known_names(request, tuple(asked))
    rows = await told.rows(datasette, shared["names"], asked)
    file = f"critical-minerals-{name}.{form}"
    if form == "csv":
        return files.answer(request, datasette, files.table(told.fields, rows), files.CSV, file)
    if form == "json":
        about = {"today": shared["today"], "filters": {each: list(values) for each, values in asked.items() if values}}
        return files.answer(request, datasette, files.told(told.fields, rows, name, **about), files.JSON, file)
    home = files.home(request, datasette)
    entries = sorted(told.entries(rows, shared["names"], home), key=lambda each: each.updated, reverse=True)
    body = feeds.atom(_feed(name, told, asked, home, shared["today"]), entries[:NEWEST])
    return files.answer(request, datasette, body, feeds.TYPE, file)


def _feed(name: str, told: Listed, asked: Filters, home: str, today: str) -> feeds.Feed:
    about = ", ".join(value for values in asked.values() for value in values)
    own = home + in_forms(f"/{name}", asked)["atom"]
    page = home + address(f"/{name}", **as_text(asked))
    title = f"Critical minerals: {told.title}" + (f" ({about})" if about else "")
    return feeds.Feed(own.removeprefix(home), title, feeds.midnight(today), page=page, own=own, first=own)


def _nothing(_: Request) -> Filters:
    return {}


def _tiers(request: Request) -> Filters:
    return {name: asked_ids(request, name) for name in ("country", "tier")}


async def _ways(site: Datasette, called: Names, asked: Filters) -> list[Row]:
    return await read(site, "ways_around", **routes.parameters(called, asked))


async def _crackdowns(site: Datasette, _: Names, __: Filters) -> list[Row]:
    return await read(site, "crackdowns")


async def _sources(site: Datasette, _: Names, asked: Filters) -> list[Row]:
    return [row for row in await read(site, "source_list") if fits(row, asked)]


def _dates_told(rows: list[Row], _: Names, home: str) -> Iterable[feeds.Entry]:
    """Tell each line of the desk when its day comes within reach, so that a reader hears of it once, and in time."""
    for line in grouped(rows):
        made = line_entry(line, home)
        reached = feeds.midnight(stepped(line["day"], -desk.REACH))
        facts = [("When", day(line["day"])), *(_labelled(each) for each in made.description.split("\n"))]
        yield feeds.Entry(
            name=f"date/{made.uid}",
            title=f"{day(line['day'])}: {made.summary}",
            updated=reached,
            published=reached,
            link=made.url,
            author=line["publisher"] or "Critical Minerals Tracker",
            content=feeds.content(facts, "", "", line["publisher"] or "", web(line["source"])),
            categories=((f"kind:{line['kind']}", made.category),),
        )


def _labelled(told: str) -> tuple[str, str]:
    label, _, value = told.partition(": ")
    return (label, value) if value else ("What", label)


def _ways_told(rows: list[Row], called: Names, home: str) -> Iterable[feeds.Entry]:
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(row["event_id"], []).append(row)
    for event_id, ways in told.items():
        moment = feeds.midnight(ways[0]["date"])
        lines = dict.fromkeys(_way(row, called) for row in ways)
        yield feeds.Entry(
            name=f"routes/{event_id}",
            title=ways[0]["headline"],
            updated=moment,
            published=moment,
            link=f"{home}/event/{event_id}",
            author="Critical Minerals Tracker",
            content=feeds.content([("Way", line) for line in lines], "", "", "", ""),
        )


def _way(row: Row, called: Names) -> str:
    stages = [called.of("country", row[name]) for name in ("origin", "transit", "destination") if row[name]]
    amount = f"{row['quantity']:g} {row['unit']}" if row["quantity"] else ""
    return ", ".join(each for each in (called.of("mineral", row["mineral"]), amount, " ⇢ ".join(stages)) if each)


def _crackdowns_told(rows: list[Row], called: Names, home: str) -> Iterable[feeds.Entry]:
    for row in rows:
        facts = [
            ("Since", day(row["since"])),
            ("Latest", day(row["latest"])),
            ("Events", str(row["size"])),
            ("Agencies", ", ".join(called.of("agency", each) for each in row["agencies"])),
            ("Minerals", ", ".join(called.of("mineral", each) for each in row["minerals"])),
        ]
        yield feeds.Entry(
            name=f"thread/{row['thread_id']}",
            title=row["title"],
            updated=feeds.midnight(row["latest"]),
            published=feeds.midnight(row["since"]),
            link=f"{home}/thread/{row['thread_id']}",
            author="Critical Minerals Tracker",
            content=feeds.content(facts, "", "", "", ""),
        )


def _sources_told(rows: list[Row], called: Names, home: str) -> Iterable[feeds.Entry]:
    """Tell the sources that are blind now: what they say meanwhile is not seen."""
    for row in (each for each in rows if each["sight"] == "blind" and each["blind_since"]):
        facts = [
            ("Blind since", row["blind_since"]),
            ("Country", called.of("country", row["country"])),
            ("Answer", meant(row["last_outcome"] or "")),
            ("Reason", row["last_reason"] or ""),
        ]
        yield feeds.Entry(
            name=f"blind/{row['feed_id']}/{row['blind_since']}",
            title=f"{row['publisher']} ({row['feed_id']}) is blind",
            updated=row["blind_since"],
            published=row["blind_since"],
            link=f"{home}/source/{row['feed_id']}",
            author="Critical Minerals Tracker",
            content=feeds.content(facts, "", "", "", ""),
        )


LISTS = {
    "dates": Listed("dates", desk.FIELDS, desk.asked_filters, desk.filtered, _dates_told),
    "routes": Listed(
        "ways around controls",
        ("route_id", "event_id", "date", "headline", "origin", "transit", "destination", "mineral", "quantity", "unit",
         "since", "until", "sources", "official"),
        routes.asked_places,
        _ways,
        _ways_told,
    ),
    "threads": Listed(
        "crackdowns",
        ("thread_id", "title", "actors", "agencies", "minerals", "since", "latest", "size", "campaigns", "cases",
         "evasions"),
        _nothing,
        _crackdowns,
        _crackdowns_told,
    ),
    "sources": Listed(
        "sources that are blind",
        ("feed_id", "publisher", "country", "tier", "language", "kind", "url", "sight", "blind_since", "last_outcome",
         "last_reason", "last_poll_at", "last_success_at", "failures", "next_poll_at", "entries", "entries_7_days",
         "expect_weekly", "newest", "delay_hours"),
        _tiers,
        _sources,
        _sources_told,
    ),
}  # fmt: skip
"""The lists by their addresses."""
