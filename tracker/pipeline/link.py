"""Links claims to events and events to measures; all that one article tells is one transaction. Reads no text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker import events, measures
from tracker.model import Event, Telling
from tracker.pipeline.gather import Progress, quiet
from tracker.store import Store
from tracker.vocab import Vocab


def link(store: Store, vocab: Vocab, *, progress: Progress = quiet) -> int:
    """Link every claim that no event has taken up; return the number of articles they came from."""
    waiting = store.reading.unlinked()
    for done, article_id in enumerate(waiting, 1):
        with store.together():
            link_article(store, vocab, article_id)
        progress(done, len(waiting))
    return len(waiting)


def link_article(store: Store, vocab: Vocab, article_id: str) -> None:
    """Find or make the event of each new claim of an article, then tell the touched measures anew."""
    touched: set[str] = set()
    for telling, known in store.reading.tellings_of_article(article_id):
        event_id = known or _event_of(store, telling)
        store.reading.link(telling.claim.id, event_id)
        if event_id:
            touched |= _tell(store, vocab, event_id)
    _build(store, vocab, touched)


def retell(store: Store, vocab: Vocab, event_ids: Iterable[str]) -> None:
    """Tell events anew that lost a claim; one that nobody tells of any more is forgotten."""
    touched: set[str] = set()
    for event_id in event_ids:
        touched |= _tell(store, vocab, event_id)
    _build(store, vocab, touched)


def _event_of(store: Store, telling: Telling) -> str | None:
    found = events.choose(telling, store.events.candidates(events.keys(telling)))
    if found is None and telling.claim.certainty == "asserted":
        return telling.claim.id
    return found


def _tell(store: Store, vocab: Vocab, event_id: str) -> set[str]:
    """Fold all that is told of an event and store it; return the measures that it touches or used to touch."""
    before = store.events.find(event_id)
    touched = set(measures.touched(before)) if before else set()
    tellings = store.reading.tellings_of_event(event_id)
    if not any(telling.claim.certainty == "asserted" for telling in tellings):
        store.events.drop(event_id)
        for telling in tellings:
            store.reading.link(telling.claim.id, None)
        return touched
    event = _with_object(store, events.tell(event_id, tellings, vocab), tellings)
    _keep(store, event)
    return touched | set(measures.touched(event))


def _with_object(store: Store, event: Event, tellings: Sequence[Telling]) -> Event:
    """Name the act that an extension without a number prolongs, where only one known act fits."""
    if event.affects or event.stage != "amended":
        return event
    lead = next(telling for telling in tellings if telling.claim.id == event.lead)
    return replace(event, affects=measures.meant(event, store.events.candidates(events.act_keys(lead))))


def _keep(store: Store, event: Event) -> None:
    keys = [*events.event_keys(event), *(_measure_key(name) for name in measures.touched(event))]
    store.events.keep(event, keys)


def _measure_key(measure_id: str) -> str:
    return f"measure:{measure_id}"


def _build(store: Store, vocab: Vocab, measure_ids: set[str]) -> None:
    for measure_id in sorted(measure_ids):
        told = store.events.candidates([_measure_key(measure_id)])
        measure = measures.build(measure_id, told, vocab)
        if measure is None:
            store.measures.drop(measure_id)
        else:
            own = (each.id for each in told if each.instrument and measures.measure_id(each.instrument) == measure_id)
            store.measures.keep(measure, own)
