"""Files what people say over the coder and applies it at once; each word is one transaction. Asks no clock.

``set`` is laid over the fold (or over one claim), ``merge`` and ``split`` move claims between events, ``reject`` leaves
claims without event, ``confirm`` keeps what a later coder would lose. A claim's own row is never edited. To undo, a
merge's `before` holds the claims and the other ids of the event that went into the other, a rejected event's its other
ids, a rejected claim's the event that it told of.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tracker.events import corrected, values
from tracker.measures import hand
from tracker.model import Correction, CorrectionKind, Day, Event, Subject, Telling, content_id
from tracker.pipeline.link import retell
from tracker.store import Filed, Store
from tracker.vocab import Vocab

LONGEST = 4000
ADDRESS = re.compile(r"https?://[^\s/]+\S*")
MERGED = "merged"
SPLIT_UNDONE = "split taken back"
MOST_NAMED = 5


class CorrectionError(Exception):
    """A correction that cannot be made, said in one line."""


@dataclass(frozen=True, slots=True)
class Word:
    """Who says it, why and when; the passage that shows it and the address where that stands."""

    author: str
    reason: str
    at: datetime
    quote: str = ""
    source: str = ""

    def about(
        self, kind: CorrectionKind, subject: Subject, subject_id: str, *, field: str = "", value: str = ""
    ) -> Correction:
        """Return the correction that this word makes of a subject."""
        author, reason = _line("author", self.author), _line("reason", self.reason)
        if self.source and not ADDRESS.fullmatch(self.source):
            raise CorrectionError(f"--source: {self.source!r} is no web address; it begins with https:// or http://")
        quote = _line("quote", self.quote) if self.quote else ""
        return Correction(kind, subject, subject_id, author, reason, self.at, field, value, quote, self.source)


def _line(name: str, text: str) -> str:
    """Return a text as one line of printable characters."""
    line = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    if not line:
        raise CorrectionError(f"--{name} is needed" + (" (or TRACKER_AUTHOR)" if name == "author" else ""))
    if len(line) > LONGEST:
        raise CorrectionError(f"--{name}: at most {LONGEST} characters")
    return line


def event_named(store: Store, prefix: str) -> Event:
    """Return the event whose id, or the id of an event merged into it, begins so. Raises :class:`CorrectionError`."""
    found = store.events.find(_only("event", prefix, store.events.named(prefix)))
    if found is None:
        raise CorrectionError(f"no event has an id that begins with {prefix!r}")
    return found


def claim_named(event: Event, prefix: str) -> str:
    """Return the id of the claim of an event that begins so. Raises :class:`CorrectionError`."""
    return _only(f"claim of {event.id}", prefix, [each for each in event.claims if each.startswith(prefix)])


def measure_named(store: Store, prefix: str) -> str:
    """Return the id of the measure that is called so or begins so. Raises :class:`CorrectionError`."""
    found = store.corrections.measures_named(prefix)
    return prefix if prefix in found else _only("measure", prefix, found)


def anything_named(store: Store, prefix: str) -> str:
    """Return the id of the event or measure that begins so, else of one that people spoke of and that is no more.

    Raises :class:`CorrectionError`.
    """
    found = {*store.events.named(prefix), *store.corrections.measures_named(prefix)}
    if prefix in found:
        return prefix
    found = found or {each for each in store.corrections.subjects() if each.startswith(prefix)}
    return _only("event or measure", prefix, sorted(found))


def _only(what: str, prefix: str, found: Sequence[str]) -> str:
    if not prefix or not found:
        raise CorrectionError(f"no {what} has an id that begins with {prefix!r}")
    if len(found) > 1:
        named = ", ".join([*found[:MOST_NAMED], *(["…"] if len(found) > MOST_NAMED else [])])
        raise CorrectionError(f"{prefix!r} begins more than one {what}: {named}; give more of the id")
    return found[0]


def set_field(
    store: Store, vocab: Vocab, event_id: str, field: str, text: str, word: Word, *, claim: str = ""
) -> Filed:
    """Set a field of an event, or of one of its claims, to a value. Raises :class:`CorrectionError`."""
    with store.together():
        event = event_named(store, event_id)
        subject_id = claim_named(event, claim) if claim else event.id
        if not claim and field in corrected.OF_CLAIMS - corrected.OF_EVENTS:
            raise CorrectionError(f"{field} is a field of claims: name one of {', '.join(event.claims)} with --claim")
        try:
            value = values.read(field, text, vocab)
        except ValueError as error:
            raise CorrectionError(str(error)) from error
        _shown(store, event, word, needed=field in values.SHOWN, field=field)
        said = word.about("set", "claim" if claim else "event", subject_id, field=field, value=value)
        stands = getattr(_claim(store, event, subject_id).claim if claim else event, field)
        filed = _file(store, vocab, said, before=corrected.packed(stands), tell=[event.id])
        _still_told(store, event)
        return filed


def _still_told(store: Store, event: Event) -> None:
    """Refuse what is said of a claim if it leaves the event without any that says that it happened."""
    if store.events.find(event.id) is None:
        raise CorrectionError(f"no other claim says that {event.id} happened: reject the event, with --reject alone")


def _claim(store: Store, event: Event, claim_id: str) -> Telling:
    """Return the claim of an event as it stands corrected."""
    ((telling, _),) = store.reading.tellings([claim_id])
    return corrected.telling(telling, store.corrections.of(event.id, [claim_id]))


def _shown(store: Store, event: Event, word: Word, *, needed: bool, field: str = "") -> None:
    """Refuse a word whose quote is missing where one is needed, or stands nowhere that can be looked up."""
    if needed and not word.quote.strip():
        raise CorrectionError(f"--quote is needed to set {field}: the passage that says so")
    if not word.quote.strip() or word.source:
        return
    tellings = store.reading.tellings_of_event(event.id)
    quote = "".join(word.quote.split())
    for article_id in sorted({each.source.article_id for each in tellings}):
        article = store.reading.find(article_id)
        for part in (article, *store.reading.parts(article_id)) if article else ():
            if any(quote in "".join(text.split()) for text in (part.title, part.text)):
                return
    raise CorrectionError("the quote stands in no stored text of this event; say where it stands with --source ADDRESS")


def _file(store: Store, vocab: Vocab, said: Correction, *, before: str | None, tell: Iterable[str]) -> Filed:
    """Store a correction and tell events anew. What stands already to the same effect is not filed a second time."""
    standing = store.corrections.standing(said)
    if standing and (said.kind != "set" or before == said.value):
        return standing
    filed = store.corrections.file(said, before)
    retell(store, vocab, tell, measures_too=[said.subject_id] if said.subject == "measure" else [])
    return filed


def merge(store: Store, vocab: Vocab, event_id: str, other_id: str, word: Word) -> Filed:
    """Let the claims of the other event tell of this one, to which its id leads. Raises :class:`CorrectionError`."""
    with store.together():
        event, other = event_named(store, event_id), event_named(store, other_id)
        if event.id == other.id:
            raise CorrectionError(f"{other_id} is {event.id} already")
        _shown(store, event, word, needed=False)
        said = word.about("merge", "event", other.id, value=event.id)
        aliases = store.events.aliases_of(other.id)
        claims = [each.claim.id for each in store.reading.tellings_of_event(other.id)]
        before = json.dumps({"claims": claims, "aliases": aliases})
        _move(store, claims, event.id)
        filed = store.corrections.file(said, before)
        retell(store, vocab, [other.id, event.id])
        for alias, why in {**aliases, other.id: MERGED}.items():
            store.events.alias(alias, event.id, why)
        return filed


def split(store: Store, vocab: Vocab, event_id: str, claims: Sequence[str], word: Word) -> Filed:
    """Make an event of its own out of some claims of an event. Raises :class:`CorrectionError`."""
    with store.together():
        event = event_named(store, event_id)
        named = {claim_named(event, each) for each in claims}
        tellings = store.reading.tellings_of_event(event.id)
        gone = [each for each in tellings if each.claim.id in named]
        stay = [each for each in tellings if each.claim.id not in named]
        for part, trouble in ((gone, "none of these claims says that it happened"), (stay, "no claim would be left")):
            if not any(each.claim.certainty == "asserted" for each in part):
                raise CorrectionError(f"{event.id} cannot be split so: {trouble}")
        _shown(store, event, word, needed=False)
        gone.sort(key=lambda each: (each.source.told, each.claim.id))
        names = [each.claim.id for each in gone]
        own = _own_id(store, event, names, word)
        said = word.about("split", "event", event.id, field=own, value=corrected.packed(names))
        store.events.unalias(own)
        _move(store, names, own)
        return _file(store, vocab, said, before=None, tell=[event.id, own])


def _own_id(store: Store, event: Event, claims: Sequence[str], word: Word) -> str:
    """Return the id of the earliest of the claims that is no other event's id; one made from it if all of them are."""
    for name in claims:
        known_as = store.events.resolve(name)
        free = store.events.aliases_of(known_as).get(name, SPLIT_UNDONE) == SPLIT_UNDONE
        if free and store.events.find(name) is None:
            return name
    return content_id("split", event.id, claims[0], word.at.isoformat())


def reject(store: Store, vocab: Vocab, event_id: str, word: Word, *, claim: str = "") -> Filed:
    """Say that an event is not so, or that one claim of it is not: then no event is told by it.

    Raises :class:`CorrectionError`.
    """
    with store.together():
        event = event_named(store, event_id)
        _shown(store, event, word, needed=False)
        if claim:
            names = [claim_named(event, claim)]
            said, before = word.about("reject", "claim", names[0]), event.id
        else:
            names = [each.claim.id for each in store.reading.tellings_of_event(event.id)]
            said = word.about("reject", "event", event.id, value=corrected.packed(names))
            before = json.dumps({"aliases": store.events.aliases_of(event.id)})
        _move(store, names, None)
        filed = _file(store, vocab, said, before=before, tell=[event.id])
        if claim:
            _still_told(store, event)
        return filed


def confirm(store: Store, vocab: Vocab, event_id: str, word: Word, *, claim: str = "") -> Filed:
    """Say that an event is so, or a claim of it, whatever the coder will say. Raises :class:`CorrectionError`."""
    with store.together():
        event = event_named(store, event_id)
        _shown(store, event, word, needed=False)
        subject_id = claim_named(event, claim) if claim else event.id
        said = word.about("confirm", "claim" if claim else "event", subject_id)
        return _file(store, vocab, said, before=None, tell=[])


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step of a measure that a person has read of: ``Stepped("resumed", "2026-11-28")``.

    `scope` is the id of a scope, empty for all; `known` the day from which it could be known, that of the word if None.
    """

    kind: str
    day: str
    until: str = ""
    scope: str = ""
    known: Day | None = None


def step(store: Store, vocab: Vocab, measure_id: str, stepped: Stepped, word: Word) -> Filed:
    """Confirm that a measure has taken a step; passage and address are needed. Raises :class:`CorrectionError`."""
    with store.together():
        measure = measure_named(store, measure_id)
        if not word.quote.strip() or not word.source:
            raise CorrectionError("a step needs --quote, the passage that says so, and --source, where it stands")
        scopes = store.corrections.scopes_of(measure)
        if stepped.scope and stepped.scope not in scopes:
            raise CorrectionError(f"{measure} has no scope {stepped.scope!r}; its scopes: {', '.join(scopes)}")
        try:
            kind, day = hand.kind(stepped.kind), values.date("step", stepped.day)
            until = values.date("until", stepped.until) if stepped.until else None
        except ValueError as error:
            raise CorrectionError(str(error)) from error
        if until and until < day[: len(until)]:
            raise CorrectionError(f"a step of {day} cannot last until {until}")
        value = hand.packed(day, until, stepped.scope, stepped.known)
        said = word.about("confirm", "measure", measure, field=kind, value=value)
        return _file(store, vocab, said, before=None, tell=[])


def undo(store: Store, vocab: Vocab, correction_id: str, word: Word) -> Filed:
    """Take a correction back and tell anew what it touched; what others have said since stays.

    Raises :class:`CorrectionError`.
    """
    with store.together():
        found = {each.id: each for each in store.corrections.named(correction_id)}
        filed = found[_only("correction", correction_id, sorted(found))]
        if filed.undone_at:
            raise CorrectionError(f"{filed.id} was taken back already, by {filed.undone_by}")
        by = f"{_line('author', word.author)}: {_line('reason', word.reason)}"
        store.corrections.undo(filed.id, word.at, by)
        said = filed.correction
        back = _taken_back(store, filed)
        retell(store, vocab, back.tell, measures_too=[said.subject_id] if said.subject == "measure" else [])
        for alias, (event_id, why) in back.aliases.items():
            if store.events.find(event_id):
                store.events.alias(alias, event_id, why)
        return store.corrections.named(filed.id)[0]


@dataclass(frozen=True, slots=True)
class _Back:
    """What is left to do once claims are back where they were: events to tell anew, ids to lead to an event."""

    tell: Sequence[str] = ()
    aliases: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def _taken_back(store: Store, filed: Filed) -> _Back:
    """Move claims back to where they were before a correction."""
    said = filed.correction
    if said.kind == "merge":
        return _unmerged(store, filed)
    if said.kind == "split":
        return _unsplit(store, said)
    if said.kind == "reject":
        return _unrejected(store, filed)
    if said.subject == "claim":
        return _Back(_relinked(store, said.subject_id))
    return _Back([store.events.resolve(said.subject_id)] if said.subject == "event" else [])


def _unmerged(store: Store, filed: Filed) -> _Back:
    own, other = filed.correction.subject_id, store.events.resolve(filed.correction.value)
    before = json.loads(filed.before or "{}")
    tell = _moved_home(store, before.get("claims", []), {other}, own)
    if not tell:
        return _Back()
    store.events.unalias(own)
    aliases = before.get("aliases", {}).items()
    return _Back(tell, {each: (own, why) for each, why in aliases if store.events.resolve(each) in {each, other}})


def _unsplit(store: Store, said: Correction) -> _Back:
    """Give all claims of the event that was made back, those that joined it since as well; its id leads to the old."""
    own, home = store.events.resolve(said.field), store.events.resolve(said.subject_id)
    if own == home:
        return _Back()
    alive = own == said.field
    joined = [each.claim.id for each in store.reading.tellings_of_event(own)] if alive else []
    aliases = {each: (home, why) for each, why in store.events.aliases_of(own).items()} if alive else {}
    tell = _moved_home(store, [*joined, *corrected.named(said)], {own}, home)
    return _Back(tell, aliases | ({own: (home, SPLIT_UNDONE)} if alive else {}))


def _unrejected(store: Store, filed: Filed) -> _Back:
    said = filed.correction
    if said.subject == "claim":
        named, home, before = [said.subject_id], store.events.resolve(filed.before or ""), {}
    else:
        named, home, before = [*corrected.named(said)], said.subject_id, json.loads(filed.before or "{}")
    freed = [each for each in named if not corrected.rejected(each, store.corrections.naming([each]))]
    aliases = before.get("aliases", {}).items()
    free = {each: (home, why) for each, why in aliases if store.events.resolve(each) == each}
    return _Back(_moved_home(store, freed, {None}, home), free)


def _moved_home(store: Store, claims: Iterable[str], now: set[str | None], home: str) -> list[str]:
    """Move those claims that still tell of what they were moved to; return the events to tell anew."""
    there = [telling.claim.id for telling, event_id in store.reading.tellings(claims) if event_id in now]
    _move(store, there, home)
    return [*sorted(each for each in now if each), home] if there else []


def _relinked(store: Store, claim_id: str) -> list[str]:
    """Return the event of a claim whose correction is taken back; one that lost its event by it gets its own."""
    for telling, event_id in store.reading.tellings([claim_id]):
        if event_id is None and telling.claim.certainty == "asserted":
            home = store.events.resolve(claim_id)
            store.reading.link(claim_id, home)
            return [home]
        return [event_id] if event_id else []
    return []


def _move(store: Store, claims: Iterable[str], event_id: str | None) -> None:
    for claim_id in claims:
        store.reading.link(claim_id, event_id)
