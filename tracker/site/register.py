"""Makes the register of measures that a filter leaves, as page, CSV and JSON, and the feed of their changes of state.

Writes no SQL and no markup. All forms take the same address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from tracker.site import feeds, files
from tracker.site.asking import PageError, as_words, asked_clocks, asked_state, common, show
from tracker.site.filters import Asked, asked_rows, chips, given_values, known_names, resolved
from tracker.site.reading import Names, Row, link, narrow, read, some
from tracker.site.standing import standing, told
from tracker.site.wording import ACTIONS, action, cited_short, day, script, state, web

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

MEASURES_A_PAGE = 50
CHANGES = 50
MOST = 1000
LONGEST_WORDS = 200
KINDS = {"mineral": "mineral", "country": "country", "agency": "agency"}
LABELS = {"mineral": "Mineral", "country": "Issuer", "agency": "Agency", "action": "Action", "state": "State",
          "basis": "Basis", "words": "Words", "on": "State on", "known": "As known on"}  # fmt: skip
BASES = {"register": "entered by people", "learned": "read from texts"}
PLACE = ("issuer", "after", "before", "rows")
ID = r"[^!\x00-\x1f\x7f]{1,120}"
AFTER = re.compile(rf"({ID})(?:!({ID}))?")
BEFORE = re.compile(rf"\d{{4}}(-\d\d){{0,2}}!{ID}!{ID}")
FIELDS = ("measure_id", "instrument", "name", "title", "actors", "agencies", "basis", "confidence", "scope_id",
          "action", "paragraph", "minerals", "targets", "state", "since", "until", "next_change", "why")  # fmt: skip


def asked_register(request: Request, called: Names, today: str) -> Asked:
    """Return what an address asks for; the two days are filters if they are not today. Raises :class:`PageError`."""
    known_names(request, (*LABELS, *PLACE))
    found: dict[str, tuple[str, ...]] = {}
    for name, kind in KINDS.items():
        given = given_values(request, name) + (given_values(request, "issuer") if name == "country" else [])
        if len(given) > 40 or any(len(value) > 120 for value in given):
            raise PageError(400, f"That is too much of {name}", "At most 40 values, none of them long.")
        found[name] = tuple(dict.fromkeys(term for value in given for term in resolved(kind, value, called)))
    found["action"] = _some_of(request, "action", ACTIONS)
    found["basis"] = _some_of(request, "basis", BASES)
    found["state"] = tuple(filter(None, [asked_state(request)]))
    found["words"] = tuple(filter(None, [_words(request)]))
    clocks = asked_clocks(request, today)
    found |= {name: (value,) for name, value in clocks.items() if value != today}
    return Asked({name: values for name, values in found.items() if values})


def _some_of(request: Request, name: str, known: dict[str, Any]) -> tuple[str, ...]:
    given = tuple(dict.fromkeys(given_values(request, name)))
    if wrong := [value for value in given if value not in known]:
        raise PageError(400, f"There is no such {name}", f"“{wrong[0][:40]}” is none of: {', '.join(known)}.")
    return given


def _words(request: Request) -> str:
    asked = " ".join(" ".join(request.args.getlist("words")).split())
    if len(asked) > LONGEST_WORDS:
        raise PageError(400, "That is too long to look for", f"Give at most {LONGEST_WORDS} characters of words.")
    return asked


def parameters(asked: Asked, called: Names) -> dict[str, str]:
    """Return a filter as the named queries of the register take it; a mineral finds its groups and its members too."""
    given = {name: ",".join(asked.filters.get(name, ())) for name in LABELS}
    return given | {"mineral": called.kin_of(asked.filters.get("mineral", ())), "words": asked.one("words")}


def said(name: str, value: str, called: Names) -> str:
    """Say a filter's value in words."""
    if name in KINDS:
        return called.of(KINDS[name], value)
    plain = {"action": action, "on": day, "known": day}
    if name in plain:
        return plain[name](value)
    return state(value).word if name == "state" else BASES.get(value, value)


async def _asked(request: Request, site: Datasette) -> tuple[dict[str, Any], Asked, dict[str, dict[str, str]]]:
    """Return what pages share, the filter, and what can be chosen. Raises :class:`PageError` for unknown names."""
    shared = await common(site)
    called: Names = shared["names"]
    asked = asked_register(request, called, shared["today"])
    offered = choices(await read(site, "register_choices"), called)
    for name, kind in KINDS.items():
        for value in asked.filters.get(name, ()):
            if (kind, value) not in called.terms and value not in offered[name]:
                message = f"Nothing is known of a {kind} called “{value[:80]}”. Search for it, or look at the tables."
                raise PageError(400, f"There is no such {kind}", message, as_words(value))
    return shared, asked, offered


def choices(rows: list[Row], called: Names) -> dict[str, dict[str, str]]:
    """Return what the register can be filtered by: what stands in it, by name."""
    found: dict[str, dict[str, str]] = {"mineral": {}, "country": {}, "agency": {}, "action": {}}
    for row in rows:
        name = row["filter"]
        if name in KINDS or row["id"] in ACTIONS:
            found[name][row["id"]] = said(name, row["id"], called)
    return {name: dict(sorted(offered.items(), key=lambda pair: pair[1].lower())) for name, offered in found.items()}


async def measures(request: Request, datasette: Datasette) -> Response:
    """The page: a form, measures by state, and apart from them the acts that only pause or change others."""
    shared, asked, offered = await _asked(request, datasette)
    called: Names = shared["names"]
    given = parameters(asked, called)
    chosen = asked.one("state")
    found = await standing(datasette, "register", only=chosen, **given | {"state": ""})
    if chosen == "ended":
        found = replace(await standing(datasette, "register", **given), tally=found.tally)
    start = _start(request, found.binding)
    page = found.binding[start : start + MEASURES_A_PAGE]
    pausing = () if start else found.pausing[:MEASURES_A_PAGE]
    groups = await told(datasette, "register", (*page, *pausing), **given)
    more = start + MEASURES_A_PAGE < len(found.binding)
    context = {
        "filter": asked,
        "clocks": asked_clocks(request, shared["today"]),
        "chips": chips(asked, "/measures", LABELS, lambda name, value: said(name, value, called)),
        "choices": offered,
        "bases": BASES,
        "tally": found.tally,
        "stateless": Asked({name: values for name, values in asked.filters.items() if name != "state"}),
        "register": [[scope for scope in each if scope["action"] in ACTIONS] for each in groups[: len(page)]],
        "amount": len(found.binding),
        "start": start,
        "pausing": groups[len(page) :],
        "pausing_in_all": len(found.pausing),
        "next": asked.address("/measures", after=page[-1]) if more else "",
        "forms": forms(asked, link("register", **given)),
    }
    return await show(datasette, request, "measures.html", shared | asked_clocks(request, shared["today"]) | context)


def forms(asked: Asked, sql: str) -> dict[str, str]:
    """Return the addresses of the other forms of the register."""
    return {form: asked.address(f"/measures.{form}") for form in ("atom", "csv", "json")} | {"sql": sql}


def _after(request: Request) -> tuple[str, str]:
    """Return after which measure and scope to go on. Raises :class:`PageError` (400) if that is no place in it."""
    values = {value for value in request.args.getlist("after") if value}
    found = AFTER.fullmatch(next(iter(values))) if len(values) == 1 else None
    if values and not found:
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return (found[1], found[2] or "") if found else ("", "")


def _start(request: Request, measures: Sequence[str]) -> int:
    measure, _ = _after(request)
    return measures.index(measure) + 1 if measure in measures else 0


async def measures_csv(request: Request, datasette: Datasette) -> Response:
    """One row for each scope with its state."""
    rows, _, onward = await _rows(request, datasette, "csv")
    return files.answer(
        request, datasette, files.table(FIELDS, rows), files.CSV, "critical-minerals-measures.csv", onward=onward
    )


async def measures_json(request: Request, datasette: Datasette) -> Response:
    """The same as JSON, with the days it holds for and where it goes on."""
    rows, about, onward = await _rows(request, datasette, "json")
    body = files.told(FIELDS, rows, "scopes", **about, next=onward or None)
    return files.answer(request, datasette, body, files.JSON, "critical-minerals-measures.json", onward=onward)


async def _rows(request: Request, site: Datasette, form: str) -> tuple[list[Row], dict[str, Any], str]:
    shared, asked, _ = await _asked(request, site)
    most, after = asked_rows(request, MOST, MOST), _after(request)
    given = parameters(asked, shared["names"])
    places = [_place(row) for row in await narrow(site, "register", ("measure_id", "scope_id"), **given)]
    left = sorted(place for place in places if place > after)
    chosen = frozenset(left[:most])
    found = await some(site, "register", "measure_id", sorted({measure for measure, _ in chosen}), **given)
    rows = sorted((row for row in found if _place(row) in chosen), key=_place)
    onward = ""
    if len(left) > most:
        more = {"after": "!".join(left[most - 1]), "rows": str(most) if most != MOST else ""}
        onward = files.home(request, site) + asked.address(f"/measures.{form}", **more)
    filters = {name: list(values) for name, values in asked.filters.items()}
    return rows, asked_clocks(request, shared["today"]) | {"filters": filters, "count": len(places)}, onward


def _place(row: Row) -> tuple[str, str]:
    return row["measure_id"], row["scope_id"]


async def measures_atom(request: Request, datasette: Datasette) -> Response:
    """Their changes of state as a feed, the latest first; a change comes when it holds and is known."""
    shared, asked, _ = await _asked(request, datasette)
    called: Names = shared["names"]
    before, rows = _before(request), asked_rows(request, CHANGES, 200)
    given = parameters(asked, called) | {"before": before, "rows": str(rows + 1)}
    found = await read(datasette, "register_changes", **given)
    last = found[rows - 1] if len(found) > rows else None
    place = "!".join(last[name] for name in ("moment", "measure_id", "scope_id")) if last else ""
    home = files.home(request, datasette)
    about = "; ".join(said(name, value, called) for name, values in asked.filters.items() for value in values)
    feed = feeds.Feed(
        name=asked.address("measures"),
        title="Critical minerals: changes of state" + (f": {about}" if about else ""),
        updated=feeds.midnight(shared["today"]),
        page=home + asked.address("/measures"),
        own=home + asked.address("/measures.atom", before=before),
        first=home + asked.address("/measures.atom"),
        next=home + asked.address("/measures.atom", before=place) if place else "",
    )
    body = feeds.atom(feed, [change_entry(row, called, home) for row in found[:rows]])
    return files.answer(request, datasette, body, feeds.TYPE, "critical-minerals-measures.atom")


def _before(request: Request) -> str:
    values = {value for value in request.args.getlist("before") if value}
    if len(values) > 1 or not all(BEFORE.fullmatch(value) for value in values):
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return values.pop() if values else ""


def change_entry(row: Row, called: Names, home: str) -> feeds.Entry:
    """Return a change of state as an entry: ``MOFCOM No. 46/2024, paragraph 2, export ban: suspended until …``."""
    moment = feeds.midnight(row["moment"])
    act = row["name"] or cited_short(row["instrument"])
    part = [f"paragraph {row['paragraph']}"] if row["paragraph"] else []
    until = f" until {day(row['until'])}" if row["until"] and row["state"] == "suspended" else ""
    quote, source = row["quote"] or "", web(row["source"])
    publisher = row["publisher"] or ("the register" if row["basis"] == "register" else "")
    facts = [
        ("State", f"{state(row['state']).word}{until}, since {day(row['since'])}"),
        ("Act", f"{cited_short(row['instrument'])}{', ' + part[0] if part else ''}: {row['title']}"),
        ("What", action(row["action"])),
        ("Minerals", ", ".join(called.of("mineral", each) for each in row["minerals"])),
        ("Issuer", ", ".join(called.of("country", each) for each in row["actors"])),
        ("Aimed at", ", ".join(called.of("country", each) for each in row["targets"])),
        ("Why", row["why"]),
        ("Next change", day(row["next_change"])),
    ]
    return feeds.Entry(
        name=f"change/{row['measure_id']}/{row['scope_id']}/{row['state']}/{row['since']}",
        title=f"{', '.join([act, *part, action(row['action']).lower()])}: {state(row['state']).word}{until}",
        updated=moment,
        published=moment,
        link=f"{home}/measure/{row['measure_id']}",
        author=publisher or "Critical Minerals Tracker",
        content=feeds.content(facts, quote, script(quote, row["quote_language"] or ""), publisher, source),
        via=source,
        categories=((f"state:{row['state']}", state(row["state"]).word),),
    )
