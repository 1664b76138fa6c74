"""Makes the date desk: what starts, ends, resumes or closes for comment around today, as page, calendar and data.

Knows no SQL and no markup. All forms take the same filters from the address.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.site import files
from tracker.site.asking import PageError, as_text, asked_ids, common, in_forms, show
from tracker.site.ics import TYPE, calendar
from tracker.site.lines import KINDS, SURE, entry, grouped, look
from tracker.site.reading import Names, Row, link, read
from tracker.site.strip import strip

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

    Asked = Mapping[str, tuple[str, ...]]

REACH = 90
SHOWN = 30
"""Lines on each side of today from which the page tells no further day."""
MONTH = re.compile(r"[1-9]\d{3}-(0[1-9]|1[0-2])", re.ASCII)
FIELDS = ("day", "kind", "what", "certainty", "title", "instrument", "actors", "action", "paragraph", "minerals",
          "measure_id", "scope_id", "event_id", "source", "publisher", "confidence")  # fmt: skip


async def dates(request: Request, datasette: Datasette) -> Response:
    """The page: what comes next, nearest first, then what was, latest first, or all of one month."""
    shared = await common(datasette)
    asked, month = asked_filters(request), asked_month(request)
    given = parameters(shared["names"], asked)
    offered, days = await asyncio.gather(read(datasette, "date_choices"), read(datasette, "date_days", **given))
    today: str = shared["today"]
    marks = [row | {"look": look(row | {"phrase": "pause" if row["pause"] else ""})} for row in days]
    since, until = (f"{month}-01", f"{month}-31") if month else reach(days, today)
    lines = grouped(await read(datasette, "date_lines", **given, since=since, until=until))
    context = {
        "asked_for": asked,
        "asked_text": as_text(asked),
        "choices": choices(offered, shared["names"]),
        "strip": strip(marks, today, REACH),
        "month": month,
        "months": months(days),
        "of_month": by_day(lines),
        "coming": by_day(line for line in lines if line["day"] >= today),
        "past": by_day(line for line in reversed(lines) if line["day"] < today),
        "since": since,
        "until": until,
        "unconfirmed": sum(row["lines"] for row in days if row["certainty"] == "unconfirmed"),
        "kinds": KINDS,
        "sure": SURE,
        "forms": in_forms("/dates", asked, "ics") | {"sql": link("date_lines", **given, since="", until="")},
    }
    return await show(datasette, request, "dates.html", shared | context)


def reach(days: list[Row], today: str) -> tuple[str, str]:
    """Return the first and the last day that are shown: on each side of today days with at least :data:`SHOWN` lines.

    Days are told whole; where fewer lines stand, all are shown.
    """
    ahead = _enough([row for row in days if row["day"] >= today])
    back = _enough([row for row in reversed(days) if row["day"] < today])
    return back or "", ahead or ""


def _enough(days: list[Row]) -> str:
    lines = 0
    for row in days:
        lines += row["lines"]
        if lines >= SHOWN:
            return str(row["day"])
    return ""


def months(days: list[Row]) -> list[tuple[str, int]]:
    """Return the months with lines, in order, and how many."""
    found: Counter[str] = Counter()
    for row in days:
        found[row["day"][:7]] += row["lines"]
    return sorted(found.items())


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


def asked_month(request: Request) -> str:
    """Return the month that is asked for, or nothing. Raises :class:`PageError` if there is no such month."""
    value = request.args.get("month") or ""
    if value and not MONTH.fullmatch(value):
        raise PageError(400, "There is no such month", "Write months as year-month, such as 2026-12.")
    return value


def parameters(called: Names, asked: Asked) -> dict[str, str]:
    """Return a filter as the queries of the desk take it; a mineral also finds its groups, and a group its members."""
    countries = ",".join(asked["country"]).upper()
    return {"kind": ",".join(asked["kind"]), "mineral": called.kin_of(asked["mineral"]), "country": countries}


async def filtered(datasette: Datasette, called: Names, asked: Asked) -> list[Row]:
    """Return all lines that are asked for, of all days of the desk."""
    return await read(datasette, "date_lines", **parameters(called, asked), since="", until="")


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
