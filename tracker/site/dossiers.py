"""Makes the pages of one event, one measure and one article, with the evidence. Knows no SQL and no markup."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import unquote

from tracker.site import changes, evidence, matrix, timeline
from tracker.site.asking import PageError, as_words, asked_clocks, common, show
from tracker.site.reading import Row, read
from tracker.site.wording import stepped

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response


async def event(request: Request, datasette: Datasette) -> Response:
    """One event: its coded fields, the passages behind them, official first, and the state of what it touched."""
    wanted = unquote(request.url_vars["id"])
    found, claims, windows, steps, states = await asyncio.gather(
        read(datasette, "event", event=wanted),
        read(datasette, "event_reports", event=wanted),
        read(datasette, "event_texts", event=wanted),
        read(datasette, "event_steps", event=wanted),
        read(datasette, "event_measures", event=wanted),
    )
    if not found:
        raise PageError(404, "There is no such event", f"No event has the id “{wanted[:80]}”.")
    instrument = found[0]["instrument"]
    texts = {window["article_id"]: window for window in windows}
    told = [claim for claim in claims if claim["certainty"] == "asserted"]
    doubted = [claim for claim in claims if claim["certainty"] != "asserted"]
    context = {
        "event": found[0],
        "reports": evidence.reports(told, texts),
        "doubted": evidence.reports(doubted, texts),
        "steps": steps,
        "touched": matrix.by_measure(states),
        "now": list({(each["measure_id"], each["state"], each["until"]): each for each in states}.values()),
        "lists": await lists(datasette, instrument) if instrument else NO_LISTS,
    }
    return await show(datasette, request, "event.html", context)


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
    on, known = clocks["on"], clocks["known"]
    found, scopes, spans, steps, links = await asyncio.gather(
        read(datasette, "measure", measure=wanted),
        read(datasette, "measure_scopes", measure=wanted),
        read(datasette, "measure_spans", measure=wanted, known=known),
        read(datasette, "measure_steps", measure=wanted),
        read(datasette, "measure_ties", measure=wanted),
    )
    if not found:
        raise PageError(404, "There is no such measure", f"No measure has the id “{wanted[:80]}”.", as_words(wanted))
    day = date.fromisoformat(on)
    told = [step for step in steps if step["known"] <= known]
    chosen = None if on == today else day
    context = {
        "measure": found[0],
        "scopes": {scope["scope_id"]: scope for scope in scopes},
        "states": timeline.states_on(spans, day),
        "drawing": timeline.build(spans, told, date.fromisoformat(today), chosen),
        "moving": by_passage(step for step in told if step["tier"] == "official"),
        "beside": by_passage(step for step in told if step["tier"] != "official"),
        "later": len(steps) - len(told),
        "links": links,
        "turning": turning_days(spans),
        "lists": await lists(datasette, found[0]["instrument"]),
    }
    return await show(datasette, request, "measure.html", shared | clocks | context)


def by_passage(steps: Iterable[Row]) -> list[Row]:
    """Tell the steps of one day that one passage carries together: first by scope, each with what happened to it."""
    found: dict[tuple[str, str, str], Row] = {}
    for step in steps:
        first = found.setdefault((step["date"], step["article_id"], step["quote"]), step | {"lines": {}})
        line = first["lines"].setdefault(step["scope_id"], step | {"kinds": []})
        if step["kind"] not in line["kinds"]:
            line["kinds"].append(step["kind"])
    return list(found.values())


def turning_days(spans: list[Row]) -> list[str]:
    """Return the days on which some scope's state changes, and the first day after a last one, in order."""
    days = {span["since"] for span in spans} | {stepped(span["until"], 1) for span in spans if span["until"]}
    return sorted(days)


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
