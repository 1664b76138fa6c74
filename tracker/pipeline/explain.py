"""Explains events out of what is stored, and checks that every stored passage stands in the text it was taken from.

Puts together the event, the claims that tell it with their reasons, what people said, and the texts; the rooms decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tracker.claims.reasons import misplaced, stands
from tracker.events import explain as events_explain
from tracker.model import Article, Claim, Evidence, Reason, Telling
from tracker.pipeline.correct import event_named
from tracker.pipeline.gather import Progress, quiet
from tracker.store import Store
from tracker.vocab import Vocab

AROUND = 40
"""Characters of the text that are shown on either side of a passage."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One reason with the words before and after its passage."""

    reason: Reason
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """An explained event, and for each of its claims the telling and the reasons of its fields."""

    explained: events_explain.Explained
    tellings: Mapping[str, Telling]
    reasons: Mapping[str, tuple[Shown, ...]]


def explain(store: Store, vocab: Vocab, event_id: str) -> Explanation:
    """Explain the event whose id begins so. Raises :class:`tracker.pipeline.correct.CorrectionError` if none does."""
    event = event_named(store, event_id)
    tellings = {each.claim.id: each for each in store.reading.tellings_of_event(event.id)}
    said = [each.correction for each in store.corrections.listed(event.id) if each.undone_at is None]
    explained = events_explain.explain(event, list(tellings.values()), said, vocab)
    return Explanation(explained, tellings, {name: tuple(_shown(store, each)) for name, each in tellings.items()})


def _shown(store: Store, telling: Telling) -> Iterator[Shown]:
    article = store.reading.find(telling.claim.article_id)
    for reason in store.reading.reasons(telling.claim.id):
        found = reason.evidence
        if article is None or found is None or not stands(article, found):
            yield Shown(reason, "", "")
            continue
        whole = article.part(found.field)
        before, after = whole[max(0, found.start - AROUND) : found.start], whole[found.end : found.end + AROUND]
        # Context stays within its line: what stands above a heading says nothing of it.
        yield Shown(reason, before.rpartition("\n")[2], after.partition("\n")[0])


def check(store: Store, *, progress: Progress = quiet) -> tuple[int, list[str]]:
    """Return how many stored passages were looked up, and what is wrong with them, a line for each fault.

    Looks at every claim, at every reason, and at every row of the lists that articles hold.
    """
    looked, faults = 0, []
    for done, article in enumerate(store.reading.stale(""), 1):
        claims = tuple(_stored_claims(store, article))
        rows = store.pages.listed(article.id)
        looked += len(claims) + len(rows) + sum(bool(each.evidence) for claim in claims for each in claim.reasons)
        faults += [f"{article.url}: {fault}" for fault in misplaced(article, claims)]
        faults += _misplaced_rows(article, rows)
        progress(done, done)
    return looked, faults


def _misplaced_rows(article: Article, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        passage = Evidence(row["field"], row["start"], row["end"], row["quote"])
        if not stands(article, passage):
            act = row["instrument"] or article.url
            yield f"{act}, row {row['position']}: “{passage.quote[:60]}” is not in its text"


def _stored_claims(store: Store, article: Article) -> Iterator[Claim]:
    for linked in (True, False):
        for telling, _ in store.reading.tellings_of_article(article.id, linked=linked):
            yield replace(telling.claim, reasons=tuple(store.reading.reasons(telling.claim.id)))
