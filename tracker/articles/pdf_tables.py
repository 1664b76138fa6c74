"""Makes tables of the lines that are drawn on a page: which cell of which grid a point lies in.

Pure geometry, in points, y upwards; knows neither letters nor PDF.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_EDGES = 20_000
MOST_RULES = 800
"""More lines than any table has on one page, before and after its pieces are put together: a drawing, a map."""
MOST_CELLS = 20_000
SNAP = 2.5
"""Points within which two lines are one: a rule is drawn as a thin box, a border twice."""
_SHORTEST = 3.0


@dataclass(frozen=True, slots=True)
class Edge:
    """A straight line along an axis: `at` is its fixed coordinate, `low` and `high` its ends on the other."""

    upright: bool
    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table: `xs` from left to right, `ys` from bottom to top, `owner` the cell of each field, row by row.

    A cell that spans several fields is the field where it begins: its first row from the top, its first column.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[int, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row (from the top) and column of the cell around a point; None outside of the table."""
        column, below = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        columns, rows = len(self.xs) - 1, len(self.ys) - 1
        if not (0 <= column < columns and 0 <= below < rows):
            return None
        return divmod(self.owner[(rows - 1 - below) * columns + column], columns)


def edge(x0: float, y0: float, x1: float, y1: float) -> Edge | None:
    """Return the edge between two points; None for slanting and very short lines."""
    width, height = abs(x1 - x0), abs(y1 - y0)
    if width <= 1 and height >= _SHORTEST:
        return Edge(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))
    if height <= 1 and width >= _SHORTEST:
        return Edge(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
    return None


def grids(edges: Sequence[Edge]) -> list[Grid]:
    """Return the tables that edges draw, from the top of the page down; none where a page is drawn all over."""
    if len(edges) > MOST_EDGES:
        return []
    upright, level = _merged(e for e in edges if e.upright), _merged(e for e in edges if not e.upright)
    if len(upright) + len(level) > MOST_RULES:
        return []
    found = [grid for group in _connected(upright, level) if (grid := _grid(group))]
    return sorted(found, key=lambda grid: -grid.ys[-1])


def _merged(edges: Iterable[Edge]) -> list[Edge]:
    """Return edges with those made one that lie on one another or continue one another."""
    found: list[Edge] = []
    ordered = sorted(edges, key=lambda e: e.at)
    first = 0
    while first < len(ordered):
        last = first
        while last + 1 < len(ordered) and ordered[last + 1].at - ordered[first].at <= SNAP:
            last += 1
        lane = sorted(ordered[first : last + 1], key=lambda e: e.low)
        at = sum(e.at for e in lane) / len(lane)
        low, high = lane[0].low, lane[0].high
        for each in lane[1:]:
            if each.low > high + SNAP:
                found.append(Edge(each.upright, at, low, high))
                low, high = each.low, each.high
            high = max(high, each.high)
        found.append(Edge(lane[0].upright, at, low, high))
        first = last + 1
    return found


def _connected(upright: Sequence[Edge], level: Sequence[Edge]) -> list[list[Edge]]:
    """Return the edges in groups that touch: one group for each table."""
    edges = [*upright, *level]
    parent = list(range(len(edges)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for i, post in enumerate(upright):
        for j, beam in enumerate(level, len(upright)):
            if beam.low - SNAP <= post.at <= beam.high + SNAP and post.low - SNAP <= beam.at <= post.high + SNAP:
                parent[root(i)] = root(j)
    groups: dict[int, list[Edge]] = {}
    for number, each in enumerate(edges):
        groups.setdefault(root(number), []).append(each)
    return list(groups.values())


def _grid(group: Sequence[Edge]) -> Grid | None:
    """Return the table that a group of edges makes; None where it has not two cells."""
    xs = sorted({e.at for e in group if e.upright})
    ys = sorted({e.at for e in group if not e.upright})
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > MOST_CELLS:
        return None
    owner = list(range(columns * rows))

    def root(number: int) -> int:
        while owner[number] != number:
            number = owner[number]
        return number

    def unite(one: int, other: int) -> None:
        one, other = root(one), root(other)
        owner[max(one, other)] = min(one, other)

    posts, beams = _walls(group, upright=True), _walls(group, upright=False)
    for row in range(rows):
        middle = (ys[rows - row] + ys[rows - row - 1]) / 2
        for column in range(columns):
            here = row * columns + column
            if column and not _crossed(posts.get(xs[column], ()), middle):
                unite(here - 1, here)
            across = (xs[column] + xs[column + 1]) / 2
            if row and not _crossed(beams.get(ys[rows - row], ()), across):
                unite(here - columns, here)
    return Grid(tuple(xs), tuple(ys), tuple(root(number) for number in range(columns * rows)))


def _walls(group: Iterable[Edge], *, upright: bool) -> dict[float, list[Edge]]:
    found: dict[float, list[Edge]] = {}
    for each in group:
        if each.upright == upright:
            found.setdefault(each.at, []).append(each)
    return found


def _crossed(walls: Iterable[Edge], point: float) -> bool:
    return any(wall.low <= point <= wall.high for wall in walls)
