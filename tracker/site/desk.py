"""Makes the date desk: what starts, ends, resumes or closes for comment around today, as page, calendar and data.

Knows no SQL and no markup. All forms take the same filters from the address.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from tracker.site.asking import PageError, address, asked_ids, common, show
from tracker.site.ics import TYPE, calendar
from tracker.site.lines import KINDS, SURE, entry, grouped
from tracker.site.reading import Names, Row, read
from tracker.site.strip import strip

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

REACH = 90
FIELDS = ("day", "kind", "what", "certainty", "title", "instrument", "actors", "action", "paragraph", "minerals",
          "measure_id", "scope_id", "event_id", "source", "publisher", "confidence")  # fmt: skip


async def dates(request: Request, datasette: Datasette) -> Response:
    """The page: the next 90 days, nearest first, then the last 90, latest first, with today between them."""
    shared = await common(datasette)
    asked = asked_filters(request)
    every = await read(datasette, "date_lines", kind="", mineral="", country="")
    lines = grouped(await _filtered(datasette, shared["names"], asked))
    today: str = shared["today"]
    context = {
        "asked_for": asked,
        "filters": {name: ",".join(values) for name, values in asked.items()},
        "choices": choices(every, shared["names"]),
        "strip": strip(lines, today, REACH),
        "coming": by_day(line for line in lines if line["day"] >= today),
        "past": by_day(line for line in reversed(lines) if line["day"] < today),
        "unconfirmed": sum(1 for line in lines if line["certainty"] == "unconfirmed"),
        "kinds": KINDS,
        "sure": SURE,
        "forms": {form: address(f"/dates.{form}", **_as_text(asked)) for form in ("ics", "csv", "json")},
    }
    return await show(datasette, request, "dates.html", shared | context)


def by_day(lines: Any) -> list[tuple[str, list[Row]]]:
    """Return lines under their days, in the order in which they come."""
    found: dict[str, list[Row]] = {}
    for line in lines:
        found.setdefault(line["day"], []).append(line)
    return list(found.items())


def asked_filters(request: Request) -> dict[str, tuple[str, ...]]:
    """Return kinds, minerals and countries that are asked for; empty means all. Raises :class:`PageError`."""
    kinds = asked_ids(request, "kind")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise PageError(400, "There is no such kind", f"“{unknown[0]}” is none of {', '.join(KINDS)}.")
    return {"kind": kinds, "mineral": asked_ids(request, "mineral"), "country": asked_ids(request, "country")}


def _as_text(asked: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {name: ",".join(values) for name, values in asked.items()}


async def _filtered(datasette: Datasette, called: Names, asked: dict[str, tuple[str, ...]]) -> list[Row]:
    """Return the lines that are asked for; a mineral also finds its groups, and a group its members."""
    kin = sorted({each for mineral in asked["mineral"] for each in called.kin(mineral)})
    countries = [country.upper() for country in asked["country"]]
    return await read(
        datasette, "date_lines", kind=",".join(asked["kind"]), mineral=",".join(kin), country=",".join(countries)
    )


def choices(rows: list[Row], called: Names) -> dict[str, dict[str, str]]:
    """Return what the desk can be filtered by: the minerals and issuers that stand on it, by name."""
    minerals = {each: called.of("mineral", each) for row in rows for each in row["minerals"]}
    issuers = {each: called.of("country", each) for row in rows for each in row["actors"]}
    found = {"mineral": minerals, "country": issuers}
    return {kind: dict(sorted(names.items(), key=lambda pair: pair[1])) for kind, names in found.items()}


async def dates_ics(request: Request, datasette: Datasette) -> Response:
    """The same lines as a calendar to subscribe to."""
    shared = await common(datasette)
    asked = asked_filters(request)
    lines = grouped(await _filtered(datasette, shared["names"], asked))
    home = datasette.absolute_url(request, "/").rstrip("/")
    about = ", ".join(each for values in asked.values() for each in values)
    name = f"Critical minerals: dates ({about})" if about else "Critical minerals: dates"
    body = calendar(name, (entry(line, home) for line in lines), shared["today"])
    return _file(body, TYPE, "critical-minerals-dates.ics", datasette)


async def dates_json(request: Request, datasette: Datasette) -> Response:
    """The same lines as JSON, one object for each scope."""
    shared = await common(datasette)
    rows = await _filtered(datasette, shared["names"], asked_filters(request))
    told = {"today": shared["today"], "days": REACH, "dates": [{name: row[name] for name in FIELDS} for row in rows]}
    body = json.dumps(told, ensure_ascii=False, indent=1)
    return Response(body, 200, _headers(datasette), "application/json; charset=utf-8")


async def dates_csv(request: Request, datasette: Datasette) -> Response:
    """The same lines as CSV, lists with spaces between."""
    shared = await common(datasette)
    rows = await _filtered(datasette, shared["names"], asked_filters(request))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in FIELDS])
    return _file(text.getvalue(), "text/csv; charset=utf-8", "critical-minerals-dates.csv", datasette)


def _cell(value: object) -> object:
    text = " ".join(value) if isinstance(value, tuple) else value
    # A table program would run what begins like a formula.
    return f"'{text}" if isinstance(text, str) and text[:1] in {"=", "+", "-", "@"} else text


def _headers(datasette: Datasette) -> dict[str, str]:
    return {"Cache-Control": f"max-age={datasette.setting('default_cache_ttl')}", "Access-Control-Allow-Origin": "*"}


def _file(body: str, kind: str, name: str, datasette: Datasette) -> Response:
    return Response(body, 200, _headers(datasette) | {"Content-Disposition": f'inline; filename="{name}"'}, kind)
