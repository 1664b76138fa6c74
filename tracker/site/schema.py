"""Makes the page of the schema: the main tables drawn with what points to what, and every table by its room.

The keys are read from the database, the words from the metadata; where a box stands is set by hand. Knows no SQL and
no markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Response

from tracker.site import metadata
from tracker.site.asking import show
from tracker.site.metadata import DATABASE
from tracker.site.reading import Row, read

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

ROOMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Sources", "Who is followed, how they answered, what they announced, and when we did not see them.",
     ("feeds", "entries", "polls", "blind_intervals", "issues", "number_gaps", "robots", "sources")),
    ("Texts", "What was read, what is named in it, how it was changed later, and the lists annexed to it.",
     ("articles", "mentions", "revisions", "controlled_items", "listed_entities", "aliases")),
    ("Claims", "What one passage says was done, with the passage, and why each field is as it is.",
     ("claims", "claim_reasons", "reports")),
    ("Events", "What happened, told once, and how events hang together.",
     ("events", "event_minerals", "event_countries", "event_agencies", "event_firms", "routes", "threads",
      "thread_events", "event_aliases", "event_keys")),
    ("Measures", "Acts with a life: their parts, steps, and states by two clocks.",
     ("measures", "scopes", "scope_minerals", "steps", "spans", "measure_links", "dates", "measure_state",
      "date_desk")),
    ("People", "What people say over the coder.", ("corrections",)),
    ("Names and words", "The vocabulary, the index of words, and what this site is.",
     ("terms", "search", "search_docs", "world")),
)  # fmt: skip
"""The rooms: title, what they hold, and their tables and views in the order in which they are met."""

REST = ("Inner tables", "Tables that SQLite and the tracker keep for themselves.")

BOXES: dict[str, tuple[int, int, str]] = {
    # table: column and row in the drawing, and what it holds in a few words
    "feeds": (0, 0, "who is followed"),
    "entries": (0, 1, "what they announced"),
    "polls": (0, 2, "how they answered"),
    "blind_intervals": (0, 3, "when not seen"),
    "articles": (1, 0, "what was read"),
    "revisions": (1, 1, "how it was changed"),
    "mentions": (1, 2, "what is named in it"),
    "controlled_items": (1, 3, "goods in its lists"),
    "listed_entities": (1, 4, "firms in its lists"),
    "claims": (2, 0, "what a passage says"),
    "routes": (2, 2, "ways around controls"),
    "event_minerals": (2, 3, "events by mineral"),
    "event_countries": (2, 4, "events by country"),
    "events": (3, 1, "what happened"),
    "thread_events": (3, 3, "campaigns in order"),
    "threads": (3, 4, "campaigns"),
    "measures": (4, 1, "acts with a life"),
    "steps": (4, 0, "what happened to it"),
    "scopes": (4, 2, "its parts"),
    "spans": (4, 3, "its states, two clocks"),
    "measure_links": (4, 4, "act to act"),
}
WIDE, HIGH, ACROSS, DOWN, EDGE = 164.0, 44.0, 64.0, 30.0, 34.0
"""Size of a box, the room between columns and between rows, and the room around all, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Box:
    """A table in the drawing, with the place of its upper left corner."""

    name: str
    says: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A key in the drawing: from which table and columns to which table, and the way as SVG path data."""

    table: str
    columns: str
    to: str
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole drawing: its size, boxes and lines."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


async def schema(request: Request, datasette: Datasette) -> Response:
    """The schema: a drawing, and every table and view with what it holds and points to."""
    keys = together(await read(datasette, "table_keys"))
    told = metadata.load()["databases"][DATABASE]["tables"]
    return await show(datasette, request, "schema.html", {"drawing": draw(keys), "rooms": rooms(told, keys)})


def together(rows: Iterable[Row]) -> list[tuple[str, str, str]]:
    """Return each key once, as table, columns with commas between, and the table it points to."""
    found: dict[tuple[str, int, str], list[str]] = {}
    for row in rows:
        found.setdefault((row["table"], row["number"], row["points_to"]), []).append(row["column"])
    return [(table, ", ".join(columns), to) for (table, _, to), columns in found.items()]


def rooms(told: Mapping[str, Any], keys: Iterable[tuple[str, str, str]]) -> list[Row]:
    """Return every described table by its room, with its columns' number and the keys that go out from it."""
    out: dict[str, list[tuple[str, str]]] = {}
    for table, columns, to in keys:
        out.setdefault(table, []).append((columns, to))
    placed = {name for *_, names in ROOMS for name in names}
    rest = (*REST, tuple(sorted(set(told) - placed)))
    return [
        {
            "title": title,
            "says": says,
            "tables": [
                {"name": name, **told[name], "keys": out.get(name, []), "width": len(told[name].get("columns", {}))}
                for name in names
                if name in told
            ],
        }
        for title, says, names in (*ROOMS, rest)
    ]


def draw(keys: Iterable[tuple[str, str, str]]) -> Drawing:
    """Return the drawing of the main tables and of the keys between them."""
    boxes = {
        name: Box(name, says, EDGE + column * (WIDE + ACROSS), EDGE + row * (HIGH + DOWN))
        for name, (column, row, says) in BOXES.items()
    }
    lines = tuple(
        Line(table, columns, to, _way(boxes[table], boxes[to]))
        for table, columns, to in keys
        if table in boxes and to in boxes and table != to
    )
    width = max(box.x for box in boxes.values()) + WIDE + EDGE
    height = max(box.y for box in boxes.values()) + HIGH + EDGE
    return Drawing(width, height, tuple(boxes.values()), lines)


def _way(start: Box, end: Box) -> str:
    """Return a line's way: from side to side between columns, along the column's left edge within one."""
    here, there = start.y + HIGH / 2 + 5, end.y + HIGH / 2 - 5
    if start.x == end.x:
        if abs(start.y - end.y) <= HIGH + DOWN:
            down = end.y > start.y
            return f"M{start.x + WIDE / 2:g} {start.y + (HIGH if down else 0):g}V{end.y + (0 if down else HIGH):g}"
        aside = start.x - 12 - 2 * abs(start.y - end.y) / (HIGH + DOWN)
        return f"M{start.x:g} {here:g}H{aside:g}V{there:g}H{end.x:g}"
    leaves, comes = (start.x + WIDE, end.x) if start.x < end.x else (start.x, end.x + WIDE)
    bend = (comes - leaves) / 2
    return f"M{leaves:g} {here:g}C{leaves + bend:g} {here:g} {comes - bend:g} {there:g} {comes:g} {there:g}"
