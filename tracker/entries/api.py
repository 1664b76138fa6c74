"""Makes entries of a JSON answer by the dotted paths that its feed states. Knows JSON, not whose API it is.

How paths are written stands in `paths.py`. Fields may be null or missing in any item; only the items must be there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tracker.entries.paths import at, first, load, step, steps, text_of
from tracker.entries.row import SUMMARY_LIMIT, Row, absolute, entries, none_found, plain, tidy
from tracker.model import Api, Entry, Feed, Fetched, Issue
from tracker.moment import moment


def read(feed: Feed, fetched: Fetched) -> tuple[list[Entry], list[Issue]]:
    """Return the entries of a JSON answer; null or a scalar where the items should be is the wrong shape."""
    api = _api(feed)
    root, issue = load(feed, fetched)
    if issue:
        return [], [issue]
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
    root, _ = load(feed, fetched)
    found = first(root, feed.api.next)
    return absolute(found, fetched.final_url) or None if isinstance(found, str) and found else None


def cursor(feed: Feed, fetched: Fetched) -> str:
    """Return the value that stands for ``{cursor}`` in the next request, empty where the answer states none."""
    if feed.kind != "api" or feed.api is None or not fetched.body:
        return ""
    root, _ = load(feed, fetched)
    return tidy(text_of(first(root, feed.api.cursor)))[:2_000]


def _api(feed: Feed) -> Api:
    if feed.api is None:
        raise ValueError(f"feed {feed.id} is an api without paths")
    return feed.api


def _items(root: Any, path: str) -> Iterator[Any]:
    for found in at(root, path):
        if isinstance(found, list):
            yield from found
        else:
            yield found


def _missing(root: Any, path: str) -> str:
    """Return why no list of items can be at the path, or nothing: an empty list, also before a ``*``, is a list."""
    found = [root]
    names = steps(path)
    for number, name in enumerate(names):
        was_list = name == "*" and any(isinstance(each, list) for each in found)
        found = [deeper for each in found for deeper in step(each, name)]
        if not found:
            return "" if was_list else f"nothing at '{'.'.join(names[: number + 1])}'"
    if all(isinstance(each, list | dict) for each in found):
        return ""
    return f"no list at '{path}' but {json.dumps(found[0])[:40]}"


def _row(item: dict[str, Any], api: Api, feed: Feed, fetched: Fetched) -> Row:
    stated = first(item, api.date)
    return Row(
        link=absolute(link, fetched.final_url) if (link := text_of(first(item, api.link))) else "",
        title=plain(text_of(first(item, api.title))),
        guid=text_of(first(item, api.guid)),
        published=moment(stated, feed.zone, fetched.at),
        summary=plain(text_of(first(item, api.summary)), SUMMARY_LIMIT),
        number=tidy(text_of(first(item, api.number))) or None,
        dated=stated not in (None, ""),
    )


def _wrong(feed: Feed, fetched: Fetched, reason: str) -> Issue:
    return Issue("entries", feed.id, "wrong_shape", reason, fetched.at)
