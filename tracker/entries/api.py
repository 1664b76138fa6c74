"""Makes entries of a JSON answer by the dotted paths that its feed states. Knows JSON, not whose API it is.

Paths: ``results``, ``data.list``, ``data.*.rows.*.data`` (``*`` goes into each member of a list), ``.`` for the root.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tracker.charset import decode
from tracker.entries.moment import moment
from tracker.entries.row import SUMMARY_LIMIT, Row, absolute, entries, none_found, plain, tidy
from tracker.model import Api, Entry, Feed, Fetched, Issue


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries of a JSON answer; null or a scalar where the items should be is the wrong shape."""
    api = _api(feed)
    try:
        root = _load(fetched)
    except ValueError as problem:
        return [], [_wrong(feed, fetched, str(problem))]
    missing = _missing(root, api.items)
    if missing:
        return [], [_wrong(feed, fetched, missing)]
    items = list(_items(root, api.items))
    if not items:
        return [], none_found(feed, fetched, f"no items at '{api.items}'")
    rows = [_row(item, api, feed, fetched) for item in items if isinstance(item, dict)]
    if not any(row.link or row.title for row in rows):
        return [], [_wrong(feed, fetched, f"{len(items)} items, none with '{api.link}' or '{api.title}'")]
    return entries(feed, fetched, rows)


def next_page(feed: Feed, fetched: Fetched) -> str | None:
    """Return the absolute address of the next page that the answer states at ``api.next``, or None on the last."""
    if feed.kind != "api" or feed.api is None or feed.api.next is None or not fetched.body:
        return None
    try:
        root = _load(fetched)
    except ValueError:
        return None
    found = next(_at(root, feed.api.next), None)
    return absolute(found, fetched.final_url) or None if isinstance(found, str) and found else None


def _api(feed: Feed) -> Api:
    if feed.api is None:
        raise ValueError(f"feed {feed.id} is an api without paths")
    return feed.api


def _load(fetched: Fetched) -> Any:
    text = decode(fetched.body or b"", fetched.charset)
    if text is None:
        raise ValueError("the bytes fit no charset")
    if text.lstrip()[:1] == "<":
        raise ValueError("an HTML or XML page instead of JSON")
    try:
        return json.loads(text)
    except RecursionError as problem:
        raise ValueError("JSON nested too deep to read") from problem
    except ValueError as problem:
        raise ValueError(f"no JSON: {problem}") from problem


def _at(value: Any, path: str) -> Iterator[Any]:
    """Yield each value at a dotted path, none where the path does not lead on."""
    steps = [step for step in path.split(".") if step]
    found = [value]
    for step in steps:
        found = [deeper for each in found for deeper in _step(each, step)]
    yield from found


def _step(value: Any, step: str) -> list[Any]:
    if step == "*":
        return list(value) if isinstance(value, list) else []
    if isinstance(value, dict):
        return [value[step]] if step in value else []
    if isinstance(value, list) and step.isdigit() and int(step) < len(value):
        return [value[int(step)]]
    return []


def _items(root: Any, path: str) -> Iterator[Any]:
    for found in _at(root, path):
        if isinstance(found, list):
            yield from found
        else:
            yield found


def _missing(root: Any, path: str) -> str:
    """Return why no list of items can be at the path, or nothing: an empty list, also before a ``*``, is a list."""
    found = [root]
    steps = [step for step in path.split(".") if step]
    for number, step in enumerate(steps):
        if step == "*" and any(isinstance(each, list) for each in found):
            found = [deeper for each in found for deeper in _step(each, step)]
            if not found:
                return ""
            continue
        found = [deeper for each in found for deeper in _step(each, step)]
        if not found:
            return f"nothing at '{'.'.join(steps[: number + 1])}'"
    if all(isinstance(each, list | dict) for each in found):
        return ""
    return f"no list at '{path}' but {json.dumps(found[0])[:40]}"


def _row(item: dict[str, Any], api: Api, feed: Feed, fetched: Fetched) -> Row:
    stated = _value(item, api.date)
    return Row(
        link=absolute(link, fetched.final_url) if (link := _text(item, api.link)) else "",
        title=plain(_text(item, api.title)),
        guid=_text(item, api.guid),
        published=moment(stated, feed.zone, fetched.at),
        summary=plain(_text(item, api.summary), SUMMARY_LIMIT),
        number=tidy(_text(item, api.number)) or None,
        dated=stated not in (None, ""),
    )


def _value(item: dict[str, Any], path: str | None) -> Any:
    return next(_at(item, path), None) if path else None


def _text(item: dict[str, Any], path: str | None) -> str:
    value = _value(item, path)
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _wrong(feed: Feed, fetched: Fetched, reason: str) -> Issue:
    return Issue("entries", feed.id, "wrong_shape", reason, fetched.at)
