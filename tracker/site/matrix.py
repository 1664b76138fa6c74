"""Makes the table of minerals by issuing countries from the rows of ``in_force``: few words for each cell. Pure.

Minerals of one family (the rare earths) share a row, as do minerals of which the same is told. A cell says in at most
:data:`SHOWN` lines what binds, what is paused and what needs a look, the strongest action of each state first; which
acts these are stands behind the cell's link. Scopes that only pause or change other acts bind nobody and are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tracker.site.reading import Row
from tracker.site.wording import ACTIONS, state

NEEDED = ("measure_id", "actors", "action", "minerals", "targets", "state", "until")
"""What is read of each scope."""
COLUMNS = 5
SHOWN = 2
OTHERS = "others"
FAMILIES = ("rare-earths", "platinum-group-metals")
"""Groups that law and trade treat as one subject. Of other groups (minor metals) each member has a life of its own."""

RESTRICTIONS = frozenset(
    {
        "export_prohibition",
        "export_licensing",
        "export_quota",
        "production_quota",
        "export_tax",
        "technology_control",
        "entity_listing",
        "import_tariff",
        "import_restriction",
    }
)
WEIGHTS = {"in_force": 8, "pause_ended_unconfirmed": 8, "suspended": 6, "announced": 3, "proposed": 2, "reported": 1}
STRENGTH = {action: rank for rank, action in enumerate(ACTIONS)}


@dataclass(frozen=True, slots=True)
class Brief:
    """All scopes of one cell in one state: kinds of action, number of acts, a pause's last day, whom all are aimed at.

    `rest` counts the acts of each state that has no line of its own; only the last line of a cell has any.
    """

    state: str
    actions: tuple[str, ...]
    acts: int
    until: str | None
    targets: tuple[str, ...]
    rest: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its column, whose acts stand in it, and its lines (none: nothing is known)."""

    column: str
    actors: tuple[str, ...]
    lines: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: minerals (none: the acts name none), the members told with a family, and the cells."""

    minerals: tuple[str, ...]
    members: tuple[str, ...]
    cells: tuple[Cell, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table. `issuers` are the columns; `hidden` counts the lines that were left out."""

    issuers: tuple[str, ...]
    lines: tuple[Line, ...]
    hidden: int


def build(scopes: Sequence[Row], family_of: Mapping[str, str] | None = None, *, lines: int | None = None) -> Matrix:
    """Lay the scopes out by mineral and issuer, heaviest first, at most `lines` lines that name minerals.

    `family_of` gives for a mineral the family it is told with, for those that have one (:func:`families`). What names
    no mineral comes last and is never left out.
    """
    binding = [scope for scope in scopes if scope["action"] in ACTIONS]
    issuers = _columns(binding)
    together: dict[object, list[Line]] = defaultdict(list)
    for line in _lines(binding, _rows(binding, family_of or {}), issuers):
        together[line.cells, bool(line.members), bool(line.minerals)].append(line)
    found = sorted((_joined(same) for same in together.values()), key=lambda line: (-line.weight, line.minerals))
    named = [line for line in found if line.minerals]
    kept = named[:lines] + [line for line in found if not line.minerals]
    return Matrix(issuers, tuple(kept), len(found) - len(kept))


def families(groups: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return for each mineral of a family that family's id, from the groups that each mineral is directly in."""
    found = {}
    for mineral in groups:
        above, known = [mineral], set[str]()
        while above:
            each = above.pop()
            if each in FAMILIES:
                found[mineral] = each
            known.add(each)
            above += [group for group in groups.get(each, ()) if group not in known]
    return found


def _columns(scopes: Iterable[Row]) -> tuple[str, ...]:
    counts = Counter(actor for scope in scopes for actor in set(scope["actors"]))
    ranked = sorted(counts, key=lambda actor: (-counts[actor], actor))
    return tuple(ranked) if len(ranked) <= COLUMNS + 1 else (*ranked[:COLUMNS], OTHERS)


def _rows(scopes: Iterable[Row], family_of: Mapping[str, str]) -> dict[str, str]:
    """Return for each mineral that is named the row it stands in: its family's if more than one name stands there."""
    named = {mineral for scope in scopes for mineral in scope["minerals"]}
    kin = Counter(family_of[mineral] for mineral in named if mineral in family_of)
    return {each: family_of[each] if kin.get(family_of.get(each, ""), 0) > 1 else each for each in named}


def _lines(scopes: Iterable[Row], row_of: Mapping[str, str], issuers: Sequence[str]) -> Iterable[Line]:
    cells: dict[str, dict[str, list[Row]]] = defaultdict(lambda: {issuer: [] for issuer in issuers})
    weights: Counter[str] = Counter()
    for scope in scopes:
        columns = {actor if actor in issuers else OTHERS for actor in scope["actors"]}
        weight = WEIGHTS.get(scope["state"], 0) * (3 if scope["action"] in RESTRICTIONS else 1)
        for row in {row_of[mineral] for mineral in scope["minerals"]} or {""}:
            weights[row] += weight
            under = cells[row]
            for column in columns:
                under.setdefault(column, []).append(scope)
    members: dict[str, list[str]] = defaultdict(list)
    for mineral, row in sorted(row_of.items()):
        if mineral != row:
            members[row].append(mineral)
    for row, found in cells.items():
        told = tuple(Cell(column, _actors(column, under), brief(under)) for column, under in found.items())
        yield Line((row,) if row else (), tuple(members[row]), told, weights[row])


def _actors(column: str, scopes: Iterable[Row]) -> tuple[str, ...]:
    return tuple(sorted({actor for scope in scopes for actor in scope["actors"]})) if column == OTHERS else (column,)


def _joined(lines: Sequence[Line]) -> Line:
    minerals = tuple(sorted(mineral for line in lines for mineral in line.minerals))
    members = tuple(member for line in lines for member in line.members)
    return Line(minerals, members, lines[0].cells, max(line.weight for line in lines))


def brief(scopes: Iterable[Row]) -> tuple[Brief, ...]:
    """Tell a cell in a line for each state, what needs a look first; the last line counts what has no line."""
    by_state: dict[str, list[Row]] = defaultdict(list)
    for scope in scopes:
        by_state[scope["state"]].append(scope)
    ordered = sorted(by_state, key=lambda value: state(value).rank)
    told = [_brief(value, by_state[value]) for value in ordered]
    shown, left = told[:SHOWN], told[SHOWN:]
    if left:
        last, rest = shown[-1], tuple((each.state, each.acts) for each in left)
        shown[-1] = Brief(last.state, last.actions, last.acts, last.until, last.targets, rest)
    return tuple(shown)


def _brief(value: str, scopes: Sequence[Row]) -> Brief:
    actions = tuple(sorted({str(scope["action"]) for scope in scopes}, key=STRENGTH.__getitem__))
    acts = {scope["measure_id"] for scope in scopes}
    ends = {str(scope["until"]) for scope in scopes if scope["until"] and value == "suspended"}
    aims = [scope["targets"] for scope in scopes]
    targets = {target for aim in aims for target in aim} if all(aims) else set()
    return Brief(value, actions, len(acts), max(ends, default=None), () if "*" in targets else tuple(sorted(targets)))


def reading_order(scope: Row) -> tuple[int, int, str]:
    """What a person must look at first, then what binds, the strongest action first."""
    return state(scope["state"]).rank, STRENGTH.get(scope["action"], len(STRENGTH)), str(scope["since"])


def looks(scopes: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Put scopes whose pause ended for the same reason together, each measure once."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for scope in scopes:
        if scope["state"] == "pause_ended_unconfirmed" and scope["action"] in ACTIONS:
            found[scope["why"]].setdefault(scope["measure_id"], scope)
    return [(why, list(measures.values())) for why, measures in found.items()]


def tally(scopes: Iterable[Row]) -> list[tuple[str, int]]:
    """Count measures by state, in the order of the states; a measure with two states counts in both."""
    binding = {(scope["state"], scope["measure_id"]) for scope in scopes if scope["action"] in ACTIONS}
    return sorted(Counter(value for value, _ in binding).items(), key=lambda pair: state(pair[0]).rank)


def by_measure(scopes: Iterable[Row]) -> list[list[Row]]:
    """Put the scopes of one measure together: measures by their foremost scope, within a state the latest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for scope in sorted(scopes, key=lambda scope: scope["since"], reverse=True):
        found[scope["measure_id"]].append(scope)
    ordered = [sorted(group, key=reading_order) for group in found.values()]
    return sorted(ordered, key=lambda group: state(group[0]["state"]).rank)
