"""Makes the front page's table of minerals by issuing countries from the rows of ``in_force``. Pure.

Minerals that stand under exactly the same scopes share one row: an act that lists seven rare earths is one line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.site.reading import Row
from tracker.site.wording import ACTIONS, state

COLUMNS = 5
OTHERS = "others"
ACTIVE = frozenset({"in_force", "suspended", "pause_ended_unconfirmed", "announced"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the matrix: minerals (none: the acts name none) and, for each column, the scopes in reading order."""

    minerals: tuple[str, ...]
    cells: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def weight(self) -> tuple[bool, int, int, int]:
        """Named minerals first, then by how many scopes bind or may bind, how many there are, how many minerals."""
        scopes = [scope for _, cell in self.cells for scope in cell]
        return (not self.minerals, -sum(s["state"] in ACTIVE for s in scopes), -len(scopes), len(self.minerals))


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table. `issuers` are the columns; `hidden` counts the lines that were left out."""

    issuers: tuple[str, ...]
    lines: tuple[Line, ...]
    hidden: int


def build(scopes: Sequence[Row], *, lines: int | None = None) -> Matrix:
    """Lay the scopes out by mineral and issuer, heaviest lines first, at most `lines` of them."""
    issuers = _columns(scopes)
    by_mineral: dict[str, list[Row]] = defaultdict(list)
    for scope in scopes:
        for mineral in scope["minerals"] or ("",):
            by_mineral[mineral].append(scope)
    together: dict[tuple[tuple[str, str], ...], list[str]] = defaultdict(list)
    for mineral, under in by_mineral.items():
        together[tuple(sorted((s["measure_id"], s["scope_id"]) for s in under))].append(mineral)
    found = [_line(minerals, by_mineral[minerals[0]], issuers) for minerals in together.values()]
    found.sort(key=lambda line: (line.weight, line.minerals))
    kept = found[:lines]
    return Matrix(issuers, tuple(kept), len(found) - len(kept))


def _columns(scopes: Iterable[Row]) -> tuple[str, ...]:
    counts = Counter(actor for scope in scopes for actor in set(scope["actors"]))
    ranked = sorted(counts, key=lambda actor: (-counts[actor], actor))
    return tuple(ranked) if len(ranked) <= COLUMNS + 1 else (*ranked[:COLUMNS], OTHERS)


def _line(minerals: list[str], scopes: Iterable[Row], issuers: Sequence[str]) -> Line:
    cells: dict[str, list[Row]] = {issuer: [] for issuer in issuers}
    for scope in scopes:
        for column in {actor if actor in cells else OTHERS for actor in scope["actors"]}:
            cells.setdefault(column, []).append(scope)
    ordered = tuple((column, tuple(sorted(cell, key=reading_order))) for column, cell in cells.items())
    return Line(tuple(sorted(filter(None, minerals))), ordered)


def reading_order(scope: Row) -> tuple[int, str, str]:
    """What a person must look at first, then what binds."""
    return state(scope["state"]).rank, str(scope["action"]), str(scope["since"])


@dataclass(frozen=True, slots=True)
class Brief:
    """All scopes of one cell in one state, in one line: kinds of action, number of measures, and a pause's last day.

    `only` is the measure's id where there is but one.
    """

    state: str
    actions: tuple[str, ...]
    count: int
    until: str | None
    only: str | None


def brief(cell: Sequence[Row]) -> list[Brief]:
    """Tell a cell in a line for each state; scopes that only pause other acts bind nobody and are left out."""
    by_state: dict[str, list[Row]] = defaultdict(list)
    for scope in cell:
        if scope["action"] in ACTIONS:
            by_state[scope["state"]].append(scope)
    return [_brief(value, scopes) for value, scopes in by_state.items()]


def _brief(value: str, scopes: Sequence[Row]) -> Brief:
    actions = dict.fromkeys(scope["action"] for scope in sorted(scopes, key=_weight))
    measures = {str(scope["measure_id"]) for scope in scopes}
    ends = [str(scope["until"]) for scope in scopes if scope["until"] and value == "suspended"]
    only = next(iter(measures)) if len(measures) == 1 else None
    return Brief(value, tuple(actions), len(measures), max(ends, default=None), only)


def _weight(scope: Row) -> int:
    return list(ACTIONS).index(scope["action"])


def looks(scopes: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Put scopes whose pause ended for the same reason together, each measure once."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for scope in scopes:
        if scope["state"] == "pause_ended_unconfirmed":
            found[scope["why"]].setdefault(scope["measure_id"], scope)
    return [(why, list(measures.values())) for why, measures in found.items()]


def tally(scopes: Iterable[Row]) -> list[tuple[str, int]]:
    """Count measures by state, in the order of the states; a measure with two states counts in both."""
    counts = Counter(value for value, _ in {(scope["state"], scope["measure_id"]) for scope in scopes})
    return sorted(counts.items(), key=lambda pair: state(pair[0]).rank)
