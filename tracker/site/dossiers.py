"""Makes the pages of one event, one measure and one article, with the evidence. Knows no SQL and no markup."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from datasette.utils.asgi import Response

from tracker.site import acts, changes, evidence, matrix, timeline, why
from tracker.site.asking import PageError, as_words, asked_clocks, asked_start, common, show
from tracker.site.reading import LISTS, Row, opened, read, some
from tracker.site.routes import neighbours

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

REPORTS, DOUBTS = 30, 10
"""Articles whose passages stand on one page of an event: those that tell it, those that deny or only expect it."""


async def event(request: Request, datasette: Datasette) -> Response:
    """One event: its coded fields, the passages behind them, official first, and the state of what it touched."""
    wanted = unquote(request.url_vars["id"])
    found, said, tellers, steps, states = await asyncio.gather(
        read(datasette, "event", event=wanted),
        read(datasette, "event_corrections", event=wanted),
        read(datasette, "event_tellers", event=wanted),
        read(datasette, "event_steps", event=wanted),
        read(datasette, "event_measures", event=wanted),
    )
    if not found:
        return await _gone(datasette, wanted, said)
    instrument = found[0]["instrument"]
    context = {
        "event": found[0],
        "by_hand": opened(found[0]["corrected"]),
        "corrections": [corrected(row) for row in said],
        **await _evidence(datasette, wanted, tellers, asked_start(request)),
        "steps": steps,
        "reasons_of": why.by_field(found[0], await read(datasette, "event_reasons", event=wanted)),
        "thread": await neighbours(datasette, wanted),
        "touched": matrix.by_measure(states),
        "now": list({(each["measure_id"], each["state"], each["until"]): each for each in states}.values()),
        "lists": await lists(datasette, instrument) if instrument else NO_LISTS,
    }
    return await show(datasette, request, "event.html", context)


async def _evidence(site: Datasette, event_id: str, tellers: list[Row], start: int) -> dict[str, Any]:
    """Return the reports of one page, and those of doubt, with the passages of just these."""
    told = evidence.shown([row for row in tellers if row["asserted"]], start, REPORTS)
    doubted = evidence.shown([row for row in tellers if row["doubted"]], 0, DOUBTS)
    if start and start >= told.amount:
        raise PageError(400, "There is no such place in the list", f"{told.amount} reports tell of this event.")
    every = (*told.articles, *doubted.articles)
    claims, windows = await asyncio.gather(
        some(site, "event_reports", "article_id", every, event=event_id),
        some(site, "event_texts", "article_id", every, event=event_id),
    )
    texts = {window["article_id"]: window for window in windows}
    sure = [row for row in claims if row["certainty"] == "asserted" and row["article_id"] in told.articles]
    unsure = [row for row in claims if row["certainty"] != "asserted" and row["article_id"] in doubted.articles]
    return {
        "reports": evidence.reports(sure, texts, told.further),
        "doubted": evidence.reports(unsure, texts, doubted.further),
        "start": start,
        "told_by": told.amount,
        "doubted_by": doubted.amount,
    }


async def _gone(datasette: Datasette, wanted: str, said: Iterable[Row]) -> Response:
    """Lead from an event that was merged to the one it went into; say of others why there is no such event."""
    for row in await read(datasette, "event_alias", event=wanted):
        onwards: Response = Response.redirect(f"/event/{quote(row['event_id'], safe='')}", status=301)
        return onwards
    for row in said:
        if row["kind"] == "reject" and row["subject"] == "event" and not row["undone_at"]:
            reason = f"{row['author']} rejected it on {row['at'][:10]}: {row['reason'][:400]}"
            raise PageError(410, "This event was rejected", reason)
    raise PageError(404, "There is no such event", f"No event has the id “{wanted[:80]}”.")


TERMS = {
    "actors": "country", "targets": "country", "via": "country", "agencies": "agency", "minerals": "mineral",
    "firms": "firm",
}  # fmt: skip
"""Fields whose values have pages, with the kind of each."""


def corrected(row: Row) -> Row:
    """Return a correction with the values that a field had and has, each as a list, and what kind of term they are."""
    lists = row["field"] in LISTS
    old, new = (opened(row[name]) if lists else tuple(filter(None, [row[name]])) for name in ("before", "value"))
    claims = opened(row["value"]) if row["kind"] in {"split", "reject"} else ()
    return row | {"old": old, "new": new, "terms": TERMS.get(row["field"], ""), "claims": claims}


async def lists(datasette: Datasette, instrument: str = "", article: str = "") -> Row:
    """Return what an act lists, in its notice and annexes, or what one article lists: goods, and firms and bodies."""
    of = {"instrument": instrument, "article": article}
    items, entities = await asyncio.gather(read(datasette, "items_of", **of), read(datasette, "entities_of", **of))
    goods = ("number", "name", "name_zh", "control_codes", "hs_codes", "threshold")
    return {"of": of, "items": told_once(items, goods), "entities": told_once(entities, ("number", "name", "name_zh"))}


NO_LISTS: Row = {"of": {}, "items": [], "entities": []}


def told_once(rows: Iterable[Row], same: Iterable[str]) -> list[Row]:
    """Leave out rows that an annex and its notice, or two forms of one annex, tell alike; the first stands.

    A row that stands twice in one list stays twice.
    """
    names, found, times = tuple(same), dict[tuple[object, ...], Row](), Counter[tuple[object, ...]]()
    for row in rows:
        told = tuple(row[name] for name in names)
        times[row["article_id"], told] += 1
        found.setdefault((told, times[row["article_id"], told]), row)
    return list(found.values())


async def measure(request: Request, datasette: Datasette) -> Response:
    """One measure: its state on a chosen day as known on a chosen day, its life so far, and the acts it is tied to."""
    wanted = unquote(request.url_vars["id"])
    shared = await common(datasette)
    today: str = shared["today"]
    clocks = asked_clocks(request, today)
    found, spans, *others = await asyncio.gather(
        read(datasette, "measure", measure=wanted),
        read(datasette, "measure_spans", measure=wanted, known=clocks["known"]),
        *(read(datasette, f"measure_{name}", measure=wanted) for name in acts.PARTS),
    )
    if not found:
        raise PageError(404, "There is no such measure", f"No measure has the id “{wanted[:80]}”.", as_words(wanted))
    rows = dict(zip(acts.PARTS, others, strict=True))
    context = acts.laid_out(found[0], spans, rows, **clocks)
    day = date.fromisoformat(clocks["on"])
    context |= {
        "drawing": timeline.build(
            spans, context["told"], date.fromisoformat(today), None if clocks["on"] == today else day
        ),
        "lists": await lists(datasette, found[0]["instrument"]),
    }
    return await show(datasette, request, "measure.html", shared | clocks | context)


async def article(request: Request, datasette: Datasette) -> Response:
    """One article: an official text in full with its evidence marked; of any other only the passages and the link."""
    wanted = unquote(request.url_vars["id"])
    found, claims, kin, addresses, revisions = await asyncio.gather(
        read(datasette, "article", article=wanted),
        read(datasette, "article_claims", article=wanted),
        read(datasette, "article_kin", article=wanted),
        read(datasette, "article_addresses", article=wanted),
        read(datasette, "article_revisions", article=wanted),
    )
    if not found:
        raise PageError(404, "There is no such article", f"No article has the id “{wanted[:80]}”.")
    text = found[0]["text"]
    window = {"begins": 0, "passage": text, "length": len(text)} if text else None
    context = {
        "article": found[0],
        "passages": evidence.passages(claims, window, whole=True),
        "events": list({claim["event_id"]: claim for claim in claims if claim["event_id"]}.values()),
        "annexes": [row for row in kin if row["kin"] == "annex"],
        "copies": [row for row in kin if row["kin"] == "copy"],
        "addresses": [row["url"] for row in addresses if row["url"] != found[0]["url"]],
        "revisions": [(row, changes.change(row["diff"])) for row in revisions],
        "lists": await lists(datasette, article=wanted),
    }
    return await show(datasette, request, "article.html", context)
