"""Makes Datasette's metadata: descriptions of tables and columns, facets, labels, and the named queries.

The words stand in ``metadata.json`` and the queries in ``queries/*.sql``. A query's first comment line is its title and
the next its description; then comes a line for each parameter, ``-- :name (example) meaning``, and ``-- whole: table``
where it must read a whole large table. Knows no page and opens no database.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

HERE = Path(__file__).parent
DATABASE = "tracker"
PARAMETER = re.compile(r"-- :(\w+) \((.*?)\) (.+)")
WHOLE = "-- whole: "
FIRST = ("mineral_controls", "in_force", "paused", "pauses_run_out", "date_lines", "new_events", "changed_between",
         "measures_since", "who_against_whom", "between_two", "evidence_for_measure", "evidence_on", "read_differently",
         "single_source", "ways_around", "items_by_hs", "entities_by_name")  # fmt: skip
"""The questions that are asked most, in the order in which they are offered; the others follow by title."""

LIMIT = re.compile(r"LIMIT (\d+)$")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One ``:parameter`` of a query: a value that gives an answer, and what it means."""

    name: str
    example: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """One named query: what it answers, what its ``:parameters`` mean, which large tables it reads whole, the SQL."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    whole: tuple[str, ...]
    sql: str

    @property
    def public(self) -> bool:
        """Whether it answers a reader's question; others are parts of pages."""
        return self.title.endswith("?")

    def example(self, extension: str = "") -> str:
        """Return the address that asks it with its example values, as a page, ``.csv`` or ``.json``."""
        given = {each.name: each.example for each in self.parameters if each.example}
        return f"/{DATABASE}/{self.name}{extension}" + (f"?{urlencode(given)}" if given else "")


@cache
def queries() -> dict[str, Query]:
    """Return the named queries by name."""
    return {path.stem: _read(path) for path in sorted((HERE / "queries").glob("*.sql"))}


def _read(path: Path) -> Query:
    lines = path.read_text("utf-8").strip().split("\n")
    head = lines[: next(place for place, line in enumerate(lines) if not line.startswith("-- "))]
    if len(head) < 2:
        raise ValueError(f"{path.name} must begin with a line of title and a line of description")
    title, description, *rest = head
    found = [PARAMETER.fullmatch(line) for line in rest if not line.startswith(WHOLE)]
    whole = tuple(line.removeprefix(WHOLE) for line in rest if line.startswith(WHOLE))
    if not all(found):
        raise ValueError(f"{path.name}: below title and description stand lines like -- :name (example) meaning")
    parameters = tuple(Parameter(*each.groups()) for each in found if each)
    most = LIMIT.search(lines[-1])
    told = " ".join(
        (
            description.removeprefix("-- "),
            *(f"It reads all {table}." for table in whole),
            *((f"At most {int(most[1]):,} rows.",) if most else ()),
        )
    )
    return Query(path.stem, title.removeprefix("-- "), told, parameters, whole, "\n".join(lines[len(head) :]))


def parts() -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is said of the site, and what is said of the database, its tables and queries.

    Datasette is given them apart (:func:`tracker.site.plugin.get_metadata` says why).
    """
    whole = load()
    return {name: value for name, value in whole.items() if name != "databases"}, {"databases": whole["databases"]}


def load() -> dict[str, Any]:
    """Return a fresh copy of the metadata, queries included; Datasette writes into what it is given."""
    found: dict[str, Any] = json.loads((HERE / "metadata.json").read_text("utf-8"))
    database = found["databases"][DATABASE]
    database["description_html"] = Markup(
        '<p>{} <a href="/schema">The schema as a picture</a> shows how they hang together.</p>'
    ).format(database["description"])
    database["queries"] = {query.name: _told(query) for query in _by_use()}
    found["extra_css_urls"] = ["/assets/tokens.css", "/assets/tables.css"]
    return found


def _told(query: Query) -> dict[str, Any]:
    return {
        "title": query.title,
        "description": query.description,
        "description_html": _explained(query),
        "sql": query.sql,
        "params": [each.name for each in query.parameters],
        # The answer first: the SQL is one click away.
        "hide_sql": True,
    }


def _explained(query: Query) -> str:
    """Return a query's description with its parameters as a list and a link that asks it with the example values."""
    said = Markup("<p>{}</p>").format(query.description)
    if not query.parameters:
        return str(said)
    row = Markup("<dt><code>{}</code></dt><dd>{}{}</dd>")
    rows = Markup("").join(
        row.format(each.name, each.meaning, f" For example: {each.example}" if each.example else "")
        for each in query.parameters
    )
    shown = Markup('<p><a href="{}">Ask it with the example values</a></p>').format(query.example())
    return str(said + Markup('<dl class="parameters">') + rows + Markup("</dl>") + shown)


def _by_use() -> list[Query]:
    """Questions first, then the queries that pages are made of."""
    place = {name: number for number, name in enumerate(FIRST)}
    return sorted(
        queries().values(), key=lambda query: (not query.public, place.get(query.name, len(FIRST)), query.title)
    )
