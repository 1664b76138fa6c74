"""Makes Datasette's metadata: descriptions of tables and columns, facets, labels, and the named queries.

The words stand in ``metadata.json`` and the queries in ``queries/*.sql``; a query's first comment line is its title
and the next its description. Knows no page and opens no database.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DATABASE = "tracker"


@dataclass(frozen=True, slots=True)
class Query:
    """One named query: what it answers, what its ``:parameters`` mean, and the SQL."""

    name: str
    title: str
    description: str
    sql: str


@cache
def queries() -> dict[str, Query]:
    """Return the named queries by name."""
    return {path.stem: _read(path) for path in sorted((HERE / "queries").glob("*.sql"))}


def _read(path: Path) -> Query:
    first, second, sql = path.read_text("utf-8").split("\n", 2)
    if not (first.startswith("-- ") and second.startswith("-- ")):
        raise ValueError(f"{path.name} must begin with a line of title and a line of description")
    return Query(path.stem, first.removeprefix("-- "), second.removeprefix("-- "), sql.strip())


def load() -> dict[str, Any]:
    """Return a fresh copy of the metadata, queries included; Datasette writes into what it is given."""
    found: dict[str, Any] = json.loads((HERE / "metadata.json").read_text("utf-8"))
    found["databases"][DATABASE]["queries"] = {
        query.name: {"title": query.title, "description": query.description, "sql": query.sql, "hide_sql": False}
        for query in _by_use()
    }
    found["extra_css_urls"] = ["/assets/tokens.css", "/assets/tables.css"]
    return found


def _by_use() -> list[Query]:
    """Questions (they end in a question mark) first, then the queries that pages are made of."""
    return sorted(queries().values(), key=lambda query: (not query.title.endswith("?"), query.title))
