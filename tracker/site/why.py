"""Puts the reasons of an event's claims under the fields that they gave. Pure; knows no query and no template.

Only reasons for what the event says are shown, official sources first; what was outvoted stands with its own claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.site.reading import Row

FIELDS = (
    "action", "stage", "actors", "agencies", "via", "targets", "minerals", "firms", "instrument", "paragraph",
    "affects", "relation", "announced", "effective", "until", "closes",
)  # fmt: skip
MOST = 3
"""Tellings that are shown for a field; the rest are counted."""
LONGEST = 160
"""Letters of a passage that are shown."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one claim gives a field by one rule: the values, and the passages that the rule read."""

    source: Row
    rule: str
    values: tuple[str, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a field is what it is: the first tellings, and how many more say so."""

    tellings: tuple[Telling, ...]
    more: int


def by_field(event: Row, reasons: Iterable[Row]) -> dict[str, Why]:
    """Return for each field of the event the tellings that gave its values; fields without reasons are left out."""
    found: dict[str, dict[tuple[str, str], list[Row]]] = {}
    for row in reasons:
        if row["certainty"] == "asserted" and row["value"] in _values(event, row["about"]):
            found.setdefault(row["about"], {}).setdefault((row["claim_id"], row["rule"]), []).append(row)
    return {name: _why(list(found[name].values())) for name in FIELDS if name in found}


def _values(event: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = event.get(name) if name in FIELDS else None
    return value if isinstance(value, tuple) else (str(value),) if value else ()


def _why(groups: list[list[Row]]) -> Why:
    claims = list(dict.fromkeys(rows[0]["claim_id"] for rows in groups))
    shown = [_telling(rows) for rows in groups if rows[0]["claim_id"] in claims[:MOST]]
    return Why(tuple(shown), max(0, len(claims) - MOST))


def _telling(rows: list[Row]) -> Telling:
    quotes = dict.fromkeys(row["quote"] for row in rows if row["quote"])
    values = dict.fromkeys(row["value"] for row in rows)
    return Telling(rows[0], rows[0]["rule"], tuple(values), tuple(_short(quote) for quote in quotes))


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST else f"{quote[: LONGEST // 2].rstrip()} … {quote[-LONGEST // 2 :].lstrip()}"
