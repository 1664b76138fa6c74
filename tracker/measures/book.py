"""Makes the Measure itself: title, links, and its scopes with their steps and spans put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.measures import conflicts, links, names, plausible, scopes, timeline
from tracker.measures.life import Life
from tracker.measures.turns import turn
from tracker.model import Conflict, Event, Measure, Scope, Step
from tracker.vocab import Vocab

LONGEST_LIST = 6


def build(measure_id: str, events: Sequence[Event], vocab: Vocab, baseline: Measure | None = None) -> Measure | None:
    """Build the measure from the register's part and all events that touch it, in any order; see :func:`weigh`."""
    return weigh(measure_id, events, vocab, baseline)[0]


def weigh(
    measure_id: str,
    events: Sequence[Event],
    vocab: Vocab,
    baseline: Measure | None = None,
    confirmed: Sequence[Step] = (),
) -> tuple[Measure | None, tuple[Conflict, ...]]:
    """Build the measure and tell what about it contradicts itself or cannot be right.

    None if nothing gives it a legal life (talks, cases and prices bear numbers too). Events that do not touch it are
    left aside, but for what they say of the acts that do. `baseline` is the register's own measure without spans; its
    scopes and steps are the ground on which the events are laid. `confirmed` are steps that people vouch for, an empty
    scope id meaning every scope; they are laid on last.
    """
    told = {
        event.id: event for event in events if event.action not in scopes.WITHOUT_LIFE and event.stage != "occurred"
    }
    every = sorted(map(plausible.sound, told.values()), key=lambda event: (event.told, event.id))
    own = [event for event in every if event.instrument and names.measure_id(event.instrument) == measure_id]
    others = [(event, part) for event in every if event not in own for part in names.paragraphs(event, measure_id)]
    act = scopes.Act(measure_id, own, others, vocab, baseline)
    found = scopes.lives(act)
    about = [told[event.id] for event in dict.fromkeys([*own, *(event for event, _ in others)])]
    doubts = conflicts.joined(measure_id, conflicts.doubts(about, act.strays, found))
    for life in found:
        for step in confirmed:
            if step.scope_id in {"", life.id}:
                life.add(turn(replace(step, scope_id=life.id), measure_id))
    return (_measure(act, found, every) if found else None), doubts


def _measure(act: scopes.Act, found: Sequence[Life], every: Sequence[Event]) -> Measure:
    parts = tuple(life.scope() for life in found)
    own, ground = act.own, act.baseline
    instrument = ground.instrument if ground else _instrument(own or [event for event, _ in act.others], act.id)
    actors = (ground.actors if ground else ()) or _most(each for event in own for each in event.actors)
    actors = actors or _issuer(instrument)
    agencies = (*(ground.agencies if ground else ()), *_most(each for event in own for each in event.agencies))
    turns = [each for life in found for each in sorted(life.turns, key=lambda each: (each.first, each.order))]
    resumed = [each.by for each in turns if each.kind == "resumed" and each.by]
    built = Measure(
        id=act.id,
        instrument=instrument,
        title=_title(actors, parts, act.vocab),
        actors=actors,
        agencies=tuple(dict.fromkeys(agencies)),
        scopes=parts,
        steps=tuple(each.step for each in turns),
        spans=tuple(span for life in found for span in timeline.spans(life.id, life.turns, life.first_told)),
        links=links.of(act.id, every, ground, resumed),
    )
    return _with_ground(built, ground, learned=bool(own or act.others)) if ground else built


def _with_ground(built: Measure, ground: Measure, *, learned: bool) -> Measure:
    """Return the measure with what only the register tells of it."""
    return replace(
        built,
        name=ground.name,
        official_title=ground.official_title,
        basis="both" if learned else "register",
        confidence=ground.confidence,
        sources=ground.sources,
        unsure=ground.unsure,
        note=ground.note,
        evidence_until=ground.evidence_until,
    )


def _instrument(events: Sequence[Event], slug: str) -> str:
    spellings = Counter(
        each.partition("#")[0]
        for event in events
        for each in (event.instrument, *event.affects)
        if each and names.measure_id(each) == slug
    )
    return min(spellings, key=lambda each: (-spellings[each], each))


def _issuer(instrument: str) -> tuple[str, ...]:
    head = re.match(r"[A-Z]{2}(?=[- ])", instrument)
    return (head.group(),) if head else ()


def _most(names: Iterable[str]) -> tuple[str, ...]:
    votes = Counter(names)
    return tuple(sorted(votes, key=lambda name: (-votes[name], name)))


def _title(actors: Sequence[str], parts: Sequence[Scope], vocab: Vocab) -> str:
    """Return a title in English: "China: export prohibition, export licensing on antimony, gallium (United States)"."""
    issuer = ", ".join(vocab.name("country", actor) for actor in actors)
    actions = ", ".join(dict.fromkeys(part.action.replace("_", " ") for part in parts))
    minerals = sorted({mineral for part in parts for mineral in part.minerals})
    subject = f" on {_listed([_lower(vocab.name('mineral', each)) for each in minerals])}" if minerals else ""
    targets = sorted({target for part in parts for target in part.targets if target != "*"})
    aim = f" ({_listed([vocab.name('country', each) for each in targets])})" if targets else ""
    title = f"{issuer}: {actions}{subject}{aim}" if issuer else f"{actions}{subject}{aim}"
    return title[0].upper() + title[1:]


def _lower(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _listed(names: Sequence[str]) -> str:
    if len(names) <= LONGEST_LIST:
        return ", ".join(names)
    return f"{', '.join(names[: LONGEST_LIST - 1])} and {len(names) - LONGEST_LIST + 1} more"
