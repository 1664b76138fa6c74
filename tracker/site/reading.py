"""Runs named queries and gives plain rows with their lists opened, and the names of things. Knows no page.

All reading goes through Datasette's own pool, so its time limit holds for pages too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode
from weakref import WeakKeyDictionary

from tracker.site.metadata import DATABASE, queries

if TYPE_CHECKING:
    from datasette.app import Datasette

Row = dict[str, Any]

LISTS = frozenset(
    {"actors", "agencies", "targets", "via", "minerals", "firms", "languages", "affects", "groups", "control_codes",
     "hs_codes"},
)  # fmt: skip
"""Columns that hold JSON arrays, in every table and query."""

KINDS = ("mineral", "country", "agency", "firm")


async def read(site: Datasette, name: str, **parameters: str) -> list[Row]:
    """Return the rows of a named query, its JSON arrays as tuples."""
    return await run(site, queries()[name].sql, parameters)


async def some(site: Datasette, name: str, column: str, values: Sequence[str], **parameters: str) -> list[Row]:
    """Return those rows of a named query that have one of some values in a column; no other row is read."""
    if not values:
        return []
    sql = f"SELECT * FROM ({queries()[name].sql})\nWHERE {column} IN (SELECT value FROM json_each(:among))"  # noqa: S608  # ours
    return await run(site, sql, parameters | {"among": json.dumps(values)})


def unsorted(name: str) -> str:
    """Return a named query as a source of rows in no order, to stand behind FROM."""
    return f"({queries()[name].sql}), (SELECT 1)"  # SQLite sorts what stands alone, but not what is joined


async def narrow(site: Datasette, name: str, columns: Sequence[str], **parameters: str) -> list[Row]:
    """Return some columns of a named query; the others are not read. Rows come in no order."""
    return await run(site, f"SELECT {', '.join(columns)} FROM {unsorted(name)}", parameters)  # noqa: S608  # ours


async def run(site: Datasette, sql: str, parameters: Mapping[str, str]) -> list[Row]:
    """Return the rows of a query that is written for the occasion, its JSON arrays as tuples."""
    result = await site.get_database(DATABASE).execute(sql, dict(parameters))
    return _rows(result.columns, result.rows)


def _rows(columns: Sequence[str], found: Sequence[Any]) -> list[Row]:
    rows: list[Row] = [dict(zip(columns, values, strict=True)) for values in found]
    for name in LISTS.intersection(columns):
        for row in rows:
            row[name] = opened(row[name])
    return rows


@lru_cache(8192)  # few lists, read thousands of times a page
def opened(value: str | None) -> tuple[str, ...]:
    """Return a JSON array's strings; whatever is no array of strings gives none."""
    try:
        found = json.loads(value or "[]")
    except ValueError:
        return ()
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def link(name: str, extension: str = "", **parameters: str) -> str:
    """Return the address of a named query with its parameters, as a page, ``.csv`` or ``.json``."""
    return f"/{DATABASE}/{name}{extension}?{urlencode(parameters)}"


@dataclass(frozen=True, slots=True)
class Names:
    """The display names of the vocabulary."""

    terms: dict[tuple[str, str], Row]
    firm_ids: dict[str, str]

    def of(self, kind: str, term: str) -> str:
        """Return the English name, or something readable made from the id."""
        if kind == "country" and term == "*":
            return "all destinations"
        found = self.terms.get((kind, term))
        if found and kind == "agency" and found["country"]:
            return f"{found['name']} ({found['country']})"
        if found:
            return str(found["name"])
        return term if kind in {"country", "firm"} else term.replace("-", " ").replace("_", " ").capitalize()

    def zh(self, kind: str, term: str) -> str:
        """Return the Chinese name, or nothing."""
        found = self.terms.get((kind, term))
        return str(found["name_zh"]) if found else ""

    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return for each mineral the groups that it is directly in."""
        return {term: row["groups"] for (kind, term), row in self.terms.items() if kind == "mineral"}

    def kin(self, mineral: str) -> frozenset[str]:
        """Return a mineral with the groups it belongs to and, if it is a group, with its members."""
        above = self.groups()
        below: dict[str, list[str]] = {}
        for member, groups in above.items():
            for group in groups:
                below.setdefault(group, []).append(member)
        return frozenset(_reached(mineral, above) | _reached(mineral, below))

    def kin_of(self, minerals: Iterable[str]) -> str:
        """Return the kin of some minerals as the named queries take them, with commas between."""
        return ",".join(sorted({each for mineral in minerals for each in self.kin(mineral)}))

    def path(self, kind: str, term: str) -> str:
        """Return the address of a term's page."""
        known = self.firm_ids.get(term, term) if kind == "firm" else term
        return f"/{kind}/{quote(known, safe='')}"


def _reached(start: str, ways: Mapping[str, Sequence[str]]) -> set[str]:
    found, open_ends = {start}, [start]
    while open_ends:
        fresh = [each for each in ways.get(open_ends.pop(), ()) if each not in found]
        found.update(fresh)
        open_ends += fresh
    return found


_SHELF: WeakKeyDictionary[Datasette, tuple[str, Names]] = WeakKeyDictionary()


async def names(site: Datasette, edition: str | None) -> Names:
    """Return the names of one edition of the vocabulary; read once for each edition, each time if it bears none."""
    held = _SHELF.get(site)
    if held and held[0] == edition:
        return held[1]
    found = await _names(site)
    if edition:
        _SHELF[site] = (edition, found)
    return found


async def _names(site: Datasette) -> Names:
    sql = "SELECT kind, id, name, name_zh, country, groups FROM terms"
    result = await site.get_database(DATABASE).execute(sql)
    rows = _rows(result.columns, result.rows)
    firms = {str(row["name"]): str(row["id"]) for row in rows if row["kind"] == "firm"}
    return Names({(str(row["kind"]), str(row["id"])): row for row in rows}, firms)
