"""Writes the SQL of a filtered list of events: fixed pieces, of which those are taken that are asked for.

What is asked for never becomes SQL: it stands in parameters. Link tables are intersected first, so that no list reads
more events than the narrowest filters leave; without them, or if they may leave very many, the list walks an index in
its own order. Runs nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from tracker import vocab
from tracker.site.filters import Asked
from tracker.site.reading import Names, Row

COUNTED = 10_000
"""More than these are not counted, only told to be more."""

DAY = "min(events.date, substr(events.told, 1, 10))"
"""The day under which an event stands: when it happened or, if it starts later, when it was first told."""

LINKED = {
    "mineral": "SELECT event_id FROM event_minerals WHERE mineral IN (SELECT value FROM json_each(:mineral))",
    "country": "SELECT event_id FROM event_countries WHERE country IN (SELECT value FROM json_each(:country))",
    **{
        role: f"SELECT event_id FROM event_countries\n    WHERE country IN (SELECT value FROM json_each(:{role})) "  # noqa: S608
        f"AND role = '{role}'"
        for role in ("actor", "target", "via")
    },
    "agency": "SELECT event_id FROM event_agencies WHERE agency IN (SELECT value FROM json_each(:agency))",
    "firm": "SELECT event_id FROM event_firms WHERE firm IN (SELECT value FROM json_each(:firm))",
    "instrument": "SELECT event_id FROM event_keys WHERE key IN (SELECT 'i|' || value FROM json_each(:instrument))",
}
OWN = {
    "action": "events.action IN (SELECT value FROM json_each(:action))",
    "family": "events.action IN (SELECT value FROM json_each(:family))",
    "stage": "events.stage IN (SELECT value FROM json_each(:stage))",
    "language": "EXISTS (SELECT 1 FROM json_each(:language) WHERE instr(events.languages, '\"' || value || '\"'))",
    "official": "events.official > 0",
    "since": f"{DAY} >= :since",
    "until": f"{DAY} <= :until",
    "significance": "events.significance >= CAST(:significance AS REAL)",
}
WIDE = frozenset({"mineral", "country", "actor", "target", "via"})
"""Filters that may leave a large part of all events; what an agency or a firm did is never so much."""
ORDERS = {"date": (DAY,), "significance": ("events.significance", DAY), "seen": ("events.seen",)}
BEFORE = {
    "date": f"{DAY} <= :day AND ({DAY} < :day OR events.id < :id)",
    "significance": "events.significance <= CAST(:weight AS REAL) AND (events.significance < CAST(:weight AS REAL)\n"
    f"    OR {DAY} < :day OR ({DAY} = :day AND events.id < :id))",
    "seen": "events.seen <= :seen AND (events.seen < :seen OR events.id < :id)",
}
PLACES = {"date": ("day", "id"), "significance": ("weight", "day", "id"), "seen": ("seen", "id")}
LINKS = {"mineral": "event_minerals", "country": "event_countries", "agency": "event_agencies", "firm": "event_firms"}
"""For each kind of term the table that links events to it."""

TOLD = f"""events.id AS event_id, events.headline, {DAY} AS day, events.date, events.action, events.stage,
       events.minerals, events.actors, events.targets, events.via, events.agencies, events.firms, events.instrument,
       events.measure_id, events.announced, events.effective, events.until, events.paragraph, events.sources,
       events.official, events.languages, events.significance, events.seen, events.told AS first_told,
       (SELECT max(told.told) FROM claims AS teller JOIN articles AS told ON told.id = teller.article_id
        WHERE teller.event_id = events.id) AS last_told,
       claims.quote, articles.language AS quote_language, articles.publisher, articles.url AS source,
       coalesce(events.effective, events.announced) IS NULL AS undated"""  # noqa: S608  # fixed pieces only


def page(asked: Asked, called: Names, *, otherwise: str = "date") -> tuple[str, dict[str, str]]:
    """Return the SQL of one page and its parameters; `otherwise` is the order if the address names none.

    One row more than asked for is read: if it is there, the list goes on.
    """
    sort = asked.sort or otherwise
    given = _parameters(asked, called) | dict(zip(PLACES[sort], asked.before, strict=bool(asked.before)))
    order = ", ".join(f"{each} DESC" for each in (*ORDERS[sort], "events.id"))
    conditions = _conditions(asked) + ([BEFORE[sort]] if asked.before else [])
    sql = f"""WITH page(id) AS MATERIALIZED (
    SELECT events.id FROM events{_where(conditions)}
    ORDER BY {order}
    LIMIT :rows
)
SELECT {TOLD}
FROM page JOIN events ON events.id = page.id
LEFT JOIN claims ON claims.id = events.lead LEFT JOIN articles ON articles.id = claims.article_id
ORDER BY {order}"""  # noqa: S608  # fixed pieces only
    return sql, given | {"rows": str(asked.rows + 1)}


def count(asked: Asked, called: Names) -> tuple[str, dict[str, str]]:
    """Return the SQL that counts all events asked for, up to one more than :data:`COUNTED`, and its parameters."""
    only_linked = _linked(asked) and not _own(asked)
    inner = (
        f"SELECT DISTINCT +event_id FROM ({_linked(asked)})"  # noqa: S608  # fixed pieces only
        if only_linked
        else f"SELECT 1 FROM events{_where(_conditions(asked))}"  # noqa: S608  # fixed pieces only
    )
    return f"SELECT count(*) AS events FROM ({inner} LIMIT {COUNTED + 1})", _parameters(asked, called)  # noqa: S608


def exists(kind: str) -> str:
    """Return the SQL that asks whether any event is linked to the ``:id`` of a kind of term."""
    return f"SELECT 1 AS found FROM {LINKS[kind]} WHERE {kind} = :id LIMIT 1"  # noqa: S608  # fixed pieces only


def place(asked: Asked, last: Row, *, otherwise: str = "date") -> str:
    """Return the cursor that goes on after a row."""
    columns = {"weight": "significance", "id": "event_id"}
    return "!".join(str(last[columns.get(name, name)]) for name in PLACES[asked.sort or otherwise])


def _linked(asked: Asked) -> str:
    """Return the SQL of the events that all filters by link table leave, or nothing if there is no such filter."""
    return "\n    INTERSECT ".join(LINKED[name] for name in LINKED if name in asked.filters)


def _own(asked: Asked) -> list[str]:
    return [OWN[name] for name in OWN if name in asked.filters]


def _conditions(asked: Asked) -> list[str]:
    plus = "+" if _walks(asked) else ""
    return ([f"{plus}events.id IN (\n    {_linked(asked)})"] if _linked(asked) else []) + _own(asked)


def _walks(asked: Asked) -> bool:
    """Say whether the list walks the index of its order, asking of each event if it is linked, until the page is full.

    Where a third of all events are linked, that is a few dozen looks; else all of them would be read to be sorted.
    """
    return bool(asked.filters) and WIDE.issuperset(asked.filters)


def _where(conditions: list[str]) -> str:
    return "\n    WHERE " + "\n    AND ".join(conditions) if conditions else ""


def _parameters(asked: Asked, called: Names) -> dict[str, str]:
    return {name: _parameter(name, values, called) for name, values in asked.filters.items() if name != "official"}


def _parameter(name: str, values: tuple[str, ...], called: Names) -> str:
    if name in ("since", "until", "significance"):
        return values[0]
    if name == "mineral":
        values = tuple(sorted(members(values, called.groups())))
    if name == "family":
        values = tuple(each.id for each in vocab.codebook().actions.values() if each.family in values)
    return json.dumps(values, ensure_ascii=False)


def members(minerals: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return minerals with the members of those that are groups, and the members' members."""
    found = {*minerals}
    while fresh := {each for each, above in groups.items() if each not in found and found.intersection(above)}:
        found |= fresh
    return found
