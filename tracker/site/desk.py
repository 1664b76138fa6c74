"""Makes the date desk: what starts, ends, resumes or closes for comment around today, as page, calendar and data.

Knows no SQL and no markup. All forms take the same filters from the address.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.site import files
from tracker.site.asking import PageError, asked_ids, common, in_forms, show
from tracker.site.ics import TYPE, calendar
from tracker.site.lines import KINDS, SURE, entry, grouped
from tracker.site.reading import Names, Row, link, read
from tracker.site.strip import strip

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    Asked = Mapping[str, tuple[str, ...]]

REACH = 90
FIELDS = ("day", "kind", "what", "certainty", "title", "instrument", "actors", "action", "paragraph", "minerals",
          "measure_id", "scope_id", "event_id", "source", "publisher", "confidence")  # fmt: skip


async def dates(request: Request, datasette: Datasette) -> Response:
    """The page: the next 90 days, nearest first, then the last 90, latest first, with today between them."""
    shared = await common(datasette)
    asked = asked_filters(request)
    every = await read(datasette, "date_lines", kind="", mineral="", country="")
    lines = grouped(await filtered(datasette, shared["names"], asked))
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
        "forms": in_forms("/dates", asked, "ics") | {"sql": link("date_lines", **parameters(shared["names"], asked))},
    }
    return await show(datasette, request, "dates.html", shared | context)


def by_day(lines: Any) -> list[tuple[str, list[Row]]]:
    """Return lines under their days, in the order in which they come."""
    found: dict[str, list[Row]] = {}
    for line in lines:
        found.setdefault(line["day"], []).append(line)
    return list(found.items())


def asked_filters(request: Request) -> Asked:
    """Return kinds, minerals and countries that are asked for; empty means all. Raises :class:`PageError`."""
    kinds = asked_ids(request, "kind")
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise PageError(400, "There is no such kind", f"“{unknown[0]}” is none of {', '.join(KINDS)}.")
    return {"kind": kinds, "mineral": asked_ids(request, "mineral"), "country": asked_ids(request, "country")}


def parameters(called: Names, asked: Asked) -> dict[str, str]:
    """Return a filter as the named query takes it; a mineral also finds its groups, and a group its members."""
    kin = sorted({each for mineral in asked["mineral"] for each in called.kin(mineral)})
    countries = [country.upper() for country in asked["country"]]
    return {"kind": ",".join(asked["kind"]), "mineral": ",".join(kin), "country": ",".join(countries)}


async def filtered(datasette: Datasette, called: Names, asked: Asked) -> list[Row]:
    """Return the lines that are asked for."""
    return await read(datasette, "date_lines", **parameters(called, asked))


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
    lines = grouped(await filtered(datasette, shared["names"], asked))
    home = datasette.absolute_url(request, "/").rstrip("/")
    about = ", ".join(each for values in asked.values() for each in values)
    name = f"Critical minerals: dates ({about})" if about else "Critical minerals: dates"
    body = calendar(name, (entry(line, home) for line in lines), shared["today"])
    return files.answer(request, datasette, body, TYPE, "critical-minerals-dates.ics")
