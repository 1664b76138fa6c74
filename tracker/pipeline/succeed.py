"""Passes on what a claim was when its article is coded again: its event, and what people said of it. Links nothing.

A claim's id comes from its content, so a coder that reads a passage better gives a claim of another id. The heir joins
the event that the lost claim told of, and the event keeps its own id. A claim that has no heir is forgotten, unless its
event would be lost with it and a person has spoken of the event: then the claim stays as long as its passage stands.
"""

from __future__ import annotations

from dataclasses import replace

from tracker.events import corrected
from tracker.events.heirs import heirs
from tracker.model import Article, Claim, Evidence, Issue, Telling
from tracker.store import Store
from tracker.vocab import Vocab

CODED_ANEW = "coded anew"


def pass_on(store: Store, vocab: Vocab, article_id: str) -> None:
    """Give each lost claim's event and corrections to the claim that took its place, before anything is linked."""
    lost = {telling.claim.id: (telling.claim, event_id) for telling, event_id in store.reading.lost(article_id)}
    if not lost:
        return
    fresh = [telling.claim for telling, event_id in store.reading.tellings_of_article(article_id) if event_id is None]
    for old, heir in heirs([claim for claim, _ in lost.values()], fresh, vocab).items():
        event_id = lost[old][1]
        store.reading.bequeath(heir, event_id)
        _rename(store, old, heir, event_id)
        store.reading.forget(old)


def hold(store: Store, article_id: str) -> set[str]:
    """Keep the lost claims that people need, forget the others; return the events to tell anew."""
    again: set[str] = set()
    for telling, event_id in store.reading.lost(article_id):
        claim = telling.claim
        if not _needed(store, telling, event_id):
            store.reading.forget(claim.id)
            continue
        article = store.reading.find(article_id)
        moved = _moved(article, claim) if article else None
        if moved is None:
            _tell_of_loss(store, article, claim, event_id)
            store.reading.forget(claim.id)
            continue
        store.reading.put_back(claim.id, moved)
        if moved.id != claim.id:
            _rename(store, claim.id, moved.id, event_id)
        again |= {event_id} if event_id else set()
    return again


def _rename(store: Store, old: str, new: str, event_id: str | None) -> None:
    """Let what is said of a claim be said of the one that tells it now, and an event's first id lead to it still."""
    store.corrections.follow(old, new)
    if event_id and store.events.resolve(old) == event_id:
        store.events.alias(new, event_id, CODED_ANEW)


def _needed(store: Store, telling: Telling, event_id: str | None) -> bool:
    """A claim that somebody vouches for stays; so does the last one of an event that people have spoken of."""
    claim_id = telling.claim.id
    said = store.corrections.naming([claim_id])
    if corrected.rejected(claim_id, said):
        return False
    if any(each.subject == "claim" for each in said):
        return True
    return bool(event_id) and not _told(store, event_id or "") and bool(store.corrections.keeping(event_id or ""))


def _told(store: Store, event_id: str) -> bool:
    tellings = store.reading.tellings_of_event(event_id)
    said = store.corrections.of(event_id, [each.claim.id for each in tellings])
    return any(corrected.telling(each, said).claim.certainty == "asserted" for each in tellings)


def _moved(article: Article, claim: Claim) -> Claim | None:
    """Return the claim with its passage where it stands in the newest text; None if it stands there no more."""
    evidence = claim.evidence
    if article.part(evidence.field)[evidence.start : evidence.end] == evidence.quote:
        return claim
    start = article.part(evidence.field).find(evidence.quote)
    if start < 0:
        return None
    return replace(claim, evidence=Evidence(evidence.field, start, start + len(evidence.quote), evidence.quote))


def _tell_of_loss(store: Store, article: Article | None, claim: Claim, event_id: str | None) -> None:
    if article:
        reason = f"{article.url} no longer has the passage that people spoke of: {claim.evidence.quote[:200]}"
        store.issues.add(Issue("link", event_id or claim.id, "correction_lost", reason, article.fetched))
