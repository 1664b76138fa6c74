"""Makes the typed links between acts: what this act does to others, and what others did to it. Moves no state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.measures import names, steps
from tracker.model import Event, Measure, Relation, Stage

RELATIONS: dict[Stage, Relation] = {"suspended": "suspends", "ended": "ends", "amended": "amends", "eased": "eases"}
MIRRORS: dict[str, str] = {
    "suspends": "suspended_by",
    "resumes": "resumed_by",
    "amends": "amended_by",
    "replaces": "replaced_by",
    "extends": "extended_by",
    "implements": "implemented_by",
    "ends": "ended_by",
    "eases": "eased_by",
}
MIRRORS |= {passive: active for active, passive in MIRRORS.items()}
MORE_EXACT = {
    "amends": ("extends", "eases"),
    "amended_by": ("extended_by", "eased_by"),
    "ends": ("replaces",),
    "ended_by": ("replaced_by",),
}
ACTS: frozenset[Stage] = frozenset({"proposed", "announced", "in_force"})
Link = tuple[str, str]
"""Kind and the other measure's id."""


def of(measure_id: str, events: Sequence[Event], baseline: Measure | None, resumed: Iterable[str]) -> tuple[Link, ...]:
    """Return the links of a measure, sorted: the register's and those that texts tell.

    `events` may hold events of the acts that touch this one: they say whether an act that ends another rules its
    subject itself. `resumed` are the acts that a step of this measure names for its return. An extension is an
    amendment, and a replacement an end: of such a pair only the more exact is given.
    """
    found = set(baseline.links if baseline else ())
    for event in events:
        own = names.measure_id(event.instrument) if event.instrument else None
        for affected in {names.measure_id(each) for each in event.affects} - {own}:
            kind = relation(event, events)
            if own == measure_id:
                found.add((kind, affected))
            elif own and affected == measure_id:
                found.add((MIRRORS["resumes" if event.instrument in set(resumed) else kind], own))
    return tuple(sorted(link for link in found if not _is_less_exact(link, found)))


def relation(event: Event, events: Iterable[Event]) -> Relation:
    """Return what an event's act does to those it affects: as its text says, else by its stage."""
    told = event.relation or RELATIONS.get(event.stage, "amends")
    if told == "amends" and event.stage == "amended" and event.until:
        return "extends"
    if told == "ends" and any(_rules_the_same(event, act) for act in events):
        return "replaces"
    return told


def _rules_the_same(end: Event, act: Event) -> bool:
    """Say whether the act that ends another has a rule of its own on the same subject."""
    if not (end.instrument and act.instrument and act.stage in ACTS):
        return False
    one = names.measure_id(end.instrument) == names.measure_id(act.instrument)
    return one and act.action == end.action and bool(set(act.minerals) & set(end.minerals))


def _is_less_exact(link: Link, found: Iterable[Link]) -> bool:
    kind, other = link
    return any((better, other) in set(found) for better in MORE_EXACT.get(kind, ()))


def ended_by(events: Iterable[Event], measure_id: str) -> set[str]:
    """Return the acts that an act ends: what it comes to rule itself decides whether it replaces them."""
    return {
        name
        for event in events
        if steps.effect(event) == "ended" and event.instrument and names.measure_id(event.instrument) == measure_id
        for name in map(names.measure_id, event.affects)
        if name != measure_id
    }
