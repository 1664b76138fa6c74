"""Builds measures: the shipped register as the ground, the events of read texts laid over it. Decides nothing itself.

::

    vocab.register ──▶ ground ─┐
    events under the act's key ┴─measures.weigh──▶ measure stored, conflicts told as Issues

The register is brought into a home once for each of its editions, in transactions of a few acts; killed in between, the
next run does it again, and what stands there by then is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from functools import cache
from types import MappingProxyType

from tracker import measures
from tracker.events.days import days
from tracker.model import Conflict, Event, Issue, Measure, Telling, content_id
from tracker.pipeline import desk
from tracker.pipeline.gather import Progress, quiet
from tracker.store import Store
from tracker.vocab import Vocab

BATCH = 25
"""Acts of one transaction."""

EDITION = "register"
"""The key under which a home says which edition of register and rules its measures are built by."""


def bring_in(store: Store, vocab: Vocab, *, progress: Progress = quiet) -> int:
    """Build every act of the register, and all that is stored, where register or rules are not those of the last time.

    Return how many acts were built; 0 where the home is up to date.
    """
    acts = shipped()
    edition = content_id(measures.RULES, repr(sorted(acts.items())))
    if store.shelves.world(EDITION) == edition:
        return 0
    every = sorted({*acts, *store.measures.ids()})
    for done in range(0, len(every), BATCH):
        with store.together():
            _build_all(store, vocab, every[done : done + BATCH])
        progress(min(done + BATCH, len(every)), len(every))
    store.shelves.set_world(EDITION, edition)
    return len(every)


READ = tuple(
    each.name
    for each in fields(Event)
    if each.name not in {"headline", "seen", "sources", "official", "languages", "claims", "significance"}
)
"""What measures read of an event, besides whether it is officially told."""


@cache
def shipped() -> dict[str, Measure]:
    """Return the acts of the shipped register by id, read once."""
    from tracker.vocab import register

    return {each.id: each for each in register.load()}


def measure_key(measure_id: str) -> str:
    """Return the key under which the events that touch a measure are found."""
    return f"measure:{measure_id}"


def build(store: Store, vocab: Vocab, measure_ids: Iterable[str]) -> None:
    """Build measures anew, and those that an act among them ends: what it rules itself decides if it replaces them."""
    told = {each: store.events.candidates([measure_key(each)]) for each in set(measure_ids)}
    ended = {other for each, heard in told.items() for other in measures.ended_by(heard, each)}
    _build_all(store, vocab, sorted({*told, *ended}), told)


def stands(before: Event, event: Event) -> bool:
    """Say whether an event tells measures what it told them: who else tells of it, how often, is nothing to them."""
    same = all(getattr(before, name) == getattr(event, name) for name in READ)
    return same and bool(before.official) == bool(event.official)


def no_doubt(telling: Telling) -> bool:
    """Say whether nothing that is flagged about a measure can come of a telling by itself."""
    claim = telling.claim
    given = [each for each in (claim.announced, claim.effective, claim.until) if each]
    return telling.source.tier != "official" and claim.certainty == "asserted" and all(map(days, given))


def _build_all(
    store: Store, vocab: Vocab, measure_ids: Iterable[str], known: Mapping[str, list[Event]] = MappingProxyType({})
) -> None:
    """Build measures in order; `known` has the events of some of them."""
    for measure_id in measure_ids:
        told = known[measure_id] if measure_id in known else store.events.candidates([measure_key(measure_id)])
        heard = [*_around(store, measure_id, told), *_heard(store, measure_id, told)]
        confirmed = measures.hand_steps(store.corrections.of_measure(measure_id), measure_id)
        measure, conflicts = measures.weigh(measure_id, heard, vocab, shipped().get(measure_id), confirmed)
        if measure is None:
            store.measures.drop(measure_id)
        else:
            own = (each.id for each in told if each.instrument and measures.measure_id(each.instrument) == measure_id)
            store.measures.keep(measure, own)
        desk.write_measure(store, measure_id, measure)
        heard_too = _doubts(store, measure_id, told) if measure else ()
        _flag(store, measure_id, (*conflicts, *heard_too), max((each.seen for each in told), default=None))


def _heard(store: Store, measure_id: str, told: Sequence[Event]) -> list[Event]:
    """Return the events with their weight for this act: a change that only authorities of another country tell of has
    no official word behind it."""
    issuer = re.match(r"[a-z]{2}(?=-)", measure_id)
    if issuer is None or issuer.group() in {"eu", "xx"}:
        return list(told)
    changes = [
        each.id for each in told if each.official and (each.stage in measures.CHANGES or each.relation == "resumes")
    ]
    abroad = store.measures.told_abroad(changes, issuer.group().upper()) if changes else set()
    return [replace(each, official=0, told_officially=None) if each.id in abroad else each for each in told]


def _around(store: Store, measure_id: str, told: Iterable[Event]) -> list[Event]:
    """Return the events of the acts that end this one."""
    enders = {
        measures.measure_id(each.instrument)
        for each in told
        if each.instrument and each.stage == "ended" and each.affects
    }
    return store.events.candidates(measure_key(each) for each in sorted(enders - {measure_id}))


def _doubts(store: Store, measure_id: str, told: Iterable[Event]) -> tuple[Conflict, ...]:
    """Return what only the tellings show: who takes back what it told, and dates that never made it into an event."""
    ids = [each.id for each in told]
    taken_back = [*store.measures.denied(ids), *store.measures.gone(ids)]
    found = {"retraction": taken_back, "implausible_date": store.measures.odd_dates(ids)}
    return tuple(Conflict(measure_id, kind, "; ".join(reasons)) for kind, reasons in found.items() if reasons)


def _flag(store: Store, measure_id: str, conflicts: Iterable[Conflict], at: datetime | None) -> None:
    """Store what a person must look at, once for as long as it says the same, and close what is no more."""
    before = store.measures.conflicts(measure_id)
    now: dict[str, str] = {}
    for each in conflicts:
        now[each.kind] = "; ".join(filter(None, (now.get(each.kind), each.reason)))[:1000]
    for kind, reason in now.items():
        if before.get(kind) != reason and at is not None:
            store.issues.add(Issue("measures", measure_id, kind, reason, at))
    store.measures.settle(measure_id, sorted(set(before) - set(now)), at)
