"""Reads what a request asks for, and fills a template with what every page needs. Knows no single page.

A request that cannot be answered as asked raises :class:`PageError`, which says what to do instead.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus
from weakref import WeakKeyDictionary

from datasette.utils.asgi import Response

from tracker.site.reading import link, names, read
from tracker.site.wording import STATES

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment

HTML = "text/html; charset=utf-8"
LONGEST_SEARCH = 200
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
PART = re.compile(r"([1-9]\d{3})(?:-(\d{2}))?", re.ASCII)
CURSOR = re.compile(r"[\d-]{4,10}![\w.:-]{1,80}")
PLACE = re.compile(r"[1-9]\d{0,5}", re.ASCII)
PLAIN = re.compile(r"[\w.,~-]*", re.ASCII)
IDS = re.compile(r"[\w.*-]{1,60}(,[\w.*-]{1,60}){0,39}")


class PageError(Exception):
    """A request that cannot be answered as asked: `status`, a `title`, what to do, and a word to search for instead."""

    def __init__(self, status: int, title: str, message: str, search: str = "") -> None:
        super().__init__(message)
        self.status, self.title, self.message, self.search = status, title, message, search


async def common(site: Datasette) -> dict[str, Any]:
    """Return what every page needs: today in UTC, whether this is the sample world, the names of things."""
    (front,) = await read(site, "front")
    called = await names(site, front["vocabulary"])
    return {
        "today": front["today"],
        "sample": front["world"] == "sample",
        "names": called,
        "query": link,
        "address": address,
    }


async def show(site: Datasette, request: Request, template: str, context: dict[str, Any]) -> Response:
    """Fill a template."""
    ready = context if "names" in context else await common(site) | context
    body = filled(site, template, ready | {"request": request})
    ttl = site.setting("default_cache_ttl")
    return Response(body, 200, {"Cache-Control": f"max-age={ttl}"}, HTML)


def filled(site: Datasette, template: str, context: dict[str, Any]) -> str:
    """Fill a template of ours. None waits for anything, so that Datasette's way, which awaits every word, is not taken:
    a page takes a third less so."""
    if site not in _SHELF:
        _SHELF[site] = site.jinja_env.overlay(enable_async=False)
    return _SHELF[site].get_template(template).render(context)


_SHELF: WeakKeyDictionary[Datasette, Environment] = WeakKeyDictionary()


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


def asked_bound(request: Request, name: str) -> str:
    """Return the day at which a period begins (``since``) or ends (``until``), or nothing if none is given.

    A month or a year stands for its first day or its last. Raises :class:`PageError` if there is no such day.
    """
    value = (request.args.get(name) or "").strip()
    found = PART.fullmatch(value)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return asked_day(request, name, "")
    first = date(int(found[1]), int(found[2] or (1 if name == "since" else 12)), 1)
    return (first if name == "since" else first.replace(day=monthrange(first.year, first.month)[1])).isoformat()


def asked_clocks(request: Request, today: str) -> dict[str, str]:
    """Return the two days that a state depends on: the day it holds, and the day whose published texts count."""
    return {"on": asked_day(request, "on", today), "known": asked_day(request, "known", today)}


def asked_cursor(request: Request) -> str:
    """Return where a list goes on. Raises :class:`PageError` if it is no place in a list."""
    value = request.args.get("before") or ""
    if value and not CURSOR.fullmatch(value):
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return value


def asked_start(request: Request) -> int:
    """Return at which place of a list, from 0, a page begins. Raises :class:`PageError` if that is no number."""
    value = request.args.get("from") or "1"
    if not PLACE.fullmatch(value):
        raise PageError(400, "There is no such place in the list", "Begin at the list's first page.")
    return int(value) - 1


def asked_state(request: Request) -> str:
    """Return a legal state, or nothing. Raises :class:`PageError` if it is none."""
    value = request.args.get("state") or ""
    if value and value not in STATES:
        raise PageError(400, "There is no such state", f"The states are: {', '.join(STATES)}.")
    return value


def asked_ids(request: Request, name: str) -> tuple[str, ...]:
    """Return ids that stand in one parameter with commas between. Raises :class:`PageError` if they cannot be ids."""
    value = (request.args.get(name) or "").strip()
    if value and not IDS.fullmatch(value):
        raise PageError(400, f"There is no such {name}", f"Write ids of the vocabulary: {name}=gallium,germanium.")
    return tuple(value.split(",")) if value else ()


def asked_words(request: Request) -> str:
    """Return what to search for. Raises :class:`PageError` if it is too long."""
    asked = " ".join((request.args.get("q") or "").split())
    if len(asked) > LONGEST_SEARCH:
        raise PageError(400, "That is too long to search for", f"Search for at most {LONGEST_SEARCH} characters.")
    return asked


def as_words(term: str) -> str:
    """Return an id as words that a search may find."""
    return term.replace("-", " ").replace("_", " ")[:LONGEST_SEARCH]


def address(path: str, **parameters: str) -> str:
    """Return an address with those parameters that are not empty."""
    given = "&".join(f"{name}={quoted(value)}" for name, value in parameters.items() if value)
    return f"{path}?{given}" if given else path


def quoted(value: str) -> str:
    """Return a value as it stands in an address; most are plain, and a page has hundreds."""
    return value if PLAIN.fullmatch(value) else quote_plus(value, safe=",")


def as_text(asked: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return a filter as it stands in an address, values with commas between."""
    return {name: ",".join(values) for name, values in asked.items()}


def in_forms(path: str, asked: Mapping[str, tuple[str, ...]], *others: str) -> dict[str, str]:
    """Return the addresses of a filtered list as feed, CSV and JSON, and in other forms that it has."""
    return {form: address(f"{path}.{form}", **as_text(asked)) for form in ("atom", "csv", "json", *others)}
