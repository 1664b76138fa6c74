"""Puts the vocabulary's names into the public database, so that pages and queries can name what they show."""

from __future__ import annotations

from tracker.model import content_id
from tracker.store import Store
from tracker.vocab import Vocab


def shelve(store: Store, vocab: Vocab) -> None:
    """Store the display names; nothing is written when they are there already."""
    rows = [
        {
            "kind": kind,
            "id": term.id,
            "name": term.name,
            "name_zh": term.name_zh,
            "country": term.country,
            "groups": sorted(term.groups),
        }
        for kind in ("mineral", "country", "agency", "firm")
        for term in vocab.terms(kind).values()
    ]
    rows += [
        {"kind": "action", "id": each.id, "name": each.name, "name_zh": "", "country": None, "groups": [each.family]}
        for each in vocab.actions.values()
    ]
    edition = content_id(repr(rows))
    if store.shelves.world("vocabulary") != edition:
        store.shelves.keep_terms(rows)
        store.shelves.set_world("vocabulary", edition)
