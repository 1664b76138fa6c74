"""Makes the lines of the date desk as people read them: scopes of one act on one day told once, and how sure it is.

Pure; knows no query, no template and no clock. Used by the page, by its feeds and by the command line.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tracker.site.ics import Entry
from tracker.site.wording import cited, day, prose, sentence, web

Row = dict[str, Any]

_VAGUE = re.compile(r"the text says (\d{4}(?:-\d\d)?)(?!-?\d)")

KINDS = {
    "starts": "Starts",
    "ends": "Ends",
    "resumes": "Resumes",
    "pause_ends": "Pause ends",
    "closes": "Comments close",
}
"""The kinds of line, as people say them."""

SURE = {
    "by its text": "by its own text",
    "expected": "expected: a proposal plans it",
    "unconfirmed": "unconfirmed: no later text says what follows – look",
    "reported": "reported only: no official text was read",
}
"""How sure a line is, as people say it."""


def grouped(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Tell the scopes of one act that share day, kind, words and certainty once; in the order of the first of them.

    Each line has `phrase`, what happens; `look`, the state whose sign stands beside it; `scopes`, what it happens to:
    rows with `action`, `paragraph` and `minerals`; and the `minerals` of them all.
    """
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        phrase = _VAGUE.sub(lambda found: f"the text says {day(found[1])}", str(row["what"]).partition(": ")[0])
        key = (row["day"], row["owner"], row["kind"], phrase, row["certainty"])
        line = found.setdefault(key, dict(row) | {"phrase": phrase, "scopes": [], "minerals": ()})
        line["scopes"].append({name: row[name] for name in ("action", "paragraph", "minerals")})
        line["minerals"] = tuple(dict.fromkeys((*line["minerals"], *row["minerals"])))
        line["look"] = look(line)
    return list(found.values())


def look(line: Mapping[str, Any]) -> str:
    """Return the state whose sign stands beside a line with `kind`, `certainty` and `phrase`."""
    if line["certainty"] in {"unconfirmed", "reported"}:
        return {"unconfirmed": "pause_ended_unconfirmed", "reported": "reported"}[line["certainty"]]
    if line["kind"] == "pause_ends" or line["phrase"].startswith("pause"):
        return "suspended"
    looks = {"starts": "in_force", "resumes": "in_force", "ends": "ended", "closes": "proposed"}
    return "announced" if line["certainty"] == "expected" else looks[line["kind"]]


def summary(line: Mapping[str, Any]) -> str:
    """Return a line in a few words: what happens to what."""
    act = f" ({cited(line['instrument'])})" if _numbered(line["instrument"]) else ""
    return f"{sentence(prose(line['phrase']))}: {line['title']}{act}"


def _numbered(instrument: str | None) -> bool:
    return bool(instrument and any(each.isdigit() for each in instrument) and " " in instrument)


def path(line: Mapping[str, Any]) -> str:
    """Return the address on this site of what a line is about."""
    if line["measure_id"]:
        return f"/measure/{quote(line['measure_id'], safe='')}"
    return f"/event/{quote(line['event_id'] or line['owner'], safe='')}"


def entry(line: Mapping[str, Any], site: str = "") -> Entry:
    """Return a grouped line as an entry of a calendar; `site` is the address of this site, empty where nobody knows.

    The id is made of what the line is about and of its day, so that it is the same in every copy of the calendar.
    """
    parts = "\x1f".join((line["day"], line["owner"], line["kind"], line["phrase"]))
    source = web(line["source"])
    told = [
        *dict.fromkeys(_scope(scope) for scope in line["scopes"]),
        f"How sure: {SURE.get(line['certainty'], line['certainty'])}"
        + (f" ({line['confidence']} confidence)" if line["confidence"] in {"low", "medium"} else ""),
        f"Source: {source or 'none that can be linked'}",
    ]
    return Entry(
        uid=f"{hashlib.sha256(parts.encode()).hexdigest()[:24]}@critical-minerals-tracker",
        day=line["day"],
        summary=summary(line),
        description="\n".join(told),
        url=f"{site}{path(line)}" if site else source,
        category=KINDS.get(line["kind"], line["kind"]),
    )


def _scope(scope: Mapping[str, Any]) -> str:
    paragraph = f", paragraph {scope['paragraph']}" if scope["paragraph"] else ""
    minerals = f": {', '.join(scope['minerals'])}" if scope["minerals"] else ""
    return f"{sentence((scope['action'] or 'act').replace('_', ' '))}{paragraph}{minerals}"
