"""Answers with a file that programs read: CSV that no table program runs, JSON, headers that let readers ask cheaply.

Knows no query. A cell that begins like a formula gets an apostrophe before it (``docs/subscribing.md`` tells so).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from tracker.site.reading import Row

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

CSV = "text/csv; charset=utf-8"
JSON = "application/json; charset=utf-8"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # table programs read these too


def home(request: Request, site: Datasette) -> str:
    """Return the site's own address, as the reader wrote it, without a last stroke."""
    return str(site.absolute_url(request, "/")).rstrip("/")


def answer(request: Request, site: Datasette, body: str, kind: str, name: str, *, onward: str = "") -> Response:
    """Answer with a file; 304 without a body to a reader that has it. `onward` is the address of the next page."""
    tag = f'"{sha256(body.encode("utf-8", "replace")).hexdigest()[:32]}"'
    headers = {
        "Cache-Control": f"max-age={site.setting('default_cache_ttl')}",
        "Access-Control-Allow-Origin": "*",
        "ETag": tag,
    }
    if onward:
        headers["Link"] = f'<{onward}>; rel="next"'
    held = request.headers.get("if-none-match", "")
    if tag in {each.strip().removeprefix("W/") for each in held.split(",")}:
        return Response("", 304, headers, kind)
    return Response(body, 200, headers | {"Content-Disposition": f'inline; filename="{name}"'}, kind)


def table(fields: Sequence[str], rows: Iterable[Row]) -> str:
    """Return rows as CSV (RFC 4180), lists with spaces between."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(fields)
    for row in rows:
        writer.writerow([cell(row[name]) for name in fields])
    return text.getvalue()


def cell(value: object) -> object:
    """Return what stands in a cell: a table program would run what begins like a formula."""
    text = " ".join(value) if isinstance(value, tuple) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(FORMULA) else text


def told(fields: Sequence[str], rows: Iterable[Row], name: str, **about: Any) -> str:
    """Return what is told about a list, and under its name the rows, as JSON."""
    return json.dumps(
        about | {name: [{each: row[each] for each in fields} for row in rows]}, ensure_ascii=False, indent=1
    )
