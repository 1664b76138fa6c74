"""Makes the page that says how good the tagging and coding are, from the sheet that ``docs/generate.py`` wrote.

Knows no scoring and no gold file: what stands in ``quality.json`` is shown as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import NotFound, Response

from tracker.site.asking import show
from tracker.site.reading import Row

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

SHEET = Path(__file__).parent / "quality.json"
"""The packaged sheet, as :func:`tracker.scorecard.sheet` makes it, with the day and the coder's version."""

JSON = "application/json; charset=utf-8"
LANGUAGES = ("en", "zh")
FIELDS = {
    "action": "Action",
    "stage": "Stage",
    "certainty": "Certainty",
    "instrument": "Number of the act",
    "announced": "Day announced",
    "effective": "Day of effect",
    "until": "Last day",
    "spurious_dates": "Days left open that are open",
    "actors": "Acting countries",
    "agencies": "Agencies",
    "targets": "Target countries",
    "via": "Transit countries",
    "minerals": "Minerals",
    "firms": "Firms",
}
"""The coded fields that are shown; the family is right by the rules of matching."""


def sheet(path: Path = SHEET) -> dict[str, Any] | None:
    """Return the sheet; None where none was packaged."""
    if not path.is_file():
        return None
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


async def quality(request: Request, datasette: Datasette) -> Response:
    """How good it is: figures by kind and language, floors, and errors with their text."""
    found = sheet(SHEET)
    context = told(found) if found else {}
    return await show(datasette, request, "quality.html", {"sheet": found, **context})


async def quality_json(request: Request, datasette: Datasette) -> Response:
    """The sheet itself."""
    found = sheet(SHEET)
    if found is None:
        raise NotFound("Nothing was measured")
    return Response(json.dumps(found, ensure_ascii=False), 200, {}, JSON)


def told(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the rows of the page's tables."""
    return {
        "mentions": list(mention_rows(found)),
        "detection": [figure(found, f"claims.{lang}.detection", "f1", lang=lang) for lang in LANGUAGES],
        "fields": [field_row(found, name, label) for name, label in FIELDS.items()],
        "events": figure(found, "events", "f1"),
        "noise": [figure(found, "noise", name) for name in ("no_mineral", "no_claim")],
        "missed": [(group, [row for row in found["misses"] if row["group"] == group]) for group in groups(found)],
    }


def groups(found: Mapping[str, Any]) -> list[str]:
    """Return the kinds of errors in the order they are first told."""
    return list(dict.fromkeys(row["group"] for row in found["misses"]))


def mention_rows(found: Mapping[str, Any]) -> Iterator[Row]:
    """Yield one row of figures for each kind and language that the gold has spans of."""
    for kind in found["all"]["mentions"]["all"]:
        for lang in LANGUAGES:
            row = figure(found, f"mentions.{lang}.{kind}.span", "f1", lang=lang, kind=kind)
            if row["n"]:
                yield row


def field_row(found: Mapping[str, Any], name: str, label: str) -> Row:
    """Return the share of right values of one field, over all languages and for each."""
    row = figure(found, f"claims.all.fields.{name}", "score", label=label)
    return row | {lang: figure(found, f"claims.{lang}.fields.{name}", "score")["value"] for lang in LANGUAGES}


def figure(found: Mapping[str, Any], path: str, name: str, **more: str) -> Row:
    """Return one figure with what stands beside it.

    `value` is its main score (`name`), `p` and `r` precision and recall where there are any, `n` the gold items behind
    it, `read` and `held` the same score on the cases that were read and held back, `held_n` the items of the latter,
    `floor` what it may not fall below. None stands for nothing to tell.
    """
    row = at(found["all"], path)
    parts = {name: at(found[name], path) if found[name] else {} for name in ("read", "held")}
    floors = found["floors"]
    return {
        "value": row[name] if row["n"] else None,
        "p": row.get("p"),
        "r": row.get("r"),
        "n": row["n"],
        "read": parts["read"].get(name) if parts["read"].get("n") else None,
        "held": parts["held"].get(name) if parts["held"].get("n") else None,
        "held_n": parts["held"].get("n", 0),
        "floor": floors.get(f"{path}.{name}"),
        **more,
    }


def at(card: Mapping[str, Any], path: str) -> Mapping[str, Any]:
    """Return what stands in a card at a path with points between its keys."""
    row: Any = card
    for key in path.split("."):
        row = row[key]
    found: Mapping[str, Any] = row
    return found
