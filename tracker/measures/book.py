"""Makes the Measure itself: title, links, and its scopes with their steps and spans put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tracker.measures import names, scopes, timeline
from tracker.model import Event, Measure, Scope, Stage
from tracker.vocab import Vocab

LINKS: dict[Stage, str] = {"suspended": "suspends", "ended": "ends", "amended": "amends", "eased": "eases"}
LONGEST_LIST = 6


def build(measure_id: str, events: Sequence[Event], vocab: Vocab) -> Measure | None:
    """Build the measure from all events that touch it, in any order.

    None if none of them gives it a legal life (talks, cases and prices bear numbers too). Events that do not touch it
    are left aside; a contradiction or a pause of an unknown act is no error.
    """
    known = {
        event.id: event for event in events if event.action not in scopes.WITHOUT_LIFE and event.stage != "occurred"
    }
    mine = sorted(known.values(), key=lambda event: (event.told, event.id))
    own = [event for event in mine if event.instrument and names.measure_id(event.instrument) == measure_id]
    others = [(event, part) for event in mine if event not in own for part in names.paragraphs(event, measure_id)]
    found = scopes.lives(measure_id, own, others, vocab)
    if not found:
        return None
    parts = tuple(life.scope() for life in found)
    about = own or [event for event, _ in others]
    instrument = _instrument(about, measure_id)
    actors = _most(each for event in own for each in event.actors) or _issuer(instrument)
    return Measure(
        id=measure_id,
        instrument=instrument,
        title=_title(actors, parts, vocab),
        actors=actors,
        agencies=_most(each for event in own for each in event.agencies),
        scopes=parts,
        steps=tuple(
            turn.step for life in found for turn in sorted(life.turns, key=lambda turn: (turn.first, turn.order))
        ),
        spans=tuple(span for life in found for span in timeline.spans(life.id, life.turns, life.first_told)),
        links=tuple(sorted({*_active(own, measure_id), *_passive(found)})),
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


def _active(own: Sequence[Event], slug: str) -> Iterator[tuple[str, str]]:
    """Yield what this act does to others: ``("suspends", "cn-mofcom-2024-46")``."""
    for event in own:
        for affected in event.affects:
            if (other := names.measure_id(affected)) != slug:
                yield LINKS.get(event.stage, "amends"), other


def _passive(found: Sequence[scopes.Life]) -> Iterator[tuple[str, str]]:
    """Yield what others did to this act: ``("suspended_by", "cn-mofcom-2025-72")``."""
    for life in found:
        for turn in life.turns:
            if turn.by:
                yield f"{turn.kind}_by", names.measure_id(turn.by)
