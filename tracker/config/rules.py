"""Checks what keys of ``feeds.yaml`` ask of one another, within one source and between two.

Works on the data as written, so that these faults are told in the same run as those of the shape; whatever is not of
the right type is passed over here, for the shape has told it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args
from urllib.parse import urlsplit

from tracker.config import template
from tracker.config.words import Where, short
from tracker.model import FeedKind

Told = tuple[Where, str]
"""The place of a fault and its wording."""


def faults(data: Any, lines: Mapping[Where, int]) -> Iterator[Told]:
    """Yield each fault between keys: its place and what is wrong. `lines` has the line of each place."""
    feeds = data.get("feeds") if isinstance(data, dict) else None
    sources: list[tuple[Where, dict[str, Any]]] = [
        (("feeds", number), feed)
        for number, feed in enumerate(feeds if isinstance(feeds, list) else ())
        if isinstance(feed, dict)
    ]
    yield from _doubled(sources, lines)
    for where, source in sources:
        yield from _parts(where, source)
        yield from _companions(where, source)
        yield from _paging(where, source)
        yield from _dated(where, source)


def _doubled(sources: list[tuple[Where, dict[str, Any]]], lines: Mapping[Where, int]) -> Iterator[Told]:
    """Yield a fault for each id and each request that an earlier source has."""
    ids: dict[str, int] = {}
    requests: dict[object, int] = {}
    for where, source in sources:
        name, url = source.get("id"), source.get("url")
        if isinstance(name, str):
            place = (*where, "id")
            if name in ids:
                yield place, f"{short(name)} is the id of another feed, in line {ids[name]}"
            ids.setdefault(name, lines[place])
        if isinstance(url, str):
            place, form = (*where, "url"), _form(source)
            asked = (_plain(url), *sorted(form.items()))
            if asked in requests:
                yield place, f"the same address{' and form' if form else ''} as in line {requests[asked]}"
            requests.setdefault(asked, lines[place])


def _plain(url: str) -> str:
    """Return the address without what makes no difference: letter case of scheme and host, and the fragment."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return parts._replace(scheme=parts.scheme.lower(), netloc=parts.netloc.lower(), fragment="").geturl()


def _parts(where: Where, source: Mapping[str, Any]) -> Iterator[Told]:
    """Yield a fault for the part that the kind needs and lacks, and for the part of another kind."""
    kind = source.get("kind")
    if kind not in get_args(FeedKind):
        return
    for part in ("listing", "api"):
        if part in source and kind != part:
            inside = kind == "api" and isinstance(source[part], dict) and "inside" in source[part]
            hint = "; HTML within JSON is kind listing with 'inside:'" if inside else ""
            yield (*where, part), f"is given, but the kind is {kind}{hint}"
        if part not in source and kind == part:
            yield (*where, "kind"), f"a feed of kind {part} needs '{part}:', which says how it is read"


def _companions(where: Where, source: Mapping[str, Any]) -> Iterator[Told]:
    """Yield a fault for each key that says nothing without another."""
    listing = _part(source, "listing")
    for key, needed in (("count_attribute", "count"), ("date_format", "date")):
        if listing.get(key) is not None and listing.get(needed) is None:
            yield (*where, "listing", key), f"needs '{needed}:', the selector of the element it is about"
    request = source.get("request")
    if isinstance(request, dict) and not request:
        yield (*where, "request"), "is empty: allowed: form, headers"


def _paging(where: Where, source: Mapping[str, Any]) -> Iterator[Told]:
    """Yield a fault for pages that cannot be asked for, and for ways to ask that no page uses."""
    pages, api = source.get("pages"), _part(source, "api")
    several = isinstance(pages, int) and pages > 1
    held = {name: place for place, value in _templates(where, source) for name in template.names(value)}
    leads = [part for part in ("listing", "api") if _part(source, part).get("next") is not None]
    for name in ("page", "cursor"):
        if name in held and not several:
            yield held[name], f"{{{name}}} needs 'pages:' of 2 or more, which says how many are asked for in one poll"
    if "cursor" in held and api.get("cursor") is None:
        yield held["cursor"], "{cursor} needs 'api.cursor', which says where an answer states it"
    if "headers" in held.get("cursor", ()):
        yield held["cursor"], "{cursor} cannot stand in a header: no answer may write what we say of ourselves"
    if api.get("cursor") is not None and "cursor" not in held:
        yield (*where, "api", "cursor"), "is used nowhere: write {cursor} in url or form"
    ways = [f"{{{name}}}" for name in ("page", "cursor") if name in held] + [f"{part}.next" for part in leads]
    if len(ways) > 1:
        yield (*where, "pages"), f"the next page is named twice, by {' and '.join(ways)}: keep one"
    if several and not ways and source.get("kind") == "api":  # a feed or a list page may state its next one itself
        yield (*where, "pages"), "nothing leads to a second page: write api.next, or {page} or {cursor} in the request"
    if "first_page" in source and "page" not in held:
        yield (*where, "first_page"), "says nothing without {page} in url, form or headers"


def _dated(where: Where, source: Mapping[str, Any]) -> Iterator[Told]:
    held = {name for _, value in _templates(where, source) for name in template.names(value)}
    if "look_back" in source and not held & {"year", "date"}:
        yield (*where, "look_back"), "says nothing without {year} or {date:FORMAT} in url, form or headers"


def _templates(where: Where, source: Mapping[str, Any]) -> Iterator[Told]:
    """Yield the place and text of each value that may hold placeholders."""
    if isinstance(source.get("url"), str):
        yield (*where, "url"), source["url"]
    for part in ("form", "headers"):
        for name, value in _pairs(_part(source, "request"), part).items():
            yield (*where, "request", part, name), value


def _form(source: Mapping[str, Any]) -> dict[str, str]:
    return _pairs(_part(source, "request"), "form")


def _pairs(request: Mapping[str, Any], part: str) -> dict[str, str]:
    return {name: value for name, value in _part(request, part).items() if isinstance(value, str)}


def _part(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = source.get(name)
    return found if isinstance(found, dict) else {}
