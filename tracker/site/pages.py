"""Makes the pages: each asks one or a few named queries and fills one template. Knows no SQL and no markup."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datasette.utils.asgi import Response

from tracker.site import matrix, timeline
from tracker.site.reading import KINDS, Names, Row, link, names, read
from tracker.site.wording import STATES, stepped

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

HTML = "text/html; charset=utf-8"
MATRIX_LINES = 9
REGISTER_LINES = 150
EVENTS_A_PAGE = 40
LONGEST_SEARCH = 200
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CURSOR = re.compile(r"[\d-]{4,10}![\w.:-]{1,80}")


class PageError(Exception):
    """A request that cannot be answered as asked: `status`, a `title`, what to do, and a word to search for instead."""

    def __init__(self, status: int, title: str, message: str, search: str = "") -> None:
        super().__init__(message)
        self.status, self.title, self.message, self.search = status, title, message, search


async def common(site: Datasette) -> dict[str, Any]:
    """Return what every page needs: today in UTC, whether this is the sample world, the names of things."""
    (front,) = await read(site, "front")
    called = await names(site, front["vocabulary"])
    return {"today": front["today"], "sample": front["world"] == "sample", "names": called, "query": link}


async def show(site: Datasette, request: Request, template: str, context: dict[str, Any]) -> Response:
    """Fill a template."""
    ready = context if "names" in context else await common(site) | context
    body = await site.render_template(template, ready, request=request)
    ttl = site.setting("default_cache_ttl")
    return Response(body, 200, {"Cache-Control": f"max-age={ttl}"}, HTML)


def asked_day(request: Request, name: str, otherwise: str) -> str:
    """Return a day from the query string as YYYY-MM-DD. Raises :class:`PageError` if there is no such day."""
    value = (request.args.get(name) or "").strip()
    if not value:
        return otherwise
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise PageError(
            400, "There is no such day", f"“{value[:40]}” is not a day. Write days as year-month-day: {otherwise}."
        ) from None


def asked_cursor(request: Request) -> str:
    """Return where a list goes on. Raises :class:`PageError` if it is no place in a list."""
    value = request.args.get("before") or ""
    if value and not CURSOR.fullmatch(value):
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return value


def onward(events: list[Row], wanted: int) -> str:
    """Return the cursor of the next page, or nothing on the last."""
    return f"{events[-1]['day']}!{events[-1]['event_id']}" if len(events) == wanted else ""


async def front(request: Request, datasette: Datasette) -> Response:
    """The front page: what is in force, what happened, what comes, and whether the sources are well."""
    shared = await common(datasette)
    on = asked_day(request, "on", shared["today"])
    known = asked_day(request, "known", shared["today"])
    scopes, events, ahead, (health,) = await asyncio.gather(
        read(datasette, "in_force", on=on, known=known),
        read(datasette, "latest_events", rows="20", before=""),
        read(datasette, "coming_up", on=on, days="120"),
        read(datasette, "sources_health"),
    )
    context = {
        "on": on,
        "known": known,
        "matrix": matrix.build(scopes, lines=MATRIX_LINES),
        "tally": matrix.tally(scopes),
        "look": matrix.looks(scopes),
        "events": events,
        "ahead": grouped_ahead(ahead),
        "health": health,
    }
    return await show(datasette, request, "front.html", shared | context)


def grouped_ahead(rows: list[Row]) -> list[Row]:
    """Tell changes of several scopes of one measure on one day once."""
    found: dict[tuple[str, str, str | None], Row] = {}
    for row in rows:
        first = found.setdefault((row["day"], row["measure_id"], row["next_state"]), row | {"scopes": []})
        first["scopes"].append(row)
        first["minerals"] = tuple(dict.fromkeys((*first["minerals"], *row["minerals"])))
    return list(found.values())


async def events(request: Request, datasette: Datasette) -> Response:
    """All events, newest first, a page at a time."""
    found = await read(datasette, "latest_events", rows=str(EVENTS_A_PAGE), before=asked_cursor(request))
    return await show(datasette, request, "events.html", {"events": found, "next": onward(found, EVENTS_A_PAGE)})


async def measures(request: Request, datasette: Datasette) -> Response:
    """All measures with the state of each scope on a chosen day, as known on a chosen day."""
    shared = await common(datasette)
    on = asked_day(request, "on", shared["today"])
    known = asked_day(request, "known", shared["today"])
    state = request.args.get("state") or ""
    if state and state not in STATES:
        raise PageError(400, "There is no such state", f"The states are: {', '.join(STATES)}.")
    every = await read(datasette, "in_force", on=on, known=known)
    scopes = [scope for scope in every if state in ("", scope["state"])]
    context = {
        "on": on,
        "known": known,
        "state": state,
        "tally": matrix.tally(every),
        "matrix": matrix.build(scopes, lines=REGISTER_LINES),
    }
    return await show(datasette, request, "measures.html", shared | context)


async def event(request: Request, datasette: Datasette) -> Response:
    """One event: its coded fields, and the passages behind them, official first."""
    wanted = unquote(request.url_vars["id"])
    found, reports, steps, states = await asyncio.gather(
        read(datasette, "event", event=wanted),
        read(datasette, "event_reports", event=wanted),
        read(datasette, "event_steps", event=wanted),
        read(datasette, "event_now", event=wanted),
    )
    if not found:
        raise PageError(404, "There is no such event", f"No event has the id “{wanted[:80]}”.")
    context = {"event": found[0], "articles": by_article(reports), "steps": steps, "now": states}
    return await show(datasette, request, "event.html", context)


def by_article(reports: list[Row]) -> list[list[Row]]:
    """Put the claims of one article together, in the order of the first of them."""
    found: dict[str, list[Row]] = {}
    for report in reports:
        found.setdefault(report["article_id"], []).append(report)
    return list(found.values())


async def measure(request: Request, datasette: Datasette) -> Response:
    """One measure: its state on a chosen day as known on a chosen day, its life so far, and the acts it is tied to."""
    wanted = unquote(request.url_vars["id"])
    shared = await common(datasette)
    today: str = shared["today"]
    on, known = asked_day(request, "on", today), asked_day(request, "known", today)
    found, scopes, spans, steps, links = await asyncio.gather(
        read(datasette, "measure", measure=wanted),
        read(datasette, "measure_scopes", measure=wanted),
        read(datasette, "measure_spans", measure=wanted, known=known),
        read(datasette, "measure_steps", measure=wanted),
        read(datasette, "measure_links", measure=wanted),
    )
    if not found:
        raise PageError(404, "There is no such measure", f"No measure has the id “{wanted[:80]}”.", as_words(wanted))
    day = date.fromisoformat(on)
    told = [step for step in steps if step["known"] <= known]
    chosen = None if on == today else day
    context = {
        "measure": found[0],
        "on": on,
        "known": known,
        "scopes": {scope["scope_id"]: scope for scope in scopes},
        "states": timeline.states_on(spans, day),
        "turns": turning_days(spans),
        "drawing": timeline.build(spans, told, date.fromisoformat(today), chosen),
        "steps": told,
        "later": len(steps) - len(told),
        "links": links,
        "turning": turning_days(spans),
    }
    return await show(datasette, request, "measure.html", shared | context)


def turning_days(spans: list[Row]) -> list[str]:
    """Return the days on which some scope's state changes, and the first day after a last one, in order."""
    days = {span["since"] for span in spans} | {stepped(span["until"], 1) for span in spans if span["until"]}
    return sorted(days)


def as_words(term: str) -> str:
    """Return an id as words that a search may find."""
    return term.replace("-", " ").replace("_", " ")[:LONGEST_SEARCH]


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
        "scopes": sorted(scopes, key=matrix.reading_order),
        "events": found,
        "next": onward(found, EVENTS_A_PAGE),
        "company": [(each, [row for row in company if row["kind"] == each]) for each in KINDS],
        "activity": activity,
        "most": max(row["events"] for row in activity),
    }
    return await show(datasette, request, "thing.html", shared | context)


async def search(request: Request, datasette: Datasette) -> Response:
    """Terms, measures, events and articles that hold some words, English or Chinese.

    The words are looked for as they stand (SQLite ``instr``). A folded search table may take the place of the
    ``search_*.sql`` queries without any change here.
    """
    asked = " ".join((request.args.get("q") or "").split())
    if len(asked) > LONGEST_SEARCH:
        raise PageError(400, "That is too long to search for", f"Search for at most {LONGEST_SEARCH} characters.")
    kinds = ("search_terms", "search_measures", "search_events", "search_articles")
    found = await asyncio.gather(*(read(datasette, name, q=asked) for name in kinds)) if asked else [[], [], [], []]
    terms, acts, events, articles = found
    context = {"asked": asked, "terms": terms, "measures": acts, "events": events, "articles": articles}
    return await show(datasette, request, "search.html", context)


ROUTES = [
    (r"^/$", front),
    (r"^/events$", events),
    (r"^/measures$", measures),
    (r"^/search$", search),
    (r"^/event/(?P<id>[^/]+)$", event),
    (r"^/measure/(?P<id>[^/]+)$", measure),
    (rf"^/(?P<kind>{'|'.join(KINDS)})/(?P<id>[^/]+)$", thing),
]
