"""Makes events as people have corrected them: what was said over the coder, laid over its claims and over the fold.

::

    claims ──set, reject──▶ claims as corrected ──tell──▶ Event ──set──▶ Event as corrected

It must not know where corrections are stored. They may come in any order: the later word wins, and said twice is the
same as said once. No claim is edited: an event's `lead` and `claims` keep the ids under which the claims are stored.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from tracker.events.fold import tell as fold
from tracker.events.headline import Facts, compose
from tracker.events.weight import significance
from tracker.model import Correction, Event, Telling
from tracker.vocab import Vocab

LISTS = frozenset({"actors", "agencies", "targets", "via", "minerals", "firms", "affects"})
PLAIN = frozenset(
    {"action", "stage", "instrument", "announced", "effective", "until", "paragraph", "relation", "closes"}
)
OF_EVENTS = LISTS | PLAIN
"""Fields that may be set on an event."""
OF_CLAIMS = OF_EVENTS | {"certainty"}
"""Fields that may be set on a claim: whether a thing is so is said of a claim alone."""


def tell(event_id: str, tellings: Sequence[Telling], said: Sequence[Correction], vocab: Vocab) -> Event | None:
    """Fold the tellings as corrected and lay over the event what is said of it; None where nothing is asserted.

    `said` is what stands of the event and its claims; whatever is said of others is left aside.
    """
    if not said:
        heard_of = any(each.claim.certainty == "asserted" for each in tellings)
        return fold(event_id, tellings, vocab) if heard_of else None
    stored: dict[str, list[str]] = defaultdict(list)
    told = []
    for each in tellings:
        heard = telling(each, said)
        if heard.claim.certainty == "asserted" and not rejected(each.claim.id, said):
            stored[heard.claim.id].append(each.claim.id)
            told.append(heard)
    if not told:
        return None
    event = fold(event_id, told, vocab)
    claims = dict.fromkeys(name for each in event.claims for name in sorted(stored[each]))
    return with_set(replace(event, lead=min(stored[event.lead]), claims=tuple(claims)), said, vocab)


def telling(told: Telling, said: Sequence[Correction]) -> Telling:
    """Return a telling with what was set on its claim. The claim may come out with another id; it is stored under its
    own."""
    if not said:
        return told
    values = _values(said, "claim", told.claim.id, OF_CLAIMS)
    return replace(told, claim=replace(told.claim, **values)) if values else told


def with_set(event: Event, said: Iterable[Correction], vocab: Vocab) -> Event:
    """Return an event with what was set on it, its headline, day and significance made anew from that."""
    values = _values(said, "event", event.id, OF_EVENTS)
    if not values:
        return event
    event = replace(event, **values, corrected=tuple(sorted({*event.corrected, *values})))
    facts = Facts(**{each.name: getattr(event, each.name) for each in fields(Facts)})
    return replace(
        event,
        headline=compose(facts, vocab),
        date=event.effective or event.announced or event.told.date().isoformat(),
        significance=significance(
            event.action,
            event.stage,
            publishers=event.sources + event.official,
            official=bool(event.official),
            targets=event.targets,
            minerals=event.minerals,
            vocab=vocab,
        ),
    )


def rejected(claim_id: str, said: Iterable[Correction]) -> bool:
    """Say whether a person holds that a claim is not so, by itself or with the event that it told of."""
    return any(
        each.kind == "reject" and claim_id in ((each.subject_id,) if each.subject == "claim" else named(each))
        for each in said
    )


def set_apart(claim_id: str, said: Iterable[Correction]) -> str | None:
    """Return the event that a person made of a claim and others by splitting, the latest; None if nobody did."""
    made = [each for each in in_time(said) if each.kind == "split" and claim_id in named(each)]
    return made[-1].field if made else None


def named(correction: Correction) -> tuple[str, ...]:
    """Return the claims that the split or the rejection of an event names."""
    return unpacked(correction.value) if correction.subject == "event" and correction.kind != "merge" else ()


def packed(value: Sequence[str] | str | None) -> str:
    """Return a field's value as a correction holds it: a list as JSON, nothing as the empty text."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(list(value), ensure_ascii=False)


def unpacked(value: str) -> tuple[str, ...]:
    """Read a list back; the empty text is the empty list."""
    return tuple(json.loads(value)) if value else ()


def in_time(said: Iterable[Correction]) -> list[Correction]:
    """Return corrections in the order in which they were said, each once.

    Of words of one moment the order hangs on what they say, not on the id of their claim: that may come to be another.
    """
    return sorted(set(said), key=lambda each: (each.at, each.kind, each.field, each.value, each.author, each.id))


def _values(said: Iterable[Correction], subject: str, subject_id: str, known: frozenset[str]) -> dict[str, Any]:
    """Return the values of the fields that were set, the latest of each field."""
    values: dict[str, Any] = {}
    for each in in_time(said):
        if each.kind == "set" and (each.subject, each.subject_id) == (subject, subject_id) and each.field in known:
            values[each.field] = unpacked(each.value) if each.field in LISTS else each.value or None
    return values
