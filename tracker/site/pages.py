"""Makes the front page and the lists: each asks one or a few named queries and fills one template.

Knows no SQL and no markup. The pages of single events, measures and articles stand in :mod:`tracker.site.dossiers`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import unquote

from datasette.utils.asgi import Response

from tracker.site import matrix
from tracker.site.asking import (
    HTML,
    PageError,
    as_words,
    asked_clocks,
    asked_cursor,
    asked_ids,
    asked_state,
    asked_words,
    common,
    show,
)
from tracker.site.dossiers import article, event, measure
from tracker.site.quality import quality, quality_json
from tracker.site.reading import KINDS, Names, Row, read
from tracker.site.sources import gaps, source, sources
from tracker.site.wording import ACTIONS, stepped
from tracker.vocab import fold

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

FRONT_LINES = 9
FRONT_EVENTS = 10
REGISTER_MEASURES = 150
EVENTS_A_PAGE = 40


def onward(events: list[Row], wanted: int) -> str:
    """Return the cursor of the next page, or nothing on the last."""
    return f"{events[-1]['day']}!{events[-1]['event_id']}" if len(events) == wanted else ""


async def front(request: Request, datasette: Datasette) -> Response:
    """The front page: what is in force, what happened, what comes, and whether the sources are well."""
    shared = await common(datasette)
    clocks = asked_clocks(request, shared["today"])
    # Looking back, what happened is what had happened by then; today it is everything, dated ahead or not.
    before = stepped(clocks["known"], 1) if clocks["known"] < shared["today"] else ""
    scopes, events, ahead, (health,), blind = await asyncio.gather(
        read(datasette, "in_force", **clocks),
        read(datasette, "latest_events", rows=str(FRONT_EVENTS), before=before),
        read(datasette, "coming_up", **clocks, days="120"),
        read(datasette, "sources_health"),
        read(datasette, "blind_now"),
    )
    context = {
        "matrix": matrix.build(scopes, matrix.families(shared["names"].groups()), lines=FRONT_LINES),
        "tally": matrix.tally(scopes),
        "look": matrix.looks(scopes),
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


async def events(request: Request, datasette: Datasette) -> Response:
    """All events, newest first, a page at a time."""
    found = await read(datasette, "latest_events", rows=str(EVENTS_A_PAGE), before=asked_cursor(request))
    return await show(datasette, request, "events.html", {"events": found, "next": onward(found, EVENTS_A_PAGE)})


async def whole_matrix(request: Request, datasette: Datasette) -> Response:
    """The whole table of minerals by issuing countries on a chosen day, as known on a chosen day."""
    shared = await common(datasette)
    clocks = asked_clocks(request, shared["today"])
    scopes = await read(datasette, "in_force", **clocks)
    made = matrix.build(scopes, matrix.families(shared["names"].groups()))
    return await show(datasette, request, "matrix.html", shared | clocks | {"matrix": made})


async def measures(request: Request, datasette: Datasette) -> Response:
    """The register: measures with the state of each scope on a chosen day, as known on a chosen day, filtered."""
    shared = await common(datasette)
    clocks = asked_clocks(request, shared["today"])
    state, minerals, countries = asked_state(request), asked_ids(request, "mineral"), asked_ids(request, "country")
    every = await read(datasette, "in_force", **clocks)
    kin = {each for mineral in minerals for each in shared["names"].kin(mineral)}
    scopes = [
        scope
        for scope in every
        if (not kin or kin.intersection(scope["minerals"])) and (not countries or {*countries} & {*scope["actors"]})
    ]
    found = matrix.by_measure(scope for scope in scopes if state in ("", scope["state"]))
    binding = [[scope for scope in group if scope["action"] in ACTIONS] for group in found]
    context = {
        "state": state,
        "filters": {"mineral": ",".join(minerals), "country": ",".join(countries)},
        "minerals": minerals,
        "countries": countries,
        "choices": choices(every, shared["names"]),
        "tally": matrix.tally(scopes),
        "register": [group for group in binding if group][:REGISTER_MEASURES],
        "pausing": [group for group, own in zip(found, binding, strict=True) if not own],
        "hidden": max(0, sum(1 for group in binding if group) - REGISTER_MEASURES),
    }
    return await show(datasette, request, "measures.html", shared | clocks | context)


def choices(scopes: list[Row], called: Names) -> dict[str, dict[str, str]]:
    """Return what the register can be filtered by: the minerals and issuers that stand in it, by name."""
    minerals = {mineral: called.of("mineral", mineral) for scope in scopes for mineral in scope["minerals"]}
    issuers = {actor: called.of("country", actor) for scope in scopes for actor in scope["actors"]}
    kinds = {"mineral": minerals, "country": issuers}
    return {kind: dict(sorted(found.items(), key=lambda pair: pair[1])) for kind, found in kinds.items()}


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
    before, of = asked_cursor(request), {"kind": kind, "id": term}
    scopes, found, company, activity = await asyncio.gather(
        read(datasette, "measures_of", **of, on="", known=""),
        read(datasette, "events_of", **of, rows=str(EVENTS_A_PAGE), before=before),
        read(datasette, "company", **of),
        read(datasette, "activity", **of),
    )
    if (kind, term) not in called.terms and not scopes and not found and not before:
        raise PageError(404, f"There is no such {kind}", f"No {kind} has the id “{term[:80]}”.", as_words(term))
    context = {
        "kind": kind,
        "id": term,
        "term": called.terms.get((kind, term), {}),
        "members": [of for (k, of), row in called.terms.items() if k == kind == "mineral" and term in row["groups"]],
        "register": matrix.by_measure(scopes),
        "events": found,
        "next": onward(found, EVENTS_A_PAGE),
        "company": [(each, [row for row in company if row["kind"] == each]) for each in KINDS],
        "activity": activity,
        "most": max(row["events"] for row in activity),
    }
    return await show(datasette, request, "thing.html", shared | context)


async def search(request: Request, datasette: Datasette) -> Response:
    """Names, measures, events and articles that hold all of some words, or that name the thing the words name.

    Words are looked for as they stand and in simplified characters; a word that is a name of the vocabulary also finds
    what the other language calls so. A full-text table may take the place of ``search_*.sql`` without any change here.
    """
    asked = asked_words(request)
    words = {"q": asked, "folded": fold(asked)}
    kinds = ("search_terms", "search_measures", "search_events", "search_articles")
    found = await asyncio.gather(*(read(datasette, name, **words) for name in kinds)) if asked else [[], [], [], []]
    terms, acts, events, articles = found
    context = {"asked": asked, "terms": terms, "measures": acts, "events": events, "articles": articles}
    return await show(datasette, request, "search.html", context | words)


ROUTES = [
    (r"^/$", front),
    (r"^/events$", events),
    (r"^/measures$", measures),
    (r"^/matrix$", whole_matrix),
    (r"^/sources$", sources),
    (r"^/source/(?P<id>[^/]+)$", source),
    (r"^/gaps$", gaps),
    (r"^/quality$", quality),
    (r"^/quality\.json$", quality_json),
    (r"^/search$", search),
    (r"^/event/(?P<id>[^/]+)$", event),
    (r"^/measure/(?P<id>[^/]+)$", measure),
    (r"^/article/(?P<id>[^/]+)$", article),
    (rf"^/(?P<kind>{'|'.join(KINDS)})/(?P<id>[^/]+)$", thing),
]
