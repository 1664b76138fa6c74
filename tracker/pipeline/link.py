"""Links claims to events and events to measures, a few articles in one transaction. Reads no text.

Killed in between, nothing of a transaction is there, and the next run links its articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker import events, measures
from tracker.events import corrected, crowd, routes
from tracker.model import Correction, Event, Telling
from tracker.pipeline import desk, register
from tracker.pipeline.gather import Progress, quiet
from tracker.pipeline.register import bring_in, build, measure_key
from tracker.pipeline.succeed import hold, pass_on
from tracker.store import Store
from tracker.vocab import Vocab

BATCH = 25
"""Articles of one transaction. What they touch together is built once,"""


def link(store: Store, vocab: Vocab, *, progress: Progress = quiet) -> int:
    """Link every claim that no event has taken up; return the number of articles they came from.

    The shipped register is brought in first, so that a home without articles shows already what is in force.
    """
    bring_in(store, vocab)
    waiting = store.reading.unlinked()
    for done in range(0, len(waiting), BATCH):
        with store.together():
            link_articles(store, vocab, waiting[done : done + BATCH])
        progress(min(done + BATCH, len(waiting)), len(waiting))
    return len(waiting)


def link_articles(store: Store, vocab: Vocab, article_ids: Iterable[str]) -> None:
    """Find or make the event of each new claim of some articles, then tell the measures anew that they touched."""
    build(store, vocab, {measure for article_id in article_ids for measure in _linked(store, vocab, article_id)})


def _linked(store: Store, vocab: Vocab, article_id: str) -> set[str]:
    """Find or make the event of each new claim of an article; return the measures that they touch.

    Where the article was coded again, what its lost claims were goes on to those that took their place.
    """
    pass_on(store, vocab, article_id)
    touched: set[str] = set()
    waiting = store.reading.tellings_of_article(article_id)
    said = store.corrections.naming(telling.claim.id for telling, _ in waiting)
    for telling, known in waiting:
        event_id = _event_of(store, telling, known, said)
        store.reading.link(telling.claim.id, event_id)
        if event_id:
            touched |= _tell(store, vocab, event_id, fresh=telling if known is None else None)
    for event_id in sorted(hold(store, article_id)):
        touched |= _tell(store, vocab, event_id)
    return touched


def retell(store: Store, vocab: Vocab, event_ids: Iterable[str], *, measures_too: Iterable[str] = ()) -> None:
    """Tell events anew that lost a claim or were corrected; one that nobody tells of any more is forgotten.

    `measures_too` are measures to be built anew whatever the events touch.
    """
    touched = set(measures_too)
    for event_id in event_ids:
        touched |= _tell(store, vocab, event_id)
    build(store, vocab, touched)


def _event_of(store: Store, telling: Telling, known: str | None, said: Sequence[Correction]) -> str | None:
    """Return the event that a claim tells of: what people say of it first, then what it told of already."""
    claim_id = telling.claim.id
    if corrected.rejected(claim_id, said):
        return None
    if found := known or corrected.set_apart(claim_id, said):
        return store.events.resolve(found)
    telling = corrected.telling(telling, said)
    chosen = events.choose(telling, store.events.candidates(events.keys(telling)))
    if chosen is None and telling.claim.certainty == "asserted":
        return store.events.resolve(claim_id)
    return chosen


def _tell(store: Store, vocab: Vocab, event_id: str, *, fresh: Telling | None = None) -> set[str]:
    """Fold all that is told of an event and store it; return the measures that it touches or used to touch.

    `fresh` is the one telling that has joined since it was told last, if that is all: then a measure stands as it is
    where neither the event nor what is doubted of it has changed.
    """
    before = store.events.bare(event_id)
    said = store.corrections.of_event(event_id)
    heard = _crowd(store, event_id) if before and not said else []
    tellings = [fresh] if fresh and not before else _tellings(store, event_id, heard)
    event = corrected.tell(event_id, tellings, said, vocab)
    if event is None:
        _forget(store, vocab, before, event_id, tellings)
        return set(measures.touched(before)) if before else set()
    if heard:
        event = crowd.counted(event, heard, vocab)
    lead = next(telling for telling in tellings if telling.claim.id == event.lead)
    event = _with_object(store, event, corrected.telling(lead, said))
    _keep(store, event)
    desk.write_event(store, vocab, before, event, _heard(event, tellings, said))
    if before and fresh and register.stands(before, event) and register.no_doubt(fresh):
        return set()
    return {*measures.touched(event), *(measures.touched(before) if before else ())}


def _crowd(store: Store, event_id: str) -> list[crowd.Heard]:
    """Return who tells of an event that is told too often to read all of it each time; nobody for any other event."""
    if not store.reading.is_crowded(event_id, crowd.CROWD):
        return []
    return [crowd.Heard(*each) for each in store.reading.crowd(event_id)]


def _tellings(store: Store, event_id: str, heard: Sequence[crowd.Heard]) -> list[Telling]:
    """Return what is told of an event: all of it, or what decides where a crowd tells of it."""
    if not heard:
        return store.reading.tellings_of_event(event_id)
    return [telling for telling, _ in store.reading.tellings(crowd.deciding(heard))]


def _forget(store: Store, vocab: Vocab, before: Event | None, event_id: str, tellings: Iterable[Telling]) -> None:
    """Forget an event of which nothing is asserted any more; its claims tell of none."""
    store.events.drop(event_id)
    for telling in tellings:
        store.reading.link(telling.claim.id, None)
    desk.write_event(store, vocab, before, None, {})


def _heard(event: Event, tellings: Iterable[Telling], said: Sequence[Correction]) -> dict[str, Telling]:
    """Return what the routes of an event are read from, as corrected, by the id of the claim."""
    if event.action != routes.ACTION:
        return {}
    heard = ((each.claim.id, each) for each in tellings)
    return {name: corrected.telling(each, said) for name, each in heard if not corrected.rejected(name, said)}


def _with_object(store: Store, event: Event, lead: Telling) -> Event:
    """Name the act that a change without a number means, where only one known act fits: of those read, then of those
    that the register holds."""
    if event.affects or event.stage not in measures.CHANGES or "affects" in event.corrected:
        return event
    read = store.events.candidates(events.act_keys(lead)) if event.stage == "amended" else ()
    return replace(event, affects=measures.meant(event, read) or measures.meant_in(register.shipped().values(), event))


def _keep(store: Store, event: Event) -> None:
    keys = [*events.event_keys(event), *(measure_key(name) for name in measures.touched(event))]
    store.events.keep(event, keys)
