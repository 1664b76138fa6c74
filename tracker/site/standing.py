"""Orders the measures that a query of scopes gives, and reads only those that a page shows.

A query of scopes is a named one with a row for each scope and its state (``register``, ``measures_of``). Of thousands
of scopes a page needs to know how many measures stand how and which come first; the rest is read for those alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.site import matrix
from tracker.site.reading import Row, run, some, unsorted
from tracker.site.wording import ACTIONS, state

if TYPE_CHECKING:
    from datasette.app import Datasette


@dataclass(frozen=True, slots=True)
class Standing:
    """Measures by their foremost state, within a state the latest first, and how many stand in which state.

    `binding` restrict something in some scope, `pausing` only pause or change others. A measure with scopes in two
    states counts in both, in the order of the states.
    """

    binding: tuple[str, ...]
    pausing: tuple[str, ...]
    tally: tuple[tuple[str, int], ...]


async def standing(site: Datasette, name: str, *, only: str = "", **parameters: str) -> Standing:
    """Return how the measures of a query of scopes stand; with `only` a state, those that stand in it (all tallied)."""
    sql = f"""SELECT measure_id, state, max(since) AS since,
       max(action IN (SELECT value FROM json_each(:binding))) AS binds
FROM {unsorted(name)}
GROUP BY measure_id, state"""  # noqa: S608  # a query of ours
    rows = await run(site, sql, parameters | {"binding": json.dumps([*ACTIONS])})
    counts = Counter(row["state"] for row in rows if row["binds"])
    tally = sorted(counts.items(), key=lambda pair: state(pair[0]).rank)
    ordered = ranked(row for row in rows if only in ("", row["state"]))
    return Standing(
        tuple(measure for measure, binds in ordered if binds),
        tuple(measure for measure, binds in ordered if not binds),
        tuple(tally),
    )


def ranked(rows: Iterable[Row]) -> list[tuple[str, bool]]:
    """Put measures in order by what is told of them in each state, and say of each whether it restricts anything.

    What only pauses others stands by all its states, a measure that restricts by those in which it does.
    """
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["measure_id"], []).append(row)
    telling = {measure: [row for row in each if row["binds"]] or each for measure, each in found.items()}
    latest = sorted(telling, key=lambda measure: max(row["since"] for row in telling[measure]), reverse=True)
    rank = {value: state(value).rank for value in {row["state"] for each in telling.values() for row in each}}
    ordered = sorted(latest, key=lambda measure: min(rank[row["state"]] for row in telling[measure]))
    return [(measure, bool(telling[measure][0]["binds"])) for measure in ordered]


async def told(site: Datasette, name: str, measures: Sequence[str], **parameters: str) -> list[list[Row]]:
    """Return the scopes of some measures as a query of scopes gives them, by measure in the given order."""
    found: dict[str, list[Row]] = {measure: [] for measure in measures}
    for row in await some(site, name, "measure_id", measures, **parameters):
        found[row["measure_id"]].append(row)
    return [sorted(each, key=matrix.reading_order) for each in found.values()]
