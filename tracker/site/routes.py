"""Makes the pages of enforcement: ways around controls, and threads of campaigns with what follows from them.

Knows no SQL and no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from datasette.utils.asgi import Response

from tracker.site.asking import PageError, asked_ids, common, in_forms, show
from tracker.site.atlas import way_map
from tracker.site.pictures import narrow
from tracker.site.reading import Names, Row, link, opened, read
from tracker.site.ways import STAGES, ways

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

NEIGHBOURS = 2
"""Events before and after one that its page shows of the thread."""


async def routes(request: Request, datasette: Datasette) -> Response:
    """Where goods are said to have gone around controls: a map and a table, filtered from the address."""
    shared = await common(datasette)
    called: Names = shared["names"]
    asked_for = asked_places(request)
    every = await read(datasette, "ways_around", mineral="", country="")
    asked = parameters(called, asked_for)
    rows = await read(datasette, "ways_around", **asked)
    drawn = ways(rows)
    context = {
        "asked_for": asked_for,
        "forms": in_forms("/routes", asked_for) | {"sql": link("ways_around", **asked)},
        "choices": choices(every, called),
        "ways": drawn,
        "map": way_map(drawn, narrow(called)) if drawn.legs else None,
        "reports": by_claim(rows),
        "events": len({row["event_id"] for row in rows}),
    }
    return await show(datasette, request, "routes.html", shared | context)


def asked_places(request: Request) -> dict[str, tuple[str, ...]]:
    """Return the minerals and countries that are asked for; empty means all. Raises :class:`PageError`."""
    return {name: asked_ids(request, name) for name in ("mineral", "country")}


def parameters(called: Names, asked: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return a filter as the query of the ways takes it; a mineral also finds its groups, and a group its members."""
    return {"mineral": called.kin_of(asked["mineral"]), "country": ",".join(asked["country"]).upper()}


def choices(rows: Iterable[Row], called: Names) -> dict[str, dict[str, str]]:
    """Return what ways can be filtered by, by name."""
    minerals, countries = {}, {}
    for row in rows:
        minerals[row["mineral"]] = called.of("mineral", row["mineral"])
        countries.update({row[stage]: called.of("country", row[stage]) for stage in STAGES})
    found = {"mineral": minerals, "country": countries}
    return {
        kind: {each: name for each, name in sorted(names.items(), key=lambda pair: pair[1]) if each}
        for kind, names in found.items()
    }


def by_claim(rows: Iterable[Row]) -> list[Row]:
    """Tell the ways that one claim tells in one line: they share its amount, which must not be counted for each."""
    found: dict[tuple[str, str], Row] = {}
    for row in rows:
        line = found.setdefault((row["event_id"], row["claim_id"]), row | {name: [] for name in (*STAGES, "minerals")})
        for name, column in (*((stage, stage) for stage in STAGES), ("minerals", "mineral")):
            if row[column] and row[column] not in line[name]:
                line[name].append(row[column])
    return list(found.values())


async def threads(request: Request, datasette: Datasette) -> Response:
    """All threads of enforcement, the latest first, those that nothing follows as yet last."""
    forms = in_forms("/threads", {}) | {"sql": link("crackdowns")}
    return await show(
        datasette, request, "threads.html", {"threads": await read(datasette, "crackdowns"), "forms": forms}
    )


async def thread(request: Request, datasette: Datasette) -> Response:
    """One thread: its events in time, with authorities and minerals. The id of any of its events leads to it."""
    wanted = unquote(request.url_vars["id"])
    members = [member(row) for row in await read(datasette, "thread", event=wanted)]
    if not members:
        raise PageError(404, "There is no such thread", f"No event of a thread has the id “{wanted[:80]}”.")
    first = members[0]
    if first["thread_id"] != wanted:
        # A thread bears the id of its first event; one that is found later may come before it.
        onwards: Response = Response.redirect(f"/thread/{quote(first['thread_id'], safe='')}", status=302)
        return onwards
    context = {"thread": first, "members": members, "years": sorted({each["date"][:4] for each in members})}
    return await show(datasette, request, "thread.html", context)


def member(row: Row) -> Row:
    """Return a row with the lists of the whole thread opened."""
    return row | {name: opened(row[name]) for name in ("all_agencies", "all_minerals")}


async def neighbours(datasette: Datasette, event_id: str) -> dict[str, Any] | None:
    """Return what an event's page shows of its thread: the thread and the events around it; None if it is alone."""
    members = [member(row) for row in await read(datasette, "thread", event=event_id)]
    if len(members) < 2:
        return None
    here = next(number for number, each in enumerate(members) if each["event_id"] == event_id)
    first = max(0, min(here - NEIGHBOURS, len(members) - 2 * NEIGHBOURS - 1))
    around = members[first : first + 2 * NEIGHBOURS + 1]
    return {"thread": members[0], "around": around, "here": event_id, "more": len(members) - len(around)}
