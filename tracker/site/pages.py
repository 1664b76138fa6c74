"""Makes the front page and the lists: each asks one or a few named queries and fills one template.

Knows no SQL and no markup. The pages of single events, measures and articles stand in :mod:`tracker.site.dossiers`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datasette.utils.asgi import Response

from tracker.site import matrix, register
from tracker.site.acts import by_name
from tracker.site.asking import (
    HTML,
    PageError,
    as_words,
    asked_clocks,
    asked_cursor,
    common,
    show,
)
from tracker.site.codebook import codebook, codebook_json
from tracker.site.desk import dates, dates_ics
from tracker.site.dossiers import article, event, measure
from tracker.site.filters import Asked
from tracker.site.forms import LISTS, other_form
from tracker.site.happenings import (
    amount,
    events,
    events_atom,
    events_csv,
    events_json,
    events_of_thing,
    forms,
    some_events,
)
from tracker.site.pictures import pictures
from tracker.site.quality import quality, quality_json
from tracker.site.reading import KINDS, Names, Row, link, narrow, read, some
from tracker.site.register import measures, measures_atom, measures_csv, measures_json
from tracker.site.routes import routes, thread, threads
from tracker.site.schema import schema
from tracker.site.search import search, search_atom, search_csv, search_json
from tracker.site.sources import gaps, source, sources
from tracker.site.standing import standing, told
from tracker.site.wording import ACTIONS, stepped

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FRONT_LINES = 9
FRONT_EVENTS = 10
EVENTS_OF_THING = 20
MEASURES_OF_THING = 25


async def front(request: Request, datasette: Datasette) -> Response:
    """The front page: what is in force, what happened, what comes, and whether the sources are well."""
    shared = await common(datasette)
    clocks = asked_clocks(request, shared["today"])
    # Looking back, what happened is what had happened by then; today it is everything, dated ahead or not.
    before = stepped(clocks["known"], 1) if clocks["known"] < shared["today"] else ""
    scopes, unconfirmed, events, ahead, (health,), blind, activity = await asyncio.gather(
        narrow(datasette, "in_force", matrix.NEEDED, **clocks),
        some(datasette, "in_force", "state", ["pause_ended_unconfirmed"], **clocks),
        read(datasette, "latest_events", rows=str(FRONT_EVENTS), before=before),
        read(datasette, "coming_up", **clocks, days="120"),
        read(datasette, "sources_health"),
        read(datasette, "blind_now"),
        read(datasette, "events_by_month", until=min(clocks["known"], shared["today"])),
    )
    look = matrix.looks(unconfirmed)
    named = await read(datasette, "acts_named", text=" ".join(why for why, _ in look)) if look else []
    context = {
        "activity": activity,
        "most": max(row["events"] for row in activity),
        "matrix": matrix.build(scopes, matrix.families(shared["names"].groups()), lines=FRONT_LINES),
        "tally": matrix.tally(scopes),
        "look": [(by_name(why, named), acts) for why, acts in look],
        "events": events,
        "before": before,
        "ahead": grouped_ahead(ahead),
        "health": health,
        "blind": blind,
    }
    return await show(datasette, request, "front.html", shared | clocks | context)


def grouped_ahead(rows: list[Row]) -> list[Row]:
    """Tell changes of several scopes of one measure on one day once.

    That an act which only pauses others ends is told by what it paused, if that changes on the same day.
    """
    told_days = {row["day"] for row in rows if row["action"] in ACTIONS}
    found: dict[tuple[str, str, str | None], Row] = {}
    for row in rows:
        if row["action"] not in ACTIONS and row["day"] in told_days:
            continue
        first = found.setdefault((row["day"], row["measure_id"], row["next_state"]), row | {"scopes": []})
        first["scopes"].append(row)
        first["minerals"] = tuple(dict.fromkeys((*first["minerals"], *row["minerals"])))
    return list(found.values())


async def whole_matrix(request: Request, datasette: Datasette) -> Response:
    """The whole table of minerals by issuing countries on a chosen day, as known on a chosen day."""
    shared = await common(datasette)
    clocks = asked_clocks(request, shared["today"])
    scopes = await narrow(datasette, "in_force", matrix.NEEDED, **clocks)
    made = matrix.build(scopes, matrix.families(shared["names"].groups()))
    return await show(datasette, request, "matrix.html", shared | clocks | {"matrix": made})


def canonical(kind: str, term: str, called: Names) -> str:
    """Return the id that the address means: ids have one spelling, people have several."""
    if (kind, term) in called.terms:
        return term
    if kind == "firm":
        return called.firm_ids.get(term, term)
    folded = term.upper() if kind == "country" else term.lower().replace(" ", "-")
    return folded if (kind, folded) in called.terms else term


async def thing(request: Request, datasette: Datasette) -> Response:
    """A mineral, country, agency or firm: its measures, its events, and what it appears together with."""
    kind, wanted = request.url_vars["kind"], unquote(request.url_vars["id"])
    shared = await common(datasette)
    called: Names = shared["names"]
    term = canonical(kind, wanted, called)
    if term != wanted:
        return Response("", 302, {"Location": called.path(kind, term)}, HTML)
    asked = Asked({kind: (term,)}, rows=EVENTS_OF_THING)
    if before := asked_cursor(request):
        return Response("", 302, {"Location": asked.address("/events", before=before)}, HTML)
    of = {"kind": kind, "id": term}
    measures, (found, number), company, activity = await asyncio.gather(
        standing(datasette, "measures_of", **of, on="", known=""),
        some_events(datasette, called, asked),
        read(datasette, "company", **of),
        read(datasette, "activity", **of),
    )
    every = measures.binding + measures.pausing
    if (kind, term) not in called.terms and not every and not found.rows:
        raise PageError(404, f"There is no such {kind}", f"No {kind} has the id “{term[:80]}”.", as_words(term))
    context = {
        "kind": kind,
        "id": term,
        "term": called.terms.get((kind, term), {}),
        "members": [of for (k, of), row in called.terms.items() if k == kind == "mineral" and term in row["groups"]],
        "register": await told(datasette, "measures_of", every[:MEASURES_OF_THING], **of, on="", known=""),
        "measures": len(every),
        "tally": measures.tally,
        "events": found.rows,
        "amount": amount(number),
        "all_events": asked.address("/events") if found.next else "",
        "forms": forms(asked, found.sql),
        # A country's measures are also those aimed at it, a firm's come by its events: the register lists neither so.
        "laws": register.forms(asked, link("measures_of", **of)) if kind in ("mineral", "agency") else None,
        "all_measures": asked.address("/measures") if kind in ("mineral", "agency") else "",
        "issued": asked.address("/measures") if kind == "country" else "",
        "company": [(each, [row for row in company if row["kind"] == each]) for each in KINDS],
        "activity": activity,
        "most": max(row["events"] for row in activity),
    }
    return await show(datasette, request, "thing.html", shared | context)


ROUTES = [
    (r"^/$", front),
    (r"^/events$", events),
    (r"^/events\.atom$", events_atom),
    (r"^/events\.csv$", events_csv),
    (r"^/events\.json$", events_json),
    (rf"^/(?P<kind>{'|'.join(KINDS)})/(?P<id>[^/]+)\.(?P<form>atom|csv|json)$", events_of_thing),
    (r"^/measures$", measures),
    (r"^/measures\.atom$", measures_atom),
    (r"^/measures\.csv$", measures_csv),
    (r"^/measures\.json$", measures_json),
    (r"^/matrix$", whole_matrix),
    (r"^/sources$", sources),
    (r"^/source/(?P<id>[^/]+)$", source),
    (r"^/gaps$", gaps),
    (r"^/quality$", quality),
    (r"^/quality\.json$", quality_json),
    (r"^/schema$", schema),
    (r"^/codebook$", codebook),
    (r"^/codebook\.json$", codebook_json),
    (r"^/dates$", dates),
    (r"^/dates\.ics$", dates_ics),
    (r"^/pictures$", pictures),
    (r"^/routes$", routes),
    (r"^/threads$", threads),
    (r"^/thread/(?P<id>[^/]+)$", thread),
    (rf"^/(?P<list>{'|'.join(LISTS)})\.(?P<form>atom|csv|json)$", other_form),
    (r"^/search$", search),
    (r"^/search\.atom$", search_atom),
    (r"^/search\.json$", search_json),
    (r"^/search\.csv$", search_csv),
    (r"^/event/(?P<id>[^/]+)$", event),
    (r"^/measure/(?P<id>[^/]+)$", measure),
    (r"^/article/(?P<id>[^/]+)$", article),
    (rf"^/(?P<kind>{'|'.join(KINDS)})/(?P<id>[^/]+)$", thing),
]
